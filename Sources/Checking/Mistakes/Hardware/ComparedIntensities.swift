import Symbolics

/// Which of two compared numbers is the intensity of some work, and which the machine's balance.
extension Calculation {
  /// Whether the first of two numbers, which is the larger one, is the intensity of some work and the second one a balance, or
  /// the other way round: "the ridge is 153, above the kernel's intensity of 20". Nil where it may be neither: two ridges,
  /// two roofs, and two kernels are compared as well.
  func isOfWork(_ first: Int, _ more: Range<Int>, _ second: Chain.Side, on line: TextLine) -> Bool? {
    let start = max(sentence(around: more.lowerBound, on: line).lowerBound, more.lowerBound - 160)
    let subject = start..<max(start, more.lowerBound)
    let place = second.located.range.lowerBound
    let object = more.upperBound..<max(more.upperBound, place)
    if Compared.roofs.isIn(subject, of: working.bytes) { return nil }
    let isRidge = namesRidge(subject)
    if Calculation.ridges.isIn(object, of: working.bytes) { return isRidge == true ? nil : true }
    if Calculation.intensities.isIn(object, of: working.bytes) { return isRidge == true ? false : nil }
    guard isRidge != true, let balance = second.claim?.value else { return nil }
    return isStatedRidge(balance, before: place, on: line) ? true : nil
  }

  /// Whether the last word of a stretch names a machine's balance, "ridge", "the machine's intensity"; nil without any.
  private func namesRidge(_ stretch: Range<Int>) -> Bool? {
    let ridge = last(Calculation.ridges, in: stretch)
    guard let work = last(Calculation.intensities, in: stretch) else { return ridge.map { _ in true } }
    if let ridge, ridge.lowerBound > work.lowerBound { return true }
    let before = max(stretch.lowerBound, work.lowerBound - 16)..<work.lowerBound
    return Compared.machines.isIn(before, of: working.bytes)
  }

  private func last(_ words: PhraseSet, in stretch: Range<Int>) -> Range<Int>? {
    var (found, at) = (Range<Int>?.none, stretch.lowerBound)
    while at < stretch.upperBound, let word = words.first(in: at..<stretch.upperBound, of: working.bytes) {
      (found, at) = (word, word.upperBound)
    }
    return found
  }

  /// Whether a number has been called a balance on this line or on one of those above it.
  func isStatedRidge(_ value: Rational, before place: Int, on line: TextLine) -> Bool {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].range.lowerBound <= line.range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return lines[max(0, low - 16)..<low].contains { other in
      other.range.count <= 1_024 && Calculation.ridges.isOn(other, of: working.bytes)
        && measures(on: other).contains {
          $0.range.upperBound <= place && $0.numeral.value == value && isCalledRidge($0, on: other) == true
        }
    }
  }
}

private enum Compared {
  static let roofs: PhraseSet = ["roof ", "roofs", "ceiling", "屋顶", "上限"]
  /// What a balance is the intensity of: "ridge intensity", "the GPU's intensity", 临界强度.
  static let machines: PhraseSet = [
    "ridge", "balance", "machine", "hardware", "device", "gpu", "critical", "threshold", "break-even",
    "拐点", "平衡点", "机器", "硬件", "设备", "临界",
  ]
}
