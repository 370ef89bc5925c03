import Derivations
import Symbolics

extension Calculation {
  /// Reads each chain: judges its links, finds its subject, its value and what the value means in the network.
  mutating func readChains(with links: inout LinkChecker) {
    for (place, line) in lines.enumerated() {
      if line.traits.contains(.scaled) { for side in line.lone { links.learn(from: side) } }
      for chain in line.chains { read(chain, onLine: place, with: &links) }
      if !line.lone.isEmpty { links.learnUnrounded(on: line) }
    }
    var (single, double) = (0, 0)
    for entry in entries {
      if entry.meaning?.factor == 2 { double += 1 } else if entry.meaning?.factor == 1 { single += 1 }
    }
    conventionFactor = double > single ? 2 : 1
  }

  private mutating func read(_ chain: Chain, onLine place: Int, with links: inout LinkChecker) {
    let line = lines[place].index
    // A chain that goes over several lines belongs to the line on which it begins.
    let home = max(0, place - max(0, line - chain.line))
    // Without a network there is nothing that a subject could be compared with, but for the input, which never works.
    var subject =
      facts == nil && !lines[home].mentions.contains { $0.noun == .inputLayer }
      ? Subject() : finder.subject(of: chain.range.lowerBound, onLine: home)
    if let facts { takeName(of: chain, facts, into: &subject) }
    let entry = Entry(chain, subject, line: line, home: home)
    links.learn(from: chain)
    if let forms, !chain.countsOwnWay, let value = entry.value, entry.claim != nil {
      entry.meaning = forms.meanings.meaning(of: value, subject: subject, facts: forms.facts)
    }
    judge(entry, with: links)
    if entry.slip != nil { links.correct(chain, to: entry.rightValue) }
    entry.usesWrongValue = usesWrongValue(chain)
    if entry.usesWrongValue, entry.status == .right { noteCarriedForward(entry) }
    register(entry)
    entries.append(entry)
    if entry.working != nil, entry.claim != nil { lastResult = entry }
  }

  /// What a chain says itself that it counts, `MACs_layer1.0 = …`, before whatever stands around it.
  private func takeName(of chain: Chain, _ facts: NetworkFacts, into subject: inout Subject) {
    if chain.countsOwnWay { subject = Subject() }
    guard case .symbol(let symbol) = chain.sides[0].located.expression, !symbol.index.isEmpty else { return }
    // Words count only where they stand alone.
    let name = Array(symbol.base.utf8)
    guard
      let quantity = Vocabulary.shared.mentions(in: name, name.indices).first(where: { $0.noun.isQuantity })?
        .noun
    else { return }
    subject.quantity = quantity
    if let target = facts.targets[symbol.index] {
      (subject.target, subject.isSpecific) = (target, true)
    } else if symbol.index.utf8.contains(UInt8(ascii: ".")) {
      subject.target = .none
      subject.isSpecific = false
    }
  }

