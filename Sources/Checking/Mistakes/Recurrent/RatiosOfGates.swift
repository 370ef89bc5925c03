import Symbolics

/// Three gates and four, the wrong way round: "a GRU has 4/3 of the parameters of an LSTM", GRU 的参数量是 LSTM 的 4/3.
extension Calculation {
  mutating func checkRatiosOfGates() {
    for line in lines(with: GateRatios.fractions) where line.row == nil && line.range.count <= 512 {
      guard GateRatios.units.isOn(line, of: working.bytes), GateRatios.cells.isOn(line, of: working.bytes),
        !GateRatios.otherwise.isOn(line, of: working.bytes)
      else { continue }
      check(line, GateRatios.units, GateRatios.fourThirds, GateRatios.cells, right: (3, 4))
      check(line, GateRatios.cells, GateRatios.threeQuarters, GateRatios.units, right: (4, 3))
    }
  }

  /// Whether it is the first cell that is said to be a fraction of the second one.
  private mutating func check(
    _ line: TextLine, _ first: PhraseSet, _ fraction: PhraseSet, _ second: PhraseSet, right: (Int128, Int128)
  ) {
    let bytes = working.bytes
    guard let subject = first.first(on: line, of: bytes),
      let word = fraction.first(in: subject.upperBound..<line.range.upperBound, of: bytes)
    else { return }
    let before = subject.upperBound..<max(subject.upperBound, word.lowerBound)
    guard before.count <= 48, !first.isIn(before, of: bytes), isOf(second, word, before),
      !isReported(word), isAsserted(word, on: line), let correct = try? Rational(right.0, over: right.1),
      let claimed = try? Rational(right.1, over: right.0)
    else { return }
    findings.append(
      Draft(
        mistake: .conclusionContradictsNumbers, alternatives: [.recurrentGatesWrong], range: word,
        claimed: claimed, correct: correct))
  }

  /// 是 LSTM 的 4/3, "4/3 of the parameters of an LSTM", "4/3 times as many parameters as an LSTM".
  private func isOf(_ second: PhraseSet, _ fraction: Range<Int>, _ before: Range<Int>) -> Bool {
    let bytes = working.bytes
    if let name = second.first(in: before, of: bytes) {
      var joint = Joint(bytes, from: name.upperBound, to: fraction.lowerBound)
      _ = joint.take(GateRatios.things)
      guard joint.take(GateRatios.of) else { return false }
      _ = joint.take(Joint.approximations)
      joint.skipBlanks()
      return joint.isAtEnd && GateRatios.verbs.isIn(before.lowerBound..<name.lowerBound, of: bytes)
    }
    guard GateRatios.verbs.isIn(before, of: bytes), !bytes[before].contains(where: { $0.isASCIIDigit }) else {
      return false
    }
    var joint = Joint(bytes, from: fraction.upperBound, to: min(bytes.count, fraction.upperBound + 64))
    while joint.take(GateRatios.words) {}
    return joint.take(second)
  }
}

private enum GateRatios {
  static let units: PhraseSet = ["gru"]
  static let cells: PhraseSet = ["lstm"]
  static let fractions: PhraseSet = ["4/3", "3/4", "三分之四", "四分之三"]
  static let fourThirds: PhraseSet = ["4/3", "三分之四"]
  static let threeQuarters: PhraseSet = ["3/4", "四分之三"]
  static let verbs: PhraseSet = ["是", "为", "has", "have", "is", "needs", "takes", "=", "相当于", "只有", "约"]
  static let things: PhraseSet = ["参数量", "参数", "计算量"]
  static let of: PhraseSet = ["的"]
  static let words: PhraseSet = [
    "of the", "of an", "of a", "of", "the", "an", "a", "parameters", "weights", "gates", "times", "as many",
    "as", "that",
    "those", "number", "size",
  ]
  static let otherwise: PhraseSet = [
    "not ", "n't", "wrong", "instead", "if ", "bidirectional", "two ", "不是", "错", "如果", "双向", "两层",
  ]
}
