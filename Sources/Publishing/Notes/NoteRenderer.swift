import CCMark
import Explaining

/// A note as the inside of a page.
struct RenderedNote {
  /// The HTML of its blocks.
  var html: [UInt8] = []
  /// Its contents: the headings of the first two levels.
  var contents: [ContentsEntry] = []
  var anchors = Anchors()
  /// The places of other pages and of this one that it links to.
  var links: [NoteLink] = []
  /// The identifiers of the formulas that it shows.
  var formulas: Set<String> = []
  /// The symbols in the author's own mathematics.
  var symbols: Set<String> = []
  /// The files of the notes, besides the note, that it was made of.
  var inputs: Set<String> = []
  var problems: [NoteProblem] = []
}

/// A link to a page of the site.
struct NoteLink: Hashable {
  /// The page's path within the site.
  let page: String
  /// The anchor; empty for the page itself.
  let anchor: String
  /// The place of the link's text, as messages give it.
  let line: Int
  /// What was written.
  let written: String
}

/// Turns one note into the inside of a page.
struct NoteRenderer {
  let note: Note
  let outline: NoteOutline
  let wording: Wording
  let words: PageWords
  var result = RenderedNote()
  var math = NoteMath()
  /// The digits of inline values, by the number of their mark.
  var values: [Int: String] = [:]
  /// The lines of blocks that are wrong on purpose.
  private(set) var exempt: [Range<Int>] = []
  /// How many tables and figures of directives there were so far.
  var tables = 0
  var figures = 0
  /// The level of the last heading of the author's.
  private(set) var level = 1
  /// The lines of the Markdown that cmark reads.
  private let lines: [ArraySlice<UInt8>]
  /// The line of the table whose cells are being visited; their own nodes do not know it.
  private var tableLine: Int?
  /// Nodes that were freed together with one that was replaced, before the walk came to them.
  private var gone: Set<OpaquePointer> = []

