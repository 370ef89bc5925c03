import Symbolics

/// The parameters of a convolution whose line gives the shapes that it leads from and to, without the input's channels:
/// `32x32x3 → 28x28x6: (5*5 + 1)*6`.
///
/// And those of one line in a list of layers with their outputs, `CONV3-128: [112x112x128] … (3*3*64)*128`, that multiplies
/// other channels than those that the line above makes.
extension Calculation {
  mutating func checkInputsOfShapes() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      let line = lines[entry.home]
      if checkInputsInWords(entry, on: line) { continue }
      guard InputShapeWords.arrows.mayBe(on: line), line.range.count <= 1_024, let side = entry.workingSide,
        let filters = FilterWeights(side.located.expression), filters.inputs == nil, filters.side > 1,
        entry.claimUnit == .parameters || entry.claimUnit == .none
      else { continue }
      let before = line.range.lowerBound..<max(line.range.lowerBound, entry.chain.range.lowerBound)
      let volumes = Volume.all(in: before, of: working.bytes)
      guard volumes.count == 2, volumes[0].channels > 1, volumes[1].channels == filters.outputs,
        volumes[0].channels != filters.outputs, volumes[0].side >= volumes[1].side,
        InputShapeWords.arrows.isIn(
          volumes[0].range.upperBound..<max(volumes[0].range.upperBound, volumes[1].range.lowerBound),
          of: working.bytes),
        let right = filters.parameters(inputs: volumes[0].channels), let value = entry.value,
        isPlainConvolution(entry, on: line)
      else { continue }
      report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// "input 14×14×16, 32 filters of 5×5, output 10×10×32" and then `5×5×32 + 32`, on the same line or the one below.
  private mutating func checkInputsInWords(_ entry: Entry, on line: TextLine) -> Bool {
    guard line.row == nil, line.range.count <= 512, let side = entry.workingSide, let value = entry.value,
      case .sum = side.located.expression,
      let filters = FilterWeights(side.located.expression), filters.inputs == nil, filters.side > 1,
      filters.hasBias, entry.claimUnit == .parameters || entry.claimUnit == .none
    else { return false }
    for home in [entry.home, entry.home - 1] where home >= 0 {
      let words = lines[home]
      guard words.row == nil, words.range.count <= 512, InputShapeWords.inputs.mayBe(on: words) else {
        continue
      }
      let end = min(words.range.upperBound, side.located.range.lowerBound)
      let before = words.range.lowerBound..<max(words.range.lowerBound, end)
      let volumes = Volume.all(in: before, of: working.bytes)
      guard volumes.count == 2, volumes[0].channels > 1, volumes[0].channels != filters.outputs,
        volumes[1].channels == filters.outputs, volumes[0].side >= volumes[1].side,
        volumes[0].side > filters.side,
        follows(InputShapeWords.inputs, volumes[0], on: words),
        follows(InputShapeWords.results, volumes[1], on: words),
        MapWords.squares(in: before, of: working.bytes).contains(where: { $0.size == filters.side }),
        let right = filters.parameters(inputs: volumes[0].channels), isPlainConvolution(entry, on: line),
        home == entry.home || isFreeOfParts(words)
      else { continue }
      report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
      return true
    }
    return false
  }

  /// A pool goes before the layer: "input 14×14×16 after pooling".
  private func isFreeOfParts(_ line: TextLine) -> Bool {
    !InputShapeWords.parts.isOn(line, of: working.bytes)
  }

  /// Whether one of some words stands right before a shape.
  private func follows(_ words: PhraseSet, _ volume: Volume, on line: TextLine) -> Bool {
    words.isIn(line.stretch(before: volume.range.lowerBound, atMost: 20), of: working.bytes)
  }

