import Derivations
import Networks
import Symbolics

/// A shortcut that changes the channels or the map is a 1×1 convolution, and costs like one.
extension Calculation {
  mutating func checkShortcuts() {
    guard let facts else { return }
    for (place, line) in lines.enumerated() {
      for claim in zeroClaims(on: line) {
        guard
          let layer = projectionSpokenOf(at: claim, line, place, facts)
            ?? projection(ofBlockNamedBefore: claim, line, place, facts)
            ?? projection(ofBlockAbove: claim, line, facts)
        else { continue }
        let projection = facts.layers[layer]
        findings.append(
          Draft(
            mistake: .shortcutProjectionMissing, range: claim, about: projection.path + ".macs",
            claimed: .zero,
            correct: projection.macs, fix: Expression(projection.macs)))
      }
    }
  }

  /// `layer2.0: 73,728 + 147,456 + 512 = 221,696 parameters`: the sum over a block lacks its projection. What the text calls
  /// the main path, or goes on to add to, is no sum over the block.
  mutating func checkShortcutsOfSums() {
    guard let facts else { return }
    for entry in entries where entry.subject.isSpecific && entry.status != .wrong {
      guard case .blocks(let blocks) = entry.subject.target, blocks.count == 1, let value = entry.value,
        let side = entry.workingSide, case .sum = side.located.expression,
        !facts.blocks[blocks[0]].rightValues.contains(where: { $0.value == value }),
        let missing = projection(lackingIn: value, of: facts.blocks[blocks[0]], facts),
        !Phrases.contains(Calculation.mainPath, in: lines[entry.home].range, of: working.bytes),
        !isAddedTo(entry)
      else { continue }
      let name = missing.quantity == .parameters ? ".parameters" : ".macs"
      findings.append(
        Draft(
          mistake: .shortcutProjectionMissing, alternatives: [.partsOmitted], range: side.located.range,
          about: facts.blocks[blocks[0]].part.path + name, claimed: value,
          correct: try? value.adding(missing.value)))
      entry.status = .wrong
    }
  }

  private static let mainPath: [StaticString] = [
    "main", "residual path", "residual branch", "without", "except", "shortcut", "downsample", "主", "残差支",
    "捷径", "不含", "不计", "除",
  ]

  /// The projection's cost, where a value is the block's without it.
  private func projection(
    lackingIn value: Rational, of block: NetworkFacts.Block, _ facts: NetworkFacts
  ) -> (value: Rational, quantity: Quantity)? {
    let layers = block.layers.filter { facts.layers[$0].isShortcut }
    guard !layers.isEmpty, let weights = NetworkFacts.sum(layers.map { facts.layers[$0].parameters }),
      let macs = NetworkFacts.sum(layers.map { facts.layers[$0].macs }), !weights.isZero, !macs.isZero
    else { return nil }
    for (missing, quantity) in [(weights, Quantity.parameters), (macs, .macs)] {
      guard let whole = try? value.adding(missing) else { continue }
      let isWhole = block.rightValues.contains { $0.value == whole && $0.quantity == quantity }
      if isWhole { return (missing, quantity) }
    }
    return nil
  }

  /// Whether a later line adds something to the result.
  private func isAddedTo(_ entry: Entry) -> Bool {
    guard let claim = entry.claim?.value else { return false }
    return entries.contains { other in
      guard other.chain.range.lowerBound > entry.chain.range.lowerBound, let side = other.workingSide,
        case .sum(let terms) = side.located.expression
      else { return false }
      return terms.contains {
        if case .number(let numeral) = $0.value { numeral.value == claim } else { false }
      }
    }
  }

  /// The places of a bare 0 on a line.
  private func zeroClaims(on line: TextLine) -> [Range<Int>] {
    var places: [Range<Int>] = []
    if line.traits.contains(.zero) {
      for side in line.lone where side.isZero { places.append(side.located.range) }
    }
    for chain in line.chains where chain.traits.contains(.zero) && chain.sides.count == 2 {
      guard chain.sides[0].isSymbolic else { continue }
      if chain.sides[1].isZero { places.append(chain.sides[1].located.range) }
    }
    return places
  }

  /// The projection that the text describes at a claim, by its shapes or in the description of a block.
  private func projectionSpokenOf(
    at claim: Range<Int>, _ line: TextLine, _ place: Int, _ facts: NetworkFacts
  ) -> Int? {
    let subject = finder.subject(of: claim.lowerBound, onLine: place)
    guard case .layers(let candidates) = subject.target, isShortcutWord(subject) else { return nil }
    return projection(among: candidates, line, place, facts)
  }

  /// `layer2.0: shortcut: 0`: the projection of the block whose path stands before the claim or on the lines above.
  private func projection(
    ofBlockNamedBefore claim: Range<Int>, _ line: TextLine, _ place: Int, _ facts: NetworkFacts
  ) -> Int? {
    let part = line.mentions.last { $0.noun.isPart && $0.range.lowerBound < claim.lowerBound }
    guard let part, part.noun == .shortcut, line.mentions.allSatisfy({ $0.noun != .addition }),
      !Phrases.contains(["adding", "add ", "added", "相加"], in: line.range, of: working.bytes),
      isCost(claim, of: part, on: line), let block = blockNamed(before: claim.lowerBound, place, facts)
    else { return nil }
    return facts.layers.firstIndex { $0.block == block && $0.isShortcut && !$0.macs.isZero }
  }

