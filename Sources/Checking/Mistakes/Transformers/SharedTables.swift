import Symbolics

/// A matrix that the text itself calls shared, counted once for each of its uses: "tied embeddings" above `embedding and
/// lm_head: 2 × 151936 × 896`, "source, target and softmax share one matrix: 3 × 37000 × 512".
extension Calculation {
  mutating func checkSharedTables() {
    guard let place = lines.firstIndex(where: saysShared),
      !holds(SharedTableWords.untied)
    else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil && entry.home >= place {
      guard entry.home < lines.count, case let line = lines[entry.home], line.row == nil,
        entry.claimUnit == .none || entry.claimUnit == .parameters, let side = entry.workingSide,
        case .product(let factors) = side.located.expression, factors.count == 3,
        let (times, table) = repeatedTable(Factors.written(in: side.located.expression)),
        line.range.count <= 512, SharedTableWords.tables.isOn(line, of: working.bytes),
        !SharedTableWords.otherwise.isOn(line, of: working.bytes),
        !isReported(side.located.range), isAsserted(side.located.range, on: line),
        let claim = entry.claim, let gap = try? claim.value.subtracting(table)
      else { continue }
      // A text that has the table by itself as well compares the two.
      guard !isCountedOnce(table, besides: entry) else { return }
      findings.append(
        Draft(
          mistake: .embeddingOrHeadTwice, alternatives: times == 2 ? [] : [.extraFactor],
          range: side.located.range,
          claimed: entry.value, correct: table, arguments: [("gap", .number(gap))]))
      entry.status = .wrong
      entry.misconception = .embeddingOrHeadTwice
      return
    }
  }

  /// Whether a line says that embedding and head, or several embeddings, are one matrix.
  private func saysShared(_ line: TextLine) -> Bool {
    line.range.count <= 1_024 && SharedTableWords.sharing.mayBe(on: line)
      && SharedTableWords.shared.isOn(line, of: working.bytes)
      && !SharedTableWords.denials.isOn(line, of: working.bytes)
  }

  /// 2 or 3 before the words and the features of a table.
  private func repeatedTable(_ factors: [Rational]) -> (times: Rational, table: Rational)? {
    let sorted = factors.sorted()
    guard sorted.count == 3, sorted[0] == 2 || sorted[0] == 3, sorted[1] >= 32, sorted[2] >= 1_000,
      sorted[2] > sorted[1], let table = try? sorted[1].multiplied(by: sorted[2])
    else { return nil }
    return (sorted[0], table)
  }

  /// Whether the text has the table by itself as well, so that it compares the two.
  private func isCountedOnce(_ table: Rational, besides own: Entry) -> Bool {
    entries.contains { $0 !== own && ($0.value == table || $0.claim?.value == table) }
  }
}

private enum SharedTableWords {
  /// What all of the phrases hold one of.
  static let sharing: PhraseSet = ["tied", "tying", "shar", "共享", "共用", "绑定"]
  static let shared: PhraseSet = [
    "tied embed", "tied weights", "tied word", "tied input", "tied output", "weight tying", "weights tied",
    "embeddings tied", "embedding tied", "embeddings are tied", "shared embed", "share one matrix",
    "share the same matrix", "shares the matrix", "share a matrix", "one shared matrix",
    "share one embedding",
    "shares the embedding", "share the embedding", "嵌入共享", "共享嵌入", "共享词嵌入", "共享词向量", "权重共享", "权重绑定",
    "嵌入绑定", "共享同一矩阵", "共享同一个矩阵", "共享一个矩阵", "输入输出共享", "共用一个矩阵", "词嵌入共享",
  ]
  static let untied: PhraseSet = ["untied", "not tied", "n't tied", "without tying", "不共享", "未共享", "不绑定"]
  static let denials: PhraseSet = [
    "false", "not ", "n't", "no tied", "no weight", "no shared", "without", "if ", "instead", "would", "?",
    "？", "没有",
    "无", "如果", "若", "否",
  ]
  static let tables: PhraseSet = ["embed", "嵌入", "词表", "wte", "词向量", "lm_head", "lm head"]
  static let otherwise: PhraseSet = [
    "if ", "would", "without", "n't", "not ", "instead", "twice", "wrong", "double", "minus", "save", "byte",
    "fp16",
    "bf16", "flop", "mac", "gradient", "memory", "time", "own ", "separate", "factori", "low-rank", "naive",
    "per layer",
    "如果", "若", "没有", "两次", "重复", "错", "单独", "分开", "副本", "节省", "字节", "显存", "内存", "梯度", "运算", "计算量",
  ]
}
