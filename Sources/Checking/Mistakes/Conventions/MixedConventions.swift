import Derivations
import Networks
import Symbolics

/// Two operations for a multiply-add on some lines, one on others.
extension Calculation {
  mutating func checkConventions() {
    var single: [Int] = []
    var double: [Int] = []
    for (index, entry) in entries.enumerated() {
      guard let factor = entry.meaning?.factor, factor > 0, entry.subject.quantity != .macs,
        let side = entry.workingSide,
        case .product = side.located.expression
      else { continue }
      // Two matrices, two norms, keys and values: the 2 of a transformer's part is no convention.
      if isOfSeveralMatrices(entry) || isOfTwoProducts(entry) || isOfEqualLayers(entry) { continue }
      if factor == 2, isOfSeveralLayers(entry) { continue }
      // A line that calls the doubled number FLOPs of a number of MACs states both conventions on purpose.
      if isDoublingOfEarlier(entry) { continue }
      if factor == 1 { single.append(index) } else if side.located.factorTwo != nil { double.append(index) }
    }
    guard !single.isEmpty, !double.isEmpty else { return }
    // Where the lines name different quantities, the factor of 2 between them is meant.
    let labels = Set((single + double).compactMap { entries[$0].subject.quantity })
    guard labels.count <= 1 else { return }
    // The smaller side departs; where both are equal, the later lines do.
    let odd =
      double.count < single.count || (double.count == single.count && (double.last ?? 0) > (single.last ?? 0))
      ? double : single
    for index in odd { reportMixed(index) }
  }

  private func isOfSeveralMatrices(_ entry: Entry) -> Bool {
    guard forms?.sizes != nil, let side = entry.workingSide else { return false }
    let words = label(of: side.located.range, onLine: entry.home, nil).words
    return words.containsAny(of: [
      ModelWords(.feedForward), ModelWords(.attention), ModelWords(.keyOrValue), ModelWords(.scores),
    ])
  }

  /// `2·49·3136·96` of a window's attention: the products with the keys and with the values cost the same.
  private func isOfTwoProducts(_ entry: Entry) -> Bool {
    guard let facts, let meaning = entry.meaning, meaning.factor == 2, let index = meaning.layer else {
      return false
    }
    let layer = facts.layers[index]
    // So do the two layers of a squeeze-and-excitation block, whose weights meet one position each.
    guard layer.parameters.isZero || layer.macs <= layer.parameters,
      let parent = layer.path.utf8.lastIndex(of: UInt8(ascii: "."))
    else {
      return false
    }
    let prefix = layer.path[...parent]
    return facts.layers.indices.contains { other in
      other != index && facts.layers[other].macs == layer.macs
        && facts.layers[other].parameters.isZero == layer.parameters.isZero
        && facts.layers[other].path.hasPrefix(prefix)
    }
  }

  /// "block 4: 3×3×512×512×28×28×2": so often is the layer there, where the line is not that of a single one.
  private func isOfEqualLayers(_ entry: Entry) -> Bool {
    guard let facts, let meaning = entry.meaning, meaning.factor == 2, let index = meaning.layer,
      entry.claimUnit != .flops, entry.subject.quantity != .flops,
      case .product(let factors)? = entry.workingSide?.located.expression,
      case .number(let last)? = factors.last, last.value == .two
    else { return false }
    if entry.subject.isSpecific, case .layers(let named) = entry.subject.target, named.count == 1 {
      return false
    }
    let equal = facts.convolutions(
      of: facts.layers[index].macs, withSizesOf: .product(factors))
    return equal.reduce(0) { $0 + facts.layers[$1].multiplicity } > 1
  }

  /// "每个残差块 2 个 3×3 卷积: 2×3×3×64×64×56×56", "conv3_2 and conv3_3: 2×…": the words in front speak of two.
  private func isOfSeveralLayers(_ entry: Entry) -> Bool {
    guard entry.claimUnit != .flops, entry.subject.quantity != .flops, entry.home < lines.count,
      let side = entry.workingSide
    else { return false }
    let line = lines[entry.home]
    let label = line.stretch(before: side.located.range.lowerBound, atMost: 96)
    if SeveralLayers.words.isIn(label, of: working.bytes) { return true }
    // Two names: `conv3_2, conv3_3:`, `conv3_2/3_3:`.
    return SeveralLayers.joins.isIn(label, of: working.bytes)
      && label.count { working.bytes[$0] == UInt8(ascii: "_") } >= 2
  }

  private func isDoublingOfEarlier(_ entry: Entry) -> Bool {
    guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
      factors.count == 2
    else {
      return false
    }
    return factors.contains { factor in
      guard case .number(let numeral) = factor else { return false }
      // Or the work of two equal blocks, `2×479,072,256`: no size of a layer is so large.
      return numeral.value >= 1_000_000 || entriesByClaim[numeral.value] != nil
    }
  }

  private mutating func reportMixed(_ index: Int) {
    let entry = entries[index]
    guard let side = entry.workingSide, let value = entry.value, let factor = entry.meaning?.factor else {
      return
    }
    let correct = factor == 2 ? try? value.divided(by: .two) : try? value.multiplied(by: .two)
    findings.append(
      Draft(
        mistake: .mixedConventions, alternatives: [.macCalledFlop],
        range: side.located.factorTwo ?? side.located.range,
        about: about(entry), claimed: value, correct: correct,
        arguments: [("factor", .number(Rational(factor)))]))
  }
}

extension NetworkFacts {
  /// The convolutions of so many multiply-adds whose channels and map are all written in a formula. Others of other sizes may
  /// cost the same.
  func convolutions(of macs: Rational, withSizesOf formula: Expression) -> [Int] {
    var sizes: Set<Rational> = []
    LinkChecker.forEachNumeral(of: formula) { sizes.insert($0.value) }
    return layers.indices.filter { index in
      guard layers[index].macs == macs, case .layer(.convolution(let convolution)) = layers[index].part.kind
      else { return false }
      let output = layers[index].part.output
      return sizes.contains(Rational(convolution.inputChannels))
        && sizes.contains(Rational(convolution.outputChannels))
        && (output.rank != 4 || sizes.contains(Rational(output.height)))
    }
  }
}

extension Located {
  /// Where the factor 2 stands at the top of a product.
  var factorTwo: Range<Int>? {
    guard case .product = expression else { return nil }
    for operand in operands.reversed() {
      if case .number(let numeral) = operand.expression, numeral.value == .two { return operand.range }
    }
    return nil
  }
}

private enum SeveralLayers {
  static let words: PhraseSet = [
    " and conv", " & conv", " and layer", "both", "two ", "pair", "2 conv", "2 layer",
    "convs", "convolutions", "blocks", "residual block", "basic block", "per block", "each block",
    "every block", " a block",
    "one block", "the block", "layers",
    "和conv", "和 conv", "与conv", "与 conv", "、conv", "两个", "两层", "2个", "2 个", "二个", "后两", "前两", "块",
  ]
  static let joins: PhraseSet = [",", "/", "&", "-", "~", "、", "，", "和", "与", "及", " and ", "+"]
}
