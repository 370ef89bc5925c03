import Explaining

/// One build of a site, from reading the notes to the manifest.
struct SiteBuild {
  let site: Site
  let folder: NotesFolder
  let output: OutputFolder
  let old: Manifest
  var new = Manifest()
  var report = Site.Report()
  /// Staged files with the places that they are for.
  var staged: [(name: String, target: String)] = []
  /// The notes in their order.
  var entries: [NoteEntry] = []
  private var pages: SitePages
  /// The hash of which note derives what: links to layers lead there.
  private var derived = ""

  /// A note of the site, parsed or remembered.
  struct NoteEntry {
    let path: String
    let source: String
    var title = ""
    var language: Language
    var subjects: [NoteSubject] = []
    /// Nil for a note that is as it was; it is read only if its page must be made.
    var note: Note?
    /// Whether it could be read at all.
    var isUsable = true
  }

  init(_ site: Site) throws(NoteProblem) {
    self.site = site
    folder = try NotesFolder(site.notes, skipping: site.output)
    output = try OutputFolder(site.output)
    let manifest = output.bytes(of: Manifest.name, limit: Manifest.largestSize).flatMap { Manifest($0) }
    old = manifest ?? Manifest()
    report.problems = folder.problems
    pages = SitePages(site.templates)
    new.site = SiteBuild.hash([site.version, site.language.rawValue, site.templates.hash])
  }

  mutating func run(with commands: inout some NoteCommands) throws(NoteProblem) {
    readNotes(&commands)
    if entries.isEmpty, !report.hasErrors {
      throw NoteProblem(
        file: site.notes, "there are no notes in the folder", help: ["Notes are files that end in .md."])
    }
    var outline = NoteOutline(
      root: folder.root, files: Set(folder.entries.map { $0.path }.filter { !Note.isNote($0) }))
    for entry in entries {
      outline.add(path: entry.path, title: entry.title, language: entry.language, subjects: entry.subjects)
    }
    derived = SiteBuild.hash(
      entries.flatMap { entry in entry.subjects.flatMap { [entry.path, $0.network, $0.path] } })
    try output.prepareStage()
    var checker = ProseChecker()
    for index in entries.indices where entries[index].isUsable {
      try makePage(index, outline, &commands, &checker)
      entries[index].note = nil
    }
    try copyFiles()
    try makeLists()
    checkLinks()
    if report.hasErrors || report.hasMistakes { return }
    try finish()
  }

  /// A hash of texts, each told from the next.
  static func hash(_ texts: [String]) -> String {
    var hash = SHA256()
    for text in texts { hash.update("\(text.utf8.count):\(text)".utf8) }
    return hexadecimal(hash.finished())
  }

  // MARK: Reading

  private mutating func readNotes(_ commands: inout some NoteCommands) {
    for file in folder.entries where Note.isNote(file.path) {
      do throws(NoteProblem) {
        let page = Note.page(of: file.path)
        guard !SiteBuild.madePages.contains(page) else {
          throw NoteProblem(
            file: folder.root + "/" + file.path, "the site has a page of its own named \(page)",
            help: ["Rename this note."])
        }
        let bytes = try folder.bytes(of: file.path, limit: NoteText.largestSize)
        entries.append(try read(file.path, bytes, &commands))
      } catch {
        report.problems.append(error)
        entries.append(NoteEntry(path: file.path, source: "", language: site.language, isUsable: false))
      }
    }
  }

  private func read(
    _ path: String, _ bytes: [UInt8], _ commands: inout some NoteCommands
  ) throws(NoteProblem) -> NoteEntry {
    let source = hexadecimal(SHA256.hash(bytes))
    if old.site == new.site, let known = old.pages[path], known.source == source,
      let language = Language(rawValue: known.language)
    {
      let subjects = known.subjects.map { text in
        let parts = text.split(separator: "/", maxSplits: 1).map { String($0) }
        return NoteSubject(network: parts.first ?? "", path: parts.count > 1 ? parts[1] : "")
      }
      return NoteEntry(path: path, source: source, title: known.title, language: language, subjects: subjects)
    }
    let note = try parse(path, bytes)
    let subjects = note.directives.compactMap { commands.subject(of: $0.words) }
    return NoteEntry(
      path: path, source: source, title: note.title, language: note.language, subjects: subjects, note: note)
  }

  private func parse(_ path: String, _ bytes: [UInt8]) throws(NoteProblem) -> Note {
    try Note(path: path, shown: folder.root + "/" + path, bytes: bytes, language: site.language)
  }

  // MARK: Pages

