import Networks
import Symbolics

/// The size of the map behind a window: the formula of ``OutputSize`` as a step of a rule.
extension Formula {
  /// The size along one axis behind a window.
  static func size(_ window: Operation.Window, along axis: OutputSize.Axis, rule: String) -> Formula {
    let isDense = window.dilation == 1
    return Formula(
      rule, axis == .height ? .outputHeight : .outputWidth, when: isDense ? .dense : .dilated,
      OutputSize.formula(for: window, along: axis),
      source: .convolutionArithmetic.at(.relationship(isDense ? "6" : "15")))
  }

  /// Both sizes, behind dense and dilated windows, for the list of formulas.
  static func sizes(_ rule: String) -> [Formula] {
    OutputSize.Axis.allCases.flatMap { axis in
      [Operation.Window(kernel: 3), Operation.Window(kernel: 3, dilation: 2)].map {
        size($0, along: axis, rule: rule)
      }
    }
  }
}
