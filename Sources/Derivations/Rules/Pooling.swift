import Networks
import Symbolics

/// Poolings: no parameters, no multiply-adds; only the map gets smaller.
enum Pooling {
  static let maxSizes = SizeFormulas("max-pool")
  static let averageSizes = SizeFormulas("average-pool")
  static let formulas = maxSizes.all + maxSizes.roundedUp + averageSizes.all + averageSizes.roundedUp

  static func work(
    _ window: Operation.Window, by sizes: SizeFormulas, in layer: inout Working
  ) throws(DerivationError) {
    layer.bindInput()
    layer.outputAxes = [.batch, .channels] + window.axes.map { .symbol($0.output.symbol) }
    try layer.takeSizes(of: window, by: sizes)
  }

  /// The mean over the whole map leaves one value a channel, whatever the size: there is no step for it.
  static func workGlobal(in layer: inout Working) {
    layer.bindInput()
    layer.outputAxes = Array(layer.inputAxes.prefix(2))
  }
}
