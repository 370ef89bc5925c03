import Symbolics

/// "GMACs = 2 × GFLOPs": the factor of 2 on the wrong side.
extension Calculation {
  mutating func checkMacFlopRatio() {
    checkRatioInProse()
    checkNamedCosts()
    for entry in entries {
      let chain = entry.chain
      for link in chain.signs.indices where chain.signs[link] != .arrow {
        if saysSame(chain.sides[link], chain.sides[link + 1]) {
          reportSame(chain.sides[link + 1])
          continue
        }
        guard
          isReversed(chain.sides[link], chain.sides[link + 1])
            || isReversed(chain.sides[link + 1], chain.sides[link])
        else { continue }
        let (left, right) = (chain.sides[link].located.range, chain.sides[link + 1].located.range)
        findings.append(
          Draft(
            mistake: .macFlopRatioReversed,
            range: left.lowerBound..<max(left.upperBound, right.upperBound),
            claimed: chain.sides[link].claim == nil ? nil : chain.sides[link + 1].claim?.value,
            correct: counterpart(of: chain.sides[link])))
        entry.status = .wrong
      }
    }
  }

  /// `MACs = 57.8 M, FLOPs = 57.8 M`, `MACs: 115,605,504`, `FLOPs: 115,605,504 / 2`: the same work on one line or on two that
  /// follow each other.
  private mutating func checkNamedCosts() {
    for index in entries.indices.dropFirst() {
      let (first, second) = (entries[index - 1], entries[index])
      guard second.line - first.line <= 2, let one = first.claim, let two = second.claim,
        let range = second.claimRange, one.value > 999, namesAlone(.macs, first), namesAlone(.flops, second)
      else { continue }
      if one.value == two.value {
        findings.append(
          Draft(
            mistake: .macCalledFlop, severity: .warning, range: range, claimed: two.value,
            correct: try? one.value.multiplied(by: .two)))
      } else if let half = try? one.value.divided(by: .two), half == two.value {
        findings.append(
          Draft(
            mistake: .macFlopRatioReversed, range: range, claimed: two.value,
            correct: try? one.value.multiplied(by: .two)))
      }
    }
  }

  /// Whether the quantity is all that a chain is named by: `MACs = …`, `FLOPs: …`.
  private func namesAlone(_ quantity: Noun, _ entry: Entry) -> Bool {
    if case .symbol(let symbol) = entry.chain.sides[0].located.expression {
      let name = Array(symbol.description.utf8)
      return Vocabulary.shared.mentions(in: name, name.indices).contains {
        $0.noun == quantity && $0.range.count == name.count
      }
    }
    let line = lines[entry.home]
    guard let mention = line.mentions.last(where: { $0.range.upperBound <= entry.chain.range.lowerBound }),
      mention.noun == quantity
    else { return false }
    let gap = mention.range.upperBound..<entry.chain.range.lowerBound
    return gap.count <= 3 && working.bytes[gap].allSatisfy { !$0.isASCIIWordByte }
  }

  /// `234,752 MACs = 234,752 FLOPs`
  private func saysSame(_ first: Chain.Side, _ second: Chain.Side) -> Bool {
    guard let one = first.claim, let two = second.claim, one.value == two.value, one.value > 1 else {
      return false
    }
    return (first.unit, second.unit) == (.macs, .flops) || (first.unit, second.unit) == (.flops, .macs)
  }

  /// Some count a multiply-add as one FLOP: the line is consistent, and so this is no more than a warning.
  private mutating func reportSame(_ side: Chain.Side) {
    guard let claimed = side.claim?.value else { return }
    let right = side.unit == .flops ? try? claimed.multiplied(by: .two) : try? claimed.divided(by: .two)
    findings.append(
      Draft(
        mistake: .macCalledFlop, alternatives: [.macFlopRatioReversed], severity: .warning,
        range: side.located.range, claimed: claimed, correct: right))
  }

  /// Whether several multiply-adds are followed by several FLOPs, which belong to them in turn.
  private func areInTurn(_ units: [Unit]) -> Bool {
    guard units.count(where: { $0 == .macs }) > 1, units.count(where: { $0 == .flops }) > 1,
      let last = units.lastIndex(of: .macs), let first = units.firstIndex(of: .flops)
    else { return false }
    return last < first
  }

  /// "714 M and 2.83 G MACs, or 1.4 and 5.67 GFLOPs respectively": numbers that do not stand beside each other belong together.
  private static let respective: PhraseSet = ["respectively", "分别", "依次"]

