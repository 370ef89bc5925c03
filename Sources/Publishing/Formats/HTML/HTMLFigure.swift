import Explaining

extension HTMLWriter {
  /// A figure drawn twice, for wide pages and for phones; the style sheet shows one of them.
  func writeFigure(_ figure: Figure) {
    figures += 1
    tree.block {
      tree.raw.put("<figure>")
      let wide = drawing(of: figure, width: 640)
      SVG(id: "page-figure-\(figures)")
        .write(wide, class: "wide", title: figure.title, description: figure.description, to: &tree.raw)
      let narrow = drawing(of: figure, width: 328)
      SVG(id: "page-figure-\(figures)n")
        .write(narrow, class: "narrow", title: figure.title, description: figure.description, to: &tree.raw)
      if !figure.caption.isEmpty {
        tree.raw.put("<figcaption>")
        write(figure.caption)
        tree.raw.put("</figcaption>")
      }
      if var table = figure.table {
        tree.raw.put("<details class=\"numbers\"><summary>")
        write(table.caption)
        tree.raw.put("</summary>")
        table.caption = []
        writeTable(table, label: plainText(figure.table?.caption ?? [], notations))
        tree.raw.put("</details>")
      }
      tree.raw.put("</figure>")
    }
  }
}

/// A figure laid out for a width in pixels.
func drawing(of figure: Figure, width: Double) -> Drawing {
  switch figure.kind {
  case .stackedBars(let series, let bars, let unit):
    stackedBars(series: series, bars: bars, unit: unit, width: width)
  case .pairedBars(let series, let groups, let unit):
    pairedBars(series: series, groups: groups, unit: unit, width: width)
  case .waterfall(let start, let contributions, let end, let unit, let rising, let falling):
    waterfall(
      start: start, contributions: contributions, end: end, unit: unit, rising: rising, falling: falling,
      width: width)
  case .architecture(let input, let blocks): architecture(input: input, blocks: blocks, width: width)
  case .plot(let values): plot(values, width: width)
  }
}
