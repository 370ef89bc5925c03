import Symbolics

/// `MACs: 32 * 32 * 16 * 75 = 1,228,800, FLOPs: 614,400`: half of the multiply-adds behind the name of the operations, on the
/// same line or the next one.
extension Calculation {
  mutating func checkHalvedFlops() {
    for (place, line) in enumeratedLines(with: HalvedFlops.flops)
    where line.row == nil && line.range.count <= 1_024 && !HalvedFlops.otherwise.isOn(line, of: working.bytes)
    {
      guard let (name, flops) = labelled(HalvedFlops.flops, on: line, before: line.range.upperBound),
        flops.chain == nil, flops.numeral.value > 999, endsClause(flops.range, on: line),
        let macs = multiplyAdds(before: name.lowerBound, on: line, place),
        isHalf(flops.numeral, of: macs), !isReported(flops.range), isAsserted(flops.range, on: line),
        let right = try? macs.value.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(
          mistake: .macFlopRatioReversed, range: flops.range, claimed: flops.numeral.value, correct: right))
    }
  }

  /// The multiply-adds that are named right before, with nothing but a comma between, or on the line above that says no more.
  private func multiplyAdds(before name: Int, on line: TextLine, _ place: Int) -> Numeral? {
    if let (_, macs) = labelled(HalvedFlops.macs, on: line, before: name) {
      var joint = Joint(working.bytes, from: macs.range.upperBound, to: name)
      _ = joint.takeUnits()
      _ = joint.take(HalvedFlops.commas)
      joint.skipBlanks()
      return joint.isAtEnd ? macs.numeral : nil
    }
    guard place > 0, beginsLine(name, on: line) else { return nil }
    let above = lines[place - 1]
    guard above.row == nil, above.range.count <= 512, HalvedFlops.macs.mayBe(on: above),
      !HalvedFlops.otherwise.isOn(above, of: working.bytes),
      let (word, macs) = labelled(HalvedFlops.macs, on: above, before: above.range.upperBound),
      beginsLine(word.lowerBound, on: above), endsClause(macs.range, on: above)
    else { return nil }
    return macs.numeral
  }

  private func beginsLine(_ place: Int, on line: TextLine) -> Bool {
    !working.bytes[line.range.lowerBound..<max(line.range.lowerBound, place)].contains {
      $0.isASCIIWordByte || $0 >= 0xE3
    }
  }

  private func endsClause(_ number: Range<Int>, on line: TextLine) -> Bool {
    var tail = Joint(working.bytes, from: number.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd()
  }

  /// The number that stands right behind a name and a sign, or that the calculation there comes to.
  private func labelled(_ names: PhraseSet, on line: TextLine, before end: Int) -> (
    name: Range<Int>, number: StatedNumber
  )? {
    let bytes = working.bytes
    guard line.range.lowerBound < end, let name = names.first(in: line.range.lowerBound..<end, of: bytes),
      name.lowerBound == line.range.lowerBound || !bytes[name.lowerBound - 1].isASCIIWordByte
    else { return nil }
    var joint = Joint(bytes, from: name.upperBound, to: line.range.upperBound)
    guard joint.take(HalvedFlops.signs) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    let numbers = numbers(on: line)
    if let number = numbers.first(where: { $0.range.lowerBound == joint.at }) {
      return number.chain.map { line.chains[$0].sides.count <= 2 } ?? true ? (name, number) : nil
    }
    guard
      let chain = line.chains.firstIndex(where: {
        $0.sides.contains { $0.located.range.lowerBound == joint.at }
      }), let last = line.chains[chain].sides.last?.located.range,
      let number = numbers.first(where: { $0.range == last })
    else { return nil }
    return (name, number)
  }

  /// Whether a number is half of another one, to the digits of both.
  private func isHalf(_ half: Numeral, of whole: Numeral) -> Bool {
    guard let twice = try? half.value.multiplied(by: .two),
      let room = try? LinkChecker.tolerance(of: half, isApproximate: false).multiplied(by: .two)
        .adding(LinkChecker.tolerance(of: whole, isApproximate: false))
    else { return false }
    return LinkChecker.isWithin(room, twice, whole.value)
  }
}

private enum HalvedFlops {
  static let flops: PhraseSet = ["flops", "gflops", "mflops", "浮点运算次数", "浮点运算量"]
  static let macs: PhraseSet = ["macs", "gmacs", "mmacs", "multiply-adds", "乘加次数", "乘加数", "乘加量", "乘加"]
  static let signs: PhraseSet = [":", "：", "=", "＝", "≈", "为", "是", "are"]
  static let commas: PhraseSet = [",", "，", ";", "；", "、", "|", "."]
  static let otherwise: PhraseSet = [
    "prun", "spars", "half", "wrong", "not ", "instead", "per ", "each", "saved", "saving", "after", "剪枝",
    "稀疏", "一半", "错", "不是", "每", "后",
  ]
}
