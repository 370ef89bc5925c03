import Networks
import Symbolics

/// Values that are only laid out anew. Where a map becomes windows, grids or tokens, their number is a step.
extension Operation.View {
  static let rule = "view"

  private static func quotient(_ size: Expression, _ part: Expression) -> Expression {
    .ceiling(.quotient(size, part))
  }
  private static let count = Expression.product([
    quotient(.inputHeight, .windowHeight), quotient(.inputWidth, .windowWidth),
  ])

  static let windowCount = Formula(rule, .windows, when: .windows, count, source: .swin.at(.section("3.2")))
  static let gridCount = Formula(rule, .windows, when: .grids, count, source: .maxVit.at(.section("3.2")))
  static let positions = Formula(
    rule, .tokens, when: .positionsAsTokens, .product([.inputHeight, .inputWidth]),
    source: .visionTransformer.at(.section("3.1")))
  static let formulas = [windowCount, gridCount, positions]

  func work(in layer: inout Working) throws(DerivationError) {
    layer.bindInput()
    switch self {
    case .windows(let size), .grids(let size):
      layer.bind(.windowHeight, size.height, from: .option)
      layer.bind(.windowWidth, size.width, from: .option)
      if case .grids = self { try layer.take(Self.gridCount) } else { try layer.take(Self.windowCount) }
    case .positionsAsTokens: try layer.take(Self.positions)
    default: break
    }
  }
}
