import Symbolics

/// "expand 3×3: 16·64 + 64 = 1,088": the weights and biases of a 1×1 kernel behind a label that says k×k; or those of one
/// side of it, `3·16·64 + 64`.
extension Calculation {
  mutating func checkKernelsInLabels() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .number(let bias) = terms[1].value, case .product = terms[0].value,
        entry.claimUnit == .parameters || entry.claimUnit == .none
      else { continue }
      let line = lines[entry.home]
      let factors = Factors.written(in: terms[0].value)
      guard line.row == nil, factors.count == 2 || factors.count == 3, factors.last == bias.value,
        factors[factors.count - 2] > 3,
        let kernel = kernelBefore(entry.chain.range.lowerBound, on: line),
        factors.count == 2
          ? factors[0] != Rational(kernel * kernel) && factors[0] != Rational(kernel)
          // `3·9·32 + 32` has the kernel's area behind the colours.
          : factors[0] == Rational(kernel) && factors[1] != factors[0]
            && factors[1] != Rational(kernel * kernel),
        let value = entry.value, let weights = try? value.subtracting(bias.value),
        let right = try? weights.multiplied(by: Rational(factors.count == 2 ? kernel * kernel : kernel))
          .adding(
            bias.value),
        !LabelWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line)
      else { continue }
      report(.kernelAreaMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// `depthwise 5×5: 3×3×240`: another kernel than that of the label.
  mutating func checkKernelsBesideLabels() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, let (written, weights) = side.located.expression.squareKernel,
        entry.claimUnit == .parameters || entry.claimUnit == .none,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 512,
        let kernel = labelledKernel(before: side.located.range.lowerBound, on: line)
          ?? kernelOfBlock(above: entry.home, before: side.located.range.lowerBound), kernel != written,
        let value = entry.value,
        let more = try? weights.divided(by: Rational(written * written)).multiplied(
          by: Rational(kernel * kernel)),
        let right = try? value.subtracting(weights).adding(more),
        !LabelWords.replaced.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line)
      else { continue }
      report(.dimensionLeftFromOtherModel, at: side, of: entry, value, correct: right)
    }
  }

  /// `(6 × 16 × 5 × 5) + 16` below "Input channels = 6, output channels = 16, kernel size = 3×3": the other factors are those
  /// of the line above, and the kernel is another one.
  mutating func checkKernelsStatedAbove() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard entry.home > 0, case let above = lines[entry.home - 1], LabelWords.sizes.mayBe(on: above),
        let side = entry.workingSide, let (written, channels) = side.located.expression.kernelAndChannels,
        entry.claimUnit == .parameters || entry.claimUnit == .none, above.row == nil,
        above.range.count <= 512, let word = LabelWords.sizes.first(in: above.range, of: working.bytes),
        case let squares = MapWords.squares(in: above.range, of: working.bytes), squares.count == 1,
        let stated = squares.first, stated.range.lowerBound >= word.upperBound,
        stated.range.lowerBound - word.upperBound <= 8, stated.size != written,
        case let numbers = working.bytes.wholeNumbers(in: above.range),
        channels.allSatisfy({ channel in numbers.contains { $0.value == channel } }),
        let value = entry.value,
        let weights = try? Rational(channels[0]).multiplied(by: Rational(channels[1])),
        let gap = try? weights.multiplied(by: Rational(stated.size * stated.size - written * written)),
        let right = try? value.adding(gap),
        !LabelWords.replaced.isOn(above, of: working.bytes),
        !LabelWords.replaced.isOn(lines[entry.home], of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: lines[entry.home])
      else { continue }
      report(.dimensionLeftFromOtherModel, at: side, of: entry, value, correct: right)
    }
  }

  /// The kernel of a label that ends before a calculation: `conv 5×5: `, `5×5 深度卷积：`.
  private func labelledKernel(before place: Int, on line: TextLine) -> Int? {
    let near = line.stretch(before: place, atMost: 40)
    let squares = MapWords.squares(in: near, of: working.bytes)
    guard let square = squares.last, squares.count == 1, [1, 3, 5, 7].contains(square.size) else {
      return nil
    }
    var behind = Joint(working.bytes, from: square.range.upperBound, to: place)
    let isBefore = behind.take(LabelWords.kinds)
    guard behind.take(LabelWords.colons) else { return nil }
    behind.skipBlanks()
    guard behind.isAtEnd else { return nil }
    if isBefore { return square.size }
    let end = working.bytes.skipBlanksBack(from: square.range.lowerBound, to: near.lowerBound)
    return LabelWords.endings.contains {
      working.ends(near.lowerBound..<max(near.lowerBound, end), with: $0, ignoringCase: true)
    }
      ? square.size : nil
  }

  /// The side of the square that stands right before a calculation, with a colon between: `3×3: `.
  private func kernelBefore(_ place: Int, on line: TextLine) -> Int? {
    let near = line.stretch(before: place, atMost: 16)
    if let kernel = kernelInName(before: place, near) { return kernel }
    let squares = MapWords.squares(in: near, of: working.bytes)
    guard let square = squares.last, squares.count == 1, [3, 5, 7].contains(square.size) else { return nil }
    let between = words(from: square.range.upperBound, to: place)
    return [":", "：", "conv:", "卷积："].contains(between) ? square.size : nil
  }
}

