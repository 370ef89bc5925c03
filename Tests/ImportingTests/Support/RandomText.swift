/// A random tree, written as a text while the place of every value is noted: what the reader must find again.
struct RandomText {
  /// What the reader must give, with line and column.
  indirect enum Expected: Equatable {
    case scalar(String, isQuoted: Bool, line: Int, column: Int)
    case sequence([Expected], line: Int, column: Int)
    case mapping([Pair], line: Int, column: Int)

    struct Pair: Equatable {
      let key: String
      let line: Int
      let column: Int
      let value: Expected
    }
  }

  enum Style: CaseIterable {
    case compactJSON
    case indentedJSON
    case flow
    case block
  }

  private(set) var text = ""
  private(set) var expected = Expected.sequence([], line: 1, column: 1)
  private var line = 1
  private var column = 1
  private var dice: SplitMix
  private let style: Style

  init(seed: Int, style: Style) {
    dice = SplitMix(seed: seed)
    self.style = style
    if style == .block { write(dice.pick(["", "# a comment\n", "---\n", "\n\n"])) }
    expected = style == .block ? block(depth: 0, indent: 0) : flow(depth: 0)
    if dice.chance(50) { write("\n") }
  }

  private mutating func write(_ piece: String) {
    text += piece
    for character in piece {
      if character.isNewline { (line, column) = (line + 1, 1) } else { column += 1 }
    }
  }

  // MARK: Scalars

  private static let plainWords = [
    "conv", "7", "-3", "0x1F", "0o17", "1.5e-3", "true", "False", "no", "null", "~", "a b", "卷积 层", "héé",
    "NaN",
    "-Infinity", ".inf", "a:b", "c#d", "x-y", "3x224x224", "é́e", "👩‍👩‍👧", "2015-12-10",
  ]

  private mutating func scalar() -> Expected {
    let place = (line, column)
    if style != .compactJSON, style != .indentedJSON, dice.chance(60) {
      let word = dice.pick(Self.plainWords)
      write(word)
      return .scalar(word, isQuoted: false, line: place.0, column: place.1)
    }
    if dice.chance(30) {
      let word = dice.pick(["1", "-20", "2.5", "true", "false", "null", "NaN", "Infinity", "1e5"])
      write(word)
      return .scalar(word, isQuoted: false, line: place.0, column: place.1)
    }
    let word = quoted()
    return .scalar(word, isQuoted: true, line: place.0, column: place.1)
  }

  private mutating func quoted() -> String {
    let pieces = [
      "a", " ", "\"", "\\", "/", "é", "卷", "\t", "\n", "😀", "#", ": ", "{", "]", "'", "\u{7}", "\u{301}",
    ]
    var word = ""
    var spelling = "\""
    for _ in 0..<dice.pick(0...6) {
      let piece = dice.pick(pieces)
      word += piece
      spelling += spelled(piece)
    }
    write(spelling + "\"")
    return word
  }

  private mutating func spelled(_ piece: String) -> String {
    switch piece {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\u{7}": return "\\u0007"
    default:
      guard dice.chance(20) else { return piece }
      // As Python writes what is not ASCII: UTF-16 in hexadecimal digits.
      return piece.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
  }

  private mutating func key(among taken: inout Set<String>) -> (String, Int, Int) {
    let place = (line, column)
    var word = ""
    repeat {
      word = dice.pick(["k", "layers", "out", "宽", "a b", "é", "on", "5"]) + "\(taken.count)"
    } while taken
      .contains(word)
    taken.insert(word)
    let isBare = style == .flow || style == .block
    write(isBare ? word : "\"\(word)\"")
    return (word, place.0, place.1)
  }

  // MARK: Collections

  private mutating func newline(_ depth: Int) {
    switch style {
    case .indentedJSON: write("\n" + String(repeating: dice.chance(50) ? "\t" : "  ", count: depth))
    case .compactJSON: break
    case .flow, .block: write(dice.pick(["", " ", "  "]))
    }
  }

  private mutating func flow(depth: Int) -> Expected {
    guard depth < 5, dice.chance(depth == 0 ? 100 : 50) else { return scalar() }
    let place = (line, column)
    let isMapping = dice.chance(50)
    write(isMapping ? "{" : "[")
    var values: [Expected] = []
    var pairs: [Expected.Pair] = []
    var taken: Set<String> = []
    for index in 0..<dice.pick(0...4) {
      if index > 0 { write(",") }
      newline(depth + 1)
      if isMapping {
        let key = self.key(among: &taken)
        write(style == .compactJSON ? ":" : ": ")
        let value = flow(depth: depth + 1)
        pairs.append(.init(key: key.0, line: key.1, column: key.2, value: value))
      } else {
        values.append(flow(depth: depth + 1))
      }
    }
    newline(depth)
    write(isMapping ? "}" : "]")
    return isMapping
      ? .mapping(pairs, line: place.0, column: place.1) : .sequence(values, line: place.0, column: place.1)
  }

  /// A block collection whose first line is being written; the others begin at `indent`.
  private mutating func block(depth: Int, indent: Int) -> Expected {
    guard depth < 4, dice.chance(depth == 0 ? 100 : 60) else {
      let value = dice.chance(70) ? scalar() : flow(depth: 3)
      write(dice.pick(["\n", "  # why\n", "\n\n", "\n# between\n"]))
      return value
    }
    let place = (line, column)
    let isMapping = dice.chance(60)
    var values: [Expected] = []
    var pairs: [Expected.Pair] = []
    var taken: Set<String> = []
    for index in 0..<dice.pick(1...4) {
      if index > 0 { write(String(repeating: " ", count: indent)) }
      if isMapping {
        let key = self.key(among: &taken)
        write(":")
        let value = blockValue(depth: depth, indent: indent, emptyAt: (key.1, key.2), canShareLine: false)
        pairs.append(.init(key: key.0, line: key.1, column: key.2, value: value))
      } else {
        let dash = (line, column)
        write("-")
        values.append(blockValue(depth: depth, indent: indent, emptyAt: dash, canShareLine: true))
      }
    }
    return isMapping
      ? .mapping(pairs, line: place.0, column: place.1) : .sequence(values, line: place.0, column: place.1)
  }

  /// What stands behind a key or a dash.
  private mutating func blockValue(depth: Int, indent: Int, emptyAt: (Int, Int), canShareLine: Bool)
    -> Expected
  {
    if dice.chance(8) {
      write("\n")
      return .scalar("", isQuoted: false, line: emptyAt.0, column: emptyAt.1)
    }
    if canShareLine, dice.chance(50) {
      write(" ")
      return block(depth: depth + 1, indent: indent + 2)
    }
    guard depth < 3, dice.chance(50) else {
      write(" ")
      return block(depth: 4, indent: indent)
    }
    write("\n" + String(repeating: " ", count: indent + 2))
    return block(depth: depth + 1, indent: indent + 2)
  }
}
