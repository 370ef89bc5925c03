/// Why a file cannot be read as a network: what is wrong, and where.
public struct ImportError: Error, Hashable, Sendable {
  /// The path of the file, as it was given.
  public let file: String
  /// The line from 1, where the format has lines and the place is known.
  public let line: Int?
  /// The column from 1 in characters.
  public let column: Int?
  /// The byte from 0, where the format has no lines and the place is known.
  public let offset: Int?
  /// What is wrong.
  public let problem: Problem

  /// A problem at a place of a file.
  public init(file: String, line: Int? = nil, column: Int? = nil, offset: Int? = nil, problem: Problem) {
    self.file = file
    self.line = line
    self.column = column
    self.offset = offset
    self.problem = problem
  }

  /// What is wrong. The words for it are looked up by whoever prints it.
  public enum Problem: Hashable, Sendable {
    /// The file cannot be opened or read; the system's own words.
    case unreadable(String)
    /// The file ends before it is complete.
    case truncated
    /// The file is none of the format that its name says; the library's or the reader's own words.
    case malformed(String)

    // MARK: - Text files
    /// A YAML or JSON text cannot be read, or a value in it is not what is needed there.
    case text(TextProblem)
    /// The text describes no network that can be built.
    case description(DescriptionProblem)
    /// The file is an ONNX model that cannot be read as a network.
    case onnx(ONNXProblem)
    /// The values of a configuration do not make a network that is understood.
    case config(ConfigProblem)
  }
}
