import Derivations
import Symbolics

/// A chain of the working with all that was learnt about it.
struct Entry: Sendable {
  /// The chain.
  var chain: Chain
  /// What the chain speaks of.
  var subject: Subject
  /// The index of the side that computes with numbers, if there is one.
  var working: Int?
  /// The value of that side.
  var value: Rational?
  /// The result that the chain claims: its last bare number.
  var claim: Numeral?
  /// Where that number stands.
  var claimRange: Range<Int>?
  /// The unit behind it.
  var claimUnit = Unit.none
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

  /// What a value means in the network.
  struct Meaning: Sendable {
    /// The path of the part.
    var path: String
    var quantity: Quantity
    /// Operations counted for a multiply-add, 0 where the count has none.
    var factor: Int
    /// The layer, if it is one.
    var layer: Int?
  }

  /// The side that computes.
  var workingSide: Chain.Side? { working.map { chain.sides[$0] } }
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
