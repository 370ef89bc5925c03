import Symbolics

/// A calculation that words join to its result, as `=` does: `448 + 4,640 + 10,250 adds up to 15,338`, 448 + 4640 得
/// 5088, `73,728 weights (3×3×64×128)`.
///
/// Words are less than a sign. Only where nothing but such words stands between a calculation and a bare number, where the
/// clause holds no other number and ends behind that one, and where the two can mean the same, they are two sides.
struct WordLinks {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A side that stands alone, or the last one of a chain.
  private struct End {
    var side: Chain.Side
    /// The chain's index.
    var chain: Int?
    var start: Int
  }

  /// How sure it is that a result follows.
  private enum Strength { case weak, strong }

  /// Adds the chains that words make to a line; what they join no longer stands alone.
  func join(_ line: TextLine) {
    guard !line.lone.isEmpty, line.lone.count + line.chains.count > 1, line.lone.count < 256 else { return }
    var ends = line.lone.map { End(side: $0, chain: nil, start: $0.located.range.lowerBound) }
    for (index, chain) in line.chains.enumerated() {
      guard let last = chain.sides.last else { continue }
      ends.append(End(side: last, chain: index, start: last.located.range.lowerBound))
    }
    ends.sort { $0.start < $1.start }
    var taken: [Int] = []
    for index in ends.indices.dropFirst() where ends[index].chain == nil {
      let (first, second) = (ends[index - 1], ends[index])
      guard first.side.isCompound != second.side.isCompound, !taken.contains(first.start),
        isJoined(first, second, on: line)
      else { continue }
      if let chain = first.chain {
        let before = line.chains[chain]
        line.chains[chain] = Chain(
          sides: before.sides + [second.side], signs: before.signs + [.equal], line: before.line)
      } else {
        line.chains.append(Chain(sides: [first.side, second.side], signs: [.equal], line: line.index))
      }
      taken += [first.start, second.start]
    }
    guard !taken.isEmpty else { return }
    line.lone.removeAll { taken.contains($0.located.range.lowerBound) }
    line.chains.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func isJoined(_ first: End, _ second: End, on line: TextLine) -> Bool {
    let (working, result) = first.side.isCompound ? (first.side, second.side) : (second.side, first.side)
    guard let claim = result.claim, let value = working.outcome.value, claim.scale != .percent,
      !working.isSymbolic, working.outcome.operandCount > 1, value > 99, claim.value > 99,
      isCalculation(working.located.expression)
    else { return false }
    let (start, end) = (first.side.located.range.upperBound, second.side.located.range.lowerBound)
    guard start < end, end - start < 64 else { return false }
    var joint = Joint(bytes, from: start, to: end)
    if !first.side.isCompound {
      // `73,728 weights (3×3×64×128)`: the bracket is read as one with what it holds.
      guard bytes[end] == UInt8(ascii: "(") || bytes[end] == 0xEF,
        Joint.holdsOnlyUnits(second.side.located.range, in: bytes)
      else { return false }
      _ = joint.takeUnits()
      return joint.isAtEnd && first.chain == nil && mayRestate(working, value, claim, near: true)
    }
    _ = joint.takeUnits()
    var tail = Joint(bytes, from: second.side.located.range.upperBound, to: line.range.upperBound)
    if bytes[end] == UInt8(ascii: "(") || bytes[end] == 0xEF {
      return joint.isAtEnd && Joint.holdsOnlyUnits(second.side.located.range, in: bytes)
        && mayRestate(working, value, claim, near: true)
    }
    if joint.take(Joint.opening) {
      // `3×3×64×128 (73,728)`
      _ = joint.take(Joint.approximations)
      joint.skipBlanks()
      _ = tail.takeUnits()
      return joint.isAtEnd && tail.take(Joint.closing) && mayRestate(working, value, claim, near: true)
    }
    _ = joint.take(Joint.closing)
    _ = joint.take(WordLinks.comma)
    let strength: Strength
    if joint.take(WordLinks.strong) {
      strength = .strong
    } else if joint.take(WordLinks.weak) {
      strength = .weak
    } else {
      return false
    }
    _ = joint.take(WordLinks.particles)
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    _ = tail.takeUnits()
    _ = tail.take(WordLinks.endsOfComment)
    guard joint.isAtEnd, tail.isAtClauseEnd(), first.chain != nil || isFirstNumber(first.side, on: line)
    else {
      return false
    }
    return mayRestate(working, value, claim, near: strength == .weak)
  }

  /// Whether an expression multiplies or adds: a power or a quotient alone may be a ratio that is spoken of.
  private func isCalculation(_ expression: Expression) -> Bool {
    switch expression {
    case .product, .sum: true
    default: false
    }
  }

  /// Whether a number may be meant as the result: it is near, or what keeps it away has a name.
  private func mayRestate(_ side: Chain.Side, _ value: Rational, _ claim: Numeral, near: Bool) -> Bool {
    if near, side.outcome.operandCount < 3, value < 10_000 { return false }
    guard let ratio = try? value.divided(by: claim.value) else { return false }
    let bound: Rational = near ? 115 : 200
    if let low = try? bound.reciprocal().multiplied(by: 100), let high = try? bound.divided(by: 100),
      ratio > low, ratio < high
    {
      return true
    }
    return Magnitude.power(from: value, to: claim) != nil
  }

  /// Whether no other number stands before a calculation in its clause: in `the 3×3 conv with 64×64 gives 36,864` the
  /// calculation is another one.
  private func isFirstNumber(_ side: Chain.Side, on line: TextLine) -> Bool {
    var at = side.located.range.lowerBound
    let limit = max(line.range.lowerBound, at - 256)
    while at > limit {
      at -= 1
      switch bytes[at] {
      case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "|"): return true
      case UInt8(ascii: "."), UInt8(ascii: ","):
        if bytes[at + 1] == UInt8(ascii: " ") { return true }
      // ：；，are EF BC 9A, 9B, 8C; 。 is E3 80 82.
      case 0xEF where [0x9A, 0x9B, 0x8C].contains(bytes[at + 2]): return true
      case 0xE3 where bytes[at + 2] == 0x82: return true
      case let byte where byte.isASCIIDigit:
        let start = bytes.skipBack(from: at, to: limit) { $0.isASCIIDigit }
        guard start > limit, bytes[start - 1].isASCIILetter || bytes[start - 1] == UInt8(ascii: "_") else {
          return false
        }
        at = start
      default: break
      }
    }
    return true
  }