extension Calculation {
  /// 3 of `expand3x3: `, the name of a layer that ends in its kernel.
  private func kernelInName(before place: Int, _ near: Range<Int>) -> Int? {
    let bytes = working.bytes
    let colon = bytes.skipBlanksBack(from: place, to: near.lowerBound)
    guard colon - 4 > near.lowerBound, bytes[colon - 1] == UInt8(ascii: ":"),
      bytes[colon - 3] == UInt8(ascii: "x"), bytes[colon - 4].isASCIIDigit,
      bytes[colon - 2] == bytes[colon - 4],
      bytes[colon - 5].isASCIILetter || bytes[colon - 5] == UInt8(ascii: "_")
    else { return nil }
    let kernel = Int(bytes[colon - 2] - UInt8(ascii: "0"))
    return [3, 5, 7].contains(kernel) ? kernel : nil
  }

  /// 5 of "MBConv6, 24 → 40, k5x5" on one of the lines above `depthwise: 3×3×144`.
  private func kernelOfBlock(above home: Int, before place: Int) -> Int? {
    let line = lines[home]
    guard home > 0, LabelWords.depthwise.isIn(line.stretch(before: place, atMost: 24), of: working.bytes)
    else {
      return nil
    }
    for above in lines[max(0, home - 3)..<home].reversed()
    where LabelWords.blocks.isOn(above, of: working.bytes) {
      guard above.range.count <= 256 else { return nil }
      let holdsThree = LabelWords.threes.isIn(above.range, of: working.bytes)
      let holdsFive = LabelWords.fives.isIn(above.range, of: working.bytes)
      return holdsThree == holdsFive ? nil : holdsThree ? 3 : 5
    }
    return nil
  }
}

extension Expression {
  /// k of `k×k×C` or `k×k×C×C′`, perhaps with biases behind it, and the product's value.
  fileprivate var squareKernel: (side: Int, weights: Rational)? {
    var product = self
    if case .sum(let terms) = self {
      guard terms.count == 2, !terms[1].isSubtracted, case .number = terms[1].value else { return nil }
      product = terms[0].value
    }
    guard case .product(let factors) = product, (3...4).contains(factors.count) else { return nil }
    var numbers: [Int] = []
    for factor in factors {
      guard case .number(let numeral) = factor, let number = numeral.value.integer else { return nil }
      numbers.append(number)
    }
    // 7×7 may be the map.
    guard numbers[0] == numbers[1], [1, 3, 5].contains(numbers[0]), numbers[2] > 7,
      let weights = try? product.evaluated()
    else { return nil }
    return (numbers[0], weights)
  }
}

extension Expression {
  /// 5 with 6 and 16 of `6×16×5×5` or `5×5×6×16`, perhaps with biases behind it.
  fileprivate var kernelAndChannels: (side: Int, channels: [Int])? {
    var product = self
    if case .sum(let terms) = self {
      guard terms.count == 2, !terms[1].isSubtracted, case .number = terms[1].value else { return nil }
      product = terms[0].value
    }
    let factors = Factors.written(in: product).compactMap { $0.integer }
    guard factors.count == 4 else { return nil }
    for (kernel, channels) in [(factors[..<2], factors[2...]), (factors[2...], factors[..<2])] {
      guard let side = kernel.first, kernel.last == side, [1, 3, 5, 7, 11].contains(side),
        channels.first != channels.last || channels.first.map({ $0 > 11 }) ?? false,
        channels.allSatisfy({ 1...100_000 ~= $0 })
      else { continue }
      return (side, Array(channels))
    }
    return nil
  }
}

private enum LabelWords {
  static let depthwise: PhraseSet = ["depthwise:", "depthwise conv:", "dw:", "dwconv:", "深度卷积：", "深度卷积:"]
  static let blocks: PhraseSet = ["mbconv"]
  static let threes: PhraseSet = ["k3x3", "k3×3", "k3,", "k=3", "k = 3", " 3x3", " 3×3"]
  static let fives: PhraseSet = ["k5x5", "k5×5", "k5,", "k=5", "k = 5", " 5x5", " 5×5"]
  static let sizes: PhraseSet = [
    "kernel size", "kernel_size", "filter size", "kernel:", "卷积核大小", "卷积核尺寸", "卷积核为", "核大小",
  ]
  static let kinds: PhraseSet = [
    "depthwise conv", "depthwise convolution", "depthwise", "convolution", "conv", "dwconv", "dw conv", "dw",
    "深度卷积", "逐通道卷积", "普通卷积", "标准卷积", "卷积",
  ]
  static let colons: PhraseSet = [":", "："]
  static let endings: [StaticString] = [
    "conv", "convolution", "depthwise", "dw", "dwconv", "kernel", "深度卷积", "逐通道卷积", "普通卷积", "标准卷积", "卷积",
    "卷积核",
  ]
  /// Another kernel in its place, or one that has holes in it.
  static let replaced: PhraseSet = [
    "replac", "instead", "two ", "stack", "factor", "split", "dilat", "atrous", "effective", "equivalent",
    "same as",
    "替换", "代替", "分解", "两个", "堆叠", "空洞", "膨胀", "等效", "相当", "re-param", "重参数",
  ]
  static let others: PhraseSet = [
    "depthwise", "depth-wise", "separab", "pointwise", "1×1", "1x1", "dw", "逐通道", "深度", "可分离", "逐点",
  ]
}
