import Symbolics

/// FLOPs that are given with their convention, two for a multiply-add, and are not twice the multiply-adds beside or above them:
/// "1,703,411,712 MACs, that is 1.70 GFLOPs counting two per MAC", "FLOPs (1 MAC = 2 FLOPs): …".
extension Calculation {
  mutating func checkDeclaredDoubling() {
    for (place, line) in enumeratedLines(with: Doubling.words) where line.row == nil {
      guard line.range.count <= 1_024, let words = Doubling.words.first(on: line, of: working.bytes),
        let flops = flops(besides: words, on: line), !isReported(flops.range),
        let macs = macs(before: flops, besides: words, on: line) ?? macs(above: place, for: flops),
        macs.numeral.value > 999, let right = try? macs.numeral.value.multiplied(by: .two),
        !isDenied(flops.range, on: line)
      else { continue }
      let room = LinkChecker.tolerance(of: flops.numeral, isApproximate: true)
      guard !LinkChecker.isWithin(room, right, flops.numeral.value) else { continue }
      let mistake: Mistake
      if LinkChecker.isWithin(room, macs.numeral.value, flops.numeral.value) {
        mistake = .macCalledFlop
      } else if let half = try? macs.numeral.value.divided(by: .two),
        LinkChecker.isWithin(room, half, flops.numeral.value)
      {
        mistake = .macFlopRatioReversed
      } else {
        continue
      }
      findings.append(
        Draft(
          mistake: mistake,
          alternatives: mistake == .macCalledFlop ? [.macFlopRatioReversed] : [.macCalledFlop],
          range: flops.range, claimed: flops.numeral.value, correct: right))
      markWrong(at: flops.range)
    }
  }

  /// The one number of FLOPs on a line, besides those of the convention; or the only number of a line that is named by FLOPs.
  private func flops(besides words: Range<Int>, on line: TextLine) -> StatedNumber? {
    let numbers = numbers(on: line).filter { !words.overlaps($0.range) && $0.numeral.value > 9 }
    let named = numbers.filter { $0.side.unit == .flops }
    if named.count == 1 { return named[0] }
    guard numbers.count == 1, named.isEmpty, numbers[0].range.lowerBound >= words.upperBound else {
      return nil
    }
    var label = Joint(working.bytes, from: line.range.lowerBound, to: words.lowerBound)
    _ = label.take(Doubling.introductions)
    guard label.take(Doubling.flops) else { return nil }
    label.skipBlanks()
    guard label.isAtEnd || label.take(Joint.opening) else { return nil }
    label.skipBlanks()
    return label.isAtEnd ? numbers[0] : nil
  }

  /// The one number of multiply-adds before it on the line.
  private func macs(before flops: StatedNumber, besides words: Range<Int>, on line: TextLine) -> StatedNumber?
  {
    let macs = numbers(on: line).filter {
      $0.side.unit == .macs && $0.range.upperBound <= flops.range.lowerBound && !words.overlaps($0.range)
        && $0.numeral.value > 9
    }
    return macs.count == 1 ? macs[0] : nil
  }

  /// The result of the line above, where that names no FLOPs.
  private func macs(above place: Int, for flops: StatedNumber) -> StatedNumber? {
    guard flops.side.unit != .flops || lines[place].chains.isEmpty else { return nil }
    for line in lines[max(0, place - 2)..<place].reversed() {
      if line.isBlank(in: working.bytes) { continue }
      guard line.row == nil, line.range.count <= 1_024, !Doubling.flops.isOn(line, of: working.bytes),
        !Doubling.operations.isOn(line, of: working.bytes)
      else { return nil }
      // The first number of what is only written again, `40 140 800 = 40.1 M`, has all the digits.
      return line.chains.isEmpty ? onlyNumber(on: line) : lastResult(on: line)
    }
    return nil
  }

  private func onlyNumber(on line: TextLine) -> StatedNumber? {
    let numbers = numbers(on: line)
    return numbers.count == 1 ? numbers[0] : nil
  }

  private func lastResult(on line: TextLine) -> StatedNumber? {
    guard let chain = line.chains.last, line.chains.count == 1,
      let side = chain.sides.first(where: { !$0.isCompound && $0.claim != nil })
    else { return nil }
    return numbers(on: line).first { $0.range == side.located.range }
  }
}

private enum Doubling {
  static let words: PhraseSet = [
    "1 mac = 2 flop", "1 mac is 2 flop", "1 mac counts as 2 flop", "one mac = 2 flop", "one mac = two flop",
    "1 mult-add = 2 flop", "1 multiply-add = 2 flop", "a mac = 2 flop", "a multiply-add = 2 flop",
    "one multiply-add = 2 flop", "one multiply-add = two flop", "one multiply-add is two flop",
    "mac = 2 flop", "a multiplication and an addition counted as two",
    "multiplication and addition counted as two",
    "multiplications and additions counted separately", "a multiply-add counted as two",
    "multiply-adds counted as two",
    "counting multiplications and additions separately", "乘法和加法各算一次", "乘、加各算一次", "乘和加各算一次", "乘法与加法各算一次",
    "乘加算两次", "乘加计两次", "乘加按两次", "乘加记为两次",
    "counting two per mac", "counting 2 per mac", "two flops per mac", "2 flops per mac",
    "two flops for each mac",
    "two per multiply-add", "2 per multiply-add", "counting a mac as two", "counting each mac as two",
    "counting a multiply-add as two", "counting each multiply-add as two", "with 1 mac = 2",
    "at two flops per",
    "at 2 flops per", "multiply and add counted separately", "multiplies and adds counted separately",
    "multiplication and addition counted separately", "mul and add counted separately",
    "adds and multiplies counted separately", "when both are counted", "if both are counted",
    "with both counted",
    "with additions counted", "with the additions counted", "counting both operations", "乘和加分开计", "乘与加分开计",
    "乘法和加法分开计", "乘法与加法分开计", "乘法和加法分别计", "乘加分开计", "加法也算", "加法也计", "at two per mac", "at 2 per mac",
    "1 次乘加 = 2 flop", "1 次乘加 = 2 次", "一次乘加算 2",
    "一次乘加算两", "1 次乘加算 2", "1 mac 算 2", "按 1 mac = 2", "一次乘加计为 2", "一次乘加计为两", "每次乘加算 2", "每次乘加算两",
  ]
  static let flops: PhraseSet = ["gflops", "mflops", "flops", "flop", "浮点运算次数", "浮点运算量", "浮点运算"]
  static let introductions: PhraseSet = ["in", "as", "total", "换成", "折合", "即", "合"]
  static let operations: PhraseSet = [
    "flop", "operations", "ops", "浮点", "×2", "× 2", "2×", "2 ×", "*2", "* 2",
  ]
}