  /// "1.8 GFLOPs are 3.6 GMACs": two numbers with nothing but a verb between them; the first may end a calculation.
  private mutating func checkRatioInProse() {
    for line in lines(with: Calculation.flops) where !Calculation.respective.isOn(line, of: working.bytes) {
      checkDefinition(on: line)
      checkHalf(on: line)
      checkTwice(on: line)
      checkRatioEquations(on: line)
      let numbers = numbers(on: line)
      if areInTurn(numbers.map { $0.side.unit }) { continue }
      for (first, second) in zip(numbers, numbers.dropFirst())
      where second.chain == nil || second.chain != first.chain {
        let (left, right) = (first.range, second.range)
        let isSame = first.numeral.value > 999 && saysSame(first.side, second.side)
        let isReversed = isReversed(first.side, second.side) || isReversed(second.side, first.side)
        guard left.upperBound <= right.lowerBound, isSame || isReversed else { continue }
        let between = working.text(from: left.upperBound, to: right.lowerBound)
        // "0.116 GMACs or 0.116 GFLOPs"
        if isSame, !isReported(right),
          Calculation.enumerations.contains(withoutUnit(between)) || isSameThing(between)
            || isBracketed(left.upperBound, right.lowerBound)
        {
          reportSame(second.side)
          continue
        }
        guard isReversed,
          !Calculation.differences.isIn(
            line.stretch(behind: right.upperBound, atMost: 24), of: working.bytes),
          isSameThing(between) || isBesideAlone(second, between, on: line)
            || isBracketed(left.upperBound, right.lowerBound)
        else { continue }
        findings.append(
          Draft(
            mistake: .macFlopRatioReversed, range: left.lowerBound..<max(left.upperBound, right.upperBound),
            claimed: second.numeral.value, correct: counterpart(of: first.side)))
        markWrong(at: right)
      }
    }
  }

  private static let flops: PhraseSet = ["flop", "浮点"]
  /// "1.8 GMACs, i.e. about 0.9 GFLOPs saved"
  private static let differences: PhraseSet = [
    "saved", "saving", "pruned", "fewer", "less", "节省", "减少", "更少",
  ]
  private static let enumerations = [",", "，", "、", "and", "/", "("]

  /// "FLOPs are half the MACs", FLOPs 为乘加的一半
  private mutating func checkHalf(on line: TextLine) {
    var start = line.range.lowerBound
    while let name = Calculation.flopNames.first(in: start..<line.range.upperBound, of: working.bytes) {
      start = name.upperBound
      var joint = Joint(working.bytes, from: name.upperBound, to: line.range.upperBound)
      guard joint.take(Calculation.copulas) else { continue }
      _ = joint.take(Joint.approximations)
      guard joint.take(Calculation.halves) else { continue }
      reportRatio(name.lowerBound..<joint.at)
    }
  }

  /// "MACs are about twice the FLOPs", MACs 是 FLOPs 的两倍
  private mutating func checkTwice(on line: TextLine) {
    var start = line.range.lowerBound
    while let name = Calculation.macNames.first(in: start..<line.range.upperBound, of: working.bytes) {
      start = name.upperBound
      var joint = Joint(working.bytes, from: name.upperBound, to: line.range.upperBound)
      guard joint.take(Calculation.copulas) else { continue }
      _ = joint.take(Joint.approximations)
      guard joint.take(Calculation.twiceFlops) else { continue }
      reportRatio(name.lowerBound..<joint.at)
    }
  }

  /// "1 FLOP = 1 multiplication + 1 addition = 2 MACs", 1 FLOP = 2 MAC
  private mutating func checkDefinition(on line: TextLine) {
    guard let macs = Calculation.twoMacs.first(on: line, of: working.bytes) else { return }
    let before = line.stretch(before: macs.lowerBound, atMost: 56)
    guard let flop = Calculation.oneFlop.first(in: before, of: working.bytes) else { return }
    var joint = Joint(working.bytes, from: flop.upperBound, to: macs.lowerBound)
    while joint.take(Calculation.definitions) {}
    joint.skipBlanks()
    if joint.isAtEnd { reportRatio(flop.lowerBound..<macs.upperBound) }
  }

  private static let oneFlop: PhraseSet = [
    "1 flop", "one flop", "a flop", "1个flop", "1 个 flop", "1 个flop", "1次浮点运算", "1 次浮点运算", "每个 flop", "每个flop",
    "一个 flop", "一个flop", "一次浮点运算",
  ]
  private static let twoMacs: PhraseSet = [
    "= 2 mac", "= two mac", "is 2 mac", "is two mac", "=2 mac", "equals 2 mac", "equals two mac",
    "等于 2 个 mac",
    "等于两个 mac", "等于2个mac", "等于 2个mac", "等于两个mac", "= 2 个 mac", "=2个mac", "= 2个mac", "是2个mac", "是 2 个 mac",
    "相当于2个mac", "相当于 2 个 mac", "等于两次乘加", "= 2 次乘加", "= 两次乘加",
  ]
  private static let definitions: PhraseSet = [
    "s", "=", "1", "one", "multiplications", "multiplication", "multiply", "mul", "+", "and", "additions",
    "addition", "add", ",", "is", "次乘法", "次加法", "乘法", "加法", "和", "加", "，",
  ]

