import Derivations
import Networks
import Symbolics

/// How many layers and blocks a network really has, by every way of counting them that may be meant.
extension Calculation {
  func countsInNetwork(of nouns: [Noun], _ facts: NetworkFacts) -> [Int] {
    var (main, all) = (0, 0)
    for noun in nouns {
      let count = facts.count(of: noun)
      main += count.main
      all += count.all
    }
    return main == 0
      ? []
      : [main, all] + countsInAllBlocks(of: nouns, facts) + facts.otherCounts(of: nouns, main: main, all: all)
  }

  /// The layers inside the blocks alone: ResNet-50's 48 convolutions.
  func countsInAllBlocks(of nouns: [Noun], _ facts: NetworkFacts) -> [Int] {
    var (main, all) = (0, 0)
    for block in facts.blocks {
      for noun in nouns {
        let count = facts.counts(of: noun, inBlock: block)
        main += count.main * block.count
        all += count.all * block.count
      }
    }
    return main == 0 ? [] : [main, all]
  }

  /// The number of blocks of the stage that a path names: `layer3 has 6 blocks`.
  func stageCount(in sentence: Range<Int>, _ facts: NetworkFacts) -> [Int]? {
    let paths = PathWords.words(in: working.bytes, sentence).map { PathWords.name($0, in: working) }
    let stages = facts.stages.indices.filter { stage in
      paths.contains(facts.stages[stage].path) || paths.contains { SubjectFinder.paperStage($0) == stage }
    }
    guard stages.count == 1 else { return nil }
    return [facts.blocksPerStage[stages[0]]]
  }

  func countsInBlocks(of nouns: [Noun], _ place: Int, _ facts: NetworkFacts) -> [Int] {
    let number = finder.scope(onLine: place)?.number
    var indices = number.map { facts.blocks(numbered: $0) } ?? Array(facts.blocks.indices)
    if indices.isEmpty { indices = Array(facts.blocks.indices) }
    var right: [Int] = []
    for index in indices {
      var (main, all) = (0, 0)
      for noun in nouns {
        let count = facts.counts(of: noun, inBlock: facts.blocks[index])
        main += count.main
        all += count.all
      }
      if !right.contains(main) { right.append(main) }
      if !right.contains(all) { right.append(all) }
    }
    return right == [0] ? [] : right
  }
}
