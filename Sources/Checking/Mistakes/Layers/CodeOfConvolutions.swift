import Symbolics

/// Weights behind the code of their convolution, with another kernel or other channels than the code has:
/// `Conv2d(64, 128, kernel_size=1) → 3×3×64×128 + 128`, `Conv2d(64, 128, 3): 3×3×64 + 128`.
extension Calculation {
  mutating func checkCodeOfConvolutions() {
    for (place, line) in enumeratedLines(with: ConvolutionCode.names)
    where line.row == nil && line.range.count <= 512 && !line.chains.isEmpty {
      guard let code = ConvolutionCode(line, of: working.bytes),
        !ConvolutionCode.others.isOn(line, of: working.bytes)
      else { continue }
      for entry in entries(on: place..<place + 1)
      where entry.status == .right && entry.misconception == nil
        && (entry.claimUnit == .none || entry.claimUnit == .parameters)
        && isBehind(code, entry.workingSide, on: line)
      {
        check(entry, against: code, on: line)
        break
      }
    }
  }

  /// Whether nothing but an arrow or a colon, and perhaps a word for parameters, stands between the code and a calculation.
  private func isBehind(_ code: ConvolutionCode, _ side: Chain.Side?, on line: TextLine) -> Bool {
    guard let side, side.located.range.lowerBound >= code.end, side.located.range.lowerBound - code.end <= 48
    else { return false }
    var joint = Joint(working.bytes, from: code.end, to: side.located.range.lowerBound)
    var hasSign = false
    for _ in 0..<4 {
      if joint.take(ConvolutionCode.signs) {
        hasSign = true
      } else if !joint.take(ConvolutionCode.parameters) {
        break
      }
    }
    joint.skipBlanks()
    return hasSign
      && (joint.isAtEnd || joint.at + 1 == joint.end && working.bytes[joint.at] == UInt8(ascii: "("))
  }

  private mutating func check(_ entry: Entry, against code: ConvolutionCode, on line: TextLine) {
    guard let side = entry.workingSide, let value = entry.value,
      let (weights, biases) = Factors.weightsAndBiases(in: side.located.expression),
      let names = code.mistakes(Factors.written(in: weights), biases),
      let right = try? code.weights.adding(biases == nil ? .zero : Rational(code.outputs)), right != value,
      !isReported(entry.chain.range), isAsserted(entry.chain.range, on: line)
    else { return }
    report(names[0], at: side, of: entry, value, correct: right)
    guard let last = findings.indices.last else { return }
    findings[last].alternatives = Array(names.dropFirst())
  }
}

/// `Conv2d(64, 128, kernel_size=3, groups=64)` with its numbers.
private struct ConvolutionCode {
  let inputs: Int
  let outputs: Int
  let kernel: Int
  let groups: Int
  /// The place behind the bracket.
  let end: Int

  var weights: Rational { Rational(kernel * kernel * (inputs / groups) * outputs) }

  /// The one call on a line.
  init?(_ line: TextLine, of bytes: [UInt8]) {
    guard let name = ConvolutionCode.names.first(on: line, of: bytes),
      !ConvolutionCode.names.isIn(name.upperBound..<line.range.upperBound, of: bytes),
      let close = bytes[name.upperBound..<min(line.range.upperBound, name.upperBound + 120)].firstIndex(
        of: UInt8(ascii: ")"))
    else { return nil }
    var joint = Joint(bytes, from: name.upperBound, to: close)
    var numbers: [Int] = []
    var groups = 1
    while !joint.isAtEnd {
      let isGroups = joint.take(ConvolutionCode.groupNames)
      let isKernel = !isGroups && joint.take(ConvolutionCode.kernelNames)
      let isChannels = !isGroups && !isKernel && joint.take(ConvolutionCode.channelNames)
      joint.skipBlanks()
      if let (number, next) = bytes.wholeNumber(at: joint.at, to: close, below: 100_000) {
        joint.at = next
        if isGroups {
          groups = number
        } else if isKernel ? numbers.count == 2 : isChannels || numbers.count < 3 {
          numbers.append(number)
        } else if isKernel {
          return nil
        }
      } else {
        // `padding=1`, `bias=False`
        guard numbers.count == 3 || numbers.count == 2, !isKernel, !isGroups,
          let comma = bytes[joint.at..<close].firstIndex(of: UInt8(ascii: ","))
        else { break }
        joint.at = comma
      }
      guard joint.isAtEnd || joint.take(ConvolutionCode.comma) else {
        guard let comma = bytes[joint.at..<close].firstIndex(of: UInt8(ascii: ",")) else { break }
        joint.at = comma + 1
        continue
      }
    }
    guard numbers.count == 3, numbers[0] >= 1, numbers[1] >= 1, (1...15).contains(numbers[2]), groups >= 1,
      numbers[0] % groups == 0, numbers[0] < 100_000, numbers[1] < 100_000
    else { return nil }
    (inputs, outputs, kernel, self.groups, end) = (numbers[0], numbers[1], numbers[2], groups, close + 1)
  }

