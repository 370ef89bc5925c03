import CCMark

/// A cmark tree that is being built. It frees itself with everything in it.
///
/// What cmark has no node for (mathematics, table cells, figures) is appended to ``raw``, which becomes one custom node as
/// soon as an ordinary node follows: a calculation is one node, however long it is. Emphasis, links, lists and paragraphs
/// are cmark's own; words are too in Markdown, where only it knows what to escape.
final class Tree {
  /// Bytes that the renderer copies as they are.
  var raw: [UInt8] = []

  private let root: OpaquePointer?
  private var parent: OpaquePointer?
  /// Whether `parent` takes blocks only.
  private var takesBlocks = true

  init() {
    root = cmark_node_new(CMARK_NODE_DOCUMENT)
    parent = root
  }

  deinit { cmark_node_free(root) }

  // MARK: Nodes

  /// Appends a node and fills it.
  func node(_ type: cmark_node_type, takesBlocks: Bool = false, _ content: () -> Void) {
    flush()
    let node = append(cmark_node_new(type))
    within(node, takesBlocks: takesBlocks, content)
  }

  /// A block whose content is written by hand: raw bytes, inlines and blocks in any order.
  func block(_ content: () -> Void) { node(CMARK_NODE_CUSTOM_BLOCK, content) }

  /// A paragraph.
  func paragraph(_ content: () -> Void) { node(CMARK_NODE_PARAGRAPH, content) }

  /// A heading of cmark's own.
  func heading(level: Int, _ content: () -> Void) {
    flush()
    let node = append(cmark_node_new(CMARK_NODE_HEADING))
    cmark_node_set_heading_level(node, Int32(min(max(level, 1), 6)))
    within(node, takesBlocks: false, content)
  }

  /// A list. In a tight one, paragraphs stand close together.
  func list(ordered: Bool, tight: Bool, _ content: () -> Void) {
    flush()
    let node = append(cmark_node_new(CMARK_NODE_LIST))
    cmark_node_set_list_type(node, ordered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST)
    if ordered { cmark_node_set_list_start(node, 1) }
    cmark_node_set_list_tight(node, tight ? 1 : 0)
    within(node, takesBlocks: true, content)
  }

  /// An item of a list.
  func item(_ content: () -> Void) { node(CMARK_NODE_ITEM, takesBlocks: true, content) }

  /// A quotation.
  func blockQuote(_ content: () -> Void) { node(CMARK_NODE_BLOCK_QUOTE, takesBlocks: true, content) }

  /// A link.
  func link(to target: String, _ content: () -> Void) {
    flush()
    let node = append(cmark_node_new(CMARK_NODE_LINK))
    _ = clean(target).withCString { cmark_node_set_url(node, $0) }
    within(node, takesBlocks: false, content)
  }

  /// Text; cmark escapes it.
  func text(_ text: String) { literal(CMARK_NODE_TEXT, text) }

  /// Code in the line.
  func code(_ text: String) {
    let isOneLine = !text.utf8.contains(UInt8(ascii: "\n"))
    literal(CMARK_NODE_CODE, isOneLine ? text : String(text.map { $0.isNewline ? " " : $0 }))
  }

  private func literal(_ type: cmark_node_type, _ text: String) {
    flush()
    let node = append(cmark_node_new(type))
    _ = clean(text).withCString { cmark_node_set_literal(node, $0) }
  }

  /// Turns what ``raw`` holds into a node.
  func flush() {
    if raw.isEmpty { return }
    let node = append(cmark_node_new(takesBlocks ? CMARK_NODE_CUSTOM_BLOCK : CMARK_NODE_CUSTOM_INLINE))
    raw.append(0)
    raw.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { _ = cmark_node_set_on_enter(node, $0.baseAddress) }
    }
    raw.removeAll(keepingCapacity: true)
  }

  private func within(_ node: OpaquePointer?, takesBlocks inner: Bool, _ content: () -> Void) {
    let outer = (parent, takesBlocks)
    (parent, takesBlocks) = (node, inner)
    content()
    flush()
    (parent, takesBlocks) = outer
  }

  private func append(_ node: OpaquePointer?) -> OpaquePointer? {
    // cmark refuses what its structure does not allow; the node would leak otherwise.
    guard cmark_node_append_child(parent, node) == 1 else {
      cmark_node_free(node)
      return nil
    }
    return node
  }

  // MARK: Rendering

  /// The tree as HTML, appended to `output`.
  func renderHTML(to output: inout [UInt8]) {
    flush()
    take(cmark_render_html(root, CMARK_OPT_DEFAULT), to: &output)
  }

  /// The tree as CommonMark with unbroken lines, appended to `output`.
  func renderMarkdown(to output: inout [UInt8]) {
    flush()
    take(cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0), to: &output)
  }

  private func take(_ string: UnsafeMutablePointer<CChar>?, to output: inout [UInt8]) {
    guard let string else { return }
    let bytes = UnsafeRawBufferPointer(start: string, count: strlen(string))
    output.append(contentsOf: bytes)
    free(string)
  }
}
