import Symbolics

/// Weights of convolutions in three dimensions and of transposed ones, from their code, with sides of the kernel left out:
/// `Conv3d(16, 32, 3)`: 3·3·16·32 + 32; `ConvTranspose2d(100, 512, 4)`: 100·512·4; or with one of the channels left out,
/// `ConvTranspose2d(64, 3, 4)`: params 64·4·4.
extension Calculation {
  mutating func checkCodeOfOtherConvolutions() {
    for line in lines(with: OtherConvolutions.names)
    where !line.chains.isEmpty && OtherConvolutions.names.isOn(line, of: working.bytes) {
      guard let call = otherConvolution(on: line) else { continue }
      for entry in entries
      where entry.line == line.index && entry.status == .right && entry.misconception == nil
        && entry.chain.range.lowerBound >= call.end
      {
        check(entry, against: call, on: line)
      }
    }
  }

  /// `Conv3d(16, 32, 3)` with its numbers.
  private struct OtherConvolution {
    let channels: Rational
    let outputs: Rational
    let kernel: Rational
    let dimensions: Int
    let end: Int
  }

  private mutating func check(_ entry: Entry, against call: OtherConvolution, on line: TextLine) {
    guard entry.claimUnit == .none || entry.claimUnit == .parameters, let value = entry.value,
      let side = entry.workingSide, !isTakenUpBehind(entry, on: line),
      var weights = try? call.channels.multiplied(by: call.outputs)
    else { return }
    var wrong: [Rational] = []
    for _ in 0..<call.dimensions {
      wrong.append(weights)
      guard let next = try? weights.multiplied(by: call.kernel) else { return }
      weights = next
    }
    let right: Rational
    if wrong.contains(value) {
      right = weights
    } else if wrong.contains(where: { (try? $0.adding(call.outputs)) == value }),
      let all = try? weights.adding(call.outputs)
    {
      right = all
    } else {
      checkChannels(entry, value, side, weights, against: call, on: line)
      return
    }
    report(.kernelAreaMissing, at: side, of: entry, value, correct: right)
  }

  /// The kernel with one of the two numbers of channels, where the words call it the parameters.
  private mutating func checkChannels(
    _ entry: Entry, _ value: Rational, _ side: Chain.Side, _ weights: Rational,
    against call: OtherConvolution, on line: TextLine
  ) {
    guard call.channels > .one, call.outputs > .one, case .product = side.located.expression,
      entry.claimUnit == .parameters
        || OtherConvolutions.weights.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 24), of: working.bytes),
      !OtherConvolutions.parts.isOn(line, of: working.bytes),
      !OtherConvolutions.kernels.isIn(
        call.end..<max(call.end, side.located.range.lowerBound), of: working.bytes),
      !isReported(entry.chain.range),
      !isDenied(entry.chain.range, on: line), !isTakenUpBelow(entry)
    else { return }
    let lacking: [(Mistake, Rational)] = [
      (.outputChannelsMissing, call.outputs), (.inputChannelsMissing, call.channels),
    ]
    for (mistake, channels) in lacking where (try? value.multiplied(by: channels)) == weights {
      report(mistake, at: side, of: entry, value, correct: weights)
      return
    }
  }

  /// Whether one of the next lines calculates with the result.
  private func isTakenUpBelow(_ entry: Entry) -> Bool {
    guard let value = entry.value else { return true }
    return lines[min(entry.home + 1, lines.count)...].prefix(2).contains { line in
      line.chains.contains { chain in
        chain.sides.contains { side in
          var uses = false
          LinkChecker.forEachNumeral(of: side.located.expression) { uses = uses || $0.value == value }
          return side.isCompound && uses
        }
      }
    }
  }

  /// Whether the result is multiplied further on its line.
  private func isTakenUpBehind(_ entry: Entry, on line: TextLine) -> Bool {
    guard let claim = entry.claim?.value else { return true }
    return line.chains.contains { chain in
      chain.range.lowerBound > entry.chain.range.lowerBound
        && chain.sides.contains { side in
          var uses = false
          LinkChecker.forEachNumeral(of: side.located.expression) { uses = uses || $0.value == claim }
          return side.isCompound && uses
        }
    }
  }

  /// The one call on a line, of which the numbers stand in the order of the framework, with one number for the kernel.
  private func otherConvolution(on line: TextLine) -> OtherConvolution? {
    let bytes = working.bytes
    guard let name = OtherConvolutions.names.first(on: line, of: bytes),
      !OtherConvolutions.any.isIn(name.upperBound..<line.range.upperBound, of: bytes),
      !OtherConvolutions.any.isIn(line.stretch(before: name.lowerBound), of: bytes),
      !OtherConvolutions.others.isOn(line, of: bytes)
    else { return nil }
    let limit = min(line.range.upperBound, name.upperBound + 96)
    guard let close = bytes[name.upperBound..<limit].firstIndex(of: UInt8(ascii: ")")) else { return nil }
    var numbers: [Int] = []
    var at = name.upperBound
    while numbers.count < 3 {
      while at < close, bytes[at] == .space { at += 1 }
      if numbers.count == 2 {
        for word in OtherConvolutions.kernel where working.begins(at..<close, with: word) {
          at += word.utf8CodeUnitCount
        }
      }
      let start = at
      var value = 0
      while at < close, bytes[at].isASCIIDigit, value < 100_000 {
        value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
        at += 1
      }
      guard at > start, at == close || bytes[at] == UInt8(ascii: ",") else { return nil }
      numbers.append(value)
      at += 1
    }
    guard numbers.allSatisfy({ $0 > 0 }), (2...15).contains(numbers[2]) else { return nil }
    return OtherConvolution(
      channels: Rational(numbers[0]), outputs: Rational(numbers[1]), kernel: Rational(numbers[2]),
      dimensions: bytes[name].contains(UInt8(ascii: "3")) ? 3 : 2, end: close)
  }
}

private enum OtherConvolutions {
  static let names: PhraseSet = ["conv3d(", "convtranspose2d(", "convtranspose3d("]
  static let any: PhraseSet = ["conv1d", "conv2d", "conv3d", "convtranspose", "linear("]
  static let kernel: [StaticString] = ["kernel_size=", "kernel_size = ", "k="]
  static let weights: PhraseSet = ["param", "weight", "参数", "权重"]
  static let parts: PhraseSet = ["filter", "channel", "通道", "滤波器"]
  static let kernels: PhraseSet = ["kernel", "核"]
  /// What changes the weights, or counts something else than them.
  static let others: PhraseSet = [
    "group", "depthwise", "mac", "flop", "per ", "each", "one ", "output size", "→", "->", "instead", "not ",
    "乘加", "每", "分组", "逐通道", "一个", "单个", "不是",
  ]
}
