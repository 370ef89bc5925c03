import Networks
import Symbolics

/// Which recurrent cell a number is about: the one that is named last before it, if nothing else is named in between.
extension Calculation {
  /// The cell that a claim is about, nil where it may be another layer's.
  func recurrentCell(of claim: ModelClaim) -> (cell: Operation.Recurrent.Cell, name: Range<Int>)? {
    let line = lines[claim.place]
    let named = withoutContrasts(line.mentions.filter { $0.noun.isCell || $0.noun.isOtherLayer }, on: line)
    guard named.isEmpty else { return nearestCell(to: claim, named) }
    // A bare formula below the line that names the cell, where no other one has been spoken of.
    let cells = Set(
      lines[max(0, claim.place - 8)..<claim.place].flatMap {
        $0.mentions.map { $0.noun }.filter { $0.isCell }
      })
    guard cells.count == 1 else { return nil }
    var place = claim.place
    for _ in 0..<8 where place > 0 {
      place -= 1
      let above = lines[place]
      if above.row != nil || above.mentions.contains(where: { $0.noun.isOtherLayer }) { return nil }
      let cells = above.mentions.filter { $0.noun.isCell }
      guard let first = cells.first else { continue }
      guard cells.allSatisfy({ $0.noun == first.noun }), let cell = first.noun.cell else { return nil }
      return (cell, first.range)
    }
    return nil
  }

  /// The names without those that only say what a cell is not, or what a wrong formula would be of, where another cell is
  /// named: "LSTM(64, 128), not GRU", `| LSTM: 3 × … | that's a GRU | 4 × … |`.
  private func withoutContrasts(_ named: [Mention], on line: TextLine) -> [Mention] {
    guard named.count > 1, Calculation.contrastsOfCells.mayBe(on: line) else { return named }
    let bytes = working.bytes
    let rest = named.filter { name in
      guard name.noun.isCell else { return true }
      let end = bytes.skipBack(from: name.range.lowerBound, to: line.range.lowerBound) { $0 == .space }
      let before = line.stretch(before: end, atMost: 16)
      return !Calculation.contrastWords.contains { working.ends(before, with: $0, ignoringCase: true) }
    }
    return rest.contains { $0.noun.isCell } ? rest : named
  }

  private static let contrastsOfCells: PhraseSet = [
    "not", "n't", "n’t", "no ", "rather than", "instead of", "unlike", "that", "would be", "不是", "并非", "而非",
    "那是",
    "这是", "不像",
  ]
  private static let contrastWords: [StaticString] = [
    " not", " not a", " not an", "n't a", "n’t a", " no", "rather than", "rather than a", "rather than an",
    "instead of", "instead of a", "instead of an", "unlike a", "unlike an", "unlike", "that's a", "that’s a",
    "that is a", "that's an", "that’s an", "that is an", "would be a", "would be an", "would be for a",
    "that's for a",
    "that is for a", "不是", "并非", "而非", "那是", "这是", "不像",
  ]

  private func nearestCell(
    to claim: ModelClaim, _ named: [Mention]
  ) -> (cell: Operation.Recurrent.Cell, name: Range<Int>)? {
    let before = named.filter { $0.range.lowerBound < claim.range.lowerBound }
    let kinds = Set(named.map { $0.noun })
    guard let nearest = before.last ?? (kinds.count == 1 ? named.first : nil), let cell = nearest.noun.cell
    else { return nil }
    // "RNN 64→128: 24,704, GRU 64→128: 74,112": the cell's own sizes and nothing else stand between.
    if kinds.contains(where: { $0.isCell && $0 != nearest.noun }) {
      let gap = working.bytes[
        nearest.range.upperBound..<max(nearest.range.upperBound, claim.range.lowerBound)]
      let isOwn = gap.allSatisfy { byte in
        !byte.isASCIILetter && !(0xE3...0xE9 ~= byte)
      }
      // "LSTM vs GRU: … against …": a name without a number of its own shares those of the next.
      let names = before.filter { $0.noun.isCell }
      let isShared =
        names.count > 1 && names[names.count - 2].noun != nearest.noun
        && !working.bytes[
          names[names.count - 2].range
            .upperBound..<max(names[names.count - 2].range.upperBound, nearest.range.lowerBound)
        ].contains { $0.isASCIIDigit }
      guard isOwn, !isShared, !claim.isTermOfSum else { return nil }
    }
    return (cell, nearest.range)
  }

  /// The sizes of the layer: `64→128`, `(64, 128)`, "input 64, hidden 128".
  func recurrentSizes(of claim: ModelClaim, named name: Range<Int>) -> RecurrentSizes? {
    if let (input, hidden) = featuresOfArrow(for: claim) {
      return RecurrentSizes(input: input, hidden: hidden)
    }
    if let sizes = arguments(behind: name) { return sizes }
    guard let hidden = claim.sizes[.width], let input = claim.sizes[.inputWidth] else { return nil }
    return RecurrentSizes(input: input, hidden: hidden)
  }

  /// `LSTM(100, 256)`, `nn.GRU(input_size=100, hidden_size=256)`
  private func arguments(behind name: Range<Int>) -> RecurrentSizes? {
    let bytes = working.bytes
    var at = name.upperBound
    guard at < bytes.count, bytes[at] == UInt8(ascii: "(") else { return nil }
    var numbers: [Int] = []
    let end = min(bytes.count, at + 64)
    while at < end, numbers.count < 2 {
      at += 1
      while at < end, !bytes[at].isASCIIDigit, bytes[at] != UInt8(ascii: ",") {
        if bytes[at] == UInt8(ascii: ")") || bytes[at] == UInt8(ascii: "\n") { return nil }
        at += 1
      }
      guard let number = bytes.wholeNumber(at: at, to: end), number.value < 1_000_000, number.end < end,
        bytes[number.end] == UInt8(ascii: ",") || bytes[number.end] == UInt8(ascii: ")")
      else { return nil }
      numbers.append(number.value)
      at = number.end
      if bytes[at] == UInt8(ascii: ")") { break }
    }
    return numbers.count == 2 ? RecurrentSizes(input: numbers[0], hidden: numbers[1]) : nil
  }
}

extension ModelClaim {
  /// Whether the claim adds up several things.
  fileprivate var isTermOfSum: Bool { if case .sum? = expression { true } else { false } }
}

extension Noun {
  /// Whether the word names a recurrent cell.
  var isCell: Bool { modelWord.map { ModelWords.recurrent.contains($0) } ?? false }

  /// The cell with gates that the word names.
  var cell: Operation.Recurrent.Cell? {
    switch self {
    case .model(.lstm): .lstm
    case .model(.gru): .gru
    default: nil
    }
  }

  /// Whether the word names a layer that is no recurrent one.
  var isOtherLayer: Bool {
    switch self {
    case .convolution, .linear, .globalPool, .pool, .norm, .shortcut, .block: true
    case .model(let word):
      // "gated", "gate": an LSTM's, too.
      ModelWords.parts.contains(word) && !ModelWords.recurrent.contains(word) && word != .gated
        && word != .feedForwardMatrix
    default: false
    }
  }
}
