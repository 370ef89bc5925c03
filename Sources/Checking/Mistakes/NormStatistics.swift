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
        let right = try? value.divided(by: .two)
      else { continue }
      findings.append(
        Draft(mistake: .normCountWrong, range: side.located.range, claimed: value, correct: right))
      entry.status = .wrong
      entry.misconception = .normCountWrong
    }
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
