import Symbolics

/// The weights of a transposed convolution whose line gives the maps on both sides, without one of their channels: "deconv4,
/// 32×32×128 → 64×64×3: 4×4×128".
extension Calculation {
  mutating func checkShapesOfDeconvolutions() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      let line = lines[entry.home]
      guard Deconvolution.names.mayBe(on: line), line.range.count <= 1_024,
        let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
        Deconvolution.names.isOn(line, of: working.bytes),
        !Deconvolution.others.isOn(line, of: working.bytes)
      else { continue }
      let factors = Factors.written(in: side.located.expression)
      guard factors.count == 3, factors[0] == factors[1], factors[0] <= 11,
        let (inputs, outputs) = channelsOfMaps(before: entry.chain.range.lowerBound, on: line),
        inputs != outputs || inputs > .one, inputs > .one, outputs > .one,
        factors[2] == inputs || factors[2] == outputs, !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line), !countsOnePart(entry.chain.range, on: line)
      else { continue }
      let isInput = factors[2] == inputs
      guard let right = try? value.multiplied(by: isInput ? outputs : inputs) else { continue }
      let mistake: Mistake = isInput ? .outputChannelsMissing : .inputChannelsMissing
      findings.append(
        Draft(
          mistake: mistake, range: side.located.range, claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = mistake
    }
  }

  /// C and C′ of the one `H×W×C → H′×W′×C′` before a place.
  private func channelsOfMaps(before place: Int, on line: TextLine) -> (Rational, Rational)? {
    let numbers = working.bytes.wholeNumbers(in: line.stretch(before: place, atMost: 120))
    var found: (Rational, Rational)?
    for index in numbers.indices where index + 5 < numbers.count {
      let shape = numbers[index...(index + 5)]
      let signs = zip(shape, shape.dropFirst()).map {
        words(from: $0.range.upperBound, to: $1.range.lowerBound)
      }
      guard
        signs.enumerated().allSatisfy({ position, sign in
          (position == 2 ? Deconvolution.arrows : Deconvolution.times).contains(sign)
        }), shape[index].value == shape[index + 1].value, shape[index + 3].value == shape[index + 4].value,
        shape[index + 3].value >= shape[index].value
      else { continue }
      guard found == nil else { return nil }
      found = (Rational(shape[index + 2].value), Rational(shape[index + 5].value))
    }
    return found
  }
}

private enum Deconvolution {
  static let names: PhraseSet = [
    "deconv", "convtranspose", "conv_transpose", "transposed conv", "转置卷积", "反卷积", "tconv",
  ]
  static let others: PhraseSet = [
    "depthwise", "group", "each", "per ", "one filter", "逐通道", "深度可分", "分组", "每", "单个",
  ]
  static let arrows: Set<String> = ["→", "->", "-->", "=>", "\\to", "\\rightarrow"]
  static let times: Set<String> = ["×", "x", "*", "·", "\\times"]
}
