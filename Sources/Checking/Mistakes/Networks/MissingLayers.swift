import Symbolics

/// A calculation for a layer that the network does not have: conv1_3 of VGG-16, whose first group has two convolutions.
extension Calculation {
  mutating func checkMissingLayers() {
    guard let facts else { return }
    for entry in entries where entry.misconception == nil {
      guard let value = entry.value, lines.indices.contains(entry.home) else { continue }
      let line = lines[entry.home]
      let end = max(line.range.lowerBound, entry.chain.range.lowerBound)
      // A label stands near its calculation.
      let start = max(line.range.lowerBound, end - 64)
      guard
        let word = finder.pathWords(of: line).last(where: { $0.upperBound <= end && $0.lowerBound >= start }),
        isLabel(word, of: entry), LayerNames.isBeyond(working.text(word), facts)
      else {
        continue
      }
      findings.append(
        Draft(
          mistake: .layerThatDoesNotExist, range: word, claimed: entry.claim?.value ?? value, correct: .zero))
      entry.status = .wrong
      entry.misconception = .layerThatDoesNotExist
    }
  }

  /// Whether a word stands as the label of a calculation: no other word and at most a few signs between them.
  private func isLabel(_ word: Range<Int>, of entry: Entry) -> Bool {
    let gap = word.upperBound..<max(word.upperBound, entry.chain.range.lowerBound)
    return gap.count <= 24 && (gap.isEmpty || working.bytes[word.upperBound] != UInt8(ascii: "."))
  }
}
