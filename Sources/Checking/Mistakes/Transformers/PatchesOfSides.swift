import Symbolics

/// The patches of a square picture from those of one side: "384/16 = 24, so 576 patches", 224/32 = 7，所以 49 个 patch.
///
/// One more is the token that is put before them; a multiple is that of several pictures or of a picture that is no square.
extension Calculation {
  mutating func checkPatchesOfSides() {
    for line in lines(with: PatchesOfSides.patches) where line.row == nil && line.range.count <= 1_024 {
      for chain in line.chains {
        guard chain.sides.count == 2 || chain.sides.count == 3 && chain.signs[1] != .equal,
          chain.signs[0] == .equal,
          case .quotient(.number, .number) = chain.sides[0].located.expression,
          let side = chain.sides[1].claim, side.value.isInteger, side.value >= .two, side.value < 1_000,
          chain.sides[0].outcome.value == side.value,
          let count = patches(behind: chain.sides[1].located.range.upperBound, on: line),
          let right = try? side.value.multiplied(by: side.value), count.numeral.value != right,
          let gap = try? count.numeral.value.subtracting(right), gap != .one, gap != .two,
          let rows = try? count.numeral.value.divided(by: side.value), !rows.isInteger,
          !isReported(count.range), isAsserted(count.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .wrongModelFact, alternatives: [.productSlip, .dimensionLeftFromOtherModel],
            range: count.range, claimed: count.numeral.value, correct: right, fix: Expression(right)))
      }
    }
  }

  /// The number of patches that is concluded right behind a place.
  private func patches(behind place: Int, on line: TextLine) -> Measure? {
    let behind = line.stretch(behind: place, atMost: 40)
    var joint = Joint(working.bytes, from: behind.lowerBound, to: behind.upperBound)
    _ = joint.take(PatchesOfSides.perSide)
    _ = joint.take(PatchesOfSides.commas)
    guard joint.take(PatchesOfSides.conclusions) else { return nil }
    joint.skipBlanks()
    guard
      let measure = MeasureReader.measures(in: joint.at..<max(joint.at, behind.upperBound), of: working.bytes)
        .first,
      measure.range.lowerBound == joint.at, measure.numeral.lastPlace == .one, measure.numeral.value.isInteger
    else { return nil }
    var tail = Joint(working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
    guard tail.take(PatchesOfSides.patches) else { return nil }
    tail.skipBlanks()
    return tail.isAtClauseEnd() ? measure : nil
  }
}

private enum PatchesOfSides {
  static let patches: PhraseSet = ["patches", "image patches", "个 patch", "个patch", "个图像块", "个块", "patch"]
  static let perSide: PhraseSet = [
    "patches per side", "per side", "patches along each side", "patches per row", "on each side", "每边",
  ]
  static let commas: PhraseSet = [",", "，", "；", ";"]
  static let conclusions: PhraseSet = [
    "so there are", "so we have", "so we get", "so", "hence", "thus", "therefore", "giving", "gives", "i.e.",
    "that is",
    "which gives", "for a total of", "in total", "→", "⇒", "=>", "->", "所以共", "所以有", "所以", "因此", "故",
    "即", "一共", "共",
  ]
}
