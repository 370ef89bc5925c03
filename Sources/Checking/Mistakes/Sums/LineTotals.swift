import Symbolics

/// Parts and their total on one line: `24·144 = 3,456; 9·144 = 1,296; Σ = 4,752`, `8×10=80，16×73=1168，合计 1248`.
extension Calculation {
  mutating func checkLineTotals() {
    for line in lines(with: Calculation.totalWords) where line.row == nil && line.chains.count >= 2 {
      guard let total = lineTotal(line) else { continue }
      let parts = line.chains.filter { $0.range.upperBound <= total.range.lowerBound && $0.hasEquality }
      let numerals = parts.compactMap { $0.sides.last?.claim }
      guard numerals.count == parts.count, numerals.count >= 2,
        !parts.contains(where: { isOfEach($0, on: line) }),
        numerals.allSatisfy({ $0.lastPlace == .one && $0.scale == .one }), total.numeral.lastPlace == .one,
        parts.allSatisfy({ $0.sides.contains { $0.isCompound } && !$0.sides[0].isSymbolic }),
        !findings.contains(where: { $0.range.overlaps(line.range) }),
        // What is no calculation may be a part, too.
        !line.lone.contains(where: {
          $0.located.range.upperBound <= total.range.lowerBound && ($0.claim?.value ?? .zero) > 99
            && !isNumberOfUnits($0, on: line)
        }),
        total.numeral.value != NetworkFacts.sum(numerals.dropFirst().map { $0.value })
      else { continue }
      check(total.numeral, total.range, against: numerals, isList: true)
    }
    checkTotalsBehindLastParts()
  }

  /// The last of some lines, `64·10 + 10 = 650; total 109,386`, gives its own part and the total of all.
  private mutating func checkTotalsBehindLastParts() {
    for place in lines.indices.dropFirst()
    where lines[place].chains.count == 1 && lines[place].lone.count == 1
      && Calculation.totalWords.mayBe(on: lines[place])
    {
      guard let total = lineTotal(lines[place]), total.numeral.lastPlace == .one,
        !isReported(lines[place].range),
        total.range.lowerBound >= lines[place].chains[0].range.upperBound
      else { continue }
      var numerals: [Numeral] = []
      var at = place
      while at >= 0, place - at < 64, let part = part(on: lines[at], isLast: at == place) {
        numerals.insert(part, at: 0)
        at -= 1
      }
      // The lines before the parts may be about another thing.
      let suffixes = numerals.indices.map { NetworkFacts.sum(numerals[$0...].map { $0.value }) }
      guard numerals.count >= 2, !suffixes.contains(total.numeral.value) else { continue }
      check(total.numeral, total.range, against: numerals, isList: true)
    }
  }

  /// The result of the one calculation of a line.
  private func part(on line: TextLine, isLast: Bool) -> Numeral? {
    guard line.row == nil, line.chains.count == 1, line.lone.count == (isLast ? 1 : 0),
      let claim = line.chains[0].sides.last?.claim, claim.lastPlace == .one, claim.scale == .one,
      line.chains[0].hasEquality, !line.chains[0].sides[0].isSymbolic,
      line.chains[0].sides.contains(where: { $0.isCompound })
    else { return nil }
    return claim
  }

  /// The number behind a word or a sign for the total, the last one of its line.
  private func lineTotal(_ line: TextLine) -> (numeral: Numeral, range: Range<Int>)? {
    let lone = line.lone.last.flatMap { side in side.claim.map { ($0, side.located.range) } }
    let chain = line.chains.last.flatMap { chain -> (Numeral, Range<Int>)? in
      guard chain.sides.count == 2, chain.sides[0].isSymbolic || !chain.sides[0].isCompound else {
        return nil
      }
      return chain.sides[1].claim.map { ($0, chain.sides[1].located.range) }
    }
    for case let (numeral, range)? in [lone, chain] {
      guard range.lowerBound >= line.range.lowerBound else { continue }
      var tail = Joint(working.bytes, from: range.upperBound, to: line.range.upperBound)
      let isNamedBehind = takeTotal(&tail)
      let before = line.stretch(before: range.lowerBound, atMost: 14)
      let word = Calculation.totalWords.first(in: before, of: working.bytes)
      let isNamed = word.map { word in
        !working.bytes[word.upperBound..<max(word.upperBound, range.lowerBound)].contains { $0.isASCIIDigit }
      }
      guard isNamed ?? isNamedBehind else { continue }
      // A remark may follow: "Sum: 229,376 (BN not counted)".
      let hasRemark = !tail.isAtEnd && working.bytes[tail.at] == UInt8(ascii: "(")
      return tail.isAtClauseEnd() || hasRemark ? (numeral, range) : nil
    }
    return nil
  }

  /// "525,312 each": the total has it several times.
  private func isOfEach(_ chain: Chain, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: chain.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    return joint.take(Calculation.apiece)
  }

  private static let apiece: PhraseSet = ["each", "apiece", "per layer", "per block", "per head", "per gate"]

  /// "three norms of 128 channels": a size, and no part.
  private func isNumberOfUnits(_ side: Chain.Side, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    return joint.take(Calculation.unitsOfLayers)
  }

  private static let unitsOfLayers: PhraseSet = [
    "channels", "filters", "neurons", "units", "features", "positions", "tokens", "classes", "inputs",
    "outputs",
    "dimensions", "个通道", "通道", "维", "个单元", "个神经元",
  ]

  /// "868 parameters together": whether a word for the total stands behind a number.
  private func takeTotal(_ tail: inout Joint) -> Bool {
    for _ in 0..<4 {
      if tail.take(Calculation.totalsBehind) {
        tail.skipBlanks()
        return true
      }
      let start = tail.at
      _ = tail.take(Calculation.countedThings)
      tail.skipBlanks()
      if tail.at == start { break }
    }
    _ = tail.takeUnits()
    return false
  }

  private static let totalsBehind: PhraseSet = [
    "together", "in total", "altogether", "in all", "all in all", "for both", "all told",
  ]
  private static let countedThings: PhraseSet = [
    "parameters", "params", "weights", "multiply-adds", "macs", "flops", "multiplications", "operations",
    "bytes",
  ]
  private static let totalWords: PhraseSet = [
    "合计", "小计", "合計", "小計", "subtotal", "总计", "共计", "总共", "一共", "总和", "σ", "Σ", "total", "sum", "altogether",
    "together",
    "in all", "for both", "all told",
  ]
}
