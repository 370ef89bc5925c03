import Symbolics

/// "2N FLOPs forward, the backward pass the same, 2N; together 4N": both passes in letters, the backward one as dear as the
/// forward one.
extension Calculation {
  mutating func checkBackwardLetters(_ line: TextLine) {
    guard !Calculation.otherPasses.isOn(line, of: working.bytes) else { return }
    let passes = line.mentions.filter { $0.noun == .model(.forward) || $0.noun == .model(.backward) }
    guard passes.contains(where: { $0.noun == .model(.forward) }),
      let backward = passes.last(where: { $0.noun == .model(.backward) })
    else { return }
    let sides = line.lone.filter { $0.isSymbolic }
    guard sides.count == 3, let first = Calculation.multiple(sides[0]),
      let second = Calculation.multiple(sides[1]),
      let sum = Calculation.multiple(sides[2]), first.symbol == second.symbol, sum.symbol == first.symbol
    else { return }
    if first.factor == .two, second.factor == 4, sum.factor != 6 {
      return checkSumOfPasses(sides, sum.factor, on: line)
    }
    guard
      first.factor == second.factor, let twice = try? first.factor.multiplied(by: .two), sum.factor == twice,
      let right = try? first.factor.multiplied(by: Rational(3)),
      sides[2].located.range.lowerBound > backward.range.lowerBound, !isReported(sides[1].located.range),
      !isReported(sides[2].located.range), isAsserted(sides[2].located.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .backwardFactorWrong, alternatives: [.trainingFactorWrong], range: sides[2].located.range,
        claimed: sum.factor, correct: right))
  }

  /// "Forward 2N, backward 4N, so 8N per token": the sum of both that is none.
  private mutating func checkSumOfPasses(_ sides: [Chain.Side], _ sum: Rational, on line: TextLine) {
    let (second, last) = (sides[1].located.range, sides[2].located.range)
    // "… for three epochs 18N in all" is right.
    guard second.upperBound <= last.lowerBound, (try? sum.divided(by: 6))?.isInteger == false,
      last.lowerBound - second.upperBound <= 48,
      Calculation.sumsOfPasses.isIn(second.upperBound..<last.lowerBound, of: working.bytes),
      !isReported(last), isAsserted(last, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .trainingFactorWrong, alternatives: [.totalDoesNotAddUp, .symbolicTermsDoNotAddUp],
        range: last, claimed: sum, correct: 6))
  }

  private static let sumsOfPasses: PhraseSet = [
    "so ", "total", "together", "in all", "altogether", "sum", "hence", "therefore", "=", "共", "合计", "一共",
    "总",
  ]

  /// 2 and N of `2N`.
  private static func multiple(_ side: Chain.Side) -> (factor: Rational, symbol: Symbol)? {
    guard case .product(let factors) = side.located.expression, factors.count == 2,
      case .number(let numeral) = factors[0], case .symbol(let symbol) = factors[1], symbol.isParameters
    else { return nil }
    return (numeral.value, symbol)
  }

  private static let otherPasses: PhraseSet = [
    "grad", "weights", "input", "activation", "lora", "frozen", "freez", "recomp", "checkpoint", "mac",
    "wrong",
    "not ", "梯度", "权重", "输入", "激活", "冻结", "重算", "重计算", "错", "不是", "乘加",
  ]
}

