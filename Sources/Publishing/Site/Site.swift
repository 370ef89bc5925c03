public import Explaining

/// A folder of notes and the site that is built of it.
///
///     let report = Site(notes: "notes", output: "site", templates: templates).build(with: &commands)
public struct Site {
  /// The folder of the notes.
  public var notes: String
  /// The folder of the site.
  public var output: String
  /// The language of notes that name none.
  public var language: Language
  /// The templates.
  public var templates: Templates
  /// The version of the program: another one may make other pages of the same notes.
  public var version: String

  /// A site that is to be built.
  public init(
    notes: String, output: String, language: Language = .english, templates: Templates, version: String
  ) {
    self.notes = Site.trimmed(notes)
    self.output = Site.trimmed(output)
    self.language = language
    self.templates = templates
    self.version = version
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// What became of a build.
  public struct Report: Sendable {
    /// The files of the site that were written, by their paths within it.
    public var written: [String] = []
    /// How many were as they should be.
    public var unchanged = 0
    /// The files that an earlier build wrote and that have no source any more.
    public var removed: [String] = []
    /// Everything that is wrong, note by note. With anything but warnings nothing was written.
    public var problems: [NoteProblem] = []

    /// Whether something cannot be read, run, found or written.
    public var hasErrors: Bool { problems.contains { $0.severity == .error } }
    /// Whether something in the authors' own text is false.
    public var hasMistakes: Bool { problems.contains { $0.severity == .mistake } }
  }

  /// Builds what is not as it should be: everything or, if anything is wrong, nothing.
  ///
  /// - Parameter commands: what directives and inline values mean.
  public func build(with commands: inout some NoteCommands) -> Report {
    var report = Report()
    do throws(NoteProblem) {
      var build = try SiteBuild(self)
      do throws(NoteProblem) { try build.run(with: &commands) } catch { build.report.problems.append(error) }
      report = build.report
    } catch { report.problems = [error] }
    return report
  }

  /// What would make a build come out differently: the paths, sizes and times of all notes. Cheap, for watching.
  public func signature() -> Int {
    var hasher = Hasher()
    if let folder = try? NotesFolder(notes, skipping: output) { hasher.combine(folder.entries) }
    return hasher.finalize()
  }
}
