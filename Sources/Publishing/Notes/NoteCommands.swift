public import Explaining

/// What a note can ask for: the commands of `longhand`, supplied by whoever builds the site, so that a directive means
/// exactly what the same words mean on the command line.
public protocol NoteCommands {
  /// The network and the part that a directive derives, without running it; nil for all other directives.
  mutating func subject(of words: [String]) -> NoteSubject?

  /// Runs a directive.
  mutating func run(_ directive: NoteDirective) throws(NoteFault) -> NoteResult

  /// The value that a code span such as `` `= resnet50 macs in G` `` asks for.
  mutating func value(_ words: [String], _ surroundings: NoteSurroundings) throws(NoteFault) -> NoteValue
}

/// A part of a network, as links to it name it: `resnet50/layer1.0.conv1`.
public struct NoteSubject: Hashable, Sendable {
  /// The network's name.
  public var network: String
  /// The part's path; empty for the network.
  public var path: String

  /// A part of a network.
  public init(network: String, path: String) {
    self.network = network
    self.path = path
  }
}

/// Where in the notes words stand.
public struct NoteSurroundings {
  /// The language of the note.
  public let language: Language
  /// The path under which a file of the notes can be read, for a name that is relative to the note; the file becomes an
  /// input of the page. Only regular files within the notes are given.
  public let file: (String) throws(NoteFault) -> String
}

/// A fenced block ```` ```longhand ````.
public struct NoteDirective {
  /// The words of a command line behind `longhand`.
  public let words: [String]
  /// The lines below them: the working that `check` reads.
  public let body: [UInt8]
  /// The file's name with the line of the block, for excerpts.
  public let name: String
  /// Where it stands.
  public let surroundings: NoteSurroundings
}

/// What a directive gave.
public struct NoteResult: Sendable {
  /// Something false in the working of a `check`.
  public struct Mistake: Hashable, Sendable {
    /// The line within the directive's body, from 1.
    public var line: Int
    /// The column in characters, from 1.
    public var column: Int
    /// What is wrong.
    public var message: String

    /// A mistake at a place of the body.
    public init(line: Int, column: Int, message: String) {
      self.line = line
      self.column = column
      self.message = message
    }
  }

  /// The result as a document; its title becomes a heading.
  public var document: Document
  /// What it is about, if it derives something.
  public var subject: NoteSubject?
  /// The identifiers of the formulas that it shows, each once.
  public var formulas: [String]
  /// What is false in the working that was checked.
  public var mistakes: [Mistake]

  /// A result.
  public init(
    _ document: Document, subject: NoteSubject? = nil, formulas: [String] = [], mistakes: [Mistake] = []
  ) {
    self.document = document
    self.subject = subject
    self.formulas = formulas
    self.mistakes = mistakes
  }
}

/// What an inline value gave.
public struct NoteValue: Sendable {
  /// How it is set.
  public var inlines: [Inline]
  /// The same in plain digits, so that an equation in which it stands can be checked.
  public var plain: String

  /// A value.
  public init(_ inlines: [Inline], plain: String) {
    self.inlines = inlines
    self.plain = plain
  }
}
