import Symbolics

/// FLOPs for a token with all parameters of a model with experts, where the text itself says how many a token uses: "46.7B
/// parameters in total, 12.9B active" and `2 × 46.7e9 = 93.4 GFLOPs` per token.
extension Calculation {
  mutating func checkActiveParameters() {
    guard holds(ActiveWords.any) else { return }
    var stated: (active: Rational, total: Rational)?
    for line in lines.prefix(256)
    where ActiveWords.any.isOn(line, of: working.bytes) && line.range.count < 1_024 {
      let large = measures(on: line).filter {
        $0.numeral.value >= 100_000_000 && ($0.unit == .none || $0.unit == .parameters || $0.unit == .other)
      }
      guard let active = large.first(where: { isActive($0, on: line) }),
        let total = large.first(where: { $0.numeral.value > active.numeral.value && !isActive($0, on: line) }
        ),
        // `12,879,925,248 ≈ 12.9B` is one number.
        !TrainingNumbers.isNear(total.numeral.value, active.numeral.value)
      else { continue }
      guard stated == nil else { return }
      stated = (active.numeral.value, total.numeral.value)
    }
    guard let stated = stated ?? activeOnOwnLine() else { return }
    for entry in entries
    where entry.status == .right && (entry.claimUnit == .flops || entry.claimUnit == .none) {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        case .number(let two) = factors[0], two.value == .two, entry.home < lines.count,
        let count = Claim.numeral(of: factors.count == 2 ? factors[1] : .product(Array(factors[1...]))),
        count.value == stated.total, let range = entry.claimRange, let claim = entry.claim
      else { continue }
      let line = lines[entry.home]
      let sentence = sentence(around: side.located.range.lowerBound, on: line)
      guard entry.claimUnit == .flops || ActiveWords.operations.isIn(sentence, of: working.bytes),
        ActiveWords.perToken.isIn(sentence, of: working.bytes),
        !ActiveWords.otherwise.isIn(sentence, of: working.bytes), !isReported(entry.chain.range),
        isAsserted(range, on: line), let right = try? stated.active.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(mistake: .aboveTwoPerParameter, range: range, claimed: claim.value, correct: right))
      entry.status = .wrong
    }
  }

  /// The one number that a line calls active, `Active per token: … = 2,879,925,248 ≈ 2.88B`, and the one that another line
  /// calls the total.
  private func activeOnOwnLine() -> (active: Rational, total: Rational)? {
    func closing(_ line: TextLine) -> Rational? {
      guard line.range.count < 1_024 else { return nil }
      let large = numbers(on: line).filter {
        $0.numeral.value >= 1_000_000 && $0.unit != .bytes && $0.unit != .flops
      }
      return large.last?.numeral.value
    }
    var (active, total): (Rational?, Rational?)
    for line in lines.prefix(256) where line.row == nil {
      let isTotal = ActiveWords.total.isOn(line, of: working.bytes)
      let isOfToken = ActiveWords.any.isOn(line, of: working.bytes)
      guard isTotal != isOfToken, let value = closing(line) else { continue }
      if isTotal {
        if total == nil { total = value }
      } else {
        guard active == nil else { return nil }
        active = value
      }
    }
    guard let active, let total, active < total else { return nil }
    return (active, total)
  }

  /// "12.9B active", "active: 12.9B", 激活 12.9B.
  private func isActive(_ measure: Measure, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: measure.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    _ = joint.take(ActiveWords.verbs)
    if joint.take(ActiveWords.active) { return true }
    let before = line.stretch(before: measure.range.lowerBound, atMost: 40)
    guard let word = ActiveWords.active.first(in: before, of: working.bytes) else { return false }
    joint = Joint(working.bytes, from: word.upperBound, to: measure.range.lowerBound)
    _ = joint.takeUnits()
    _ = joint.take(ActiveWords.behind)
    joint.skipBlanks()
    return joint.isAtEnd
  }
}

private enum ActiveWords {
  static let any: PhraseSet = ["active", "activated", "used per token", "used for a token", "激活"]
  static let active: PhraseSet = ["active", "activated", "激活"]
  static let total: PhraseSet = ["total", "stored", "in all", "altogether", "总参数", "总计", "合计", "总共"]
  static let operations: PhraseSet = ["flop", "operations", "运算", "计算量"]
  static let verbs: PhraseSet = ["are", "is", "of them", "被"]
  static let behind: PhraseSet = [
    "per token:", ":", "：", "约", "为", "only", "about", "=", "≈", "of", "仅", "量为", "量",
  ]
  static let perToken: PhraseSet = [
    "per token", "/token", "each token", "a token", "每 token", "每token", "每个 token", "每个token",
  ]
  static let otherwise: PhraseSet = [
    "dense", "all experts", "every expert", "if ", "would", "were", "naive", "upper", "not ", "wrong", "稠密",
    "全部专家",
    "所有专家", "如果", "若", "假如", "不是", "错", "上限",
  ]
}
