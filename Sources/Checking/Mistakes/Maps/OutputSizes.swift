import Derivations
import Networks
import Symbolics

/// A wrong size of a map, as a rule: what a mistake makes of a window over so many positions.
struct OutputSizeRule: Sendable {
  /// The mistake.
  let mistake: Mistake
  /// The wrong size, nil where the rule does not fit.
  let inject: @Sendable (Operation.Window, OutputSize.Axis, Int) -> Int?

  /// All rules, the more common mistakes first.
  static let all: [OutputSizeRule] = [
    .paddingCounted, .paddingForgotten, .plusOneMissing, .inputTaken,
  ]

  /// The output's size with the padding added to it: 30 for a padded 3×3 on 28.
  static let paddingCounted = OutputSizeRule(mistake: .paddingCountedInOutput) { window, axis, size in
    let padding = window.padding[axis] + window.paddingAfter[axis]
    guard padding > 0, let right = steps(window, axis, size, padding: padding) else { return nil }
    return right + 1 + padding
  }

  /// The size without the padding: 26 for a padded 3×3 on 28.
  static let paddingForgotten = OutputSizeRule(mistake: .paddingForgotten) { window, axis, size in
    guard window.padding[axis] > 0, let steps = steps(window, axis, size, padding: 0) else { return nil }
    return steps + 1
  }

  /// (n + 2p − k)/s without + 1: 27 for a 5×5 on 32.
  static let plusOneMissing = OutputSizeRule(mistake: .outputSizePlusOneMissing) { window, axis, size in
    steps(window, axis, size, padding: window.padding[axis] + window.paddingAfter[axis])
  }

  /// The input's size for the output's: 32 for a 5×5 without padding on 32. With a stride, it is the stride that does not
  /// fit.
  static let inputTaken = OutputSizeRule(mistake: .inputSizeForOutputSize) { window, axis, size in
    guard window.stride[axis] == 1,
      let steps = steps(window, axis, size, padding: window.padding[axis] + window.paddingAfter[axis]),
      steps + 1 != size
    else { return nil }
    return size
  }

  /// The stride with which the window makes a map of this size, if another one than it has does.
  static func stride(of window: Operation.Window, _ axis: OutputSize.Axis, _ size: Int, giving output: Int)
    -> Int?
  {
    for stride in 1...8 where stride != window.stride[axis] {
      var other = window
      other.stride = Extents(all: stride)
      let padding = window.padding[axis] + window.paddingAfter[axis]
      if let steps = steps(other, axis, size, padding: padding), steps + 1 == output { return stride }
    }
    return nil
  }

  /// The size with the padding of one side only: p in place of 2p.
  static func withPaddingOnce(_ window: Operation.Window, _ axis: OutputSize.Axis, _ size: Int) -> Int? {
    guard window.padding[axis] > 0 else { return nil }
    return steps(window, axis, size, padding: window.padding[axis]).map { $0 + 1 }
  }

  /// How many strides a window makes; nil where it does not fit.
  private static func steps(_ window: Operation.Window, _ axis: OutputSize.Axis, _ size: Int, padding: Int)
    -> Int?
  {
    let reach = window.dilation[axis] * (window.kernel[axis] - 1) + 1
    let room = size + padding - reach
    return room >= 0 && window.stride[axis] > 0 ? room / window.stride[axis] : nil
  }
}