/// "2N forward + 2N backward = 4N", "forward 2N + backward 2N = 4N".
extension Calculation {
  mutating func checkBackwardSums(_ line: TextLine) {
    guard line.row == nil, line.range.count <= 512, !Calculation.lessBackward.isOn(line, of: working.bytes),
      let backward = line.mentions.first(where: { $0.noun == .model(.backward) }),
      let forward = line.mentions.first(where: { $0.noun == .model(.forward) })
    else { return }
    let bytes = working.bytes
    for place in line.range where bytes[place] == UInt8(ascii: "2") {
      guard place == line.range.lowerBound || !bytes[place - 1].isASCIIWordByte && bytes[place - 1] != 0x2E,
        let first = letters(at: place, factor: "2", to: line.range.upperBound)
      else { continue }
      var joint = Joint(bytes, from: first.upperBound, to: line.range.upperBound)
      let namesForward = takePass(&joint, Calculation.forwardNames)
      guard joint.take(Calculation.pluses) else { continue }
      let namesBackward = takePass(&joint, Calculation.backwardNames)
      joint.skipBlanks()
      guard let second = letters(at: joint.at, factor: "2", to: line.range.upperBound),
        hasSameLetters(first, second)
      else { continue }
      joint.at = second.upperBound
      let endsBackward = takePass(&joint, Calculation.backwardNames)
      guard joint.take(Calculation.equalSigns) else { continue }
      joint.skipBlanks()
      guard let sum = letters(at: joint.at, factor: "4", to: line.range.upperBound),
        hasSameLetters(first, sum),
        namesForward || forward.range.upperBound <= first.lowerBound,
        namesBackward || endsBackward || backward.range.upperBound <= first.lowerBound,
        // "Forward 2N, backward 2N + 2N = 4N": the forward pass has its own number.
        !bytes[
          forward.range
            .upperBound..<max(forward.range.upperBound, min(backward.range.lowerBound, first.lowerBound))
        ]
        .contains(where: { $0.isASCIIDigit }),
        !isReported(second), !isReported(sum), isAsserted(sum, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .backwardFactorWrong, alternatives: [.trainingFactorWrong], range: sum, claimed: 4,
          correct: 6))
      return
    }
  }

  /// Passes over "forward", "(forward)", "for the backward pass".
  private func takePass(_ joint: inout Joint, _ names: PhraseSet) -> Bool {
    var next = joint
    let isAside = next.take(Joint.opening)
    _ = next.take(Calculation.forThe)
    guard next.take(names) else { return false }
    _ = next.take(Calculation.passNames)
    if isAside, !next.take(Joint.closing) { return false }
    joint = next
    return true
  }

  /// `2N`, `2 N`, `2ND` at a place.
  private func letters(at place: Int, factor: Unicode.Scalar, to limit: Int) -> Range<Int>? {
    let bytes = working.bytes
    guard place < limit, bytes[place] == UInt8(ascii: factor) else { return nil }
    let start = place + 1 < limit && bytes[place + 1] == .space ? place + 2 : place + 1
    let end = bytes.skip(from: start, to: min(limit, start + 3)) { "NPD".utf8.contains($0) }
    guard start < end, bytes[start] != UInt8(ascii: "D"), end >= bytes.count || !bytes[end].isASCIIWordByte
    else { return nil }
    return place..<end
  }

  private func hasSameLetters(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    working.bytes[first].filter { $0.isASCIICapital } == working.bytes[second].filter { $0.isASCIICapital }
  }

  private static let passNames: PhraseSet = ["pass", "propagation", "传播"]
  private static let forwardNames: PhraseSet = ["forward", "fwd", "前向", "正向"]
  private static let backwardNames: PhraseSet = ["backward", "bwd", "反向", "后向"]
  private static let forThe: PhraseSet = ["for the", "for", "in the", "of the"]
  private static let pluses: PhraseSet = ["+", "＋", "plus", "and", "加"]
  private static let equalSigns: PhraseSet = ["=", "＝", "≈"]
}

/// "Forward 2N, backward 2N": the same without a sum.
extension Calculation {
  mutating func checkBackwardInLetters(_ line: TextLine) {
    guard !Calculation.lessBackward.isOn(line, of: working.bytes) else { return }
    let passes = line.mentions.filter { $0.noun == .model(.forward) || $0.noun == .model(.backward) }
    for (first, second) in zip(passes, passes.dropFirst())
    where first.noun == .model(.forward) && second.noun == .model(.backward) {
      guard let one = lettersOfTwo(behind: first.range.upperBound, on: line),
        let other = lettersOfTwo(behind: second.range.upperBound, on: line),
        one.upperBound <= second.range.lowerBound, second.range.lowerBound - one.upperBound <= 12,
        working.bytes[one].filter({ $0 != .space }) == working.bytes[other].filter({ $0 != .space }),
        !isReported(other), !goesOn(behind: other.upperBound, on: line)
      else { continue }
      findings.append(
        Draft(mistake: .backwardFactorWrong, range: other, claimed: .two, correct: 4))
    }
  }