  mutating func reportRatio(_ range: Range<Int>) {
    guard !isReported(range), let line = line(at: range.lowerBound),
      !Calculation.wrongRatios.isOn(line, of: working.bytes), !Denial(working: working, range: range).isStated
    else { return }
    findings.append(Draft(mistake: .macFlopRatioReversed, range: range))
  }

  private static let flopNames: PhraseSet = ["flops", "浮点运算次数", "浮点运算量", "浮点运算数"]
  private static let copulas: PhraseSet = [
    "are", "is", "equals", "equal", "=", "≈", "约等于", "约为", "等于", "大约是", "为", "是",
  ]
  /// "It is wrong that MACs are twice the FLOPs."
  private static let wrongRatios: PhraseSet = ["wrong", "mistake", "myth", "incorrect", "false", "错", "误"]
  private static let macNames: PhraseSet = [
    "macs", "multiply-adds", "multiply-accumulates", "mult-adds", "乘加次数", "乘加数", "乘加量", "乘加",
  ]
  private static let twiceFlops: PhraseSet = [
    "twice the flops", "twice the gflops", "twice as many as flops", "twice as many as the flops",
    "twice the number of flops", "double the flops", "double the gflops", "two times the flops",
    "2x the flops",
    "2× the flops", "2 × the flops", "flops 的两倍", "flops的两倍", "flops 的 2 倍", "flops的2倍", "flops 的2倍",
    "gflops 的两倍", "gflops的两倍", "gflops 的 2 倍", "gflops的2倍", "浮点运算次数的两倍", "浮点运算量的两倍",
  ]
  private static let halves: PhraseSet = [
    "half the gmacs", "half of the gmacs", "half of gmacs", "half of macs", "half the mac count", "gmacs 的一半",
    "gmacs的一半", "gmac 的一半", "mac 的一半", "mac的一半",
    "half the macs", "half of the macs", "half as many as macs", "half the number of macs",
    "half the multiply-adds", "macs 的一半", "macs的一半", "乘加的一半", "乘加次数的一半", "乘加数的一半", "乘加运算的一半",
  ]

  /// The number in the other unit: the first one is given, the second is worked out from it.
  private func counterpart(of side: Chain.Side) -> Rational? {
    guard let given = side.claim else { return nil }
    return side.unit == .flops ? try? given.value.divided(by: .two) : try? given.value.multiplied(by: .two)
  }

  /// "1.8 GMACs (0.9 GFLOPs)"
  private func isBracketed(_ end: Int, _ start: Int) -> Bool {
    guard start < working.bytes.count,
      working.bytes[start] == UInt8(ascii: "(") || working.bytes[start] == 0xEF
    else {
      return false
    }
    let between = working.text(from: end, to: start).lowercased().trimmedOfBlanks
    return ["", "macs", "mac", "flops"].contains(between)
  }

