import Symbolics

/// The side of a map behind a layer whose kernel, stride and padding its label states: `conv 3x3 s2 p1: 56 -> 27`.
///
/// Pools may round up, so that both roundings are right.
extension Calculation {
  mutating func checkSidesOfOptions() {
    for line in lines(with: OptionWords.arrows) where line.row == nil && line.range.count <= 160 {
      guard OptionWords.layers.isOn(line, of: working.bytes),
        !OptionWords.others.isOn(line, of: working.bytes),
        let step = step(on: line), !isReported(step.range), isAsserted(step.range, on: line),
        let label = label(of: line.range.lowerBound..<step.start),
        label.kernel <= step.input + 2 * label.padding
      else { continue }
      let room = step.input + 2 * label.padding - label.kernel
      let right = room / label.stride + 1
      let up = (room + label.stride - 1) / label.stride + 1
      guard step.output != right, step.output != up else { continue }
      let bare = step.input >= label.kernel ? (step.input - label.kernel) / label.stride + 1 : 0
      let mistake: Mistake =
        label.padding > 0 && step.output == bare
        ? .paddingForgotten
        : step.output == right - 1 ? .outputSizePlusOneMissing : .formulaDoesNotGiveResult
      findings.append(
        Draft(
          mistake: mistake,
          alternatives: [.outputSizePlusOneMissing, .formulaDoesNotGiveResult].filter { $0 != mistake },
          range: step.range, claimed: Rational(step.output), correct: Rational(right)))
      markWrong(at: step.range)
    }
  }

  /// `56 -> 27`, `56×56 → 27×27` at the end of a line.
  private func step(on line: TextLine) -> (input: Int, output: Int, start: Int, range: Range<Int>)? {
    let bytes = working.bytes
    guard let arrow = OptionWords.arrows.first(on: line, of: bytes),
      !OptionWords.arrows.isIn(arrow.upperBound..<line.range.upperBound, of: bytes),
      let colon = OptionWords.colons.first(in: line.stretch(before: arrow.lowerBound), of: bytes)
    else { return nil }
    var joint = Joint(bytes, from: colon.upperBound, to: arrow.lowerBound)
    var tail = Joint(bytes, from: arrow.upperBound, to: line.range.upperBound)
    guard let input = joint.takeSide(), joint.isAtEnd, let output = tail.takeSide() else { return nil }
    tail.skipBlanks()
    guard tail.isAtClauseEnd(), input.size < 100_000, output.size < 100_000 else { return nil }
    return (input.size, output.size, colon.lowerBound, output.range)
  }

  private func label(of range: Range<Int>) -> (kernel: Int, stride: Int, padding: Int)? {
    let squares = MapWords.squares(in: range, of: working.bytes)
    guard squares.count == 1, let kernel = squares.first?.size, 1...15 ~= kernel,
      holdsOnlyOptions(range, squares[0].range),
      let stride = option(UInt8(ascii: "s"), OptionWords.strides, in: range), 1...8 ~= stride,
      let padding = option(UInt8(ascii: "p"), OptionWords.paddings, in: range), padding <= kernel
    else { return nil }
    return (kernel, stride, padding)
  }

  /// Whether a label says nothing else: not "conv 3×3 ×2", "cropped to the centre", 先补零一圈.
  private func holdsOnlyOptions(_ label: Range<Int>, _ kernel: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: label.lowerBound, to: label.upperBound)
    joint.skipBlanks()
    while !joint.isAtEnd {
      if joint.at == kernel.lowerBound {
        joint.at = kernel.upperBound
      } else if joint.takeLetter() || joint.take(OptionWords.words) {
        _ = joint.take(OptionWords.equals)
        joint.skipBlanks()
        if !joint.isAtEnd, joint.at != kernel.lowerBound,
          let number = working.bytes.wholeNumber(at: joint.at, to: joint.end)
        {
          joint.at = number.end
        }
      } else if !joint.take(OptionWords.separators) {
        return false
      }
      joint.skipBlanks()
    }
    return true
  }

  /// 2 of `s2`, `s=2`, "stride 2".
  private func option(_ letter: UInt8, _ names: PhraseSet, in range: Range<Int>) -> Int? {
    let bytes = working.bytes
    for number in bytes.wholeNumbers(in: range) {
      var end = bytes.skipBlanksBack(from: number.range.lowerBound, to: range.lowerBound)
      if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "=") {
        end = bytes.skipBlanksBack(from: end - 1, to: range.lowerBound)
      }
      guard end > range.lowerBound else { continue }
      if bytes[end - 1] | 0x20 == letter, end - 1 == range.lowerBound || !bytes[end - 2].isASCIIWordByte {
        return number.value
      }
      let start = max(range.lowerBound, end - 12)
      if let name = names.first(in: start..<end, of: bytes), name.upperBound == end { return number.value }
    }
    return nil
  }
}

extension Joint {
  /// Passes over the letter of `s2`, `p=1`.
  fileprivate mutating func takeLetter() -> Bool {
    guard at + 1 < end, bytes[at] | 0x20 == UInt8(ascii: "s") || bytes[at] | 0x20 == UInt8(ascii: "p"),
      bytes[at + 1].isASCIIDigit || bytes[at + 1] == UInt8(ascii: "=") || bytes[at + 1] == .space
    else { return false }
    at += 1
    return true
  }

  /// Passes over 56 or `56×56`.
  fileprivate mutating func takeSide() -> (size: Int, range: Range<Int>)? {
    skipBlanks()
    guard at < end, let number = bytes.wholeNumber(at: at, to: end) else { return nil }
    let start = at
    at = number.end
    if take(OptionWords.crosses) {
      skipBlanks()
      guard at < end, let other = bytes.wholeNumber(at: at, to: end), other.value == number.value else {
        return nil
      }
      at = other.end
    }
    let range = start..<at
    skipBlanks()
    return (number.value, range)
  }
}

private enum OptionWords {
  static let arrows: PhraseSet = ["→", "->", "=>", "\\to"]
  static let crosses: PhraseSet = ["×", "x", "*", "\\times"]
  static let colons: PhraseSet = [":", "："]
  static let layers: PhraseSet = ["conv", "pool", "卷积", "池化"]
  static let strides: PhraseSet = ["stride", "步长", "步幅"]
  static let paddings: PhraseSet = ["padding", "pad", "填充"]
  static let words: PhraseSet = [
    "convolution", "conv2d", "conv", "max-pooling", "max-pool", "maxpool2d", "maxpool", "avgpool", "pooling",
    "pool",
    "max", "average", "avg", "kernel", "stride", "padding", "pad", "with", "and", "卷积", "池化", "步长",
    "步幅", "填充", "最大", "平均", "核", "层",
  ]
  static let equals: PhraseSet = ["=", "of", "为"]
  static let separators: PhraseSet = [",", "，", "、", "(", ")", "（", "）", "-"]
  static let others: PhraseSet = [
    "transpos", "deconv", "dilat", "atrous", "upsampl", "up-conv", "upconv", "twice", "two ", "three ",
    "stack",
    "转置", "反卷积", "空洞", "膨胀", "上采样", "两", "三", "d=", "d2",
  ]
}