  /// Makes the results of a chain known to the lines that follow.
  private mutating func register(_ entry: Entry) {
    guard entry.working != nil || entry.chain.sides[0].isSymbolic else { return }
    let isWrong = entry.slip != nil || entry.usesWrongValue
    let right = isWrong ? entry.rightValue ?? correctedValue(of: entry) : nil
    // Without its brackets a formula is written wrongly, and the result is what was meant.
    let isMeant = entry.slip?.mistake == .bracketsMissing
    for (index, side) in entry.chain.sides.enumerated() {
      // "6 layers => 6 × 3,145,728 = …": what an arrow leads away from is no result.
      if entry.chain.signs.indices.contains(index), entry.chain.signs[index] == .arrow { continue }
      guard let claim = side.claim else { continue }
      // `conv 2 = 9·48·96 = …`: the number of a name is no result.
      if index == 0, entry.chain.sides.count > 2, entry.chain.sides[1].isCompound, claim.value <= 1_024 {
        continue
      }
      // Without a network no sum is compared with its parts.
      if forms != nil { entriesByClaim[claim.value, default: []].append(entries.count) }
      // The latest line that claims a number decides whether it is right. 18.9 M may be so behind 18,784,368 for 18,874,368;
      // and who goes on with 7 billion weights does not go on with the wrong `2 × 7B = 7 GB`.
      let isRounded =
        claim.lastPlace > .one
        && right.map {
          LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: false), $0, claim.value)
        } ?? false
      if isWrong, !isMeant, !isRounded, !isOperand(claim.value, of: entry) {
        wrongClaims.insert(claim, right: right, line: working.line(at: side.located.range.lowerBound))
      } else if !wrongClaims.isEmpty {
        wrongClaims.remove(claim.value)
      }
    }
  }

  /// Whether a calculation is made with a number itself.
  private func isOperand(_ number: Rational, of entry: Entry) -> Bool {
    guard let expression = entry.workingSide?.located.expression else { return false }
    var found = false
    LinkChecker.forEachNumeral(of: expression) { found = found || $0.value == number }
    return found
  }

  /// What a line would give that computes with a wrong value.
  private func correctedValue(of entry: Entry) -> Rational? {
    entry.workingSide.flatMap { wrongClaims.corrected($0.located.expression) }.flatMap { try? $0.evaluated() }
  }

  // MARK: - Links

  private mutating func judge(_ entry: Entry, with links: LinkChecker) {
    var hasRight = false
    let chain = entry.chain
    for index in chain.signs.indices {
      switch links.verdict(on: chain, link: index) {
      case .right:
        hasRight = true
        if entry.slip != nil { noteCarriedForward(entry, to: chain.sides[index + 1]) }
      case .rightInBinary:
        hasRight = true
        noteBinaryPrefix(chain.sides[index + 1])
      case .unchecked: break
      case .wrong(let left, let claim):
        // `64 → 128 = 3×3×64×128`: the arrow makes 64 → 128 the name of a layer, not a number that is claimed.
        let isName = index > 0 && chain.signs[index - 1] == .arrow && !chain.sides[index].isCompound
        // Of a chain the first slip counts; each change of the unit of time stands for itself.
        let isChangeOfUnit =
          chain.sides[index].unit.seconds != nil && chain.sides[index + 1].unit.seconds != nil
        guard entry.slip == nil || isChangeOfUnit, !isName else { continue }
        if entry.slip != nil, followsFromUnrounded(chain, index, links) { continue }
        // Numbers that are right for the network were not copied wrongly: what stood above was.
        if chain.sides[index].isSymbolic, let forms, forms.meanings.holds(claim) { continue }
        if lines.indices.contains(entry.home), isCalledWrong(chain.range, on: lines[entry.home]) { continue }
        if report(falseLink: index, of: entry, left: left, claim: claim, links) { hasRight = true }
      }
    }
    entry.status = entry.slip != nil ? .wrong : hasRight ? .right : .unchecked
  }

  /// `3.14e23/28e12 = 1.12e16 s = 355 years`, `432,000 s = 7,200 h = 5 days`: the duration is right for what stands before the
  /// number between, which is the slip.
  private func followsFromUnrounded(_ chain: Chain, _ index: Int, _ links: LinkChecker) -> Bool {
    guard index > 0, let claim = chain.sides[index + 1].claim,
      chain.sides[index - 1].isCompound || chain.sides[index - 1].unit.seconds != nil,
      !chain.sides[index - 1].isSymbolic, let value = links.value(of: chain.sides[index - 1])
    else { return false }
    return links.agreesInTime(
      value, chain.sides[index - 1], claim, chain.sides[index + 1], isApproximate: true)
  }

  /// K, M and G of 1,024: right for bytes, misleading for a number of parameters.
  private mutating func noteBinaryPrefix(_ side: Chain.Side) {
    guard let claim = side.claim, claim.scale != .kilo, side.unit == .bytes || BinaryPrefix.isFine(claim),
      side.unit != .tokens
    else { return }
    findings.append(
      Draft(
        mistake: .binaryDecimalPrefixMixed, severity: .warning, range: side.located.range,
        claimed: claim.value))
  }

  /// Names the slip behind a false link. Whether the link is right all the same, and only worth a remark.
  private mutating func report(
    falseLink index: Int, of entry: Entry, left: Rational, claim: Rational, _ links: LinkChecker
  ) -> Bool {
    let chain = entry.chain
    var (working, claimed) = (chain.sides[index], chain.sides[index + 1])
    if let (numeral, power) = links.prefixOfCarried(chain, index) {
      let slip = Slip(mistake: .prefixSlip, arguments: Magnitude.arguments(power))
      (entry.slip, entry.rightValue) = (slip, nil)
      findings.append(
        Draft(
          mistake: .prefixSlip, alternatives: [.powerOfTenSlip], range: claimed.located.range,
          about: about(entry), claimed: numeral.value, correct: claim, arguments: slip.arguments))
      return false
    }
    // Of `= 202.4M`, with `× 32` below it, the total of the column is claimed.
    let isBelow = claimed.isCompound && links.isTotalOfLedger(claimed)
    if !working.isCompound, claimed.isCompound, !isBelow { swap(&working, &claimed) }
    let devices = (try? left.multiplied(by: links.devices(working, claimed))) ?? left
    var left = links.valueInScale(of: claimed, devices, working)
    // `8 matrices of 256×256 = 525,288`
    if let number = claimed.claim, let counted = links.countedValue(left, working, near: number) {
      left = counted
    }
    let right = left
    var claim = claim
    // Of a sum that is worked out term by term the one wrong term.
    if let term = links.wrongTerm(of: working, in: claimed), let number = term.claimed.claim {
      (working, claimed, left, claim) = (term.working, term.claimed, term.value, number.value)
    }
    var link = FalseLink(
      working, claimSide: claimed, value: left,
      claim: claimed.claim ?? Numeral(value: claim, lastPlace: .one),
      isApproximate: chain.signs[index] == .approximately,
      account: claimed.unit.seconds == nil ? nil : TimeAccount(working, in: self.working.bytes))
    if let previous = lastResult, let value = previous.claim?.value, let side = previous.workingSide {
      link.previous = (value, side.located.expression, self.working.line(at: previous.chain.range.lowerBound))
    }
    link.isTotal = entry.subject.target == .network
    if link.isTotal, let forms { link.knownFigures = forms.costs.values }
    if !wrongClaims.isEmpty, let corrected = wrongClaims.corrected(working.located.expression) {
      link.corrected = links.readings(of: corrected)
    }
    var slip = slip(behind: link, isComputed: chain.sides[..<index].contains { $0.isCompound }, working)
    // What a column of additions comes to is no slip of its last line.
    if slip.mistake != .digitsTransposed,
      links.isTotalOfLedger(claimed) || links.isTotalOfClosingLine(claimed)
    {
      slip = Slip(mistake: .totalDoesNotAddUp, alternatives: [slip.mistake] + slip.alternatives)
    }
    if slip.isRounding { return true }
    if slip.severity == .error {
      entry.slip = slip
      entry.rightValue = right
    }
    findings.append(
      Draft(
        mistake: slip.mistake, alternatives: slip.alternatives, severity: slip.severity,
        range: claimed.located.range, about: about(entry), claimed: claim,
        correct: slip.correct ?? link.value,
        arguments: slip.arguments + [("left", .expression(working.located.expression))]
          + (unitArgument(of: claimed) ?? []) + scaleArguments(of: claimed, slip, link.value, links),
        fix: Expression(link.value)
      ))
    return slip.severity != .error
  }

  /// The scale of a claim and how the text writes it, for a message in GiB and not in bytes. Where the magnitude is what is
  /// wrong, the numbers are told in full.
  private func scaleArguments(
    of claimed: Chain.Side, _ slip: Slip, _ right: Rational, _ links: LinkChecker
  ) -> [(name: String, value: Finding.Argument)] {
    guard let claim = claimed.claim, claim.hasScaleWord, claim.value >= 1_000_000,
      slip.mistake.keepsMagnitude,
      let ratio = try? right.divided(by: claim.value), let over = try? claim.value.divided(by: right),
      ratio <= 100, over <= 100
    else { return [] }
    let unit = links.unitText(of: claimed)
    guard !unit.isEmpty, unit.utf8.count <= 12 else { return [] }
    return [("scale", .number(claim.writtenFactor)), ("scale-unit", .quotation(unit))]
  }

  /// The unit of time as the text writes it.
  func unitArgument(of side: Chain.Side) -> [(name: String, value: Finding.Argument)]? {
    guard side.unit.seconds != nil else { return nil }
    let bytes = working.bytes
    let start = bytes.skip(from: side.located.range.upperBound, to: bytes.count) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "$")
    }
    var end = start
    let isLatin = start < bytes.count && bytes[start].isASCIILetter
    while end < bytes.count, end - start < 12, isLatin ? bytes[end].isASCIILetter : bytes[end] >= 0x80 {
      end += 1
    }
    guard end > start, UnitReader.unit(start..<end, in: bytes) == side.unit else { return nil }
    // 小时 may have further words behind it.
    if !isLatin { end = UnitReader.end(ofChinese: start..<end, in: bytes) }
    return [("unit", .quotation(working.text(from: start, to: end)))]
  }

  /// The slip behind a false link. A number that is said once more was not calculated anew, unless another line's result or
  /// a known figure explains it.
  private func slip(behind link: FalseLink, isComputed: Bool, _ working: Chain.Side) -> Slip {
    guard !working.isCompound else { return SlipRule.explain(link) }
    guard isComputed else { return SameNumber.explain(link) }
    let slip = SlipRule.explain(link)
    switch slip.mistake {
    case .productSlip, .formulaDoesNotGiveResult: return SameNumber.explain(link)
    default: return slip
    }
  }

  // MARK: - Earlier results

  /// Whether a chain computes with a result that was wrong where it was claimed.
  private func usesWrongValue(_ chain: Chain) -> Bool {
    if wrongClaims.isEmpty { return false }
    // A copy of these alone: a closure over `self` would copy the whole calculation for every chain.
    let wrong = wrongClaims
    var found = false
    for side in chain.sides where side.isCompound {
      LinkChecker.forEachNumeral(of: side.located.expression) { found = found || wrong.contains($0.value) }
    }
    return found
  }

  /// The step that an entry is about, as findings name it.
  func about(_ entry: Entry) -> String? {
    if let meaning = entry.meaning { return meaning.step }
    guard let facts, entry.subject.quantity != nil else { return nil }
    let quantity: Quantity = entry.subject.quantity == .parameters ? .parameters : .macs
    switch entry.subject.target {
    case .layers(let indices) where indices.count == 1:
      return facts.layers[indices[0]].path + "." + quantity.name
    case .blocks(let indices) where indices.count == 1:
      return facts.blocks[indices[0]].part.path + "." + quantity.name
    case .stage(let index): return facts.stages[index].path + "." + quantity.name
    case .network: return quantity.name
    default: return nil
    }
  }
}

extension Mistake {
  /// Whether a number that is wrong so is still of its magnitude, to be told in its own unit.
  fileprivate var keepsMagnitude: Bool {
    switch self {
    case .productSlip, .digitsTransposed, .digitChanged, .formulaDoesNotGiveResult, .totalDoesNotAddUp,
      .factorSwapped, .factorDroppedInEvaluation, .extraFactorInEvaluation:
      true
    default: false
    }
  }
}
