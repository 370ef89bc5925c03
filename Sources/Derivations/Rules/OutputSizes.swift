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

}

/// The formulas of one rule for windows with the same options along both axes, made once: nearly every window is such.
struct SizeFormulas {
  let rule: String
  private let dense: (height: Formula, width: Formula)
  private let dilated: (height: Formula, width: Formula)

  init(_ rule: String) {
    self.rule = rule
    func both(_ window: Operation.Window) -> (height: Formula, width: Formula) {
      (.size(window, along: .height, rule: rule), .size(window, along: .width, rule: rule))
    }
    dense = both(Operation.Window(kernel: 3))
    dilated = both(Operation.Window(kernel: 3, dilation: 2))
  }

  /// The formula for a window along an axis.
  func formula(for window: Operation.Window, along axis: OutputSize.Axis) -> Formula {
    guard [window.stride, window.padding, window.dilation].allSatisfy({ $0.height == $0.width }) else {
      return .size(window, along: axis, rule: rule)
    }
    let known = window.dilation == 1 ? dense : dilated
    return axis == .height ? known.height : known.width
  }

  /// All of them, for the list of formulas.
  var all: [Formula] { [dense.height, dilated.height, dense.width, dilated.width] }
}
