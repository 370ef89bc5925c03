import Symbolics

/// The bytes of numbers in a format that the text names: "FP16: 26,346 × 4 B", "FP32 takes 105 KB, FP16 210 KB", 参数量 1.38
/// 亿，FP32 约 5.52 GB.
///
/// Only weights are judged, on a line that speaks of nothing else: gradients, caches and the states of an optimizer have
/// bytes of their own.
extension Calculation {
  mutating func checkBytesPerValue() {
    for line in lines(with: NumberFormat.spellings) where line.row == nil {
      let formats = NumberFormat.all(in: line.range, of: working.bytes)
      guard let first = formats.first, !Calculation.otherBytes.isOn(line, of: working.bytes) else {
        continue
      }
      if formats.allSatisfy({ $0.bits == first.bits }) {
        checkBytes(in: first, on: line)
        checkStorage(in: first, on: line)
      } else if formats.count == 2 {
        checkBytes(in: first, and: formats[1], on: line)
      }
    }
  }

  /// What else may take bytes, or take more than its weights.
  static let otherBytes: PhraseSet = [
    "optimi", "adam", "sgd", "momentum", "moment", "gradient", "activation", "master", "mixed", "cache", "kv",
    "train",
    "accum", "complex", "copies", "copy", "overhead", "group", "scales", "zero", "buffer", "both", "twice",
    "image", "batch", "token", "input", "output", "feature", "state", "load", "read", "write", "traffic",
    "per", "each", "cast", "convert", "storage of", "instead", "not ", "缓存", "训练", "优化器", "梯度", "动量", "激活",
    "混合", "累加", "复数", "份", "副本", "开销", "输入", "输出", "特征", "词元", "状态", "读", "写", "每", "而不是", "而非",
    "不是", "图像", "批",
  ]

  // MARK: - 26,346 × 4 bytes

  private mutating func checkBytes(in format: NumberFormat, on line: TextLine) {
    guard let place = place(of: line) else { return }
    for entry in entries(on: place..<place + 1) {
      guard entry.status == .right, entry.claimUnit == .bytes, let range = entry.claimRange,
        let claim = entry.claim,
        let side = entry.workingSide, case .product = side.located.expression,
        side.located.operands.count == 2, let (count, width) = countAndWidth(side.located.operands),
        width.value != format.width, isCountOfWeights(count, width, on: line),
        !isReported(entry.chain.range),
        let right = try? claim.value.multiplied(by: format.width).divided(by: width.value)
      else { continue }
      reportBytes(at: range, claim.value, right, of: format.width)
      entry.status = .wrong
    }
  }

  /// A factor of a product, with its place.
  struct Factor {
    let value: Rational
    let range: Range<Int>

    init(_ value: Rational, _ range: Range<Int>) {
      self.value = value
      self.range = range
    }
  }

  /// A number of weights and the bytes of one, in whichever order.
  func countAndWidth(_ operands: [Located]) -> (count: Factor, width: Factor)? {
    guard let first = Claim.numeral(of: operands[0].expression)?.value,
      let second = Claim.numeral(of: operands[1].expression)?.value
    else { return nil }
    let widths: [Rational] = [1, 2, 4, 8]
    let (one, two) = (Factor(first, operands[0].range), Factor(second, operands[1].range))
    if widths.contains(second), first >= 1_000 { return (count: one, width: two) }
    if widths.contains(first), second >= 1_000 { return (count: two, width: one) }
    return nil
  }

  /// Whether the small factor is said to be bytes, or the large one to be weights.
  private func isCountOfWeights(_ count: Factor, _ width: Factor, on line: TextLine) -> Bool {
    if standsBeforeBytes(count.range) { return false }
    if standsBeforeBytes(width.range) { return true }
    return numbers(on: line).contains {
      $0.numeral.value == count.value
        && $0.range.upperBound <= min(count.range.lowerBound, width.range.lowerBound)
        && isNumberOfWeights($0, on: line)
    }
  }

