import Derivations
import Symbolics

/// Finds out what a chain speaks of: from the words before it, the line above, the heading, the block that is being
/// described.
struct SubjectFinder {
  let working: HandCalculation
  let facts: NetworkFacts?
  private let lines: [TextLine]
  /// For each line, the block that the text is describing there.
  private var scopes: [BlockScope?] = []
  /// For each line, the quantity that the heading above it names.
  private var headings: [Noun?] = []

  /// The block that a stretch of text describes.
  struct BlockScope: Hashable, Sendable {
    /// Its number, if one is given.
    var number: Int?
    /// The line on which the description begins.
    var line: Int
  }

  init(working: HandCalculation, lines: [TextLine], facts: NetworkFacts?) {
    self.working = working
    self.lines = lines
    self.facts = facts
    var scope: BlockScope?
    var heading: Noun?
    for line in lines {
      if line.isHeading { heading = line.mentions.last { $0.noun.isQuantity }?.noun }
      headings.append(heading)
      if line.topics.contains(.part),
        let first = line.mentions.first(where: { $0.noun.isPart && !isCounted($0, on: line) })
      {
        // "the whole residual block": the block is what is spoken of.
        let subject = first.noun == .total ? neighbour(of: first, on: line) ?? first : first
        switch subject.noun {
        case .block: enter(subject, on: line, &scope)
        case .linear, .globalPool, .inputLayer, .total, .stage: scope = nil
        default: break
        }
      }
      scopes.append(scope)
    }
  }

  /// Enters the description of a block; a block that is named again goes on.
  private func enter(_ block: Mention, on line: TextLine, _ scope: inout BlockScope?) {
    let number = number(of: block, on: line)
    if let current = scope, number == nil || number == current.number { return }
    scope = BlockScope(number: number, line: line.index)
  }

  /// The block that is described on a line.
  func scope(onLine index: Int) -> BlockScope? { scopes[index] }

  /// The subject of something that begins at an offset of a line (an index into the lines of this calculation).
  func subject(of offset: Int, onLine index: Int) -> Subject {
    var subject = Subject()
    subject.quantity = quantity(before: offset, onLine: index)
    var seen = 0
    for back in 0...6 where index - back >= 0 && seen <= 3 {
      let line = lines[index - back]
      if back > 0, opensFormula(line) { continue }
      seen += 1
      // A line above counts only while nothing was calculated in between.
      if back > 0, !line.chains.isEmpty, line.index != lines[index].index { break }
      let limit = back == 0 ? offset : line.range.upperBound
      if resolve(on: line, before: limit, scope: scopes[index - back], into: &subject) { return subject }
      if back == 0, resolveBehind(on: line, from: offset, scope: scopes[index], into: &subject) {
        return subject
      }
      if line.isHeading { break }
    }
    return subject
  }

  /// Whether a line has nothing but the beginning of a formula: `$$`, `\begin{aligned}`, blanks.
  private func opensFormula(_ line: TextLine) -> Bool {
    let bytes = working.bytes
    guard line.range.count <= 24, line.chains.isEmpty, line.mentions.isEmpty else { return false }
    return working.begins(line.range, with: "\\begin{") || working.begins(line.range, with: "\\[")
      || bytes[line.range].allSatisfy { $0 == UInt8(ascii: "$") || $0 == .space }
  }

  private func quantity(before offset: Int, onLine index: Int) -> Noun? {
    for back in 0...2 where index - back >= 0 {
      let line = lines[index - back]
      if line.topics.contains(.quantity) {
        let limit = back == 0 ? offset : line.range.upperBound
        if let mention = line.mentions.last(where: { $0.noun.isQuantity && $0.range.lowerBound < limit }) {
          return mention.noun
        }
        if back == 0 {
          return line.mentions.first {
            $0.noun.isQuantity && (isName(at: offset, to: $0) || !isOfNumber(behind: $0, on: line))
          }?.noun
        }
      }
      if !line.chains.isEmpty, back > 0 { break }
    }
    return headings[index]
  }

  /// Whether a quantity stands in the name with which something begins, no number before it: 总参数量 = 11,689,512.
  private func isName(at offset: Int, to mention: Mention) -> Bool {
    let name = offset..<max(offset, mention.range.lowerBound)
    return !working.bytes[name].contains { $0.isASCIIDigit }
  }

