import Symbolics

/// What several devices do together that each of them does: `2,500 tok/s per GPU; 32 GPUs → 86,000 tok/s`.
///
/// Only slips of the digits are called wrong: devices together may reach less than the sum.
extension Calculation {
  mutating func checkRatesOfDevices() {
    for line in lines(with: DeviceRates.each)
    where line.row == nil && line.range.count < 512 && DeviceRates.each.isOn(line, of: working.bytes)
      && DeviceRates.arrows.isOn(line, of: working.bytes)
    {
      let measures = measures(on: line)
      for place in measures.indices.dropFirst(2) {
        let (each, count, all) = (measures[place - 2], measures[place - 1], measures[place])
        guard count.numeral.lastPlace == .one, count.numeral.value > .one, isCount(count, before: all),
          isOfEach(each, before: count, on: line), isSameThing(each, all),
          let right = try? each.numeral.value.multiplied(by: count.numeral.value),
          let slips = all.numeral.slip(from: right), slips != [.digitChanged],
          !DeviceRates.measured.isOn(line, of: working.bytes), !isReported(all.range),
          isAsserted(all.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: slips[0], alternatives: [.productSlip], range: all.range, claimed: all.numeral.value,
            correct: right, fix: Expression(right)))
        markWrong(at: all.range)
      }
    }
  }

  private func isCount(_ count: Measure, before all: Measure) -> Bool {
    var joint = Joint(working.bytes, from: count.endOfDigits(in: working.bytes), to: all.range.lowerBound)
    guard joint.take(DeviceRates.devices), joint.take(DeviceRates.arrows) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Whether a number is said of each device, before it or behind it.
  private func isOfEach(_ each: Measure, before count: Measure, on line: TextLine) -> Bool {
    DeviceRates.each.isIn(line.stretch(before: each.range.lowerBound, atMost: 24), of: working.bytes)
      || DeviceRates.each.isIn(each.range.upperBound..<count.range.lowerBound, of: working.bytes)
  }

  /// Whether the same unit stands behind two numbers.
  private func isSameThing(_ one: Measure, _ other: Measure) -> Bool {
    func unit(behind measure: Measure) -> ArraySlice<UInt8> {
      let digits = measure.endOfDigits(in: working.bytes)
      let start = working.bytes.skipBlanks(from: digits, to: min(working.bytes.count, digits + 4))
      let last = working.bytes.skip(from: start, to: min(working.bytes.count, start + 16)) {
        $0.isASCIILetter || $0 >= 0xC0 || $0 == UInt8(ascii: "/") || 0x80..<0xC0 ~= $0
      }
      return working.bytes[start..<last]
    }
    let own = unit(behind: one)
    return one.unit == other.unit && own.count > 1 && own.elementsEqual(unit(behind: other))
  }
}

private enum DeviceRates {
  /// What is told as it was measured.
  static let measured: PhraseSet = [
    "measured", "scaling", "efficien", "overhead", "only", "real", "实测", "扩展效率", "加速比", "实际", "只有",
  ]
  static let each: PhraseSet = [
    "per gpu", "per card", "per device", "per node", "per chip", "each gpu", "each card", "one gpu",
    "single gpu",
    "/gpu", "每卡", "单卡", "每张", "每个 gpu", "每块",
  ]
  static let arrows: PhraseSet = ["→", "->", "=>", "⇒", "=", ":", "："]
  static let devices: PhraseSet = [
    "gpus", "cards", "devices", "nodes", "chips", "a100s", "h100s", "a100", "h100", "v100", "v100s", "gpu",
    "张卡",
    "卡", "张", "块", "个 gpu", "个gpu", "台",
  ]
}
