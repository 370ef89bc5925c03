import Derivations
import Networks
import Symbolics

/// A number without a calculation for a part of the network that is named by its path: `layer1.0.conv2: 115,605,405 MACs`,
/// a cell in the layer's row, `MACs_layer1 = 720,371,721`.
///
/// What is counted may be another thing than the part alone. Only a number with all its digits, of which one differs from
/// what is right, or two changed places, or the power of ten, is called wrong, and what a known mistake gives for a layer.
extension Calculation {
  mutating func checkNamedLayerClaims() {
    guard let forms else { return }
    var header: [Noun?]?
    for (place, line) in lines.enumerated() {
      if let row = line.row {
        guard let columns = header else {
          header = row.cells.map { column($0) }
          continue
        }
        for (cell, quantity) in zip(row.cells, columns) {
          let inside = line.lone.filter { cell.contains($0.located.range.lowerBound) }
          guard let quantity, inside.count == 1, let claim = inside[0].claim else { continue }
          check(claim, quantity, at: inside[0].located.range, on: line, place, forms)
        }
      } else {
        header = nil
        for side in line.lone {
          guard let claim = side.claim, let quantity = statedQuantity(of: side, on: line) else { continue }
          check(claim, quantity, at: side.located.range, on: line, place, forms)
        }
      }
    }
    checkNamedResults(forms)
  }

  /// The quantity that a column of a table counts, part by part.
  private func column(_ cell: Range<Int>) -> Noun? {
    let mentions = Vocabulary.shared.mentions(in: working.bytes, cell)
    guard !mentions.contains(where: { $0.noun == .total || $0.noun == .each }) else { return nil }
    return mentions.first { $0.noun.isQuantity }?.noun
  }

  private mutating func check(
    _ claim: Numeral, _ quantity: Noun, at range: Range<Int>, on line: TextLine, _ place: Int,
    _ forms: KnownForms
  ) {
    guard mayBeCopied(claim) else { return }
    let subject = finder.subject(of: range.lowerBound, onLine: place)
    // A name without a number is a word like any other.
    guard subject.isSpecific, let name = subject.range, line.range.contains(name.lowerBound),
      name.upperBound <= range.lowerBound, working.bytes[name].contains(where: { $0.isASCIIDigit }),
      sentence(around: range.lowerBound, on: line).contains(name.lowerBound) || line.row != nil,
      !speaksOfPart(range, on: line), !isSupposed(range, on: line), !isOfOtherForm(range, on: line)
    else { return }
    guard let part = forms.facts.part(of: subject.target) else { return }
    report(claim, quantity, at: range, part, subject.target, forms)
  }

  /// Whether the sentence speaks of another form of the layer: "with 32 groups", "its depthwise version".
  private func isOfOtherForm(_ range: Range<Int>, on line: TextLine) -> Bool {
    let sentence = sentence(around: range.lowerBound, on: line)
    return mayBeOfAnother(sentence, on: line, at: range)
      || Phrases.contains(
        ["group", "depthwise", "depth-wise", "分组", "深度"], in: sentence, of: working.bytes)
  }

  /// `MACs_layer1 = 720,371,712`: the name of the result has the part's path as its index, or the heading names the part.
  private mutating func checkNamedResults(_ forms: KnownForms) {
    for entry in entries where entry.hasOnlyNames && entry.chain.traits.contains(.symbolic) {
      guard let claim = entry.claim, let range = entry.claimRange,
        let part = namedPart(of: entry, forms.facts)
      else { continue }
      if let size = entry.chain.outputSize(of: part.output) {
        if claim.value >= 100, reportSize(claim, size, at: range) { entry.status = .wrong }
      } else if mayBeCopied(claim), let quantity = entry.subject.quantity, entry.chain.namesQuantity,
        report(claim, quantity, at: range, part, .none, forms)
      {
        entry.status = .wrong
      }
    }
  }

  private func namedPart(of entry: Entry, _ facts: NetworkFacts) -> Part? {
    guard case .symbol(let symbol) = entry.chain.sides[0].located.expression else { return nil }
    if !symbol.index.isEmpty, let part = facts.derivation.part(at: symbol.index) { return part }
    guard entry.subject.isSpecific, case .layers(let layers) = entry.subject.target, layers.count == 1 else {
      return nil
    }
    return facts.layers[layers[0]].part
  }

