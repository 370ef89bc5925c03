import Symbolics

/// The matrix that embedding and head share counted twice.
extension Calculation {
  mutating func checkTiedEmbeddings(_ claims: [ModelClaim]) {
    guard let sizes = forms?.sizes, sizes.isTied == true, let all = sizes.parameters,
      let table = PartWeights(sizes: sizes).embedding, let twice = try? all.adding(table)
    else { return }
    let speaksOfTying = lines.contains { line in
      line.mentions.contains { $0.noun == .model(.untied) || $0.noun == .model(.tied) }
    }
    for claim in claims where isFree(claim) && !claim.label.saysOperations && claim.value == twice {
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
      && !Calculation.notTied.isOn(line, of: working.bytes)
  }

  private static let notTied: PhraseSet = [
    "not ", "n't", "without", "if ", "were ", "untied", "不", "若", "如果", "未",
  ]
}