  init(_ note: Note, outline: NoteOutline, wording: Wording, words: PageWords) {
    self.note = note
    self.outline = outline
    self.wording = wording
    self.words = words
    lines = note.scan.markdown.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// Renders the note; what is wrong is in the result's problems.
  mutating func render(with commands: inout some NoteCommands, checker: inout ProseChecker) {
    result.problems = note.scan.problems
    guard let tree = NoteTree(note.scan.markdown) else { return }
    let nodes = NoteNode.all(in: tree.root)
    findExemptions(nodes)
    var isFirstHeading = true
    for node in nodes where !gone.contains(node) { visit(node, &isFirstHeading, &commands) }
    result.problems += checker.problems(
      in: note.scan, from: start, values: values, exempt: exempt.filter { !isDirective($0) }, wording: wording
    )
    result.html = tree.html()
    result.symbols = math.symbols
    result.problems.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private var start: Int { note.text.lineStarts[min(note.scan.lines[0], note.text.lineStarts.count - 1)] }

  private func isDirective(_ lines: Range<Int>) -> Bool {
    note.scan.fences.contains { lines.contains($0.line) && Note.isDirective($0.info) }
  }

  // MARK: Places

  /// The note's line, from 0, of a line of the Markdown that cmark read, from 1.
  private func sourceLine(_ line: Int32) -> Int {
    let lines = note.scan.lines
    return lines[min(max(Int(line) - 1, 0), lines.count - 1)]
  }

  func line(of node: OpaquePointer) -> Int {
    if let tableLine { return tableLine }
    var node = node
    while cmark_node_get_start_line(node) == 0, let parent = cmark_node_parent(node) { node = parent }
    return sourceLine(cmark_node_get_start_line(node))
  }

  mutating func report(
    _ severity: NoteProblem.Severity = .error, line: Int, at written: String = "", _ message: String,
    help: [String] = []
  ) {
    let offset = note.text.lineStarts[min(line, note.text.lineStarts.count - 1)]
    let place = place(of: written, line) ?? note.text.line(line).prefix { $0 == 0x20 || $0 == 0x09 }.count
    result.problems.append(note.text.problem(at: offset + place, severity, message, help: help))
  }

  /// Where an address stands on a line, the first time that nothing was reported there.
  private func place(of written: String, _ line: Int) -> Int? {
    let (bytes, wanted) = (Array(note.text.line(line)), Array(written.utf8))
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).first { start in
      bytes[start..<start + wanted.count].elementsEqual(wanted)
        && !result.problems.contains { $0.line == line + 1 && $0.column == start + 1 }
    }
  }

  // MARK: Comments

  private mutating func findExemptions(_ nodes: [OpaquePointer]) {
    for node in nodes where NoteNode.type(node) == CMARK_NODE_HTML_BLOCK {
      let literal = trimmed(NoteNode.literal(node))
      guard literal.hasPrefix("<!--"), literal.hasSuffix("-->") else { continue }
      let words = trimmed(literal.dropFirst(4).dropLast(3))
      guard words.lowercased().hasPrefix("longhand:") else { continue }
      let line = line(of: node)
      guard trimmed(words.dropFirst(9)).lowercased() == "wrong on purpose" else {
        report(
          line: line, "the comment says nothing that Longhand knows: \(clean(String(words)))",
          help: ["It knows \(NoteMarks.wrongOnPurpose)."])
        continue
      }
      guard let next = NoteNode.next(node) else {
        report(line: line, "nothing follows that could be wrong on purpose")
        continue
      }
      let first = sourceLine(cmark_node_get_start_line(next))
      let last = max(first, sourceLine(cmark_node_get_end_line(next)))
      exempt.append(first..<last + 1)
    }
  }

  // MARK: Nodes

  private mutating func visit(
    _ node: OpaquePointer, _ isFirstHeading: inout Bool, _ commands: inout some NoteCommands
  ) {
    switch NoteNode.type(node) {
    case CMARK_NODE_TEXT: replaceMarks(in: node, &commands)
    case CMARK_NODE_CODE: NoteNode.set(node, literal: note.scan.restored(NoteNode.literal(node)))
    case CMARK_NODE_CODE_BLOCK: replaceCode(node, &commands)
    case CMARK_NODE_HEADING:
      replaceHeading(node, isFirst: isFirstHeading)
      isFirstHeading = false
    case CMARK_NODE_LINK: replaceLink(node, &commands)
    case CMARK_NODE_IMAGE: checkImage(node)
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
      let html = trimmed(NoteNode.literal(node))
      if !html.hasPrefix("<!--"), !html.hasPrefix("</") {
        report(
          .warning, line: line(of: node), "HTML in a note is left out of the page",
          help: ["Say it in Markdown, or put it between backquotes."])
      }
      remove(node)
    case CMARK_NODE_PARAGRAPH: replaceTable(node, &commands)
    default: break
    }
  }

  private mutating func replaceHeading(_ node: OpaquePointer, isFirst: Bool) {
    var words = note.scan.restored(NoteNode.words(in: node))
    let own = cmark_node_get_heading_level(node)
    if own == 1, isFirst, words.filter({ $0 != "$" }) == note.title || trimmed(words) == note.title {
      return remove(node)
    }
    level = max(2, Int(own))
    var name = ""
    if words.hasSuffix("}"), let brace = words.range(ofLast: "{#"), let last = lastText(in: node) {
      name = Anchors.part(String(words[brace.upperBound...].dropLast()))
      words = trimmed(words[..<brace.lowerBound])
      let literal = NoteNode.literal(last)
      if let start = literal.range(ofLast: "{#") {
        NoteNode.set(last, literal: trimmed(literal[..<start.lowerBound]))
      }
    }
    let anchor = result.anchors.claim(name.isEmpty ? slug(words) : name)
    addToContents(level, anchor, [.text(words)])
    var link: [UInt8] = []
    link.put("<a class=\"anchor\" href=\"#")
    link.put(escaping: anchor)
    link.put("\" aria-label=\"")
    link.put(escaping: self.words[.link] + " " + words)
    link.put("\">#</a></h\(level)>\n")
    var open: [UInt8] = []
    open.put("<h\(level) id=\"")
    open.put(escaping: anchor)
    open.put("\">")
    let heading = NoteNode.raw(CMARK_NODE_CUSTOM_BLOCK, enter: open, exit: link)
    NoteNode.moveChildren(of: node, to: heading)
    NoteNode.replace(node, with: [heading])
  }

  private func lastText(in node: OpaquePointer) -> OpaquePointer? {
    guard let last = cmark_node_last_child(node), NoteNode.type(last) == CMARK_NODE_TEXT else { return nil }
    return last
  }

  mutating func addToContents(_ level: Int, _ anchor: String, _ inlines: [Inline]) {
    if level > 3 { return }
    let entry = ContentsEntry(anchor: anchor, inlines: inlines)
    if level == 2 || result.contents.isEmpty {
      result.contents.append(entry)
    } else {
      result.contents[result.contents.count - 1].inner.append(entry)
    }
  }

  /// Replaces a node with everything in it.
  mutating func remove(_ node: OpaquePointer, with others: [OpaquePointer?] = []) {
    gone.formUnion(NoteNode.all(in: node))
    NoteNode.replace(node, with: others)
  }

  // MARK: Tables

  /// A paragraph that is a pipe table becomes one; its cells are read once more, each for itself.
  private mutating func replaceTable(_ node: OpaquePointer, _ commands: inout some NoteCommands) {
    let (first, last) = (Int(cmark_node_get_start_line(node)), Int(cmark_node_get_end_line(node)))
    guard last > first, let starts = markdownLines(first, last), let table = NoteTable(starts),
      let new = table.node()
    else { return }
    let line = line(of: node)
    remove(node, with: [new])
    // The nodes of the cells are not in the list that is being walked.
    let nodes = NoteNode.all(in: new)
    tableLine = line
    var isFirstHeading = false
    for inner in nodes where NoteNode.type(inner) != CMARK_NODE_PARAGRAPH {
      visit(inner, &isFirstHeading, &commands)
    }
    tableLine = nil
  }

  /// Lines of the Markdown that cmark read, from 1.
  private func markdownLines(_ first: Int, _ last: Int) -> [String]? {
    guard first >= 1, last <= lines.count, lines[first - 1].contains(UInt8(ascii: "|")) else { return nil }
    return lines[first - 1..<last].map { line in
      trimmed(String(decoding: line, as: UTF8.self).drop { $0 == ">" || $0 == " " })
    }
  }
}
