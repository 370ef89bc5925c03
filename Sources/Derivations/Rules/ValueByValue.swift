import Networks
import Symbolics

/// Operations that take every value by itself: activations and sums of tensors. They have no multiply-adds; a convention may
/// count them.
enum ValueByValue {
  static let slopes = Formula(
    "activation", .parameters, when: .learnedSlopes, .slopes,
    source: .parametricRectifier.at(.equation("1")))

  /// Named by the letters of the largest tensor; the others are repeated over it.
  static func work(in layer: inout Working) {
    var largest = 0
    for (index, shape) in layer.inputs.enumerated()
    where shape.elements ?? .max > layer.inputs[largest].elements ?? .max {
      largest = index
    }
    layer.bindInput(largest)
  }

  /// Softmax takes the last axis together, row by row.
  static func workRows(in layer: inout Working) {
    layer.bindInput()
    layer.rows = Array(layer.inputAxes.dropLast())
    layer.bind(.innerSize, layer.input.features, from: .input(0, axis: layer.input.rank - 1))
  }

  static func work(_ activation: Operation.Activation, in layer: inout Working) throws(DerivationError) {
    layer.bindInput()
    guard activation.parameters > 0 else { return }
    layer.bind(.slopes, activation.parameters, from: .option)
    try layer.take(slopes)
  }
}
