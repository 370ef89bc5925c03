/// What a file with somebody's working is.
public enum WorkingFormat: String, Sendable, CaseIterable {
  /// Markdown, LaTeX or plain text: the file is the text.
  case text
  /// A web page.
  case html
  /// A Jupyter notebook.
  case notebook

  /// The format of a file by the ending of its name, else by how it begins.
  ///
  /// - Parameter name: its path; nil for standard input.
  public init(name: String?, bytes: [UInt8]) {
    self = name.flatMap { WorkingFormat(ending: $0) } ?? WorkingFormat(content: bytes)
  }

  /// The format that the ending of a name tells, nil if it tells none.
  private init?(ending name: String) {
    let file = name.split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return nil }
    switch file[file.index(after: dot)...].lowercased() {
    case "html", "htm", "xhtml": self = .html
    case "ipynb": self = .notebook
    case "md", "markdown", "tex", "latex", "txt", "text", "rst": self = .text
    default: return nil
    }
  }

  /// The format that the first bytes tell.
  private init(content bytes: [UInt8]) {
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
    let first = bytes[start...].prefix(4_096)
    if WorkingFormat.pageBeginnings.contains(where: { first.begins(with: $0) }) {
      self = .html
    } else if first.first == UInt8(ascii: "{"), first.holds("\"cells\"") || first.holds("\"nbformat\"") {
      self = .notebook
    } else {
      self = .text
    }
  }

  private static let pageBeginnings: [StaticString] = ["<!doctype html", "<html", "<head", "<body", "<?xml"]
}

extension ArraySlice<UInt8> {
  /// Whether these bytes begin with a text in small letters, however they spell its letters.
  func begins(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    for offset in 0..<text.utf8CodeUnitCount {
      let byte = self[startIndex + offset]
      let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      if small != text.utf8Start[offset] { return false }
    }
    return true
  }

  /// Whether a text stands somewhere in these bytes, letter by letter.
  func holds(_ text: StaticString) -> Bool {
    let wanted = text.utf8CodeUnitCount
    guard count >= wanted else { return false }
    return (startIndex...endIndex - wanted).contains { start in
      (0..<wanted).allSatisfy { self[start + $0] == text.utf8Start[$0] }
    }
  }
}