  func standsBeforeBytes(_ range: Range<Int>) -> Bool {
    let at = working.bytes.skip(from: range.upperBound, to: working.bytes.count) {
      $0 == .space || $0 == UInt8(ascii: "\\")
    }
    let end = working.bytes.skip(from: at, to: working.bytes.count) { $0.isASCIILetter }
    if end > at { return UnitReader.unit(at..<end, in: working.bytes) == .bytes }
    return Phrases.first(of: ["字节"], in: at..<min(at + 6, working.bytes.count), of: working.bytes) != nil
  }

  /// 26,346 parameters, 参数量 26346
  private func isNumberOfWeights(_ number: StatedNumber, on line: TextLine) -> Bool {
    if number.unit == .parameters { return true }
    // "values" are counted as anything else is.
    guard number.unit == .none || number.unit == .other else { return false }
    let behind = line.stretch(behind: number.range.upperBound, atMost: 22)
    var joint = Joint(working.bytes, from: behind.lowerBound, to: behind.upperBound)
    if joint.take(Calculation.weightWords) { return true }
    let before =
      line.stretch(before: number.range.lowerBound, atMost: 24)
    guard let word = Calculation.weightWords.first(in: before, of: working.bytes) else { return false }
    return !working.bytes[word.upperBound..<before.upperBound].contains {
      $0.isASCIIDigit || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
    }
  }

  private static let weightWords: PhraseSet = [
    "parameters", "params", "weights", "个参数", "参数量", "参数", "个权重", "权重",
    "values", "elements", "个值", "个元素",
  ]

  // MARK: - N parameters, FP32: B bytes

  /// 2,000 GB/s is what a device reads.
  private func isPerSecond(_ number: StatedNumber, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: number.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    return joint.take(Calculation.secondsOfRates)
  }

  private static let secondsOfRates: PhraseSet = ["/s", "per second", "/秒"]

  private mutating func checkStorage(in format: NumberFormat, on line: TextLine) {
    let numbers = numbers(on: line)
    let storage = numbers.filter { $0.unit == .bytes && !isPerSecond($0, on: line) }
    guard storage.count == 1, storage[0].chain.map({ line.chains[$0].signs.last == .arrow }) ?? true,
      let place = numbers.firstIndex(where: { $0.range == storage[0].range }), place > 0,
      let count = numbers[..<place].last(where: { $0.numeral.value > 999 }),
      numbers.allSatisfy({
        $0.numeral.value <= 999 || $0.unit == .bytes || restates($0.numeral, count.numeral)
      }),
      isNumberOfWeights(count, on: line),
      count.range.upperBound <= format.range.lowerBound && isFormat(format, of: storage[0].range)
        || isLabel(format, on: line),
      !isReported(line.range),
      let right = try? count.numeral.value.multiplied(by: format.width)
    else { return }
    let claim = storage[0].numeral
    // Both numbers are rounded.
    func isClaimed(_ value: Rational?) -> Bool {
      guard let value else { return false }
      let room = LinkChecker.tolerance(of: claim, isApproximate: true)
      let relative = try? count.numeral.loosePlace.divided(by: count.numeral.value).divided(by: .two)
      let more = relative.flatMap { try? value.multiplied(by: $0) } ?? .zero
      return LinkChecker.isWithin((try? room.adding(more)) ?? room, value, claim.value)
    }
    func times(_ factor: Rational) -> Rational? { try? right.multiplied(by: factor) }
    guard !isClaimed(right), !BinaryPrefix.mayBe(right, claim),
      (try? claim.lastPlace.multiplied(by: 50)).map({ $0 <= claim.value }) ?? false
    else { return }
    let half = Rational.half
    for factor in [2, 4, half] as [Rational] where isClaimed(times(factor)) && format.bits < 64 {
      reportBytes(at: storage[0].range, claim.value, right, of: format.width)
      return
    }
    for power in [10, 100, 1_000, 1_000_000] as [Rational]
    where isClaimed(times(power)) || isClaimed(try? right.divided(by: power)) {
      findings.append(
        Draft(
          mistake: .prefixSlip, alternatives: [.powerOfTenSlip], range: storage[0].range,
          claimed: claim.value,
          correct: right, arguments: [("ratio", .number(power))]))
      return
    }
  }

