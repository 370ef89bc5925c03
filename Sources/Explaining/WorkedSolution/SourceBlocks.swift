import Derivations
import Networks

extension SolutionWriter {
  /// Where the network and the formulas were published, each once.
  func sources() -> [Block] {
    let network = derivation.network.publication
    var items: [[Inline]] = []
    // A network of one's own was published nowhere.
    if !network.authors.isEmpty || network.year > 0 {
      items.append(wording.inlines(.sourceNetwork, ["publication": .inlines(wording.inlines(network))]))
    }
    var seen: [Publication] = [network]
    for leaf in part.leaves {
      for step in leaf.steps where !seen.contains(step.source) {
        if step.quantity == .counted, !showsCounted { continue }
        seen.append(step.source)
        items.append(
          wording.inlines(
            .sourceFormula,
            [
              "what": .inlines(wording.formulaName(step.id, step.quantity)),
              "publication": .inlines(wording.inlines(step.source)),
            ]))
      }
    }
    return [.list(ordered: false, items.map { [.paragraph($0)] })]
  }
}

extension Wording {
  /// A publication as a reference: `He, Zhang, Ren, Sun, “Deep Residual Learning …” (2015), table 1, arXiv:1512.03385`.
  func inlines(_ publication: Publication) -> [Inline] {
    var values: WordingValues = ["title": .text(publication.title)]
    values.add("authors", publication.authors.isEmpty ? nil : .text(publication.authors))
    values.add("year", publication.year > 0 ? .text("\(publication.year)") : nil)
    values.add("place", publication.place.map { .inlines(inlines($0)) })
    let identifier = publication.identifier
    if identifier.hasPrefix("arXiv:") {
      let target = "https://arxiv.org/abs/" + identifier.dropFirst(6)
      values.add("identifier", .inlines([.link([.text(identifier)], target: target)]))
    } else if identifier.hasPrefix("https://") {
      values.add(
        "identifier", .inlines([.link([.text(String(identifier.dropFirst(8)))], target: identifier)]))
    } else if !identifier.isEmpty {
      values.add("identifier", .text(identifier))
    }
    return inlines(.publication, values)
  }

  private func inlines(_ place: Publication.Place) -> [Inline] {
    switch place {
    case .section(let number): inlines(.placeSection, ["number": .text(number)])
    case .table(let number): inlines(.placeTable, ["number": .text(number)])
    case .equation(let number): inlines(.placeEquation, ["number": .text(number)])
    case .algorithm(let number): inlines(.placeAlgorithm, ["number": .text(number)])
    case .relationship(let number): inlines(.placeRelationship, ["number": .text(number)])
    case .appendix(let number): inlines(.placeAppendix, ["number": .text(number)])
    case .file(let path): [.code(path)]
    }
  }

  /// The name of a formula by its identifier: `conv.macs` is “convolution, multiply-adds”.
  func formulaName(_ id: String, _ quantity: Quantity) -> [Inline] {
    let rule = id.dropLast(quantity.name.count + 1)
    return inlines(
      .formulaName,
      [
        "rule": .inlines(inlines(identifier: "rule." + rule)),
        "quantity": .inlines(inlines(identifier: "quantity." + quantity.name)),
      ])
  }
}
