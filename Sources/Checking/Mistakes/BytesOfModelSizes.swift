import Symbolics

/// The bytes of a model whose size is known by its name, in a format that the text names, or with the bytes that it states:
/// "13B model in FP16: 13 × 4 = 52 GB", BF16 每参数 2 字节，671B：671×1=671GB.
extension Calculation {
  mutating func checkBytesOfModelSizes() {
    for entry in entries
    where entry.claimUnit == .bytes && entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        (2...3).contains(factors.count), entry.home < lines.count, let claim = entry.claim,
        let range = entry.claimRange
      else { continue }
      let line = lines[entry.home]
      guard line.row == nil, line.range.count <= 1_024, line.range.contains(side.located.range.lowerBound),
        let width = widthOfWeight(on: line, before: side.located.range.lowerBound),
        let used = widthUsed(factors, claim, on: line, before: side.located.range.lowerBound), used != width,
        // `7 × 4 = 28 Gbit`
        used != (try? width.multiplied(by: 8)),
        !speaksOfOtherBytes(line, besides: entry.chain), !isReported(entry.chain.range),
        let right = try? claim.value.multiplied(by: width).divided(by: used)
      else { continue }
      findings.append(
        Draft(
          mistake: .bytesPerValueWrong, range: range, claimed: claim.value, correct: right,
          arguments: [("expected", .number(width))]))
      entry.status = .wrong
    }
  }

  // MARK: - The right width

  /// The bytes of a weight: those that the line states, or those of the one format that it names before a calculation.
  private func widthOfWeight(on line: TextLine, before place: Int) -> Rational? {
    let stated = statedWidth(on: line, before: place)
    guard NumberFormat.mayBe(on: line) else { return stated }
    let formats = NumberFormat.all(in: line.range, of: working.bytes)
    guard let first = formats.first else { return stated }
    guard formats.allSatisfy({ $0.bits == first.bits }), first.range.upperBound <= place,
      let width = try? Rational(first.bits).divided(by: 8), stated == nil || stated == width
    else { return nil }
    return width
  }

  /// 每参数 2 字节, "2 bytes per parameter"
  private func statedWidth(on line: TextLine, before place: Int) -> Rational? {
    guard Calculation.perWeight.mayBe(on: line),
      let words = Calculation.perWeight.first(in: line.range, of: working.bytes), words.upperBound <= place
    else { return nil }
    for side in line.lone where side.unit == .bytes {
      let number = side.located.range
      guard let claim = side.claim, Calculation.usualWidths.contains(claim.value) else { continue }
      if number.lowerBound >= words.upperBound, number.lowerBound - words.upperBound <= 6 {
        return claim.value
      }
      if number.upperBound <= words.lowerBound, words.lowerBound - number.upperBound <= 8 {
        return claim.value
      }
    }
    return nil
  }

  private static let usualWidths: [Rational] = [1, 2, 4, 8, .half]
  private static let perWeight: PhraseSet = [
    "每参数", "每个参数", "每权重", "每个权重", "per parameter", "per param", "per weight",
  ]

  // MARK: - The width that is used

  /// The bytes by which a calculation multiplies the size of a model that its line names before it; nil where it does
  /// something else.
  private func widthUsed(_ factors: [Expression], _ claim: Numeral, on line: TextLine, before place: Int)
    -> Rational?
  {
    for index in factors.indices {
      guard case .number(let width) = factors[index], width.scale == .one,
        Calculation.usualWidths.contains(width.value)
      else { continue }
      var others = factors
      others.remove(at: index)
      guard let count = Claim.numeral(of: others.count == 1 ? others[0] : .product(others)),
        isSize(count, claim, on: line, before: place)
      else { continue }
      return width.value
    }
    return nil
  }

  /// Whether the line names a model of so many weights before a place: written out, or the bare 13 of 13B where the result is
  /// in GB.
  private func isSize(_ count: Numeral, _ claim: Numeral, on line: TextLine, before place: Int) -> Bool {
    let start = max(line.range.lowerBound, place - 160)
    guard start < place else { return false }
    return MeasureReader.measures(in: start..<place, of: working.bytes).contains { measure in
      let size = measure.numeral
      guard size.scale == .billion || measure.unit == .parameters, size.scale.exponent >= 6,
        measure.unit == .none || measure.unit == .parameters, measure.per == .nothing
      else { return false }
      if size.value == count.value { return true }
      return count.scale == .one && size.unscaled == count.value
        && claim.scale.exponent == size.scale.exponent
        && claim.binaryFactor == nil
    }
  }

  /// Whether something else than the weights may take the bytes, or the line has bytes besides these.
  private func speaksOfOtherBytes(_ line: TextLine, besides chain: Chain) -> Bool {
    let bytes = working.bytes
    if line.chains.contains(where: { $0.range != chain.range && $0.sides.contains { $0.unit == .bytes } }) {
      return true
    }
    let words = Calculation.perWeight.first(in: line.range, of: bytes)
    let isBeside = line.lone.contains { side in
      guard side.unit == .bytes, let words else { return side.unit == .bytes }
      return side.located.range.lowerBound > words.upperBound + 6
        || side.located.range.upperBound + 8 < words.lowerBound
    }
    if isBeside || Calculation.severalDevices.isIn(line.range, of: bytes) { return true }
    guard let words else { return Calculation.otherBytes.isIn(line.range, of: bytes) }
    return Calculation.otherBytes.isIn(line.range.lowerBound..<words.lowerBound, of: bytes)
      || Calculation.otherBytes.isIn(words.upperBound..<line.range.upperBound, of: bytes)
  }

  private static let severalDevices: PhraseSet = [
    "gpus", "tp=", "tp ", "shard", "split", "张卡", "卡", "分片", "切分", "bit", "比特", "量化后", "压缩", "压到", "原来",
    "original",
    "quantiz", "quantis", "double", "half of",
  ]
}