  /// `211,547,582 ≈ 211.5M`
  private func restates(_ number: Numeral, _ other: Numeral) -> Bool {
    let room = max(
      LinkChecker.tolerance(of: number, isApproximate: true),
      LinkChecker.tolerance(of: other, isApproximate: true))
    return LinkChecker.isWithin(room, number.value, other.value)
  }

  /// `fp16: 32×64×112×112 = 25,690,112 elements → 49 MiB`
  private func isLabel(_ format: NumberFormat, on line: TextLine) -> Bool {
    guard format.range.lowerBound - line.range.lowerBound <= 4 else { return false }
    var joint = Joint(working.bytes, from: format.range.upperBound, to: line.range.upperBound)
    return joint.take(Calculation.colons)
  }

  private static let colons: PhraseSet = [":", "："]

  /// Whether a format is that of a number of bytes: `FP32: 105 KB`, `105 KB in fp32`.
  private func isFormat(_ format: NumberFormat, of storage: Range<Int>) -> Bool {
    if format.range.upperBound <= storage.lowerBound {
      return isShortGap(format.range.upperBound..<storage.lowerBound)
    }
    guard storage.upperBound < format.range.lowerBound else { return false }
    var joint = Joint(working.bytes, from: storage.upperBound, to: format.range.lowerBound)
    _ = joint.takeUnits()
    guard joint.take(Calculation.inFormat) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private static let inFormat: PhraseSet = ["in", "at", "as", "with", "(", "（", "（按", "，按"]

  /// Whether nothing but a verb or a sign can stand in a gap.
  private func isShortGap(_ gap: Range<Int>) -> Bool {
    gap.count <= 24 && !working.bytes[gap].contains { $0.isASCIIDigit || $0 == UInt8(ascii: ";") }
  }

  // MARK: - FP32: B bytes, FP16: C bytes

  private mutating func checkBytes(in first: NumberFormat, and second: NumberFormat, on line: TextLine) {
    let numbers = numbers(on: line).filter { $0.numeral.value > 0 }
    let storage = numbers.filter { $0.unit == .bytes && !isPerSecond($0, on: line) }
    guard storage.count == 2, storage.allSatisfy({ $0.chain == nil }),
      first.range.upperBound <= storage[0].range.lowerBound,
      storage[0].range.upperBound <= second.range.lowerBound,
      second.range.upperBound <= storage[1].range.lowerBound,
      isShortGap(first.range.upperBound..<storage[0].range.lowerBound),
      isShortGap(storage[0].range.upperBound..<second.range.lowerBound),
      isShortGap(second.range.upperBound..<storage[1].range.lowerBound),
      numbers.count(where: { $0.range.lowerBound >= first.range.lowerBound }) == 2, !isReported(line.range),
      let reversed = try? storage[0].numeral.value.multiplied(by: Rational(first.bits))
        .divided(by: Rational(second.bits)),
      let right = try? storage[0].numeral.value.multiplied(by: Rational(second.bits))
        .divided(by: Rational(first.bits))
    else { return }
    let room = LinkChecker.tolerance(of: storage[1].numeral, isApproximate: false)
    guard LinkChecker.isWithin(room, reversed, storage[1].numeral.value), storage[1].numeral.value > 9 else {
      return
    }
    reportBytes(at: storage[1].range, storage[1].numeral.value, right, of: second.width)
  }
}

extension BinaryPrefix {
  /// Whether a claim agrees with a value in powers of 1,024 or 1,000, roughly.
  fileprivate static func mayBe(_ value: Rational, _ claim: Numeral) -> Bool {
    guard let tenth = try? value.divided(by: 9) else { return true }
    return LinkChecker.isWithin(tenth, value, claim.value)
  }
}
