import Symbolics

/// Sizes that a text states by their names before it calculates: `hidden size = 256`, 隐藏单元数 256, a table of settings. One
/// that is stated twice, and not the same, is none.
struct NamedSizes {
  private var values: [Int?]
  private var isDoubtful: [Bool]

  init(count: Int) {
    values = Array(repeating: nil, count: count)
    isDoubtful = Array(repeating: false, count: count)
  }

  subscript(_ index: Int) -> Int? { isDoubtful[index] ? nil : values[index] }

  /// Whether the text says one thing of a size at most.
  func isSettled(_ index: Int) -> Bool { !isDoubtful[index] }

  mutating func state(_ value: Int, _ index: Int) {
    if let known = values[index], known != value { isDoubtful[index] = true }
    values[index] = value
  }
}

extension Calculation {
  /// The sizes whose names stand right in front of a number, for each set of names: the first set that fits names it.
  func namedSizes(_ names: [PhraseSet], besides others: PhraseSet) -> NamedSizes {
    var sizes = NamedSizes(count: names.count)
    let bytes = working.bytes
    for line in lines.prefix(96)
    where line.range.count <= 2_048 && names.contains(where: { $0.isOn(line, of: bytes) }) {
      // Behind the first calculation numbers are parts of formulas. `image = 224×224×3` calculates nothing.
      let end =
        line.chains.first {
          $0.sides.contains { $0.isCompound && !$0.isSymbolic }
            && $0.sides.contains { !$0.isCompound && $0.claim != nil }
        }?.range.lowerBound ?? line.range.upperBound
      var last = line.range.lowerBound
      for number in measures(on: line) {
        guard number.range.lowerBound < end else { break }
        let from = max(last, number.range.lowerBound - 48)
        last = max(last, number.endOfDigits(in: bytes))
        guard from <= number.range.lowerBound, let value = number.numeral.value.integer,
          (1...100_000).contains(value), number.numeral.scale == .one
        else { continue }
        let front = clause(before: number.range.lowerBound, from: from)
        guard !others.isIn(front, of: bytes),
          let index = names.firstIndex(where: { $0.isIn(front, of: bytes) })
        else { continue }
        sizes.state(value, index)
      }
    }
    return sizes
  }

  /// What stands of a clause in front of a place.
  func clause(before place: Int, from start: Int) -> Range<Int> {
    let from = working.bytes.skipBack(from: place, to: max(start, place - 64)) {
      $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "(")
    }
    return from..<max(from, place)
  }
}
