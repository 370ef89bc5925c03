import Symbolics

/// The receptive field of stacked convolutions, and the reach of a dilated kernel, taken for a product: "three 3×3
/// convolutions see 3·3 = 9".
///
/// With stride 1 each k×k layer adds k − 1 positions, so that n of them see 1 + n·(k − 1); a kernel with dilation d reaches
/// over d·(k − 1) + 1.
extension Calculation {
  mutating func checkReceptiveFields() {
    for line in lines(with: Calculation.fields) where line.row == nil {
      if Calculation.receptiveField.isOn(line, of: working.bytes) { checkStack(on: line) }
      if Calculation.effectiveKernel.isOn(line, of: working.bytes) { checkDilation(on: line) }
    }
  }

  private static let fields: PhraseSet = ["receptive", "effective", "感受野", "等效", "有效"]
  private static let receptiveField: PhraseSet = ["receptive field", "感受野"]
  private static let effectiveKernel: PhraseSet = [
    "effective kernel", "effective size", "effective extent", "等效卷积核", "等效核", "等效大小", "有效卷积核", "有效核",
  ]
  /// What makes a field grow otherwise, or counts something else.
  private static let otherGrowth: PhraseSet = [
    "pool", "dilat", "param", "weight", "mac", "flop", "area", "positions", "pixels", "values",
    "not ",
    "池化", "空洞", "膨胀", "参数", "权重", "乘", "面积", "像素", "个值", "不是", "并非",
  ]

  // MARK: - Stacks

  private mutating func checkStack(on line: TextLine) {
    guard !Calculation.otherGrowth.isOn(line, of: working.bytes), !saysOtherStride(line),
      let (count, kernel) = stack(on: line),
      count > 1, kernel > 1, kernel % 2 == 1, count < 64, kernel < 32
    else { return }
    // "a field of 9×9"
    if let side = line.lone.last, side.located.expression == .square(of: count * kernel),
      side.located.range.lowerBound > numbers(on: line).last?.range.lowerBound ?? 0
    {
      var tail = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
      tail.skipBlanks()
      guard tail.isAtClauseEnd(), !isReported(side.located.range) else { return }
      let numeral = Numeral(value: Rational(count * kernel), lastPlace: .one)
      return reportReach(StatedNumber(side: side, numeral: numeral, chain: nil), 1 + count * (kernel - 1))
    }
    let numbers = numbers(on: line)
    guard let last = numbers.last, last.isWrittenOut, last.numeral.value == Rational(count * kernel),
      endsStatement(last, on: line), !isReported(last.range)
    else { return }
    reportReach(last, 1 + count * (kernel - 1))
  }

  /// Whether a stride is told that is not 1.
  private func saysOtherStride(_ line: TextLine) -> Bool {
    guard let word = Calculation.strides.first(on: line, of: working.bytes) else { return false }
    var joint = Joint(working.bytes, from: word.upperBound, to: line.range.upperBound)
    _ = joint.take(Calculation.equals)
    return !joint.take(Calculation.one)
  }

  private static let strides: PhraseSet = ["stride", "步长", "步幅"]
  private static let equals: PhraseSet = ["=", "of", "为", "是"]
  private static let one: PhraseSet = ["1,", "1)", "1）", "1，", "1 ", "1.", "one"]

  private mutating func reportReach(_ number: StatedNumber, _ right: Int) {
    findings.append(
      Draft(
        mistake: .formulaDoesNotGiveResult, range: number.range, claimed: number.numeral.value,
        correct: Rational(right), fix: Expression(Rational(right))))
    markWrong(at: number.range)
  }

  /// Whether a number ends its line's statement.
  private func endsStatement(_ number: StatedNumber, on line: TextLine) -> Bool {
    var tail = Joint(working.bytes, from: number.range.upperBound, to: line.range.upperBound)
    tail.skipBlanks()
    return tail.isAtClauseEnd()
  }

