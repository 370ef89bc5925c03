import Networks
import Symbolics

// The letters of analyses besides those of the cost rules. One alphabet for all shortcuts, whatever their papers call
// things, so that their formulas can be laid side by side.

extension Symbol {
  /// Bytes of a weight, and of an activation or a cached number.
  static let weightBytes = Symbol("b", index: "weight")
  static let valueBytes = Symbol("b", index: "value")
  /// Totals of the network.
  static let params = Quantity.parameters.symbol
  static let flops = Quantity.flops.symbol
  static let values = Quantity.values.symbol
  /// Tokens of one pass, all sequences of the batch together.
  static let passTokens = Symbol("D", index: "tokens")
  /// Tokens of a training run, and its examples.
  static let runTokens = Symbol("D", index: "run")
  static let runExamples = Symbol("D", index: "examples")
  /// Layers with attention.
  static let layers = Symbol("n", index: "layer")
  /// Features of a token between the blocks, and inside the feed-forward layers.
  static let modelWidth = Symbol("d", index: "model")
  static let innerWidth = Symbol("d", index: "ff")
  /// What the reader gave about devices.
  static let peak = Symbol("Peak")
  static let bandwidth = Symbol("Bandwidth")
  static let utilisation = Symbol("Utilisation")
  static let devices = Symbol("Devices")

  static func parameters(_ index: String) -> Symbol { Symbol("Params", index: index) }
  static func flops(_ index: String) -> Symbol { Symbol("FLOPs", index: index) }
  static func bytes(_ index: String) -> Symbol { Symbol("Bytes", index: index) }
  static func values(_ index: String) -> Symbol { Symbol("Values", index: index) }
  static func seconds(_ index: String) -> Symbol { Symbol("Seconds", index: index) }
}

extension Expression {
  static let weightBytes = Expression.symbol(.weightBytes)
  static let valueBytes = Expression.symbol(.valueBytes)
  static let params = Expression.symbol(.params)
  static let flops = Expression.symbol(.flops)
  static let values = Expression.symbol(.values)
  static let passTokens = Expression.symbol(.passTokens)
  static let runTokens = Expression.symbol(.runTokens)
  static let runExamples = Expression.symbol(.runExamples)
  static let layers = Expression.symbol(.layers)
  static let modelWidth = Expression.symbol(.modelWidth)
  static let innerWidth = Expression.symbol(.innerWidth)
  static let peak = Expression.symbol(.peak)
  static let bandwidth = Expression.symbol(.bandwidth)
  static let utilisation = Expression.symbol(.utilisation)
  static let devices = Expression.symbol(.devices)
  static let keyHeads = Expression("A", "kv")
  static let latentWidth = Expression("d", "c")
  static let window = Expression("w")
  static let allWidths = Expression.sum(of: [.keyWidth, .valueWidth])

  static func flops(_ index: String) -> Expression { .symbol(.flops(index)) }
  static func parameters(_ index: String) -> Expression { .symbol(.parameters(index)) }

  /// `left − right`
  static func difference(_ left: Expression, _ right: Expression) -> Expression {
    .sum([.init(left), .init(right, isSubtracted: true)])
  }
}