  private mutating func makePage(
    _ index: Int, _ outline: NoteOutline, _ commands: inout some NoteCommands, _ checker: inout ProseChecker
  ) throws(NoteProblem) {
    let entry = entries[index]
    let page = Note.page(of: entry.path)
    if let known = old.pages[entry.path], old.site == new.site, known.source == entry.source,
      known.key == key(for: index, inputs: known.inputs), output.size(of: page) == known.size
    {
      new.pages[entry.path] = known
      report.unchanged += 1
      return
    }
    let language = try pages.language(entry.language)
    let note: Note
    if let read = entry.note {
      note = read
    } else {
      note = try parse(entry.path, try folder.bytes(of: entry.path))
    }
    var renderer = NoteRenderer(note, outline: outline, wording: language.wording, words: language.words)
    renderer.render(with: &commands, checker: &checker)
    let result = renderer.result
    report.problems += result.problems
    var known = Manifest.Page(key: key(for: index, inputs: result.inputs.sorted()), size: 0)
    (known.source, known.title, known.language) = (entry.source, entry.title, entry.language.rawValue)
    known.anchors = result.anchors.order
    known.links = result.links.map { link in
      .init(
        target: link.anchor.isEmpty ? link.page : link.page + "#" + link.anchor, line: link.line,
        written: link.written)
    }
    (known.formulas, known.symbols) = (result.formulas.sorted(), result.symbols.sorted())
    known.inputs = result.inputs.sorted()
    known.subjects = entry.subjects.map { $0.path.isEmpty ? $0.network : $0.network + "/" + $0.path }
    var content = NotePage.Content(
      language: entry.language, page: page, title: entry.title, heading: [], contents: result.contents,
      main: result.html)
    content.heading.put(escaping: entry.title)
    (content.previous, content.next) = (neighbour(of: index, by: -1), neighbour(of: index, by: 1))
    content.navigation = navigation(entry.language, language.words)
    known.size = try stage(try pages.render(content), for: page)
    new.pages[entry.path] = known
  }

  /// The hash of everything that a note's page is made of.
  private func key(for index: Int, inputs: [String]) -> String {
    let entry = entries[index]
    var texts = [new.site, entry.path, entry.source]
    for turn in [neighbour(of: index, by: -1), neighbour(of: index, by: 1)] {
      texts += turn.map { [$0.page, $0.title] } ?? ["", ""]
    }
    texts.append(derived)
    for input in inputs { texts += [input, (try? folder.hash(of: input)) ?? ""] }
    return SiteBuild.hash(texts)
  }

  /// The note before or behind another one, in the same language.
  private func neighbour(of index: Int, by step: Int) -> NotePage.Turn? {
    var other = index + step
    while entries.indices.contains(other) {
      if entries[other].isUsable, entries[other].language == entries[index].language {
        return .init(page: Note.page(of: entries[other].path), title: entries[other].title)
      }
      other += step
    }
    return nil
  }

  // MARK: Staging

  /// Writes a file into the stage.
  ///
  /// - Returns: its size.
  mutating func stage(_ bytes: [UInt8], for target: String) throws(NoteProblem) -> Int {
    let (name, size) = try output.stage { write throws(NoteProblem) in write(bytes[...]) }
    staged.append((name, target))
    return size
  }

  /// Renders a page that is made of no note.
  mutating func render(_ content: NotePage.Content) throws(NoteProblem) -> [UInt8] {
    try pages.render(content)
  }

  /// The words of a language.
  mutating func language(_ language: Language) throws(NoteProblem) -> SitePages.InLanguage {
    try pages.language(language)
  }
}

/// The templates of a site, read when the first page needs them: an unchanged site needs none.
struct SitePages {
  /// What the pages of one language share.
  struct InLanguage {
    let wording: Wording
    let words: PageWords
  }

  private let templates: Templates
  private var page: NotePage?
  private var languages: [Language: InLanguage] = [:]

  init(_ templates: Templates) { self.templates = templates }

  mutating func language(_ language: Language) throws(NoteProblem) -> InLanguage {
    if let known = languages[language] { return known }
    do throws(TemplateError) {
      let name = "page.\(language.rawValue).txt"
      let read = InLanguage(
        wording: try templates.wording(language),
        words: try PageWords(file: templates.path(of: name), bytes: templates.bytes(of: name)))
      languages[language] = read
      return read
    } catch { throw NoteProblem(error) }
  }

  mutating func render(_ content: NotePage.Content) throws(NoteProblem) -> [UInt8] {
    let words = try language(content.language).words
    if page == nil {
      do throws(TemplateError) { page = try NotePage(templates) } catch { throw NoteProblem(error) }
    }
    return page?.render(content, words: words) ?? []
  }
}

extension NoteProblem {
  /// What is wrong with a template.
  init(_ error: TemplateError) {
    let place = error.line > 0 ? "\(error.file):\(error.line):\(error.column): " : error.file + ": "
    let text = error.description
    self.init(
      file: error.file, line: error.line, column: error.column, .error,
      text.hasPrefix(place) ? String(text.dropFirst(place.count)) : text)
  }
}

extension Templates {
  /// A hash of all of them.
  fileprivate var hash: String {
    var hash = SHA256()
    for name in names {
      let bytes = (try? bytes(of: name)) ?? []
      hash.update("\(name):\(bytes.count):".utf8)
      hash.update(bytes)
    }
    return hexadecimal(hash.finished())
  }
}
