import Symbolics

/// The sizes of one model in several formats, of which one is that of another format: MobileNetV2 3.5M 参数, FP32 约 14MB, INT8 约
/// 7MB. The others are the parameters in their format, so that it is the same parameters that are meant.
extension Calculation {
  mutating func checkSizesInFormats() {
    for line in lines(with: NumberFormat.spellings) where line.row == nil && line.range.count <= 320 {
      let formats = NumberFormat.all(in: line.range, of: working.bytes)
      guard (2...6).contains(formats.count), Set(formats.map { $0.bits }).count == formats.count,
        !FormatSizes.otherwise.isOn(line, of: working.bytes), case let measures = measures(on: line),
        let count = count(among: measures, before: formats[0], on: line)
      else { continue }
      var wrong: (Measure, NumberFormat, Rational)?
      var isProved = false
      for format in formats {
        guard let size = size(of: format, among: measures, on: line),
          let right = try? count.multiplied(by: format.width)
        else { continue }
        if isNearly(right, size.numeral.value) {
          isProved = true
        } else if wrong == nil,
          FormatSizes.widths.contains(where: {
            $0 != format.width && isProduct(count, $0, size.numeral.value)
          })
        {
          wrong = (size, format, right)
        }
      }
      guard isProved, let (size, format, right) = wrong, !isReported(size.range),
        isAsserted(size.range, on: line)
      else { continue }
      reportBytes(at: size.range, size.numeral.value, right, of: format.width)
      markWrong(at: size.range)
    }
  }

  private func isProduct(_ count: Rational, _ width: Rational, _ size: Rational) -> Bool {
    (try? count.multiplied(by: width)).map { isNearly($0, size) } ?? false
  }

  private func isNearly(_ value: Rational, _ other: Rational) -> Bool {
    guard let room = try? value.divided(by: 12) else { return false }
    return LinkChecker.isWithin(room, value, other)
  }

  /// The parameters before the formats: `3.5M 参数`, "138M parameters".
  private func count(among measures: [Measure], before format: NumberFormat, on line: TextLine) -> Rational? {
    let counts = measures.filter { measure in
      guard measure.range.lowerBound < format.range.lowerBound, measure.numeral.value >= 1_000_000,
        measure.unit != .bytes
      else { return false }
      if measure.unit == .parameters { return true }
      var joint = Joint(working.bytes, from: measure.range.upperBound, to: line.range.upperBound)
      return joint.take(FormatSizes.parameters)
    }
    return counts.count == 1 ? counts[0].numeral.value : nil
  }

  /// The size right behind a format: `FP32 约 14MB`
  private func size(of format: NumberFormat, among measures: [Measure], on line: TextLine) -> Measure? {
    guard
      let size = measures.first(where: { $0.range.lowerBound >= format.range.upperBound }),
      size.unit == .bytes,
      size.per == .nothing
    else { return nil }
    var joint = Joint(working.bytes, from: format.range.upperBound, to: size.range.lowerBound)
    while joint.take(FormatSizes.fillers) || joint.take(Joint.approximations) {}
    joint.skipBlanks()
    return joint.isAtEnd ? size : nil
  }
}

private enum FormatSizes {
  static let widths: [Rational] = [1, 2, 4, 8, .half]
  static let parameters: PhraseSet = ["个参数", "参数", "parameters", "params", "weights"]
  static let fillers: PhraseSet = [
    ":", "：", "=", "is", "takes", "needs", "weights", "size", "下", "需要", "需", "占用", "占", "是", "为", "时", "权重",
    "大小",
  ]
  static let otherwise: PhraseSet = [
    "grad", "adam", "optim", "train", "gpus", "overhead", "梯度", "优化器", "训练", "开销", "额外", "+", "mixed", "混合",
    "group",
  ]
}
