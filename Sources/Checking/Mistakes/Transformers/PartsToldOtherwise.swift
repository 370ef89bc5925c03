import Symbolics

/// Calculations that give what a mistake about a part of a transformer would give, and are about another thing: the words or the
/// factors say so. Asked where a rule has found its number.
extension Calculation {
  /// Whether a claim with the number of a mistake is right for something else.
  func isToldOtherwise(_ mistake: Mistake, _ claim: ModelClaim) -> Bool {
    if claim.expression == nil, isOfTheRest(claim) { return true }
    return switch mistake {
    case .kvHeadsIgnored:
      holdsKeyWidth(claim) || isOfQueries(claim) || isOfScores(claim) || isOfComparedNetwork(claim)
        || isWithAllHeads(claim)
    case .outputProjectionMissing: isOfScores(claim) || holdsWholeBlock(claim)
    case .ffnMatrixMissing: isGatedElsewhere(claim)
    default: false
    }
  }

  /// `4 × 8192 × 4096` for 8,192 tokens, which stand where a matrix has its other side; as many tokens as features, `4 × 4096² ×
  /// 4096`, may be either.
  private func holdsTokensAsSide(_ claim: ModelClaim) -> Bool {
    guard let width = claim.sizes[.width] else { return false }
    let sides = claim.factors.count { $0 == Rational(width) }
    guard let tokens = claim.sizes[.tokens], tokens != width else {
      return sides > 2 && claim.factors.contains(4) && !claim.factors.contains(.two)
    }
    return sides < 2 && claim.factors.contains(Rational(tokens))
  }

  /// "Attention and everything else: about 1.6B", 注意力等其余部分约 16 亿: more than the part that is named.
  private func isOfTheRest(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    let before = sentence.lowerBound..<max(sentence.lowerBound, claim.range.lowerBound)
    return PartWords.rest.isIn(before, of: working.bytes)
  }

  /// `2 × 8192 × 1024 × 2 bytes` of 8,192 tokens: the width of the keys is a factor, so that their heads are not ignored.
  private func holdsKeyWidth(_ claim: ModelClaim) -> Bool {
    guard let width = claim.sizes.keyWidth, width != claim.sizes.queryWidth, width >= 64 else { return false }
    let stated = claim.sizes[.tokens] == width && !claim.label.saysParameters ? 1 : 0
    let factors = claim.expression == nil ? factorsBeside(claim) : claim.factors
    return factors.count { $0 == Rational(width) } > stated
  }

  /// The factors of the product that stands beside its value: those of "4,194,304 parameters: keys and values (2·2048·1024)".
  private func factorsBeside(_ claim: ModelClaim) -> [Rational] {
    let line = lines[claim.place]
    guard line.lone.count <= 8,
      let side = line.lone.first(where: { side in
        side.isCompound && !side.isSymbolic && side.outcome.value == claim.value
      })
    else { return [] }
    return Factors.written(in: side.located.expression)
  }

  /// "WK (full heads): 8192 × 8192", and a column that is headed "MHA": what the keys would have with a head for each query.
  private func isWithAllHeads(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let before = line.stretch(before: claim.range.lowerBound, atMost: 64)
    if line.row == nil { return PartWords.allHeads.isIn(before, of: working.bytes) }
    if let cell = line.row?.cells.first, PartWords.allHeads.isIn(cell, of: working.bytes) { return true }
    guard let column = line.row?.cells.firstIndex(where: { $0.contains(claim.range.lowerBound) }) else {
      return false
    }
    var first = claim.place
    while first > 0, claim.place - first < 64, lines[first - 1].row != nil { first -= 1 }
    guard let cells = lines[first].row?.cells, cells.indices.contains(column) else { return false }
    return PartWords.allHeads.isIn(cells[column], of: working.bytes)
  }

  /// `2 × 128 × 7,077,888`, and behind it what attention takes: the weights of a whole block, 12·d², stand as one factor, so
  /// that three squares are none of Q, K and V.
  private func holdsWholeBlock(_ claim: ModelClaim) -> Bool {
    guard let width = claim.sizes[.width], width >= 64, width < 100_000 else { return false }
    let square = Rational(4 * width * width)
    return claim.factors.contains { factor in
      factor >= square && ((try? factor.divided(by: square))?.isInteger ?? false)
    }
  }

