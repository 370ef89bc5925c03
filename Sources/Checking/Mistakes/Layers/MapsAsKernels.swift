import Symbolics

/// The map that goes in where the kernel belongs: "first conv, 5×5, stride 2: (96×96×3)×24×48×48" for `(5×5×3)×24×48×48`.
extension Calculation {
  mutating func checkMapsAsKernels() {
    guard holds(KernelMapWords.layers) else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .product = side.located.expression,
        KernelMapWords.layers.mayBe(on: lines[entry.home]),
        case let factors = Factors.written(in: side.located.expression), factors.count == 6,
        factors[0] == factors[1], factors[4] == factors[5], factors[0] >= factors[4], factors[4] > 11,
        let input = factors[0].integer, input <= 65_536, case let line = lines[entry.home], line.row == nil,
        line.range.count <= 512,
        case let label = line.stretch(before: side.located.range.lowerBound, atMost: 96),
        KernelMapWords.layers.isIn(label, of: working.bytes), let value = entry.value,
        let kernel = kernelLeftOut(of: factors, input, in: label),
        !KernelMapWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line),
        let right = try? value.multiplied(by: Rational(kernel * kernel)).divided(by: Rational(input * input))
      else { continue }
      report(.inputSizeAsKernel, at: side, of: entry, value, correct: right)
    }
  }

  /// The one kernel that a label states, if neither it nor its area is a factor.
  private func kernelLeftOut(of factors: [Rational], _ input: Int, in label: Range<Int>) -> Int? {
    let squares = MapWords.squares(in: label, of: working.bytes).filter { $0.size <= 11 }
    guard squares.count == 1, let kernel = squares.first?.size, kernel > 1,
      !factors.contains(Rational(kernel)), !factors.contains(Rational(kernel * kernel))
    else { return nil }
    return kernel
  }
}

private enum KernelMapWords {
  static let layers: PhraseSet = ["conv", "卷积"]
  static let others: PhraseSet = [
    "attention", "dense", "fully", "instead", "would", "if ", "transpos", "1x1", "1×1", "注意力", "全连接", "如果",
    "若",
    "转置",
  ]
}
