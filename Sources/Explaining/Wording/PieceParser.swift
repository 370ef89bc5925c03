/// Takes a text of the wording apart. Recursion is two levels at most: an optional part holds no optional part.
struct PieceParser {
  private let bytes: [UInt8]
  private let known: [String]
  private var position = 0
  private(set) var problems: [(offset: Int, reason: WordingError.Reason)] = []

  init(_ bytes: [UInt8], known: [String]) {
    self.bytes = bytes
    self.known = known
  }

  mutating func parse() -> [Piece] { pieces(until: [], allowsOptional: true) }

  private mutating func pieces(until stops: [StaticString], allowsOptional: Bool) -> [Piece] {
    var pieces: [Piece] = []
    var start = position
    func flush(_ end: Int) {
      if end > start { pieces.append(.text(String(decoding: bytes[start..<end], as: UTF8.self))) }
    }
    while position < bytes.count {
      let before = position
      if stops.contains(where: { isAt($0) }) { break }
      let piece: Piece?
      switch bytes[position] {
      case UInt8(ascii: "<") where isAt("<<"): piece = placeholder()
      case UInt8(ascii: "[") where allowsOptional && isAt("[["): piece = optional()
      case UInt8(ascii: "*") where isAt("**"): piece = strong()
      case UInt8(ascii: "`"): piece = code()
      default:
        position += 1
        continue
      }
      flush(before)
      if let piece { pieces.append(piece) }
      start = position
    }
    flush(position)
    return pieces
  }

  private mutating func placeholder() -> Piece? {
    guard let inner = enclosed("<<", ">>") else { return nil }
    let parts = bytes[inner].split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if !known.contains(parts[0]) {
      problems.append((inner.lowerBound, .unknownPlaceholder(parts[0], known: known)))
      return nil
    }
    switch parts.count {
    case 1: return .placeholder(parts[0])
    case 3: return .form(parts[0], one: parts[1], many: parts[2])
    default:
      let text = String(decoding: bytes[inner], as: UTF8.self)
      problems.append((inner.lowerBound, .malformedPlaceholder(text)))
      return nil
    }
  }

  private mutating func optional() -> Piece {
    let start = position
    position += 2
    var alternatives: [[Piece]] = []
    while true {
      alternatives.append(pieces(until: ["||", "]]"], allowsOptional: false))
      if isAt("||") {
        position += 2
      } else if isAt("]]") {
        position += 2
        break
      } else {
        problems.append((start, .unclosed("[[")))
        break
      }
    }
    return .optional(alternatives)
  }

  private mutating func strong() -> Piece? {
    let start = position
    position += 2
    // The inner text is read with the same rules but ends at the next pair of asterisks, so it cannot nest.
    let inner = pieces(until: ["**", "||", "]]"], allowsOptional: false)
    guard isAt("**") else {
      problems.append((start, .unclosed("**")))
      return nil
    }
    position += 2
    return .strong(inner)
  }

  private mutating func code() -> Piece? {
    guard let inner = enclosed("`", "`") else { return nil }
    return .code(String(decoding: bytes[inner], as: UTF8.self))
  }

  /// The bytes between an opening and a closing sign; the position moves behind both.
  private mutating func enclosed(_ open: StaticString, _ close: StaticString) -> Range<Int>? {
    let start = position
    position += open.utf8CodeUnitCount
    let inner = position
    while position < bytes.count, !isAt(close) { position += 1 }
    guard position < bytes.count else {
      problems.append((start, .unclosed(open.description)))
      return nil
    }
    let end = position
    position += close.utf8CodeUnitCount
    return inner..<end
  }

  private func isAt(_ sign: StaticString) -> Bool {
    let count = sign.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for index in 0..<count where bytes[position + index] != sign.utf8Start[index] { return false }
    return true
  }
}