  /// "48.3 G multiply-adds, 96.6 GFLOPs": a comma, and nothing behind the second number that it could be of.
  private func isBesideAlone(_ second: StatedNumber, _ between: String, on line: TextLine) -> Bool {
    guard [",", "，"].contains(withoutUnit(between)) else { return false }
    var tail = Joint(working.bytes, from: second.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    _ = tail.take(Calculation.prefixedFlops)
    tail.skipBlanks()
    return tail.isAtEnd || tail.isAtClauseEnd() && working.bytes[tail.at] != UInt8(ascii: ",")
  }

  private static let prefixedFlops: PhraseSet = ["gflops", "tflops", "mflops", "gflop", "tflop", "mflop"]

  /// Whether the words behind the first unit say that the second number is the same in another unit.
  private func isSameThing(_ text: String) -> Bool {
    let words = withoutUnit(text)
    return Calculation.sameness.contains(words)
      || withoutRoughly(words).map { Calculation.sameness.contains($0) } ?? false
  }

  /// The words without the one for a rounding that they end with: "i.e. about", 即约; nil where there is none.
  private func withoutRoughly(_ words: String) -> String? {
    for roughly in Calculation.roughly where words.hasSuffix(roughly) && words.utf8.count > roughly.utf8.count
    {
      return String(words.dropLast(roughly.count)).trimmedOfBlanks
    }
    return nil
  }

  private static let roughly = ["about", "approximately", "roughly", "around", "≈", "~", "约为", "大约", "约"]
  private static let sameness: Set<String> = [
    "are", "is", "i.e.", ", i.e.", ", i.e.,", "即", "，即", ",即", ", 即", "就是", "，也就是", "也就是", "等于", "equal",
    "equals",
    "(i.e.", "(", "（", "(=", "（=", "(≈", "(about", "(即", "（即", ", or about", "or about", "or", ", or",
    ", that is",
    "so", ", so", "hence", ", hence", ", thus", ", therefore", ", which makes", ", which gives",
    ", that makes",
    ", giving", "，因此", "，所以", "，故", ", 因此", ", about", "约", "，约", "，合", "，折合", "，相当于", ", which is",
  ]

  /// The words without the unit that they begin with.
  private func withoutUnit(_ text: String) -> String {
    var words = text.lowercased()
    for unit in [
      "flops", "flop", "macs", "mac", "madds", "multiply-adds", "multiply–adds", "multiply-accumulates",
      "mult-adds", "次乘加运算", "次乘加", "乘加",
    ] where words.trimmedOfBlanks.hasPrefix(unit) {
      words = String(words.trimmedOfBlanks.dropFirst(unit.count))
    }
    words = withoutRemark(words.trimmedOfBlanks)
    // "15.5 GMACs per image, i.e. …"
    for whole in ["per image", "an image", "per forward pass", "per sample", "per inference"]
    where words.trimmedOfBlanks.hasPrefix(whole) {
      words = String(words.trimmedOfBlanks.dropFirst(whole.count))
    }
    return words.trimmedOfBlanks
  }

  /// The words without a remark in brackets that they begin with: "(from thop), that is", （thop 输出），也就是.
  private func withoutRemark(_ words: String) -> String {
    let bytes = Array(words.utf8)
    var joint = Joint(bytes, from: 0, to: bytes.count)
    guard joint.take(Joint.opening), let close = Joint.closing.first(in: joint.at..<bytes.count, of: bytes),
      !bytes[joint.at..<close.lowerBound].contains(where: { $0.isASCIIDigit })
    else { return words }
    return String(decoding: bytes[close.upperBound...], as: UTF8.self)
  }

  /// Whether a number counts multiply-adds: 1.51 亿次乘加, too.
  private func countsMacs(_ side: Chain.Side) -> Bool {
    if side.unit == .macs { return true }
    guard side.unit == .other || side.unit == .none else { return false }
    var joint = Joint(working.bytes, from: side.located.range.upperBound, to: working.bytes.count)
    return joint.take(Calculation.multiplyAdds)
  }

  private static let multiplyAdds: PhraseSet = [
    "次乘加", "乘加", "个乘加", "multiply-adds", "multiply–adds", "multiply-accumulates", "mult-adds",
  ]

  /// Whether one side is multiply-adds and says twice what the other says in FLOPs.
  private func isReversed(_ macs: Chain.Side, _ flops: Chain.Side) -> Bool {
    if case .symbol(let symbol) = macs.located.expression,
      case .product(let factors) = flops.located.expression,
      factors.count == 2, factors.contains(2)
    {
      return symbol.names("mac")
        && factors.contains { if case .symbol(let other) = $0 { other.names("flop") } else { false } }
    }
    // GFLOPs = GMACs / 2
    if case .symbol(let symbol) = flops.located.expression, symbol.names("flop"),
      case .quotient(.symbol(let other), let divisor) = macs.located.expression, other.names("mac"),
      case .number(let numeral) = divisor, numeral.value == .two
    {
      return true
    }
    guard countsMacs(macs), flops.unit == .flops, let first = macs.claim, let second = flops.claim,
      let doubled = try? second.value.multiplied(by: .two), !second.value.isZero
    else { return false }
    // 16.87 and 8.4 agree as far as the digits of the second go.
    let rough = try? LinkChecker.tolerance(of: second, isApproximate: true).multiplied(by: .two)
    return LinkChecker.isWithin(LinkChecker.tolerance(of: first, isApproximate: true), doubled, first.value)
      || LinkChecker.isWithin(rough ?? .zero, doubled, first.value)
  }
}

extension Symbol {
  /// Whether the symbol is a word for the unit, with or without a prefix and a plural: `GMACs`, `FLOP`.
  fileprivate func names(_ unit: String) -> Bool {
    let word = base.lowercased()
    return [unit, unit + "s", "g" + unit, "g" + unit + "s", "m" + unit, "m" + unit + "s"].contains(word)
  }
}

extension String {
  /// The text without blanks at both ends.
  var trimmedOfBlanks: String {
    var rest = Substring(self)
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