extension Calculation {
  /// Compares the output's size that a text states with what the stated kernel, stride and padding give.
  mutating func checkStatedOutput(of layer: DescribedLayer) {
    let description = layer.description
    checkSmallestOutput(of: layer)
    guard let output = description.output, let range = description.outputRange,
      let reading = layer.readings.first,
      reading.knowsInput, reading.knowsPadding, description.input != nil, let window = reading.layer.window
    else { return }
    let input = reading.layer.part.inputs[0]
    let right = reading.layer.part.output
    let isPool = description.kind != .convolution
    guard Extents(right.height, right.width) != output, !isRoundedUp(output, window, input, isPool),
      !isMadeInTwoSteps(output.height, of: input.height, right.height, at: range)
    else { return }
    let axis: OutputSize.Axis = right.height == output.height ? .width : .height
    // A convolution rounds down: ⌊(64 + 4 − 5)/2⌋ + 1 = 32, not 33.
    if !isPool, description.stride != nil, isRoundedUp(output, window, input, true) {
      findings.append(
        Draft(
          mistake: .roundingWrong, alternatives: [.paddingCountedInOutput], range: range,
          about: description.label.map { working.text($0) }, claimed: Rational(output[axis]),
          correct: Rational(right[axis])))
      return
    }
    guard let (mistakes, stride) = misreading(of: output[axis], window, axis, input[axis]) else { return }
    let label = description.label.map { working.text($0) }
    if mistakes[0] == .strideMisstated {
      // Without a stated stride there is none that could be wrong.
      guard let stride, description.stride != nil, let place = description.strideRange else { return }
      findings.append(
        Draft(
          mistake: .strideMisstated, range: place, about: label, claimed: Rational(window.stride[axis]),
          correct: Rational(stride), arguments: [("expected", .number(Rational(output[axis])))]))
    } else {
      findings.append(
        Draft(
          mistake: mistakes[0], alternatives: Array(mistakes.dropFirst()), range: range, about: label,
          claimed: Rational(output[axis]), correct: Rational(right[axis])))
    }
  }

  /// A size that is smaller by one than without any padding: no padding makes it, so the + 1 is missing.
  private mutating func checkSmallestOutput(of layer: DescribedLayer) {
    let description = layer.description
    guard description.kind == .convolution, description.padding == nil, description.dilation == nil,
      let kernel = description.kernel, let stride = description.stride, let input = description.input,
      let output = description.output, let range = description.outputRange, kernel.height == kernel.width,
      stride.height > 0, stride.height == stride.width, input.height >= kernel.height,
      input.height == input.width,
      output.height == output.width, input.height < 100_000
    else { return }
    let moves = (input.height - kernel.height) / stride.height
    guard output.height == moves, moves > 1 else { return }
    findings.append(
      Draft(
        mistake: .outputSizePlusOneMissing, range: range, about: description.label.map { working.text($0) },
        claimed: Rational(moves), correct: Rational(moves + 1)))
  }

  /// Whether the last window that is not full was counted too, as some frameworks' pools do.
  private func isRoundedUp(_ output: Extents, _ window: Operation.Window, _ input: Shape, _ isPool: Bool)
    -> Bool
  {
    func size(_ axis: OutputSize.Axis) -> Int {
      let reach = window.dilation[axis] * (window.kernel[axis] - 1) + 1
      let room = input[axis] + window.padding[axis] + window.paddingAfter[axis] - reach
      return room < 0 ? 0 : (room + window.stride[axis] - 1) / window.stride[axis] + 1
    }
    return isPool && Extents(size(.height), size(.width)) == output
  }

  /// The mistakes that make a window's output this size, and the stride that would.
  private func misreading(of size: Int, _ window: Operation.Window, _ axis: OutputSize.Axis, _ input: Int)
    -> (mistakes: [Mistake], stride: Int?)?
  {
    var mistakes: [Mistake] = []
    for rule in OutputSizeRule.all where rule.inject(window, axis, input) == size {
      mistakes.append(rule.mistake)
    }
    let stride = OutputSizeRule.stride(of: window, axis, input, giving: size)
    if stride != nil { mistakes.append(.strideMisstated) }
    return mistakes.isEmpty ? nil : (mistakes, stride)
  }

  // MARK: - The formula of the size

