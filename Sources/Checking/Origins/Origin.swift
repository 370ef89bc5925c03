public import Derivations
public import Symbolics

/// One way in which a network comes to a number: a count of it, a count of another form of it, or a mistake.
///
/// A value without words: ``reason`` and ``name`` are looked up. ``value`` was obtained by evaluating ``working``.
public struct Origin: Sendable {
  /// What kind of explanation it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A way of counting the network as it is.
    case convention
    /// The network in another form or on another input.
    case variant
    /// A count that went wrong.
    case mistake
  }

  /// How a value agrees with a number, the best first.
  public enum Fit: Int, Sendable, CaseIterable {
    /// To the last unit.
    case exact
    /// Rounded to the digits that the number shows.
    case rounded
    /// Cut off behind them, as some papers' figures are.
    case cutOff
    /// Rounded, if the zeros at the number's end are no digits.
    case coarse

    /// The name under which it is looked up, and that JSON carries: `cut-off`.
    public var name: String {
      switch self {
      case .exact: "exact"
      case .rounded: "rounded"
      case .cutOff: "cut-off"
      case .coarse: "coarse"
      }
    }
  }

  /// Why a network may have such a number; the sentence is looked up as `origin.REASON`.
  public enum Reason: String, Sendable, CaseIterable {
    /// A convention counts so; its own sentence says what.
    case convention
    /// A quantity of an analysis; the analysis's title says what.
    case quantity
    /// The parameters of one component.
    case component
    case parameters
    case activeParameters = "active-parameters"
    case runningStatistics = "running-statistics"
    case convolutionBiases = "convolution-biases"
    case kerasParameters = "keras-parameters"
    case withoutTrainingHeads = "without-training-heads"
    case otherForm = "other-form"
    case otherInput = "other-input"
    case otherTokens = "other-tokens"
    case perToken = "per-token"
    case perParameter = "per-parameter"
    case batch
    case part
    case otherNetwork = "other-network"
    case doubledTwice = "doubled-twice"
    case halved
    case magnitude
    case binaryPrefix = "binary-prefix"
    case withoutShortcuts = "without-shortcuts"
    case sameBlocks = "same-blocks"
    case otherBlockCounts = "other-block-counts"
    case withoutClassifier = "without-classifier"
    case withoutPart = "without-part"
    case withoutEmbeddings = "without-embeddings"
    case withoutAttentionProducts = "without-attention-products"
    case oneAttentionProduct = "one-attention-product"
    case allKeyHeads = "all-key-heads"
    case withoutBiases = "without-biases"
    case withoutNorms = "without-norms"
    case headCounted = "head-counted"
    case headNotCounted = "head-not-counted"
    case digits
    case layer
    case oneLayer = "one-layer"
    case everyLayer = "every-layer"
  }

  /// What kind of explanation it is.
  public var kind: Kind
  /// A convention's name, that of a quantity, of another network, or of a mistake: `paper`, `parameters`, `prefix-slip`.
  public var name: String
  /// What is counted: ``Quantity/macs``, ``Quantity/parameters`` …
  public var quantity: Quantity
  /// What one unit of a count of operations is; nil for other quantities.
  public var unit: Convention.Unit?
  /// Why.
  public var reason: Reason
  /// Named values for the sentence.
  public var arguments: [(name: String, value: Finding.Argument)] = []
  /// The formula, if there is one.
  public var formula: Expression?
  /// The formula with its numbers put in.
  public var working: Expression
  /// What it gives.
  public var value: Rational
  /// What would be right instead; of mistakes only.
  public var correct: Rational?
  /// How the value agrees with the number that was asked for; nil where it does not.
  public var fit: Fit?

  /// The path of the part that it is about, if it is about one.
  public var part: String? {
    for argument in arguments where argument.name == "part" {
      if case .path(let path) = argument.value { return path }
    }
    return nil
  }

  /// An origin whose value is that of its working; nil where that is beyond range or no count.
  init?(
    _ kind: Kind, _ name: String, _ quantity: Quantity, _ reason: Reason,
    arguments: [(name: String, value: Finding.Argument)] = [], formula: Expression? = nil,
    _ working: Expression, correct: Rational? = nil
  ) {
    guard let value = try? working.evaluated(), !value.isNegative, !value.isZero else { return nil }
    (self.kind, self.name, self.quantity, self.reason) = (kind, name, quantity, reason)
    (self.arguments, self.formula, self.working, self.value) = (arguments, formula, working, value)
    self.correct = correct
    unit = quantity == .macs ? .mac : quantity == .flops ? .flop : nil
  }

  /// A mistake in a right count.
  init?(
    _ mistake: Mistake, in count: (quantity: Quantity, value: Rational), _ reason: Reason,
    arguments: [(name: String, value: Finding.Argument)] = [], _ working: Expression
  ) {
    self.init(
      .mistake, mistake.rawValue, count.quantity, reason, arguments: arguments, working, correct: count.value)
    if value == count.value { return nil }
  }

  /// The value of a step, in its own working.
  init?(
    _ kind: Kind, _ name: String, _ reason: Reason, arguments: [(name: String, value: Finding.Argument)] = [],
    step: Step
  ) {
    self.init(
      kind, name, step.quantity, reason, arguments: arguments, formula: step.formula, step.substituted)
  }
}
