import Symbolics

/// What the columns of a table say. Where a heading names the calculation and another one its result, the two cells of a
/// row are two sides of an unwritten "=".
struct TableReader: Sendable {
  private var calculation: Int?
  private var result: Int?
  private var count: Int?

  /// The places of the walls among a line's tokens.
  static func walls(in tokens: [Token]) -> [Range<Int>] {
    var walls: [Range<Int>] = []
    for index in tokens.indices { if case .cell = tokens[index].kind { walls.append(tokens[index].range) } }
    return walls
  }

  /// The cells of a row, between its walls.
  static func cells(of line: Range<Int>, walls: [Range<Int>]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    for wall in walls {
      if wall.lowerBound > start { cells.append(start..<wall.lowerBound) }
      start = wall.upperBound
    }
    if start < line.upperBound { cells.append(start..<line.upperBound) }
    return cells
  }

  /// Reads the headings.
  init(header cells: [Range<Int>], vocabulary: Vocabulary, bytes: [UInt8]) {
    for (index, cell) in cells.enumerated() {
      let text = String(decoding: bytes[cell], as: UTF8.self).lowercased()
      let isQuantity = vocabulary.mentions(in: bytes, cell).contains { $0.noun.isQuantity }
      if TableReader.calculationHeadings.contains(where: { text.contains(substring: $0) }) {
        calculation = calculation ?? index
      } else if !isQuantity, !text.contains(substring: "counted"),
        TableReader.countHeadings.contains(where: { text.contains(substring: $0) })
      {
        // 数量 alone, but not 参数量, and no "counted by thop".
        count = count ?? index
      } else if isQuantity || TableReader.resultHeadings.contains(where: { text.contains(substring: $0) }) {
        result = result ?? index
      }
    }
  }

  /// The chain of a row whose calculation and result stand in two cells.
  func impliedChain(in line: TextLine, _ cells: [Range<Int>]) -> Chain? {
    guard let calculation, let result, cells.indices.contains(calculation), cells.indices.contains(result)
    else { return nil }
    let left = line.lone.filter { cells[calculation].overlaps($0.located.range) }
    let right = line.lone.filter { cells[result].overlaps($0.located.range) }
    guard left.count == 1, right.count == 1, left[0].isCompound, !right[0].isCompound else { return nil }
    return Chain(sides: [left[0], right[0]], signs: [.equal], line: line.index)
  }

  /// The number in the column of counts, if the table has one.
  func count(in line: TextLine, _ cells: [Range<Int>]) -> Chain.Side? {
    guard let count, cells.indices.contains(count) else { return nil }
    return line.lone.first { cells[count].overlaps($0.located.range) }
  }

  private static let countHeadings = ["count", "number", "how many", "数量", "个数", "数目"]
  private static let calculationHeadings = [
    "calculation", "working", "formula", "expression", "computation", "算式", "公式", "计算", "式子",
  ]
  private static let resultHeadings = ["result", "value", "answer", "结果", "值", "答案"]
}

extension Noun {
  /// Whether the noun names a quantity that is counted.
  var isQuantity: Bool {
    switch self {
    case .parameters, .macs, .flops, .operations, .bothOperations: true
    default: false
    }
  }
}

extension String {
  /// Whether another string occurs in this one, byte for byte.
  func contains(substring: String) -> Bool {
    let (text, wanted) = (Array(utf8), Array(substring.utf8))
    guard !wanted.isEmpty, wanted.count <= text.count else { return wanted.isEmpty }
    for start in 0...(text.count - wanted.count)
    where text[start..<start + wanted.count].elementsEqual(wanted) {
      return true
    }
    return false
  }
}
