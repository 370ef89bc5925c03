/// What is wrong with a file of wording, and where. Lines and columns count from 1; columns count
/// characters.
public struct WordingError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// A line that is neither blank, comment, continuation nor `identifier = text`.
    case noEqualSign
    /// The identifier stands on an earlier line already.
    case duplicateIdentifier(String, firstLine: Int)
    /// The program needs this text and the file lacks it.
    case missingIdentifier(String)
    /// The program knows no such text.
    case unknownIdentifier(String)
    /// The text is empty.
    case emptyText(String)
    /// `<<` without `>>`, `[[` without `]]`, `**` or a backquote without its partner.
    case unclosed(String)
    /// The text has a placeholder that is never given a value.
    case unknownPlaceholder(String, known: [String])
    /// A placeholder with one `|` or more than two.
    case malformedPlaceholder(String)
    /// The bytes are not UTF-8.
    case notUTF8
  }

  /// The file.
  public var file: String
  /// The line; for a missing text the line behind the last one.
  public var line: Int
  /// The column.
  public var column: Int
  /// What is wrong.
  public var reason: Reason

  /// An error at a place.
  public init(file: String, line: Int, column: Int, reason: Reason) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
  }
}

extension WordingError: CustomStringConvertible {
  /// `wording.en.txt:12:5: …`, with what to do.
  public var description: String { "\(file):\(line):\(column): \(message)" }

  private var message: String {
    switch reason {
    case .noEqualSign: return "expected “identifier = text”"
    case .duplicateIdentifier(let name, let first):
      return "“\(name)” stands on line \(first) already; remove one of the two"
    case .missingIdentifier(let name): return "no text for “\(name)”; add a line “\(name) = …”"
    case .unknownIdentifier(let name): return "no such text as “\(name)”; remove the line or correct the name"
    case .emptyText(let name): return "the text of “\(name)” is empty"
    case .unclosed(let sign): return "“\(sign)” is not closed"
    case .unknownPlaceholder(let name, let known):
      let list = known.map { "<<" + $0 + ">>" }.joined(separator: ", ")
      return "no value is given for <<\(name)>> here; "
        + (list.isEmpty ? "this text has no placeholders" : "this text may use " + list)
    case .malformedPlaceholder(let text):
      return "“<<\(text)>>” is neither <<name>> nor <<name|one|many>>"
    case .notUTF8: return "the file is not in UTF-8"
    }
  }
}
