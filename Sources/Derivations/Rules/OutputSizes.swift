import Networks
import Symbolics

/// The size of the map behind a window: the formula of ``OutputSize`` as a step of a rule.
extension Formula {
  /// The size along one axis behind a window that moves over `size` positions.
  static func size(
    _ window: Operation.Window, along axis: OutputSize.Axis, size: Int = 0, rule: String
  ) -> Formula {
    let condition: Condition
    if window.startsBehind(size, along: axis) {
      condition = .cutOff
    } else if window.roundsUp {
      condition = window.isDense ? .roundedUp : .roundedUpDilated
    } else {
      condition = window.isDense ? .dense : .dilated
    }
    return Formula(
      rule, axis.output, when: condition, OutputSize.formula(for: window, along: axis, size: size),
      source: .convolutionArithmetic.at(.relationship(window.isDense ? "6" : "15")))
  }

  /// The size along one axis behind a transposed convolution.
  static func size(
    _ layer: Operation.TransposedConvolution, along axis: OutputSize.Axis, rule: String
  ) -> Formula {
    Formula(
      rule, axis.output, when: layer.convolution.window.isDense ? .dense : .dilated,
      OutputSize.formula(for: layer, along: axis), source: .convolutionArithmetic.at(.relationship("14")))
  }
}

/// The formulas of one rule for windows over maps with the same options along both axes, made once: nearly every window
/// is such.
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

  /// The formula for a window along an axis of an input with `size` positions.
  func formula(for window: Operation.Window, along axis: OutputSize.Axis, size: Int) -> Formula {
    let isUsual =
      window.axisCount == 2 && !window.roundsUp && window.padding == window.paddingAfter
      && [window.stride, window.padding, window.dilation].allSatisfy { window.isEven($0) }
    guard isUsual else { return .size(window, along: axis, size: size, rule: rule) }
    let known = window.isDense ? dense : dilated
    return axis == .height ? known.height : known.width
  }

  /// All of them, for the list of formulas.
  var all: [Formula] { [dense.height, dilated.height, dense.width, dilated.width] }

  /// The formulas with the quotient rounded up, for the list.
  var roundedUp: [Formula] {
    let full = Operation.Window(kernel: 3, stride: 2, roundsUp: true)
    let small = Operation.Window(kernel: 2, stride: 2, padding: 1, roundsUp: true)
    return [OutputSize.Axis.height, .width].flatMap { axis in
      [
        Formula.size(full, along: axis, rule: rule),
        Formula.size(small, along: axis, size: 1, rule: rule),
      ]
    }
  }
}
