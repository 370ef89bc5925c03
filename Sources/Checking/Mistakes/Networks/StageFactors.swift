import Derivations
import Networks
import Symbolics

/// One stage repeated another number of times than its network has blocks in it, where all others are right:
/// `stage2: 3 × 2×256²/16`, `stage3: 4 × …`, `stage4: 4 × …`, `stage5: 3 × …` of a ResNet-50.
extension Calculation {
  mutating func checkStageFactors() {
    guard let facts, facts.stages.count >= 4, entries.count >= facts.stages.count else { return }
    let right = facts.blocksPerStage
    var run: [Repeated] = []
    for (index, entry) in entries.enumerated() {
      guard let repeated = repeated(index, entry) else {
        run = []
        continue
      }
      if let last = run.last, repeated.line != last.line + 1 || repeated.terms != last.terms { run = [] }
      run.append(repeated)
      guard run.count == right.count else { continue }
      if index + 1 < entries.count, let next = self.repeated(index + 1, entries[index + 1]),
        next.line == repeated.line + 1
      {
        return
      }
      compare(run, right)
      return
    }
  }

  /// A calculation that begins with how often it is done.
  private struct Repeated {
    let entry: Int
    let line: Int
    let count: Int
    /// The number of factors.
    let terms: Int
  }

  private func repeated(_ index: Int, _ entry: Entry) -> Repeated? {
    guard lines.indices.contains(entry.home), let side = entry.workingSide,
      let factors = side.located.expression.factorsAtTop, factors.count >= 2,
      case .number(let first) = factors[0], let count = first.value.integer, (1...64).contains(count),
      beginsWithStage(lines[entry.home], before: entry.chain.range.lowerBound)
    else { return nil }
    return Repeated(entry: index, line: entry.home, count: count, terms: factors.count)
  }

  private func beginsWithStage(_ line: TextLine, before place: Int) -> Bool {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: place)
    while joint.take(StageLabels.bullets) {}
    joint.skipBlanks()
    let end = working.bytes.skip(from: joint.at, to: joint.end) { $0.isASCIILetter || $0 >= 0x80 }
    guard end - joint.at <= 8, StageLabels.stages.contains(words(from: joint.at, to: end)) else {
      return false
    }
    joint.at = end
    _ = joint.take(StageLabels.underline)
    joint.skipBlanks()
    return joint.at < joint.end && working.bytes[joint.at].isASCIIDigit
  }

  private mutating func compare(_ run: [Repeated], _ right: [Int]) {
    let wrong = run.indices.filter { run[$0].count != right[$0] }
    guard wrong.count == 1, let odd = wrong.first else { return }
    let entry = entries[run[odd].entry]
    guard let side = entry.workingSide, let operand = side.located.operands.first, entry.status != .wrong,
      lines.indices.contains(entry.home), !isReported(side.located.range),
      !mayBeOfAnother(lines[entry.home].range, on: lines[entry.home], at: side.located.range)
    else { return }
    findings.append(
      Draft(
        mistake: .blockCountWrong, range: operand.range, claimed: Rational(run[odd].count),
        correct: Rational(right[odd]), fix: Expression(Rational(right[odd]))))
    entry.status = .wrong
    entry.misconception = .blockCountWrong
  }
}

private enum StageLabels {
  static let bullets: PhraseSet = ["-", "•", "·", "#"]
  static let underline: PhraseSet = ["_"]
  static let stages: Set<String> = ["stage", "layer", "conv", "group", "阶段", "第", "c"]
}

extension Expression {
  /// The factors of a product, also of one that is divided.
  fileprivate var factorsAtTop: [Expression]? {
    switch self {
    case .product(let factors): factors
    case .quotient(let numerator, _): numerator.factorsAtTop
    default: nil
    }
  }
}
