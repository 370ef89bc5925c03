import Symbolics

/// The parameters of layers that the text says share theirs, counted once for each layer: "cross-layer parameter sharing"
/// above `12 layers: 12 × 7,087,872 = 85,054,464`, which the total takes up.
extension Calculation {
  mutating func checkSharedLayers() {
    guard let place = lines.firstIndex(where: saysLayersShare) else { return }
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home >= place {
      guard entry.home < lines.count, case let line = lines[entry.home], line.row == nil,
        line.range.count <= 512,
        entry.claimUnit == .none || entry.claimUnit == .parameters, let side = entry.workingSide,
        case .product(let factors) = side.located.expression, factors.count == 2,
        case .number(let layers) = factors[0], layers.value > 2, layers.value <= 200,
        let one = try? factors[1].evaluated(), one >= 10_000, let claim = entry.claim,
        isCountOfLayers(layers, before: side.located.range.lowerBound, on: line),
        !SharedLayerWords.otherwise.isOn(line, of: working.bytes),
        entry.claimUnit == .parameters || isAddend(claim.value, behind: index),
        !isReported(side.located.range), isAsserted(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .extraFactor, alternatives: [.wrongModelFact], range: side.located.range,
          claimed: entry.value,
          correct: one, arguments: [("factor", .number(layers.value))]))
      entry.status = .wrong
      entry.misconception = .extraFactor
      return
    }
  }

  private func saysLayersShare(_ line: TextLine) -> Bool {
    line.range.count <= 1_024 && SharedLayerWords.any.mayBe(on: line)
      && SharedLayerWords.sharing.isOn(line, of: working.bytes)
      && !SharedLayerWords.denials.isOn(line, of: working.bytes)
  }

  /// "12 layers: 12 × …", 共 12 层：12 × …
  private func isCountOfLayers(_ number: Numeral, before place: Int, on line: TextLine) -> Bool {
    let before = line.stretch(before: place, atMost: 64)
    guard SharedLayerWords.layers.isIn(before, of: working.bytes), let count = number.value.integer else {
      return false
    }
    return working.bytes.wholeNumbers(in: before).contains { $0.value == count }
      || lines.prefix(64).contains { line in
        line.topics.contains(.model)
          && StatedSizes(working: working).statements(on: line).contains {
            $0.field == .layers && $0.value.value == number.value
          }
      }
  }

  /// Whether one of the next calculations adds a number to others, and does not count operations.
  private func isAddend(_ value: Rational, behind index: Int) -> Bool {
    entries[min(index + 1, entries.count)...].prefix(24).contains { other in
      guard other.claimUnit == .none || other.claimUnit == .parameters, let side = other.workingSide,
        case .sum(let terms) = side.located.expression
      else { return false }
      return terms.contains {
        if case .number(let numeral) = $0.value { numeral.value == value } else { false }
      }
    }
  }
}

private enum SharedLayerWords {
  /// What all of the phrases hold one of.
  static let any: PhraseSet = ["shar", "共享"]
  static let sharing: PhraseSet = [
    "cross-layer parameter sharing", "cross-layer sharing", "cross-layer weight sharing",
    "parameters shared across layers", "parameters shared across all", "weights shared across layers",
    "weights shared across all", "shared across all layers", "shared by all layers", "all layers share",
    "layers share one set", "layers share the same", "跨层共享", "跨层参数共享", "层间共享", "层间参数共享", "各层共享", "所有层共享",
    "每层共享", "层共享同一",
  ]
  static let denials: PhraseSet = [
    "not ", "n't", "no cross", "without", "if ", "instead", "would", "unlike", "kv", "?", "？", "没有", "无", "不",
    "如果",
    "若", "group", "组",
  ]
  static let layers: PhraseSet = ["layer", "层", "block"]
  static let otherwise: PhraseSet = [
    "if ", "would", "without", "n't", "not ", "instead", "bert-", "effective", "save", "vs", "compar",
    "unshared",
    "flop", "mac", "compute", "operation", "activation", "byte", "time", "unlike", "如果", "若", "没有", "不共享",
    "等效",
    "节省", "相比", "对比", "计算", "运算", "激活", "字节", "group", "组",
  ]
}
