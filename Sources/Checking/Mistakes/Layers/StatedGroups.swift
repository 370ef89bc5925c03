import Symbolics

/// A convolution that the text gives groups and counts without them: "conv4 has two groups: 3·3·384·384 = 1,327,104 weights".
/// Each output sees one group's inputs only.
extension Calculation {
  mutating func checkStatedGroups() {
    guard let forms else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil && entry.chain.hasEquality
    {
      guard lines.indices.contains(entry.home), StatedGroups.words.mayBe(on: lines[entry.home]),
        let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
        isOfWeights(entry), let line = self.line(at: entry.chain.range.lowerBound)
      else { continue }
      let start = entry.chain.range.lowerBound
      let sentence = sentence(around: start, on: line)
      let before = sentence.lowerBound..<max(sentence.lowerBound, start)
      guard let word = StatedGroups.words.first(in: before, of: working.bytes), start - word.upperBound <= 32,
        !StatedGroups.contrasts.isIn(sentence, of: working.bytes), side.located.expression.isDenseConvolution,
        let half = try? value.divided(by: .two), !holds(half, line),
        isGrouped(entry, half, forms),
        !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .groupsIgnored, range: side.located.range, about: about(entry), claimed: value,
          correct: half,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .groupsIgnored
    }
  }

  /// Whether the layer that is named has half the weights in a form of the network.
  private func isGrouped(_ entry: Entry, _ half: Rational, _ forms: KnownForms) -> Bool {
    guard case .layers(let candidates) = entry.subject.target, candidates.count == 1,
      let layer = candidates.first, forms.facts.layers.indices.contains(layer)
    else { return false }
    // The forms call it by other names, so that it is found by its place among the convolutions.
    let number = forms.facts.layers[..<layer].count { $0.noun == .convolution }
    return ([forms.facts] + forms.variants).contains { facts in
      let convolutions = facts.layers.filter { $0.noun == .convolution }
      guard convolutions.indices.contains(number) else { return false }
      let own = convolutions[number]
      return (try? own.parameters.subtracting(Rational(own.biases))) == half
    }
  }

  private func isOfWeights(_ entry: Entry) -> Bool {
    entry.claimUnit == .parameters || entry.claimUnit == .none && entry.subject.quantity == .parameters
  }

  /// Whether a number stands on a line.
  private func holds(_ value: Rational, _ line: TextLine) -> Bool {
    line.range.count > 1_024
      || measures(on: line).contains { $0.numeral.value == value }
  }
}

private enum StatedGroups {
  static let words: PhraseSet = [
    "has two groups", "in two groups", "with two groups", "has 2 groups", "with 2 groups", "in 2 groups",
    "groups = 2",
    "groups=2", "two groups:", "2 groups:", "分两组", "分为两组", "分成两组", "分 2 组", "分为 2 组", "有两组", "groups 为 2",
  ]
  static let contrasts: PhraseSet = [
    "without", "would", "instead", "if ", "ungrouped", "dense", "sav", "than", "both groups", "together",
    "each",
    "per group", "half", "halve", "/ 2", "/2", "torchvision", "one tower", "不分组", "若", "如果", "而不是", "每组",
    "减半",
    "一半", "共",
  ]
}

extension Expression {
  /// k·k·C·C′ with channels that two groups can share: of an even number, 48 at least.
  fileprivate var isDenseConvolution: Bool {
    let factors = Factors.written(in: self)
    guard factors.count == 4 || factors.count == 3 else { return false }
    let channels = factors.suffix(2)
    let kernel = factors.dropLast(2)
    let isKernel = kernel.count == 2 ? kernel.first == kernel.last : [9, 25, 49].contains(kernel.first)
    return isKernel && kernel.allSatisfy { $0 <= 49 }
      && channels.allSatisfy { $0 >= 48 && $0.isInteger && $0.numerator % 2 == 0 }
  }
}
