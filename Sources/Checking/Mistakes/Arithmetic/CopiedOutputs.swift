import Symbolics

/// A number that a notebook's code has printed, and that the text below copies with a digit wrong.
extension Calculation {
  mutating func checkCopiedOutputs() {
    guard let cells = working.origin?.cells, cells.contains(where: { $0.cell.isOutput }) else { return }
    var printed: [Rational] = []
    var others: Set<Rational> = []
    var copies: [StatedNumber] = []
    for line in lines {
      let number = working.line(at: line.range.lowerBound)
      let isOutput = cells.indices.contains(number) && cells[number].cell.isOutput
      for number in numbers(on: line) where number.isWrittenOut && number.numeral.value > 9_999 {
        if isOutput {
          if printed.count < 4_096 { printed.append(number.numeral.value) }
        } else if number.chain == nil {
          copies.append(number)
        } else {
          // What is calculated is right or wrong by itself.
          others.insert(number.numeral.value)
        }
      }
    }
    let exact = Set(printed)
    let copied = Set(copies.map { $0.numeral.value })
    for copy in copies where !exact.contains(copy.numeral.value) && !others.contains(copy.numeral.value) {
      let meant = exact.filter { Digits.areTransposed($0, copy.numeral.value) }
      // A number that the text gives, too, is another one.
      guard meant.count == 1, let right = meant.first, !copied.contains(right), !isReported(copy.range),
        copies.count(where: { $0.numeral.value == copy.numeral.value }) == 1
      else { continue }
      findings.append(
        Draft(
          mistake: .digitsTransposed, range: copy.range, claimed: copy.numeral.value, correct: right,
          fix: Expression(right)))
    }
  }
}