  /// Whether a quantity is that of the number behind it: `= 1,792; MACs 86,704,128`.
  private func isOfNumber(behind mention: Mention, on line: TextLine) -> Bool {
    let bytes = working.bytes
    var at = mention.range.upperBound
    let words: [StaticString] = ["为", "是", "约", "：", "≈"]
    while at < line.range.upperBound, at - mention.range.upperBound < 12 {
      if bytes[at] == .space || bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: "=") {
        at += 1
      } else if let word = words.first(where: { working.begins(at..<line.range.upperBound, with: $0) }) {
        at += word.utf8CodeUnitCount
      } else {
        return bytes[at].isASCIIDigit
      }
    }
    return false
  }

  /// The quantity that the heading above a line names.
  func heading(onLine index: Int) -> Noun? { headings.indices.contains(index) ? headings[index] : nil }

  // MARK: - The nearest word

  private func resolve(on line: TextLine, before limit: Int, scope: BlockScope?, into subject: inout Subject)
    -> Bool
  {
    if let path = pathTarget(on: line, before: limit, scope: scope) {
      if let norm = norm(of: path.range, on: line, before: limit) {
        return apply(norm, on: line, scope: scope, into: &subject)
      }
      subject.target = path.target
      subject.range = path.range
      subject.isSpecific = true
      return true
    }
    let network = line.networks.last { $0.range.lowerBound < limit }
    let mention =
      line.topics.contains(.part)
      ? line.mentions.last {
        $0.noun.isPart && $0.range.lowerBound < limit && !isCounted($0, on: line)
      } : nil
    if let network, let mention, isOf(network, mention, on: line) {
      return apply(mention, on: line, scope: scope, into: &subject)
    }
    if let network, mention.map({ $0.range.lowerBound < network.range.lowerBound }) ?? true {
      subject.target = .network
      subject.range = network.range
      subject.isSpecific = true
      return true
    }
    guard let mention else { return false }
    return apply(mention, on: line, scope: scope, into: &subject)
  }

  /// "The BN of conv1", `conv1 后的 BN`: the normalisation beside a layer is meant.
  private func norm(of path: Range<Int>, on line: TextLine, before limit: Int) -> Mention? {
    guard line.topics.contains(.part) else { return nil }
    return line.mentions.last { mention in
      guard mention.noun == .norm, mention.range.lowerBound < limit, !mention.range.overlaps(path) else {
        return false
      }
      if mention.range.lowerBound >= path.upperBound {
        // In "model.norm: RMS normalisation" the words say what the layer is.
        guard mention.range.lowerBound - path.upperBound <= 12 else { return false }
        let between = working.text(from: path.upperBound, to: mention.range.lowerBound)
        return between == " " || ["后", "的", "之", "'s"].contains { between.contains(substring: $0) }
      }
      guard path.lowerBound - mention.range.upperBound <= 16 else { return false }
      let between = working.text(from: mention.range.upperBound, to: path.lowerBound).lowercased()
      return [" of ", " after ", " behind ", " for "].contains { between.contains(substring: $0) }
    }
  }

  /// "The first convolution of ResNet-50": the layer is meant, although the network is named last.
  private func isOf(_ network: NetworkName, _ mention: Mention, on line: TextLine) -> Bool {
    guard mention.noun == .convolution, mention.range.upperBound < network.range.lowerBound,
      ordinal(of: mention, on: line) == 1
    else { return false }
    let between = working.text(from: mention.range.upperBound, to: network.range.lowerBound)
    return between == " of " || between == " in " || between == " layer of "
  }

  private func resolveBehind(
    on line: TextLine, from offset: Int, scope: BlockScope?, into subject: inout Subject
  ) -> Bool {
    guard line.topics.contains(.part),
      let mention = line.mentions.first(where: { $0.noun.isPart && $0.range.lowerBound > offset }),
      !isCounted(mention, on: line)
    else { return false }
    return apply(mention, on: line, scope: scope, into: &subject)
  }

  private func apply(_ mention: Mention, on line: TextLine, scope: BlockScope?, into subject: inout Subject)
    -> Bool
  {
    subject.range = mention.range
    switch mention.noun {
    case .inputLayer:
      subject.target = .inputLayer
      subject.isSpecific = true
    case .total:
      // "the whole residual block", 整个残差块: the noun behind it is meant.
      if let other = neighbour(of: mention, on: line) {
        return apply(other, on: line, scope: scope, into: &subject)
      }
      subject.target = .network
    case .block:
      let number = number(of: mention, on: line) ?? scope?.number
      subject.target = .blocks(
        number.map { facts?.blocks(numbered: $0) ?? [] } ?? Array((facts?.blocks ?? []).indices))
      subject.isSpecific = number != nil
    case .stage:
      guard let number = number(of: mention, on: line), let facts, facts.stages.indices.contains(number - 1)
      else { return false }
      subject.target = .stage(number - 1)
    case .convolution, .norm, .linear, .globalPool, .pool, .activation, .addition, .shortcut:
      subject.target = .layers(layers(named: mention, on: line, scope: scope))
      subject.isSpecific =
        ordinal(of: mention, on: line) != nil || mention.noun == .linear || mention.noun == .globalPool
        || (scope?.number != nil && mention.noun == .shortcut)
    default: return false
    }
    return true
  }

  /// The noun that a "total" belongs to: 残差块的总计算量, "block total", "total for the block".
  private func neighbour(of total: Mention, on line: TextLine) -> Mention? {
    let behind = line.mentions.first { $0.range.lowerBound >= total.range.upperBound && $0.noun.isPart }
    if let behind, behind.noun != .total, !crossesStop(total.range.upperBound..<behind.range.lowerBound),
      behind.range.lowerBound - total.range.upperBound <= 10
    {
      return behind
    }
    let before = line.mentions.last { $0.range.upperBound <= total.range.lowerBound && $0.noun.isPart }
    if let before, before.noun != .total, total.range.lowerBound - before.range.upperBound <= 5,
      isIndex(before.range.upperBound..<total.range.lowerBound)
    {
      return before
    }
    return nil
  }

  // MARK: - Layers

  private func layers(named mention: Mention, on line: TextLine, scope: BlockScope?) -> [Int] {
    guard let facts else { return [] }
    let ordinal = ordinal(of: mention, on: line)
    let all = facts.layers(named: mention.noun, onMainPath: ordinal != nil)
    guard let scope else { return SubjectFinder.choose(ordinal, of: all) }
    let blocks = scope.number.map { facts.blocks(numbered: $0) } ?? Array(facts.blocks.indices)
    return blocks.flatMap { block in
      SubjectFinder.choose(ordinal, of: all.filter { facts.layers[$0].block == block })
    }
  }

  /// The one with the ordinal, or all where none is given.
  private static func choose(_ ordinal: Int?, of layers: [Int]) -> [Int] {
    guard let ordinal else { return layers }
    return layers.indices.contains(ordinal - 1) ? [layers[ordinal - 1]] : []
  }

  private func pathTarget(
    on line: TextLine, before limit: Int, scope: BlockScope?
  ) -> (target: Subject.Target, range: Range<Int>)? {
    guard let facts else { return nil }
    for range in PathWords.words(in: working.bytes, line.stretch(before: limit))
      .reversed()
    {
      if isCompared(range) { continue }
      let word = PathWords.name(range, in: working)
      if let scope, let number = scope.number {
        for block in facts.blocks(numbered: number) {
          if case .layers(let layers)? = facts.targets[facts.blocks[block].part.path + "." + word] {
            return (.layers(layers), range)
          }
        }
      }
      if let target = facts.targets[word] ?? facts.targets[word.lowercased()] { return (target, range) }
      if let stage = SubjectFinder.paperStage(word), facts.stages.indices.contains(stage) {
        return (.stage(stage), range)
      }
      if let block = facts.paperBlock(word) { return (.blocks([block]), range) }
    }
    return nil
  }

  /// Whether a name is only pointed at, not spoken of: "1, as for `layer1.0.conv1`", 同 layer1.0.conv1. The words may end
  /// the line before. ("As for conv1: …" begins a sentence and does speak of it.)
  private func isCompared(_ name: Range<Int>) -> Bool {
    var at = name.lowerBound
    while at > 0, " \t\r\n`*{\"".utf8.contains(working.bytes[at - 1]) { at -= 1 }
    if working.ends(0..<at, with: "\\texttt") { at -= 7 }
    let words: [StaticString] = ["as for", "as in", "same as", "like", "see", "同", "同于", "见"]
    return words.contains { working.ends(0..<at, with: $0) }
  }

  /// `conv2_x` of the paper's table is the first stage.
  static func paperStage(_ word: String) -> Int? {
    let bytes = Array(word.utf8)
    guard bytes.count == 7, word.hasPrefix("conv"), word.hasSuffix("_x"), bytes[4].isASCIIDigit else {
      return nil
    }
    return Int(bytes[4]) - Int(UInt8(ascii: "0")) - 2
  }
}

extension Noun {
  /// Whether the noun names a part of a network.
  var isPart: Bool {
    switch self {
    case .inputLayer, .convolution, .linear, .globalPool, .pool, .norm, .activation, .shortcut, .block,
      .stage, .addition,
      .total:
      true
    default: false
    }
  }
}
