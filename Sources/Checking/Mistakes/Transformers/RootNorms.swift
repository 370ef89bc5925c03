import Networks
import Symbolics

/// Two parameters a feature for norms that have one: `32 × 2 × 2 × 4096 + 2 × 4096` for the norms of Llama-2-7B.
///
/// A root mean square norm has a scale and no shift (Zhang and Sennrich, "Root Mean Square Layer Normalization").
extension Calculation {
  mutating func checkRootNorms() {
    guard let width = forms?.sizes?[.width], holds(RootNormWords.norms), let counts = rootNorms(width) else {
      return
    }
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard entry.home < lines.count, let side = entry.workingSide, let value = entry.value,
        entry.claimUnit == .none || entry.claimUnit == .parameters || entry.claimUnit == .other,
        case let line = lines[entry.home], line.range.count <= 512,
        let half = try? value.divided(by: .two),
        half == counts.all
          ? isOfNorms(entry.home) : half == counts.ofBlock && isTwoNorms(side, width, on: line),
        !RootNormWords.otherwise.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        isAsserted(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .normCountWrong, alternatives: [.extraFactor, .biasCountWrong], range: side.located.range,
          claimed: value, correct: half))
      entry.status = .wrong
      entry.misconception = .normCountWrong
    }
  }

  /// The parameters of all norms and of those of a block, where each has as many as the width and the blocks are all alike.
  private func rootNorms(_ width: Int) -> (all: Rational, ofBlock: Rational)? {
    guard let facts else { return nil }
    let norms = facts.layers.filter { $0.noun == .norm }
    guard !norms.isEmpty, norms.allSatisfy({ $0.parameters == Rational(width) }), facts.blocks.count == 1
    else {
      return nil
    }
    var all = 0
    for norm in norms { all += norm.multiplicity }
    let one = facts.counts(of: .norm, inBlock: facts.blocks[0]).all
    guard let whole = PartWeights.product(all, width), let ofBlock = PartWeights.product(one, width), one > 0
    else { return nil }
    return (whole, ofBlock)
  }

  /// Whether a line, or the one above, speaks of norms.
  private func isOfNorms(_ place: Int) -> Bool {
    lines[max(0, place - 1)...place].contains { RootNormWords.norms.isOn($0, of: working.bytes) }
  }

  /// Whether the words before name the norms of a layer, and the factors are a 2 for each of two things: `2 × 2 × 4096`.
  private func isTwoNorms(_ side: Chain.Side, _ width: Int, on line: TextLine) -> Bool {
    let factors = Factors.written(in: side.located.expression)
    return factors.count == 3 && factors.count(where: { $0 == .two }) == 2
      && factors.contains(Rational(width))
      && RootNormWords.norms.isIn(
        line.stretch(before: side.located.range.lowerBound, atMost: 40), of: working.bytes)
      && !RootNormWords.severalLayers.isOn(line, of: working.bytes)
  }
}

private enum RootNormWords {
  static let norms: PhraseSet = ["norm", "归一"]
  static let severalLayers: PhraseSet = [
    "two layers", "2 layers", "both layers", "two blocks", "2 blocks", "两层", "2 层", "2层", "两个层", "两个块",
  ]
  static let otherwise: PhraseSet = [
    "byte", "fp16", "bf16", "kb", "mb", "kib", "layernorm", "layer norm", "if ", "would", "not ", "n't",
    "instead", "wrong", "flop", "mac", "grad", "adam", "qk", "q/k", "post", "字节", "层归一", "如果", "若", "错", "不是",
    "梯度",
  ]
}
