import Symbolics

/// A total of all layers without one of them, where each layer's line counts several things:
///
///     conv1: … parameters: 3·3·3·16 + 16 = 448, MACs: …
///     conv2: … parameters: 3·3·16·32 + 32 = 4,640, MACs: …
///     fc: … parameters: 2,048·10 + 10 = 20,490, MACs: …
///     Total parameters: 448 + 20,490 = 20,938
///
/// What stands first or last among the results may be something that is compared with the others; one in their midst that
/// nothing goes on with is a part.
extension Calculation {
  mutating func checkPartsLeftOut() {
    var byHome: [Int: [Entry]]?
    for place in lines.indices.dropFirst(3)
    where lines[place].row == nil && PartsLeftOut.totals.mayBe(on: lines[place]) {
      let line = lines[place]
      guard let total = ListTotal(line, bytes: working.bytes), total.whole == nil, total.count == nil,
        total.numeral.lastPlace == .one, total.numeral.value > 999, !isReported(line.range),
        !PartsLeftOut.others.isOn(line, of: working.bytes), isAsserted(total.range, on: line)
      else { continue }
      let homes = byHome ?? entriesByHome()
      byHome = homes
      let addends = total.sum.map { plainAddends(of: $0.expression) } ?? []
      guard let addends, let quantity = quantity(of: total, addends, place, homes),
        let results = results(of: quantity, above: place, homes),
        let left = leftOut(of: results, total.numeral.value, addends),
        let right = NetworkFacts.sum(results.map { $0.value })
      else { continue }
      findings.append(
        Draft(
          mistake: .partsOmitted, alternatives: [.totalDoesNotAddUp, .addendsDoNotMatchParts],
          range: total.sum?.range ?? total.range, claimed: total.numeral.value, correct: right,
          arguments: [("gap", .number(left))]))
      markWrong(at: total.range)
    }
  }

  private typealias Result = (value: Rational, home: Int)

  /// The numbers that a sum adds, nil where it holds anything else.
  func plainAddends(of sum: Expression) -> [Rational]? {
    guard case .sum(let terms) = sum, (2...32).contains(terms.count) else { return nil }
    var addends: [Rational] = []
    for term in terms {
      guard !term.isSubtracted, case .number(let numeral) = term.value, numeral.lastPlace == .one else {
        return nil
      }
      addends.append(numeral.value)
    }
    return addends
  }

  /// What a total counts: the word before it, or the one thing that all its addends count.
  private func quantity(
    of total: ListTotal, _ addends: [Rational], _ place: Int, _ homes: [Int: [Entry]]
  ) -> Noun? {
    let line = lines[place]
    let start = total.sum?.range.lowerBound ?? total.range.lowerBound
    if let label = line.mentions.last(where: {
      $0.range.upperBound <= start && Self.countedNouns.contains($0.noun)
    }) {
      return label.noun
    }
    switch total.unit {
    case .parameters: return .parameters
    case .macs: return .macs
    case .flops: return .flops
    default: break
    }
    guard !addends.isEmpty else { return nil }
    return Self.countedNouns.first { quantity in
      let values = results(of: quantity, above: place, homes).map { $0.map { $0.value } } ?? []
      return addends.allSatisfy { values.contains($0) }
    }
  }

  /// The results of a quantity on the lines above, up to another total of it; nil where they may be steps of each other.
  private func results(of quantity: Noun, above place: Int, _ homes: [Int: [Entry]]) -> [Result]? {
    var results: [Result] = []
    var operands: Set<Rational> = []
    for home in (max(0, place - 48)..<place).reversed() {
      let line = lines[home]
      guard line.range.count <= 1_024, line.row == nil else { return nil }
      let own = (homes[home] ?? []).filter { quantityOfResult($0) == quantity }
      guard !own.isEmpty else { continue }
      if ListTotal(line, bytes: working.bytes)?.whole == nil,
        PartsLeftOut.totals.isOn(line, of: working.bytes)
      {
        break
      }
      guard own.count == 1, !PartsLeftOut.others.isOn(line, of: working.bytes), let side = own[0].workingSide,
        let claim = own[0].claim, own[0].status == .right, claim.lastPlace == .one
      else { return nil }
      LinkChecker.forEachNumeral(of: side.located.expression) { operands.insert($0.value) }
      results.append((claim.value, home))
    }
    guard (3...32).contains(results.count), !results.contains(where: { operands.contains($0.value) }) else {
      return nil
    }
    return results.reversed()
  }

  /// The one result in the midst of the others that a total lacks.
  private func leftOut(of results: [Result], _ total: Rational, _ addends: [Rational]) -> Rational? {
    guard let all = NetworkFacts.sum(results.map { $0.value }) else { return nil }
    var found: Rational?
    for (index, part) in results.enumerated() where (try? all.subtracting(part.value)) == total {
      guard found == nil, index > 0, index < results.count - 1 else { return nil }
      found = part.value
    }
    guard let found, !addends.contains(found) else { return nil }
    var rest = results.map { $0.value }
    for addend in addends {
      guard let index = rest.firstIndex(of: addend) else { return nil }
      rest.remove(at: index)
    }
    return addends.isEmpty || rest == [found] ? found : nil
  }
}

private enum PartsLeftOut {
  static let totals: PhraseSet = [
    "total", "sum", "altogether", "in all", "合计", "总", "一共", "共计",
  ]
  /// What makes a line something else than a layer, or a total one of some.
  static let others: PhraseSet = [
    "instead", "alternativ", "compar", "standard", "would", "if ", "without", "exclud", "except", "ignor",
    "only", "per ", "each", "every", "conv total", "subtotal", "average", "trainable", "frozen", "shared",
    "tied",
    "encoder", "decoder", "not ", "n't", "wrong", "saved", "less", "more", "rest", "相比", "标准", "如果", "若",
    "不含", "不计", "不算", "除去", "忽略", "每", "仅", "只", "平均", "小计", "可训练", "冻结", "共享", "编码器", "解码器", "不是",
    "错", "其余",
  ]
}
