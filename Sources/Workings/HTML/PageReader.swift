import CGumbo

/// Walks the tree of a page and lays its text out: what is hidden, struck out or only decorates is left out.
///
/// The walk keeps its own stack, so that the depth of a page costs no more than its length.
struct PageReader {
  private let file: UnsafeBufferPointer<UInt8>
  private(set) var layout = Layout()
  /// What is still to be done, the next thing last.
  private var stack: [Work] = []
  /// The offset of the last tag or text that was met.
  private var offset = 0
  private var tables = TableColumns()
  /// Whether the text in hand lies within a formula, where only tokens are text.
  private var isMath = false
  private var isToken = false
  /// Where the text of the last formula ends.
  private var formulaEnd = -1

  /// A piece of work.
  enum Work {
    case node(PageNode)
    case put(StaticString)
    case endLines(Int)
    case beginCell
    case endCell(Int)
    case endRow
    case endTable(TableColumns)
    case endPreformatted
    case endToken
    case endMath
    case space
  }

  init(_ file: UnsafeBufferPointer<UInt8>) { self.file = file }

  /// Reads a tree.
  mutating func read(_ document: PageNode) {
    stack = [.node(document)]
    while let work = stack.popLast() { perform(work) }
  }

  private mutating func perform(_ work: Work) {
    switch work {
    case .node(let node): visit(node)
    case .put(let text): layout.put(text, at: offset)
    case .endLines(let count): layout.end(lines: count, at: offset)
    case .beginCell:
      layout.wall(at: offset)
      layout.cells += 1
    case .endCell(let further):
      layout.trim()
      for _ in 0..<further { layout.wall(at: offset) }
      layout.cells -= 1
    case .endRow:
      for _ in 0..<tables.endRow() { layout.wall(at: offset) }
      layout.lastWall(at: offset)
      layout.end(lines: 1, at: offset)
    case .endTable(let outer): tables = outer
    case .endPreformatted: layout.preformatted -= 1
    case .endToken: isToken = false
    case .endMath:
      isMath = false
      formulaEnd = layout.builder.bytes.count
    case .space: layout.space(at: offset)
    }
  }

  private mutating func visit(_ node: PageNode) {
    if node.isText {
      if !isMath || isToken { add(node.pointee.v.text) }
    } else if let element = node.element {
      if let start = offset(of: element.original_tag) { offset = start }
      guard !element.isHidden, !element.isHiddenByStyle || node.holds("math") else { return }
      isMath ? visitMath(node, element.name) : visit(node, element)
    } else if node.pointee.type == GUMBO_NODE_DOCUMENT {
      push(node.children)
    }
  }

  // MARK: - Elements

  private mutating func visit(_ node: PageNode, _ element: GumboElement) {
    let name = element.name
    switch PageElements.kind(of: name) {
    case .left: break
    case .inline: push(node.children)
    case .block(let lines): block(node, lines: lines)
    case .heading:
      layout.end(lines: 2, at: offset)
      layout.mark("## ", at: offset)
      push(node.children, then: .endLines(2))
    case .item:
      layout.end(lines: 1, at: offset)
      layout.mark("- ", at: offset)
      push(node.children, then: .endLines(1))
    case .head: push(node.children.filter { $0.name == "title" })
    case .lineEnd: layout.end(lines: 1, at: offset)
    case .preformatted:
      layout.end(lines: 2, at: offset)
      layout.preformatted += 1
      push(node.children, then: .endPreformatted, .endLines(2))
    case .raised: raise(node, element)
    case .lowered: lower(node)
    case .table: table(node)
    case .row: row(node)
    case .cell: cell(node, element)
    case .picture: picture(element)
    case .script: script(node, element)
    case .math: math(node, element)
    }
  }

  private mutating func block(_ node: PageNode, lines: Int) {
    layout.end(lines: lines, at: offset)
    if layout.cells == 0, layout.preformatted == 0, let element = node.element, element.isSetAsRow {
      let cells = node.shortElements
      if cells.count > 1 {
        stack.append(.endRow)
        for cell in cells.reversed() { stack += [.endCell(0), .node(cell), .beginCell] }
        return
      }
    }
    push(node.children, then: .endLines(lines))
  }

