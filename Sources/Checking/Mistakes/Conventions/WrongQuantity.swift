import Symbolics

/// A number that is right for something else than the words name: values for pixels, a stride for input channels.
extension Calculation {
  mutating func checkQuantityNames() {
    for line in lines(with: Calculation.pixels)
    where line.topics.contains(.input) && Calculation.pixels.isOn(line, of: working.bytes) {
      checkPixels(on: line)
    }
    for entry in entries where entry.chain.traits.contains(.symbolic) { checkOptionAsFactor(entry) }
  }

  // MARK: - Pixels

  private static let pixels: PhraseSet = ["pixels", "像素"]

  /// "A 32×32 RGB image has 3,072 pixels", `224×224×3 = 150,528 pixels`: three values make a pixel.
  private mutating func checkPixels(on line: TextLine) {
    let shapes = line.lone.compactMap { $0.shape } + line.chains.flatMap { $0.sides.compactMap { $0.shape } }
    guard (1...16).contains(shapes.count) else { return }
    let claims = line.lone + line.chains.flatMap { $0.sides }
    for side in claims {
      guard let claim = side.claim, claim.scale == .one, claim.value >= 27, isPixelCount(side, on: line),
        let pixels = try? claim.value.divided(by: 3), pixels.isInteger,
        shapes.contains(where: { $0.pixels == pixels })
      else { continue }
      findings.append(
        Draft(
          mistake: .wrongQuantityNamed, range: side.located.range, claimed: claim.value, correct: pixels,
          arguments: [("noun", .word("noun.pixel")), ("other", .word("noun.value"))],
          fix: Expression(pixels)))
    }
  }

  /// Whether "pixels" and nothing that goes on with it stands right behind a number: not "pixel values".
  private func isPixelCount(_ side: Chain.Side, on line: TextLine) -> Bool {
    let start = side.located.range.upperBound
    let end = min(line.range.upperBound, start + 28)
    guard start < end, Calculation.pixels.isIn(start..<end, of: working.bytes) else {
      return false
    }
    let behind = working.text(from: start, to: end).lowercased()
    let words = behind.trimmedOfBlanks
    for word in ["pixels", "个像素", "像素"] where words.hasPrefix(word) {
      let rest = String(words.dropFirst(word.count)).trimmedOfBlanks
      return !["value", "intens", "channel", "×", "*", "值", "点值", "通道"].contains { rest.hasPrefix($0) }
    }
    return false
  }

  // MARK: - Options

  /// `(kernel_size × stride + 1) × filters`, `kernel_size × padding`, `kernel_size × pool_size`: no weight belongs to an
  /// option of the layer, nor to the size of the next one.
  private mutating func checkOptionAsFactor(_ entry: Entry) {
    for side in entry.chain.sides where side.isSymbolic && side.isCompound {
      guard let found = side.located.optionBesideKernel else { continue }
      // `kernel_size × pool_size` alone may be how far a field reaches.
      if found.option == .pool,
        !side.located.expression.symbols.contains(where: { $0.isNamed(Option.outputs) })
      {
        continue
      }
      findings.append(
        Draft(
          mistake: .wrongQuantityNamed, range: found.range,
          arguments: [("noun", .word("noun.input-channel")), ("other", .word(found.option.word))]))
    }
  }
}

extension Chain.Side {
  /// The pixels of a shape: 1,024 of 32×32 and of 32×32×3.
  fileprivate var shape: (pixels: Rational, depth: Int)? {
    guard case .product(let factors) = located.expression, factors.count == 2 || factors.count == 3 else {
      return nil
    }
    var sizes: [Rational] = []
    for factor in factors {
      guard case .number(let numeral) = factor, numeral.scale == .one, numeral.value.isInteger else {
        return nil
      }
      sizes.append(numeral.value)
    }
    if sizes.count == 3, sizes[2] != 3 { return nil }
    return (try? sizes[0].multiplied(by: sizes[1])).map { ($0, sizes.count) }
  }
}

/// What is no factor of a layer's weights.
private enum Option: CaseIterable {
  case stride, padding, pool

  var names: [String] {
    switch self {
    case .stride: ["stride", "步长", "步幅"]
    case .padding: ["padding", "填充"]
    case .pool: ["pool_size", "poolsize", "pool", "池化"]
    }
  }
  var word: String {
    switch self {
    case .stride: "noun.stride"
    case .padding: "noun.padding"
    case .pool: "noun.pooling"
    }
  }

  static let outputs = [
    "filters", "num_filters", "n_filters", "output", "out_ch", "c_out", "滤波器", "卷积核个数", "输出",
  ]
}

extension Located {
  /// Where an option is a factor of a product that a kernel is a factor of.
  fileprivate var optionBesideKernel: (option: Option, range: Range<Int>)? {
    let parts = operands
    if case .product = expression, parts.contains(where: { $0.expression.isNamed(["kernel", "卷积核"]) }) {
      for option in Option.allCases {
        if let part = parts.first(where: { $0.expression.isNamed(option.names) }) {
          return (option, part.range)
        }
      }
    }
    for part in parts { if let found = part.optionBesideKernel { return found } }
    return nil
  }
}

extension Expression {
  fileprivate func isNamed(_ words: [String]) -> Bool {
    guard case .symbol(let symbol) = self else { return false }
    return symbol.isNamed(words)
  }
}

extension Symbol {
  fileprivate func isNamed(_ words: [String]) -> Bool {
    let name = description.lowercased()
    return words.contains { name.hasPrefix($0) }
  }
}
