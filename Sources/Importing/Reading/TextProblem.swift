/// What is wrong with a YAML or JSON text, whatever it describes.
public enum TextProblem: Hashable, Sendable {
  // MARK: The text

  /// The file is larger than this many bytes.
  case tooLarge(most: Int)
  /// A line is longer than this many bytes.
  case lineTooLong(most: Int)
  /// More blank lines than this follow each other within the scalar here.
  case tooManyBlankLines(most: Int)
  /// The bytes are not UTF-8 from here on.
  case notUTF8
  /// A control character, by its code: a zero byte, an escape.
  case controlCharacter(UInt8)
  /// There is nothing but blanks and comments.
  case empty
  /// The text breaks the rules of YAML, in the words of the library; if a bracket is open there, where it stands.
  case syntax(String, opened: FilePlace?)
  /// The bracket here, `[` or `{`, is not closed before the text ends.
  case unclosed
  /// A second document begins here; one file is one document.
  case secondDocument
  /// Values within values beyond this depth.
  case tooDeep(most: Int)
  /// More values than this, each use of an alias counted.
  case tooManyValues(most: Int)
  /// A directive: a line that begins with `%`. None is needed.
  case directive
  /// A tag: `!name`. None has a meaning here.
  case tag
  /// `*name` without an `&name` that was complete before it.
  case unknownAnchor(String)

  // MARK: The values

  /// A key that is a list, a mapping, an alias or nothing.
  case keyIsNoName
  /// The key stands in the same mapping before.
  case duplicateKey(String, first: FilePlace)
  /// A key without meaning here; the nearest that has one, if any is near, and all that have one.
  case unknownKey(String, nearest: String?, known: [String])
  /// A key that must be there.
  case missingKey(String)
  /// A value of another kind than is needed.
  case wrongKind(expected: Kind, found: Found)
  /// A number below `least` or above `most`, as it is written.
  case outOfRange(String, least: Int, most: Int)

  /// A kind of value.
  public enum Kind: Hashable, Sendable {
    /// Any scalar.
    case word
    /// A string that is neither a number nor `true` or `false`.
    case string
    /// A whole number.
    case integer
    /// A finite number.
    case number
    /// `true` or `false`.
    case bool
    /// A list.
    case sequence
    /// Keys with values.
    case mapping
  }

  /// What stood there instead.
  public enum Found: Hashable, Sendable {
    /// Nothing, or `null`.
    case null
    /// A scalar, as it is written; long ones are cut.
    case scalar(String)
    /// A list.
    case sequence
    /// Keys with values.
    case mapping
  }
}