  /// "q is 4096 × 4096, k and v are 4096 × 1024": of three letters the one right before a calculation counts.
  private func isOfQueries(_ claim: ModelClaim) -> Bool {
    let bytes = working.bytes
    let end = claim.range.lowerBound
    let start = max(lines[claim.place].range.lowerBound, end - 32)
    var at = end
    while at > start {
      at -= 1
      guard bytes[at].isASCIILetter, at + 1 >= end || !bytes[at + 1].isASCIIWordByte,
        at == start || !bytes[at - 1].isASCIIWordByte || bytes[at - 1] == UInt8(ascii: "_")
      else { continue }
      switch bytes[at] | 0x20 {
      case UInt8(ascii: "q"): return true
      case UInt8(ascii: "k"), UInt8(ascii: "v"): return false
      default: continue
      }
    }
    return false
  }

  /// "Attention at 8192 tokens of context: 4 × 8192 × 8192 × 80 FLOPs": the products with the keys and the values of all
  /// tokens, which have as many as the width has features. Those of the projections are no matter of context.
  private func isOfScores(_ claim: ModelClaim) -> Bool {
    guard claim.label.saysOperations || claim.entry?.claimUnit == .flops else { return false }
    let line = lines[claim.place]
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    let before = line.range.lowerBound..<max(sentence.upperBound, claim.range.upperBound)
    guard !PartWords.projections.isIn(sentence, of: working.bytes) else { return false }
    if holdsTokensAsSide(claim) { return true }
    return PartWords.contexts.isIn(before, of: working.bytes)
  }

  /// "… = 384 KiB. That's three times Llama-3-8B's": the one network that is named is what another one is compared with.
  func isOfComparedNetwork(_ claim: ModelClaim) -> Bool {
    for line in lines {
      for name in line.networks {
        guard name.range.lowerBound >= claim.range.upperBound else { return false }
        let start = max(line.range.lowerBound, name.range.lowerBound - 24)
        return PartWords.comparisons.isIn(start..<name.range.lowerBound, of: working.bytes)
      }
    }
    return false
  }

  /// "2 × 4096 × 16384; with ReGLU there'd be three": a network whose feed-forward layers are plain, before the word for gates;
  /// and a "two-matrix MLP".
  private func isGatedElsewhere(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    let before = sentence.lowerBound..<max(sentence.lowerBound, claim.range.lowerBound)
    if PartWords.twoMatrices.isIn(before, of: working.bytes) { return true }
    let known = forms == nil ? NominalSizes.sizes(of: self) : forms?.sizes
    guard known?.innerMatrices != 3 else { return false }
    return !lines[...claim.place].contains { line in
      line.mentions.contains {
        $0.noun == .model(.gated)
          && ($0.range.lowerBound < claim.range.lowerBound || sentence.contains($0.range.lowerBound))
      }
    }
  }
}

private enum PartWords {
  static let allHeads: PhraseSet = [
    "mha", "multi-head", "multihead", "multi head", "full heads", "full-head", "all heads", "all query heads",
    "every head", "no gqa", "without gqa", "before gqa", "no grouping", "without grouping", "ungrouped",
    "多头", "全部头", "所有头", "全部的头", "所有的头", "完整的头", "完整头", "全头", "不用 gqa", "无 gqa", "不分组", "未分组",
  ]
  static let rest: PhraseSet = [
    "everything else", "all else", "all the other", "and the others", "the rest", "remaining", "remainder",
    "and others", "and so on", "etc", "其余", "其他", "其它", "剩余", "剩下", "余下", "等等", "等部分", "等参数",
  ]
  static let projections: PhraseSet = ["project", "weights", "w_q", "w_o", "投影", "权重"]
  static let contexts: PhraseSet = [
    "context", "window", "causal", "decod", "n²", "n^2", "s²", "s^2", "t²", "t^2", "positions", "all tokens",
    "上下文", "窗口", "因果", "解码",
  ]
  static let comparisons: PhraseSet = [
    "times ", "× ", "as much as", "as many as", "same as", "than ", "compared", "versus", "vs", "against",
    "unlike",
    "比", "相当于", "不同于", "倍",
  ]
  static let twoMatrices: PhraseSet = [
    "two-matrix", "two matrices", "2-matrix", "two-layer", "ungated", "non-gated", "plain mlp", "两个矩阵", "无门控",
  ]
}