  /// `10<sup>9</sup>` is a power; a remark's number, an ordinal's ending are none.
  private mutating func raise(_ node: PageNode, _ element: GumboElement) {
    guard let text = node.shortText(limit: 24), !node.holds("a") else { return }
    let trimmed = text.filter { $0 != " " && $0 != "\n" }
    switch trimmed {
    case "", "1", "*", "**", "†", "‡", "§": return
    case "st", "nd", "rd", "th": return push(node.children)
    default: break
    }
    // 118,013,952² is the second remark on a number.
    if trimmed.count == 1, trimmed.utf8.first?.isDigit == true, endsInLongNumber { return }
    if trimmed.utf8.first == UInt8(ascii: "[") { return }
    layout.put("^{", at: offset)
    push(node.children, then: .put("}"))
  }

  /// Whether a number of five digits or more stands before this place.
  private var endsInLongNumber: Bool {
    let tail = layout.builder.bytes.suffix(6)
    return tail.count == 6
      && tail.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
  }

  private mutating func lower(_ node: PageNode) {
    guard layout.last?.isWordByte == true, let text = node.shortText(limit: 40), !text.isEmpty else {
      return push(node.children)
    }
    layout.put("_{", at: offset)
    push(node.children, then: .put("}"))
  }

  /// Formulas as pictures carry their text beside them.
  private mutating func picture(_ element: GumboElement) {
    let classes = element["class"] ?? ""
    guard
      classes.split(separator: " ").contains(where: { PageElements.formulaPictures.contains(String($0)) }),
      let alternative = element.attribute("alt"), let text = alternative.value,
      let range = range(of: alternative.original_value)
    else { return }
    let isQuoted =
      range.count >= 2
      && (file[range.lowerBound] == UInt8(ascii: "\"") || file[range.lowerBound] == UInt8(ascii: "'"))
    add(text, range: isQuoted ? range.lowerBound + 1..<range.upperBound - 1 : range)
  }

  /// MathJax of version 2 keeps a formula's source in a script.
  private mutating func script(_ node: PageNode, _ element: GumboElement) {
    guard let type = element["type"]?.lowercased(), type.hasPrefix("math/tex") else { return }
    let isDisplayed = type.contains("display")
    formula(node.children, isDisplayed: isDisplayed)
  }

  /// The source of a formula in TeX.
  private mutating func formula(_ texts: [PageNode], isDisplayed: Bool) {
    guard isDisplayed else {
      for text in texts where text.isText { add(text.pointee.v.text) }
      return
    }
    layout.end(lines: 1, at: offset)
    layout.preformatted += 1
    for text in texts where text.isText { add(text.pointee.v.text) }
    layout.preformatted -= 1
    layout.end(lines: 1, at: offset)
  }

  // MARK: - Tables

  /// A table within a cell is read as running text.
  private mutating func table(_ node: PageNode) {
    layout.end(lines: 2, at: offset)
    guard layout.cells == 0 else { return push(node.children) }
    let outer = tables
    tables = TableColumns()
    push(node.children, then: .endTable(outer), .endLines(2))
  }

  private mutating func row(_ node: PageNode) {
    layout.end(lines: 1, at: offset)
    guard layout.cells == 0, node.children.contains(where: { PageElements.kind(of: $0.name) == .cell }) else {
      return push(node.children, then: .space)
    }
    tables.beginRow()
    push(node.children.filter { !$0.isText }, then: .endRow)
  }

  private mutating func cell(_ node: PageNode, _ element: GumboElement) {
    guard layout.cells == 0 else { return push(node.children, then: .space) }
    let columns = element["colspan"].flatMap { Int($0) } ?? 1
    let rows = element["rowspan"].flatMap { Int($0) } ?? 1
    for _ in 0..<tables.beginCell(columns: columns, rows: rows) { layout.wall(at: offset) }
    layout.wall(at: offset)
    layout.cells += 1
    push(node.children, then: .endCell(TableColumns.clamped(columns) - 1))
  }

