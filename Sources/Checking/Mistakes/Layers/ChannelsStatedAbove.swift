import Derivations
import Networks
import Symbolics

/// The parameters of a convolution whose channels and kernel a line states, with three inputs or none in their place, or with
/// as many biases as inputs: below "second conv layer: input channels = 32, output channels = 64, kernel 3×3" the number
/// `(3·64·3·3) + 64`, below "in 64, out 128, kernel 5" the number `5·64·128 + 64`.
extension Calculation {
  mutating func checkChannelsStatedAbove() {
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: ChannelLineWords.layers)
    where line.row == nil && line.range.count <= 512 {
      guard ChannelLineWords.layers.isOn(line, of: working.bytes),
        ChannelLineWords.kernels.isOn(line, of: working.bytes),
        !ChannelLineWords.others.isOn(line, of: working.bytes)
      else { continue }
      let homes = byHome ?? entriesByHome()
      byHome = homes
      // Few lines have what may be weights; only these are read for channels (34 of 700 million instructions otherwise).
      let weights = entries(of: line, at: place, homes)
      guard !weights.isEmpty,
        let stated = statedChannels(before: line.range.upperBound, on: line), stated.inputs > 3
      else { continue }
      for (entry, home) in weights {
        check(entry, stated, on: lines[home], head: line, isOnly: weights.count == 1)
      }
    }
  }

  /// What may be weights on a line that describes a layer, or on the line below it.
  private func entries(of line: TextLine, at place: Int, _ homes: [Int: [Entry]]) -> [(
    entry: Entry, home: Int
  )] {
    var found: [(entry: Entry, home: Int)] = []
    for home in place...min(place + 1, lines.count - 1) {
      for entry in homes[home] ?? [] where mayBeWeights(entry) { found.append((entry, home)) }
    }
    // The next layer has channels of its own.
    guard let last = found.last, last.home > place,
      lines[last.home].row != nil || ChannelLineWords.layers.isOn(lines[last.home], of: working.bytes)
    else { return found }
    return found.filter { $0.home == place }
  }

  private func mayBeWeights(_ entry: Entry) -> Bool {
    guard entry.status == .right, entry.misconception == nil,
      entry.claimUnit == .none || entry.claimUnit == .parameters,
      let expression = entry.workingSide?.located.expression,
      case .product(let factors)? = Factors.weightsAndBiases(in: expression)?.weights
    else { return false }
    return factors.count <= 4
  }

  private mutating func check(
    _ entry: Entry, _ stated: StatedChannels, on line: TextLine, head: TextLine, isOnly: Bool
  ) {
    guard let side = entry.workingSide, let value = entry.value else { return }
    guard let weights = LooseWeights(side.located.expression, stated.outputs) else {
      if isOnly { checkOutputs(entry, side, value, stated, on: line, head: head) }
      return
    }
    guard
      weights.biases != nil
        || line.mentions.contains(where: {
          $0.noun == .parameters && $0.range.upperBound <= side.located.range.lowerBound
        }),
      isKernel(weights.kernel, on: head), !ChannelLineWords.others.isOn(line, of: working.bytes),
      !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line),
      !countsOnePart(entry.chain.range, on: line),
      let plain = try? weights.taps.multiplied(by: stated.inputs).multiplied(by: stated.outputs)
    else { return }
    let mistake: Mistake
    if weights.inputs == stated.inputs {
      // Beside the inputs the side of the kernel, or the colours of the layer before.
      guard let biases = weights.biases, biases != stated.outputs,
        biases == stated.inputs || biases == weights.kernel || biases == 3
      else { return checkBiasesBehind(entry, weights, plain, stated) }
      mistake = .biasCountWrong
    } else {
      // `(16·64·3·3) + 64` where 32 go in: the biases show that it is the layer's formula.
      guard stated.inputs != stated.outputs else { return }
      let isOther = weights.inputs.map { $0 != 3 } ?? false
      guard
        !isOther
          || weights.biases == stated.outputs
            && (weights.inputs != stated.outputs || isOnly && isOneLayer(line, head)),
        weights.biases == nil || weights.biases == stated.outputs
      else { return }
      mistake = isOther ? .factorSwapped : .inputChannelsMissing
    }
    findings.append(
      Draft(
        mistake: mistake,
        alternatives: mistake == .factorSwapped
          ? [.valueInconsistentBetweenLines, .inputChannelsMissing, .dimensionLeftFromOtherModel] : [],
        range: side.located.range, claimed: value,
        correct: try? plain.adding(weights.biases == nil ? .zero : stated.outputs),
        arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = mistake
  }

  /// `(64 × 128 × 3 × 3) = 73728 + 64`: the biases are added behind the weights.
  private mutating func checkBiasesBehind(
    _ entry: Entry, _ weights: LooseWeights, _ plain: Rational, _ stated: StatedChannels
  ) {
    guard weights.biases == nil, stated.inputs != stated.outputs else { return }
    for side in entry.chain.sides {
      guard case .sum(let terms) = side.located.expression, terms.count == 2, !terms[1].isSubtracted,
        case .number(let first) = terms[0].value, first.value == plain,
        case .number(let biases) = terms[1].value, biases.value != stated.outputs,
        biases.value == stated.inputs || biases.value == weights.kernel || biases.value == .one,
        let claimed = try? plain.adding(biases.value)
      else { continue }
      findings.append(
        Draft(
          mistake: .biasCountWrong, range: side.located.range, claimed: claimed,
          correct: try? plain.adding(stated.outputs),
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .biasCountWrong
      return
    }
  }

  /// `(64 × 64 × 3 × 3) + 64` below "64 → 128": the inputs stand for the outputs.
  private mutating func checkOutputs(
    _ entry: Entry, _ side: Chain.Side, _ value: Rational, _ stated: StatedChannels, on line: TextLine,
    head: TextLine
  ) {
    guard stated.inputs != stated.outputs,
      let weights = LooseWeights(side.located.expression, stated.inputs), weights.inputs == stated.inputs,
      weights.biases == stated.inputs, isKernel(weights.kernel, on: head), isOneLayer(line, head),
      !ChannelLineWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
      !isDenied(entry.chain.range, on: line), !countsOnePart(entry.chain.range, on: line),
      let plain = try? weights.taps.multiplied(by: stated.inputs).multiplied(by: stated.outputs)
    else { return }
    findings.append(
      Draft(
        mistake: .factorSwapped, alternatives: [.outputChannelsMissing, .dimensionLeftFromOtherModel],
        range: side.located.range, claimed: value, correct: try? plain.adding(stated.outputs),
        arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = .factorSwapped
  }

  /// Whether neither line speaks of several convolutions, of which one may keep its channels.
  private func isOneLayer(_ line: TextLine, _ head: TextLine) -> Bool {
    !ChannelLineWords.several.isOn(head, of: working.bytes)
      && !ChannelLineWords.several.isOn(line, of: working.bytes)
  }

  /// Whether a line states a kernel: "kernel size = 3x3", "5×5 kernel", `kernel 5`.
  private func isKernel(_ kernel: Rational, on line: TextLine) -> Bool {
    MapWords.squares(in: line.range, of: working.bytes).contains { Rational($0.size) == kernel }
      || MapWords.number(behind: ChannelLineWords.kernels, in: line.range, of: working.bytes).map {
        Rational($0) == kernel
      } ?? false
  }
}

/// Sizes of a kernel and the outputs in any order, with the inputs or without them, and perhaps biases.
private struct LooseWeights {
  let kernel: Rational
  let taps: Rational
  let inputs: Rational?
  let biases: Rational?

  init?(_ expression: Expression, _ outputs: Rational) {
    guard let (weights, biases) = Factors.weightsAndBiases(in: expression) else { return nil }
    self.biases = biases
    var factors = Factors.written(in: weights)
    guard (2...4).contains(factors.count), let place = factors.lastIndex(of: outputs) else { return nil }
    factors.remove(at: place)
    // `3·3·3` of a kernel and three inputs, `5·64` of a kernel with one side.
    guard
      let side = factors.first(where: { side in
        side >= 2 && side <= 11 && (factors.count == 2 || factors.count(where: { $0 == side }) >= 2)
      }), let first = factors.firstIndex(of: side)
    else { return nil }
    factors.remove(at: first)
    var taps = side
    if let second = factors.firstIndex(of: side), factors.count <= 2 {
      factors.remove(at: second)
      guard let area = try? side.multiplied(by: side) else { return nil }
      taps = area
    }
    guard factors.count <= 1 else { return nil }
    (kernel, self.taps, inputs) = (side, taps, factors.first)
  }
}

private enum ChannelLineWords {
  static let layers: PhraseSet = ["conv", "卷积"]
  static let kernels: PhraseSet = [
    "kernel size of", "kernel size", "kernel", "filter size", "3x3", "3×3", "5x5", "5×5", "7x7", "7×7",
    "卷积核大小",
    "卷积核", "核大小", "核",
  ]
  static let several: PhraseSet = [
    "block", "stage", "convs", "convolutions", "layers", "double", "twice", "residual", "then ", "×2", "x2",
    "2×", "x 2", "× 2",
    "bottleneck", "up", "块", "阶段", "两", "残差", "再", "上采样",
  ]
  static let others: PhraseSet = [
    "group", "depthwise", "separable", "transpos", "deconv", "per channel", "each channel", "per filter",
    "each filter", "one filter", "single", "concat", "norm", "bn", "wrong", "instead", "would", "if ", "not ",
    "n't", "分组", "深度", "可分离", "转置", "反卷积", "每个通道", "每通道", "每个卷积核", "单个", "一个卷积核", "拼接",
    "归一化", "错", "如果", "若", "不是",
  ]
}
