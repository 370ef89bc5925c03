import Networks
import Symbolics

/// Layers with a stride that are counted over the map that goes in: below "64 -> 128, stride 2, output 28x28" the convolution
/// `3·3·64·128·56·56`; and 深度(stride 2) 112×112×96×9 before 投影 56×56×96×24.
extension Calculation {
  mutating func checkMapsBeforeStrides() {
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: StridedWords.strides)
    where line.row == nil && line.range.count <= 512 && StridedWords.strides.isOn(line, of: working.bytes) {
      let entries = byHome ?? entriesByHome()
      byHome = entries
      checkDepthwise(entries[place] ?? [], on: line)
      checkStatedInput(entries[place] ?? [], on: line)
      checkOutputsInLetters(entries, below: line, at: place)
      if let block = stridedBlock(on: line) {
        for below in place...min(place + 4, lines.count - 1) {
          if below > place, StridedWords.strides.isOn(lines[below], of: working.bytes) { break }
          for entry in entries[below] ?? [] { check(entry, in: block) }
        }
      }
    }
  }

  private typealias Block = (
    inputs: Rational, outputs: Rational, stride: Rational, output: Rational, end: Int
  )

  /// "64 -> 128, stride 2, output 28x28"
  private func stridedBlock(on line: TextLine) -> Block? {
    guard StridedWords.outputs.isOn(line, of: working.bytes),
      !StridedWords.others.isOn(line, of: working.bytes),
      let word = StridedWords.outputs.first(on: line, of: working.bytes),
      let stride = MapWords.number(behind: StridedWords.names, in: line.range, of: working.bytes),
      2...4 ~= stride
    else { return nil }
    let squares = MapWords.squares(in: line.stretch(behind: word.upperBound, atMost: 32), of: working.bytes)
    guard squares.count == 1, squares[0].size >= 4,
      squares[0].range.lowerBound - word.upperBound <= 10,
      let channels = statedChannels(before: line.range.upperBound, on: line),
      channels.inputs != channels.outputs
    else { return nil }
    return (
      channels.inputs, channels.outputs, Rational(stride), Rational(squares[0].size),
      squares[0].range.upperBound
    )
  }

  /// A calculation k·k·C·C′·m·m with the block's channels and the map that goes into it.
  private mutating func check(_ entry: Entry, in block: Block) {
    guard entry.status == .right, entry.misconception == nil, entry.chain.range.lowerBound >= block.end,
      let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
      case let line = lines[entry.home], !StridedWords.others.isOn(line, of: working.bytes),
      let input = try? block.output.multiplied(by: block.stride), !isReported(entry.chain.range),
      !isDenied(entry.chain.range, on: line)
    else { return }
    var factors = Factors.written(in: side.located.expression)
    for size in [block.inputs, block.outputs, input, input] {
      guard let index = factors.firstIndex(of: size) else { return }
      factors.remove(at: index)
    }
    // What is left is the kernel, and two operations for a multiply-add.
    let isKernel =
      factors.isEmpty || factors.count == 1 && [9, 25, 49].contains(factors[0])
      || factors.count == 2 && factors[0] == factors[1] && factors[0] <= 11
    guard isKernel, let squared = try? block.stride.multiplied(by: block.stride),
      let right = try? value.divided(by: squared)
    else { return }
    report(.inputSizeForOutputSize, at: side, of: entry, value, correct: right)
  }

  /// 输入 224×224×3，7×7，步长 2，64 个: 7×7×3×64×224×224: the kernel, the channels and the map that goes in, all of them stated before.
  private mutating func checkStatedInput(_ entries: [Entry], on line: TextLine) {
    guard entries.count == 1, let entry = entries.first, entry.status == .right, entry.misconception == nil,
      let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
      let label = wordsOfWindow(side, on: line),
      let stride = MapWords.number(behind: StridedWords.names, in: label, of: working.bytes), 2...4 ~= stride,
      StridedWords.inputs.isIn(label, of: working.bytes),
      !StridedWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
      !isDenied(entry.chain.range, on: line)
    else { return }
    let squares = MapWords.squares(in: label, of: working.bytes)
    let factors = Factors.written(in: side.located.expression)
    // Behind the calculation, which has the kernel, only the map is told.
    let isBehind = label.lowerBound > side.located.range.lowerBound
    guard squares.count == (isBehind ? 1 : 2), let input = squares.first(where: { $0.size > 11 }),
      let kernel = isBehind
        ? [Rational(3), 5, 7, 11].last(where: { size in factors.count(where: { $0 == size }) >= 2 })
        : squares.last(where: { 3...11 ~= $0.size }).map({ Rational($0.size) }),
      input.size % stride == 0, factors.count == 6,
      factors.count(where: { $0 == Rational(input.size) }) == 2,
      factors.count(where: { $0 == kernel }) >= 2,
      let scale = try? Rational(stride).multiplied(by: Rational(stride)),
      let right = try? value.divided(by: scale)
    else { return }
    report(.inputSizeForOutputSize, at: side, of: entry, value, correct: right)
  }

  /// "input 64x64, stride 2, output 32x32", then `H_out * W_out * …`, and below it `64 * 64 * …`.
  private mutating func checkOutputsInLetters(_ entries: [Int: [Entry]], below line: TextLine, at place: Int)
  {
    guard place + 1 < lines.count,
      let letters = (place + 1...min(place + 2, lines.count - 1)).first(where: {
        StridedWords.letters.isOn(lines[$0], of: working.bytes)
      }), lines[letters].range.count <= 512,
      let input = square(behind: StridedWords.inputs, on: line),
      let output = square(behind: StridedWords.outputs, on: line),
      let stride = MapWords.number(behind: StridedWords.names, in: line.range, of: working.bytes),
      2...4 ~= stride, output * stride == input, !StridedWords.others.isOn(line, of: working.bytes)
    else { return }
    for below in letters...min(letters + 2, lines.count - 1) {
      for entry in entries[below] ?? [] where entry.status == .right && entry.misconception == nil {
        guard let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
          case let factors = Factors.written(in: side.located.expression), factors.count >= 5,
          factors[0] == Rational(input), factors[1] == factors[0], !factors.contains(Rational(output)),
          !isReported(entry.chain.range), !isDenied(entry.chain.range, on: lines[below]),
          let right = try? value.divided(by: Rational(stride * stride))
        else { continue }
        report(.inputSizeForOutputSize, at: side, of: entry, value, correct: right)
      }
    }
  }

  /// The side of the first square right behind a word.
  private func square(behind words: PhraseSet, on line: TextLine) -> Int? {
    guard let word = words.first(on: line, of: working.bytes) else { return nil }
    let squares = MapWords.squares(in: line.stretch(behind: word.upperBound, atMost: 24), of: working.bytes)
    guard let first = squares.first, first.range.lowerBound - word.upperBound <= 10, first.size > 3 else {
      return nil
    }
    return first.size
  }

  /// The words before a calculation, or those behind it: `64×224×224×3×7² (stride 2, padding 3, input 224×224)`.
  private func wordsOfWindow(_ side: Chain.Side, on line: TextLine) -> Range<Int>? {
    let before = line.stretch(before: side.located.range.lowerBound, atMost: 160)
    if StridedWords.strides.isIn(before, of: working.bytes) { return before }
    var behind = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    return behind.take(Joint.opening) ? line.stretch(behind: behind.at, atMost: 160) : nil
  }

  /// A depthwise convolution of stride 2 over twice the side of what the projection behind it works on.
  private mutating func checkDepthwise(_ entries: [Entry], on line: TextLine) {
    guard entries.count >= 2, StridedWords.depthwise.isOn(line, of: working.bytes),
      !StridedWords.others.isOn(line, of: working.bytes)
    else { return }
    for (first, second) in zip(entries, entries.dropFirst()) {
      guard first.status == .right, first.misconception == nil, second.status == .right,
        let side = first.workingSide, case .product = side.located.expression, let value = first.value,
        let next = second.workingSide, case .product = next.located.expression,
        let map = depthwiseMap(Factors.written(in: side.located.expression)),
        isDepthwiseOfStrideTwo(side.located.range.lowerBound, on: line)
      else { continue }
      let gap =
        first.chain.range.upperBound..<max(first.chain.range.upperBound, next.located.range.lowerBound)
      let factors = Factors.written(in: next.located.expression)
      guard gap.count <= 48, StridedWords.projections.isIn(gap, of: working.bytes), factors.count == 4,
        factors[0] == factors[1], factors[2] == map.channels,
        (try? factors[0].multiplied(by: .two)) == map.side, !isReported(first.chain.range),
        !isDenied(first.chain.range, on: line), let right = try? value.divided(by: 4)
      else { continue }
      report(.inputSizeForOutputSize, at: side, of: first, value, correct: right)
    }
  }

  /// n and C of n·n·C·9, n·n·3·3·C.
  private func depthwiseMap(_ factors: [Rational]) -> (side: Rational, channels: Rational)? {
    guard factors.count == 4 || factors.count == 5, factors[0] == factors[1], factors[0] >= 4 else {
      return nil
    }
    var rest = Array(factors[2...])
    if rest.count == 3 {
      for kernel in [Rational(3), 5, 7] where rest.count(where: { $0 == kernel }) == 2 {
        rest.removeAll { $0 == kernel }
      }
      return rest.count == 1 ? (factors[0], rest[0]) : nil
    }
    guard let index = rest.lastIndex(where: { [9, 25, 49].contains($0) }) else { return nil }
    rest.remove(at: index)
    return (factors[0], rest[0])
  }

  /// Whether "depthwise (stride 2)" is what stands right before a calculation.
  private func isDepthwiseOfStrideTwo(_ place: Int, on line: TextLine) -> Bool {
    let near = line.stretch(before: place, atMost: 40)
    guard let word = StridedWords.depthwise.first(in: near, of: working.bytes) else { return false }
    let words = word.upperBound..<near.upperBound
    return MapWords.number(behind: StridedWords.names, in: words, of: working.bytes) == 2
      && !words.contains {
        working.bytes[$0] == UInt8(ascii: ";")
          || working.bytes[$0] == UInt8(ascii: ":") && $0 + 3 < words.upperBound
      }
  }
}

