import Explaining

/// The anchors of one page: each is given once.
struct Anchors {
  private(set) var names: Set<String> = []
  /// In the order in which they were given.
  private(set) var order: [String] = []

  /// An anchor like `name` that nothing has yet: `name`, `name-2`, `name-3` …
  mutating func claim(_ name: String) -> String {
    let name = name.isEmpty ? "section" : name
    var unique = name
    var number = 2
    // The page's own ids begin so.
    while unique.hasPrefix("page-") || !names.insert(unique).inserted {
      unique = "\(name)-\(number)"
      if name.hasPrefix("page-") { unique = "section-" + unique }
      number += 1
    }
    order.append(unique)
    return unique
  }

  /// The anchor of a part of a network: `resnet50-layer1-0-conv1`.
  static func anchor(of subject: NoteSubject) -> String {
    let network = part(subject.network)
    return subject.path.isEmpty ? network : network + "-" + part(subject.path)
  }

  /// A name in which only letters, digits, `-` and `_` are left.
  static func part(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "-" })
  }

  /// The blocks of a directive with their headings below a level and their anchors made unique; links follow.
  mutating func adopt(_ blocks: [Block], prefix: String, below level: Int) -> [Block] {
    var renamed: [String: String] = [:]
    var highest = 6
    Anchors.forEachHeading(blocks) { level, anchor in
      highest = min(highest, level)
      renamed[anchor] = claim(prefix + "-" + anchor)
    }
    return blocks.map { Anchors.renamed($0, by: level + 1 - highest, renamed) }
  }

  private static func forEachHeading(_ blocks: [Block], _ body: (Int, String) -> Void) {
    for block in blocks {
      switch block {
      case .heading(let level, let anchor, _): body(level, anchor)
      case .details(_, _, let inner): forEachHeading(inner, body)
      case .list(_, let items): for item in items { forEachHeading(item, body) }
      case .paragraph, .calculation, .table, .figure, .excerpt, .manuscript: break
      }
    }
  }

  private static func renamed(_ block: Block, by shift: Int, _ names: [String: String]) -> Block {
    func inlines(_ inlines: [Inline]) -> [Inline] { inlines.map { renamed($0, names) } }
    func calculation(_ calculation: Calculation) -> Calculation {
      var calculation = calculation
      for index in calculation.rows.indices {
        calculation.rows[index].note = inlines(calculation.rows[index].note)
      }
      return calculation
    }
    switch block {
    case .heading(let level, let anchor, let words):
      return .heading(level: min(level + shift, 6), anchor: names[anchor] ?? anchor, inlines(words))
    case .paragraph(let words): return .paragraph(inlines(words))
    case .list(let ordered, let items):
      return .list(ordered: ordered, items.map { $0.map { renamed($0, by: shift, names) } })
    case .calculation(let inner): return .calculation(calculation(inner))
    case .table(var table):
      table.caption = inlines(table.caption)
      table.rows = table.rows.map { $0.map { inlines($0) } }
      table.footer = table.footer.map { $0.map { inlines($0) } }
      return .table(table)
    case .details(let summary, let isOpen, let inner):
      return .details(
        summary: inlines(summary), isOpen: isOpen, inner.map { renamed($0, by: shift, names) })
    case .excerpt(var excerpt):
      for index in excerpt.remarks.indices {
        excerpt.remarks[index].text = inlines(excerpt.remarks[index].text)
        excerpt.remarks[index].correction = excerpt.remarks[index].correction.map { calculation($0) }
      }
      return .excerpt(excerpt)
    case .manuscript(var manuscript):
      for index in manuscript.lines.indices {
        manuscript.lines[index].text = inlines(manuscript.lines[index].text)
        for note in manuscript.lines[index].notes.indices {
          manuscript.lines[index].notes[note].text = inlines(manuscript.lines[index].notes[note].text)
        }
      }
      return .manuscript(manuscript)
    case .figure: return block
    }
  }

  private static func renamed(_ inline: Inline, _ names: [String: String]) -> Inline {
    guard case .link(let inner, let target) = inline, target.hasPrefix("#"),
      let name = names[String(target.dropFirst())]
    else {
      if case .strong(let inner) = inline { return .strong(inner.map { renamed($0, names) }) }
      return inline
    }
    return .link(inner, target: "#" + name)
  }
}
