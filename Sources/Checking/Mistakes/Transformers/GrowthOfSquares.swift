import Symbolics

/// What grows with the square of the tokens said to grow as they do, where the text has the numbers or the formula:
/// n 变为 8192 … QKᵀ 与 AV 部分变为 2 倍, "for n = 512 the score matrix takes 1 MiB, for n = 1024 it takes 2 MiB", "doubling the
/// context needs twice as much" below a formula with n².
extension Calculation {
  mutating func checkGrowthOfSquares() {
    for (place, line) in enumeratedLines(with: GrowthWords.any)
    where line.row == nil && line.range.count <= 1_024 && GrowthWords.any.isOn(line, of: working.bytes) {
      checkClauses(on: line, place)
      checkDoubledFormula(on: line, place)
      checkTwoSizes(on: line)
    }
  }

  private mutating func reportGrowth(_ range: Range<Int>, _ ratio: Rational, on line: TextLine) {
    // "If n becomes 2048": the text says what then follows.
    guard !isReported(range), !isDenied(range, on: line), isFull(working.text(line.range).lowercased()),
      let right = try? ratio.multiplied(by: ratio)
    else { return }
    findings.append(
      Draft(mistake: .scalingExponentWrong, range: range, claimed: ratio, correct: right))
  }

  // MARK: - n 变为 8192, … 变为 2 倍

  private mutating func checkClauses(on line: TextLine, _ place: Int) {
    guard GrowthWords.squares.isOn(line, of: working.bytes),
      GrowthWords.changes.isOn(line, of: working.bytes), GrowthWords.times.isOn(line, of: working.bytes),
      let ratio = ratioOfChange(on: line, place)
    else {
      return
    }
    for measure in measures(on: line) where measure.numeral.value == ratio && measure.numeral.scale == .one {
      var joint = Joint(working.bytes, from: measure.range.upperBound, to: line.range.upperBound)
      let before = line.stretch(before: measure.range.lowerBound, atMost: 72)
      let clause = clauseStart(in: before)..<before.upperBound
      guard GrowthWords.times.isIn(measure.range, of: working.bytes) || joint.take(GrowthWords.times),
        isSquareThatBecomes(clause), !GrowthWords.linear.isIn(clause, of: working.bytes),
        !GrowthWords.others.isOn(line, of: working.bytes)
      else { continue }
      reportGrowth(measure.range, ratio, on: line)
    }
  }

