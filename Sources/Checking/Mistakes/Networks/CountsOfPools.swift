import Derivations
import Networks
import Symbolics

/// How many pools a known network has: "VGG-16 has 13 convolutions, 4 max-pooling layers", VGG16: 13 个卷积层, 4 个池化层.
///
/// Only beside a right number of convolutions, so that the whole network is counted, and one off or two.
extension Calculation {
  mutating func checkCountsOfPools() {
    guard let facts, facts.blockCount == 0 else { return }
    for (place, line) in enumeratedLines(with: PoolWords.pools)
    where line.row == nil && line.range.count <= 512 && !line.networks.isEmpty {
      for mention in line.mentions where mention.noun == .pool {
        guard let (value, range) = CountReader.count(before: mention, on: line, in: working),
          case let sentence = sentence(around: range.lowerBound, on: line),
          case let (largest, all) = facts.numberOfPools, largest >= 2, !(largest...all).contains(value),
          abs(value - largest) <= 2, value > 1, holdsConvolutions(of: facts, sentence, line),
          isCountOfNetwork(range, sentence, line, place), !mayBeOfAnother(sentence, on: line, at: range),
          !isOneOfSeveral(range, on: line), !PoolWords.others.isIn(sentence, of: working.bytes),
          !isReported(range), isAsserted(range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .layerCountWrong, alternatives: [.wrongModelFact], range: range,
            claimed: Rational(value),
            correct: Rational(largest), fix: Expression(Rational(largest))))
      }
    }
  }

  /// Whether a sentence has the right number of the network's convolutions.
  private func holdsConvolutions(of facts: NetworkFacts, _ sentence: Range<Int>, _ line: TextLine) -> Bool {
    let right = facts.count(of: .convolution).main
    return mentions(on: line, in: sentence).contains { mention in
      mention.noun == .convolution
        && CountReader.count(before: mention, on: line, in: working)?.value == right
    }
  }
}

extension NetworkFacts {
  /// The pools that take the largest value, and all of them.
  fileprivate var numberOfPools: (largest: Int, all: Int) {
    var (largest, all) = (0, 0)
    for layer in layers {
      guard case .layer(let operation) = layer.part.kind else { continue }
      switch operation {
      case .maxPool:
        largest += layer.multiplicity
        all += layer.multiplicity
      case .averagePool: all += layer.multiplicity
      default: if layer.noun == .globalPool || layer.noun == .pool { all += layer.multiplicity }
      }
    }
    return (largest, all)
  }
}

private enum PoolWords {
  static let pools: PhraseSet = ["pool", "池化"]
  static let others: PhraseSet = [
    "first", "after", "each", "other", "remain", "stride", "block", "instead", "without", "remov", "前", "之后",
    "后",
    "每", "其余", "去掉", "块", "改",
  ]
}
