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
  /// Whether it speaks of all input or output values, which each layer writes out by its axes.
  let hasElements: Bool

  /// For which layers of its kind a formula or a term holds.
  public enum Condition: Hashable, Sendable {
    /// All.
    case always
    /// Those with a bias.
    case withBias
    /// Those without a bias.
    case withoutBias
    /// Windows whose taps are next to each other.
    case dense
    /// Windows whose taps are spaced.
    case dilated
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
    self.hasElements = expression.mentions(.inputElements) || expression.mentions(.outputElements)
  }

  /// Every formula of every rule, in the order of the rules; the sums over parts, which have no fixed form, excepted.
  public static var all: [Formula] {
    Operation.Convolution.formulas + Operation.Linear.formulas + Normalisation.formulas + Pooling.formulas
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