  /// Whether a 0 is what a shortcut costs, and no padding, bias or stride: `shortcut: 0`, "the shortcut costs 0 MACs".
  private func isCost(_ claim: Range<Int>, of shortcut: Mention, on line: TextLine) -> Bool {
    // The 0 of `downsample.0` is a part of the name.
    guard claim.lowerBound > 0, working.bytes[claim.lowerBound - 1] != UInt8(ascii: ".") else { return false }
    let gap = shortcut.range.upperBound..<max(shortcut.range.upperBound, claim.lowerBound)
    if gap.count <= 8, working.bytes[gap].allSatisfy({ !$0.isASCIIWordByte && $0 < 0x80 }) { return true }
    return line.lone.contains { side in
      guard side.located.range == claim else { return false }
      switch side.unit {
      case .macs, .flops, .parameters: return true
      default: return false
      }
    }
  }

  /// The block whose path, or whose layer's, was named last: on the line, or on one of the eight above it up to a heading.
  private func blockNamed(before offset: Int, _ place: Int, _ facts: NetworkFacts) -> Int? {
    for back in 0...min(8, place) {
      let line = lines[place - back]
      let end = back == 0 ? offset : line.range.upperBound
      let words = PathWords.words(
        in: working.bytes, line.stretch(before: end))
      // `conv1` is a layer of the block or the network's first one; a path says which.
      for word in words.reversed() where working.bytes[word].contains(UInt8(ascii: ".")) {
        switch facts.targets[PathWords.name(word, in: working)] {
        case .blocks(let blocks) where blocks.count == 1: return blocks[0]
        case .layers(let layers) where layers.count == 1:
          // The norm behind a projection has no multiply-adds.
          let layer = facts.layers[layers[0]]
          return layer.isShortcut && layer.macs.isZero ? nil : layer.block
        case nil: continue
        default: return nil
        }
      }
      if line.isHeading { break }
    }
    return nil
  }

  /// `shortcut: 直接相加, 0` below the first convolution of a block that has a projection: the one with its channels and map.
  private func projection(ofBlockAbove claim: Range<Int>, _ line: TextLine, _ facts: NetworkFacts) -> Int? {
    guard line.row == nil, line.range.count <= 256,
      case let label = line.stretch(before: claim.lowerBound, atMost: 48),
      Calculation.plainShortcuts.isIn(label, of: working.bytes),
      let shortcut = line.mentions.first, shortcut.noun == .shortcut,
      shortcut.range.lowerBound - line.range.lowerBound <= 8
    else { return nil }
    let index = entries.firstIndex { $0.chain.range.lowerBound >= claim.lowerBound } ?? entries.count
    for entry in entries[max(0, index - 4)..<index].reversed() where entry.status == .right {
      guard let line = self.line(at: entry.chain.range.lowerBound), !line.isHeading,
        let layer = entry.meaning?.layer, facts.layers.indices.contains(layer),
        let block = facts.layers[layer].block, facts.blocks.indices.contains(block),
        facts.blocks[block].layers.first == layer, entry.value == facts.layers[layer].macs,
        // Another block begins with the same cost.
        facts.blocks.count(where: {
          $0.layers.first.map { facts.layers[$0].macs } == entry.value
        }) == 1
      else { continue }
      return facts.layers.firstIndex { $0.block == block && $0.isShortcut && !$0.macs.isZero }
    }
    return nil
  }

  private static let plainShortcuts: PhraseSet = [
    "直接相加", "直接加", "恒等", "直连", "identity", "direct", "no conv", "无卷积", "不需要卷积",
  ]

  private func isShortcutWord(_ subject: Subject) -> Bool {
    guard let range = subject.range, let line = line(at: range.lowerBound) else { return false }
    return line.mentions.contains { $0.range == range && $0.noun == .shortcut }
  }

  /// The projection that is meant: one whose channels the line states, or the described block's own.
  private func projection(among candidates: [Int], _ line: TextLine, _ place: Int, _ facts: NetworkFacts)
    -> Int?
  {
    let shapes = line.lone.compactMap { side in
      side.isCompound ? Factors.written(in: side.located.expression) : nil
    }.filter { $0.count == 3 }
    if shapes.count >= 2 {
      // Both shapes are stated: only a change asks for a projection.
      guard shapes[0] != shapes[1] else { return nil }
      return candidates.first { index in
        shapes[0].contains(Rational(facts.layers[index].part.inputs[0].channels))
          && shapes[1].contains(Rational(facts.layers[index].part.output.channels))
      }
    }
    guard finder.scope(onLine: place)?.number != nil else { return nil }
    return candidates.first
  }
}

extension Chain.Side {
  fileprivate var isZero: Bool {
    if case .number(let numeral) = located.expression { numeral.value.isZero } else { false }
  }
}
