public import Networks
public import Symbolics

/// A formula of a cost rule, as the list of formulas shows it, before a layer's numbers are put in.
///
/// It is written for any batch size N and any number of groups G; a layer leaves out the factors that are 1.
public struct Formula: Hashable, Sendable {
  /// The rule and the quantity: `conv.macs`.
  public let id: String
  /// What it gives.
  public let quantity: Quantity
  /// For which layers it holds, if not for all of the rule's.
  public let condition: Condition
  /// The formula.
  public let expression: Expression
  /// Where it was published.
  public let source: Publication
  /// The formula as it is written for a single image and a single group, which nearly every layer is.
  let withoutOnes: Expression
  /// Whether it speaks of all values, of rows or of taps, which each layer writes out by its axes.
  let hasShorthands: Bool

  /// For which layers of its kind a formula or a term holds.
  public enum Condition: String, Hashable, Sendable, CaseIterable {
    /// All.
    case always
    /// Those with a bias.
    case withBias = "with-bias"
    /// Those without a bias.
    case withoutBias = "without-bias"
    /// Those that have a bias of their own and share the matrix of another layer.
    case sharedWithBias = "shared-with-bias"
    /// Windows whose taps are next to each other.
    case dense
    /// Windows whose taps are spaced.
    case dilated
    /// Windows of which the last one need not be full.
    case roundedUp = "rounded-up"
    /// The same with spaced taps.
    case roundedUpDilated = "rounded-up-dilated"
    /// Windows of which a further one would start behind the map.
    case cutOff = "cut-off"
    /// Attention with cached keys and values.
    case withCache = "with-cache"
    /// Recurrent layers in one direction, and in both.
    case oneWay = "one-way"
    case oneWayWithBias = "one-way-with-bias"
    case oneWayWithoutBias = "one-way-without-bias"
    case bothWays = "both-ways"
    case bothWaysWithBias = "both-ways-with-bias"
    case bothWaysWithoutBias = "both-ways-without-bias"
    /// Normalisations that learn a scale and a shift, and those that learn one of them.
    case scaleAndShift = "scale-and-shift"
    case scaleOnly = "scale-only"
    /// Activations with slopes that are learned.
    case learnedSlopes = "learned-slopes"
    /// What is learned besides weights.
    case classToken = "class-token"
    case positions
    case positionForEach = "position-for-each"
    case layerScale = "layer-scale"
    case relativeBias = "relative-bias"
    case distanceBias = "distance-bias"
    case otherTensor = "other-tensor"
    /// What a map is laid out as.
    case windows
    case grids
    case positionsAsTokens = "positions-as-tokens"

    /// Written in this way in the code that is traced.
    case asModule = "as-module"
    case asFunction = "as-function"
    case asMethod = "as-method"
    case asOperator = "as-operator"
    case asEinsum = "as-einsum"
    case notAsEinsum = "not-as-einsum"
    /// Cells with four gates, and others.
    case ofLSTM = "of-lstm"
    case notOfLSTM = "not-of-lstm"
    /// Layers that learn anything.
    case learns
    /// Not by a module: as a function, a method or an operator.
    case notAsModule = "not-as-module"
    /// Within `nn.MultiheadAttention`, which calls functions for all that it does.
    case inMultihead = "in-multihead"
    case notInMultihead = "not-in-multihead"
    /// Normalisations that learn anything, and those that learn nothing.
    case affine
    case notAffine = "not-affine"
    /// Normalisations over the features of each row, and over the channels of a map.
    case overFeatures = "over-features"
    case overChannels = "over-channels"
    /// Vectors, and tensors of more axes.
    case ofVectors = "of-vectors"
    case notOfVectors = "not-of-vectors"
    /// The last call of a module that is called several times.
    case lastCall = "last-call"
    /// Interpolation from the nearest position, and between positions.
    case nearest
    case linear

    static func oneWay(withBias: Bool?) -> Condition {
      withBias.map { $0 ? .oneWayWithBias : .oneWayWithoutBias } ?? .oneWay
    }
    static func bothWays(withBias: Bool?) -> Condition {
      withBias.map { $0 ? .bothWaysWithBias : .bothWaysWithoutBias } ?? .bothWays
    }
  }