  /// `>>> 3*3*3*32 + 32`, and on the next line what the interpreter has printed.
  func joinPrompt(_ line: TextLine, to next: TextLine, from start: Int) {
    guard start + 4 < bytes.count, bytes[start] == UInt8(ascii: ">"), bytes[start + 1] == UInt8(ascii: ">"),
      bytes[start + 2] == UInt8(ascii: ">"), line.chains.isEmpty, line.lone.count == 1, next.chains.isEmpty,
      next.lone.count == 1, line.lone[0].isCompound, !line.lone[0].isSymbolic, next.lone[0].claim != nil
    else { return }
    let (working, result) = (line.lone[0], next.lone[0])
    var before = Joint(bytes, from: line.range.lowerBound, to: working.located.range.lowerBound)
    var behind = Joint(bytes, from: working.located.range.upperBound, to: line.range.upperBound)
    var around = Joint(bytes, from: next.range.lowerBound, to: result.located.range.lowerBound)
    var after = Joint(bytes, from: result.located.range.upperBound, to: next.range.upperBound)
    before.skipBlanks()
    behind.skipBlanks()
    around.skipBlanks()
    after.skipBlanks()
    guard before.isAtEnd, behind.isAtEnd, around.isAtEnd, after.isAtEnd else { return }
    next.chains = [Chain(sides: [working, result], signs: [.equal], line: line.index)]
    line.lone = []
    next.lone = []
  }

  private static let comma: PhraseSet = ["，", ",", ":", "："]
  private static let endsOfComment: PhraseSet = ["*/"]
  private static let particles: PhraseSet = ["to", "as", "："]
  private static let strong: PhraseSet = [
    "# ->", "# =>", "# =", "#", "// ->", "// =", "//", "/* =", "/* ->", "/*",
    "which gives", "which makes", "gives us", "gives", "giving", "give", "which adds up", "adds up", "add up",
    "adding up", "which comes", "comes", "come", "sums", "sum up", "sum", "amounts", "amount", "makes",
    "make",
    "yields", "yield", "we get", "i get", "you get", "one gets", "we have", "results in", "equals", "equal",
    "is equal", "totals", "totalling", "totaling", "for a total of", "in total", "得到", "得出", "得", "等于", "算得",
    "结果是", "结果为", "总共", "一共", "共计", "合计", "总计",
  ]
  private static let weak: PhraseSet = [
    "which is", "that is", "i.e.", "total", "together", "altogether", "in all", "is", "are", "也就是", "即", "就是",
    "共", "是", "为",
  ]
}
