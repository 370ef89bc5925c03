import Symbolics

/// One bias for a layer whose line says how many filters it has: "first convolutional layer: 32 filters, kernel size = 5x5,
/// parameters = 32 x 5 x 5 + 1". There is one for each filter.
extension Calculation {
  mutating func checkBiasesBesideFilters() {
    guard holds(FilterLineWords.filters) else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .number(let biases) = terms[1].value, case .product = terms[0].value,
        biases.value == .one || biases.value == 3, entry.claimUnit == .none || entry.claimUnit == .parameters,
        case let line = lines[entry.home], FilterLineWords.filters.mayBe(on: line), line.row == nil,
        line.range.count <= 512, case let factors = Factors.written(in: terms[0].value),
        (3...4).contains(factors.count), FilterLineWords.convolutions.isOn(line, of: working.bytes),
        let filters = filtersStated(before: side.located.range.lowerBound, on: line), filters > 3,
        factors.contains(filters), hasKernel(factors, besides: filters),
        !FilterLineWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        isAsserted(entry.chain.range, on: line), let value = entry.value,
        let right = try? value.subtracting(biases.value).adding(filters)
      else { continue }
      report(.biasCountWrong, at: side, of: entry, value, correct: right)
    }
  }

  /// The only number of filters that stands before a place of a line.
  private func filtersStated(before place: Int, on line: TextLine) -> Rational? {
    let stretch = line.stretch(before: place, atMost: 160)
    var found: Int?
    for number in working.bytes.wholeNumbers(in: stretch) where !number.isPartOfWord {
      var behind = Joint(working.bytes, from: number.range.upperBound, to: place)
      guard behind.take(FilterLineWords.filters) else { continue }
      guard found == nil || found == number.value else { return nil }
      found = number.value
    }
    return found.map { Rational($0) }
  }

  /// Whether two of the other factors are one small number.
  private func hasKernel(_ factors: [Rational], besides filters: Rational) -> Bool {
    var rest = factors
    if let place = rest.firstIndex(of: filters) { rest.remove(at: place) }
    return rest.contains { side in side >= .two && side <= 11 && rest.count(where: { $0 == side }) >= 2 }
  }
}

private enum FilterLineWords {
  static let filters: PhraseSet = [
    "filters", "kernels", "output channels", "feature maps", "个滤波器", "个卷积核", "个输出通道", "個卷積核", "個濾波器",
    "个 filter",
    "個 filter",
  ]
  static let convolutions: PhraseSet = ["conv", "卷积", "卷積"]
  static let others: PhraseSet = [
    "each", "per ", "one filter", "single", "a filter", "shared", "depthwise", "group", "wrong", "not ",
    "n't", "每", "单个",
    "共享", "分组", "深度", "错", "不是",
  ]
}
