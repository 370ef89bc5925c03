import Symbolics

/// The matrix that embedding and head share counted twice.
extension Calculation {
  mutating func checkTiedEmbeddings(_ claims: [ModelClaim]) {
    checkTiedAddends()
    guard let sizes = forms?.sizes, sizes.isTied == true, let all = sizes.parameters,
      let table = PartWeights(sizes: sizes).embedding, let twice = try? all.adding(table)
    else { return }
    let speaksOfTying = lines.contains { line in
      line.mentions.contains { $0.noun == .model(.untied) || $0.noun == .model(.tied) }
    }
    for claim in claims
    where isFree(claim) && !claim.label.saysOperations && claim.value == twice
      && !isReported(claim.range)
    {
      if speaksOfTying, !addsTiedTwice(claim, table) { continue }
      report(.embeddingOrHeadTwice, claim, correct: all, arguments: [("gap", .number(table))])
    }
  }

  /// Whether a line calls the head tied, and its sum has the table twice.
  private func addsTiedTwice(_ claim: ModelClaim, _ table: Rational) -> Bool {
    let line = lines[claim.place]
    guard case .sum(let terms)? = claim.expression,
      terms.count(where: { (try? $0.value.evaluated()) == table }) == 2,
      line.mentions.contains(where: { $0.noun == .model(.tied) })
    else { return false }
    return !line.mentions.contains { $0.noun == .model(.untied) }
      && !Calculation.withoutTying.isOn(line, of: working.bytes)
  }

  /// `the head once more 80,411,200 (tied): 1,474,560,000 + 80,411,200 + 80,411,200`: a sum with one table twice, on a line
  /// that says that it is shared.
  private mutating func checkTiedAddends() {
    for entry in entries where entry.home < lines.count && entry.status == .right {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count >= 3,
        let claim = entry.claim, let range = entry.claimRange
      else { continue }
      let line = lines[entry.home]
      guard line.mentions.contains(where: { $0.noun == .model(.tied) }),
        !line.mentions.contains(where: { $0.noun == .model(.untied) || $0.noun == .no }),
        !Calculation.withoutTying.isOn(line, of: working.bytes), !isReported(range),
        isAsserted(range, on: line),
        let table = repeatedTable(in: terms, before: side.located.range.lowerBound, on: line),
        let right = try? claim.value.subtracting(table)
      else { continue }
      findings.append(
        Draft(
          mistake: .embeddingOrHeadTwice, range: range, claimed: claim.value, correct: right,
          arguments: [("gap", .number(table))]))
      entry.status = .wrong
    }
  }

  /// The large addend that a sum has twice, and that the line has worked out as an embedding.
  private func repeatedTable(in terms: [Expression.Term], before place: Int, on line: TextLine) -> Rational? {
    let values = terms.compactMap { term in
      term.isSubtracted
        ? nil : Claim.numeral(of: term.value).flatMap { $0.lastPlace == .one ? $0.value : nil }
    }
    guard
      let table = values.first(where: { value in
        value >= 1_000_000 && values.count(where: { $0 == value }) == 2
      })
    else { return nil }
    let isEmbedding = line.chains.contains { chain in
      guard chain.range.upperBound <= place, chain.sides.last?.claim?.value == table else { return false }
      let before =
        line.stretch(before: chain.range.lowerBound, atMost: 32)
      return Calculation.tables.isIn(before, of: working.bytes)
    }
    return isEmbedding ? table : nil
  }

  private static let tables: PhraseSet = ["embed", "嵌入", "词表", "wte"]
  private static let withoutTying: PhraseSet = [
    "if ", "would", "without", "n't", "not ", "instead", "twice", "wrong", "double", "minus", "如果", "若", "没有",
    "不共享", "未", "两次", "重复", "错",
  ]
}
