import Symbolics

/// The total of the calculations that the line above holds: 全连接层: 400×120 + 120 = 48,120, 120×84 + 84 = 10,164 and then
/// 全连接层合计 58,824.
extension Calculation {
  mutating func checkTotalsBelowLines() {
    for (place, line) in enumeratedLines(with: BelowLines.totals) where place > 0 && line.row == nil {
      let above = lines[place - 1]
      guard line.range.count <= 512, above.range.count <= 1_024, above.row == nil, above.chains.count >= 2,
        let word = BelowLines.totals.first(on: line, of: working.bytes),
        isNameOfLine(line.stretch(before: word.lowerBound), above),
        let (total, range) = number(behind: word, on: line), total.lastPlace == .one, total.scale == .one,
        !isReported(range), !isReported(above.range),
        !BelowLines.others.isOn(line, of: working.bytes), !BelowLines.others.isOn(above, of: working.bytes)
      else { continue }
      let parts = above.chains.compactMap { chain -> Numeral? in
        guard chain.hasEquality, chain.sides.contains(where: { $0.isCompound }), !chain.sides[0].isSymbolic,
          let claim = chain.sides.last?.claim, claim.lastPlace == .one, claim.scale == .one
        else { return nil }
        return claim
      }
      guard parts.count == above.chains.count,
        !above.lone.contains(where: { ($0.claim?.value ?? .zero) > 99 })
      else { continue }
      check(total, range, against: parts, isList: true)
    }
  }

  /// Whether what stands before the word for the total is the name with which the line above begins, or nothing.
  private func isNameOfLine(_ name: Range<Int>, _ above: TextLine) -> Bool {
    let bytes = working.bytes
    let start = bytes.skip(from: name.lowerBound, to: name.upperBound) {
      $0 == .space || $0 == UInt8(ascii: "-")
    }
    let end = bytes.skipBack(from: name.upperBound, to: start) { $0 == .space }
    guard start < end else { return false }
    let first = bytes.skip(from: above.range.lowerBound, to: above.range.upperBound) {
      $0 == .space || $0 == UInt8(ascii: "-")
    }
    guard end - start <= 48, first + (end - start) < above.range.upperBound else { return false }
    for offset in 0..<(end - start) where bytes[start + offset] | 0x20 != bytes[first + offset] | 0x20 {
      return false
    }
    var behind = Joint(bytes, from: first + (end - start), to: above.range.upperBound)
    return behind.take(BelowLines.colons)
  }

  private func number(behind word: Range<Int>, on line: TextLine) -> (Numeral, Range<Int>)? {
    var joint = Joint(working.bytes, from: word.upperBound, to: line.range.upperBound)
    for _ in 0..<3 { _ = joint.take(BelowLines.signs) }
    joint.skipBlanks()
    for side in line.lone where side.located.range.lowerBound == joint.at {
      return side.claim.map { ($0, side.located.range) }
    }
    return nil
  }
}

private enum BelowLines {
  static let totals: PhraseSet = ["合计", "总计", "小计", "共计", "总共", "一共", "total", "altogether", "in total"]
  static let signs: PhraseSet = [":", "：", "=", "为", "是", "is", "参数", "params", "parameters"]
  static let colons: PhraseSet = [":", "："]
  static let others: PhraseSet = [
    "each", "per ", "instead", "compared", "without", "之比", "各", "每", "不含", "×2", "× 2", "2×", "twice",
  ]
}
