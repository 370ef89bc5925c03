import Symbolics

/// Sizes of maps along a row of layers: `28 → conv 5×5 → 24 → pool 2×2 → 12 → conv 5×5 → 6`.
///
/// Nobody says the padding there, so that a convolution is judged by the others of its row: where they take k − 1 from the
/// size, one that takes anything else is wrong.
extension Calculation {
  mutating func checkSizeChains() {
    for line in lines(with: SizeChain.arrows) where line.row == nil && SizeChain.layers.mayBe(on: line) {
      let items = SizeChain.items(of: line.range, in: working.bytes)
      guard items.count >= 5, !SizeChain.options.isOn(line, of: working.bytes) else { continue }
      check(items)
    }
  }

  private mutating func check(_ items: [Range<Int>]) {
    var steps: [(input: Int, kernel: Int, output: Int, range: Range<Int>)] = []
    for place in items.indices.dropFirst(2) {
      guard let input = SizeChain.size(items[place - 2], in: working.bytes),
        let kernel = SizeChain.kernel(items[place - 1], in: working.bytes),
        let output = SizeChain.size(items[place], in: working.bytes), input.size > kernel, kernel > 1
      else { continue }
      steps.append((input.size, kernel, output.size, output.range))
    }
    let plain = steps.filter { $0.output == $0.input - $0.kernel + 1 }
    guard steps.count >= 2, !plain.isEmpty, plain.count < steps.count,
      !steps.contains(where: { $0.output == $0.input })
    else { return }
    for step in steps where step.output != step.input - step.kernel + 1 {
      guard !isReported(step.range) else { continue }
      let right = step.input - step.kernel + 1
      let mistake: Mistake = step.output == right - 1 ? .outputSizePlusOneMissing : .formulaDoesNotGiveResult
      findings.append(
        Draft(
          mistake: mistake, alternatives: [.productSlip], range: step.range, claimed: Rational(step.output),
          correct: Rational(right), fix: Expression(Rational(right))))
      markWrong(at: step.range)
      return
    }
  }
}

private enum SizeChain {
  static let arrows: PhraseSet = ["→", "->", "\\to", "\\rightarrow"]
  static let layers: PhraseSet = ["conv", "卷积"]
  /// What changes a size otherwise.
  static let options: PhraseSet = [
    "strid", "pad", "same", "dilat", "transpos", "upsampl", "s=", "p=", "/2", "s2", "步", "填充", "空洞", "转置",
    "上采样",
  ]

  /// What stands between the arrows.
  static func items(of line: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    var items: [Range<Int>] = []
    var start = line.lowerBound
    while items.count < 128, let arrow = arrows.first(in: start..<line.upperBound, of: bytes) {
      items.append(start..<arrow.lowerBound)
      start = arrow.upperBound
    }
    if start < line.upperBound { items.append(start..<line.upperBound) }
    return items
  }

  /// The size that an item is: 24, `24×24`, `24×24×6`, with a word for what has it before it.
  static func size(_ item: Range<Int>, in bytes: [UInt8]) -> (size: Int, range: Range<Int>)? {
    guard item.count <= 40 else { return nil }
    let numbers = self.numbers(in: item, of: bytes)
    let hasChannelsFirst = numbers.count == 3 && numbers[1].value == numbers[2].value
    guard let first = hasChannelsFirst ? numbers[1] : numbers.first,
      numbers.count == 1 || numbers.count <= 3 && (hasChannelsFirst || numbers[1].value == first.value),
      !layers.isIn(item, of: bytes), (1...4_096).contains(first.value)
    else { return nil }
    return (
      first.value,
      first.range
        .lowerBound..<(hasChannelsFirst
        ? numbers[2].range : numbers.count > 1 ? numbers[1].range : first.range).upperBound
    )
  }

  /// The kernel of an item that is a convolution: `conv 5×5`, 5×5 卷积.
  static func kernel(_ item: Range<Int>, in bytes: [UInt8]) -> Int? {
    guard item.count <= 48, layers.isIn(item, of: bytes) else { return nil }
    let numbers = self.numbers(in: item, of: bytes)
    guard numbers.count >= 2, numbers.count <= 3 else { return nil }
    if numbers.count == 3, isCall(numbers, in: bytes) {
      return numbers[2].value <= 15 ? numbers[2].value : nil
    }
    for place in numbers.indices.dropFirst()
    where numbers[place].value == numbers[place - 1].value && numbers[place].value <= 15
      && numbers[place].range.lowerBound - numbers[place - 1].range.upperBound <= 8
    {
      return numbers[place].value
    }
    return nil
  }

  /// `Conv(1,32,5)`: the channels in and out, and the kernel.
  private static func isCall(_ numbers: [WholeNumber], in bytes: [UInt8]) -> Bool {
    let (first, last) = (numbers[0].range.lowerBound, numbers[2].range.upperBound)
    guard first > 0, bytes[first - 1] == UInt8(ascii: "("), last < bytes.count,
      bytes[last] == UInt8(ascii: ")")
    else { return false }
    return zip(numbers, numbers.dropFirst()).allSatisfy { one, next in
      bytes[one.range.upperBound..<next.range.lowerBound].allSatisfy {
        $0 == UInt8(ascii: ",") || $0 == .space
      }
        && one.range.upperBound < next.range.lowerBound
    }
  }

  private static func numbers(in range: Range<Int>, of bytes: [UInt8]) -> [WholeNumber] {
    // `conv1`: the number of a name.
    bytes.wholeNumbers(in: range).filter {
      let start = $0.range.lowerBound
      return start == range.lowerBound || !bytes[start - 1].isASCIILetter
        || bytes[start - 1] | 0x20 == UInt8(ascii: "x")
    }
  }
}
