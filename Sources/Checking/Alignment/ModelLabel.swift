import Symbolics

/// What the words around a calculation say that it is: the part of a transformer, what is counted, for what.
struct ModelLabel: Sendable {
  /// The words before the calculation, or where there is no part among them those behind it or above.
  var words: ModelWords = []
  /// All words of its stretch of the text: before it, behind it, and on the lines next to it.
  var surroundings: ModelWords = []
  /// The quantity that is named nearest.
  var quantity: Noun?

  /// Whether the words say parameters, and whether they say operations.
  var saysParameters: Bool { quantity == .parameters }
  var saysOperations: Bool { quantity.map { $0.isQuantity && $0 != .parameters } ?? false }
}

extension Calculation {
  /// The label of a calculation that begins at an offset of a line; `place` is the line's index in this calculation.
  func label(of range: Range<Int>, onLine place: Int, _ entry: Entry?) -> ModelLabel {
    let line = lines[place]
    // A row of a table is one statement.
    let sentence = line.row == nil ? sentence(around: range.lowerBound, on: line) : line.range
    let start = max(sentence.lowerBound, endOfChain(before: range.lowerBound, on: line))
    let stop = min(
      max(sentence.upperBound, range.upperBound), startOfChain(behind: range.upperBound, on: line))
    var label = ModelLabel()
    let (before, behind) = (
      words(on: line, from: start, to: range.lowerBound), words(on: line, from: range.upperBound, to: stop)
    )
    let inside = words(on: line, from: range.lowerBound, to: range.upperBound)
    label.words = before.union(inside).union(letter(before: range.lowerBound, from: start, on: line))
    if label.words.isDisjoint(with: .parts) { label.words.formUnion(behind) }
    label.surroundings = label.words.union(behind).union(
      words(on: line, from: line.range.lowerBound, to: line.range.upperBound))
    for back in 1...2 where place >= back {
      let above = lines[place - back]
      let all = words(on: above, from: above.range.lowerBound, to: above.range.upperBound)
      if label.words.isDisjoint(with: .parts),
        above.isHeading || above.chains.isEmpty || givesSizes(above, for: range, on: line)
      {
        label.words.formUnion(all)
      }
      label.surroundings.formUnion(all)
      if above.isHeading { break }
    }
    if place + 1 < lines.count {
      let below = lines[place + 1]
      label.surroundings.formUnion(words(on: below, from: below.range.lowerBound, to: below.range.upperBound))
    }
    label.quantity = quantity(of: range, on: line, from: start, to: stop, place, entry)
    return label
  }

  /// The matrix that one letter right before a calculation names: "q 4096·4096", "O: 4096²". Words behind are then those of
  /// the next one. The last one of a list belongs to it: "Q, K, V, O: 4 · 4096²".
  private func letter(before place: Int, from start: Int, on line: TextLine) -> ModelWords {
    let at = working.bytes.skipBack(from: place, to: start, over: isBeforeNumber)
    guard at > start, at < place, at - 1 == start || !working.bytes[at - 2].isASCIIWordByte,
      !line.mentions.contains(where: { $0.noun.isListOfMatrices && $0.range.contains(at - 1) })
    else { return [] }
    switch working.bytes[at - 1] | 0x20 {
    case UInt8(ascii: "q"): return ModelWords(.query)
    case UInt8(ascii: "k"), UInt8(ascii: "v"): return ModelWords(.keyOrValue)
    case UInt8(ascii: "o"): return ModelWords(.outputProjection)
    default: return []
    }
  }

  /// Whether a byte may stand between a letter and its number: a blank, `:`, `=`, `(`, one of ：.
  private func isBeforeNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case .space, UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "("), 0xEF, 0xBC, 0x9A: true
    default: false
    }
  }

  /// Whether a line gives the sizes for a formula that has the next line to itself: "SwiGLU, d = 4096, f = 11008".
  private func givesSizes(_ above: TextLine, for range: Range<Int>, on line: TextLine) -> Bool {
    guard above.chains.allSatisfy({ $0.isAssignment }), line.range.lowerBound < range.lowerBound else {
      return above.chains.allSatisfy { $0.isAssignment }
    }
    return !working.bytes[line.stretch(before: range.lowerBound)].contains {
      $0.isASCIILetter || $0 >= 0xE3
    }
  }

  private func words(on line: TextLine, from start: Int, to end: Int) -> ModelWords {
    guard line.topics.contains(.model), start < end else { return [] }
    var words: ModelWords = []
    for mention in line.mentions {
      guard mention.range.lowerBound >= start, mention.range.lowerBound < end,
        let word = mention.noun.modelWord
      else { continue }
      words.insert(ModelWords(word))
    }
    return words
  }

  private func quantity(
    of range: Range<Int>, on line: TextLine, from start: Int, to stop: Int, _ place: Int, _ entry: Entry?
  ) -> Noun? {
    switch entry?.claimUnit ?? .none {
    case .parameters: return .parameters
    case .macs: return .macs
    case .flops: return .flops
    case .bytes: return nil
    default: break
    }
    let nouns = line.mentions.filter {
      $0.noun.isQuantity && $0.range.lowerBound >= start && $0.range.lowerBound < stop
    }
    if let before = nouns.last(where: { $0.range.lowerBound < range.lowerBound }) { return before.noun }
    if let behind = nouns.first { return behind.noun }
    // The sentence, the line above, the heading.
    for back in 0...2 where place >= back {
      let above = lines[place - back]
      if let mention = above.mentions.last(where: {
        $0.noun.isQuantity && (back > 0 || $0.range.lowerBound < range.lowerBound)
      }) {
        return mention.noun
      }
    }
    return headingOfTable(place)
  }

  /// The quantity that the heading of a table names.
  private func headingOfTable(_ place: Int) -> Noun? {
    guard lines[place].row != nil else { return nil }
    var first = place
    while first > 0, place - first < 64, lines[first - 1].row != nil { first -= 1 }
    return lines[first].mentions.last { $0.noun.isQuantity }?.noun
  }

  private func endOfChain(before offset: Int, on line: TextLine) -> Int {
    var end = line.range.lowerBound
    // `d = 768` gives a size, and the words before it go on behind it.
    for chain in line.chains where chain.range.upperBound <= offset && !chain.isAssignment {
      end = max(end, chain.range.upperBound)
    }
    return end
  }

  private func startOfChain(behind offset: Int, on line: TextLine) -> Int {
    var start = line.range.upperBound
    for chain in line.chains where chain.range.lowerBound >= offset {
      start = min(start, chain.range.lowerBound)
    }
    return start
  }
}

extension Noun {
  fileprivate var isListOfMatrices: Bool {
    self == .model(.attention) || self == .model(.queryKeyValue) || self == .model(.keyOrValue)
  }
}

extension Chain {
  /// Whether the chain gives a letter its value and computes nothing.
  var isAssignment: Bool {
    guard sides.count == 2, case .symbol = sides[0].located.expression else { return false }
    return sides[1].claim != nil
  }
}
