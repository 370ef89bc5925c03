import Symbolics

/// The channels that words state before a calculation: "64 → 128", "takes 64 channels and makes 128", 输入通道 40，输出通道 128.
struct StatedChannels {
  let inputs: Rational
  let outputs: Rational
}

extension Calculation {
  /// The one pair of channels that the words before a calculation state; nil where there is none, or more than one.
  func statedChannels(before end: Int, on line: TextLine) -> StatedChannels? {
    let start = max(line.range.lowerBound, end - 240)
    guard start < end, line.range.count <= 4_096 else { return nil }
    let stated = measures(on: line).filter {
      start <= $0.range.lowerBound && $0.range.upperBound <= end && $0.numeral.lastPlace == .one
        && $0.numeral.scale == .one
    }
    var found: StatedChannels?
    for (first, second) in zip(stated, stated.dropFirst()) {
      let digits = digitsEnd(of: first)
      guard digits < second.range.lowerBound, !isKernelBefore(first),
        leads(first.range.lowerBound, digits..<second.range.lowerBound, second.range.upperBound, end, start)
      else { continue }
      if let found, found.inputs != first.numeral.value || found.outputs != second.numeral.value {
        return nil
      }
      found = StatedChannels(inputs: first.numeral.value, outputs: second.numeral.value)
    }
    return found
  }

  /// `conv (3,128→256)`: a kernel and the inputs, and no number of thousands.
  private func isKernelBefore(_ measure: Measure) -> Bool {
    let bytes = working.bytes
    let start = measure.range.lowerBound
    return start > 0 && bytes[start - 1] == UInt8(ascii: "(") && start + 1 < measure.range.upperBound
      && bytes[start + 1] == UInt8(ascii: ",")
      && bytes[start..<measure.range.upperBound].count { $0 == UInt8(ascii: ",") } == 1
  }

  /// Where the digits of a number end: a word behind it may be read as its unit.
  private func digitsEnd(of measure: Measure) -> Int {
    working.bytes.skip(from: measure.range.lowerBound, to: measure.range.upperBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ",")
    }
  }

  /// Whether what stands between two numbers, and around them, calls the first the inputs and the second the outputs.
  private func leads(_ first: Int, _ between: Range<Int>, _ behind: Int, _ end: Int, _ start: Int) -> Bool {
    guard between.count <= 40 else { return false }
    let text = words(from: between.lowerBound, to: between.upperBound)
    if Calculation.channelArrows.contains(text) { return true }
    // A word of its own stands behind the number up to the comma, "64 input channels, 128 output channels".
    let comma = Calculation.channelCommas.first(in: between, of: working.bytes)
    let head = between.lowerBound..<(comma?.lowerBound ?? between.upperBound)
    let tail = (comma?.upperBound ?? between.lowerBound)..<between.upperBound
    let limit = behind..<max(behind, min(end, behind + 20))
    let own =
      limit
      .lowerBound..<(Calculation.channelCommas.first(in: limit, of: working.bytes)?.lowerBound
      ?? limit.upperBound)
    let before = max(start, first - 24)..<first
    let isSecondNamed = [tail, own].contains { Calculation.outputWords.isIn($0, of: working.bytes) }
    let isFirstNamed = [head, before].contains { Calculation.inputWords.isIn($0, of: working.bytes) }
    if comma != nil, Calculation.outputWords.isIn(head, of: working.bytes) { return false }
    // "input 28×28, output …" are maps.
    let isProduct = text.first == "×" || text.first == "x" || text.last == "×" || text.last == "x"
    return isFirstNamed && isSecondNamed && !isProduct
  }

  private static let channelArrows: Set<String> = [
    "→", "->", "-->", "=>", "\\to", "$\\to$", "\\rightarrow", "$\\rightarrow$", "to", "channels to",
    "channels and makes", "channels and produces", "channels and outputs", "channels and gives",
    "channels into",
    "features to", "inputs to", "个通道到", "通道到", "到", "个通道变为",
  ]
  private static let channelCommas: PhraseSet = [",", "，", "、", ";", "；"]
  private static let inputWords: PhraseSet = ["input", "in ", "in_", "takes ", "输入"]
  private static let outputWords: PhraseSet = ["output", "out ", "out_", "filters", "输出"]
}
