import Explaining

// The files of a site that are made of no note: copies, the list of notes, the lists of symbols and formulas; and the
// end of a build.

extension SiteBuild {
  /// The list of the notes.
  private static let index = "index.html"

  private static func symbols(_ language: Language) -> String { "symbols.\(language.rawValue).html" }

  /// The pages that are made of no note; no note may take their names.
  static let madePages = [index] + Language.allCases.map { symbols($0) }

  /// The pages that every page of a language leads to.
  func navigation(_ language: Language, _ words: PageWords) -> [NotePage.Turn] {
    [
      NotePage.Turn(page: SiteBuild.index, title: words[.notes]),
      NotePage.Turn(page: SiteBuild.symbols(language), title: words[.symbolsAndFormulas]),
    ]
  }

  // MARK: Copies

  mutating func copyFiles() throws(NoteProblem) {
    for file in folder.entries where !Note.isNote(file.path) {
      do throws(NoteProblem) { try copy(file.path) } catch { report.problems.append(error) }
    }
  }

  private mutating func copy(_ path: String) throws(NoteProblem) {
    let pages = Set(entries.map { Note.page(of: $0.path) } + ownPages)
    guard !pages.contains(path), path != Manifest.name else {
      throw NoteProblem(
        file: folder.root + "/" + path, "a page of the site has the same name", help: ["Rename this file."])
    }
    let hash = try folder.hash(of: path)
    if let known = old.files[path], known.key == hash, output.size(of: path) == known.size {
      new.files[path] = known
      report.unchanged += 1
      return
    }
    let folder = folder
    let (name, size) = try output.stage { write throws(NoteProblem) in
      try folder.forEachPiece(of: path) { piece in
        write(piece)
        return true
      }
    }
    staged.append((name, path))
    new.files[path] = Manifest.Page(key: hash, size: size)
  }

  // MARK: Lists

  /// The languages of the notes, in the order of ``Language``.
  private var languages: [Language] {
    Language.allCases.filter { language in entries.contains { $0.language == language && $0.isUsable } }
  }

  private var ownPages: [String] {
    languages.map { SiteBuild.symbols($0) } + [SiteBuild.index]
  }

  mutating func makeLists() throws(NoteProblem) {
    for language in languages { try makeSymbols(language) }
    if let first = languages.first {
      try makeIndex(languages.contains(site.language) ? site.language : first)
    }
  }

  private mutating func makeSymbols(_ language: Language) throws(NoteProblem) {
    let page = SiteBuild.symbols(language)
    let notes = entries.filter { $0.language == language && $0.isUsable }
    let list = SymbolList(
      notes: notes.map { entry in
        let known = new.pages[entry.path]
        return (
          .init(page: Note.page(of: entry.path), title: entry.title), known?.formulas ?? [],
          known?.symbols ?? []
        )
      }, page: page)
    var texts = [new.site, page]
    for note in list.notes {
      texts += [note.use.page, note.use.title]
      texts += note.formulas + ["/"] + note.symbols + ["/"]
    }
    let key = SiteBuild.hash(texts)
    if keep(page, key) { return }
    let words = try self.language(language)
    try make(
      page, key, language, title: words.words[.symbolsAndFormulas], list.blocks(words.wording, words.words))
  }

  private mutating func makeIndex(_ language: Language) throws(NoteProblem) {
    let page = SiteBuild.index
    let notes = entries.filter { $0.isUsable }
    let key = SiteBuild.hash(
      [new.site, language.rawValue] + notes.flatMap { [$0.path, $0.title, $0.language.rawValue] })
    if keep(page, key) { return }
    var blocks: [Block] = []
    for inner in languages {
      let words = try self.language(inner).words
      if languages.count > 1 {
        blocks.append(.heading(level: 2, anchor: inner.rawValue, [.text(words[.languageName])]))
      }
      var items: [[Block]] = notes.filter { $0.language == inner }.map { entry in
        [.paragraph([.link([.text(entry.title)], target: NotePaths.encoded(Note.page(of: entry.path)))])]
      }
      let symbols = NotePaths.encoded(SiteBuild.symbols(inner))
      items.append([.paragraph([.link([.text(words[.symbolsAndFormulas])], target: symbols)])])
      blocks.append(.list(ordered: true, items))
    }
    let words = try self.language(language).words
    try make(page, key, language, title: words[.notes], blocks)
  }

