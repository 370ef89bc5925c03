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
      if tellsSecondCount(claim, all) { continue }
      report(.embeddingOrHeadTwice, claim, correct: all, arguments: [("gap", .number(table))])
    }
  }

  /// "124,439,808 parameters, not 163,037,184", "The converter clones the head: 163,037,184": whether the right count stands
  /// beside the other one, or the words tell why the table is counted once more. A total of parts is no second count.
  private func tellsSecondCount(_ claim: ModelClaim, _ right: Rational) -> Bool {
    let line = lines[claim.place]
    if isDenied(claim.range, on: line) { return true }
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    let near =
      max(
        sentence.lowerBound, claim.range.lowerBound - 256)..<min(
        sentence.upperBound, claim.range.upperBound + 256)
    if Calculation.cloning.isIn(near, of: working.bytes) || saysCountedTwice(near) { return true }
    let label = line.stretch(before: claim.range.lowerBound, atMost: 24)
    guard claim.expression == nil, !Calculation.wholeSums.isIn(label, of: working.bytes) else { return false }
    return lines[max(0, claim.place - 2)...claim.place].contains { above in
      above.lone.contains { $0.claim?.value == right && $0.claim?.lastPlace == .one }
        || above.chains.contains { $0.sides.last?.claim?.value == right }
    }
  }

  /// "counts it twice", "double counting", "visits the matrix twice", 重复统计; not "uses the table twice".
  private func saysCountedTwice(_ range: Range<Int>) -> Bool {
    guard let word = Calculation.twice.first(in: range, of: working.bytes) else { return false }
    let near = max(range.lowerBound, word.lowerBound - 40)..<min(range.upperBound, word.upperBound + 16)
    return Calculation.counting.isIn(near, of: working.bytes)
  }

  private static let twice: PhraseSet = ["twice", "double", "doubly", "two times", "两次", "两遍", "重复", "二次"]
  private static let counting: PhraseSet = [
    "counted", "counts ", "counting", "count it", "count the", "visit", "lists", "listed", "holds", "held",
    "stored", "stores", "keeps", "prints", "reports", "saved", "saves", "统计", "计了", "计入", "计算", "算了", "数了",
    "存",
    "打印", "计数",
  ]
  private static let cloning: PhraseSet = [
    "clone", "duplicat", "copies", "a copy", "own copy", "untie", "克隆", "复制", "拷贝", "副本",
  ]
  private static let wholeSums: PhraseSet = ["total", "sum", "together", "in all", "合计", "总", "共"]

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
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count >= 2,
        let claim = entry.claim, let range = entry.claimRange
      else { continue }
      let line = lines[entry.home]
      guard let table = (terms.count > 2 ? repeatedNumber(in: terms) : nil) ?? doubledNumber(in: terms),
        entry.claimUnit != .flops, entry.claimUnit != .macs,
        !Calculation.withoutTying.isOn(line, of: working.bytes), !isReported(range),
        isAsserted(range, on: line),
        saysTied(line)
          ? isEmbedding(table, before: side.located.range.lowerBound, on: line)
          : isTiedAbove(table, entry.home),
        let right = try? claim.value.subtracting(table)
      else { continue }
      findings.append(
        Draft(
          mistake: .embeddingOrHeadTwice, range: range, claimed: claim.value, correct: right,
          arguments: [("gap", .number(table))]))
      entry.status = .wrong
    }
  }

  private func saysTied(_ line: TextLine) -> Bool {
    line.mentions.contains { $0.noun == .model(.tied) }
      && !line.mentions.contains { $0.noun == .model(.untied) || $0.noun == .no }
  }

  /// The large addend that a sum has twice.
  private func repeatedNumber(in terms: [Expression.Term]) -> Rational? {
    let values = terms.compactMap { term in
      term.isSubtracted
        ? nil : Claim.numeral(of: term.value).flatMap { $0.lastPlace == .one ? $0.value : nil }
    }
    return values.first { value in
      value >= 1_000_000 && values.count(where: { $0 == value }) == 2
    }
  }

  /// The large number that one addend takes twice, `2 × 15,360,000`. Two such addends may be bytes, or operations.
  private func doubledNumber(in terms: [Expression.Term]) -> Rational? {
    var found: Rational?
    for term in terms {
      guard case .product(let factors) = term.value, let two = Claim.numeral(of: factors[0]),
        two.value == .two
      else { continue }
      guard found == nil, !term.isSubtracted, factors.count == 2, let number = Claim.numeral(of: factors[1]),
        number.lastPlace == .one, number.value >= 1_000_000
      else { return nil }
      found = number.value
    }
    return found
  }

  /// Whether a line has worked out a number as an embedding.
  private func isEmbedding(_ table: Rational, before place: Int, on line: TextLine) -> Bool {
    line.chains.contains { chain in
      guard chain.range.upperBound <= place, chain.sides.last?.claim?.value == table else { return false }
      let before = line.stretch(before: chain.range.lowerBound, atMost: 32)
      return Calculation.tables.isIn(before, of: working.bytes)
    }
  }

  /// `lm_head (shared with wte): 30,000 × 512 = 15,360,000` on a line above, whose number the sum takes as well as that of
  /// the embedding, which is worked out before.
  private func isTiedAbove(_ table: Rational, _ place: Int) -> Bool {
    func gives(_ line: TextLine) -> Bool {
      line.chains.contains { $0.sides.count == 2 && $0.sides[1].claim?.value == table }
        || line.lone.contains { $0.claim?.value == table }
    }
    let above = lines[max(0, place - 16)..<place]
    guard let tied = above.lastIndex(where: gives), saysTied(lines[tied]),
      Calculation.heads.isOn(lines[tied], of: working.bytes),
      !Calculation.withoutTying.isOn(lines[tied], of: working.bytes)
    else { return false }
    return entries.contains { entry in
      (entry.home < tied || entry.home == tied && isEmbedding(table, before: .max, on: lines[tied]))
        && entry.claim?.value == table
        && Calculation.tables.isOn(lines[entry.home], of: working.bytes)
    }
  }

  private static let heads: PhraseSet = ["head", "output", "logits", "unembed", "softmax", "输出"]
  private static let tables: PhraseSet = ["embed", "嵌入", "词表", "wte", "词向量"]
  private static let withoutTying: PhraseSet = [
    "if ", "would", "without", "n't", "not ", "instead", "twice", "wrong", "double", "minus", "如果", "若", "没有",
    "不共享", "未", "两次", "重复", "错", "separate", "untied", "own copy", "单独", "分开", "副本",
  ]
}