  private mutating func reportSize(_ claim: Numeral, _ size: Int, at range: Range<Int>) -> Bool {
    guard claim.scale == .one, let wrong = Digits.of(claim.value),
      !findings.contains(where: { $0.range == range }),
      let mistakes = Digits.slip(from: Rational(size), to: wrong, claim)
    else { return false }
    findings.append(
      Draft(
        mistake: mistakes[0], alternatives: Array(mistakes.dropFirst()), range: range, claimed: claim.value,
        correct: Rational(size), fix: Expression(Rational(size))))
    return true
  }

  private func mayBeCopied(_ claim: Numeral) -> Bool {
    claim.lastPlace == .one && claim.scale == .one && claim.value >= 1_000
  }

  @discardableResult
  private mutating func report(
    _ claim: Numeral, _ quantity: Noun, at range: Range<Int>, _ part: Part, _ target: Subject.Target,
    _ forms: KnownForms
  ) -> Bool {
    guard !findings.contains(where: { $0.range == range }),
      let (mistakes, right) = copied(claim, quantity, RightValues.entries(for: part), forms)
        ?? misread(claim.value, quantity, target, forms)
    else { return false }
    if let line = line(at: range.lowerBound), contrasts(range, on: line, with: mistakes[0]) { return false }
    findings.append(
      Draft(
        mistake: mistakes[0], alternatives: Array(mistakes.dropFirst()), range: range,
        about: part.path + "." + right.quantity.name, claimed: claim.value, correct: right.value,
        fix: Expression(right.value)))
    return true
  }

  private func copied(
    _ claim: Numeral, _ quantity: Noun, _ rightValues: [RightValues.Entry], _ forms: KnownForms
  ) -> (mistakes: [Mistake], right: RightValues.Entry)? {
    guard let wrong = Digits.of(claim.value), !forms.meanings.holds(claim.value) else { return nil }
    for entry in rightValues where entry.quantity.fits(quantity) {
      guard let mistakes = Digits.slip(from: entry.value, to: wrong, claim) else { continue }
      // A batch of ten takes ten times the work.
      if mistakes == [.powerOfTenSlip], entry.quantity != .parameters, claim.value > entry.value { continue }
      return (mistakes, entry)
    }
    return nil
  }

  /// The mistake in a layer's formula that gives a value.
  private func misread(
    _ value: Rational, _ quantity: Noun, _ target: Subject.Target, _ forms: KnownForms
  ) -> (mistakes: [Mistake], right: RightValues.Entry)? {
    guard case .layers(let layers) = target, layers.count == 1,
      !forms.facts.layers[layers[0]].rightValues.contains(where: {
        $0.value == value && $0.quantity.fits(quantity)
      }),
      !forms.isRightForVariantsLayer(value, Subject(target: target, quantity: quantity))
    else { return nil }
    let values = forms.wrongValues(ofLayer: layers[0])
    var mistakes: [Mistake] = []
    var wanted: Quantity?
    for (index, rule) in LayerRule.all.enumerated() where rule.quantity.fits(quantity) {
      guard values[index].contains(value), !mistakes.contains(rule.mistake),
        wanted == nil || wanted == rule.quantity
      else { continue }
      wanted = rule.quantity
      mistakes.append(rule.mistake)
    }
    guard let wanted,
      let right = forms.facts.layers[layers[0]].rightValues.first(where: { $0.quantity == wanted })
    else { return nil }
    return (mistakes, right)
  }
}

extension NetworkFacts {
  /// The one part that a target means.
  fileprivate func part(of target: Subject.Target) -> Part? {
    switch target {
    case .layers(let indices) where indices.count == 1: layers[indices[0]].part
    case .blocks(let indices) where indices.count == 1: blocks[indices[0]].part
    case .stage(let index): derivation.part(at: stages[index].path)
    default: nil
    }
  }
}

extension Chain {
  /// The size that the chain names, `W_out = 56`, as the part gives it out.
  fileprivate func outputSize(of output: Shape) -> Int? {
    guard case .symbol(let symbol) = sides[0].located.expression, symbol.index == "out" else { return nil }
    switch symbol.base {
    case "H": return output.height
    case "W": return output.width
    default: return nil
    }
  }

  /// Whether what it names first is a quantity: `Params = F = 4,096`.
  fileprivate var namesQuantity: Bool {
    guard case .symbol(let symbol) = sides[0].located.expression else { return false }
    let name = Array(symbol.base.utf8)
    return Vocabulary.shared.mentions(in: name, name.indices).contains { $0.noun.isQuantity }
  }
}

extension Entry {
  /// Whether nothing is worked out before the claim: `MACs_layer1 = 720,371,721`, `Params = F = 2,048`.
  fileprivate var hasOnlyNames: Bool {
    guard let side = workingSide else { return true }
    if case .symbol = side.located.expression { return true }
    return false
  }
}
