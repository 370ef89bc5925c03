import Derivations
import Networks
import Symbolics

extension AnalysisWriter {
  /// A column of a table of rows: its heading, and what it shows of a row.
  private struct Column {
    let heading: Phrase
    let cell: (Analysis.Row) -> [Inline]
  }

  /// The rows that are alike as a table; nil where there are none. The row behind them is its footer.
  func table(_ section: Analysis.Section, caption: [Inline]) -> Table? {
    let rows = section.rows.filter { $0.isTabulated }
    guard rows.count > 1, let columns = columns(of: section) else { return nil }
    let total = section.rows.first { isTotal($0, of: section.topic) }
    return Table(
      caption: caption,
      columns: [Table.Column(wording.inlines(firstColumn(rows)))]
        + columns.map { Table.Column(wording.inlines($0.heading), isNumeric: true) },
      rows: rows.map { row in [words(for: row.label)] + columns.map { $0.cell(row) } },
      footer: total.map { total in [wording.inlines(.total)] + columns.map { $0.cell(total) } })
  }

  private func firstColumn(_ rows: [Analysis.Row]) -> Phrase {
    switch rows.first?.label {
    case .format: .columnFormat
    case .kind: .columnOperation
    default: .columnPart
    }
  }

  private func isTotal(_ row: Analysis.Row, of topic: Analysis.Topic) -> Bool {
    switch topic {
    case .parametersByPart, .prefillAndDecode: row.label == nil
    case .activations: row.label == .item(.outputs)
    case .roofline: row.label == .item(.together)
    default: false
    }
  }

  private func columns(of section: Analysis.Section) -> [Column]? {
    switch section.topic {
    case .parametersByPart:
      return [number(.parameters, .columnParameters), share(.parameters, of: section)]
    case .weights:
      return [
        number(.bytes, .columnBytes), Column(heading: .columnGigabytes) { gigabytes($0, base: 1_000) },
        Column(heading: .columnGibibytes) { gigabytes($0, base: 1_024) },
      ]
    case .activations: return [number(.values, .columnValues), share(.values, of: section)]
    case .prefillAndDecode:
      return [
        Column(heading: .columnPrefill) { flops($0, "prefill") },
        Column(heading: .columnDecode) { flops($0, "decode") },
      ]
    case .roofline:
      let hasRoof = section.rows.contains { $0.steps.contains { $0.quantity == .throughput } }
      let columns = [
        number(.flops, .columnFlops), number(.bytes, .columnBytes), number(.intensity, .columnIntensity),
      ]
      guard hasRoof else { return columns }
      return columns + [
        number(.throughput, .columnAttainable), number(.seconds, .columnTime),
        Column(heading: .columnBound) { bound($0) },
      ]
    default: return nil
    }
  }

  // MARK: Cells

  /// A row's value of a quantity.
  private func number(_ quantity: Quantity, _ heading: Phrase) -> Column {
    Column(heading: heading) { row in
      guard let step = row.steps.last(where: { $0.quantity == quantity }) else { return [.text("–")] }
      switch quantity {
      case .intensity: return [.math(wording.rounded(step.value))]
      case .throughput:
        return Math.short(step.value, in: wording.language).map { [.math($0)] } ?? [.number(step.value)]
      case .seconds:
        // A short time brings its number along; from a second on, the unit stands behind the value.
        let unit = wording.unit(of: step)
        if step.value < .one, !step.value.isZero { return unit }
        let result = wording.result(of: step)
        return [.math(Math(result.expression, relation: result.relation)), .text(" ")] + unit
      default: return [.number(step.value)]
      }
    }
  }

  /// The share of a row's value in the total.
  private func share(_ quantity: Quantity, of section: Analysis.Section) -> Column {
    let total = section.rows.first { isTotal($0, of: section.topic) }?
      .steps.last { $0.quantity == quantity }?.value
    return Column(heading: .columnShareOfTotal) { row in
      guard let total, let value = row.steps.last(where: { $0.quantity == quantity })?.value,
        let share = Math.share(value, of: total)
      else { return [.text("–")] }
      return [.math(share)]
    }
  }

  private func gigabytes(_ row: Analysis.Row, base: Int) -> [Inline] {
    guard let value = row.steps.last(where: { $0.quantity == .bytes })?.value,
      let unit = try? Rational(base).raised(to: 3), let scaled = try? value.divided(by: unit)
    else { return [] }
    return [.math(wording.rounded(scaled))]
  }

  /// The work of reading or of writing: steps of the row whose symbol says so.
  private func flops(_ row: Analysis.Row, _ side: String) -> [Inline] {
    let step = row.steps.first { $0.symbol.index == side || $0.symbol.index.hasSuffix("." + side) }
    return [step.map { .number($0.value) } ?? .text("–")]
  }

  /// What a row's speed is bound by: the one formula says it.
  private func bound(_ row: Analysis.Row) -> [Inline] {
    guard let step = row.steps.first(where: { $0.quantity == .throughput }) else { return [.text("–")] }
    return wording.inlines(step.id.hasPrefix("attainable-by-products") ? .boundProducts : .boundMemory)
  }

  // MARK: All shortcuts

  /// All shortcuts in one table, before each is worked out: what it gives, and what share of the exact count that is.
  func overview() -> [Block] {
    guard analysis.kind == .shortcuts else { return [] }
    let rows = analysis.sections.compactMap { section -> [[Inline]]? in
      func result(_ item: Analysis.Item) -> Step? {
        section.rows.first { $0.label == .item(item) }?.result
      }
      guard let shortcut = result(.shortcut), let share = result(.share) else { return nil }
      let exact = result(.exact)
      return [
        wording.inlines(identifier: "topic.\(section.topic.rawValue).title"), [.number(shortcut.value)],
        [exact.map { .number($0.value) } ?? .text("–")],
        Math.share(share.value, of: .one).map { [.math($0)] } ?? [.text("–")],
      ]
    }
    if rows.isEmpty { return [] }
    return [
      .table(
        Table(
          caption: wording.inlines(.shortcutsCaption),
          columns: [
            Table.Column(wording.inlines(.columnShortcut)),
            Table.Column(wording.inlines(.columnGives), isNumeric: true),
            Table.Column(wording.inlines(.columnExact), isNumeric: true),
            Table.Column(wording.inlines(.columnShareOfExact), isNumeric: true),
          ], rows: rows))
    ]
  }
}
