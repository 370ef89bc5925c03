import Symbolics

/// Matrices of the full width that words multiply by the heads: "4·1024² = 4.19M, times 16 heads = 67.1M", 4·1024² = 4.19M，再乘以
/// 16 个头 = 67.1M.
extension Calculation {
  mutating func checkHeadsInWords() {
    for entry in entries where entry.status == .right && entry.misconception == nil && entry.chain.hasEquality
    {
      guard lines.indices.contains(entry.home), HeadsInWords.heads.mayBe(on: lines[entry.home]),
        let expression = entry.workingSide?.located.expression, let width = expression.squaredWidth,
        let value = entry.value, let line = self.line(at: entry.chain.range.lowerBound)
      else { continue }
      let end = entry.chain.range.upperBound
      var joint = Joint(working.bytes, from: end, to: min(line.range.upperBound, end + 64))
      _ = joint.takeUnits()
      _ = joint.take(HeadsInWords.commas)
      guard joint.take(HeadsInWords.times), let heads = number(at: &joint), heads.numeral.value > .one,
        heads.numeral.value < width, (try? width.divided(by: heads.numeral.value))?.isInteger ?? false,
        joint.take(HeadsInWords.heads), joint.take(HeadsInWords.signs)
      else { continue }
      _ = joint.take(Joint.approximations)
      guard let all = number(at: &joint), let product = try? value.multiplied(by: heads.numeral.value),
        let room = try? product.divided(by: 200), LinkChecker.isWithin(room, product, all.numeral.value),
        HeadsInWords.attention.isIn(line.range.lowerBound..<end, of: working.bytes),
        !isReported(all.range), !isDenied(all.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .headsMultipliedAgain, range: all.range, claimed: all.numeral.value, correct: value,
          arguments: [("factor", .number(heads.numeral.value))]))
      markWrong(at: all.range)
    }
  }

  /// The number at the place that is reached.
  private func number(at joint: inout Joint) -> Measure? {
    joint.skipBlanks()
    guard !joint.isAtEnd, working.bytes[joint.at].isASCIIDigit,
      let measure = MeasureReader.measures(in: joint.at..<joint.end, of: working.bytes).first,
      measure.range.lowerBound == joint.at
    else { return nil }
    // Words such as "heads" may be read as the number's unit.
    let end = working.bytes.skip(from: joint.at, to: measure.range.upperBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
    }
    joint.at = end
    return measure
  }
}

private enum HeadsInWords {
  static let commas: PhraseSet = [",", "，", ";", "；"]
  static let times: PhraseSet = ["times", "multiplied by", "× ", "×", "x ", "再乘以", "再乘", "乘以", "乘"]
  static let heads: PhraseSet = ["attention heads", "heads", "个注意力头", "个头", "头"]
  static let signs: PhraseSet = ["=", "≈", "is", "gives", "give", "makes", "make", "得", "共", "，共"]
  static let attention: PhraseSet = [
    "attention", "w_q", "wq", "w_k", "q, k", "q/k", "qkv", "query", "注意力", "查询",
  ]
}

extension Expression {
  /// d of one to four matrices d×d: `4·1024²`, `1024·1024`, `3·(1024·1024)`.
  fileprivate var squaredWidth: Rational? {
    guard case .product = self else {
      if case .power(.number(let base), .number(let exponent)) = self, exponent.value == 2, base.value >= 64 {
        return base.value
      }
      return nil
    }
    let factors = Factors.written(in: self)
    let sizes = factors.filter { $0 >= 64 }
    let counts = factors.filter { $0 < 64 }
    guard sizes.count == 2, sizes[0] == sizes[1], counts.count <= 1, counts.allSatisfy({ $0 <= 4 }) else {
      return nil
    }
    return sizes[0]
  }
}
