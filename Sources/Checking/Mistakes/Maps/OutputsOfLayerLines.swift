import Symbolics

/// Sizes in lists of layers that no padding makes: `13x13x32 → Conv2D(64, 3x3) → 12x12x64`, 输入 28×28，卷积 5×5，输出 23×23; and
/// the size without the padding that the line states: `conv3: 3×3, pad=1, 384 → 11×11×384` below `13×13×256`.
///
/// With stride 1 and an odd kernel, a map loses an even number of rows, whatever the padding is.
extension Calculation {
  mutating func checkOutputsOfLayerLines() {
    for (place, line) in enumeratedLines(with: LayerLineWords.layers)
    where line.row == nil && line.range.count <= 512 && LayerLineWords.layers.isOn(line, of: working.bytes) {
      guard !LayerLineWords.others.isOn(line, of: working.bytes) else { continue }
      let squares = MapWords.squares(in: line.range, of: working.bytes)
      guard let last = squares.indices.dropFirst().first(where: { isOutput(squares[$0].range, on: line) }),
        let kernel = squares[..<last].last, 3...11 ~= kernel.size, kernel.size % 2 == 1,
        LayerLineWords.layers.isIn(line.range.lowerBound..<squares[last].range.lowerBound, of: working.bytes),
        case let output = squares[last], let input = size(before: squares[..<last], kernel.size, place),
        input > kernel.size + 1, !isReported(output.range), !isDenied(output.range, on: line),
        let found = misread(
          output.size, of: input, kernel.size, paddingStated(on: line, before: output.range))
      else { continue }
      findings.append(
        Draft(
          mistake: found.mistake,
          alternatives: [.formulaDoesNotGiveResult, .outputSizePlusOneMissing].filter { $0 != found.mistake },
          range: output.range, claimed: Rational(output.size), correct: Rational(found.right)))
    }
  }

  /// The one size on a line that is no kernel's, or the last on the line above: "Conv2D(64, 3x3): 3*3*32*64 + 64" has none.
  private func size(
    before squares: ArraySlice<(size: Int, range: Range<Int>)>, _ kernel: Int, _ place: Int
  ) -> Int? {
    let maps = squares.filter { $0.size != kernel }
    guard let first = maps.first else { return sizeAbove(place) }
    return maps.allSatisfy { $0.size == first.size } ? first.size : nil
  }

  private func misread(_ output: Int, of input: Int, _ kernel: Int, _ padding: Int?)
    -> (mistake: Mistake, right: Int)?
  {
    let smallest = input - kernel + 1
    if let padding {
      let right = smallest + 2 * padding
      guard padding < kernel, output != right else { return nil }
      if output == right - 1 { return (.outputSizePlusOneMissing, right) }
      if padding > 0, output == smallest { return (.paddingForgotten, right) }
      return output == right + 1 ? (.formulaDoesNotGiveResult, right) : nil
    }
    if output == smallest - 1 { return (.outputSizePlusOneMissing, smallest) }
    guard smallest < output, output < input, (output - smallest) % 2 == 1 else { return nil }
    return (.formulaDoesNotGiveResult, smallest)
  }

  /// Whether an arrow or a word for the output leads to a square.
  private func isOutput(_ square: Range<Int>, on line: TextLine) -> Bool {
    if MapWords.leads(to: square.lowerBound, in: working.bytes) { return true }
    let near = line.stretch(before: square.lowerBound, atMost: 24)
    let end = working.bytes.skipBack(from: square.lowerBound, to: near.lowerBound) {
      $0 == .space || $0 == UInt8(ascii: "$")
    }
    return LayerLineWords.arrows.contains { working.ends(near.lowerBound..<end, with: $0) }
  }

  /// The padding that a line states before its output.
  private func paddingStated(on line: TextLine, before output: Range<Int>) -> Int? {
    let label = line.stretch(before: output.lowerBound)
    if LayerLineWords.unpadded.isIn(label, of: working.bytes) { return 0 }
    return MapWords.number(behind: LayerLineWords.paddings, in: label, of: working.bytes)
  }

