import Derivations
import Networks
import Symbolics

/// The blocks of one stage beside those of the others, and their sum: "conv4_x 22 blocks" in a list of ResNet-101's stages, `blocks
/// = 3 + 4 + 22 + 3 = 32`, ResNet-50 共 3+4+23+3=33 个残差块.
extension Calculation {
  mutating func checkBlocksOfStages() {
    guard let facts, facts.stages.count >= 3,
      !findings.contains(where: { $0.mistake == .blockCountWrong })
    else { return }
    for (place, line) in enumeratedLines(with: StageBlocks.blocks)
    where line.row == nil && line.range.count <= 512 && isOfOneNetwork(line, place, facts) {
      if !reportStage(on: line, place, facts) { reportSum(on: line, place, facts) }
      if findings.last?.mistake == .blockCountWrong { return }
    }
  }

  /// Whether the line names this network alone, or none and the text no other one.
  private func isOfOneNetwork(_ line: TextLine, _ place: Int, _ facts: NetworkFacts) -> Bool {
    guard !lines[place].topics.contains(.variant) else { return false }
    let name = facts.derivation.network.name
    return line.networks.isEmpty
      ? namesOneNetwork(before: place) : line.networks.allSatisfy { $0.name == name }
  }

  /// "conv4_x 22 blocks"
  private mutating func reportStage(on line: TextLine, _ place: Int, _ facts: NetworkFacts) -> Bool {
    for mention in line.mentions where mention.noun == .block {
      guard let (count, range) = plainCount(mention, on: line),
        let word = PathWords.words(in: working.bytes, line.stretch(before: range.lowerBound, atMost: 24))
          .last,
        let stage = stage(named: PathWords.name(word, in: working), facts),
        facts.blocksPerStage.indices.contains(stage), case let right = facts.blocksPerStage[stage],
        count != right, count > 1, abs(count - right) <= max(2, right / 4)
      else { continue }
      var joint = Joint(working.bytes, from: word.upperBound, to: range.lowerBound)
      while joint.take(StageBlocks.joins) {}
      joint.skipBlanks()
      guard joint.isAtEnd, isJudged(range, on: line, place) else { continue }
      report(range, Rational(count), right: right)
      return true
    }
    return false
  }

  private func stage(named name: String, _ facts: NetworkFacts) -> Int? {
    facts.stages.firstIndex { $0.path == name } ?? SubjectFinder.paperStage(name)
  }

  /// `3 + 4 + 22 + 3 = 32 blocks`
  private mutating func reportSum(on line: TextLine, _ place: Int, _ facts: NetworkFacts) {
    for chain in line.chains where chain.hasEquality {
      for side in chain.sides {
        guard case .sum(let terms) = side.located.expression, terms.count == facts.stages.count else {
          continue
        }
        let numbers = terms.compactMap { term -> Int? in
          term.isSubtracted ? nil : Claim.numeral(of: term.value)?.value.integer
        }
        let right = facts.blocksPerStage
        guard numbers.count == right.count, numbers != right, isBesideBlocks(chain, on: line) else {
          continue
        }
        let odd = right.indices.filter { numbers[$0] != right[$0] }
        guard
          odd.count == 1 && abs(numbers[odd[0]] - right[odd[0]]) <= max(2, right[odd[0]] / 4)
            || StageBlocks.depths.contains(numbers),
          isJudged(side.located.range, on: line, place)
        else { continue }
        report(side.located.range, Rational(numbers.reduce(0, +)), right: facts.blockCount)
        return
      }
    }
  }

  /// Whether the sum is one of blocks: the word stands right before it or right behind.
  private func isBesideBlocks(_ chain: Chain, on line: TextLine) -> Bool {
    line.mentions.contains { mention in
      guard mention.noun == .block else { return false }
      let (start, end) = (chain.range.lowerBound, chain.range.upperBound)
      return mention.range.lowerBound <= end && mention.range.upperBound + 16 >= start
        || mention.range.lowerBound >= end && mention.range.lowerBound - end <= 24
    }
  }

  private func isJudged(_ range: Range<Int>, on line: TextLine, _ place: Int) -> Bool {
    let sentence = sentence(around: range.lowerBound, on: line)
    return !isReported(range) && isCountOfNetwork(range, sentence, line, place)
      && !mayBeOfAnother(sentence, on: line, at: range) && isAsserted(range, on: line)
  }

  private mutating func report(_ range: Range<Int>, _ claimed: Rational, right: Int) {
    findings.append(
      Draft(
        mistake: .blockCountWrong, range: range, claimed: claimed, correct: Rational(right),
        fix: Expression(Rational(right))))
    markWrong(at: range)
  }
}

private enum StageBlocks {
  static let blocks: PhraseSet = ["block", "bottleneck", "块"]
  static let joins: PhraseSet = [":", "：", "has", "have", "with", "=", "有", "共", "包含", "含", "为", "("]
  /// The blocks of the residual networks of other depths.
  static let depths = [[2, 2, 2, 2], [3, 4, 6, 3], [3, 4, 23, 3], [3, 8, 36, 3]]
}
