import Symbolics

/// A stride among the factors of a filter's weights in words of several parts: "(kernel height × kernel width × stride + 1) ×
/// filters". Each filter sees the input channels there.
extension Calculation {
  mutating func checkOptionsInWords() {
    for line in lines(with: OptionWords.strides)
    where line.range.count <= 1_024 && OptionWords.strides.isOn(line, of: working.bytes)
      && OptionWords.kernels.isOn(line, of: working.bytes)
    {
      guard let word = OptionWords.strides.first(on: line, of: working.bytes),
        !OptionWords.others.isOn(line, of: working.bytes), isFactorOfKernel(word, on: line),
        !isReported(word), isAsserted(word, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .wrongQuantityNamed, alternatives: [.inputChannelsMissing], range: word,
          arguments: [("noun", .word("noun.input-channel")), ("other", .word("noun.stride"))]))
    }
  }

  /// Whether a bracket with a kernel in it multiplies by the word, and one is added behind it: no size of a map is so written.
  private func isFactorOfKernel(_ word: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let before = line.stretch(before: word.lowerBound, atMost: 80)
    // （ is EF BC 88.
    guard
      let open = before.reversed().first(where: {
        bytes[$0] == UInt8(ascii: "(") || bytes[$0] == 0x88 && $0 > before.lowerBound && bytes[$0 - 1] == 0xBC
      }),
      case let bracket = (open + 1)..<before.upperBound, OptionWords.kernels.isIn(bracket, of: bytes),
      !OptionWords.signs.isIn(bracket, of: bytes)
    else { return false }
    let end = bytes.skipBlanksBack(from: word.lowerBound, to: bracket.lowerBound)
    guard OptionWords.crosses.contains(where: { working.ends(bracket.lowerBound..<end, with: $0) }) else {
      return false
    }
    var behind = Joint(bytes, from: word.upperBound, to: line.range.upperBound)
    guard behind.take(OptionWords.ones) else { return false }
    // `*` is passed over as a mark of emphasis.
    _ = behind.take(OptionWords.times)
    _ = behind.take(OptionWords.numbers)
    return behind.take(OptionWords.outputs)
  }
}

private enum OptionWords {
  static let strides: PhraseSet = ["stride", "步长", "步幅"]
  static let kernels: PhraseSet = ["kernel", "filter", "核", "滤波器"]
  static let signs: PhraseSet = ["+", "-", "−", "/", "÷"]
  static let crosses: [StaticString] = ["×", "*", "x", "·", "\\times", "\\cdot"]
  static let ones: PhraseSet = ["+ 1)", "+1)", "+ bias)", "+1 )", "+ 1 )", "+ 1）", "+1）"]
  static let times: PhraseSet = ["×", "*", "x ", "·", "\\times", "\\cdot"]
  static let numbers: PhraseSet = ["number of", "num", "no. of"]
  static let outputs: PhraseSet = [
    "filters", "filter", "kernels", "outputs", "output channels", "output", "feature maps", "units", "卷积核",
    "核", "滤波器", "输出", "个数",
  ]
  static let others: PhraseSet = ["wrong", "not ", "instead", "n't", "错", "不是", "不应"]
}
