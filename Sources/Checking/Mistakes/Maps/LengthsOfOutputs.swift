import Symbolics

/// The multiply-adds of a layer over the length or the map that goes in, where the line above works out the one that comes out:
/// `output length = 995 - 3 + 1 = 993`, and then `MACs = 3*64*64*995`.
extension Calculation {
  mutating func checkLengthsOfOutputs() {
    guard entries.count > 1, holds(LengthOfOutput.names)
    else {
      return
    }
    for index in entries.indices.dropLast() {
      guard let sizes = sizes(of: entries[index]) else { continue }
      for entry in entries[(index + 1)...].prefix(4) {
        guard entry.home < lines.count, entry.home - entries[index].home <= 3 else { break }
        let line = lines[entry.home]
        // Another length is of another layer.
        if LengthOfOutput.names.isOn(line, of: working.bytes) { break }
        report(entry, sizes, on: line)
      }
    }
  }

  private typealias Sizes = (input: Rational, output: Rational)

  /// The length that goes into a layer and the one that comes out: 995 and 993.
  private func sizes(of entry: Entry) -> Sizes? {
    guard entry.home < lines.count, entry.status == .right, case let line = lines[entry.home],
      line.row == nil,
      let side = entry.workingSide, LengthOfOutput.names.isOn(line, of: working.bytes),
      let word = LengthOfOutput.names.first(on: line, of: working.bytes),
      entry.chain.range.upperBound > word.upperBound,
      side.located.range.lowerBound - min(word.upperBound, side.located.range.lowerBound) <= 12,
      let output = entry.claim?.value, output.isInteger, output > 8,
      let input = side.located.expression.firstNumber, input > output
    else { return nil }
    return (input, output)
  }

  private mutating func report(_ entry: Entry, _ sizes: Sizes, on line: TextLine) {
    guard entry.status == .right, entry.misconception == nil, let side = entry.workingSide,
      case .product = side.located.expression, let value = entry.value, line.row == nil,
      entry.claimUnit == .macs || entry.claimUnit == .flops || isNamedOperations(entry, on: line)
        || LengthOfOutput.connections.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 16), of: working.bytes),
      !LengthOfOutput.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
      !isDenied(entry.chain.range, on: line)
    else { return }
    let factors = Factors.written(in: side.located.expression)
    let times = factors.count { $0 == sizes.input }
    guard factors.count >= 3, (1...2).contains(times), !factors.contains(sizes.output),
      // A map has two sides; a length as large as the channels may be these.
      factors.last == sizes.input || factors.first == sizes.input
    else { return }
    var right = value
    for _ in 0..<times {
      guard let next = try? right.divided(by: sizes.input).multiplied(by: sizes.output) else { return }
      right = next
    }
    findings.append(
      Draft(
        mistake: .inputSizeForOutputSize, alternatives: [.dimensionLeftFromOtherModel],
        range: side.located.range, claimed: value, correct: right,
        arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = .inputSizeForOutputSize
  }

  /// Whether operations are named right before a calculation.
  private func isNamedOperations(_ entry: Entry, on line: TextLine) -> Bool {
    let start = entry.workingSide?.located.range.lowerBound ?? entry.chain.range.lowerBound
    return line.mentions.contains {
      ($0.noun == .macs || $0.noun == .flops) && $0.range.upperBound <= start
        && start - $0.range.upperBound <= 6
    }
  }
}

private enum LengthOfOutput {
  static let names: PhraseSet = [
    "output length", "output size", "out length", "output side", "output width", "输出长度", "输出尺寸", "输出大小",
    "输出边长",
  ]
  static let connections: PhraseSet = ["connections", "连接数", "連接數"]
  static let others: PhraseSet = [
    "transpos", "deconv", "pool", "before", "full map", "input", "backward", "每", "转置", "反卷积", "池化", "输入",
  ]
}

extension Expression {
  /// The number that stands first in a formula: 995 of `995 - 3 + 1`, 16000 of `(16000 - 80)/4 + 1`.
  fileprivate var firstNumber: Rational? {
    switch self {
    case .number(let numeral): numeral.value
    case .sum(let terms): terms.first?.value.firstNumber
    case .quotient(let numerator, _): numerator.firstNumber
    case .floor(let inner): inner.firstNumber
    default: nil
    }
  }
}
