import CCMark
import Explaining

// What marks and directives stand for.

/// The files that a directive or a value asked for.
private final class NoteInputs {
  var paths: Set<String> = []
}

extension NoteRenderer {
  private func surroundings(_ inputs: NoteInputs) -> NoteSurroundings {
    let (outline, folder) = (outline, NotePaths.folder(of: note.path))
    return NoteSurroundings(language: note.language) { name throws(NoteFault) in
      guard let path = NotePaths.resolve(name, from: folder) else {
        throw NoteFault(
          "\(clean(name)) leads out of the notes", help: ["Put the file into the folder of the notes."])
      }
      guard outline.files.contains(path) else {
        throw NoteFault(
          "there is no file \(clean(path)) among the notes",
          help: outline.nearest(to: path).map { ["Did you mean \($0)?"] } ?? [])
      }
      inputs.paths.insert(path)
      return outline.root + "/" + path
    }
  }

  // MARK: Marks

  /// Replaces the marks in a text by mathematics and values.
  mutating func replaceMarks(in node: OpaquePointer, _ commands: inout some NoteCommands) {
    let literal = NoteNode.literal(node)
    guard literal.unicodeScalars.contains("\u{E000}") else { return }
    let pieces = NoteScanner.pieces(of: literal, count: note.scan.marks.count)
    if pieces.count == 1, case .mark(let index) = pieces[0],
      case .math(let range, isDisplay: true) = note.scan.marks[index].item, replaceDisplay(node, index, range)
    {
      return
    }
    var nodes: [OpaquePointer?] = []
    for piece in pieces {
      switch piece {
      case .text(let text): nodes.append(NoteNode.text(text))
      case .mark(let index): nodes.append(self.node(for: index, &commands))
      }
    }
    NoteNode.replace(node, with: nodes)
  }

  /// A formula that is a paragraph of its own becomes a block.
  private mutating func replaceDisplay(_ node: OpaquePointer, _ index: Int, _ range: Range<Int>) -> Bool {
    guard let paragraph = cmark_node_parent(node), NoteNode.type(paragraph) == CMARK_NODE_PARAGRAPH,
      cmark_node_next(node) == nil, cmark_node_previous(node) == nil,
      let set = math.display(Array(note.text.bytes[range]))
    else { return false }
    NoteNode.replace(paragraph, with: [NoteNode.raw(CMARK_NODE_CUSTOM_BLOCK, enter: set)])
    return true
  }

  private mutating func node(for index: Int, _ commands: inout some NoteCommands) -> OpaquePointer? {
    let mark = note.scan.marks[index]
    switch mark.item {
    case .math(let range, let isDisplay):
      let source = Array(note.text.bytes[range])
      if let set = isDisplay ? math.display(source).map({ inLine($0) }) : math.inline(source) {
        return NoteNode.raw(CMARK_NODE_CUSTOM_INLINE, enter: set)
      }
      result.problems.append(
        note.text.problem(
          at: mark.range.lowerBound, .warning, "this mathematics is not known and stays as it is written",
          help: [
            "Known are numbers, letters with an index, + − × / ^, fractions, rounding, and signs of relation."
          ]))
      return NoteNode.text(note.text.text(mark.range))
    case .value(let range): return value(index, range, &commands)
    }
  }

  /// A block within a line: browsers close the paragraph before a `<div>`.
  private func inLine(_ display: [UInt8]) -> [UInt8] {
    let text = String(decoding: display, as: UTF8.self)
    let open = "<div class=\"display\">"
    guard text.hasPrefix(open) else { return Array(text.utf8) }
    return Array(("<span class=\"display\">" + text.dropFirst(open.count).dropLast(6) + "</span>").utf8)
  }

  private mutating func value(_ index: Int, _ range: Range<Int>, _ commands: inout some NoteCommands)
    -> OpaquePointer?
  {
    let inputs = NoteInputs()
    do throws(NoteFault) {
      let value = try commands.value(Note.words(note.text.text(range)), surroundings(inputs))
      result.inputs.formUnion(inputs.paths)
      values[index] = value.plain
      var html: [UInt8] = []
      HTMLWriter(note.language, words: words).render(value.inlines, to: &html)
      while html.last == UInt8(ascii: "\n") { html.removeLast() }
      return NoteNode.raw(CMARK_NODE_CUSTOM_INLINE, enter: html)
    } catch {
      result.problems.append(
        note.text.problem(
          at: note.scan.marks[index].range.lowerBound, .error, error.message, help: error.help))
      return nil
    }
  }

  // MARK: Directives

  /// A fenced block of code, or a directive, whose result takes its place.
  mutating func replaceCode(_ node: OpaquePointer, _ commands: inout some NoteCommands) {
    let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
    guard Note.isDirective(info) else {
      return NoteNode.set(node, literal: note.scan.restored(NoteNode.literal(node)))
    }
    let line = line(of: node)
    guard let directive = note.directives.first(where: { $0.fence.line == line }) else { return }
    guard info == "longhand", !directive.words.isEmpty else {
      return report(
        line: line, "the block gives no command on the line below its fence",
        help: ["For example: derive resnet50 --layer layer1.0.conv1"])
    }
    let inputs = NoteInputs()
    do throws(NoteFault) {
      let found = try commands.run(
        NoteDirective(
          words: directive.words, body: directive.body,
          name: "\(note.path.split(separator: "/").last ?? ""):\(line + 1)",
          surroundings: surroundings(inputs)))
      result.inputs.formUnion(inputs.paths)
      report(found.mistakes, bodyLine: directive.bodyLine, fence: line)
      let html = self.html(of: found, words: directive.words)
      NoteNode.replace(node, with: [NoteNode.raw(CMARK_NODE_CUSTOM_BLOCK, enter: html)])
    } catch {
      let words = directive.bodyLine - 1
      report(line: words, error.message, help: error.help)
    }
  }

  private mutating func report(_ mistakes: [NoteResult.Mistake], bodyLine: Int, fence: Int) {
    if exempt.contains(where: { $0.contains(fence) }) {
      if mistakes.isEmpty {
        report(
          .warning, line: fence, "nothing is wrong here, although it is marked so",
          help: ["Take the comment above it away."])
      }
      return
    }
    for mistake in mistakes {
      result.problems.append(
        NoteProblem(
          file: note.text.file, line: bodyLine + mistake.line, column: mistake.column, .mistake,
          mistake.message,
          help: ["If it is wrong on purpose, put \(NoteMarks.wrongOnPurpose) on the line before the block."]))
    }
  }

  /// The blocks of a result below a heading of its title.
  private mutating func html(of found: NoteResult, words: [String]) -> [UInt8] {
    let name =
      found.subject.map { Anchors.anchor(of: $0) }
      ?? slug(words.prefix(2).filter { !$0.hasPrefix("-") }.joined(separator: " "))
    let level = min(self.level + 1, 5)
    let anchor = result.anchors.claim(name)
    let prefix = found.subject.map { Anchors.part($0.network) } ?? anchor
    var blocks: [Block] = []
    if !found.document.title.isEmpty {
      blocks.append(.heading(level: level, anchor: anchor, found.document.title))
      addToContents(level, anchor, found.document.title)
    }
    blocks += result.anchors.adopt(found.document.blocks, prefix: prefix, below: level)
    result.formulas.formUnion(found.formulas)
    let writer = HTMLWriter(note.language, words: self.words)
    (writer.tables, writer.figures) = (tables, figures)
    var html: [UInt8] = []
    writer.render(blocks, to: &html)
    (tables, figures) = (writer.tables, writer.figures)
    return html
  }
}
