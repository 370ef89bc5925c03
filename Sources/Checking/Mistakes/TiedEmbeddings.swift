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
    guard !speaksOfTying else { return }
    for claim in claims where isFree(claim) && !claim.label.saysOperations && claim.value == twice {
      report(.embeddingOrHeadTwice, claim, correct: all, arguments: [("gap", .number(table))])
    }
  }
}
