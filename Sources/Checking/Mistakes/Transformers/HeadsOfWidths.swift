import Symbolics

/// The matrices of all heads, d×d, multiplied by the heads by which the text has divided the width: 每个注意力头的维度为 512/8 = 64
/// and then WQ、WK、WV … 786432×8; "64 = 512/8 for each head" and `3·512·512·8`.
extension Calculation {
  mutating func checkHeadsOfWidths() {
    guard let (width, heads) = dividedWidth else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
        Factors.written(in: side.located.expression).contains(heads),
        let rest = try? value.divided(by: heads),
        isOfMatrices(rest, width), case let line = lines[entry.home],
        HeadWords.matrices.isOn(line, of: working.bytes), !HeadWords.others.isOn(line, of: working.bytes),
        !countsLayers(heads), !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .headsMultipliedAgain, range: side.located.range, claimed: value, correct: rest,
          arguments: [("factor", .number(heads))]))
      entry.status = .wrong
      entry.misconception = .headsMultipliedAgain
    }
  }

  /// The width and the heads of `512/8 = 64` on a line about heads.
  private var dividedWidth: (Rational, Rational)? {
    for entry in entries where entry.status == .right && entry.home < lines.count {
      guard case .quotient(.number(let width), .number(let heads))? = entry.workingSide?.located.expression,
        heads.value.isInteger, heads.value > 4, heads.value <= 128, width.value >= 64,
        entry.value?.isInteger ?? false,
        width.value > heads.value, HeadWords.heads.isOn(lines[entry.home], of: working.bytes)
      else { continue }
      return (width.value, heads.value)
    }
    return nil
  }

  /// Whether a value is one to four matrices of the full width, with or without biases.
  private func isOfMatrices(_ value: Rational, _ width: Rational) -> Bool {
    guard let square = try? width.multiplied(by: width), let biased = try? square.adding(width) else {
      return false
    }
    return [square, biased].contains { one in
      guard let count = try? value.divided(by: one) else { return false }
      return count.isInteger && count >= 1 && count <= 4
    }
  }

  /// Whether the text states as many layers, or a batch of so many.
  private func countsLayers(_ heads: Rational) -> Bool {
    lines.contains { line in
      HeadWords.counted.isOn(line, of: working.bytes)
        && measures(on: line).contains { measure in
          guard measure.numeral.value == heads else { return false }
          let near =
            max(
              line.range.lowerBound, measure.range.lowerBound - 14)..<line.stretch(
              behind: measure.range.upperBound, atMost: 14
            ).upperBound
          return HeadWords.counted.isIn(near, of: working.bytes)
        }
    }
  }
}

private enum HeadWords {
  static let heads: PhraseSet = ["head", "头", "頭"]
  static let matrices: PhraseSet = [
    "wq", "w_q", "w^q", "w_{q}", "q, k", "q/k", "qkv", "query", "attention", "q、k", "注意力", "查询", "w_o", "wo ",
  ]
  static let others: PhraseSet = [
    "each head", "per head", "every head", "its own", "batch", "layer", "block", "每个头", "每头", "各头", "独立", "批",
    "层", "块", "样本",
    "instead", "not ", "wrong", "不是", "错",
  ]
  static let counted: PhraseSet = ["layer", "block", "batch", "层", "块", "批"]
}
