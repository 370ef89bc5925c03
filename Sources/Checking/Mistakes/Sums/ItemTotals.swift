import Symbolics

/// Items of a line, each with its name and its number, and their total at its end: "conv1 156, conv2 2,416, fc 850; total
/// 3,422".
///
/// What is no item may stand among them, so that only exchanged digits, one wrong digit and powers of ten are told.
extension Calculation {
  mutating func checkItemTotals() {
    for line in lines(with: Calculation.itemTotals)
    where line.row == nil && line.lone.count + line.chains.count >= 2 && line.range.count < 1_024 {
      guard let total = itemTotal(of: line), let claim = total.claim, !isReported(total.located.range) else {
        continue
      }
      let items = items(before: total, on: line)
      guard items.count >= 2, items.allSatisfy({ $0.numeral.lastPlace == .one && $0.numeral.scale == .one }),
        !items.contains(where: { $0.numeral.value == claim.value }),
        let sum = slippedSum(of: items, claim)
      else { continue }
      let digits = Digits.of(claim.value).flatMap { Digits.slip(from: sum, to: $0, claim) } ?? []
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: digits.filter { $0 != .productSlip },
          range: total.located.range, claimed: claim.value, correct: sum, fix: Expression(sum)))
    }
    checkRoundedItemTotals()
  }

  /// `12.8M, 115.6M, 51.4M, projection 51.4M, together 213.2M`: rounded items, whose total has two digits exchanged.
  private mutating func checkRoundedItemTotals() {
    for line in lines(with: Calculation.itemTotals)
    where line.row == nil && line.lone.count + line.chains.count >= 3 && line.range.count < 1_024 {
      guard let total = line.lone.last, let claim = total.claim, claim.scale != .one, claim.scale != .percent,
        claim.shows(atLeast: 1_000), isNamedTotal(total, on: line), !isReported(line.range)
      else { continue }
      let items = items(before: total, on: line).map { $0.numeral }
      guard items.count >= 3,
        items.allSatisfy({ $0.scale == claim.scale && $0.lastPlace == claim.lastPlace }),
        let sum = NetworkFacts.sum(items.map { $0.value }), claim.slip(from: sum) == [.digitsTransposed],
        let room = try? claim.lastPlace.multiplied(by: Rational(items.count)),
        !LinkChecker.isWithin(room, sum, claim.value), isAsserted(total.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: [.digitsTransposed], range: total.located.range,
          claimed: claim.value, correct: sum))
      markWrong(at: total.located.range)
    }
  }

  /// The number that a line ends with behind a word for the total, alone or as `Sum = 3,422`.
  private func itemTotal(of line: TextLine) -> Chain.Side? {
    var totals = [line.lone.last]
    if let chain = line.chains.last, chain.sides.count == 2, case .symbol = chain.sides[0].located.expression
    {
      totals.append(chain.sides[1])
    }
    return totals.lazy.compactMap { $0 }.first { side in
      guard let claim = side.claim, claim.lastPlace == .one, claim.value > 9_999, claim.scale == .one else {
        return false
      }
      return isNamedTotal(side, on: line)
    }
  }

  private struct Item {
    let place: Int
    let numeral: Numeral
    /// Whether it is `d = 4096`, which may be a size that is calculated with.
    let isAssigned: Bool
    /// Whether it counts the layers whose number follows: "20 convolutions, 11,166,912".
    var isCount = false
  }

  /// The results and the numbers that stand before a total.
  private func items(before total: Chain.Side, on line: TextLine) -> [Item] {
    let end = total.located.range.lowerBound
    var items: [Item] = []
    for chain in line.chains where chain.range.lowerBound >= line.range.lowerBound && chain.hasEquality {
      guard let last = chain.sides.last, let result = last.claim else { continue }
      let isAssigned = chain.sides.count == 2 && chain.sides[0].isSymbolic && !chain.sides[0].isCompound
      items.append(Item(place: last.located.range.lowerBound, numeral: result, isAssigned: isAssigned))
    }
    for side in line.lone {
      guard let number = side.claim,
        side.unit == total.unit || side.unit == .none || side.unit == .parameters
      else { continue }
      let range = side.located.range
      items.append(
        Item(
          place: range.lowerBound, numeral: number, isAssigned: false,
          isCount: number.value < 1_000 && countsLayers(range.upperBound, on: line)))
    }
    return items.filter { $0.place < end && $0.numeral.value > 9 }
  }

  /// Whether a name of layers follows a number, and a number that name.
  private func countsLayers(_ place: Int, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: place, to: min(line.range.upperBound, place + 48))
    var isNamed = false
    while joint.take(ItemWords.layers) || joint.take(ItemWords.fillers) { isNamed = true }
    guard isNamed else { return false }
    while joint.take(ItemWords.marks) {}
    joint.skipBlanks()
    return joint.at < line.range.upperBound && working.bytes[joint.at].isASCIIDigit
  }

  /// The sum of some items where a total differs from it by a slip of its digits: of two items by exchanged ones only. Sizes
  /// that a line gives may be among the items or not.
  private func slippedSum(of items: [Item], _ claim: Numeral) -> Rational? {
    let all = items.map { $0.numeral.value }
    let counted = items.filter { !$0.isAssigned || $0.numeral.value > 99_999 }.map { $0.numeral.value }
    let large = all.filter { $0 > 99_999 }
    let uncounted = items.filter { !$0.isCount }.map { $0.numeral.value }
    var slipped: Rational?
    for parts in [uncounted, all, counted, large] where parts.count >= 2 {
      guard let sum = NetworkFacts.sum(parts), sum != claim.value else { return nil }
      let isSlip =
        parts.count == 2 || parts.count != uncounted.count
        ? Digits.areTransposed(sum, claim.value) : Digits.differ(sum, claim.value)
      if isSlip, slipped == nil { slipped = sum }
    }
    return slipped
  }

  /// Whether a number that ends a line stands behind a word for the total.
  private func isNamedTotal(_ side: Chain.Side, on line: TextLine) -> Bool {
    let place = side.located.range.lowerBound
    let before = line.stretch(before: place, atMost: 16)
    guard let word = Calculation.itemTotals.first(in: before, of: working.bytes),
      !working.bytes[word.upperBound..<max(word.upperBound, before.upperBound)].contains(where: {
        $0.isASCIIDigit
      })
    else { return false }
    var tail = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd()
  }

  private static let itemTotals: PhraseSet = [
    "total", "sum", "altogether", "together", "in all", "合计", "小计", "合計", "小計", "总计", "共计", "总共", "一共", "总和",
  ]
}

private enum ItemWords {
  static let layers: PhraseSet = [
    "convolutional", "convolutions", "convolution", "convs", "conv", "batch norms", "batchnorms", "batchnorm",
    "layer norms", "layernorms", "layernorm", "norms", "bns", "bn", "linears", "linear", "dense", "fc",
    "fully connected", "fully-connected", "embeddings", "blocks", "layers", "layer", "attention", "mlps",
    "mlp",
    "ffns", "ffn", "卷积", "批归一化", "层归一化", "归一化", "全连接", "线性", "注意力", "块", "层",
  ]
  static let fillers: PhraseSet = ["个", "的", "参数"]
  static let marks: PhraseSet = [",", "，", ":", "：", "=", "共", "with", "has", "have", "(", "（"]
}
