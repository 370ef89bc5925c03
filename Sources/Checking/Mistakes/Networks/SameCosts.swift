import Derivations
import Symbolics

/// "Each block costs the same": a claim about the network like any number.
extension Calculation {
  mutating func checkSameCosts() {
    guard let facts else { return }
    for (place, line) in lines.enumerated() where line.topics.contains(.same) {
      for same in line.mentions where same.noun == .same {
        let sentence = sentence(around: same.range.lowerBound, on: line)
        // "costs the same FLOPs": the quantity may stand right behind.
        let words = mentions(on: line, in: sentence).filter {
          $0.range.lowerBound <= same.range.upperBound + 4
        }
        guard let each = words.lastIndex(where: { $0.noun == .each }), words.indices.contains(each + 1),
          words[each].range.lowerBound < same.range.lowerBound,
          !words.contains(where: { $0.noun == .no || $0.noun == .stage }),
          words[(each + 1)...].contains(where: { $0.noun.isQuantity })
        else { continue }
        let subject = words[each + 1]
        let costs: [Rational]
        switch subject.noun {
        case .block where Identities.words.isIn(sentence, of: working.bytes):
          let isOfWeights = words[(each + 1)...].first { $0.noun.isQuantity }?.noun == .parameters
          costs = facts.identityBlocks.map {
            isOfWeights ? $0.part.value(.parameters) : facts.macs(ofBlock: $0).all
          }
        case .block: costs = facts.blocks.map { facts.macs(ofBlock: $0).all }
        case .convolution: costs = costsOfConvolutions(place, facts)
        default: continue
        }
        guard let first = costs.first, costs.contains(where: { $0 != first }) else { continue }
        let (low, high) = (costs.min() ?? first, costs.max() ?? first)
        findings.append(
          Draft(
            mistake: .allBlocksTakenSame, range: words[each].range.lowerBound..<same.range.upperBound,
            arguments: [
              ("noun", .word("noun." + subject.noun.wordingName)), ("low", .number(low)),
              ("high", .number(high)),
            ]))
      }
    }
  }

  /// `16 × 218,365,952`: the cost of one block times the number of all, where they differ.
  mutating func checkRepeatedBlock() {
    guard let facts, facts.blocks.count > 1 else { return }
    for entry in entries where entry.misconception == nil && entry.meaning == nil {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2,
        case .number(let first) = factors[0], case .number(let second) = factors[1]
      else { continue }
      let (count, cost) =
        first.value < second.value ? (first.value, second.value) : (second.value, first.value)
      guard count == Rational(facts.blockCount), count > Rational(facts.blocksPerStage.max() ?? 0),
        let block = facts.blocks.first(where: { $0.rightValues.contains { $0.value == cost } }),
        let right = block.rightValues.first(where: { $0.value == cost }), let sum = sum(of: right, facts)
      else { continue }
      let costs = facts.blocks.map { $0.part.value(right.quantity == .parameters ? .parameters : .macs) }
      guard let low = costs.min(), let high = costs.max(), low != high, sum != entry.value else { continue }
      findings.append(
        Draft(
          mistake: .allBlocksTakenSame, range: side.located.range, claimed: entry.value, correct: sum,
          arguments: [("noun", .word("noun.block")), ("low", .number(low)), ("high", .number(high))]))
      entry.status = .wrong
      entry.misconception = .allBlocksTakenSame
    }
  }

  /// The sum over all blocks of what a right value counts of one.
  private func sum(of right: RightValues.Entry, _ facts: NetworkFacts) -> Rational? {
    let quantity: Quantity = right.quantity == .parameters ? .parameters : .macs
    return NetworkFacts.sum(
      facts.blocks.compactMap { block in
        let one = try? block.part.value(quantity).multiplied(by: Rational(max(1, right.factor)))
        return try? one?.multiplied(by: Rational(block.count))
      })
  }

  /// The costs of the convolutions of the block that is described on a line, or of all.
  private func costsOfConvolutions(_ place: Int, _ facts: NetworkFacts) -> [Rational] {
    var indices = Array(facts.layers.indices)
    if let scope = finder.scope(onLine: place) {
      let blocks = scope.number.map { facts.blocks(numbered: $0) } ?? Array(facts.blocks.indices.prefix(1))
      if let block = blocks.first { indices = facts.blocks[block].layers }
    }
    return indices.filter { facts.layers[$0].noun == .convolution && !facts.layers[$0].isShortcut }.map {
      facts.layers[$0].macs
    }
  }
}

extension NetworkFacts {
  /// The blocks whose shortcut is the identity.
  fileprivate var identityBlocks: [Block] {
    blocks.filter { block in !block.layers.contains { layers[$0].isShortcut } }
  }
}

private enum Identities {
  /// By what a sentence leaves out the blocks with a projection, 除下采样块外.
  static let words: PhraseSet = [
    "identity", "except", "apart from", "aside from", "other than", "exclud", "without projection",
    "without a projection", "no projection", "without downsampl", "not downsampl", "non-downsampl",
    "stride 1",
    "stride-1", "ordinary", "regular", "remaining", "other block", "other residual", "other bottleneck",
    "恒等", "除", "以外", "之外", "非下采样", "不下采样", "无投影", "其余", "其他", "普通",
  ]
}
