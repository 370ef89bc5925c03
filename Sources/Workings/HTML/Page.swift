import CGumbo
import Checking

/// A web page: HTML5 as browsers read it, with the formulas of MathML, KaTeX and MathJax.
enum Page {
  /// The largest page that is read, in bytes: 16 MiB.
  static let maximumSize = 16 << 20
  /// The most tags of a page. Parsers of HTML look through all open elements at many tags, so that their time grows with
  /// the square of the depth; a page with a thousand formulas has some 60,000 tags.
  static let mostTags = 150_000
  /// The deepest nesting of a page.
  static let deepest = 1_000
  /// The most memory for a page's tree, in bytes.
  private static let mostMemory = 384 << 20

  /// The text that a page shows.
  ///
  /// - Parameter file: the page in UTF-8.
  static func text(of file: [UInt8]) throws(WorkingProblem) -> ReadText {
    guard file.count <= maximumSize else { throw WorkingProblem(.pageTooLarge(most: maximumSize)) }
    guard tags(in: file) <= mostTags, let layout = file.withUnsafeBufferPointer(read) else {
      throw WorkingProblem(.pageTooIntricate(mostTags: mostTags, deepest: deepest))
    }
    return ReadText(
      bytes: layout.builder.bytes, origin: SourceMap(file: file, spans: layout.builder.spans))
  }

  private static func tags(in file: [UInt8]) -> Int {
    var count = 0
    for byte in file where byte == UInt8(ascii: "<") { count += 1 }
    return count
  }

  /// Parses and reads; nil if the page nests too deep or needs too much memory.
  private static func read(_ file: UnsafeBufferPointer<UInt8>) -> Layout? {
    guard let start = file.baseAddress, !file.isEmpty else { return Layout() }
    if PageDepth.exceeds(deepest, in: file) { return nil }
    return start.withMemoryRebound(to: CChar.self, capacity: file.count) { characters in
      var page: UnsafeMutableRawPointer?
      let limit = min(mostMemory, (64 << 20) + 32 * file.count)
      let output = longhand_page_parse(characters, file.count, limit, &page)
      defer { if let page { longhand_page_free(page) } }
      guard let document = output?.pointee.document else { return nil }
      var reader = PageReader(file)
      reader.read(document)
      return reader.layout
    }
  }
}

/// A node of the page's tree.
typealias PageNode = UnsafeMutablePointer<GumboNode>

extension GumboVector {
  /// The nodes of a list of children.
  var nodes: [PageNode] {
    guard let data else { return [] }
    return (0..<Int(length)).compactMap { data[$0]?.assumingMemoryBound(to: GumboNode.self) }
  }
}

extension UnsafeMutablePointer<GumboNode> {
  /// The element that a node is, nil for text and comments.
  var element: GumboElement? {
    pointee.type == GUMBO_NODE_ELEMENT ? pointee.v.element : nil
  }

  /// The nodes within.
  var children: [PageNode] {
    switch pointee.type {
    case GUMBO_NODE_DOCUMENT: pointee.v.document.children.nodes
    case GUMBO_NODE_ELEMENT: pointee.v.element.children.nodes
    default: []
    }
  }

  /// The name of an element in small letters; empty for anything else.
  var name: String { element?.name ?? "" }

  /// Whether a node is text.
  var isText: Bool {
    switch pointee.type {
    case GUMBO_NODE_TEXT, GUMBO_NODE_CDATA, GUMBO_NODE_WHITESPACE: true
    default: false
    }
  }

  /// The text within, if it is short; nil if it is longer than `limit` bytes or lies deep.
  func shortText(limit: Int, depth: Int = 0) -> String? {
    if isText {
      return pointee.v.text.text.map { String(cString: $0) }.flatMap { $0.utf8.count <= limit ? $0 : nil }
    }
    guard depth < 8 else { return nil }
    var text = ""
    for child in children {
      guard let piece = child.shortText(limit: limit, depth: depth + 1) else { return nil }
      text += piece
      if text.utf8.count > limit { return nil }
    }
    return text
  }

  /// Whether an element of this name lies within, not deep.
  func holds(_ name: String, depth: Int = 0) -> Bool {
    depth < 8 && children.contains { $0.name == name || $0.holds(name, depth: depth + 1) }
  }
}

extension GumboElement {
  /// The name in small letters: of a tag that HTML does not know, as it is written.
  var name: String {
    if tag != GUMBO_TAG_UNKNOWN { return gumbo_normalized_tagname(tag).map { String(cString: $0) } ?? "" }
    guard let data = original_tag.data, original_tag.length > 1 else { return "" }
    let bytes = UnsafeRawBufferPointer(start: data, count: min(Int(original_tag.length), 64)).dropFirst()
    let name = bytes.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  /// An attribute, if it is there.
  func attribute(_ name: String) -> GumboAttribute? {
    var attributes = attributes
    return gumbo_get_attribute(&attributes, name)?.pointee
  }

  /// The value of an attribute; nil if it is not there.
  subscript(name: String) -> String? {
    attribute(name).flatMap { $0.value.map { String(cString: $0) } }
  }
}