  /// The last size on the line above, where that makes maps too.
  private func sizeAbove(_ place: Int) -> Int? {
    guard place > 0, case let above = lines[place - 1], above.row == nil, above.range.count <= 512,
      above.range.lowerBound < above.range.upperBound,
      LayerLineWords.makers.isOn(above, of: working.bytes),
      !LayerLineWords.branches.isOn(above, of: working.bytes)
    else { return nil }
    let squares = MapWords.squares(in: above.range, of: working.bytes)
    guard let last = squares.last(where: { isOutput($0.range, on: above) }) ?? squares.last, last.size > 3
    else { return nil }
    return last.size
  }
}

/// A size without the padding that stands in its label: "conv2 (5×5, padding 2): (27 − 5)/1 + 1 = 23" below a map of 27×27.
extension Calculation {
  mutating func checkPaddingInLabels() {
    guard holds(LayerLineWords.paddings) else { return }
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard index > 0, let side = entry.workingSide, side.located.expression.mayBeOutputSize,
        let window = BareWindow(side.located.expression), let value = entry.value,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 512,
        LayerLineWords.layers.isOn(line, of: working.bytes),
        case let label = line.stretch(before: side.located.range.lowerBound, atMost: 64),
        let padding = MapWords.number(behind: LayerLineWords.paddings, in: label, of: working.bytes),
        padding > 0, padding < window.kernel,
        MapWords.squares(in: label, of: working.bytes).contains(where: { $0.size == window.kernel }),
        // A size with its padding in it is no result of the line above.
        entries[index - 1].claim?.value == Rational(window.size),
        !LayerLineWords.padded.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line),
        case let right = Rational((window.size + 2 * padding - window.kernel) / window.stride + 1),
        right != value.floor
      else { continue }
      findings.append(
        Draft(
          mistake: .paddingForgotten, range: side.located.range, claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .paddingForgotten
    }
  }
}

/// (n − k)/s + 1, no padding in it.
private struct BareWindow {
  let size: Int
  let kernel: Int
  let stride: Int

  init?(_ expression: Expression) {
    guard case .sum(let terms) = expression, terms.count == 2, terms[1].value == 1, !terms[1].isSubtracted,
      case .quotient(.sum(let moves), .number(let divisor)) = terms[0].value, moves.count == 2,
      !moves[0].isSubtracted, moves[1].isSubtracted, case .number(let first) = moves[0].value,
      case .number(let second) = moves[1].value, let size = first.value.integer,
      let kernel = second.value.integer, let stride = divisor.value.integer, 1...16 ~= stride,
      2...11 ~= kernel, kernel < size, size < 100_000
    else { return nil }
    (self.size, self.kernel, self.stride) = (size, kernel, stride)
  }
}

private enum LayerLineWords {
  static let layers: PhraseSet = ["conv", "卷积", "卷積"]
  static let arrows: [StaticString] = ["→", "->", "=>", "⇒", "\\to", "输出", "輸出", "输出为", "輸出為"]
  static let paddings: PhraseSet = ["padding", "pad", "填充"]
  static let unpadded: PhraseSet = [
    "no padding", "no pad", "without padding", "unpadded", "valid", "无填充", "不填充", "没有填充", "不加填充",
  ]
  static let padded: PhraseSet = ["padded", "填充后", "with padding", "already", "已"]
  static let makers: PhraseSet = ["conv", "pool", "卷积", "卷積", "池化", "input", "输入", "輸入"]
  static let branches: PhraseSet = [
    "branch", "skip", "shortcut", "concat", "parallel", "crop", "分支", "捷径", "拼接", "并联", "裁剪",
  ]
  /// What changes a size in another way, or makes it uncertain which map goes in.
  static let others: PhraseSet = [
    "stride", "s=", "s = ", "步", "/2", "dilat", "atrous", "transpos", "deconv", "upsampl", "up-conv",
    "upconv",
    "pool", "池", "same", "ceil", "branch", "skip", "shortcut", "concat", "crop", "each", "twice", "two ",
    "three ", "times", "stack", "separable", "depthwise", "downsampl", "if ", "would", "instead", "wrong",
    "not ", "n't", "膨胀", "空洞", "转置", "反卷积", "上采样", "下采样", "分支", "捷径", "拼接", "裁剪", "两", "三", "各",
    "连续", "次", "如果", "若", "不是", "错", "深度", "可分离",
  ]
}
