/// An expression with the place of each of its parts.
public struct Located: Hashable, Sendable {
  /// The expression.
  public let expression: Expression
  /// The bytes that it was read from, brackets around it included.
  public let range: Range<Int>
  /// The places of all parts below the expression, each behind its own parts: one array for the whole tree.
  private let places: [Range<Int>]

  init(_ expression: Expression, at range: Range<Int>, places: [Range<Int>]) {
    self.expression = expression
    self.range = range
    self.places = places
  }

  /// Its operands with their places, in the order of ``Expression/operands``.
  public var operands: [Located] {
    var operands: [Located] = []
    var end = places.count
    for operand in expression.operands.reversed() {
      let start = end - operand.size
      operands.append(Located(operand, at: places[end - 1], places: Array(places[start..<end - 1])))
      end = start
    }
    return operands.reversed()
  }
}

extension Expression {
  /// The number of nodes of the tree.
  fileprivate var size: Int {
    var size = 1
    for operand in operands { size += operand.size }
    return size
  }
}
