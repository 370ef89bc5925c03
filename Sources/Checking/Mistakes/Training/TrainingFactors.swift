import Symbolics

/// 3, 4 or 12 for the 6 of 6·N·D, and a run's work divided by the batch.
///
/// Each parameter takes 2 FLOPs a token forward and 4 backward (Kaplan and others, section 2.1), with full recomputation 8
/// in all; counted in multiply-adds half of that.
extension Calculation {
  mutating func checkTrainingFactors() {
    guard
      lines.contains(where: { $0.topics.contains(.model) || $0.traits.contains(.scaled) }) || !entries.isEmpty
    else { return }
    checkLoneFactors()
    var numbers: TrainingNumbers?
    var known: Rational?
    for entry in entries {
      guard entry.chain.sides.count >= 2, let run = firstProduct(of: entry) else { continue }
      let isSymbolic = run.product.symbols.contains { $0.isParameters }
      guard isSymbolic || run.product.large.count == 2 else { continue }
      if numbers == nil { numbers = TrainingNumbers(self) }
      guard let numbers, var words = trainingWords(of: entry) else { continue }
      let isOfRun = !words.contains(.training) && isOfRun(run.product)
      if isOfRun { words.insert(ModelWords(.training)) }
      checkBatch(entry, run, numbers, words)
      // The same factor once more follows from the first, whatever its numbers are called.
      if known == run.product.factor, run.product.isOfTwo {
        if entry.status != .wrong { entry.status = .carriedForward }
        noteTotal(of: entry, right: 6, insteadOf: run.product.factor)
        continue
      }
      if checkStatedCounting(entry, run.product, run.range, numbers, words) { continue }
      let isCompute = entry.chain.sides[0].isCompute
      guard known != run.product.factor,
        isOfRun
          || isRun(run.product, numbers, words, isCompute: isCompute, saysCompute: saysCompute(entry))
          || (run.product.factor == 2 || run.product.factor == 3 && entry.claimUnit == .flops)
            && isLabelledTraining(entry, run.product, words),
        let right = rightFactor(run.product.factor, words)
          ?? (isCompute && isBesideSix(entry, run.product)
            || run.product.factor == 2 && isLabelledTraining(entry, run.product, words) ? 6 : nil),
        run.product.factor != 2 || !isForwardOnly(entry), !isOfOnePass(entry, run.product.factor),
        run.product.factor != 4
          || !isTwiceForward(run.range.lowerBound, entry) && !isOfBackward(entry.chain.range)
            && !comesToSix(entry, run.product)
      else { continue }
      known = run.product.factor
      findings.append(
        Draft(
          mistake: .trainingFactorWrong, range: run.range, claimed: run.product.factor, correct: right,
          arguments: [("factor", .number(run.product.factor))]))
      entry.status = .wrong
      entry.misconception = .trainingFactorWrong
    }
  }

  /// Notes what comes of a wrong factor on a later line, where the product is worked out.
  private mutating func noteTotal(of entry: Entry, right: Rational, insteadOf factor: Rational) {
    guard let claim = entry.claim, let range = entry.claimRange,
      let first = findings.last(where: { $0.mistake == .trainingFactorWrong }),
      let correct = try? claim.value.multiplied(by: right).divided(by: factor)
    else { return }
    let line = working.line(at: first.range.lowerBound)
    guard working.line(at: range.lowerBound) > line else { return }
    findings.append(
      Draft(
        mistake: .errorCarriedForward, severity: .note, range: range, claimed: claim.value, correct: correct,
        arguments: [("line", .number(Rational(line + 1)))]))
  }

  /// The first side that is a product of parameters and something, with its place.
  private func firstProduct(of entry: Entry) -> (product: RunProduct, range: Range<Int>)? {
    for side in entry.chain.sides where side.isCompound {
      guard RunProduct.mayBe(side.located.expression), let product = RunProduct(side.located.expression),
        product.large.count >= 2 || product.symbols.contains(where: { $0.isParameters })
      else { continue }
      return (product, side.located.range)
    }
    return nil
  }

