/// What is wrong with a note, and where. Lines and columns count from 1; columns count characters.
public struct NoteProblem: Error, Hashable, Sendable {
  /// How much it matters.
  public enum Severity: Hashable, Sendable {
    /// Something false in the author's own text: nothing is published.
    case mistake
    /// Something that cannot be read, run or found: nothing is published.
    case error
    /// Something that is published, but not as it was meant.
    case warning
  }

  /// The note's path as it is shown: with the folder that was given.
  public var file: String
  /// The line; 0 if it is about the file as a whole.
  public var line: Int
  /// The column; 0 if it is about the file as a whole.
  public var column: Int
  /// How much it matters.
  public var severity: Severity
  /// What is wrong, without a full stop.
  public var message: String
  /// What can be done about it, a sentence each.
  public var help: [String]

  /// A problem at a place, or of a file as a whole.
  public init(
    file: String, line: Int = 0, column: Int = 0, _ severity: Severity, _ message: String,
    help: [String] = []
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
    self.help = help
  }

  /// An error of a file as a whole.
  init(file: String, _ message: String, help: [String] = []) {
    self.init(file: file, .error, message, help: help)
  }

  /// `notes/a.md:3:5`, or the file alone.
  public var place: String { line > 0 ? "\(file):\(line):\(column)" : file }
}

/// Why words of a note, a directive or an inline value, give no result. The note knows the place.
public struct NoteFault: Error, Hashable, Sendable {
  /// What is wrong, without a full stop.
  public var message: String
  /// What can be done about it, a sentence each.
  public var help: [String]

  /// A fault.
  public init(_ message: String, help: [String] = []) {
    self.message = message
    self.help = help
  }
}
