import Symbolics

/// What is saved, below the two results that it is the saving between: "saving: 38%" below `25*32*32 = 25600` and `2*9*32*32 =
/// 18432`.
extension Calculation {
  mutating func checkSavingsBelowPairs() {
    for (place, line) in enumeratedLines(with: SavingWords.names)
    where place >= 2 && line.row == nil && line.range.count <= 64 {
      guard let (claim, isRough) = savingAlone(on: line), let second = resultAlone(on: lines[place - 1]),
        let first = resultAlone(on: lines[place - 2]), first.unit == second.unit,
        first.numeral.hasScaleWord == second.numeral.hasScaleWord, first.numeral.value > second.numeral.value,
        place < 3 || lines[place - 3].chains.isEmpty, second.numeral.value > 99,
        let ratio = try? first.numeral.value.divided(by: second.numeral.value),
        let fall = try? Rational.one.subtracting(Rational.one.divided(by: ratio)),
        case let pair = ComparedPair(first.numeral, second.numeral, isRough, false),
        case let right = claim.numeral.scale == .percent ? fall : ratio, pair.excludes(right, claim.numeral),
        !isReported(claim.range), isAsserted(claim.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers,
          alternatives: NamesOfShares.names(right, claim.numeral).filter {
            $0 != .conclusionContradictsNumbers
          },
          range: claim.range, claimed: claim.numeral.value, correct: right))
    }
  }

  /// "saving: about 90 times" below a depthwise, a pointwise and a standard convolution: a power of ten away from their ratio.
  mutating func checkSavingsOfSeparable() {
    for (place, line) in enumeratedLines(with: SavingWords.names)
    where place >= 3 && line.row == nil && line.range.count <= 64 {
      guard let (claim, _) = savingAlone(on: line), claim.numeral.scale != .percent,
        let depthwise = result(of: SavingWords.depthwise, above: place),
        let pointwise = result(of: SavingWords.pointwise, above: place),
        let standard = result(of: SavingWords.standard, above: place), standard > pointwise,
        let separable = try? depthwise.adding(pointwise), separable > .zero,
        let right = try? standard.divided(by: separable),
        let low = try? right.multiplied(by: 8), let high = try? right.multiplied(by: 12),
        claim.numeral.value > low && claim.numeral.value < high, !isReported(claim.range),
        isAsserted(claim.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, alternatives: [.powerOfTenSlip, .productSlip],
          range: claim.range, claimed: claim.numeral.value, correct: right))
    }
  }

  /// The result of the one line among the last four above one that begins with a name.
  private func result(of names: PhraseSet, above place: Int) -> Rational? {
    var found: Rational?
    for line in lines[max(0, place - 4)..<place] {
      var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
      _ = joint.take(SavingWords.openings)
      guard joint.take(names), let result = resultAlone(on: line) else { continue }
      guard found == nil else { return nil }
      found = result.numeral.value
    }
    return found
  }

  /// `saving: 38%`, 节省 38%: a line of nothing else.
  private func savingAlone(on line: TextLine) -> (Measure, Bool)? {
    let measures = measures(on: line)
    guard measures.count == 1, let claim = measures.first else { return nil }
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: claim.range.lowerBound)
    _ = joint.take(SavingWords.openings)
    guard joint.take(SavingWords.names) else { return nil }
    _ = joint.take(SavingWords.colons)
    let isRough = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    var tail = Joint(working.bytes, from: claim.endOfDigits(in: working.bytes), to: line.range.upperBound)
    let isShare = claim.numeral.scale == .percent
    guard tail.take(isShare ? SavingWords.percent : SavingWords.times) else { return nil }
    tail.skipBlanks()
    return tail.isAtClauseEnd() && line.range.upperBound - tail.at <= 2 ? (claim, isRough) : nil
  }

  /// The result of the last calculation on a line, if it ends it.
  private func resultAlone(on line: TextLine) -> StatedNumber? {
    guard line.row == nil, let chain = line.chains.last, let side = chain.sides.last,
      let claim = side.claim, chain.sides.count >= 2, chain.signs.allSatisfy({ $0 != .arrow }),
      chain.sides.contains(where: { $0.isCompound })
    else { return nil }
    var tail = Joint(working.bytes, from: chain.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd() && line.range.upperBound - tail.at <= 2
      ? StatedNumber(side: side, numeral: claim, chain: nil) : nil
  }
}

private enum SavingWords {
  static let depthwise: PhraseSet = ["depthwise", "dw", "深度卷积", "逐通道卷积", "逐通道"]
  static let pointwise: PhraseSet = ["pointwise", "pw", "逐点卷积", "逐点"]
  static let standard: PhraseSet = ["standard", "dense", "normal", "regular", "ordinary", "full", "标准", "普通"]
  static let openings: PhraseSet = ["-", "•", "so the", "so", "the", "→", "=>"]
  static let names: PhraseSet = [
    "savings", "saving", "saves", "saved", "reduction", "节省了", "节省", "节约了", "节约", "减少了", "降低了", "省了",
  ]
  static let colons: PhraseSet = [":", "：", "=", "of", "by", "约"]
  static let percent: PhraseSet = ["%", "\\%", "％"]
  static let times: PhraseSet = ["×", "x", "times", "-fold", "倍"]
}