  /// The words around a run's product; nil where it counts multiply-adds, bytes or time.
  private func trainingWords(of entry: Entry) -> ModelWords? {
    switch entry.claimUnit {
    case .macs, .bytes, .time, .tokens: return nil
    default: break
    }
    let place = min(entry.home, lines.count - 1)
    guard place >= 0 else { return nil }
    let label = label(of: entry.chain.range, onLine: place, nil)
    if label.quantity == .macs { return nil }
    // Weights that stay as they are have no gradient of their own: 4·N·D may be right.
    let text = working.text(lines[place].range).lowercased()
    for word in ["lora", "frozen", "freez", "冻结"] where text.contains(substring: word) { return nil }
    var words: ModelWords = []
    let line = lines[place]
    let sentence = sentence(around: entry.chain.range.lowerBound, on: line)
    let start =
      line.chains.filter { $0.range.upperBound <= entry.chain.range.lowerBound && !$0.isAssignment }
      .map { $0.range.upperBound }.max() ?? 0
    let formula = entry.workingSide?.located.range ?? entry.chain.range
    for mention in line.mentions where sentence.contains(mention.range.lowerBound) {
      guard let word = mention.noun.modelWord else { continue }
      // The passes are those that are named right before; training is what the sentence is about.
      let isPass = word == .forward || word == .backward || word == .inference
      if isPass, mention.range.lowerBound < start || mention.range.lowerBound > formula.lowerBound {
        continue
      }
      // "without recomputation"
      if word == .recomputation, isLeftOut(mention.range, on: line) { continue }
      words.insert(ModelWords(word))
    }
    if !words.contains(.forward), !words.contains(.inference) {
      for back in 1...2 where place >= back {
        for mention in lines[place - back].mentions where mention.noun == .model(.training) {
          words.insert(ModelWords(.training))
        }
      }
    }
    return words
  }

  /// Whether "without", "no" or 不 stands right before a word.
  private func isLeftOut(_ word: Range<Int>, on line: TextLine) -> Bool {
    let start = max(line.range.lowerBound, word.lowerBound - 24)
    return Calculation.leavingOut.isIn(start..<max(start, word.lowerBound), of: working.bytes)
  }

  private static let leavingOut: PhraseSet = ["without", "no ", "not ", "disabl", "不", "无", "未", "没有", "关闭"]

  /// Whether a product is that of a training run: of parameters and tokens, or for each token of both passes.
  private func isRun(
    _ product: RunProduct, _ numbers: TrainingNumbers, _ words: ModelWords, isCompute: Bool, saysCompute: Bool
  ) -> Bool {
    let isBothPasses = words.contains(.forward) && words.contains(.backward)
    if words.contains(.recomputation) || words.contains(.inference) { return false }
    if words.contains(.forward) != words.contains(.backward) { return false }
    guard product.divisors.isEmpty else { return false }
    if product.symbols.contains(where: { $0.isParameters }) {
      let hasTokens = product.symbols.contains { $0.isTokens }
      guard product.large.isEmpty, product.symbols.count == (hasTokens ? 2 : 1) else { return false }
      return hasTokens ? words.contains(.training) || isBothPasses || isCompute : isBothPasses
    }
    guard product.large.count == 2, product.symbols.isEmpty else { return false }
    guard words.contains(.training) || isBothPasses else { return false }
    if product.large.contains(where: { numbers.isParameters($0) }) { return true }
    // 3 × the FLOPs of a forward pass × images is right; four times nothing of that kind is.
    // `12 × 70B × 1.4T`: twelve epochs are of images, not of so many tokens.
    if saysCompute, product.factor == 12 {
      return product.large.allSatisfy { $0 >= 100_000_000 }
        && product.large.contains { $0 >= Rational(whole: 100_000_000_000) }
    }
    return saysCompute && product.factor == 4 && product.large.allSatisfy { $0 >= 100_000_000 }
      && product.large.contains { $0 >= 1_000_000_000 }
  }

