import Symbolics

/// Blocks of the stages and their sum in one sentence: 各阶段残差块数为 3、4、6、3，共 15 块, "the stages have 2, 3, 5 and 2 blocks, 13
/// blocks in total".
extension Calculation {
  mutating func checkBlocksInSums() {
    for line in lines(with: BlockSums.blocks)
    where line.row == nil && line.range.count <= 1_024 && BlockSums.totals.isOn(line, of: working.bytes) {
      guard BlockSums.blocks.isOn(line, of: working.bytes) else { continue }
      let numbers = working.bytes.wholeNumbers(in: line.range)
      var start = 0
      while start < numbers.count {
        var end = start + 1
        while end < numbers.count, isJoined(numbers[end - 1], numbers[end]) { end += 1 }
        if end - start >= 3, end < numbers.count { check(numbers[start..<end], numbers[end], on: line) }
        start = end
      }
    }
  }

  private mutating func check(_ parts: ArraySlice<WholeNumber>, _ total: WholeNumber, on line: TextLine) {
    guard let first = parts.first, let last = parts.last, parts.count <= 8,
      !first.isPartOfWord, parts.allSatisfy({ 1...99 ~= $0.value }), isTotal(total, behind: last, on: line),
      BlockSums.blocks.isIn(line.stretch(before: first.range.lowerBound, atMost: 40), of: working.bytes)
        || takesBlocks(behind: last.range.upperBound, on: line)
    else { return }
    let sum = parts.reduce(0) { $0 + $1.value }
    guard sum != total.value, abs(sum - total.value) <= max(2, sum / 4), !isReported(total.range),
      !isDenied(total.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .blockCountWrong, alternatives: [.totalDoesNotAddUp], range: total.range,
        claimed: Rational(total.value), correct: Rational(sum), fix: Expression(Rational(sum))))
  }

  /// 3、4, "3, 4", "6 and 3", `3+4`
  private func isJoined(_ first: WholeNumber, _ second: WholeNumber) -> Bool {
    guard second.range.lowerBound - first.range.upperBound <= 6 else { return false }
    var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    guard joint.take(BlockSums.commas) else { return false }
    _ = joint.take(BlockSums.ands)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private func takesBlocks(behind place: Int, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: place, to: line.range.upperBound)
    while joint.take(BlockSums.adjectives) {}
    return joint.take(BlockSums.nouns)
  }

  /// ，共 15 块; ", 13 blocks in total"; ", in total 13 blocks"
  private func isTotal(_ total: WholeNumber, behind last: WholeNumber, on line: TextLine) -> Bool {
    guard total.range.lowerBound - last.range.upperBound <= 40, !total.isPartOfWord else { return false }
    var joint = Joint(working.bytes, from: last.range.upperBound, to: total.range.lowerBound)
    while joint.take(BlockSums.adjectives) {}
    _ = joint.take(BlockSums.nouns)
    guard joint.take(BlockSums.commas) else { return false }
    let isNamed = joint.take(BlockSums.totals)
    joint.skipBlanks()
    guard joint.isAtEnd, takesBlocks(behind: total.range.upperBound, on: line) else { return false }
    guard !isNamed else { return true }
    var tail = Joint(working.bytes, from: total.range.upperBound, to: line.range.upperBound)
    while tail.take(BlockSums.adjectives) {}
    return tail.take(BlockSums.nouns) && tail.take(BlockSums.totals)
  }
}

private enum BlockSums {
  static let blocks: PhraseSet = ["block", "块"]
  static let totals: PhraseSet = [
    "in total", "altogether", "in all", "together", "total", "总共", "一共", "合计", "共计", "总计", "共有", "共",
  ]
  static let nouns: PhraseSet = ["blocks", "block", "块"]
  static let adjectives: PhraseSet = [
    "residual", "basic", "bottleneck", "conv", "convolutional", "of", "such", "个", "残差", "瓶颈", "基本", "卷积",
  ]
  static let commas: PhraseSet = ["、", ",", "，", "and", "和", "+", ";", "；", ":"]
  static let ands: PhraseSet = ["and", "和"]
}
