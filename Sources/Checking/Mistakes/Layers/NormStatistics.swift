import Symbolics

/// "4 × 64 = 256 trainable parameters" for a batch normalisation: the running mean and variance are counted, which no
/// training step changes.
extension Calculation {
  mutating func checkNormStatistics() {
    for entry in entries where entry.misconception == nil && entry.status != .wrong {
      guard let value = entry.value, let side = entry.workingSide, let claim = entry.claimRange,
        lines.indices.contains(entry.home),
        lines[entry.home].mentions.contains(where: { $0.noun == .norm }),
        Factors.written(in: side.located.expression).sorted(by: <).first == 4,
        Factors.written(in: side.located.expression).count == 2,
        saysTrainable(behind: claim.upperBound)
          || saysTrainable(before: entry.chain.range.lowerBound, on: lines[entry.home]),
        let right = rightOfNorms(side, value, on: lines[entry.home])
      else { continue }
      findings.append(
        Draft(mistake: .normCountWrong, range: side.located.range, claimed: value, correct: right))
      entry.status = .wrong
      entry.misconception = .normCountWrong
    }
  }

  /// "Four BatchNorm2d(64): 4 × 128", 四个 BatchNorm2d(256) 共 4×512: so many norms, each with its scales and shifts. Four
  /// times the channels that the line gives such a norm lack the shifts.
  private func rightOfNorms(_ side: Chain.Side, _ value: Rational, on line: TextLine) -> Rational? {
    let place = side.located.range.lowerBound
    guard let other = Factors.written(in: side.located.expression).max(), line.range.count <= 1_024,
      let norm = line.mentions.first(where: {
        $0.noun == .norm && $0.range.upperBound <= place && isCalledFour($0.range, before: place, on: line)
      })
    else { return try? value.divided(by: .two) }
    let isOfChannels = working.bytes.wholeNumbers(in: norm.range.upperBound..<place).contains {
      Rational($0.value) == other
    }
    return isOfChannels ? try? value.multiplied(by: .two) : nil
  }

  private func isCalledFour(_ norm: Range<Int>, before place: Int, on line: TextLine) -> Bool {
    let before = line.stretch(before: norm.lowerBound, atMost: 40)
    if let word = NormStatistics.four.first(in: before, of: working.bytes),
      !NormStatistics.stops.isIn(word.upperBound..<max(word.upperBound, norm.lowerBound), of: working.bytes)
    {
      return true
    }
    return NormStatistics.times.isIn(norm.upperBound..<max(norm.upperBound, place), of: working.bytes)
  }

  /// 可训练参数 4×64=256, "trainable parameters: 4 × 64 = 256"
  private func saysTrainable(before place: Int, on line: TextLine) -> Bool {
    let start = max(line.range.lowerBound, place - 40)
    guard start < place, let word = Calculation.trainable.first(in: start..<place, of: working.bytes),
      word.lowerBound < 3 || !working.ends(start..<word.lowerBound, with: "不"),
      !working.ends(start..<word.lowerBound, with: "non-"), !working.ends(start..<word.lowerBound, with: "un")
    else { return false }
    return working.bytes[word.upperBound..<place].allSatisfy { " :=*".utf8.contains($0) }
      || ["：", "为", "是", "有", "共", "数：", "量：", "数", "量"].contains(
        working.text(from: word.upperBound, to: place).filter { $0 != " " })
  }

  private static let trainable: PhraseSet = [
    "可训练参数", "可学习参数", "trainable parameters", "learnable parameters", "trainable params",
  ]

  private func saysTrainable(behind place: Int) -> Bool {
    let behind = working.text(from: place, to: min(place + 24, working.bytes.count)).lowercased()
      .drop { " 个".contains($0) }
    return ["trainable", "learnable", "learned", "可训练", "可学习"].contains { behind.hasPrefix($0) }
  }
}

private enum NormStatistics {
  static let four: PhraseSet = ["four", "4 ", "4个", "四个", "四层", "4层", "4×", "4x"]
  static let stops: PhraseSet = [".", ",", ";", ":", "=", "+", "，", "。", "；", "：", "conv", "卷积"]
  static let times: PhraseSet = [
    "×4:", "×4：", "× 4:", "× 4：", "x4:", "(four", "(4 of", "，四个", "，4 个", ", four of",
  ]
}