  /// How many convolutions of which kernel the line stacks: "three 3×3 convs", 3 个 3×3 卷积.
  private func stack(on line: TextLine) -> (count: Int, kernel: Int)? {
    guard let kernel = kernels(on: line) else { return nil }
    var joint = Joint(working.bytes, from: kernel.range.upperBound, to: line.range.upperBound)
    guard joint.take(Calculation.convolutions) else { return nil }
    let before = words(
      from: max(line.range.lowerBound, kernel.range.lowerBound - 24), to: kernel.range.lowerBound)
    for (count, names) in Calculation.counts {
      for name in names
      where before == name || before.hasSuffix(" " + name)
        || (name.utf8.first ?? 0) >= 0x80 && before.hasSuffix(name)
      {
        return (count, kernel.size)
      }
    }
    // 3 个 3×3
    guard let number = numbers(on: line).last(where: { $0.range.upperBound <= kernel.range.lowerBound }),
      number.isWrittenOut, let count = number.numeral.value.integer,
      ["个", "层", "", "stacked"].contains(words(from: number.range.upperBound, to: kernel.range.lowerBound))
    else { return nil }
    return (count, kernel.size)
  }

  private static let convolutions: PhraseSet = [
    "convolutions", "convolutional layers", "convs", "conv layers", "layers", "kernels", "卷积层", "卷积核", "卷积",
  ]
  private static let counts: [(Int, [String])] = [
    (2, ["two", "two stacked", "两个", "两层", "二个"]), (3, ["three", "three stacked", "三个", "三层"]),
    (4, ["four", "four stacked", "四个", "四层"]), (5, ["five", "five stacked", "五个", "五层"]),
  ]

  /// The one square kernel that stands on the line by itself.
  private func kernels(on line: TextLine) -> (size: Int, range: Range<Int>)? {
    var found: (size: Int, range: Range<Int>)?
    for side in line.lone {
      guard case .product(let factors) = side.located.expression, factors.count == 2,
        case .number(let first) = factors[0], case .number(let second) = factors[1],
        first.value == second.value,
        let size = first.value.integer
      else { continue }
      // The field itself may be a square, too.
      if let found, size > found.size, side === line.lone.last { continue }
      guard found == nil else { return nil }
      found = (size, side.located.range)
    }
    return found
  }

  // MARK: - Dilated kernels

  /// "k = 3, dilation 2: effective kernel 3·2 = 6"
  private mutating func checkDilation(on line: TextLine) {
    let numbers = numbers(on: line)
    guard let word = Calculation.effectiveKernel.first(on: line, of: working.bytes),
      let kernel = option(Calculation.kernelNames, before: word.lowerBound, on: line)
        ?? kernels(on: line)?.size,
      let dilation = option(Calculation.dilationNames, before: word.lowerBound, on: line),
      kernel > 1, dilation > 1, kernel < 64, dilation < 64, let last = numbers.last,
      last.range.lowerBound >= word.upperBound, last.isWrittenOut,
      // k·d, or k + d·(k − 1)
      last.numeral.value == Rational(kernel * dilation)
        || last.numeral.value == Rational(kernel + dilation * (kernel - 1)), endsStatement(last, on: line),
      !isReported(last.range)
    else { return }
    reportReach(last, dilation * (kernel - 1) + 1)
  }

  private static let kernelNames = ["k", "kernel", "kernel size", "kernel_size", "核", "卷积核", "核大小", "卷积核大小"]
  private static let dilationNames = [
    "d", "dilation", "dilation rate", "rate", "膨胀率", "空洞率", "扩张率", "膨胀系数", "dilation of", "dilation =",
  ]

  /// The number that a name gives: `k = 3`, "dilation 2".
  private func option(_ names: [String], before end: Int, on line: TextLine) -> Int? {
    for chain in line.chains where chain.isAssignment && chain.range.upperBound <= end {
      if case .symbol(let symbol) = chain.sides[0].located.expression,
        names.contains(symbol.base.lowercased())
      {
        return chain.sides[1].claim?.value.integer
      }
    }
    for side in line.lone where side.located.range.upperBound <= end {
      let before = words(
        from: max(line.range.lowerBound, side.located.range.lowerBound - 18),
        to: side.located.range.lowerBound)
      guard
        names.contains(where: {
          before == $0 || before.hasSuffix(" " + $0) || ($0.utf8.first ?? 0) >= 0x80 && before.hasSuffix($0)
        })
      else { continue }
      return side.claim?.value.integer
    }
    return nil
  }
}

extension Expression {
  /// A square of a size as it is written: 9×9.
  fileprivate static func square(of size: Int) -> Expression {
    let side = Expression.number(Numeral(value: Rational(size), lastPlace: .one))
    return .product([side, side])
  }
}
