import Networks
import Symbolics

/// Poolings: no parameters, no multiply-adds; only the map gets smaller.
enum Pooling {
  static let maxRule = "max-pool"
  static let averageRule = "global-average-pool"

  static let sizes = SizeFormulas(maxRule)
  static let formulas = sizes.all

  static func work(_ window: Operation.Window, in layer: inout Working) throws(DerivationError) {
    layer.bindInput()
    layer.outputAxes = [.batch, .channels, .outputHeight, .outputWidth]
    try layer.takeSizes(of: window, by: sizes)
  }

  /// The mean over the whole map leaves one value a channel, whatever the size: there is no step for it.
  static func workGlobal(in layer: inout Working) {
    layer.bindInput()
    layer.outputAxes = [.batch, .channels]
  }
}
