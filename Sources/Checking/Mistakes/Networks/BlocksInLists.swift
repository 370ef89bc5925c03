import Derivations
import Networks
import Symbolics

/// The blocks of the stages one by one, or added up in brackets behind their number: "ResNet-101 has 3, 4, 22 and 3 bottleneck
/// blocks", "18 such blocks (3 + 4 + 6 + 3)", 17 个残差块（3+4+6+3）.
extension Calculation {
  mutating func checkBlocksInLists() {
    for (place, line) in lines.enumerated()
    where line.topics.contains(.countable) && line.range.count <= 1_024 && line.row == nil {
      for mention in line.mentions where mention.noun == .block {
        checkSumBehind(mention, on: line)
        checkListBeside(mention, on: line, place)
      }
    }
  }

  // MARK: - 18 blocks (3 + 4 + 6 + 3)

  private mutating func checkSumBehind(_ mention: Mention, on line: TextLine) {
    var joint = Joint(working.bytes, from: mention.range.upperBound, to: line.range.upperBound)
    guard joint.take(Joint.opening), let (terms, range) = sum(at: &joint), joint.take(Joint.closing),
      let (count, place) = CountReader.count(before: mention, on: line, in: working)
        ?? plainCount(mention, on: line)
    else { return }
    let total = terms.reduce(0, +)
    // "2 blocks (2 + 2)" has a term for each block, which counts what is in it.
    guard total != count, terms.count != count, abs(total - count) <= max(2, total / 4),
      !isReported(place), !isDenied(place, on: line),
      !mentions(on: line, in: sentence(around: place.lowerBound, on: line)).contains(where: {
        $0.noun == .each && $0.range.upperBound <= place.lowerBound
          && place.lowerBound - $0.range.upperBound <= 4
      })
    else { return }
    // Where the network has as many as are told, one of the terms is wrong.
    let isSumWrong = facts?.blockCount == count
    findings.append(
      Draft(
        mistake: .blockCountWrong, alternatives: [.totalDoesNotAddUp], range: isSumWrong ? range : place,
        claimed: Rational(isSumWrong ? total : count), correct: Rational(isSumWrong ? count : total)))
  }

  /// "18 such blocks", 18 个这样的块; and 17 of 17 个残差块（3+4+6+3）, which reads like a product.
  func plainCount(_ mention: Mention, on line: TextLine) -> (Int, Range<Int>)? {
    let bytes = working.bytes
    let before = line.stretch(before: mention.range.lowerBound, atMost: 24)
    var end = bytes.skipBlanksBack(from: mention.range.lowerBound, to: before.lowerBound)
    for word in BlockLists.such where working.ends(before.lowerBound..<end, with: word) {
      end = bytes.skipBlanksBack(from: end - word.utf8CodeUnitCount, to: before.lowerBound)
      break
    }
    let start = bytes.digitsBack(from: end, to: before.lowerBound, atMost: 4)
    guard
      start == before.lowerBound
        || !bytes[start - 1].isASCIIWordByte && bytes[start - 1] != UInt8(ascii: "."),
      !working.ends(before.lowerBound..<bytes.skipBlanksBack(from: start, to: before.lowerBound), with: "第")
    else { return nil }
    return bytes.wholeNumber(at: start, to: end).map { ($0.value, start..<end) }
  }

  /// Whole numbers with signs of addition between them.
  private func sum(at joint: inout Joint) -> (terms: [Int], range: Range<Int>)? {
    joint.skipBlanks()
    let start = joint.at
    var terms: [Int] = []
    while terms.count < 16 {
      joint.skipBlanks()
      guard let number = joint.bytes.wholeNumber(at: joint.at, to: joint.end, below: 1_000) else {
        return nil
      }
      terms.append(number.value)
      joint.at = number.end
      guard joint.take(BlockLists.plus) else { break }
    }
    return terms.count > 1 ? (terms, start..<joint.at) : nil
  }

  // MARK: - 3, 4, 22 and 3 blocks

