import Explaining
import Networks

/// What a note must know of all notes: which there are, and where parts of networks are derived.
struct NoteOutline {
  /// The notes by their paths.
  private(set) var titles: [String: String] = [:]
  /// The paths of all other files of the notes.
  let files: Set<String>
  /// The folder of the notes, as it was given.
  let root: String
  /// Which parts each note derives, in the order of the notes.
  private var derived: [(path: String, language: Language, subjects: [NoteSubject])] = []

  init(root: String, files: Set<String>) {
    self.root = root
    self.files = files
  }

  mutating func add(path: String, title: String, language: Language, subjects: [NoteSubject]) {
    titles[path] = title
    derived.append((path, language, subjects))
  }

  /// The note that derives a part: this one, else the first in its language, else the first of all.
  func note(deriving subject: NoteSubject, for path: String, language: Language) -> String? {
    let found = derived.filter { entry in
      entry.subjects.contains { inner in
        inner.network == subject.network
          && (inner.path.isEmpty || inner.path == subject.path || subject.path.hasPrefix(inner.path + "."))
      }
    }
    return (found.first { $0.path == path } ?? found.first { $0.language == language } ?? found.first)?.path
  }

  /// The name among all files and notes that is spelled most like a path.
  func nearest(to path: String) -> String? {
    Spelling.nearest(to: path, among: Array(files) + titles.keys.sorted())
  }
}
