import Symbolics

/// Biases that a line says a layer has and its calculation leaves out, or takes from the inputs: "a dense layer with biases has
/// 1280·10 = 12,800 parameters", "64 → 128, with bias: 9·64·128 + 64".
extension Calculation {
  mutating func checkBiasesInWords() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      let line = lines[entry.home]
      guard BiasWords.any.mayBe(on: line), line.row == nil, line.range.count <= 2_048,
        entry.claimUnit == .parameters || entry.claimUnit == .none, let side = entry.workingSide,
        let range = entry.claimRange, let value = entry.value
      else { continue }
      switch side.located.expression {
      case .product: checkLeftOut(entry, side, range, value, on: line)
      case .sum(let terms): checkOfInputs(entry, side, terms, value, on: line)
      default: continue
      }
    }
  }

  /// The words of the sentence from the calculation before to this one.
  private func wordsBefore(_ entry: Entry, on line: TextLine) -> Range<Int> {
    let start = entry.workingSide?.located.range.lowerBound ?? entry.chain.range.lowerBound
    let sentence = sentence(around: start, on: line)
    let earlier = line.chains.last {
      $0.range.upperBound <= entry.chain.range.lowerBound && $0.hasEquality && !$0.isAssignment
    }
    let begin = max(sentence.lowerBound, earlier?.range.upperBound ?? 0)
    return begin..<max(begin, start)
  }

  // MARK: - Left out

  private mutating func checkLeftOut(
    _ entry: Entry, _ side: Chain.Side, _ range: Range<Int>, _ value: Rational, on line: TextLine
  ) {
    let words = wordsBefore(entry, on: line)
    let factors = Factors.written(in: side.located.expression)
    guard entry.claim?.value == value, BiasWords.with.isIn(words, of: working.bytes),
      !BiasWords.others.isOn(line, of: working.bytes), isLayer(factors, words),
      saysParameters(entry, words), isLastOfLine(range, on: line), !isTakenUp(value, behind: entry),
      !speaksOfBias(below: entry), !isReported(entry.chain.range), !isDenied(range, on: line),
      !countsOnePart(entry.chain.range, on: line),
      !contrasts(entry.chain.range, on: line, with: .biasNotAdded)
    else { return }
    let outputs =
      factors.count > 2 ? factors.last : statedChannels(before: words.upperBound, on: line)?.outputs
    findings.append(
      Draft(
        mistake: .biasNotAdded, range: side.located.range, claimed: value,
        correct: outputs.flatMap { factors.contains($0) ? try? value.adding($0) : nil },
        arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = .biasNotAdded
  }

  /// Whether factors are those of the layer that the words name: inputs and outputs, with a kernel for a convolution. The
  /// bias may be counted among the inputs, `785·128`, `28·64`.
  private func isLayer(_ factors: [Rational], _ words: Range<Int>) -> Bool {
    if BiasWords.convolutions.isIn(words, of: working.bytes) {
      guard 3...4 ~= factors.count, !BiasWords.dense.isIn(words, of: working.bytes) else { return false }
      return factors.count == 4
        ? factors[0] == factors[1] && factors[0] <= 11 : [9, 25, 49, 121].contains(factors[0])
    }
    guard BiasWords.dense.isIn(words, of: working.bytes), factors.count == 2 else { return false }
    return factors.allSatisfy { $0.isInteger && $0 >= 5 && ($0 <= 16 || $0.numerator % 2 == 0) }
  }

  private func saysParameters(_ entry: Entry, _ words: Range<Int>) -> Bool {
    if BiasWords.weights.isIn(words, of: working.bytes) { return false }
    return entry.claimUnit == .parameters
      ? !behindIsWeights(entry) : BiasWords.parameters.isIn(words, of: working.bytes)
  }

  private func behindIsWeights(_ entry: Entry) -> Bool {
    let end = entry.chain.range.upperBound
    return BiasWords.weights.isIn(
      max(0, end - 10)..<min(working.bytes.count, end + 24), of: working.bytes)
  }

  /// Whether nothing is counted behind a result on its line.
  private func isLastOfLine(_ range: Range<Int>, on line: TextLine) -> Bool {
    let behind = line.stretch(behind: range.upperBound, atMost: 2_048)
    return !working.bytes[behind].contains { $0.isASCIIDigit }
      && !BiasWords.any.isIn(behind, of: working.bytes)
  }

  /// Whether one of the next calculations goes on with a result.
  private func isTakenUp(_ value: Rational, behind entry: Entry) -> Bool {
    let start = entry.chain.range.upperBound
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].chain.range.lowerBound < start { low = middle + 1 } else { high = middle }
    }
    return entries[low...].prefix(8).contains { other in
      other.chain.sides.contains { side in
        var uses = false
        if side.isCompound {
          LinkChecker.forEachNumeral(of: side.located.expression) { uses = uses || $0.value == value }
        }
        return uses
      }
    }
  }

  /// Whether one of the two lines below goes on about the bias.
  private func speaksOfBias(below entry: Entry) -> Bool {
    let next = entry.home + 1
    guard next < lines.count else { return false }
    return lines[next..<min(lines.count, next + 2)].contains {
      $0.range.count <= 1_024 && BiasWords.any.isOn($0, of: working.bytes)
    }
  }

  // MARK: - Of the inputs

  private mutating func checkOfInputs(
    _ entry: Entry, _ side: Chain.Side, _ terms: [Expression.Term], _ value: Rational, on line: TextLine
  ) {
    guard terms.count == 2, !terms[1].isSubtracted, case .number(let bias) = terms[1].value,
      case .product = terms[0].value
    else { return }
    let words = wordsBefore(entry, on: line)
    let factors = Factors.written(in: terms[0].value)
    guard BiasWords.with.isIn(words, of: working.bytes), !BiasWords.others.isOn(line, of: working.bytes),
      let stated = statedChannels(before: words.upperBound, on: line), stated.inputs == bias.value,
      stated.outputs != stated.inputs, factors.contains(stated.inputs), factors.contains(stated.outputs),
      let right = try? value.subtracting(bias.value).adding(stated.outputs), !isReported(entry.chain.range),
      !isDenied(entry.chain.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .biasCountWrong, range: side.located.range, claimed: value, correct: right,
        arguments: [
          ("left", .expression(side.located.expression)), ("factor", .number(bias.value)),
          ("expected", .number(stated.outputs)),
        ]))
    entry.status = .wrong
    entry.misconception = .biasCountWrong
  }
}