  /// `Training compute: 2 × 7e9 × 2e12`, 训练计算量：…: whether the label right before says what is counted, and nothing
  /// tells of a pass alone.
  private func isLabelledTraining(_ entry: Entry, _ product: RunProduct, _ words: ModelWords) -> Bool {
    let place = min(entry.home, lines.count - 1)
    guard place >= 0, product.symbols.isEmpty, product.divisors.isEmpty, product.large.count == 2,
      !words.contains(.forward), !words.contains(.backward), !words.contains(.inference),
      !words.contains(.recomputation),
      product.large.allSatisfy({ $0 >= 100_000_000 }),
      product.large.contains(where: { $0 >= Rational(whole: 100_000_000_000) })
    else { return false }
    let line = lines[place]
    guard !Calculation.wrongWays.isOn(line, of: working.bytes) else { return false }
    let start = line.range.lowerBound
    let end = lines[min(place + 2, lines.count - 1)].range.upperBound
    let behind = start..<max(start, min(end, start + 1_024))
    return
      (Calculation.trainingLabels.isIn(
        line.stretch(
          before: entry.workingSide?.located.range.lowerBound ?? entry.chain.range.lowerBound, atMost: 48),
        of: working.bytes)
      || isMarkedTraining(entry, on: line) || isNamedBelowTraining(entry, on: line, place))
      && !Calculation.forwardPass.isIn(behind, of: working.bytes)
      && !Calculation.backwardPass.isIn(behind, of: working.bytes)
  }

  /// `FLOPs = 2 × 13B × 1T = 2.6e22 FLOPs (训练)`
  private func isMarkedTraining(_ entry: Entry, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: entry.chain.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    return joint.take(Calculation.trainingMarks)
  }

  /// `total_flops = 2 × 70e9 × 15e12` in a text whose lines next to it speak of training, and of no pass alone: nothing else
  /// takes so many tokens.
  private func isNamedBelowTraining(_ entry: Entry, on line: TextLine, _ place: Int) -> Bool {
    let start = entry.workingSide?.located.range.lowerBound ?? entry.chain.range.lowerBound
    guard Calculation.computeLabels.isIn(line.stretch(before: start, atMost: 40), of: working.bytes) else {
      return false
    }
    var isOfTraining = false
    for near in lines[max(0, place - 4)...min(lines.count - 1, place + 4)] {
      guard near.range.count <= 1_024, !Calculation.otherRuns.isOn(near, of: working.bytes) else {
        return false
      }
      if Calculation.runsOfTraining.isOn(near, of: working.bytes) { isOfTraining = true }
    }
    guard isOfTraining else { return false }
    // `6·N·D` beside it: this is one of its passes.
    return !entries.prefix(256).contains { other in
      other.chain.range != entry.chain.range
        && firstProduct(of: other).map { $0.product.factor == 6 || $0.product.factor == 4 } ?? false
    }
  }

  private static let computeLabels: PhraseSet = [
    "flops", "total_flops", "compute", "计算量", "运算量", "算力", "c =", "c≈", "c ≈",
  ]
  private static let runsOfTraining: PhraseSet = [
    "training run", "training compute", "training cost", "training time", "to train", "training flops",
    "pretrain",
    "pre-train", "training on", "train on", "training takes", "训练总计算量", "训练计算量", "训练时间", "训练成本", "训练算力",
    "训练需要", "训练所需", "训练总", "预训练", "训练一个", "训练 ",
  ]
  private static let otherRuns: PhraseSet = [
    "forward", "backward", "inference", "infer", "serv", "generat", "embed", "scor", "evaluat", "filter",
    "label",
    "distil", "teacher", "logit", "lora", "frozen", "freez", "mac", "decod", "prefill", "wrong", "instead",
    "not ",
    "前向", "反向", "推理", "生成", "评", "打分", "过滤", "标注", "蒸馏", "教师", "嵌入", "冻结", "乘加", "错", "不是",
  ]
  /// "A wrong way: training FLOPs = 2 × …"
  private static let wrongWays: PhraseSet = [
    "wrong", "mistake", "instead", "incorrect", "not ", "错", "误", "不是", "而非",
  ]
  private static let trainingMarks: PhraseSet = [
    "(训练)", "（训练）", "(训练总", "（训练总", "(training)", "(for training)", "(training compute)", "for training",
    "to train",
  ]
  private static let trainingLabels: PhraseSet = [
    "training compute", "training flops", "training cost", "pretraining compute", "pre-training compute",
    "compute for training", "flops for training", "flops to train", "total training", "训练计算量",
    "训练总计算量", "训练算力", "训练flops", "训练 flops", "训练所需算力", "训练的计算量", "训练需要的计算量",
  ]

