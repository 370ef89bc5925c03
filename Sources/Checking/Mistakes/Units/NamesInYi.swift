import Symbolics

/// A model whose name gives its size, and as many 亿: Falcon-40B：40 亿参数. A B is ten 亿.
extension Calculation {
  mutating func checkNamesInYi() {
    for line in lines(with: NamesInYi.scales) where line.range.count < 1_024 {
      guard NamesInYi.billions.isOn(line, of: working.bytes) else { continue }
      for measure in measures(on: line) where measure.numeral.scale == .yi {
        var tail = Joint(working.bytes, from: measure.range.upperBound, to: line.range.upperBound)
        let isOfParameters = measure.unit == .parameters || tail.take(NamesInYi.parameters)
        guard measure.unit == .none || measure.unit == .parameters,
          isOfParameters || tail.isAtClauseEnd(), isSize(of: measure, on: line), !isReported(measure.range),
          isAsserted(measure.range, on: line), let right = try? measure.numeral.value.multiplied(by: 10)
        else { continue }
        findings.append(
          Draft(
            mistake: .yiUnitSlip, alternatives: [.powerOfTenSlip], range: measure.range,
            claimed: measure.numeral.value, correct: right))
      }
    }
  }

  /// Whether a name with the same digits before its B stands before a number, and nothing but words for its parameters between.
  private func isSize(of measure: Measure, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let before = line.stretch(before: measure.range.lowerBound, atMost: 32)
    guard
      let end = before.reversed().first(where: { at in
        bytes[at] | 0x20 == UInt8(ascii: "b") && at > before.lowerBound && bytes[at - 1].isASCIIDigit
          && !bytes[at + 1].isASCIIWordByte
      })
    else { return false }
    let start = bytes.skipBack(from: end, to: before.lowerBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".")
    }
    return start > before.lowerBound && bytes[start - 1] == UInt8(ascii: "-")
      && bytes[start..<end].elementsEqual(bytes[measure.range.lowerBound..<measure.endOfDigits(in: bytes)])
      && isSameSize(end + 1..<measure.range.lowerBound)
  }
}

private enum NamesInYi {
  static let scales: PhraseSet = ["亿", "億"]
  static let billions: PhraseSet = ["0b", "1b", "2b", "3b", "4b", "5b", "6b", "7b", "8b", "9b"]
  static let parameters: PhraseSet = ["个参数", "参数量", "参数", "參數"]
}
