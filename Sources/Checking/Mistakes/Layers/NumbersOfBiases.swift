import Derivations
import Symbolics

/// Numbers of biases that a text states or computes. A layer has one for each of its outputs, wherever a filter stands: not
/// "conv3_1 of VGG-16: 3·3·128·256 = 294,912 weights + 128 biases", not 偏置数 56×56×128.
extension Calculation {
  mutating func checkNumbersOfBiases() {
    for entry in entries where entry.home < lines.count && NumberOfBiases.words.mayBe(on: lines[entry.home]) {
      checkBiasesBehind(entry, on: lines[entry.home])
      checkBiasesPerPosition(entry, on: lines[entry.home])
    }
  }

  private mutating func report(
    _ mistake: Mistake, _ entry: Entry, _ range: Range<Int>, about: String? = nil, claimed: Rational?,
    correct: Rational
  ) {
    findings.append(
      Draft(mistake: mistake, range: range, about: about, claimed: claimed, correct: correct))
    entry.status = .wrong
    entry.misconception = mistake
  }

  // MARK: - 294,912 weights + 128 biases

  private mutating func checkBiasesBehind(_ entry: Entry, on line: TextLine) {
    guard let facts, case .layers(let candidates) = entry.subject.target, entry.subject.isSpecific,
      candidates.count == 1, let layer = candidates.first, facts.layers.indices.contains(layer),
      facts.layers[layer].biases > 1, let value = entry.value,
      let result = entry.claimRange ?? weightsBeforePlus(entry)
    else { return }
    let biases = Rational(facts.layers[layer].biases)
    guard (try? facts.layers[layer].parameters.subtracting(biases)) == value,
      let measure = biasesAdded(behind: result, on: line), measure.numeral.value != biases,
      measure.numeral.value > .one, measure.numeral.lastPlace == .one, !isReported(measure.range),
      !isOwnWidth(measure, biases, of: entry, on: line),
      !isDenied(measure.range, on: line)
    else { return }
    report(
      .biasCountWrong, entry, measure.range, about: facts.layers[layer].path + ".parameters",
      claimed: measure.numeral.value, correct: biases)
  }

  /// Whether the line gives a layer that many outputs itself, and not those of the known one: "5·5·48·256 = 307,200 weights +
  /// 256 biases" for the first AlexNet's layer, whose weights are as many as those of 64·192 channels.
  private func isOwnWidth(_ claimed: Measure, _ known: Rational, of entry: Entry, on line: TextLine) -> Bool {
    let value = claimed.numeral.value
    for side in entry.chain.sides where side.isCompound {
      let factors = Factors.written(in: side.located.expression)
      if factors.count >= 3 {
        return !factors.contains(known) && (factors.first == value || factors.last == value)
      }
    }
    return line.range.count <= 1_024
      && measures(on: line).contains { measure in
        guard measure.numeral.value == value, measure.range.upperBound <= claimed.range.lowerBound else {
          return false
        }
        let digits = working.bytes.skip(from: measure.range.lowerBound, to: line.range.upperBound) {
          $0.isASCIIDigit
        }
        var behind = Joint(working.bytes, from: digits, to: line.range.upperBound)
        return behind.take(NumberOfBiases.outputs)
      }
  }

  /// Where the result stands in `= 294,912 weights + 128 biases`, which is read as a sum.
  private func weightsBeforePlus(_ entry: Entry) -> Range<Int>? {
    guard let last = entry.chain.sides.last?.located, case .sum(let terms) = last.expression,
      terms.count == 2,
      last.operands.count == 2, Claim.numeral(of: terms[0].value)?.value == entry.value
    else { return nil }
    return last.operands[0].range
  }

  /// The number of biases that a plus, or "and", joins to a result.
  private func biasesAdded(behind result: Range<Int>, on line: TextLine) -> Measure? {
    let end = min(line.range.upperBound, result.upperBound + 48)
    var joint = Joint(working.bytes, from: result.upperBound, to: end)
    _ = joint.takeUnits()
    guard joint.take(NumberOfBiases.additions) else { return nil }
    joint.skipBlanks()
    guard let measure = MeasureReader.measures(in: joint.at..<max(joint.at, end), of: working.bytes).first,
      measure.range.lowerBound == joint.at
    else { return nil }
    // "biases" may be read as the number's unit.
    let digits = working.bytes.skip(from: joint.at, to: measure.range.upperBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ",")
    }
    var behind = Joint(working.bytes, from: digits, to: end)
    return behind.take(NumberOfBiases.units) ? measure : nil
  }

  // MARK: - 偏置数 56×56×128

  private mutating func checkBiasesPerPosition(_ entry: Entry, on line: TextLine) {
    guard entry.status == .right, entry.misconception == nil, let side = entry.workingSide,
      case .product = side.located.expression, line.range.count <= 1_024
    else { return }
    let place = entry.chain.range.lowerBound
    let start = max(line.range.lowerBound, place - 40)
    guard start < place, let word = NumberOfBiases.labels.first(in: start..<place, of: working.bytes),
      working.text(from: word.upperBound, to: place).allSatisfy({ " ：:=为是有共".contains($0) }),
      let channels = channelsBesideSquare(Factors.written(in: side.located.expression)),
      !NumberOfBiases.ownBiases.isOn(line, of: working.bytes), !isReported(entry.chain.range),
      lines[max(0, entry.home - 2)...entry.home].contains(where: {
        NumberOfBiases.convolutions.isOn($0, of: working.bytes)
      })
    else { return }
    report(.biasPerPosition, entry, side.located.range, claimed: entry.value, correct: channels)
  }

  /// The third of three factors of which two are equal and next to each other.
  private func channelsBesideSquare(_ factors: [Rational]) -> Rational? {
    guard factors.count == 3, factors[1] >= 4, factors[0] != factors[2] else { return nil }
    return factors[0] == factors[1] ? factors[2] : factors[1] == factors[2] ? factors[0] : nil
  }
}

private enum NumberOfBiases {
  static let words: PhraseSet = ["bias", "偏置"]
  static let additions: PhraseSet = [
    "+", "＋", "and", "plus", "，加", "加", "，加上", "加上", "，另有", "和", "及",
  ]
  static let units: PhraseSet = ["biases", "bias terms", "bias values", "bias", "个偏置", "偏置"]
  static let outputs: PhraseSet = [
    "filters", "output channels", "outputs", "kernels", "feature maps", "个滤波器", "个卷积核", "个输出通道", "输出通道",
  ]
  static let labels: PhraseSet = [
    "偏置数", "偏置个数", "偏置参数量", "偏置参数", "number of biases", "bias parameters", "bias params", "biases",
    "bias", "偏置",
  ]
  static let convolutions: PhraseSet = ["conv", "filter", "kernel", "卷积", "偏置数", "偏置个数", "number of biases"]
  static let ownBiases: PhraseSet = [
    "untied", "locally", "局部连接", "不共享", "每个位置", "position bias", "position embedding", "positional",
    "relative", "attention", "swin", "相对", "位置偏置", "位置编码", "注意力",
  ]
}
