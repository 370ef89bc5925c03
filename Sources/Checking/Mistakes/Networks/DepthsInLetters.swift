import Symbolics

/// The number of blocks from a depth that is written with a letter: `28 = 6n + 4 → n = 5`, `6n + 2 = 56, so n = 8`, and
/// "ResNet-56: n = 8" in a text that says `6n + 2`.
extension Calculation {
  mutating func checkDepthsInLetters() {
    for line in lines where line.row == nil && line.range.count <= 1_024 {
      for (index, chain) in line.chains.enumerated() where chain.traits.contains(.symbolic) {
        checkSolution(of: chain, index, on: line)
      }
    }
    guard let formula = depthFormula else { return }
    for line in lines(with: DepthLetters.named) where line.row == nil {
      for chain in line.chains where chain.isAssignment && chain.traits.contains(.symbolic) {
        checkDepth(beside: chain, formula, on: line)
      }
    }
  }

  // MARK: - 28 = 6n + 4 → n = 5

  private mutating func checkSolution(of chain: Chain, _ index: Int, on line: TextLine) {
    for at in chain.sides.indices.dropLast() where chain.signs[at] == .equal {
      let (first, second) = (chain.sides[at], chain.sides[at + 1])
      guard let linear = LinearLetter(first) ?? LinearLetter(second),
        let depth = (first.claim ?? second.claim)?.value, depth.isInteger
      else { continue }
      if at + 3 < chain.sides.count {
        guard chain.signs[at + 1] != .equal, chain.signs[at + 2] == .equal else { return }
        check(linear, depth, chain.sides[at + 2], chain.sides[at + 3], on: line)
      } else if at + 2 == chain.sides.count, index + 1 < line.chains.count,
        case let next = line.chains[index + 1], next.sides.count == 2, next.signs[0] == .equal,
        leads(from: chain.range.upperBound, to: next.range.lowerBound)
      {
        check(linear, depth, next.sides[0], next.sides[1], on: line)
      }
      return
    }
  }

  private func leads(from start: Int, to end: Int) -> Bool {
    guard start <= end, end - start <= 24 else { return false }
    var joint = Joint(working.bytes, from: start, to: end)
    _ = joint.take(DepthLetters.layers)
    _ = joint.take(DepthLetters.commas)
    guard joint.take(DepthLetters.conclusions) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private mutating func check(
    _ linear: LinearLetter, _ depth: Rational, _ letter: Chain.Side, _ claimed: Chain.Side, on line: TextLine
  ) {
    guard case .symbol(linear.letter) = letter.located.expression, let claim = claimed.claim,
      claim.value.isInteger, claim.lastPlace == .one,
      let right = try? depth.subtracting(linear.rest).divided(by: linear.factor), right != claim.value,
      right > .zero, !isReported(claimed.located.range), isAsserted(claimed.located.range, on: line)
    else { return }
    report(claim.value, claimed.located.range, right)
  }

  private mutating func report(_ claimed: Rational, _ range: Range<Int>, _ right: Rational) {
    findings.append(
      Draft(
        mistake: .productSlip, alternatives: [.blockCountWrong, .wrongModelFact], range: range,
        claimed: claimed, correct: right, fix: Expression(right)))
    markWrong(at: range)
  }

  // MARK: - ResNet-56: n = 8

  /// The formula of the text's depths, if it has one alone.
  private var depthFormula: (factor: Int, rest: Int)? {
    guard holds(DepthLetters.formulas) else { return nil }
    var found: (factor: Int, rest: Int)?
    for line in lines(with: DepthLetters.formulas) {
      var at = line.range.lowerBound
      while at < line.range.upperBound,
        let place = DepthLetters.formulas.first(in: at..<line.range.upperBound, of: working.bytes)
      {
        // `6n+20`, `16n+2` are others.
        let isWhole =
          (place.upperBound >= working.bytes.count || !working.bytes[place.upperBound].isASCIIDigit)
          && (place.lowerBound == 0 || !working.bytes[place.lowerBound - 1].isASCIIDigit)
        guard isWhole,
          let factor = working.bytes.wholeNumber(at: place.lowerBound, to: place.upperBound)?.value,
          let rest = working.bytes.wholeNumber(at: place.upperBound - 1, to: place.upperBound)?.value,
          found.map({ $0 == (factor, rest) }) ?? true
        else { return nil }
        found = (factor, rest)
        at = place.upperBound
      }
    }
    return found
  }

  private mutating func checkDepth(
    beside chain: Chain, _ formula: (factor: Int, rest: Int), on line: TextLine
  ) {
    guard chain.sides.count == 2, case .symbol(let letter) = chain.sides[0].located.expression,
      letter.description == "n", let claim = chain.sides[1].claim, claim.lastPlace == .one,
      claim.value.isInteger
    else { return }
    let before = line.stretch(before: chain.range.lowerBound, atMost: 32)
    guard let name = working.bytes.lastRange(of: DepthLetters.names, in: before),
      let (depth, end) = working.bytes.wholeNumber(at: name.upperBound, to: before.upperBound)
    else { return }
    var joint = Joint(working.bytes, from: end, to: chain.range.lowerBound)
    if joint.take(DepthLetters.hyphen) {
      // The widening of `WRN-28-10`.
      joint.at = working.bytes.skip(from: joint.at, to: joint.end) { $0.isASCIIDigit }
    }
    _ = joint.take(DepthLetters.joints)
    joint.skipBlanks()
    guard joint.isAtEnd, depth > formula.rest, !DepthLetters.others.contains(depth),
      (depth - formula.rest) % formula.factor == 0,
      case let right = Rational((depth - formula.rest) / formula.factor), right != claim.value,
      !isReported(chain.range), isAsserted(chain.range, on: line)
    else { return }
    report(claim.value, chain.sides[1].located.range, right)
  }
}

/// `6n + 4`: a letter with its factor, and a number.
private struct LinearLetter {
  let letter: Symbol
  let factor: Rational
  let rest: Rational