  // MARK: - Formulas

  private mutating func math(_ node: PageNode, _ element: GumboElement) {
    let isDisplayed = element["display"] == "block"
    // Two formulas are no product, however near they stand.
    if formulaEnd == layout.builder.bytes.count { layout.space(at: offset) }
    if let source = node.formulaSource {
      formula(source.children, isDisplayed: isDisplayed)
      formulaEnd = layout.builder.bytes.count
      return
    }
    isMath = true
    if isDisplayed { layout.end(lines: 1, at: offset) }
    layout.partWords()
    push(node.children, then: isDisplayed ? [.endMath, .endLines(1)] : [.endMath])
  }

  private mutating func visitMath(_ node: PageNode, _ name: String) {
    let children = node.children.filter { !$0.isText }
    switch name {
    case "mi", "mn", "mo", "ms", "mtext":
      isToken = true
      layout.partWords()
      push(node.children, then: .endToken)
    case "annotation", "annotation-xml", "mphantom", "mprescripts", "none": break
    case "semantics": push(Array(children.prefix(1)))
    case "mfrac" where children.count == 2:
      pieces([.put("\\frac{"), .node(children[0]), .put("}{"), .node(children[1]), .put("}")])
    case "msup" where children.count == 2:
      pieces([.node(children[0]), .put("^{"), .node(children[1]), .put("}")])
    case "msub" where children.count == 2, "munder" where children.count == 2:
      pieces([.node(children[0]), .put("_{"), .node(children[1]), .put("}")])
    case "msubsup" where children.count == 3, "munderover" where children.count == 3:
      pieces([
        .node(children[0]), .put("_{"), .node(children[1]), .put("}^{"), .node(children[2]), .put("}"),
      ])
    case "mover" where children.count == 2: push([children[0]])
    case "msqrt", "mroot": pieces([.put("\\sqrt{")] + children.map { .node($0) } + [.put("}")])
    case "mspace": layout.space(at: offset)
    case "mtr": block(node, lines: 1)
    case "mtd": push(node.children, then: .space)
    default: push(node.children)
    }
  }

  // MARK: - The stack

  private mutating func push(_ nodes: [PageNode], then rest: Work...) { push(nodes, then: rest) }

  private mutating func push(_ nodes: [PageNode], then rest: [Work]) {
    stack += rest.reversed()
    for node in nodes.reversed() { stack.append(.node(node)) }
  }

  private mutating func pieces(_ work: [Work]) { stack += work.reversed() }

  // MARK: - Text

  private mutating func add(_ text: GumboText) {
    guard let decoded = text.text, let range = range(of: text.original_text) else { return }
    add(decoded, range: range)
  }

  /// Adds decoded text that stands in a range of the file.
  private mutating func add(_ text: UnsafePointer<CChar>, range: Range<Int>) {
    offset = range.lowerBound
    let count = strlen(of: text)
    text.withMemoryRebound(to: UInt8.self, capacity: count) { start in
      let decoded = UnsafeBufferPointer(start: start, count: count)
      var references = CharacterReferences(source: file, range: range, text: decoded)
      while let piece = references.next() {
        layout.add(decoded[piece.text], from: piece.source)
      }
    }
  }

  private func range(of piece: GumboStringPiece) -> Range<Int>? {
    guard let start = offset(of: piece) else { return nil }
    return start..<min(file.count, start + Int(piece.length))
  }

  private func offset(of piece: GumboStringPiece) -> Int? {
    guard let data = piece.data, let base = file.baseAddress else { return nil }
    let offset = UnsafeRawPointer(data) - UnsafeRawPointer(base)
    return offset >= 0 && offset <= file.count ? offset : nil
  }
}

/// The bytes before the zero that ends a text.
private func strlen(of text: UnsafePointer<CChar>) -> Int {
  var count = 0
  while text[count] != 0 { count += 1 }
  return count
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