  /// Keeps a page that is as it should be.
  private mutating func keep(_ page: String, _ key: String) -> Bool {
    guard let known = old.files[page], known.key == key, output.size(of: page) == known.size else {
      return false
    }
    new.files[page] = known
    report.unchanged += 1
    return true
  }

  private mutating func make(
    _ page: String, _ key: String, _ language: Language, title: String, _ blocks: [Block]
  ) throws(NoteProblem) {
    let words = try self.language(language).words
    var content = NotePage.Content(language: language, page: page, title: title, heading: [], main: [])
    content.heading.put(escaping: title)
    HTMLWriter(language, words: words).render(blocks, to: &content.main)
    content.contents = HTMLPage.contents(of: blocks)
    content.navigation = navigation(language, words)
    let bytes = try render(content)
    new.files[page] = Manifest.Page(key: key, size: try stage(bytes, for: page))
  }

  // MARK: The end

  /// Whether every link leads somewhere, in the pages that were made and in those that were kept.
  mutating func checkLinks() {
    var anchors: [String: Set<String>] = [:]
    for (path, page) in new.pages { anchors[Note.page(of: path)] = Set(page.anchors) }
    // A note that cannot be read has no page; what leads to it is not wrong for that.
    let missing = Set(entries.filter { !$0.isUsable }.map { Note.page(of: $0.path) })
    for entry in entries {
      for link in new.pages[entry.path]?.links ?? [] {
        let page = String(link.target.prefix { $0 != "#" })
        let anchor = String(link.target.dropFirst(page.count + 1))
        if missing.contains(page) || new.files[page] != nil { continue }
        guard let known = anchors[page] else {
          report.problems.append(broken(link, in: entry, "there is no page \(clean(page))", nil))
          continue
        }
        if anchor.isEmpty || known.contains(anchor) { continue }
        report.problems.append(
          broken(
            link, in: entry, "\(clean(page)) has no heading \(clean(anchor))",
            nearest(anchor, among: Array(known))))
      }
    }
  }

  private func broken(
    _ link: Manifest.Link, in entry: NoteEntry, _ message: String, _ near: String?
  ) -> NoteProblem {
    NoteProblem(
      file: folder.root + "/" + entry.path, line: link.line, column: 1, .error,
      "the link \(clean(link.written)) leads nowhere: \(message)",
      help: near.map { ["Did you mean #\($0)?"] } ?? [])
  }

  /// Brings everything to its place. First the manifest says which files are going to be Longhand's, so that a run that
  /// is interrupted leaves nothing that the next one takes for somebody else's.
  mutating func finish() throws(NoteProblem) {
    for (_, target) in staged where !old.outputs.contains(target) && output.size(of: target) != nil {
      report.problems.append(
        NoteProblem(
          file: output.path + "/" + target, "the file exists and was not written by Longhand",
          help: ["Remove it, or choose another folder with -o."]))
    }
    if report.hasErrors { return }
    let stale = old.outputs.subtracting(new.outputs)
    if staged.contains(where: { !old.outputs.contains($0.target) }) {
      var both = old
      both.files.merge(new.outputs.subtracting(old.outputs).map { ($0, Manifest.Page(key: "", size: -1)) }) {
        $1
      }
      try writeManifest(both)
    }
    for (name, target) in staged {
      try output.commit(name, to: target)
      report.written.append(target)
    }
    for target in stale.sorted() {
      output.remove(target)
      report.removed.append(target)
    }
    if !staged.isEmpty || !stale.isEmpty || old.json() != new.json() { try writeManifest(new) }
    report.written.sort()
  }

  private func writeManifest(_ manifest: Manifest) throws(NoteProblem) {
    let bytes = manifest.json()
    let (name, _) = try output.stage { write throws(NoteProblem) in write(bytes[...]) }
    try output.commit(name, to: Manifest.name)
  }
}