  private mutating func checkListBeside(_ mention: Mention, on line: TextLine, _ place: Int) {
    guard let facts, facts.stages.count >= 3,
      let name = line.networks.last(where: {
        $0.range.upperBound <= mention.range.lowerBound
      }), name.name == facts.derivation.network.name
    else { return }
    let right = facts.blocksPerStage
    guard
      let list = list(before: mention, on: line, right.count) ?? list(behind: mention, on: line, right.count),
      name.range.upperBound <= list[0].range.lowerBound
    else { return }
    let wrong = list.indices.filter { list[$0].value != right[$0] }
    guard wrong.count == 1, let odd = wrong.first,
      abs(list[odd].value - right[odd]) <= max(2, right[odd] / 4)
        || BlockLists.depths.contains(list.map { $0.value })
    else { return }
    let range = list[odd].range
    let sentence = sentence(around: range.lowerBound, on: line)
    guard !isReported(range), isCountOfNetwork(range, sentence, line, place),
      !mayBeOfAnother(sentence, on: line, at: range)
    else { return }
    findings.append(
      Draft(
        mistake: .blockCountWrong, range: range, claimed: Rational(list[odd].value),
        correct: Rational(right[odd]), fix: Expression(Rational(right[odd]))))
  }

  /// So many numbers in a row that end before a noun: "3, 4, 6 and 3 residual blocks".
  private func list(before mention: Mention, on line: TextLine, _ count: Int) -> [WholeNumber]? {
    if let (_, last) = CountReader.count(before: mention, on: line, in: working) {
      return list(of: count, in: line.stretch(before: last.upperBound, atMost: 80), fromEnd: true)
    }
    // "[3, 4, 6, 3] blocks"
    let end = working.bytes.skipBlanksBack(from: mention.range.lowerBound, to: line.range.lowerBound)
    guard end > line.range.lowerBound,
      [UInt8(ascii: "]"), UInt8(ascii: ")")].contains(working.bytes[end - 1])
    else { return nil }
    return list(of: count, in: line.stretch(before: end - 1, atMost: 80), fromEnd: true)
  }

  /// "blocks per stage: 3, 4, 6, 3", 各阶段的块数为 3、4、6、3.
  private func list(behind mention: Mention, on line: TextLine, _ count: Int) -> [WholeNumber]? {
    var joint = Joint(working.bytes, from: mention.range.upperBound, to: line.range.upperBound)
    var isLed = false
    while joint.take(BlockLists.leading) { isLed = true }
    joint.skipBlanks()
    guard isLed, joint.at < joint.end, working.bytes[joint.at].isASCIIDigit else { return nil }
    return list(of: count, in: line.stretch(behind: joint.at, atMost: 80), fromEnd: false)
  }

  private func list(of count: Int, in range: Range<Int>, fromEnd: Bool) -> [WholeNumber]? {
    let numbers = working.bytes.wholeNumbers(in: range)
    guard numbers.count >= count, count >= 3 else { return nil }
    let list = Array(fromEnd ? numbers.suffix(count) : numbers.prefix(count))
    func areJoined(_ first: WholeNumber, _ second: WholeNumber) -> Bool {
      var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
      guard joint.take(BlockLists.separators) else { return false }
      _ = joint.take(BlockLists.conjunctions)
      joint.skipBlanks()
      return joint.at == second.range.lowerBound
    }
    guard zip(list, list.dropFirst()).allSatisfy(areJoined), list.allSatisfy({ !$0.isPartOfWord }) else {
      return nil
    }
    // A list that goes on is another one.
    if fromEnd, numbers.count > count, areJoined(numbers[numbers.count - count - 1], list[0]) { return nil }
    if !fromEnd, numbers.count > count, areJoined(list[count - 1], numbers[count]) { return nil }
    return list
  }
}

private enum BlockLists {
  static let such: [StaticString] = ["such", "of these", "identical", "个这样的", "个这种", "个"]
  static let plus: PhraseSet = ["+", "＋"]
  static let separators: PhraseSet = [",", "，", "、", "/", "and", "和"]
  static let conjunctions: PhraseSet = ["and", "和"]
  /// The blocks of the residual networks of other depths, as one of them may be given for another's.
  static let depths = [[2, 2, 2, 2], [3, 4, 6, 3], [3, 4, 23, 3], [3, 8, 36, 3]]
  static let leading: PhraseSet = [
    "counts", "count", "numbers", "per stage", "in the stages", "in its stages", "in each stage", ":", "：",
    "are", "is", "=", "为", "是", "数",
    "的",
    "数量", "分别", "依次", "(", "（", "[",
  ]
}
