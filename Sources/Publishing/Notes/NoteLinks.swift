import CCMark
import Explaining

// Links and pictures of a note.

extension NoteRenderer {
  private var folder: String { NotePaths.folder(of: note.path) }

  /// A link to a note leads to its page, `layer:NETWORK/PATH` to the heading under which the part is derived.
  mutating func replaceLink(_ node: OpaquePointer, _ commands: inout some NoteCommands) {
    let url = note.scan.restored(NoteNode.url(node))
    NoteNode.set(node, url: url)
    if url.hasPrefix("layer:") { return replaceLayerLink(node, url, &commands) }
    if url.hasPrefix("#") {
      return record(url, page: note.page, anchor: NotePaths.decoded(String(url.dropFirst())), node)
    }
    guard let path = localPath(url, node) else { return }
    let anchor = url.firstIndex(of: "#").map { String(url[url.index(after: $0)...]) } ?? ""
    if outline.titles[path] != nil {
      let page = Note.page(of: path)
      let target = NotePaths.encoded(NotePaths.relative(page, from: note.page))
      NoteNode.set(node, url: anchor.isEmpty ? target : target + "#" + anchor)
      record(url, page: page, anchor: NotePaths.decoded(anchor), node)
    }
  }

  private mutating func record(_ url: String, page: String, anchor: String, _ node: OpaquePointer) {
    result.links.append(NoteLink(page: page, anchor: anchor, line: line(of: node) + 1, written: url))
  }

  private mutating func replaceLayerLink(
    _ node: OpaquePointer, _ url: String, _ commands: inout some NoteCommands
  ) {
    let name = url.dropFirst(6).prefix { $0 != "/" }
    let path = url.dropFirst(6 + name.count).drop { $0 == "/" }
    let words = ["derive", String(name)] + (path.isEmpty ? [] : ["--layer", String(path)])
    guard let subject = commands.subject(of: words) else {
      return report(
        line: line(of: node), at: url, "\(clean(url)) names no network",
        help: ["A link to a layer is layer:NETWORK/PATH, such as layer:resnet50/layer1.0.conv1."])
    }
    guard let target = outline.note(deriving: subject, for: note.path, language: note.language) else {
      return report(
        line: line(of: node), at: url, "no note derives \(clean(String(url.dropFirst(6))))",
        help: ["Derive it in a block: longhand derive \(subject.network)."])
    }
    let page = Note.page(of: target)
    let anchor = Anchors.anchor(of: subject)
    let prefix = page == note.page ? "" : NotePaths.encoded(NotePaths.relative(page, from: note.page))
    NoteNode.set(node, url: prefix + "#" + anchor)
    record(url, page: page, anchor: anchor, node)
    // `<layer:resnet50/conv1>` shows the part's path.
    if let child = cmark_node_first_child(node), NoteNode.literal(child) == url {
      let code = cmark_node_new(CMARK_NODE_CODE)
      if let code { NoteNode.set(code, literal: path.isEmpty ? String(name) : String(path)) }
      remove(child, with: [code])
    }
  }

  /// The file of the notes that an address means; nil for addresses elsewhere, and after an error.
  private mutating func localPath(_ url: String, _ node: OpaquePointer) -> String? {
    let address = url.prefix { $0 != "#" && $0 != "?" }
    if let colon = address.firstIndex(of: ":"), !address[..<colon].contains("/") { return nil }
    if address.isEmpty { return nil }
    guard let path = NotePaths.resolve(NotePaths.decoded(String(address)), from: folder) else {
      report(
        line: line(of: node), at: url, "\(clean(url)) leads out of the notes",
        help: ["Put the file into the folder of the notes."])
      return nil
    }
    if outline.titles[path] == nil, !outline.files.contains(path) {
      report(
        line: line(of: node), at: url, "there is no file \(clean(path)) among the notes",
        help: outline.nearest(to: path).map { ["Did you mean \($0)?"] } ?? [])
      return nil
    }
    return path
  }

  mutating func checkImage(_ node: OpaquePointer) {
    let url = note.scan.restored(NoteNode.url(node))
    NoteNode.set(node, url: url)
    if localPath(url, node) == nil, url.contains(":") {
      report(
        .warning, line: line(of: node), at: url,
        "the picture \(clean(url)) is elsewhere, and pages load nothing from there",
        help: ["Put it into the folder of the notes."])
    }
  }
}
