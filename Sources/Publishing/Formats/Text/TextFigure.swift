import Explaining
import Symbolics

extension TextWriter {
  /// A figure as bars of characters; a plot as its table.
  mutating func writeFigure(_ figure: Figure) {
    if let table = figure.tableAlone { return writeTable(table) }
    switch figure.kind {
    case .stackedBars(let series, let bars, let unit):
      writeCaption(of: figure)
      writeBars(series, bars, unit)
    case .pairedBars(let series, let groups, let unit):
      writeCaption(of: figure)
      writePairs(series, groups, unit)
    case .waterfall(let start, let contributions, let end, let unit, _, _):
      writeCaption(of: figure)
      if !unit.isEmpty { write([Run(text: unit, ink: .dim)]) }
      writeItems([start] + contributions + [end])
    // The table of totals says the same.
    case .architecture, .plot: return
    }
    endBlock()
  }

  private mutating func writeCaption(of figure: Figure) {
    if !figure.caption.isEmpty { write(runs(figure.caption, .dim)) }
  }

  private static let fills = ["█", "▒", "▓", "░", "▚", "╳", "▛", "┼"]

  private mutating func writeLegend(_ series: [String], _ unit: String) {
    if series.count < 2 { return }
    var legend = ""
    for (index, name) in series.enumerated() {
      legend += (index > 0 ? "  " : "") + Self.fills[index % Self.fills.count] + "\u{A0}" + name
    }
    write([Run(text: legend + (unit.isEmpty ? "" : "  (" + unit + ")"), ink: .dim)])
  }

  /// Each group's bars one below the other, the label beside the first.
  private mutating func writePairs(_ series: [String], _ groups: [Figure.Group], _ unit: String) {
    writeLegend(series, unit)
    let labelWidth = min(groups.map { columns($0.label) }.max() ?? 0, (width - indent) / 3)
    let valueWidth = groups.flatMap { $0.printed }.map { columns($0) }.max() ?? 0
    let room = max(width - indent - labelWidth - valueWidth - 3, 8)
    let highest = groups.flatMap { $0.values }.map { max(0, $0.approximation) }.max() ?? 0
    for group in groups {
      for (index, value) in group.values.enumerated() {
        startLine()
        put(fitted(index == 0 ? group.label : "", labelWidth))
        put(" ")
        let length = highest > 0 ? max(0, value.approximation) / highest * Double(room) : 0
        put(String(repeating: Self.fills[index % Self.fills.count], count: Int(length.rounded())))
        put(" " + oneLine(index < group.printed.count ? group.printed[index] : ""))
        endLine()
      }
    }
  }

  private mutating func writeBars(_ series: [String], _ bars: [Figure.Bar], _ unit: String) {
    let fills = Self.fills
    writeLegend(series, unit)
    let labelWidth = min(bars.map { columns($0.label) }.max() ?? 0, (width - indent) / 3)
    let totalWidth = bars.map { columns($0.total) }.max() ?? 0
    let room = max(width - indent - labelWidth - totalWidth - 3, 8)
    let highest = bars.map { $0.values.reduce(0) { $0 + max(0, $1.approximation) } }.max() ?? 0
    for bar in bars {
      startLine()
      put(fitted(bar.label, labelWidth))
      put(" ")
      var (sum, drawn) = (0.0, 0)
      for (index, value) in bar.values.enumerated() where highest > 0 {
        sum += max(0, value.approximation)
        let end = Int((sum / highest * Double(room)).rounded())
        put(String(repeating: fills[index % fills.count], count: max(end - drawn, 0)))
        drawn = max(end, drawn)
      }
      put(" " + oneLine(bar.total))
      endLine()
    }
  }

  /// Named values, one a line, digits below digits.
  private mutating func writeItems(_ items: [Figure.Item]) {
    let valueWidth = items.map { columns($0.printed) }.max() ?? 0
    let labelWidth = min(
      items.map { columns($0.label) }.max() ?? 0, max(width - indent - valueWidth - 4, 12))
    for (index, item) in items.enumerated() {
      if index == items.count - 1 {
        startLine()
        put(String(repeating: "─", count: labelWidth + 2 + valueWidth), .dim)
        endLine()
      }
      startLine()
      put(fitted(item.label, labelWidth))
      put(blanks: 2 + valueWidth - columns(item.printed))
      put(oneLine(item.printed), index == 0 || index == items.count - 1 ? .bold : [])
      endLine()
    }
  }

  /// A text cut or filled up to a width.
  private func fitted(_ text: String, _ width: Int) -> String {
    var result = ""
    var used = 0
    let text = oneLine(text)
    let isWhole = columns(text) <= width
    for scalar in text.unicodeScalars {
      if used + columns(scalar) > (isWhole ? width : width - 1) { break }
      result.unicodeScalars.append(scalar)
      used += columns(scalar)
    }
    if !isWhole {
      result += "…"
      used += 1
    }
    return result + String(repeating: " ", count: max(width - used, 0))
  }
}

extension Figure {
  /// The table that stands for the figure where it is not drawn. What bars and blocks show stands in tables nearby.
  var tableAlone: Table? {
    if case .plot = kind { table } else { nil }
  }
}
