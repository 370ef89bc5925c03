import Networks
import Symbolics

/// Attention: every query is multiplied with every key, and the values are weighted with the results.
///
/// Vaswani and others, "Attention Is All You Need", equation 1: softmax(QKᵀ/√d_k)V, in each of A heads.
extension Operation.Attention {
  static let rule = "attention"

  private static let source = Publication.attention.at(.equation("1"))
  private static func products(_ width: Expression) -> Expression {
    .product([.rows, .heads, .tokens, .keys, width])
  }

  static let keys = Formula(
    rule, .keys, when: .withCache, .sum(of: [.newKeys, .pastTokens]), source: source)
  static let macs = Formula(
    rule, .macs, .sum(of: [products(.keyWidth), products(.valueWidth)]), source: source)
  static let flops = Formula.twicePerMultiplyAdd(rule)
  static let formulas = [keys, macs, flops]

  /// The scores of which the softmax is taken.
  static let scores = Expression.product([.rows, .heads, .tokens, .keys])

  func work(in layer: inout Working) throws(DerivationError) {
    guard let queries = layer.inputs.first else { return }
    layer.bindInput()
    layer.rows = Array(layer.inputAxes.dropLast(2))
    layer.bindOnce(Symbol("T"), queries.dimensions[queries.rank - 2], from: .input(0, axis: queries.rank - 2))
    layer.bind(.heads, heads, from: .option)
    layer.bind(.keyWidth, keyWidth, from: .option)
    layer.bind(.valueWidth, valueWidth, from: .option)
    let source = layer.inputs.count > 1 ? 1 : 0
    let origin = Binding.Origin.input(source, axis: layer.inputs[source].rank - 2)
    if past > 0 {
      layer.bind(.newKeys, incomingKeys(layer.inputs), from: origin)
      layer.bind(.pastTokens, past, from: .past)
      try layer.take(Self.keys)
    } else {
      layer.bind(.keys, incomingKeys(layer.inputs), from: origin)
    }
    layer.outputAxes = Array(layer.inputAxes.dropLast()) + [.heads, .valueWidth]
    try layer.take(Self.macs)
    try layer.take(Self.flops)
  }
}