  /// Whether the line says that FLOPs, or the compute of a run, are counted.
  private func saysCompute(_ entry: Entry) -> Bool {
    let place = min(entry.home, lines.count - 1)
    guard place >= 0 else { return false }
    return entry.chain.sides[0].isCompute
      || Phrases.contains(
        ["flop", "compute", "算力", "计算量", "运算量", "浮点"], in: lines[place].range, of: working.bytes)
  }

  // MARK: - In a sentence

  /// "training needs 4ND FLOPs", 训练需要 4ND.
  private mutating func checkLoneFactors() {
    for line in lines where line.topics.contains(.model) {
      for side in line.lone where side.isSymbolic {
        guard RunProduct.mayBe(side.located.expression), let product = RunProduct(side.located.expression),
          product.large.isEmpty,
          product.symbols.count == 2, product.divisors.isEmpty, product.factor == 4 || product.factor == 3,
          product.symbols.contains(where: { $0.isParameters }),
          product.symbols.contains(where: { $0.isTokens }),
          isPlainTraining(sentence(around: side.located.range.lowerBound, on: line), line),
          saysFLOPs(beside: side, line)
        else { continue }
        findings.append(
          Draft(
            mistake: .trainingFactorWrong, range: side.located.range, claimed: product.factor, correct: 6,
            arguments: [("factor", .number(product.factor))]))
      }
    }
  }

  private func saysFLOPs(beside side: Chain.Side, _ line: TextLine) -> Bool {
    if side.unit == .flops { return true }
    return side.unit == .none
      && Phrases.contains(["flop", "浮点"], in: line.range, of: working.bytes)
  }

  /// Whether a sentence speaks of training as a whole: of no pass alone, no way to save work and no comparison.
  private func isPlainTraining(_ sentence: Range<Int>, _ line: TextLine) -> Bool {
    let words = mentions(on: line, in: sentence)
    guard words.contains(where: { $0.noun == .model(.training) }),
      !words.contains(where: { mention in
        switch mention.noun {
        case .model(.forward), .model(.backward), .model(.inference), .model(.recomputation), .macs, .no,
          .qualifier, .and:
          true
        default: false
        }
      })
    else { return false }
    return !Phrases.contains(
      ["lora", "freez", "frozen", "6nd", "6n", "often", "wrong", "mistake", "multiply", "冻结", "错", "误"],
      in: sentence,
      of: working.bytes)
  }

  /// The right factor where this one is known to be wrong.
  private func rightFactor(_ factor: Rational, _ words: ModelWords) -> Rational? {
    switch factor.integer {
    case 2 where words.contains(.training) && !words.contains(.forward): 6
    case 3, 4, 12, 18, 24: 6
    default: nil
    }
  }

  /// `C_A = 2ND` in a text that has `C_B = 6ND` for another run.
  private func isBesideSix(_ entry: Entry, _ product: RunProduct) -> Bool {
    guard product.factor == 2, case .symbol(let symbol) = entry.chain.sides[0].located.expression else {
      return false
    }
    let name = symbol.description.lowercased()
    guard
      !["fwd", "forw", "inf", "eval", "dec", "prefill", "serv", "test", "gen"].contains(
        where: name.contains(substring:))
    else { return false }
    return entries.contains { other in
      other.chain.sides[0].isCompute && other.chain.range != entry.chain.range
        && firstProduct(of: other)?.product.factor == 6
    }
  }