  /// `conv2: 5×5, 50, output 50×8×8, (5×5 + 1)×50` below `pool1: 20×12×12`: the maps that the line above makes.
  mutating func checkInputsOfMapsAbove() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count && entry.home > 0 {
      guard let side = entry.workingSide, let filters = FilterWeights(side.located.expression),
        filters.inputs == nil, filters.side > 1,
        entry.claimUnit == .parameters || entry.claimUnit == .none,
        case let line = lines[entry.home], line.range.count <= 512, line.row == nil,
        case let above = lines[entry.home - 1], above.range.count <= 512, above.row == nil,
        line.mentions.contains(where: {
          $0.noun == .convolution && $0.range.upperBound <= side.located.range.lowerBound
        }),
        line.lone.contains(where: { channels(of: $0) == Rational(filters.outputs) }),
        InputShapeWords.makers.isOn(above, of: working.bytes),
        let inputs = above.lone.last.flatMap({ channels(of: $0) })?.integer, inputs > 1,
        inputs != filters.outputs, let right = filters.parameters(inputs: inputs), let value = entry.value,
        isPlainConvolution(entry, on: line)
      else { continue }
      report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// `conv2: (5·5 + 1)·16` below `conv1: (5·5·1 + 1)·8`: each filter of the second layer sees all maps of the first.
  mutating func checkInputsOfConvolutionsAbove() {
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard index > 0, let side = entry.workingSide,
        let filters = FilterWeights(side.located.expression), filters.inputs == nil, filters.side > 1,
        filters.hasBias, entry.claimUnit == .parameters || entry.claimUnit == .none,
        case let line = lines[entry.home], line.range.count <= 512, line.row == nil,
        let (number, isOfLeNet) = numberOfLayer(before: side.located.range.lowerBound, on: line), number > 1,
        // A pool has a number of its own between C1, C3 and C5.
        let inputs = filtersOfConvolution(number - (isOfLeNet ? 2 : 1), above: index, side: filters.side),
        inputs > 1,
        let right = filters.parameters(inputs: inputs), let value = entry.value,
        isPlainConvolution(entry, on: line)
      else { continue }
      report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// The filters of the convolution of a number, counted in one of the entries before another.
  private func filtersOfConvolution(_ number: Int, above index: Int, side kernel: Int) -> Int? {
    for other in entries[max(0, index - 4)..<index].reversed() {
      guard other.home < lines.count, entries[index].home - other.home <= 3,
        case let line = lines[other.home], line.range.count <= 512, let side = other.workingSide,
        numberOfLayer(before: side.located.range.lowerBound, on: line)?.number == number,
        let filters = FilterWeights(side.located.expression), filters.side == kernel,
        !InputShapeWords.others.isOn(line, of: working.bytes)
      else { continue }
      return filters.outputs
    }
    return nil
  }

  /// The number of a convolution, or of LeNet's C3 or C5.
  private func numberOfLayer(before place: Int, on line: TextLine) -> (number: Int, isOfLeNet: Bool)? {
    if let number = numberOfConvolution(before: place, on: line) { return (number, false) }
    let bytes = working.bytes
    var at = bytes.skipBlanks(from: line.range.lowerBound, to: place)
    while at < place, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "*") || bytes[at] == .space
    { at += 1 }
    guard at + 2 < place, bytes[at] == UInt8(ascii: "C"),
      [UInt8(ascii: "1"), UInt8(ascii: "3"), UInt8(ascii: "5")].contains(bytes[at + 1]),
      place - at <= 160, !bytes[at + 2].isASCIIWordByte
    else { return nil }
    return (Int(bytes[at + 1] - UInt8(ascii: "0")), true)
  }

  /// 2 of `conv2: `, `Conv 2 = `, 卷积层2：.
  private func numberOfConvolution(before place: Int, on line: TextLine) -> Int? {
    let label = line.stretch(before: place, atMost: 24)
    guard let word = InputShapeWords.convolutions.first(in: label, of: working.bytes) else { return nil }
    let start = working.bytes.skip(from: word.upperBound, to: place) {
      $0 == .space || $0 == UInt8(ascii: "_")
    }
    guard let (number, end) = working.bytes.wholeNumber(at: start, to: place) else { return nil }
    var behind = Joint(working.bytes, from: end, to: place)
    return behind.take(InputShapeWords.colons) && number < 32 ? number : nil
  }

  /// The channels of a shape, C×n×n or n×n×C.
  private func channels(of side: Chain.Side) -> Rational? {
    guard side.isCompound, case .product(let factors) = side.located.expression, factors.count == 3 else {
      return nil
    }
    let sizes = Factors.written(in: side.located.expression)
    guard sizes.count == 3 else { return nil }
    return sizes[1] == sizes[2] ? sizes[0] : sizes[0] == sizes[1] ? sizes[2] : nil
  }

  mutating func checkInputsInLists() {
    let filters = entries.lazy.filter { FilterWeights($0.workingSide?.located.expression)?.inputs != nil }
    guard entries.count >= 3, filters.prefix(3).count(where: { _ in true }) == 3 else { return }
    var agreeing = 0
    var odd: (entry: Entry, side: Chain.Side, right: Rational)?
    var last: (home: Int, channels: Int, filters: FilterWeights?)?
    var channels: [Int] = []
    for (home, line) in lines.enumerated() {
      guard line.range.count <= 512, let volume = Volume.all(in: line.range, of: working.bytes).first,
        isShapeOfLine(volume, on: line),
        // A list may leave out the layers before its fully connected ones.
        !line.mentions.contains(where: { $0.noun == .linear })
      else { continue }
      defer {
        last = (home, volume.channels, nil)
        channels.append(volume.channels)
      }
      guard let above = last, home - above.home == 1,
        let entry = entriesOnLine(home).last(where: {
          FilterWeights($0.workingSide?.located.expression) != nil
        }),
        let side = entry.workingSide, let filters = FilterWeights(side.located.expression),
        let inputs = filters.inputs, filters.outputs == volume.channels
      else { continue }
      if inputs == above.channels {
        agreeing += 1
      } else if odd == nil, channels.contains(inputs), entry.status == .right, entry.misconception == nil,
        let right = filters.parameters(inputs: above.channels), isPlainConvolution(entry, on: line)
      {
        odd = (entry, side, right)
      } else {
        return
      }
    }
    guard agreeing >= 2, let (entry, side, right) = odd, let value = entry.value else { return }
    findings.append(
      Draft(
        mistake: .copiedFromLineAbove, alternatives: [.dimensionLeftFromOtherModel, .inputChannelsMissing],
        range: side.located.range, claimed: value, correct: right,
        arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = .copiedFromLineAbove
  }

  private func entriesOnLine(_ home: Int) -> [Entry] {
    let index = lines[home].index
    return Array(entries[entries(above: home).endIndex...].prefix { $0.line == index })
  }

  /// `[112x112x128]` behind a name, or alone in a cell: the shape that a line's layer makes.
  private func isShapeOfLine(_ volume: Volume, on line: TextLine) -> Bool {
    let bytes = working.bytes
    if let row = line.row {
      return row.cells.contains { $0.contains(volume.range.lowerBound) && $0.count <= volume.range.count + 4 }
    }
    let start = volume.range.lowerBound
    guard start > line.range.lowerBound, volume.range.upperBound < line.range.upperBound else { return false }
    return bytes[start - 1] == UInt8(ascii: "[") && bytes[volume.range.upperBound] == UInt8(ascii: "]")
      || bytes[start - 1] == UInt8(ascii: "(") && bytes[volume.range.upperBound] == UInt8(ascii: ")")
  }

  func isPlainConvolution(_ entry: Entry, on line: TextLine) -> Bool {
    !InputShapeWords.others.isOn(line, of: working.bytes) && !isReported(entry.chain.range)
      && !isDenied(entry.chain.range, on: line) && !countsOnePart(entry.chain.range, on: line)
  }
}

/// The weights of square filters: `k·k·C·m`, `(k·k·C + 1)·m`, `k·k·C·m + m`, and the same without C.
struct FilterWeights {
  let side: Int
  let inputs: Int?
  let outputs: Int
  let hasBias: Bool

  init?(_ expression: Expression?) {
    guard let expression, FilterWeights.mayBe(expression) else { return nil }
    var numbers: [Rational]
    var biased = false
    switch expression {
    case .product(let factors):
      if factors.count == 2, case .sum(let terms) = factors[0], case .number(let outputs) = factors[1] {
        guard terms.count == 2, !terms[1].isSubtracted, case .number(let one) = terms[1].value,
          one.value == .one
        else { return nil }
        numbers = Factors.written(in: terms[0].value) + [outputs.value]
        biased = true
      } else {
        numbers = Factors.written(in: expression)
      }
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let bias) = terms[1].value,
        case .product = terms[0].value
      else { return nil }
      numbers = Factors.written(in: terms[0].value)
      guard bias.value == numbers.last else { return nil }
      biased = true
    default: return nil
    }
    var sizes: [Int] = []
    for number in numbers {
      guard let size = number.integer, (1...100_000).contains(size) else { return nil }
      sizes.append(size)
    }
    guard sizes.count == 3 || sizes.count == 4, sizes[0] == sizes[1], sizes[0] <= 11 else { return nil }
    (side, outputs, hasBias) = (sizes[0], sizes[sizes.count - 1], biased)
    inputs = sizes.count == 4 ? sizes[2] : nil
  }

  /// Whether an expression has the form, before its numbers are looked at.
  private static func mayBe(_ expression: Expression) -> Bool {
    switch expression {
    case .product(let factors): (2...4).contains(factors.count)
    case .sum(let terms): terms.count == 2
    default: false
    }
  }

  func parameters(inputs: Int) -> Rational? {
    try? Rational(side * side).multiplied(by: Rational(inputs)).adding(hasBias ? .one : .zero).multiplied(
      by: Rational(outputs))
  }
}

private enum InputShapeWords {
  static let inputs: PhraseSet = ["input", "输入"]
  static let results: PhraseSet = ["output", "输出", "得到"]
  static let parts: PhraseSet = [
    "dw", "depth", "group", "separable", "shortcut", "concat", "per ", "each", "gray", "grey", "mono",
    "transpos", "逐通道", "深度可分离", "分组", "拼接", "每", "灰度", "转置", "不是", "instead",
  ]
  static let arrows: PhraseSet = ["→", "->", "=>", "\\to", "\\rightarrow"]
  static let convolutions: PhraseSet = ["convolution", "conv", "卷积层", "卷积"]
  static let colons: PhraseSet = [":", "：", "=", "params", "参数"]
  static let makers: PhraseSet = ["conv", "pool", "卷积", "池化"]
  static let others: PhraseSet = [
    "dw", "depth", "group", "sep", "pool", "shortcut", "skip", "concat", "branch", "inception", "per ",
    "each",
    "greyscale", "grayscale", "gray", "mono", "transpos", "project", "residual", "dense block", "逐通道", "深度",
    "分组",
    "池化", "拼接",
    "分支", "每", "灰度", "跳跃", "残差", "转置", "不是", "instead",
  ]
}