  /// Whether a clause is QKᵀ 与 AV 部分变为, "the quadratic part becomes": what is squared and a verb, and nothing else behind it.
  private func isSquareThatBecomes(_ clause: Range<Int>) -> Bool {
    guard let square = GrowthWords.squares.first(in: clause, of: working.bytes) else { return false }
    var joint = Joint(working.bytes, from: square.upperBound, to: clause.upperBound)
    while joint.take(GrowthWords.parts) {}
    guard joint.take(GrowthWords.becomes) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Where the last clause of a stretch begins; the comma of `1,024` ends none.
  private func clauseStart(in range: Range<Int>) -> Int {
    var at = range.upperBound
    while at > range.lowerBound {
      let joint = Joint(working.bytes, from: at - 1, to: range.upperBound)
      if joint.isAtClauseEnd(), working.bytes[at - 1] < 0x80 || at + 1 < range.upperBound,
        working.bytes[at - 1] != UInt8(ascii: ")")
      {
        return at
      }
      at -= 1
    }
    return at
  }

  /// By what the tokens grow: `n = 1024` above and "n grows to 2048" here.
  private func ratioOfChange(on line: TextLine, _ place: Int) -> Rational? {
    for measure in measures(on: line) where measure.numeral.value.isInteger && measure.numeral.value >= 32 {
      let before = line.stretch(before: measure.range.lowerBound, atMost: 32)
      guard let verb = GrowthWords.changes.first(in: before, of: working.bytes) else { continue }
      var joint = Joint(working.bytes, from: verb.upperBound, to: measure.range.lowerBound)
      joint.skipBlanks()
      let end = working.bytes.skipBack(from: verb.lowerBound, to: before.lowerBound) {
        $0 == .space || $0 == UInt8(ascii: "$")
      }
      guard joint.isAtEnd, end > before.lowerBound,
        end - 1 == before.lowerBound || !working.bytes[end - 2].isASCIIWordByte,
        let old = lastValue(of: working.bytes[end - 1], above: place),
        let ratio = try? measure.numeral.value.divided(by: old), ratio.isInteger, ratio > .one, ratio <= 64
      else { continue }
      return ratio
    }
    return nil
  }

  /// The value that the lines above give a letter for the tokens last.
  private func lastValue(of letter: UInt8, above place: Int) -> Rational? {
    guard GrowthWords.letters.contains(letter) else { return nil }
    for line in lines[max(0, place - 24)..<place].reversed() {
      for chain in line.chains.reversed() where chain.isAssignment {
        if case .symbol(let symbol) = chain.sides[0].located.expression, symbol.index.isEmpty,
          symbol.base.utf8.count == 1, symbol.base.utf8.first == letter
        {
          return chain.sides[1].claim?.value
        }
      }
    }
    return nil
  }

  // MARK: - Below a formula with n²

  private mutating func checkDoubledFormula(on line: TextLine, _ place: Int) {
    guard let doubling = GrowthWords.doublings.first(on: line, of: working.bytes) else { return }
    let sentence = sentence(around: doubling.lowerBound, on: line)
    let behind = doubling.upperBound..<max(doubling.upperBound, sentence.upperBound)
    guard let claim = GrowthWords.twice.first(in: behind, of: working.bytes),
      !GrowthWords.linear.isIn(sentence, of: working.bytes),
      !GrowthWords.others.isIn(sentence, of: working.bytes),
      let entry = entries.last(where: { $0.home < place }), place - entry.home <= 3, entry.status == .right,
      case .product(let factors)? = entry.workingSide?.located.expression
    else { return }
    for factor in factors {
      guard case .power(.number(let base), .number(let two)) = factor, two.value == .two, base.value >= 64,
        GrowthWords.letters.contains(where: { lastValue(of: $0, above: entry.home + 1) == base.value })
      else { continue }
      reportGrowth(claim, .two, on: line)
      return
    }
  }

  // MARK: - Two sizes with what they take

  private mutating func checkTwoSizes(on line: TextLine) {
    guard line.mentions.contains(where: { $0.noun == .model(.scores) }) else { return }
    let sizes = line.chains.filter { $0.isAssignment }
    guard sizes.count == 2, line.chains.count == 2, sizes[0].sides[0].located.expression.symbols.count == 1,
      sizes[0].sides[0].located.expression.symbols == sizes[1].sides[0].located.expression.symbols,
      sizes[0].sides[0].located.expression.symbols.allSatisfy({ symbol in
        symbol.index.isEmpty && symbol.base.utf8.count == 1
          && GrowthWords.letters.contains { $0 == symbol.base.utf8.first }
      }),
      let first = sizes[0].sides[1].claim?.value, let second = sizes[1].sides[1].claim?.value,
      !first.isZero, let ratio = try? second.divided(by: first), ratio.isInteger, ratio > .one, ratio <= 64,
      line.lone.count == 2, line.lone[0].unit == line.lone[1].unit, line.lone[0].unit != .none,
      let one = line.lone[0].claim, let two = line.lone[1].claim,
      line.lone[0].located.range.lowerBound > sizes[0].range.upperBound,
      line.lone[0].located.range.upperBound < sizes[1].range.lowerBound,
      line.lone[1].located.range.lowerBound > sizes[1].range.upperBound,
      (try? one.value.multiplied(by: ratio)) == two.value,
      !GrowthWords.linear.isOn(line, of: working.bytes)
    else { return }
    reportGrowth(line.lone[1].located.range, ratio, on: line)
  }
}

private enum GrowthWords {
  static let letters: [UInt8] = Array("nNsSL".utf8)
  static let any: PhraseSet = [
    "doubling", "doubled", "twice", "倍", "times", "score matrix", "scores", "attention matrix", "注意力矩阵",
  ]
  static let times: PhraseSet = ["倍", "times", "$ 倍", "$ times"]
  static let becomes: PhraseSet = [
    "变为", "变成", "变为原来的", "是原来的", "为原来的", "增长到", "grows by", "grows", "grow by", "grow", "becomes", "become",
    "increases", "increase", "takes", "take",
  ]
  static let parts: PhraseSet = [
    "部分的计算量", "部分", "与 av", "和 av", "与av", "和av", "的计算量", "计算量", "也", "则", "都", "就", "将", "会", "只",
    "and av", "av", "part", "parts", "term", "terms", "products", "costs", "cost", "also", "only", "together",
  ]
  static let changes: PhraseSet = [
    "变为", "变成", "增大到", "增加到", "增长到", "加倍到", "翻倍到", "grows to", "becomes", "increases to", "rises to",
    "goes up to", "is raised to", "is doubled to",
  ]
  static let squares: PhraseSet = [
    "qkᵀ", "qk^t", "qk^\\top", "qk^{t}", "n² 部分", "n²部分", "n^2 部分", "n^2部分", "n^2$ 部分", "n^2$部分", "平方部分",
    "平方项",
    "二次项", "注意力分数", "score matrix", "attention scores", "quadratic part", "quadratic term", "n² part",
    "n² term", "n^2 part", "n^2 term",
    "n^2$ part", "n^2$ term",
  ]
  static let linear: PhraseSet = [
    "投影", "projection", "ffn", "前馈", "feed-forward", "mlp", "cache", "缓存", "每个 token", "每 token", "每个词元",
    "per token",
    "each token", "linear", "线性", "per row", "each row", "one row", " row of", " rows", "each", "per ",
    "query",
    "每个", "每行", "一行", "side", "边长",
  ]
  static let others: PhraseSet = [
    "flash", "halv", "half", "heads", "window", "batch size", "减半", "一半", "头数", "窗口", "weights", "parameters",
    "embedding", "tokens per", "time per", "statistic", "参数", "权重",
  ]
  static let doublings: PhraseSet = [
    "doubling the context", "doubling the sequence", "doubling n", "doubling $n", "the context is doubled",
    "the sequence is doubled", "上下文翻倍", "上下文加倍", "长度翻倍", "长度加倍", "n 翻倍", "n 加倍", "$n$ 翻倍",
  ]
  static let twice: PhraseSet = [
    "twice as much", "twice as many", "twice as expensive", "2 times as expensive", "2 times as much",
    "two times as expensive", "2× as expensive", "2x as expensive", "贵 2 倍", "贵一倍", "needs twice",
    "costs twice", "takes twice", "doubles it",
    "doubles this",
    "doubles the memory", "doubles the cost", "2 倍", "两倍", "也翻倍", "也加倍",
  ]
}