  /// "Scoring the training corpus": whether a pass over data is meant that may be those of a training.
  private func isForwardOnly(_ entry: Entry) -> Bool {
    let line = lines[min(entry.home, lines.count - 1)]
    return Phrases.contains(
      [
        "scoring", "scored", "score the", "score all", "scores the", "perplexity", "evaluat", "filter",
        "labelling",
        "labeling", "annotat", "classify", "logits of", "validation", "打分", "评分", "评测", "评估", "困惑度",
        "过滤", "筛选", "标注", "验证集",
      ], in: sentence(around: entry.chain.range.lowerBound, on: line), of: working.bytes)
  }

  /// "2ND = 2.8e22 for the forward pass", "4ND (backward)", `C_fwd = 2ND`: whether the words right behind a result, or its
  /// letter, name the one pass that takes so much.
  private func isOfOnePass(_ entry: Entry, _ factor: Rational) -> Bool {
    guard factor == 2 || factor == 4 else { return false }
    if case .symbol(let symbol) = entry.chain.sides[0].located.expression,
      symbol.description.lowercased().contains(substring: factor == 2 ? "fwd" : "bwd")
        || symbol.description.lowercased().contains(substring: factor == 2 ? "forw" : "back")
    {
      return true
    }
    guard let line = line(at: entry.chain.range.upperBound) else { return false }
    let own = entry.chain.range
    // The words in front say what all of a list is; the pass stands behind.
    let next = line.chains.first { $0.range.lowerBound >= own.upperBound }?.range.lowerBound
    let start = max(own.upperBound, line.range.lowerBound)
    let limit = min(next ?? line.range.upperBound, line.range.upperBound, start + 48)
    var joint = Joint(working.bytes, from: start, to: limit)
    while !joint.isAtEnd, !isEndOfClause(joint, from: start) { joint.at += 1 }
    let clause = start..<max(start, joint.at)
    let (isForward, isBackward) = (
      Calculation.forwardPass.isIn(clause, of: working.bytes),
      Calculation.backwardPass.isIn(clause, of: working.bytes)
    )
    return factor == 2 ? isForward && !isBackward : isBackward && !isForward
  }

  /// "forward 2N + backward 4N = 6N": both passes are added in words, and come to what is right.
  private func comesToSix(_ entry: Entry, _ product: RunProduct) -> Bool {
    guard let last = entry.chain.sides.last, entry.chain.sides.count >= 2,
      let sum = RunProduct(last.located.expression)
    else { return false }
    return sum.factor == 6 && sum.symbols == product.symbols && sum.large == product.large
  }

  /// Where a clause ends; the bracket right behind a number belongs to it.
  private func isEndOfClause(_ joint: Joint, from start: Int) -> Bool {
    joint.isAtClauseEnd() && joint.at > start
  }

  private static let forwardPass: PhraseSet = ["forward", "inference", "前向", "正向", "推理"]
  private static let backwardPass: PhraseSet = ["backward", "backprop", "gradient", "反向", "后向", "梯度"]

  // MARK: - The batch

  /// 6·N·D / 256 for a batch of 256.
  private mutating func checkBatch(
    _ entry: Entry, _ run: (product: RunProduct, range: Range<Int>), _ numbers: TrainingNumbers,
    _ words: ModelWords
  ) {
    guard run.product.divisors.count == 1, let divisor = run.product.divisors.first, divisor > .one,
      numbers.batches.contains(divisor), run.product.factor == 6 || run.product.factor == 8,
      words.contains(.training), let value = entry.value
    else { return }
    findings.append(
      Draft(
        mistake: .batchDividesWork, range: run.range, claimed: value,
        correct: try? value.multiplied(by: divisor)))
    entry.status = .wrong
  }
}

extension Chain.Side {
  /// Whether the side is C, the letter for the compute of a run: `C`, `C_train`.
  fileprivate var isCompute: Bool {
    if case .symbol(let symbol) = located.expression { symbol.base == "C" } else { false }
  }
}
