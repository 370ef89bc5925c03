import Derivations
import Networks
import Symbolics

/// A layer of a decoder that is counted as one of the encoder is, in a network whose decoder attends to the encoder's outputs:
/// `decoder layer: 1048576 + 2097152 + 2·512` below the same for the encoder. The second attention is missing.
extension Calculation {
  mutating func checkDecoderLayers() {
    guard let own = forms?.sizes, let facts, let width = own[.width], width > 0,
      holds(DecoderWords.decoders),
      !lines.contains(where: {
        DecoderWords.crosses.isOn($0, of: working.bytes) || $0.topics.contains(.variant)
      }),
      hasBothStacks(facts), let attention = PartWeights(sizes: own).attention
    else { return }
    var encoder: Rational?
    for entry in entries where entry.home < lines.count && entry.status == .right {
      guard let side = entry.workingSide, let value = entry.value, value >= 10_000,
        entry.claimUnit == .none || entry.claimUnit == .parameters,
        case let line = lines[entry.home], line.row == nil,
        case let label = line.stretch(before: side.located.range.lowerBound, atMost: 64)
      else { continue }
      let isDecoder = DecoderWords.decoders.isIn(label, of: working.bytes)
      let isEncoder = DecoderWords.encoders.isIn(label, of: working.bytes)
      guard isDecoder != isEncoder, !DecoderWords.pieces.isIn(label, of: working.bytes) else { continue }
      guard isDecoder else {
        encoder = encoder ?? value
        continue
      }
      // A sum of its own, or several times one, but no number that was worked out before.
      let copies = copiesOfSum(side.located.expression)
      guard let copies, let encoder, entry.misconception == nil, differsByNorms(value, encoder, width, own),
        !isReported(side.located.range), isAsserted(side.located.range, on: line),
        let gap = try? attention.multiplied(by: copies), let right = try? value.adding(gap)
      else { return }
      findings.append(
        Draft(
          mistake: .partsOmitted, range: side.located.range, claimed: value, correct: right,
          arguments: [("gap", .number(gap))]))
      entry.status = .wrong
      entry.misconception = .partsOmitted
      return
    }
  }

  private func hasBothStacks(_ facts: NetworkFacts) -> Bool {
    facts.layers.contains { $0.path.hasPrefix("encoder") || $0.path.hasPrefix("model.encoder") }
      && facts.layers.contains { $0.path.hasPrefix("decoder") || $0.path.hasPrefix("model.decoder") }
  }

  /// How many layers a calculation counts: one for a sum, n for `n × (…)`.
  private func copiesOfSum(_ expression: Expression) -> Rational? {
    switch expression {
    case .sum: return .one
    case .product(let factors):
      guard factors.count == 2, case .number(let times) = factors[0], case .sum = factors[1],
        times.value <= 200
      else {
        return nil
      }
      return times.value
    default: return nil
    }
  }

  /// Whether a decoder has no more than the encoder but the values of a few norms.
  private func differsByNorms(_ decoder: Rational, _ encoder: Rational, _ width: Int, _ own: ModelSizes)
    -> Bool
  {
    guard let gap = try? decoder.subtracting(encoder), gap >= .zero,
      let norms = try? gap.divided(by: Rational(width)), norms.isInteger
    else { return false }
    let most = 4 * (own.layerCounts.max() ?? 1)
    return norms <= Rational(min(most, width / 2))
  }
}

private enum DecoderWords {
  static let decoders: PhraseSet = ["decoder", "dec}", "dec:", "dec =", "解码器"]
  static let encoders: PhraseSet = ["encoder", "enc}", "enc:", "enc =", "编码器"]
  static let crosses: PhraseSet = [
    "cross", "encoder-decoder attention", "enc-dec", "encdec", "encoder_attn", "交叉", "编码器-解码器注意力",
    "second attention",
    "two attention", "两个注意力",
  ]
  static let pieces: PhraseSet = [
    "self", "ffn", "feed", "mlp", "attention", "embed", "norm", "only", "sublayer", "sub-layer", "first",
    "part", "without", "so far", "子层", "前两", "部分", "自注意力", "注意力", "前馈", "嵌入", "只",
  ]
}
