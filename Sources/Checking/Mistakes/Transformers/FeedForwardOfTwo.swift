import Symbolics

/// Two matrices for the feed-forward layer of a network whose layers are gated, in a text that speaks of no gate anywhere: `FFN:
/// 2 × 58.7M = 117.4M` below those for up and down, and the layer's sum without the third one.
extension Calculation {
  mutating func checkFeedForwardOfTwo() {
    guard let sizes = forms?.sizes, sizes.innerMatrices == 3, sizes[.experts] == nil,
      case let part = PartWeights(sizes: sizes), let matrix = part.innerMatrix,
      let attention = part.attention, let wrong = PartWeights.sum(attention, matrix, matrix),
      !holds(PlainFeedForward.gates), !holds(PlainFeedForward.operations)
    else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, entry.claimUnit == .none || entry.claimUnit == .parameters,
        case let line = lines[entry.home], line.row == nil,
        case let label = line.stretch(before: side.located.range.lowerBound, atMost: 48),
        let range = entry.claimRange, let claim = entry.claim
      else { continue }
      var right: Rational?
      switch side.located.expression {
      case .product(let factors):
        guard factors.count == 2, let two = Claim.numeral(of: factors[0]), two.value == .two,
          let each = Claim.numeral(of: factors[1]), each.value >= 1_000_000,
          LinkChecker.isWithin(LinkChecker.tolerance(of: each, isApproximate: true), matrix, each.value),
          PlainFeedForward.names.isIn(label, of: working.bytes),
          !PlainFeedForward.pieces.isIn(label, of: working.bytes)
        else { continue }
        right = try? matrix.multiplied(by: 3)
      case .sum:
        // Each of up to five addends may be rounded.
        guard claim.value >= 1_000_000, PlainFeedForward.layers.isIn(label, of: working.bytes),
          let room = try? claim.lastPlace.multiplied(by: 3),
          LinkChecker.isWithin(max(room, .zero), wrong, claim.value)
        else { continue }
        right = try? wrong.adding(matrix)
      default: continue
      }
      guard let right, !isReported(entry.chain.range), isAsserted(range, on: line) else { continue }
      findings.append(
        Draft(mistake: .ffnMatrixMissing, range: side.located.range, claimed: claim.value, correct: right))
      entry.status = .wrong
      entry.misconception = .ffnMatrixMissing
      return
    }
  }
}

extension Calculation {
  /// One matrix in each layer where a network has two: `FeedForward: 12 × (768 × 3072)` for BERT-base.
  mutating func checkFeedForwardOfOne(_ claims: [ModelClaim]) {
    guard let sizes = forms?.sizes, sizes.innerMatrices == 2, let layers = sizes.number(.layers),
      let width = sizes.number(.width), let inner = sizes.number(.innerWidth)
    else { return }
    let factors = [layers, width, inner].sorted()
    for claim in claims where isFree(claim) && claim.factors.count == 3 && claim.factors.sorted() == factors {
      let line = lines[claim.place]
      guard claim.label.words.contains(.feedForward), !claim.label.saysOperations,
        !claim.label.words.contains(.attention), !claim.label.surroundings.contains(.feedForwardMatrix),
        !PlainFeedForward.singles.isOn(line, of: working.bytes), !isOneOfEqual(claim),
        !isReported(claim.range),
        isAsserted(claim.range, on: line), let right = try? claim.value.multiplied(by: .two)
      else { continue }
      report(.ffnMatrixMissing, claim, correct: right)
    }
  }

