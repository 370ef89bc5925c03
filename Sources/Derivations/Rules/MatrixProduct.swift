import Networks
import Symbolics

/// Products of two tensors: every value is a dot product of a row with a column.
///
/// Goodfellow, Bengio, Courville, "Deep Learning", section 2.2: the sum of equation 2.5 has `k` terms.
extension Operation.MatrixProduct {
  static let rule = "matrix-product"

  static let macs = Formula(
    rule, .macs, .product([.rows, .productRows, .innerSize, .productColumns]),
    source: .deepLearning.at(.equation("2.5")))
  static let flops = Formula.twicePerMultiplyAdd(rule)
  static let formulas = [macs, flops]

  /// The step of a number of operations that is printed with four digits.
  private static func printedStep(of macs: Rational) -> Int {
    var (rest, step) = (macs.numerator, 1)
    // 2×MACs + 1 has four digits up to 9,999.
    while rest > 4_999, step < Int.max / 10 {
      (rest, step) = (rest / 10, step * 10)
    }
    return step
  }

  func work(in layer: inout Working) throws(DerivationError) {
    let inputs = layer.inputs
    guard inputs.count == 2, inputs.allSatisfy({ $0.rank >= 2 }) else { return layer.bindInput() }
    // The axes of the tensor with more matrices count the products; the other one's are repeated over them.
    let leading = { (shape: Shape) in Shape.product(shape.dimensions.dropLast(2)) ?? .max }
    let first = leading(inputs[0]) >= leading(inputs[1]) ? 0 : 1
    layer.bindInput(first)
    layer.rows = Array(layer.inputAxes.dropLast(2))
    let sizes = sizes(inputs[0], inputs[1])
    layer.bind(.productRows, sizes.rows, from: .input(0, axis: inputs[0].rank - 2))
    layer.bind(.innerSize, sizes.inner, from: .input(0, axis: inputs[0].rank - 1))
    layer.bind(
      .productColumns, sizes.columns, from: .input(1, axis: inputs[1].rank - (transposesSecond ? 2 : 1)))
    layer.outputAxes = layer.rows + [.productRows, .productColumns]
    let macs = try layer.take(Self.macs)
    try layer.take(Self.flops)
    layer.bind(.printedStep, Self.printedStep(of: macs), from: .rule)
  }
}