private enum StridedWords {
  static let strides: PhraseSet = [
    "stride 2", "stride=2", "stride = 2", "stride of 2", "stride-2", "/2", "步长 2", "步长2", "步长为 2", "步长为2",
    "步长=2", "步幅 2", "步幅为 2",
    "stride 4", "stride=4", "步长 4",
  ]
  static let names: PhraseSet = ["stride", "步长", "步幅"]
  static let outputs: PhraseSet = ["output", "out ", "输出"]
  static let inputs: PhraseSet = ["input", "输入", "image", "图像", "图片"]
  /// What a formula in letters begins with.
  static let letters: PhraseSet = [
    "h_out", "h_{out", "h_{\\text{out", "h_{\\mathrm{out", "out_h", "hout", "h_o ",
  ]
  static let depthwise: PhraseSet = ["depthwise", "dwise", "dwconv", "dw", "深度", "逐通道"]
  static let projections: PhraseSet = [
    "project", "pointwise", "pw", "1×1", "1x1", "linear", "投影", "逐点", "压缩", "降维",
  ]
  static let others: PhraseSet = [
    "without", "instead", "would", "no stride", "stride 1", "not stride", "步长 1", "步长为 1", "若", "如果", "没有步",
    "transpos", "deconv", "upsampl", "pool", "transition", "if ", "not ", "n't", "backward", "转置", "反卷积",
    "上采样", "池化", "过渡", "不是", "反向",
  ]
}
