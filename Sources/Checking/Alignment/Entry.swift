import Derivations
import Symbolics

/// A chain of the working with all that was learnt about it.
///
/// A reference, because every check looks at all entries and several note something.
final class Entry {
  /// The chain.
  let chain: Chain
  /// What the chain speaks of.
  let subject: Subject
  /// The index of the line that holds the chain; it may begin above.
  let line: Int
  /// The place of the line on which it begins among the lines of its calculation; what begins above them belongs to the
  /// first.
  let home: Int
  /// The index of the side that computes with numbers, if there is one.
  let working: Int?
  /// The index of the side that is the result, if there is one.
  private let result: Int?
  /// The false link, if there is one.
  var slip: Slip?
  /// The value of the side before the false claim.
  var rightValue: Rational?
  /// The mistake in the formula for the layer, if there is one.
  var misconception: Mistake?
  /// What the value means in the network, if it was found there.
  var meaning: Meaning?
  /// What became of the chain.
  var status = Statement.Status.unchecked
  /// Whether the chain computes with an earlier wrong result.
  var usesWrongValue = false

  init(_ chain: Chain, _ subject: Subject, line: Int, home: Int) {
    self.chain = chain
    self.subject = subject
    self.line = line
    self.home = home
    working = chain.hasEquality ? chain.sides.firstIndex { $0.isCompound && !$0.isSymbolic } : nil
    // The first bare number behind the working is the result; later ones round it.
    let behind = chain.sides.indices.dropFirst(working ?? 0).first { !chain.sides[$0].isCompound }
    result = behind ?? chain.sides.lastIndex { !$0.isCompound }
  }

  /// What a value means in the network.
  final class Meaning {
    /// The path of the part.
    let path: String
    let quantity: Quantity
    /// Operations counted for a multiply-add, 0 where the count has none.
    let factor: Int
    /// The layer, if it is one.
    let layer: Int?
    /// The step, as findings name it.
    private(set) lazy var step = path.isEmpty ? quantity.name : path + "." + quantity.name

    init(path: String, quantity: Quantity, factor: Int, layer: Int?) {
      self.path = path
      self.quantity = quantity
      self.factor = factor
      self.layer = layer
    }
  }

  /// The side that computes.
  var workingSide: Chain.Side? { working.map { chain.sides[$0] } }
  /// The value of that side.
  var value: Rational? { working.flatMap { chain.sides[$0].outcome.value } }
  /// The result that the chain claims.
  var claim: Numeral? { result.flatMap { chain.sides[$0].claim } }
  /// Where that number stands.
  var claimRange: Range<Int>? { result.map { chain.sides[$0].located.range } }
  /// The unit behind it.
  var claimUnit: Unit { result.map { chain.sides[$0].unit } ?? .none }
}

/// What a chain or a claim speaks of.
struct Subject: Sendable {
  /// The part of the network.
  enum Target: Hashable, Sendable {
    /// Nothing that is known.
    case none
    case inputLayer
    /// One of these layers, by their indices.
    case layers([Int])
    /// One of these blocks as a whole; all of them where no number was given.
    case blocks([Int])
    /// A stage as a whole, by its index.
    case stage(Int)
    /// The network as a whole.
    case network
  }

  var target: Target = .none
  /// Whether the words single the target out, so that a deviation may be called a mistake.
  var isSpecific = false
  /// The quantity that the words name, nearest to the chain.
  var quantity: Noun?
  /// Where the word stands that names the target.
  var range: Range<Int>?
}
