import Symbolics

/// The parameters of a perceptron whose layers are told by their widths: "an MLP 784–300–100–10 (with biases) has 266,610
/// parameters", 全连接网络 784-300-100-10.
///
/// Both counts, with biases and without, are right where the text does not say which it means.
extension Calculation {
  mutating func checkPerceptrons() {
    for line in lines(with: Perceptron.names) where line.row == nil {
      guard let name = Perceptron.names.first(on: line, of: working.bytes),
        let (widths, end) = Perceptron.widths(
          from: name.upperBound, to: line.range.upperBound, in: working.bytes)
      else { continue }
      check(line, widths, behind: end)
    }
  }

  private mutating func check(_ line: TextLine, _ widths: [Int], behind end: Int) {
    let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let biases = widths.dropFirst().reduce(0, +)
    let rights = [Rational(weights), Rational(weights + biases)]
    for side in line.lone where side.located.range.lowerBound >= end && side.unit == .parameters {
      guard let claim = side.claim, claim.lastPlace == .one, claim.scale == .one, claim.value > 999,
        !isReported(side.located.range), !isDenied(side.located.range, on: line)
      else { continue }
      let stretch = end..<max(end, side.located.range.lowerBound)
      if claim.value == rights[0], Perceptron.withBiases.isIn(stretch, of: working.bytes),
        !Perceptron.without.isOn(line, of: working.bytes)
      {
        findings.append(
          Draft(
            mistake: .biasNotAdded, range: side.located.range, claimed: claim.value, correct: rights[1],
            arguments: [("factor", .number(Rational(biases)))]))
        continue
      }
      guard !rights.contains(claim.value),
        let right = rights.first(where: { Digits.differ($0, claim.value) }),
        let digits = Digits.of(claim.value)
      else { continue }
      let slips = Digits.slip(from: right, to: digits, claim) ?? []
      findings.append(
        Draft(
          mistake: slips.first ?? .digitChanged, alternatives: Array(slips.dropFirst()),
          range: side.located.range, claimed: claim.value, correct: right))
    }
  }
}

enum Perceptron {
  static let names: PhraseSet = [
    "mlp", "perceptron", "feed-forward net", "feedforward net", "fully connected net", "fully-connected net",
    "dense net", "全连接网络", "感知机", "前馈网络", "多层感知",
  ]
  static let withBiases: PhraseSet = [
    "with bias", "including bias", "including the bias", "incl. bias", "biases included", "带偏置", "含偏置",
    "包括偏置",
    "有偏置",
  ]
  static let without: PhraseSet = ["without", "no bias", "不含", "无偏置"]

  /// Three widths or more with dashes or arrows between them, near behind a name.
  static func widths(from start: Int, to limit: Int, in bytes: [UInt8]) -> (widths: [Int], end: Int)? {
    var at = bytes.skip(from: start, to: min(limit, start + 24)) { !$0.isASCIIDigit }
    var widths: [Int] = []
    var end = at
    while widths.count < 32, let width = bytes.wholeNumber(at: at, to: limit, below: 100_000) {
      guard 1..<100_000 ~= width.value else { return nil }
      widths.append(width.value)
      end = width.end
      at = behindSign(end, limit, in: bytes)
    }
    return widths.count >= 3 ? (widths, end) : nil
  }

  /// The place behind a dash or an arrow and the blanks around it; the place itself where there is none.
  private static func behindSign(_ place: Int, _ limit: Int, in bytes: [UInt8]) -> Int {
    var at = bytes.skip(from: place, to: limit) { $0 == 0x20 }
    for sign in ["->", "-", "–", "—", "→", "$\\to$", "\\to", "--"] as [StaticString]
    where bytes.has(sign, at: at) {
      at += sign.utf8CodeUnitCount
      at = bytes.skip(from: at, to: limit) { $0 == 0x20 || $0 == UInt8(ascii: "-") }
      return at
    }
    return limit
  }
}
