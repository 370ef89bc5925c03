import Symbolics

/// A 1×1 kernel in the formula below a line that states a larger one: "- second convolution: 56x56x64, 3x3, 64 filters:" and then
/// `(1 × 1 × 64 × 64) × (56 × 56)`.
extension Calculation {
  mutating func checkKernelsOfHeadings() {
    guard holds(HeadingKernelWords.layers) else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home > 0 && entry.home < lines.count {
      guard HeadingKernelWords.layers.mayBe(on: lines[entry.home - 1]), let side = entry.workingSide,
        case let line = lines[entry.home], line.row == nil,
        side.located.range.lowerBound - line.range.lowerBound <= 4, hasUnitKernel(side.located.expression),
        let value = entry.value, case let head = lines[entry.home - 1], head.row == nil,
        head.range.count <= 160, let kernel = kernelOfHeading(head),
        let right = try? value.multiplied(by: Rational(kernel * kernel)), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line)
      else { continue }
      report(.kernelAreaMissing, at: side, of: entry, value, correct: right)
      guard let last = findings.indices.last else { continue }
      findings[last].alternatives = [.wrongModelFact, .factorSwapped]
    }
  }

  /// `1 × 1 × C × C′` and what else is multiplied, all of it written out.
  private func hasUnitKernel(_ expression: Expression) -> Bool {
    guard case .product = expression else { return false }
    var numbers: [Rational] = []
    LinkChecker.forEachNumeral(of: expression) { numbers.append($0.value) }
    return (4...8).contains(numbers.count) && numbers[0] == .one && numbers[1] == .one && numbers[2] > 3
      && numbers[3] > 3
  }

  /// The one kernel of a line that ends in a colon and has no calculation of its own.
  private func kernelOfHeading(_ line: TextLine) -> Int? {
    let bytes = working.bytes
    let end = bytes.skipBack(from: line.range.upperBound, to: line.range.lowerBound) {
      $0 == .space || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "\r")
    }
    guard [":", "："].contains(where: { working.ends(line.range.lowerBound..<end, with: $0) }),
      HeadingKernelWords.layers.isOn(line, of: bytes), !HeadingKernelWords.others.isOn(line, of: bytes)
    else { return nil }
    let kernels = MapWords.squares(in: line.range, of: bytes).filter { $0.size <= 7 }
    guard kernels.count == 1, [3, 5, 7].contains(kernels[0].size) else { return nil }
    return kernels[0].size
  }
}

private enum HeadingKernelWords {
  static let layers: PhraseSet = ["conv", "卷积"]
  static let others: PhraseSet = [
    "1x1", "1×1", "pointwise", "point-wise", "depthwise", "separab", "instead", "replac", "pool", "shortcut",
    "逐点",
    "深度", "可分离", "代替", "替换", "池化", "捷径",
  ]
}
