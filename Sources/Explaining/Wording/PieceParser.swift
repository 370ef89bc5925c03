/// Takes a text of the wording apart. Nesting is bounded: an optional part holds no optional part, bold holds neither.
struct PieceParser {
  private let bytes: [UInt8]
  private let known: [String]
  private var position: Int
  private let end: Int
  private(set) var problems: [(offset: Int, reason: WordingError.Reason)] = []

  /// A parser for a part of a file.
  init(_ bytes: [UInt8], _ range: Range<Int>, known: [String]) {
    self.bytes = bytes
    self.known = known
    position = range.lowerBound
    end = range.upperBound
  }

  /// Where a run of pieces ends, besides at the end of the text.
  private enum Surroundings {
    case text, optional, strong
  }

  mutating func parse() -> [Piece] { pieces(in: .text) }

  private mutating func pieces(in surroundings: Surroundings) -> [Piece] {
    var pieces: [Piece] = []
    var start = position
    while position < end {
      // Nearly all bytes are plain; the ones that may begin a sign are looked at.
      let byte = bytes[position]
      guard byte == 0x3C || byte == 0x5B || byte == 0x2A || byte == 0x60 || byte == 0x7C || byte == 0x5D
      else {
        position += 1
        continue
      }
      if isEnd(of: surroundings) { break }
      let before = position
      guard let piece = sign(byte, in: surroundings) else {
        if position == before { position += 1 } else { start = position }
        continue
      }
      flush(start..<before, into: &pieces)
      pieces.append(piece)
      start = position
    }
    flush(start..<position, into: &pieces)
    return pieces
  }

  private func flush(_ range: Range<Int>, into pieces: inout [Piece]) {
    if !range.isEmpty { pieces.append(.text(String(decoding: bytes[range], as: UTF8.self))) }
  }

  private func isEnd(of surroundings: Surroundings) -> Bool {
    switch surroundings {
    case .text: false
    case .optional: isAt("||") || isAt("]]")
    case .strong: isAt("**") || isAt("||") || isAt("]]")
    }
  }

  /// The piece that a sign begins; nothing, at the same place, if the byte is an ordinary one.
  private mutating func sign(_ byte: UInt8, in surroundings: Surroundings) -> Piece? {
    switch byte {
    case UInt8(ascii: "<") where isAt("<<"): placeholder()
    case UInt8(ascii: "[") where surroundings == .text && isAt("[["): optional()
    case UInt8(ascii: "*") where isAt("**"): strong()
    case UInt8(ascii: "`"): code()
    default: nil
    }
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
      alternatives.append(pieces(in: .optional))
      if isAt("||") {
        position += 2
        continue
      }
      if isAt("]]") { position += 2 } else { problems.append((start, .unclosed("[["))) }
      return .optional(alternatives)
    }
  }

  private mutating func strong() -> Piece? {
    let start = position
    position += 2
    let inner = pieces(in: .strong)
    guard isAt("**") else {
      problems.append((start, .unclosed("**")))
      return nil
    }
    position += 2
    return .strong(inner)
  }

  private mutating func code() -> Piece? {
    enclosed("`", "`").map { .code(String(decoding: bytes[$0], as: UTF8.self)) }
  }

  /// The bytes between an opening and a closing sign; the position moves behind both.
  private mutating func enclosed(_ open: StaticString, _ close: StaticString) -> Range<Int>? {
    let start = position
    position += open.utf8CodeUnitCount
    let inner = position
    while position < end, !isAt(close) { position += 1 }
    guard position < end else {
      problems.append((start, .unclosed(open.description)))
      return nil
    }
    defer { position += close.utf8CodeUnitCount }
    return inner..<position
  }

  private func isAt(_ sign: StaticString) -> Bool {
    let count = sign.utf8CodeUnitCount
    guard position + count <= end else { return false }
    for index in 0..<count where bytes[position + index] != sign.utf8Start[index] { return false }
    return true
  }
}
