/// Why a file cannot be read as a working. The words for it are looked up by whoever prints it.
public struct WorkingProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A web page larger than this many bytes.
    case pageTooLarge(most: Int)
    /// A web page with more tags than this, nested deeper than this, or with a tree that no memory suffices for.
    case pageTooIntricate(mostTags: Int, deepest: Int)
    /// A notebook that is no JSON; what was expected.
    case noJSON(expected: String)
    /// A notebook with values within values beyond this depth.
    case tooDeep(most: Int)
    /// JSON that is no notebook: it has no list of cells.
    case noCells
  }

  /// What is wrong.
  public var kind: Kind
  /// The byte of the file, where it is known.
  public var offset: Int?

  init(_ kind: Kind, at offset: Int? = nil) {
    self.kind = kind
    self.offset = offset
  }
}