  /// What went wrong in the factors of some weights with their biases; nil where they are right or anything else.
  func mistakes(_ factors: [Rational], _ biases: Rational?) -> [Mistake]? {
    let own = ConvolutionCode.sizes(factors)
    let channels = inputs / groups
    func has(_ side: Int, _ sizes: [Int]) -> Bool {
      own == ConvolutionCode.sizes(([side, side] + sizes).map { Rational($0) })
    }
    if has(kernel, [channels, outputs]) {
      guard let biases, biases != Rational(outputs),
        [1, inputs, kernel].contains(where: { Rational($0) == biases })
      else { return nil }
      return [.biasCountWrong]
    }
    guard biases == nil || biases == Rational(outputs) else { return nil }
    // The kernel has to be written out, or the biases show that it is the whole layer.
    let isWhole = biases != nil
    for side in [1, 3, 5, 7] where side != kernel && has(side, [channels, outputs]) {
      guard isWhole || side > 1 && factors.count(where: { $0 == Rational(side) }) >= 2 else { continue }
      return side == 1
        ? [.kernelAreaMissing, .factorSwapped]
        : [.factorSwapped, .dimensionLeftFromOtherModel, .kernelAreaMissing]
    }
    guard isWhole, outputs > 1 else { return nil }
    if groups > 1 {
      return channels == 1 && has(kernel, []) ? [.outputChannelsMissing, .inputChannelsMissing] : nil
    }
    if channels != outputs {
      if has(kernel, [channels]) { return [.outputChannelsMissing, .factorDroppedInEvaluation] }
      if has(kernel, [channels, channels]) { return [.factorSwapped, .outputChannelsMissing] }
      if has(kernel, [outputs, outputs]) { return [.factorSwapped, .inputChannelsMissing] }
    }
    return nil
  }

  /// The factors in order, without those that change nothing.
  private static func sizes(_ factors: [Rational]) -> [Rational] {
    factors.filter { $0 != .one }.sorted()
  }

  static let names: PhraseSet = ["conv2d("]
  static let signs: PhraseSet = ["→", "->", "=>", ":", "：", "=", "#"]
  static let parameters: PhraseSet = ["parameters", "params", "param", "weights", "参数量", "参数", "权重"]
  /// What puts another layer in its place, or counts something else.
  static let others: PhraseSet = [
    "instead", "replac", "equivalent", "wrong", "not ", "n't", "rather", "vs", "mac", "flop", "each ", "per ",
    "代替", "替换",
    "等价", "错", "不是", "乘加", "每",
  ]
  private static let comma: PhraseSet = [","]
  private static let groupNames: PhraseSet = ["groups =", "groups="]
  private static let kernelNames: PhraseSet = ["kernel_size =", "kernel_size=", "kernel=", "k="]
  private static let channelNames: PhraseSet = [
    "in_channels =", "in_channels=", "out_channels =", "out_channels=", "filters=",
  ]
}
