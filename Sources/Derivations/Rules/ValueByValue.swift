import Networks
import Symbolics

/// Operations that take every value by itself: activations and sums of tensors. They have no multiply-adds; a convention may
/// count them.
enum ValueByValue {
  static let slopes = Formula(
    "activation", .parameters, when: .learnedSlopes, .channels,
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

  static func work(_ activation: Operation.Activation, in layer: inout Working) throws(DerivationError) {
    layer.bindInput()
    guard activation.parameters > 0 else { return }
    layer.bindOnce(Symbol("C"), activation.parameters)
    try layer.take(slopes)
  }
}