  /// Judges `(32 − 5 + 2×2)/1 + 1` by the layer's own output.
  mutating func checkOutputSize(
    _ entry: Entry, _ value: Rational, _ side: Chain.Side, _ layer: DescribedLayer
  ) {
    guard value.magnitude < 1_000_000,
      let floor = value.floor.integer
    else { return }
    let readings = layer.readings.filter {
      $0.knowsInput && $0.layer.window != nil && side.located.expression.holds($0)
    }
    guard let reading = readings.first, let window = reading.layer.window else { return }
    let isRight = readings.contains {
      $0.layer.part.output.height == floor || $0.layer.part.output.width == floor
    }
    let rounded = value.ceiling.integer
    // Steps without + 1 are no size, whatever the padding.
    let lacking =
      side.located.expression.isDividedDifference
      ? readings.first { $0.layer.part.output.height == floor + 1 } : nil
    if let lacking {
      // `(28 − 3 + 2)/2 = 13.5 → 14×14`: rounded up, which gives the same.
      if addsOneBehind(entry, Rational(floor)) || !value.isInteger && isRoundedUp(entry, value) { return }
      reportSize([.outputSizePlusOneMissing], entry, value, side, lacking, layer)
      return
    }
    // `(112 − 3)/2 + 1 = 55.5 → 55`: the pool's size itself was rounded down.
    let isRoundedDown =
      layer.description.padding != nil && entry.chain.sides.last?.claim?.value == Rational(floor)
    let mayBeRoundedUp = layer.description.kind != .convolution && rounded != floor && !isRoundedDown
    if isRight || !reading.knowsPadding || mayBeRoundedUp { return }
    let size = reading.layer.part.inputs[0].height
    var mistakes: [Mistake] = []
    for rule in OutputSizeRule.all where rule.inject(window, .height, size) == floor {
      mistakes.append(rule.mistake)
    }
    if OutputSizeRule.withPaddingOnce(window, .height, size) == floor {
      // Where the + 1 is written, it is not what is missing.
      if mistakes.isEmpty {
        mistakes = [.paddingForgotten]
      } else if side.located.expression.addsOne {
        mistakes = [.paddingForgotten] + mistakes.filter { $0 != .paddingForgotten }
      }
    }
    guard !mistakes.isEmpty else { return }
    reportSize(mistakes, entry, value, side, reading, layer)
  }

  /// Whether an arrow behind a number of moves leads to the next whole one.
  private func isRoundedUp(_ entry: Entry, _ value: Rational) -> Bool {
    let end = entry.claimRange?.upperBound ?? entry.chain.range.upperBound
    guard entry.claim?.value == value, let line = line(at: end), let size = value.ceiling.integer else {
      return false
    }
    let behind = line.stretch(behind: end, atMost: 24)
    return Sizes.arrows.isIn(behind, of: working.bytes)
      && MapWords.squares(in: behind, of: working.bytes).first?.size == size
  }

  private mutating func reportSize(
    _ mistakes: [Mistake], _ entry: Entry, _ value: Rational, _ side: Chain.Side,
    _ reading: DescribedLayer.Reading,
    _ layer: DescribedLayer
  ) {
    entry.status = .wrong
    // Where the result has the + 1 that the formula lacks, the link says so.
    guard entry.slip?.mistake != mistakes[0] else { return }
    findings.append(
      Draft(
        mistake: mistakes[0], alternatives: Array(mistakes.dropFirst()), range: side.located.range,
        about: layer.description.label.map { working.text($0) }, claimed: value,
        correct: Rational(reading.layer.part.output.height),
        arguments: [("left", .expression(side.located.expression))]))
    entry.misconception = mistakes[0]
  }
}

extension NetworkFacts.Layer {
  /// The window of a convolution or a pooling.
  var window: Operation.Window? {
    switch part.kind {
    case .layer(.convolution(let layer)): layer.window
    case .layer(.maxPool(let window)), .layer(.averagePool(let window)): window
    default: nil
    }
  }
}

extension Expression {
  /// Whether the expression has the form of an output's size: a difference, perhaps divided, perhaps with 1 added.
  var mayBeOutputSize: Bool {
    switch self {
    case .sum(let terms):
      if terms.contains(where: { $0.isSubtracted }) { return true }
      return terms.count == 2 && terms[1].value == 1 && terms[0].value.mayBeOutputSize
    case .quotient(let dividend, _): return dividend.mayBeOutputSize
    case .floor(let inner): return inner.mayBeOutputSize
    default: return false
    }
  }

  /// Whether 1 is added to the rest.
  fileprivate var addsOne: Bool {
    guard case .sum(let terms) = self, terms.count > 1, let last = terms.last else { return false }
    return !last.isSubtracted && last.value == 1
  }

  /// Whether the expression is written with the input's size and the kernel's.
  fileprivate func holds(_ reading: DescribedLayer.Reading) -> Bool {
    guard let window = reading.layer.window, let input = reading.layer.part.inputs.first else { return false }
    var (hasSize, hasKernel) = (false, false)
    LinkChecker.forEachNumeral(of: self) {
      if $0.value == Rational(input.height) { hasSize = true }
      if $0.value == Rational(window.kernel.height) { hasKernel = true }
    }
    return hasSize && hasKernel
  }
}

private enum Sizes {
  static let arrows: PhraseSet = ["→", "->", "=>", "⇒", "\\to", "\\rightarrow"]
}
