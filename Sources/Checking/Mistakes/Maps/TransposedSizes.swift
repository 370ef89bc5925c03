import Networks
import Symbolics

/// The size that a transposed convolution makes, in code and words: "ConvTranspose2d(64, 32, 4, stride=2, padding=1) on 8×8
/// gives 16×16".
///
/// (n − 1)·s − 2p + d·(k − 1) + p_out + 1, as PyTorch's documentation has it.
extension Calculation {
  mutating func checkTransposedSizes() {
    for line in lines(with: Calculation.transposed) where line.row == nil {
      guard let call = Calculation.transposed.first(on: line, of: working.bytes),
        let (sizes, end) = TransposedCall.read(
          from: call.upperBound, to: line.range.upperBound, in: working.bytes),
        let (input, inputEnd) = square(from: end, on: line, behind: Calculation.inputs),
        let (output, outputEnd) = square(from: inputEnd, on: line, behind: Calculation.outputs),
        let right = sizes.output(of: input.value), right != output.value, !isReported(output.range),
        !Calculation.otherSizes.isOn(line, of: working.bytes), outputEnd > inputEnd
      else { continue }
      findings.append(
        Draft(
          mistake: .formulaDoesNotGiveResult, alternatives: [.paddingForgotten, .productSlip],
          range: output.range,
          claimed: Rational(output.value), correct: Rational(right)))
      markWrong(at: output.range)
    }
  }

  private static let transposed: PhraseSet = ["convtranspose2d("]
  private static let inputs: PhraseSet = [
    "on", "for", "of", "an", "a", "input", "applied", "to", "the", "作用于", "输入", "对", "在", "于", ":", "：", ",",
    "，",
  ]
  private static let outputs: PhraseSet = [
    "gives", "makes", "is", "yields", "produces", "outputs", "output", "the", "a", "an", "map", "input", "->",
    "→", "得到", "输出", "为", "得", "是", ",", "，", ":", "：",
  ]
  private static let otherSizes: PhraseSet = ["not ", "instead", "wrong", "output_size", "错", "不是", "而非"]

  private static let timesSigns: PhraseSet = ["×", "\\times"]
  private typealias Side = (value: Int, range: Range<Int>)

  /// A square size, `8×8`, with nothing but known words before it.
  private func square(from start: Int, on line: TextLine, behind words: PhraseSet) -> (Side, end: Int)? {
    var joint = Joint(working.bytes, from: start, to: line.range.upperBound)
    while joint.take(words) {}
    joint.skipBlanks()
    let begin = joint.at
    guard let first = TransposedCall.number(at: &joint.at, until: joint.end, in: working.bytes),
      takeTimes(&joint),
      let second = TransposedCall.number(at: &joint.at, until: joint.end, in: working.bytes), first == second
    else { return nil }
    // `8×8×64` has channels.
    var rest = joint
    guard !takeTimes(&rest) else { return nil }
    return ((first, begin..<joint.at), joint.at)
  }

  /// Passes over a sign of multiplication; an `x` may be glued to its numbers.
  private func takeTimes(_ joint: inout Joint) -> Bool {
    joint.skipBlanks()
    guard joint.at < joint.end else { return false }
    let byte = working.bytes[joint.at]
    if byte | 0x20 == UInt8(ascii: "x") || byte == UInt8(ascii: "*") {
      joint.at += 1
    } else if !joint.take(Calculation.timesSigns) {
      return false
    }
    joint.skipBlanks()
    return true
  }
}

/// The arguments of `ConvTranspose2d`, whole numbers by their order or their names.
struct TransposedCall {
  private var values: [Int?] = [nil, nil, nil, 1, 0, 0, 1, nil, 1]
  private static let names = [
    "in_channels", "out_channels", "kernel_size", "stride", "padding", "output_padding", "groups", "bias",
    "dilation",
  ]

  /// Reads the arguments up to the closing bracket.
  static func read(from start: Int, to end: Int, in bytes: [UInt8]) -> (TransposedCall, end: Int)? {
    guard let close = bytes[start..<end].firstIndex(of: UInt8(ascii: ")")), close - start < 160 else {
      return nil
    }
    var call = TransposedCall()
    for (place, argument) in bytes[start..<close].split(separator: UInt8(ascii: ",")).enumerated() {
      let text = argument.filter { $0 != .space }
      let parts = text.split(separator: UInt8(ascii: "="))
      if parts.count == 2 {
        guard let index = names.firstIndex(where: { parts[0].elementsEqual($0.utf8) }) else { return nil }
        if index == 7 { continue }
        guard let value = Int(String(decoding: parts[1], as: UTF8.self)) else { return nil }
        call.values[index] = value
      } else {
        guard place < 6, let value = Int(String(decoding: text, as: UTF8.self)) else { return nil }
        call.values[place] = value
      }
    }
    guard call.values[2] != nil else { return nil }
    return (call, close + 1)
  }

  /// The size of the output for a square input.
  func output(of input: Int) -> Int? {
    guard let kernel = values[2], let stride = values[3], let padding = values[4], let more = values[5],
      let dilation = values[8], [kernel, stride, dilation].allSatisfy({ (1...64).contains($0) }),
      [padding, more].allSatisfy({ (0...64).contains($0) }), (1...16_384).contains(input)
    else { return nil }
    let size = (input - 1) * stride - 2 * padding + dilation * (kernel - 1) + more + 1
    return size > 0 ? size : nil
  }

  /// A whole number of at most six digits that begins at a place, which moves behind it.
  static func number(at place: inout Int, until end: Int, in bytes: [UInt8]) -> Int? {
    guard let number = bytes.wholeNumber(at: place, to: end), number.end - place <= 6,
      number.end == end || !bytes[number.end].isASCIIDigit
    else { return nil }
    place = number.end
    return number.value
  }
}