private enum BiasWords {
  static let any: PhraseSet = ["bias", "偏置"]
  static let with: PhraseSet = [
    "with bias", "with a bias", "with the bias", "with its bias", "and bias", "including bias",
    "including the bias", "incl. bias", "bias included", "biases included", "带偏置", "含偏置", "包括偏置", "包含偏置",
    "有偏置",
  ]
  static let others: PhraseSet = [
    "without", "no bias", "bias-free", "excluding", "not count", "ignor", "neglect", "omit", "leave",
    "left out",
    "besides", "separately", "plus", "transpos", "tied", "shared", "attention", "lstm", "gru", "rnn", "norm",
    "embedding", "folded", "absorb", "augment", "lora", "low-rank", "不含", "无偏置", "不带", "没有偏置", "不计", "忽略",
    "另",
    "转置", "共享", "注意力", "归一化", "嵌入", "合并", "不包",
  ]
  static let weights: PhraseSet = ["weight", "权重", "matrix", "矩阵", "kernel has", "macs", "flop", "乘加"]
  static let parameters: PhraseSet = ["param", "参数"]
  static let convolutions: PhraseSet = ["conv", "卷积"]
  static let dense: PhraseSet = ["dense", "linear", "fully", "fc", "全连接", "线性层", "classifier", "分类层"]
}
