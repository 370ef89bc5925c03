/// A description as a tree of words, lists and keys, to be written in any of YAML's styles. Tags mark places.
indirect enum DescriptionText {
  case word(String, tag: Int? = nil)
  case list([DescriptionText], tag: Int? = nil)
  case map([Pair])

  struct Pair {
    let key: String
    var tag: Int?
    let value: DescriptionText

    init(_ key: String, _ value: DescriptionText, tag: Int? = nil) {
      (self.key, self.value, self.tag) = (key, value, tag)
    }
  }
}

/// Writes such trees, in styles that dice choose, and notes the line and column of each tag.
struct DescriptionWriter {
  private(set) var text = ""
  private(set) var places: [Int: (line: Int, column: Int)] = [:]
  private var line = 1
  private var column = 1
  private var dice: SplitMix

  init(_ root: [DescriptionText.Pair], seed: Int) {
    dice = SplitMix(seed: seed)
    if dice.chance(20) {
      flow(.map(root))
    } else {
      block(root, indent: 0)
    }
  }

  private mutating func write(_ piece: String, tag: Int? = nil) {
    if let tag { places[tag] = (line, column) }
    text += piece
    for character in piece {
      if character.isNewline { (line, column) = (line + 1, 1) } else { column += 1 }
    }
  }

  private mutating func flow(_ value: DescriptionText) {
    switch value {
    case .word(let word, let tag): write(word, tag: tag)
    case .list(let values, let tag):
      write("[", tag: tag)
      for (index, value) in values.enumerated() {
        if index > 0 { write(",") }
        write(dice.chance(10) ? "\n      " : " ")
        flow(value)
      }
      write("]")
    case .map(let pairs):
      write("{")
      for (index, pair) in pairs.enumerated() {
        write(index > 0 ? ", " : "")
        write(pair.key, tag: pair.tag)
        write(": ")
        flow(pair.value)
      }
      write("}")
    }
  }

  private mutating func block(_ pairs: [DescriptionText.Pair], indent: Int) {
    for (index, pair) in pairs.enumerated() {
      if index > 0 { write(String(repeating: " ", count: indent)) }
      write(pair.key, tag: pair.tag)
      write(":")
      nested(pair.value, indent: indent + 2)
    }
  }

  /// What stands behind a key.
  private mutating func nested(_ value: DescriptionText, indent: Int) {
    switch value {
    case .list(let values, let tag) where !values.isEmpty && dice.chance(70):
      write(dice.chance(5) ? "  # what follows\n" : "\n")
      for (index, value) in values.enumerated() {
        write(String(repeating: " ", count: indent))
        write("-", tag: index == 0 ? tag : nil)
        item(value, indent: indent + 2)
      }
    case .map(let pairs) where !pairs.isEmpty && dice.chance(40):
      write("\n" + String(repeating: " ", count: indent))
      block(pairs, indent: indent)
    default:
      write(" ")
      flow(value)
      write("\n")
    }
  }

  /// What stands behind a dash.
  private mutating func item(_ value: DescriptionText, indent: Int) {
    write(" ")
    if case .map(let pairs) = value, !pairs.isEmpty, dice.chance(70) {
      block(pairs, indent: indent)
    } else {
      flow(value)
      write("\n")
    }
  }
}
