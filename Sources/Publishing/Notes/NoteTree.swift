import CCMark

/// cmark's tree of a note, and what can be done to its nodes. It frees itself with everything in it.
final class NoteTree {
  let root: OpaquePointer

  /// Parses Markdown; nil if there is no memory for it.
  init?(_ markdown: [UInt8]) {
    let root = markdown.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    guard let root else { return nil }
    self.root = root
    cmark_consolidate_text_nodes(root)
  }

  deinit { cmark_node_free(root) }

  /// The tree as HTML.
  func html() -> [UInt8] {
    guard let string = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return [] }
    defer { free(string) }
    return Array(UnsafeRawBufferPointer(start: string, count: strlen(string)))
  }
}

/// A node of cmark's tree.
enum NoteNode {
  /// A node and everything in it, in the order of the text. The walk needs no recursion, however deep the note is nested.
  static func all(in node: OpaquePointer) -> [OpaquePointer] {
    var nodes: [OpaquePointer] = []
    let iterator = cmark_iter_new(node)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      if event == CMARK_EVENT_ENTER, let inner = cmark_iter_get_node(iterator) { nodes.append(inner) }
    }
  }

  static func literal(_ node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  static func url(_ node: OpaquePointer) -> String {
    cmark_node_get_url(node).map { String(cString: $0) } ?? ""
  }

  static func set(_ node: OpaquePointer, url: String) {
    _ = url.withCString { cmark_node_set_url(node, $0) }
  }

  static func set(_ node: OpaquePointer, literal: String) {
    _ = literal.withCString { cmark_node_set_literal(node, $0) }
  }

  /// A node that is written as it stands.
  static func raw(_ type: cmark_node_type, enter: [UInt8], exit: [UInt8] = []) -> OpaquePointer? {
    let node = cmark_node_new(type)
    (enter + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { _ = cmark_node_set_on_enter(node, $0.baseAddress) }
    }
    (exit + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { _ = cmark_node_set_on_exit(node, $0.baseAddress) }
    }
    return node
  }

  static func text(_ text: String) -> OpaquePointer? {
    let node = cmark_node_new(CMARK_NODE_TEXT)
    if let node { set(node, literal: text) }
    return node
  }

  /// Puts nodes in the place of another one, which is freed.
  static func replace(_ node: OpaquePointer, with others: [OpaquePointer?]) {
    for case let other? in others where cmark_node_insert_before(node, other) != 1 { cmark_node_free(other) }
    cmark_node_unlink(node)
    cmark_node_free(node)
  }

  /// Moves everything within a node to the end of another.
  static func moveChildren(of node: OpaquePointer, to other: OpaquePointer?) {
    while let child = cmark_node_first_child(node) {
      if cmark_node_append_child(other, child) != 1 {
        cmark_node_unlink(child)
        cmark_node_free(child)
      }
    }
  }

  /// The words within a node, without markup.
  static func words(in node: OpaquePointer) -> String {
    var words = ""
    for inner in all(in: node) {
      switch cmark_node_get_type(inner) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: words += literal(inner)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: words += " "
      default: break
      }
    }
    return words
  }

  /// The next node beside this one.
  static func next(_ node: OpaquePointer) -> OpaquePointer? { cmark_node_next(node) }

  static func type(_ node: OpaquePointer) -> cmark_node_type { cmark_node_get_type(node) }
}