  init(
    _ rule: String, _ quantity: Quantity, when condition: Condition = .always, _ expression: Expression,
    source: Publication
  ) {
    self.id = rule + "." + quantity.name
    self.quantity = quantity
    self.condition = condition
    self.expression = expression
    self.source = source
    self.withoutOnes = expression.leavingOut { $0 == .batch || $0 == .groups }
    self.hasShorthands = Symbol.shorthands.contains { expression.mentions($0) }
  }

  /// Every formula of every rule, in the order of the rules; the sums over parts, which have no fixed form, excepted.
  public static var all: [Formula] {
    let windows = [1, 0, 2].flatMap { ConvolutionFormulas.all[$0].listed }
    let transposed = [1, 0, 2].flatMap { TransposedFormulas.all[$0].listed }
    let products = Operation.Linear.formulas + Operation.MatrixProduct.formulas + Operation.Attention.formulas
    let tables = Operation.Recurrent.formulas + Operation.Embedding.formulas + Operation.Learned.formulas
    let others = Operation.Norm.formulas + [ValueByValue.slopes] + Pooling.formulas + Operation.View.formulas
    return windows + transposed + products + tables + others + Analysis.formulas
  }
}

extension Expression {
  /// Whether a symbol stands anywhere in it.
  func mentions(_ wanted: Symbol) -> Bool {
    if case .symbol(let symbol) = self { return symbol == wanted }
    return operands.contains { $0.mentions(wanted) }
  }

  /// Without the factors and divisors that are 1 in this layer, as a person writes it: of
  /// `N×(K_h×K_w×(C_in/G))` at N = G = 1 stays `(K_h×K_w×C_in)`.
  func leavingOut(_ isOne: (Symbol) -> Bool) -> Expression {
    switch self {
    case .number, .symbol: return self
    case .product(let factors):
      var kept: [Expression] = []
      kept.reserveCapacity(factors.count)
      for factor in factors {
        if case .symbol(let symbol) = factor, isOne(symbol) { continue }
        kept.append(factor.leavingOut(isOne))
      }
      return .product(of: kept)
    case .quotient(let dividend, let divisor):
      if case .symbol(let symbol) = divisor, isOne(symbol) { return dividend.leavingOut(isOne) }
      return .quotient(dividend.leavingOut(isOne), divisor.leavingOut(isOne))
    case .sum(let terms):
      return .sum(terms.map { Term($0.value.leavingOut(isOne), isSubtracted: $0.isSubtracted) })
    case .power(let base, let exponent):
      return .power(base.leavingOut(isOne), exponent.leavingOut(isOne))
    case .negative(let inner): return .negative(inner.leavingOut(isOne))
    case .floor(let inner): return .floor(inner.leavingOut(isOne))
    case .ceiling(let inner): return .ceiling(inner.leavingOut(isOne))
    }
  }

  /// With a symbol that stands for several factors written out: inside a product they join its factors.
  func expanding(_ factors: (Symbol) -> [Expression]?) -> Expression {
    switch self {
    case .number: return self
    case .symbol(let symbol):
      guard let replacement = factors(symbol) else { return self }
      return .product(of: replacement)
    case .product(let operands):
      var all: [Expression] = []
      for operand in operands {
        if case .symbol(let symbol) = operand, let replacement = factors(symbol) {
          all.append(contentsOf: replacement)
        } else {
          all.append(operand.expanding(factors))
        }
      }
      return .product(of: all)
    case .quotient(let left, let right): return .quotient(left.expanding(factors), right.expanding(factors))
    case .sum(let terms):
      return .sum(terms.map { Term($0.value.expanding(factors), isSubtracted: $0.isSubtracted) })
    case .power(let base, let exponent): return .power(base.expanding(factors), exponent.expanding(factors))
    case .negative(let inner): return .negative(inner.expanding(factors))
    case .floor(let inner): return .floor(inner.expanding(factors))
    case .ceiling(let inner): return .ceiling(inner.expanding(factors))
    }
  }
}
