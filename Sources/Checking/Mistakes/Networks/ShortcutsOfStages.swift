import Derivations
import Networks
import Symbolics

/// One stage without its projection, where the others have theirs: `layer3: 9·128·256 + 3·(9·256·256) + 4·2·256` of a
/// ResNet-18 beside a `layer2` and a `layer4` that are right.
extension Calculation {
  mutating func checkShortcutsOfStages() {
    guard let facts, facts.stages.count > 2, facts.layers.contains(where: { $0.isShortcut }) else { return }
    var right: Set<Int> = []
    var wrong: [(entry: Entry, stage: Int, missing: Rational)] = []
    for entry in entries {
      guard entry.status == .right, case .stage(let stage) = entry.subject.target, let value = entry.value,
        case .sum? = entry.workingSide?.located.expression
      else { continue }
      let layers = facts.layers.filter { $0.stage == stage && $0.isShortcut }
      guard !layers.isEmpty else { continue }
      if facts.stages[stage].rightValues.contains(where: { $0.value == value && $0.quantity == .parameters })
        || value == facts.convolutions(ofStage: stage, onShortcuts: true)
      {
        right.insert(stage)
      } else if value == facts.convolutions(ofStage: stage, onShortcuts: false),
        let whole = facts.convolutions(ofStage: stage, onShortcuts: true),
        let missing = try? whole.subtracting(value)
      {
        wrong.append((entry, stage, missing))
      } else if let missing = NetworkFacts.sum(layers.map { $0.parameters }),
        let whole = try? value.adding(missing),
        facts.stages[stage].rightValues.contains(where: { $0.value == whole && $0.quantity == .parameters })
      {
        wrong.append((entry, stage, missing))
      }
    }
    guard wrong.count == 1, let (entry, stage, missing) = wrong.first, !right.isEmpty, !right.contains(stage),
      let side = entry.workingSide, entry.home < lines.count, !isReported(side.located.range),
      !isDenied(side.located.range, on: lines[entry.home]),
      !StageShortcuts.words.isOn(lines[entry.home], of: working.bytes)
    else { return }
    findings.append(
      Draft(
        mistake: .shortcutProjectionMissing, alternatives: [.partsOmitted], range: side.located.range,
        about: facts.stages[stage].path + ".parameters", claimed: entry.value,
        correct: try? entry.value?.adding(missing)))
    entry.status = .wrong
  }
}

extension NetworkFacts {
  /// The weights of a stage's convolutions, which many count without the norms.
  fileprivate func convolutions(ofStage stage: Int, onShortcuts: Bool) -> Rational? {
    NetworkFacts.sum(
      layers.filter { $0.stage == stage && $0.noun == .convolution && (onShortcuts || !$0.isShortcut) }
        .compactMap { try? $0.parameters.multiplied(by: Rational($0.multiplicity)) })
  }
}

private enum StageShortcuts {
  static let words: PhraseSet = [
    "main", "without", "except", "shortcut", "downsample", "projection", "主", "捷径", "不含", "不计", "除", "投影",
  ]
}