  init?(_ side: Chain.Side) {
    guard case .sum(let terms) = side.located.expression, terms.count == 2, !terms[0].isSubtracted,
      case .product(let factors) = terms[0].value, factors.count == 2, case .number(let factor) = factors[0],
      case .symbol(let letter) = factors[1], case .number(let rest) = terms[1].value, factor.value >= .two
    else { return nil }
    self.letter = letter
    self.factor = factor.value
    self.rest = terms[1].isSubtracted ? rest.value.negated : rest.value
  }
}

extension [UInt8] {
  /// The last place at which one of some phrases stands in a stretch.
  fileprivate func lastRange(of phrases: PhraseSet, in range: Range<Int>) -> Range<Int>? {
    var found: Range<Int>?
    var at = range.lowerBound
    while at < range.upperBound, let next = phrases.first(in: at..<range.upperBound, of: self) {
      found = next
      at = next.upperBound
    }
    return found
  }
}

private enum DepthLetters {
  /// Networks for larger pictures, whose depths follow no formula.
  static let others = [18, 34, 50, 101, 152, 200]
  static let formulas: PhraseSet = [
    "6n+2", "6n + 2", "6·n+2", "6·n + 2", "6*n+2", "6*n + 2", "6×n+2", "6×n + 2", "9n+2", "9n + 2", "6n+4",
    "6n + 4", "6·n+4", "6·n + 4", "6*n+4", "6*n + 4", "6×n+4", "6×n + 4",
  ]
  static let named: PhraseSet = ["n=", "n ="]
  static let names: PhraseSet = ["resnet-", "resnet", "resnet ", "wrn-", "wrn"]
  static let hyphen: PhraseSet = ["-"]
  static let joints: PhraseSet = [
    ":", "：", "(", "（", "has", "with", "uses", "means", "needs", "takes", "取", "对应", "，", ",", "即", "是", "用",
    "→",
  ]
  static let layers: PhraseSet = ["layers", "层"]
  static let commas: PhraseSet = [",", "，", "；", ";"]
  static let conclusions: PhraseSet = [
    "so", "hence", "thus", "therefore", "i.e.", "that is", "which gives", "giving", "gives", "→", "⇒", "=>",
    "->", "\\Rightarrow", "所以", "因此", "故", "得到", "得", "解得", "即", "于是",
  ]
}
