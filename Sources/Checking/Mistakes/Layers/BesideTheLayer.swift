import Derivations
import Networks
import Symbolics

/// Numbers beside a described layer that are not its own: steps on the way, single filters, other layers.
extension Calculation {
  /// Whether a later calculation about the layer goes on with the value and is right: 3×3×64 = 576, 576×128 = 73,728.
  func isIntermediate(_ value: Rational, _ index: Int, _ layer: DescribedLayer) -> Bool {
    // It is used soon or not at all.
    for other in entries[min(index + 1, entries.count)...].prefix(16) {
      guard layer.scope.contains(other.chain.range.lowerBound), let result = other.value,
        let side = other.workingSide
      else { continue }
      var uses = false
      LinkChecker.forEachNumeral(of: side.located.expression) { uses = uses || $0.value == value }
      if uses, isRight(result, .parameters, layer) || isRight(result, .macs, layer) { return true }
    }
    return false
  }

  /// Whether a number is what the layer, the block or the stage has that its line names, whatever was described above.
  func isRightForNamedPart(
    _ value: Rational, _ quantity: Noun, at range: Range<Int>, _ line: TextLine
  ) -> Bool {
    guard let forms, let place = place(of: line) else { return false }
    let subject = finder.subject(of: range.lowerBound, onLine: place)
    switch subject.target {
    case .blocks, .stage:
      if subject.isSpecific, subject.range.map(line.range.overlaps) ?? false { return true }
    default: break
    }
    guard subject.isSpecific,
      let meaning = forms.meanings.meaning(of: value, subject: subject, facts: forms.facts),
      (meaning.quantity == .parameters) == (quantity == .parameters), let layer = meaning.layer
    else { return false }
    return subject.target == .layers([layer])
  }

  /// "each filter has 3×3×64 = 576 weights", "27 multiply-adds for one output value".
  func speaksOfPart(_ entry: Entry) -> Bool {
    guard lines.indices.contains(entry.home) else { return true }
    return speaksOfPart(entry.chain.range, on: lines[entry.home])
  }

  func speaksOfPart(_ range: Range<Int>, on line: TextLine) -> Bool {
    line.mentions.contains {
      $0.range.upperBound > range.lowerBound - 80 && $0.range.lowerBound < range.upperBound + 40
        && ($0.noun == .each || $0.noun == .count(1))
    } || countsOnePart(range, on: line)
  }

  func contrasts(_ entry: Entry, _ mistake: Mistake) -> Bool {
    lines.indices.contains(entry.home) && contrasts(entry.chain.range, on: lines[entry.home], with: mistake)
  }

  /// Whether another number of the same sentence is right for the layer: then this one is a step on the way, or another
  /// layer's, of which the sentence tells the difference.
  func isSetRight(_ range: Range<Int>, _ quantity: Noun, _ layer: DescribedLayer) -> Bool {
    guard let line = line(at: range.lowerBound) else { return false }
    let sentence = sentence(around: range.lowerBound, on: line)
    func isRightElsewhere(_ side: Chain.Side) -> Bool {
      guard sentence.contains(side.located.range.lowerBound), !range.overlaps(side.located.range),
        let claim = side.claim, claim.value >= 32, claim.scale == .one
      else { return false }
      return isRight(claim.value, quantity, layer)
    }
    return line.lone.contains(where: isRightElsewhere)
      || line.chains.contains { chain in
        !chain.range.overlaps(range) && chain.sides.contains(where: isRightElsewhere)
      }
  }

  /// "128 weights and 128 biases" of a normalisation: its two vectors, one by one.
  func countsOneVector(_ range: Range<Int>, on line: TextLine, _ layer: DescribedLayer) -> Bool {
    layer.description.kind == .norm
      && Phrases.contains(
        [
          "weight", "bias", "gamma", "beta", "scale", "shift", "权重", "偏置", "缩放", "平移", "偏移", "γ", "β",
          "running", "mean", "均值", "方差",
        ], in: sentence(around: range.lowerBound, on: line), of: working.bytes)
  }
}
