import Derivations
import Networks
import Symbolics

/// The sizes of a transformer, a recurrent layer or a training run, as far as they are known: those of a network of the
/// catalogue, or those that a text states.
struct ModelSizes: Sendable {
  /// A size that a text may state.
  enum Field: UInt8, Hashable, Sendable, CaseIterable {
    case width, layers, heads, keyHeads, headWidth, innerWidth, vocabulary, context, tokens, batch, experts
    case inputWidth, timeSteps
  }

  private var values: [Field: Int] = [:]
  /// Matrices of a feed-forward layer: two, or three where it is gated.
  var innerMatrices: Int?
  /// Whether the head works with the matrix of the embedding.
  var isTied: Bool?
  /// The numbers of layers that may be meant: those of each stack, and all of them.
  var layerCounts: [Int] = []
  /// The numbers of experts that may be meant: all of a layer, and those that a token meets.
  var expertCounts: [Int] = []
  /// The whole network's parameters.
  var parameters: Rational?

  init() {}

  /// The sizes of a network; nil for one without attention.
  init?(_ derivation: Derivation) {
    guard let sizes = derivation.transformerSizes else { return nil }
    self[.width] = sizes.width
    self[.heads] = sizes.heads
    self[.keyHeads] = sizes.keyHeads
    self[.headWidth] = sizes.headWidth
    self[.innerWidth] = sizes.innerWidth
    self[.vocabulary] = sizes.vocabulary
    self[.context] = sizes.positions
    self[.tokens] = sizes.tokens
    self[.experts] = sizes.experts
    if let experts = sizes.experts, let perToken = sizes.expertsPerToken {
      // Shared experts may be counted with the others.
      expertCounts = [experts, perToken, experts &+ 1, experts &+ 2, perToken &+ 1, perToken &+ 2, 2]
    }
    innerMatrices = sizes.innerMatrices
    isTied = sizes.vocabulary == nil ? nil : sizes.isTied
    layerCounts = ModelSizes.runs(of: sizes.blocks)
    if sizes.blocks.count == 1 { self[.layers] = sizes.blocks[0] }
    parameters = derivation.root.value(.parameters)
  }

  /// All sums of kinds of blocks that follow each other, the sum of all first: a stack may have a first block of its own.
  private static func runs(of blocks: [Int]) -> [Int] {
    var sums = [blocks.reduce(0) { $0 &+ $1 }]
    guard blocks.count <= 16 else { return sums }
    for start in blocks.indices {
      var sum = 0
      for end in start..<blocks.count {
        sum &+= blocks[end]
        if !sums.contains(sum) { sums.append(sum) }
      }
    }
    return sums
  }

  subscript(_ field: Field) -> Int? {
    get { values[field] }
    set { values[field] = newValue }
  }

  /// Whether nothing is known.
  var isEmpty: Bool { values.isEmpty && parameters == nil }

  /// These sizes, with what another source states in their place.
  func replaced(by other: ModelSizes) -> ModelSizes {
    var all = self
    // A text with a width of its own has heads of its own: those of a network named above are 64 wide, not its.
    if let width = other[.width], width != self[.width], width != self[.headWidth] { all[.headWidth] = nil }
    for field in Field.allCases { if let value = other[field] { all[field] = value } }
    if let matrices = other.innerMatrices { all.innerMatrices = matrices }
    return all
  }

  /// The sizes that are there to multiply with, as exact numbers.
  func number(_ field: Field) -> Rational? { self[field].map { Rational($0) } }

  /// Features of all queries of a token: heads × width of a head.
  var queryWidth: Int? {
    if let heads = self[.heads], let width = self[.headWidth] { return Shape.product([heads, width]) }
    return self[.width]
  }

  /// Features of all keys of a token.
  var keyWidth: Int? {
    guard let keyHeads = self[.keyHeads] else { return queryWidth }
    if let width = self[.headWidth] { return Shape.product([keyHeads, width]) }
    guard let width = self[.width], let heads = self[.heads], heads > 0, width % heads == 0 else {
      return nil
    }
    return Shape.product([keyHeads, width / heads])
  }

  /// Whether several query heads share a head of keys and values.
  var isGrouped: Bool {
    guard let heads = self[.heads], let keyHeads = self[.keyHeads] else { return false }
    return keyHeads < heads
  }
}
