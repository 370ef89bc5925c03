/// A place in a text file. Lines and columns count from 1; columns count characters.
public struct FilePlace: Hashable, Sendable {
  /// The path of the file, as it was given.
  public let file: String
  /// The line.
  public let line: Int
  /// The column in characters (grapheme clusters).
  public let column: Int

  /// A place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The error of a problem that lies here.
  public func error(_ problem: ImportError.Problem) -> ImportError {
    ImportError(file: file, line: line, column: column, problem: problem)
  }

  func error(_ problem: TextProblem) -> ImportError { error(.text(problem)) }
}

extension FilePlace: CustomStringConvertible {
  /// `network.yaml:3:7`, as compilers write it.
  public var description: String { "\(file):\(line):\(column)" }
}
