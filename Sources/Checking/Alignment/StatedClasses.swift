import Symbolics

/// Finds the numbers of classes that a text states: "10 classes", "10-way", "5 flower classes", `num_classes=10`, 10 分类,
/// 5 类花卉, 二分类.
enum StatedClasses {
  /// A number of classes with its place, the words included.
  struct Statement {
    var count: Int
    var range: Range<Int>
  }

  /// The numbers of classes that a text states, in order, without repetition.
  static func counts(in lines: [TextLine], of working: HandCalculation) -> [Int] {
    var counts: [Int] = []
    for line in lines where marks.isOn(line, of: working.bytes) {
      for statement in all(in: line.range, working) where !counts.contains(statement.count) {
        counts.append(statement.count)
        // Nobody compares so many heads of one network.
        if counts.count == 4 { return counts }
      }
    }
    return counts
  }

  /// The numbers of classes that a stretch of text states, in order.
  static func statements(in range: Range<Int>, of working: HandCalculation) -> [Statement] {
    marks.isIn(range, of: working.bytes) ? all(in: range, working) : []
  }

  /// The statements in a stretch of text with a mark.
  private static func all(in range: Range<Int>, _ working: HandCalculation) -> [Statement] {
    var found = inNumerals(range, working)
    let bytes = working.bytes
    let mayName = names.isIn(range, of: bytes)
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at].isASCIIDigit else {
        at += 1
        continue
      }
      let (count, end) = number(from: at, until: range.upperBound, bytes)
      let isWhole = at == range.lowerBound || !joins(bytes[at - 1])
      if isWhole, let count, count > 0, count <= 100_000 {
        if let stop = endOfWord(behind: end, until: range.upperBound, working) {
          found.append(Statement(count: count, range: at..<stop))
        } else if mayName, let start = startOfWord(before: at, from: range.lowerBound, working) {
          found.append(Statement(count: count, range: start..<end))
        }
      }
      at = max(end, at + 1)
    }
    return found
  }

  /// What stands in every statement of a number of classes.
  private static let marks: PhraseSet = [
    "class", "categor", "output", "label", "-way", " way", "logit", "类", "输出",
  ]

  /// 二分类, 十分类, "binary classifier".
  private static func inNumerals(_ range: Range<Int>, _ working: HandCalculation) -> [Statement] {
    guard numerals.isIn(range, of: working.bytes) else { return [] }
    return words.compactMap { word, count in
      word.first(in: range, of: working.bytes).map { Statement(count: count, range: $0) }
    }
  }

  private static let numerals: PhraseSet = [
    "二分类", "三分类", "四分类", "五分类", "六分类", "七分类", "八分类", "九分类", "十分类", "百分类", "binary classif", "two classes",
    "ten classes",
  ]

  private static let words: [(PhraseSet, Int)] = [
    (["二分类"], 2), (["三分类"], 3), (["四分类"], 4), (["五分类"], 5), (["六分类"], 6), (["七分类"], 7), (["八分类"], 8),
    (["九分类"], 9),
    (["十分类"], 10), (["百分类"], 100), (["binary classif"], 2), (["two classes"], 2), (["ten classes"], 10),
  ]

  /// A byte that makes a number a part of something longer.
  private static func joins(_ byte: UInt8) -> Bool {
    byte.isASCIIWordByte || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// The whole number that begins at a place, nil for one with a fraction, and where it ends. A comma may part thousands.
  private static func number(from start: Int, until limit: Int, _ bytes: [UInt8]) -> (Int?, end: Int) {
    var (value, at) = (0, start)
    func isDigit(_ place: Int) -> Bool { place < limit && bytes[place].isASCIIDigit }
    while at < limit {
      if bytes[at].isASCIIDigit {
        guard value < 100_000_000 else { return (nil, at + 1) }
        value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
      } else if bytes[at] != UInt8(ascii: ",") || !isDigit(at + 1) || !isDigit(at + 2) || !isDigit(at + 3) {
        break
      }
      at += 1
    }
    let isFraction = at < limit && bytes[at] == UInt8(ascii: ".") && isDigit(at + 1)
    return (isFraction ? nil : value, at)
  }

  // MARK: - The words beside it

  /// The end of the word that makes the number before it one of classes. Two words may say which classes.
  private static func endOfWord(behind number: Int, until limit: Int, _ working: HandCalculation) -> Int? {
    let bytes = working.bytes
    var at = bytes.skip(from: number, to: min(limit, number + 2)) { $0 == .space || $0 == .hyphen }
    let chinese: [StaticString] = ["个输出", "个类别", "个分类", "个类", "分类", "类别", "类", "输出"]
    for word in chinese where working.begins(at..<limit, with: word) {
      let end = at + word.utf8CodeUnitCount
      // 2 类似: "two similar ones".
      return working.begins(end..<limit, with: "似") || working.begins(end..<limit, with: "型") ? nil : end
    }
    for _ in 0..<3 {
      let start = at
      at = bytes.skip(from: at, to: limit) { $0.isASCIILetter }
      guard at > start, at - start < 16 else { return nil }
      if let index = english.index(at: start, until: at, in: bytes),
        english.phrases[index].utf8CodeUnitCount == at - start
      {
        return at
      }
      for unit in [" units", " neurons", " nodes"] as [StaticString]
      where at - start == 6 && working.begins(at..<limit, with: unit)
        && working.begins(start..<at, with: "output")
      {
        return at + unit.utf8CodeUnitCount
      }
      guard at < limit, bytes[at] == .space else { return nil }
      at += 1
    }
    return nil
  }

  private static let english: PhraseSet = [
    "class", "classes", "categories", "category", "outputs", "labels", "logits", "way",
  ]

  /// The beginning of the words that make the number behind them one of classes: `num_classes=`, 类别数为.
  private static func startOfWord(before number: Int, from first: Int, _ working: HandCalculation) -> Int? {
    var at = number
    var isCut = true
    let between: [StaticString] = [
      " ", "=", ":", "：", "为", "是", "改", "成", "到", "从", "设", "(", " of", " is", " to", " set", "changed", "`",
    ]
    while isCut, at > first, number - at < 24 {
      isCut = false
      for word in between where working.ends(first..<at, with: word, ignoringCase: true) {
        at -= word.utf8CodeUnitCount
        isCut = true
        break
      }
    }
    for word in names.phrases where working.ends(first..<at, with: word, ignoringCase: true) {
      return at - word.utf8CodeUnitCount
    }
    return nil
  }

  private static let names: PhraseSet = [
    "num_classes", "n_classes", "num_labels", "number of classes", "number of outputs", "classes", "类别数",
    "分类数", "类数",
    "类别数量", "输出数", "输出维度", "输出层", "输出类别", "类别",
  ]
}
