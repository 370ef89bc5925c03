import Networks
import Symbolics

/// Every distinct layer of a derivation with what its place says about it: how many copies there are, how many work for a
/// token, and what for. Analyses take all that they know of a network from here.
struct Inventory {
  let derivation: Derivation
  private(set) var entries: [Entry] = []
  /// The outermost blocks in the order of execution.
  private(set) var blocks: [Block] = []
  /// The nodes of experts.
  private(set) var experts: [Experts] = []
  /// Whether attention is there as an operation of its own.
  let hasAttention: Bool
  private let attentionCount: Int
  private var attentionsSeen = 0

  /// A layer, worked out once for all its copies.
  struct Entry {
    let part: Part
    let operation: Operation
    /// Copies in the whole network; all of them have parameters.
    let copies: Int
    /// Copies that work for a token.
    let workingCopies: Int
    /// Whether it runs only while the network is trained.
    let isIdle: Bool
    let component: Analysis.Component
    /// The place in ``Inventory/blocks`` of the outermost block around it.
    let block: Int?
    /// Whether it stands in a module of attention, behind its core.
    let isBehindAttention: Bool
    /// Whether it is one of several experts.
    let isExpert: Bool
  }

  /// An outermost block.
  struct Block {
    let part: Part
    let copies: Int
  }

  /// Experts side by side.
  struct Experts {
    let part: Part
    /// How often the whole group of experts is there.
    let copies: Int
    let perToken: Int
  }

  /// What the surroundings of a part say about it.
  private struct Place {
    var copies = 1
    var workingCopies = 1
    var isIdle = false
    var block: Int?
    var isInAttention = false
    var isExpert = false
    /// The number of experts beside it in the same module.
    var expertsBeside: Int?
    var isBehindAttention = false
  }

  init(_ derivation: Derivation) {
    self.derivation = derivation
    attentionCount = derivation.root.leafCount { if case .attention = $0 { true } else { false } }
    hasAttention = attentionCount > 0
    visit(derivation.root, Place())
  }

  private mutating func visit(_ part: Part, _ around: Place) {
    var place = around
    // The deriver has refused networks whose copies are more than an Int can count.
    place.copies &*= part.repetitions
    place.workingCopies &*= part.copies(for: .macs)
    if part.use == .training { place.isIdle = true }
    if case .experts(let perToken) = part.use {
      place.isExpert = true
      experts.append(Experts(part: part, copies: around.copies, perToken: perToken))
    }
    switch part.kind {
    case .layer(let operation): add(part, operation, place)
    case .module(let role):
      if role == .block, place.block == nil, !place.isIdle {
        place.block = blocks.count
        blocks.append(Block(part: part, copies: place.copies))
      }
      if role == .attention { place.isInAttention = true }
      place.expertsBeside = part.expertCount
      let before = attentionsSeen
      for inner in part.parts {
        var innerPlace = place
        innerPlace.isBehindAttention = place.isInAttention && attentionsSeen > before
        visit(inner, innerPlace)
      }
    }
  }

  private mutating func add(_ part: Part, _ operation: Operation, _ place: Place) {
    entries.append(
      Entry(
        part: part, operation: operation, copies: place.copies, workingCopies: place.workingCopies,
        isIdle: place.isIdle, component: component(of: operation, place), block: place.block,
        isBehindAttention: place.isBehindAttention, isExpert: place.isExpert))
    if case .attention = operation { attentionsSeen += 1 }
  }

  private func component(of operation: Operation, _ place: Place) -> Analysis.Component {
    switch operation {
    case .norm: return .norms
    case .embedding, .learned(.tokens), .learned(.positions): return .embedding
    case .attention: return .attention
    case .recurrent: return .recurrent
    case .learned: return place.isInAttention ? .attention : .other
    case .matrixProduct: return place.isInAttention ? .attention : .products
    case .convolution, .transposedConvolution:
      return hasAttention && place.block == nil && attentionsSeen == 0 ? .stem : .convolution
    case .linear(let linear):
      if place.isInAttention { return .attention }
      if place.isExpert { return .experts }
      if linear.outputFeatures == place.expertsBeside { return .router }
      guard hasAttention else { return .linear }
      if place.block != nil { return .feedForward }
      return attentionsSeen == attentionCount ? .head : attentionsSeen == 0 ? .stem : .other
    default: return .other
    }
  }
}

extension Part {
  /// The number of experts among its nodes, or among those of a list of experts that is one of its nodes.
  fileprivate var expertCount: Int? {
    for inner in parts + parts.flatMap({ $0.parts }) {
      if case .experts = inner.use { return inner.repetitions }
    }
    return nil
  }

  /// How many distinct layers have an operation of some kind.
  fileprivate func leafCount(_ isCounted: (Operation) -> Bool) -> Int {
    if case .layer(let operation) = kind { return isCounted(operation) ? 1 : 0 }
    return parts.reduce(0) { $0 + $1.leafCount(isCounted) }
  }
}

extension Inventory.Entry {
  /// The path of the layer, of its first copy.
  var path: String { part.path }

  /// Whether the layer runs in a pass of inference.
  var isWorking: Bool { !isIdle }

  /// How many copies a quantity is multiplied with.
  func copies(for quantity: Quantity) -> Int { quantity == .parameters ? copies : workingCopies }

  /// Numbers of one copy that are added value by value: the biases of a product.
  func biases() throws(ArithmeticError) -> Rational {
    switch operation {
    case .linear(let linear): return linear.hasBias ? Rational(linear.outputFeatures) : .zero
    case .convolution(let layer):
      // A convolution that shares its kernels shares its bias, too.
      return layer.hasBias && layer.weights == .own ? Rational(layer.outputChannels) : .zero
    case .transposedConvolution(let layer):
      return layer.convolution.hasBias ? Rational(layer.convolution.outputChannels) : .zero
    case .recurrent(let layer):
      let directions = Rational(layer.isBidirectional ? 2 : 1)
      return try Rational(layer.biases).multiplied(by: Rational(layer.cell.gates))
        .multiplied(by: Rational(layer.hiddenFeatures)).multiplied(by: directions)
    default: return .zero
    }
  }

  /// Whether its parameters are a table of which rows are looked up.
  var isTable: Bool {
    switch operation {
    case .embedding, .learned(.tokens), .learned(.positions), .learned(.relativeBias),
      .learned(.distanceBias):
      true
    default: false
    }
  }

  /// Whether it multiplies matrices: whether it has multiply-adds.
  var isProduct: Bool { part.step(.macs) != nil }

  /// Whether it works with the matrix or the kernels of another layer.
  var sharesMatrix: Bool {
    switch operation {
    case .linear(let linear): linear.weights == .shared
    case .convolution(let layer): layer.weights == .shared
    default: false
    }
  }

  /// The parameters of one copy that a product works with: all but its biases; none where the matrix is another
  /// layer's.
  func matrix() throws(ArithmeticError) -> Rational {
    guard isProduct, !sharesMatrix else { return .zero }
    return try part.value(.parameters).subtracting(biases())
  }
}