  /// "backward 2N + 2N", "backward 2N for the weights": whether the letters are only a part of what is said of the pass.
  private func goesOn(behind place: Int, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: place, to: line.range.upperBound)
    _ = joint.takeUnits()
    _ = joint.take(Calculation.perToken)
    return joint.take(Calculation.furtherParts)
  }

  private static let furtherParts: PhraseSet = [
    "+", "＋", "×", "*", "·", "\\times", "\\cdot", "/", "for", "with respect", "wrt", "w.r.t", "each", "twice",
    "plus",
    "-", "用于", "各", "再加", "加上",
  ]

  /// `Backward pass: same as the forward = 2N` below `Forward pass: 2N`, where neither line says more.
  mutating func checkBackwardBelow(_ place: Int) {
    guard place > 0, case let line = lines[place], case let above = lines[place - 1], line.row == nil,
      above.row == nil, line.range.count <= 160, above.range.count <= 160,
      let backward = line.mentions.first, backward.noun == .model(.backward),
      let forward = above.mentions.first, forward.noun == .model(.forward),
      !Calculation.lessBackward.isOn(line, of: working.bytes),
      !Calculation.lessBackward.isOn(above, of: working.bytes),
      !(place + 1 < lines.count && Calculation.lessBackward.isOn(lines[place + 1], of: working.bytes)),
      let own = lettersAtEnd(of: line, behind: backward.range.upperBound, saysMore: false),
      let other = lettersAtEnd(of: above, behind: forward.range.upperBound, saysMore: true),
      working.bytes[own].filter({ $0 != .space }) == working.bytes[other].filter({ $0 != .space }),
      !isReported(own), isAsserted(own, on: line)
    else { return }
    findings.append(Draft(mistake: .backwardFactorWrong, range: own, claimed: .two, correct: 4))
  }

  /// `2N` with which a line ends; what stands before it may say that it is the same as forward, or how it was counted.
  private func lettersAtEnd(of line: TextLine, behind place: Int, saysMore: Bool) -> Range<Int>? {
    if let letters = lettersOfTwo(behind: place, on: line) {
      return endsLine(letters, line) ? letters : nil
    }
    var joint = Joint(working.bytes, from: place, to: line.range.upperBound)
    while joint.take(Calculation.verbs) {}
    let isSame = joint.take(Calculation.sameAsForward)
    guard isSame || saysMore else { return nil }
    let end = line.range.upperBound
    let start = isSame ? joint.at : max(joint.at, end - 24)
    guard
      let sign = isSame
        ? joint.at : working.bytes[start..<max(start, end)].lastIndex(of: UInt8(ascii: "=")),
      let letters = lettersOfTwo(behind: sign, on: line)
    else { return nil }
    return endsLine(letters, line) ? letters : nil
  }

  private func endsLine(_ letters: Range<Int>, _ line: TextLine) -> Bool {
    var tail = Joint(working.bytes, from: letters.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    _ = tail.take(Calculation.perToken)
    tail.skipBlanks()
    return tail.isAtEnd || tail.isAtClauseEnd() && tail.end - tail.at <= 3
  }

  private static let sameAsForward: PhraseSet = [
    "the same as the forward pass", "the same as the forward", "the same as forward",
    "same as the forward pass", "same as the forward", "same as forward pass", "same as forward",
    "as much as the forward pass", "as forward", "与前向相同", "和前向相同", "同前向", "和前向一样", "与前向一样",
  ]
  private static let perToken: PhraseSet = ["per token", "each token", "/token", "每 token", "每个 token"]

  /// `2N`, `2P`, `2ND`, `2 N` right behind a word.
  private func lettersOfTwo(behind place: Int, on line: TextLine) -> Range<Int>? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: place, to: line.range.upperBound)
    for _ in 0..<3 { _ = joint.take(Calculation.verbs) }
    joint.skipBlanks()
    let start = joint.at
    guard start + 1 < line.range.upperBound, bytes[start] == UInt8(ascii: "2") else { return nil }
    var at = start + 1
    if bytes[at] == .space { at += 1 }
    var sign = Joint(bytes, from: at, to: line.range.upperBound)
    if sign.take(Calculation.timesSigns) {
      sign.skipBlanks()
      at = sign.at
      // `2 × N_params`
      if sign.take(Calculation.parameterNames), sign.isAtEnd || !bytes[sign.at].isASCIIWordByte {
        return start..<sign.at
      }
    }
    let letters = at
    while at < line.range.upperBound, at - letters < 3, "NPD".utf8.contains(bytes[at]) { at += 1 }
    guard at > letters, bytes[letters] != UInt8(ascii: "D"), at >= bytes.count || !bytes[at].isASCIIWordByte
    else { return nil }
    return start..<at
  }

  private static let timesSigns: PhraseSet = ["×", "*", "·", "⋅", "\\times", "\\cdot"]
  private static let parameterNames: PhraseSet = [
    "n_params", "n_param", "n_parameters", "num_params", "params", "parameters", "参数量", "参数",
  ]
  private static let verbs: PhraseSet = [
    "pass", "propagation", "≈", "~", "\\approx", "about", "also", "也", "costs about", "大约", "约为", "is",
    "takes", "costs", "needs", ":", "：", "=", "为", "是", "约", "需要", "需", "传播",
    "计算",
  ]
  /// Where a backward pass costs less, or only a half of it is meant.
  private static let lessBackward: PhraseSet = [
    "lora", "frozen", "freez", "adapter", "grad", "冻结", "梯度", "输入", "权重", "mac", "乘加", "wrong", "错", "误",
  ]
}
