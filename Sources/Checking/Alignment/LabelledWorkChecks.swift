import Symbolics

/// What the names of results say of them: whatever form a text has, it is read once for all rules that ask.
extension Calculation {
  mutating func checkLabelledWorks() {
    checkSavingsBelowRatios()
    checkDoublingBelowWork()
    checkRatesBesideTokenTimes()
    let subjects = LabelledSubjects(self)
    guard !subjects.isEmpty else { return }
    let works = labelledWorks()
    guard !works.isEmpty else { return }
    if subjects.contains(.decoders) {
      checkPartsBesideSettings(works)
      checkTotalsBesideSettings(works)
      checkScoresBesideLabels(works)
      checkSharesOfParts(works)
    }
    if subjects.contains(.memory) {
      checkInferenceBesideSettings(works)
      checkOptimizerBesideSettings(works)
    }
    if subjects.contains(.convolutions) {
      checkSeparableBesideSettings(works)
      checkBottlenecksBesideSettings(works)
      checkSuchBlocks(works)
    }
    if subjects.contains(.cells) { checkRecurrentBesideSettings(works) }
    if subjects.contains(.updates) { checkLowRankBesideSettings(works) }
    if subjects.contains(.patches) { checkPatchesBesideSettings(works) }
    if subjects.contains(.perceptrons) { checkPerceptronsBesideSettings(works) }
    if !subjects.isDisjoint(with: [.cells, .patches, .perceptrons]) { checkTotalsOfLabelled(works) }
  }

  /// Reports what a result has wrong.
  mutating func report(
    _ work: LabelledWork, _ mistake: Mistake, _ alternatives: [Mistake] = [], claimed: Rational? = nil,
    correct: Rational?, _ arguments: [(name: String, value: Finding.Argument)] = []
  ) {
    findings.append(
      Draft(
        mistake: mistake, alternatives: alternatives, range: work.range, claimed: claimed ?? work.value,
        correct: correct, arguments: arguments))
    work.entry?.status = .wrong
    work.entry?.misconception = mistake
  }

  /// Whether a result may be called wrong.
  func mayBeReported(_ work: LabelledWork) -> Bool {
    work.isRight && !isReported(work.range) && isAsserted(work.range, on: lines[work.home])
  }

  /// Reports a number of things that differs from what the settings give, unless something was found there or it is not said in
  /// earnest.
  mutating func reportCount(
    _ work: LabelledWork, _ mistake: Mistake, _ alternatives: [Mistake] = [], claimed: Int? = nil,
    correct: Int, _ arguments: [(name: String, value: Finding.Argument)] = []
  ) {
    let line = lines[work.home]
    guard work.count != correct || claimed != nil, !isReported(work.range),
      !LabelledWords.otherwise.isIn(work.label, of: working.bytes),
      // "Total without the head" supposes nothing.
      LabelledPart.isTotal(work.label, of: working.bytes)
        ? !isDenied(work.range, on: line) : isAsserted(work.range, on: line)
    else { return }
    report(
      work, mistake, alternatives, claimed: claimed.map { Rational($0) }, correct: Rational(correct),
      arguments)
  }
}

/// What the results of a text may be of.
private struct LabelledSubjects: OptionSet {
  let rawValue: UInt8

  static let decoders = LabelledSubjects(rawValue: 1)
  static let memory = LabelledSubjects(rawValue: 2)
  static let convolutions = LabelledSubjects(rawValue: 4)
  static let cells = LabelledSubjects(rawValue: 8)
  static let updates = LabelledSubjects(rawValue: 16)
  static let patches = LabelledSubjects(rawValue: 32)
  static let perceptrons = LabelledSubjects(rawValue: 64)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ calculation: Calculation) {
    self = []
    for (subject, words) in LabelledSubjects.words where !contains(subject) && calculation.holds(words) {
      insert(subject)
    }
  }

  private static let words: [(LabelledSubjects, PhraseSet)] = [
    (.decoders, LabelledPart.subjects),
    (.decoders, PartsBesideSettings.caches),
    (
      .memory,
      ["per parameter", "bytes a parameter", "weights in", "weights (", "每个参数", "每参数", "权重"]
    ),
    (
      .convolutions,
      [
        "separable", "bottleneck", "residual block", "such blocks", "可分离", "瓶颈", "残差块", "这样的块",
      ]
    ),
    (.cells, ["lstm", "gru", "rnn", "recurrent"]),
    (.updates, ["lora", "low-rank", "低秩"]),
    (.patches, ["patch", "图块"]),
    (
      .perceptrons,
      ["mlp", "perceptron", "感知机", "全连接网络", "fully connected net", "dense net"]
    ),
  ]
}

enum LabelledWords {
  /// What a label is not about the thing itself with.
  static let otherwise: PhraseSet = [
    "if ", "would", "instead", "wrong", "without bias", "no bias", "weights only", "not ", "n't", "naive",
    "错误", "错", "如果", "若", "不含偏置", "不计偏置", "仅权重", "误",
  ]
  /// Labels of other things than parameters.
  static let operations: PhraseSet = [
    "mac", "flop", "multiply", "mult-add", "byte", "memory", "activation", "operation", "乘加", "计算量", "字节",
    "显存",
    "内存", "激活", "运算", "per token", "per second", "%", "time per", "mib", "gib", " mb", " kb", " gb",
  ]
}
