import Symbolics

/// A part missing inside the sum for a layer of a known network: 4·d² + 2·d·f where the feed-forward layer has three
/// matrices, 3·d² + 2·d·f without the projection of the output.
extension Calculation {
  mutating func checkLayerSums(_ claims: [ModelClaim]) {
    guard let own = forms?.sizes, let known = LayerSum.all(of: own) else { return }
    for claim in claims where isFree(claim) && claim.isSum && !claim.label.saysOperations {
      guard claim.sizes[.width] == own[.width], claim.sizes[.innerWidth] == own[.innerWidth],
        !claim.label.words.contains(.feedForwardMatrix), !isOfQueryKeyValue(claim),
        !claim.label.words.contains(.multiHead)
      else { continue }
      for copies in [1, own[.layers] ?? 1] {
        guard
          let sum = known.first(where: { sum in
            (try? sum.wrong.multiplied(by: Rational(copies))).map { claim.isValue($0) } ?? false
          })
        else { continue }
        report(sum.mistake, claim, correct: try? sum.right.multiplied(by: Rational(copies)))
        break
      }
    }
  }
}

extension Calculation {
  /// Whether the words before a calculation say that it counts Q, K and V; what follows a layer's sum gives a reason for it:
  /// "one layer has 3·768² + 8·768² weights, since Q, K and V …".
  private func isOfQueryKeyValue(_ claim: ModelClaim) -> Bool {
    guard claim.label.words.contains(.queryKeyValue) else { return false }
    let line = lines[claim.place]
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    let mentions = line.mentions.filter { $0.noun == .model(.queryKeyValue) }
    let before = sentence.lowerBound..<max(sentence.lowerBound, claim.range.lowerBound)
    return mentions.isEmpty || mentions.contains { $0.range.lowerBound < claim.range.upperBound }
      || !Calculation.wholeLayers.isIn(before, of: working.bytes)
  }

  /// A list of the parts of a layer, of which the projection of the output is none, with the sum of the others below it.
  mutating func checkListsOfLayer() {
    guard let own = forms?.sizes, own[.experts] == nil else { return }
    let wrong = PartWeights(sizes: own).sumsWithoutOutput
    guard !wrong.isEmpty else { return }
    for (place, line) in lines.enumerated() where line.row == nil {
      guard let total = ListTotal(line, bytes: working.bytes), total.numeral.lastPlace == .one,
        let sum = wrong.first(where: { $0.wrong == total.numeral.value }), !isReported(total.range)
      else { continue }
      let above = lines[max(0, place - 10)..<place]
      guard above.contains(where: { Calculation.wholeLayers.isOn($0, of: working.bytes) }),
        above.contains(where: { $0.mentions.contains { $0.noun == .model(.queryKeyValue) } }),
        !above.contains(where: { Calculation.outputs.isOn($0, of: working.bytes) })
      else { continue }
      findings.append(
        Draft(
          mistake: .outputProjectionMissing, alternatives: [.partsOmitted], range: total.range,
          claimed: total.numeral.value, correct: sum.right))
    }
  }

  private static let wholeLayers: PhraseSet = [
    "one layer", "a layer", "each layer", "per layer", "every layer", "encoder layer", "decoder layer",
    "layer of",
    "one block", "transformer block", "transformer layer", "each block", "每层", "一层", "每个块", "编码层", "编码器层",
    "解码器层",
  ]
  private static let outputs: PhraseSet = [
    "proj", "output", "w_o", " wo ", "w_{o}", "dense", "输出", "投影", " o ", " out ",
  ]
}

extension PartWeights {
  /// What a layer with and without its biases and norms has, and what it has without the projection of the output.
  fileprivate var sumsWithoutOutput: [(wrong: Rational, right: Rational)] {
    guard let layer, let query, let width = sizes[.width], let inner = sizes[.innerWidth],
      sizes.innerMatrices == 2,
      let biases = PartWeights.sum(attentionBiases, Rational(inner), Rational(width))
    else { return [] }
    let norms = Rational(4 * min(width, 1 << 40))
    let added: [(Rational, Rational)] = [
      (.zero, .zero), (biases, Rational(width)), (PartWeights.sum(biases, norms) ?? biases, Rational(width)),
      (norms, .zero),
    ]
    return added.compactMap { extra, bias in
      guard let right = try? layer.adding(extra), let wrong = try? right.subtracting(query).subtracting(bias)
      else { return nil }
      return (wrong, right)
    }
  }
}

/// A wrong sum for a layer with the right one.
private struct LayerSum {
  let mistake: Mistake
  let wrong: Rational
  let right: Rational

  /// What the known mistakes give for a layer, as far as it is no right number.
  static func all(of sizes: ModelSizes) -> [LayerSum]? {
    let part = PartWeights(sizes: sizes)
    guard let right = part.layer, sizes[.experts] == nil else { return nil }
    var sums: [LayerSum] = []
    func add(_ mistake: Mistake, _ wrong: Rational?) {
      guard let wrong, wrong != right, !sums.contains(where: { $0.wrong == wrong }) else { return }
      sums.append(LayerSum(mistake: mistake, wrong: wrong, right: right))
    }
    if sizes.innerMatrices == 3 {
      add(.ffnMatrixMissing, PartWeights.sum(part.attention, part.innerMatrix, part.innerMatrix))
    }
    add(.outputProjectionMissing, PartWeights.sum(part.queryKeyValue, part.feedForward))
    if sizes.isGrouped {
      add(.kvHeadsIgnored, PartWeights.sum(part.query, part.query, part.query, part.query, part.feedForward))
    }
    return sums
  }
}

extension ModelClaim {
  /// Whether it is a sum of products, or such a sum times the layers.
  fileprivate var isSum: Bool {
    switch expression {
    case .sum(let terms)?:
      terms.count >= 2
        && terms.allSatisfy { term in
          // What was worked out before is judged there.
          if case .number(let numeral) = term.value { return numeral.value < 100_000 && !term.isSubtracted }
          return !term.isSubtracted
        }
    case .product(let factors)?: factors.contains { if case .sum = $0 { true } else { false } }
    default: false
    }
  }
}
