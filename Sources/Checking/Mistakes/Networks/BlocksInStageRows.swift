import Derivations
import Networks
import Symbolics

/// The blocks of a known network's stages in the rows of a table: `| conv3_x | 6 |` under the heading "blocks" for ResNet-50, which
/// has four of them there.
///
/// Only where the rows of all other stages are right, and no other network is named.
extension Calculation {
  mutating func checkBlocksInStageRows() {
    guard let facts, facts.stages.count >= 3, holds(StageRows.headings) else { return }
    let (counts, name) = (facts.blocksPerStage, facts.derivation.network.name)
    for (place, line) in enumeratedLines(with: StageRows.headings) {
      guard let cells = line.row?.cells, let column = cells.firstIndex(where: isHeadingOfBlocks), column > 0
      else { continue }
      var told: [(stage: Int, count: WholeNumber, line: TextLine)] = []
      for row in lines[min(place + 1, lines.count)...].prefix(counts.count + 2) {
        guard let cells = row.row?.cells, cells.count > column,
          let stage = stage(in: cells[0], facts), counts.indices.contains(stage),
          let count = onlyNumber(in: cells[column])
        else { continue }
        told.append((stage, count, row))
      }
      let odd = told.filter { counts[$0.stage] != $0.count.value }
      guard told.count == counts.count, Set(told.map { $0.stage }).count == counts.count, odd.count == 1,
        let (stage, count, row) = odd.first, !isReported(count.range), isAsserted(count.range, on: row),
        lines.allSatisfy({ $0.networks.allSatisfy { $0.name == name } })
      else { continue }
      findings.append(
        Draft(
          mistake: .blockCountWrong, alternatives: [.dimensionLeftFromOtherModel, .copiedFromLineAbove],
          range: count.range, claimed: Rational(count.value), correct: Rational(counts[stage])))
    }
  }

  private func isHeadingOfBlocks(_ cell: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: cell.lowerBound, to: cell.upperBound)
    guard joint.take(StageRows.headings) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private func stage(in cell: Range<Int>, _ facts: NetworkFacts) -> Int? {
    guard let word = PathWords.words(in: working.bytes, cell).first else { return nil }
    let name = PathWords.name(word, in: working)
    return facts.stages.firstIndex { $0.path == name } ?? SubjectFinder.paperStage(name)
  }

  private func onlyNumber(in cell: Range<Int>) -> WholeNumber? {
    var joint = Joint(working.bytes, from: cell.lowerBound, to: cell.upperBound)
    joint.skipBlanks()
    let numbers = working.bytes.wholeNumbers(in: cell)
    guard numbers.count == 1, numbers[0].range.lowerBound == joint.at else { return nil }
    joint.at = numbers[0].range.upperBound
    joint.skipBlanks()
    return joint.isAtEnd ? numbers[0] : nil
  }
}

private enum StageRows {
  static let headings: PhraseSet = [
    "number of blocks", "residual blocks", "bottleneck blocks", "bottlenecks", "blocks", "残差块数", "残差块", "块数",
    "block 数",
  ]
}