  /// One matrix as the whole layer of a network that has two, with its biases or without: `MLP: 768·3072 + 3072` for ViT-B,
  /// where nothing else in the text multiplies these sizes.
  mutating func checkFeedForwardWithBiases() {
    guard let sizes = forms?.sizes, sizes.innerMatrices == 2, let width = sizes.number(.width),
      let inner = sizes.number(.innerWidth), width != inner
    else { return }
    func isMatrix(_ expression: Expression) -> Bool {
      guard case .product = expression else { return false }
      let factors = Factors.written(in: expression)
      return factors.count == 2 && factors.contains(width) && factors.contains(inner)
    }
    var found: (entry: Entry, side: Chain.Side)?
    for entry in entries where entry.home < lines.count {
      guard let side = entry.workingSide else { continue }
      switch side.located.expression {
      case .sum(let terms):
        guard terms.contains(where: { isMatrix($0.value) }) else { continue }
        guard found == nil, terms.count == 2, case .number(let biases) = terms[1].value,
          biases.value == inner, !terms[1].isSubtracted
        else { return }
        found = (entry, side)
      case let expression:
        let factors = Factors.written(in: expression)
        guard factors.contains(width), factors.contains(inner) else { continue }
        guard found == nil, factors.count == 2, entry.chain.sides.count == 2 else { return }
        found = (entry, side)
      }
    }
    guard let (entry, side) = found, entry.status == .right, entry.misconception == nil,
      case let line = lines[entry.home], line.row == nil, line.range.count <= 256,
      case let label = line.stretch(before: entry.chain.range.lowerBound, atMost: 32),
      let name = PlainFeedForward.names.first(in: label, of: working.bytes),
      isEndOfLabel(name.upperBound..<label.upperBound), !holds(PlainFeedForward.halves),
      !PlainFeedForward.singles.isOn(line, of: working.bytes),
      !isReported(entry.chain.range), isAsserted(side.located.range, on: line), let value = entry.value,
      let matrix = try? width.multiplied(by: inner),
      let right = try? value == matrix
        ? matrix.multiplied(by: .two) : matrix.adding(width).adding(value),
      value != matrix || PlainFeedForward.wholes.isIn(label, of: working.bytes) && !isTakenUp(value)
    else { return }
    findings.append(
      Draft(mistake: .ffnMatrixMissing, range: side.located.range, claimed: value, correct: right))
    entry.status = .wrong
    entry.misconception = .ffnMatrixMissing
  }

  /// Whether another line goes on with a result, or has twice as much.
  private func isTakenUp(_ value: Rational) -> Bool {
    guard let twice = try? value.multiplied(by: .two) else { return true }
    var times = 0
    for line in lines {
      for number in measures(on: line) {
        if number.numeral.value == twice { return true }
        if number.numeral.value == value { times += 1 }
      }
    }
    return times > 1
  }

  /// Whether a colon, or a word for the layer before it, is all that stands behind its name.
  private func isEndOfLabel(_ range: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: range.lowerBound, to: range.upperBound)
    while joint.take(PlainFeedForward.ends) {}
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Whether a calculation right before or behind has the other matrix.
  private func isOneOfEqual(_ claim: ModelClaim) -> Bool {
    guard let index = entries.firstIndex(where: { $0 === claim.entry }) else { return true }
    return entries[max(0, index - 2)..<min(entries.count, index + 3)].contains {
      guard $0 !== claim.entry, $0.value == claim.value, $0.home < lines.count else { return false }
      // Four squares of attention come to as much as one matrix of a width four times as large.
      return !PlainFeedForward.attention.isIn(
        lines[$0.home].stretch(before: $0.chain.range.lowerBound, atMost: 48), of: working.bytes)
    }
  }
}

private enum PlainFeedForward {
  /// Without biases `FFN: 768 × 3072` may be one of its matrices.
  static let wholes: PhraseSet = ["layer", "network", "block", "total", "网络", "层", "总"]
  static let singles: PhraseSet = [
    "each", "matri", "up", "down", "first", "second", "w1", "w2", "w_1", "w_2", "fc1", "fc2", "c_fc",
    "c_proj",
    "intermediate", "one of", "flop", "mac", "矩阵", "第一", "第二", "每个", "升维", "降维", "单个", "计算量", "运算",
  ]
  /// The other matrix under a name, or the one taken twice.
  static let halves: PhraseSet = [
    "fc1", "fc2", "up-proj", "down-proj", "up proj", "down proj", "first linear", "second linear", "c_proj",
    "w_2", "w2", "twice", "two matrices", "both matrices", "第二", "两个矩阵", "升维", "降维", "intermediate",
  ]
  static let attention: PhraseSet = ["attention", "attn", "注意力"]
  static let names: PhraseSet = ["ffn", "mlp", "feed-forward", "feedforward", "feed forward", "前馈"]
  static let ends: PhraseSet = [
    ":", "：", "=", "network", "layer", "block", "parameters", "params", "网络", "层", "模块", "参数量", "参数",
  ]
  static let pieces: PhraseSet = ["up", "down", "each", "matri", "without", "two", "矩阵", "每个", "不含", "两"]
  static let layers: PhraseSet = [
    "per layer", "each layer", "one layer", "single layer", "layer:", "layer =", "layer total", "per block",
    "每层",
    "单层", "一层",
  ]
  static let gates: PhraseSet = [
    "gate", "w1", "w_1", "w3", "w_3", "third", "three", "fused", "gating", "relu", "gelu", "if ", "instead",
    "vs", "门控", "第三", "三个", "如果", "改用",
  ]
  static let operations: PhraseSet = [
    "flop", "mac", "operations", "multipl", "per token", "gb", "byte", "lora", "计算量", "运算", "乘加", "字节", "显存",
  ]
}
