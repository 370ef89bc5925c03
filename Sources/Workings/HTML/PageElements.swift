import CGumbo

/// What the elements of HTML mean to a reader.
enum PageElements {
  enum Kind: Equatable {
    /// Not read: programs, forms, films, what was struck out.
    case left
    case inline
    /// A block on lines of its own; with 2, a free line parts it from the others.
    case block(lines: Int)
    case heading, item, head, lineEnd, preformatted, raised, lowered, table, row, cell, picture, script, math
  }

  static func kind(of name: String) -> Kind { kinds[name] ?? .inline }

  private static let kinds: [String: Kind] = {
    var kinds: [String: Kind] = [
      "head": .head, "br": .lineEnd, "hr": .lineEnd, "pre": .preformatted, "sup": .raised, "sub": .lowered,
      "table": .table, "tr": .row, "td": .cell, "th": .cell, "li": .item, "img": .picture, "script": .script,
      "math": .math, "title": .heading, "caption": .block(lines: 1),
    ]
    for name in ["h1", "h2", "h3", "h4", "h5", "h6"] { kinds[name] = .heading }
    for name in [
      "style", "template", "svg", "button", "select", "textarea", "iframe", "object", "video", "audio",
      "canvas", "input", "del", "s", "strike", "noframes", "mjx-math",
    ] { kinds[name] = .left }
    for name in [
      "p", "ul", "ol", "dl", "blockquote", "figure", "section", "article", "main", "details", "nav",
    ] {
      kinds[name] = .block(lines: 2)
    }
    for name in [
      "div", "dt", "dd", "header", "footer", "aside", "address", "figcaption", "summary", "center", "form",
      "fieldset", "legend", "option",
    ] { kinds[name] = .block(lines: 1) }
    return kinds
  }()

  /// Classes of blocks whose elements stand side by side.
  static let rows: Set<String> = [
    "row", "tr", "trow", "grid", "flex", "grid-row", "flex-row", "table-row", "tablerow", "d-flex", "cells",
  ]

  /// Classes of pictures of formulas whose alternative text is TeX.
  static let formulaPictures: Set<String> = ["latex", "tex", "math", "mathtex"]

  /// Classes of what is drawn for a formula whose source stands beside it: KaTeX's boxes, MathJax' letters.
  static let drawnFormulas: Set<String> = [
    "katex-html", "MathJax", "MathJax_Preview", "MathJax_Display", "MathJax_SVG", "MathJax_CHTML",
    "MathJax_SVG_Display", "mjx-chtml",
  ]
}

extension GumboElement {
  /// Whether nobody sees it, or only as the picture of something that stands beside it.
  var isHidden: Bool {
    guard attributes.length > 0 else { return false }
    if attribute("hidden") != nil || self["aria-hidden"] == "true" { return true }
    guard let classes = self["class"] else { return false }
    return classes.split(separator: " ").contains { PageElements.drawnFormulas.contains(String($0)) }
  }
}

extension GumboElement {
  /// The declarations of its own style, without blanks and in small letters.
  private var style: String? {
    guard attributes.length > 0 else { return nil }
    return self["style"].map { $0.lowercased().filter { $0 != " " && $0 != "\n" && $0 != "\t" } }
  }

  private func declares(_ name: String, _ values: Set<String>) -> Bool {
    guard let style else { return false }
    return style.split(separator: ";").contains { declaration in
      let parts = declaration.split(separator: ":", maxSplits: 1)
      return parts.count == 2 && parts[0] == name
        && values.contains(String(parts[1].prefix { $0 != "!" }))
    }
  }

  /// Whether its own style hides it. Who sets formulas as pictures hides their text so, which is read nevertheless.
  var isHiddenByStyle: Bool { declares("display", ["none"]) || declares("visibility", ["hidden"]) }

  /// Whether what lies within is set side by side, as the cells of a row.
  var isSetAsRow: Bool {
    guard attributes.length > 0 else { return false }
    if self["role"] == "row"
      || declares("display", ["flex", "grid", "inline-flex", "inline-grid", "table-row"])
    {
      return true
    }
    let classes = self["class"] ?? ""
    return classes.split(separator: " ").contains { PageElements.rows.contains($0.lowercased()) }
  }
}

extension UnsafeMutablePointer<GumboNode> {
  /// The elements within, if nothing else lies there and each is short enough for a cell of a table; else none.
  var shortElements: [PageNode] {
    var elements: [PageNode] = []
    for child in children {
      if child.isText {
        guard child.shortText(limit: 64)?.allSatisfy({ $0.isWhitespace }) ?? false else { return [] }
      } else if child.element != nil {
        guard elements.count < 24, child.shortText(limit: 120) != nil else { return [] }
        elements.append(child)
      }
    }
    return elements
  }

  /// The source in TeX of a formula in MathML, as KaTeX, Pandoc and Wikipedia leave it there.
  var formulaSource: PageNode? {
    for semantics in children where semantics.name == "semantics" {
      for annotation in semantics.children where annotation.name == "annotation" {
        if annotation.element?["encoding"] == "application/x-tex" { return annotation }
      }
    }
    return nil
  }
}

/// Which columns of a table are taken by cells of the rows above.
struct TableColumns {
  /// The widest and longest cell that is followed.
  private static let most = 64

  /// For each column the number of further rows that a cell above reaches into.
  private var taken: [Int] = []
  private var column = 0

  static func clamped(_ count: Int) -> Int { min(max(count, 1), most) }

  mutating func beginRow() { column = 0 }

  /// Goes to the next free column and takes it.
  ///
  /// - Returns: the columns before it that belong to cells above.
  mutating func beginCell(columns: Int, rows: Int) -> Int {
    let passed = passTaken()
    let rows = min(max(rows, 1), 1_000)
    for _ in 0..<TableColumns.clamped(columns) {
      if column < taken.count {
        taken[column] = rows - 1
      } else if taken.count < 4_096 {
        taken.append(rows - 1)
      }
      column += 1
    }
    return passed
  }

  /// Ends a row.
  ///
  /// - Returns: the columns at its end that belong to cells above.
  mutating func endRow() -> Int { passTaken() }

  private mutating func passTaken() -> Int {
    var passed = 0
    while column < taken.count, taken[column] > 0 {
      taken[column] -= 1
      column += 1
      passed += 1
    }
    return passed
  }
}
