import Symbolics

/// Two operations for a multiply-add in the convolutions, one in the fully connected layers, told from the calculations
/// alone where no network is known.
extension Calculation {
  mutating func checkMixedFactors() {
    guard facts == nil else { return }
    var (convolutions, linears): ([Entry], [Entry]) = ([], [])
    for entry in entries where entry.home < lines.count && entry.status == .right {
      guard lines[entry.home].topics.contains(.part), let noun = label(of: entry) else { continue }
      if noun == .convolution { convolutions.append(entry) } else { linears.append(entry) }
    }
    // Two layers in one line look the same as two operations; in all lines of one kind they are operations.
    guard !convolutions.isEmpty, !linears.isEmpty, convolutions.allSatisfy({ $0.doublesConvolution }),
      linears.allSatisfy({ $0.isSingleMatrix })
    else { return }
    for entry in linears {
      guard let side = entry.workingSide, let value = entry.value,
        let right = try? value.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(
          mistake: .mixedConventions, alternatives: [.macCalledFlop], severity: .warning,
          range: side.located.range, claimed: value, correct: right, arguments: [("factor", .number(.one))]))
    }
  }

  /// The layer that a line begins with: `conv1: `, 全连接层：.
  private func label(of entry: Entry) -> Noun? {
    let line = lines[entry.home]
    guard
      let mention = line.mentions.last(where: { $0.range.upperBound <= entry.chain.range.lowerBound }),
      mention.noun == .convolution || mention.noun == .linear
    else { return nil }
    let text = working.text(from: mention.range.upperBound, to: entry.chain.range.lowerBound)
    for character in text where !" :：0123456789层".contains(character) { return nil }
    return text.contains(":") || text.contains("：") ? mention.noun : nil
  }
}

extension Entry {
  /// The sizes that the line multiplies, nil for anything but a product of numbers.
  private var sizes: [Rational]? {
    guard case .product(let factors)? = workingSide?.located.expression else { return nil }
    var sizes: [Rational] = []
    for factor in factors {
      guard case .number(let numeral) = factor, numeral.scale == .one else { return nil }
      sizes.append(numeral.value)
    }
    return sizes
  }

  /// `2×3×3×64×64×56×56`
  fileprivate var doublesConvolution: Bool {
    guard let sizes, sizes.count == 7, let first = sizes.first, let last = sizes.last else { return false }
    let rest = first == .two ? Array(sizes.dropFirst()) : last == .two ? Array(sizes.dropLast()) : []
    return rest.count == 6 && rest[0] == rest[1] && rest[4] == rest[5]
  }

  /// `512×1000`
  fileprivate var isSingleMatrix: Bool {
    guard let sizes else { return false }
    return sizes.count == 2 && !sizes.contains(.two)
  }
}
