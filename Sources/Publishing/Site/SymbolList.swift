import Derivations
import Explaining
import Symbolics

/// The page of symbols and formulas: what the notes of one language use, with links to where.
struct SymbolList {
  /// Where something is used.
  struct Use {
    let page: String
    let title: String
  }

  /// The notes in their order: the formulas of their derivations and the symbols of their own mathematics.
  let notes: [(use: Use, formulas: [String], symbols: [String])]
  let page: String

  /// The page as a document without title.
  func blocks(_ wording: Wording, _ words: PageWords) -> [Block] {
    var blocks: [Block] = []
    let rows = symbols().compactMap { row(for: $0, wording) }
    if !rows.isEmpty {
      blocks.append(.heading(level: 2, anchor: "symbols", [.text(words[.symbols])]))
      let columns = [words[.symbol], words[.meaning], words[.usedIn]].map { Table.Column([.text($0)]) }
      blocks.append(.table(Table(caption: [], columns: columns, rows: rows)))
    }
    let ids = Set(notes.flatMap { $0.formulas })
    let formulas = ReferenceLists.formulas(ids, wording: wording) { id in
      let links = links(notes.filter { $0.formulas.contains(id) }.map { $0.use }, wording)
      let colon = wording.language == .chinese ? "：" : ": "
      return [.paragraph([.text(words[.usedIn] + colon)] + links)]
    }
    if !formulas.isEmpty {
      blocks.append(.heading(level: 2, anchor: "formulas", [.text(words[.formulas])]))
      blocks += formulas
    }
    return blocks
  }

  /// A symbol with the numbers of the notes that use it.
  private struct UsedSymbol {
    let symbol: Symbol
    var name: String { symbol.index.isEmpty ? symbol.base : symbol.base + "_" + symbol.index }
    var notes: Set<Int>
  }

  /// The symbols of the formulas and of the notes' own mathematics, by their names.
  private func symbols() -> [UsedSymbol] {
    var found: [String: UsedSymbol] = [:]
    func add(_ symbol: Symbol, _ note: Int) {
      let used = UsedSymbol(symbol: symbol, notes: [note])
      found[used.name, default: used].notes.insert(note)
    }
    var ofFormula: [String: [Symbol]] = [:]
    for formula in Formula.all {
      ofFormula[formula.id, default: []] += SymbolList.symbols(of: formula.expression)
    }
    for (index, note) in notes.enumerated() {
      for id in note.formulas { for symbol in ofFormula[id] ?? [] { add(symbol, index) } }
      for name in note.symbols {
        let parts = name.split(separator: "_", maxSplits: 1).map { String($0) }
        add(Symbol(parts[0], index: parts.count > 1 ? parts[1] : ""), index)
      }
    }
    return found.values.sorted { ($0.name.lowercased(), $0.name) < ($1.name.lowercased(), $1.name) }
  }

  /// Only symbols whose meaning is known have a row: an author's own letters are explained in the note.
  private func row(for used: UsedSymbol, _ wording: Wording) -> [[Inline]]? {
    let identifier = "symbol." + used.name
    guard wording.has(identifier: identifier) else { return nil }
    let uses = used.notes.sorted().map { notes[$0].use }
    return [
      [.math(Math(.symbol(used.symbol)))], wording.inlines(identifier: identifier), links(uses, wording),
    ]
  }

  private func links(_ uses: [Use], _ wording: Wording) -> [Inline] {
    var links: [Inline] = []
    for (index, use) in uses.enumerated() {
      if index > 0 { links.append(.text(wording.language == .chinese ? "、" : ", ")) }
      links.append(
        .link([.text(use.title)], target: NotePaths.encoded(NotePaths.relative(use.page, from: page))))
    }
    return links
  }

  private static func symbols(of expression: Expression) -> [Symbol] {
    if case .symbol(let symbol) = expression { return [symbol] }
    return expression.operands.flatMap { symbols(of: $0) }
  }
}
