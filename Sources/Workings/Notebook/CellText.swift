/// The text of a cell in lines.
struct CellText {
  /// A character, or a byte of one, with the bytes of the file that it stands for.
  struct Character {
    var bytes: [UInt8]
    var file: Range<Int>
  }

  /// A line without its end.
  struct Line {
    var pieces: [Character] = []
    /// How many characters are left out at its beginning.
    var shift = 0

    /// Its text.
    var bytes: [UInt8] { pieces.flatMap { $0.bytes } }
    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// Whether it is one number and no more.
    var isNumber: Bool {
      let bytes = bytes.filter { $0 != 0x20 }
      return bytes.first?.isDigit == true
        && bytes.allSatisfy {
          $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "_")
        }
    }

    /// Leaves out the first characters, which are ASCII.
    mutating func drop(_ count: Int) {
      pieces.removeFirst(min(count, pieces.count))
      shift += count
    }
  }

  private(set) var lines: [Line] = []

  /// The lines of strings that follow each other.
  init(_ strings: [Range<Int>], in file: [UInt8]) {
    var line = Line()
    for string in strings {
      var characters = JSONCharacters(file, string)
      while let piece = characters.next() {
        let character: Character
        switch piece {
        case .byte(let byte, let offset): character = Character(bytes: [byte], file: offset..<offset + 1)
        case .character(let bytes, let range): character = Character(bytes: bytes, file: range)
        }
        if character.bytes == [0x0A] {
          lines.append(line)
          line = Line()
        } else if character.bytes != [0x0D] {
          line.pieces.append(character)
        }
      }
    }
    if !line.pieces.isEmpty { lines.append(line) }
  }
}

/// A cell of code: what of it is to be read as somebody's working.
struct CodeCell {
  /// The lines, those that are no text left empty.
  private(set) var lines: [CellText.Line]
  /// Whether the last line is a calculation with numbers, whose value the cell shows.
  private(set) var endsInCalculation = false

  init(_ text: CellText) {
    lines = text.lines
    var isQuoted = false
    let last = lines.lastIndex { !$0.isBlank }
    for index in lines.indices {
      let bytes = lines[index].bytes
      let start = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
      let marks = CodeCell.quotationMarks(in: bytes)
      if isQuoted || marks > 0 {
        // A text in three quotation marks, as people write notes in code.
        if marks % 2 == 1 { isQuoted.toggle() }
      } else if start < bytes.count, bytes[start] == UInt8(ascii: "#") {
        var end = start
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") || bytes[end] == UInt8(ascii: "%") {
          end += 1
        }
        lines[index].drop(end)
      } else if index == last, CodeCell.isCalculation(bytes) {
        endsInCalculation = true
      } else {
        lines[index].pieces = []
      }
    }
  }

  private static func quotationMarks(in bytes: [UInt8]) -> Int {
    var count = 0
    var run = 0
    for byte in bytes {
      run = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? run + 1 : 0
      if run == 3 { (count, run) = (count + 1, 0) }
    }
    return count
  }

  /// Whether a line is numbers with operators between them: no name, no call, no assignment.
  private static func isCalculation(_ bytes: [UInt8]) -> Bool {
    let code = bytes.prefix { $0 != UInt8(ascii: "#") }
    let hasOperator = code.contains {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/")
    }
    return hasOperator
      && code.allSatisfy { byte in
        byte.isDigit || " *+-/()._\t".utf8.contains(byte)
      }
  }
}
