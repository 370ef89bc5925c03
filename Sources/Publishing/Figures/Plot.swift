import Explaining
import Symbolics

/// Curves and points over two logarithmic axes. Points have their names in a legend above, so that no name can cover
/// another; the one point that the page is about has what is said of it beside it.
func plot(_ plot: Figure.Plot, width: Double) -> Drawing {
  var drawing = Drawing(width: width)
  let named = plot.points.enumerated().map { ($0.offset, $0.element) }
  var y = drawing.drawMarkLegend(named.map { ($0.0, $0.1.name) })
  let points = plot.curves.flatMap { $0.points } + plot.points.map { $0.point }
  let vertical = LogarithmicAxis(points.map { $0.y.approximation })
  let horizontal: LogarithmicAxis
  if plot.xMarks.isEmpty {
    horizontal = LogarithmicAxis(points.map { $0.x.approximation })
  } else {
    let values = points.map { $0.x.approximation }
    horizontal = LogarithmicAxis(from: (values.min() ?? 1) * 0.94, to: (values.max() ?? 10) * 1.06)
  }
  for line in broken(plot.yUnit, size: 13, width: width - 8) where !line.isEmpty {
    drawing.texts.append(.init(text: line, x: 4, y: y + 13, style: .soft))
    y += 17
  }
  let labelWidth = vertical.marks.map { measure(vertical.label($0), size: 13) }.max() ?? 0
  let field = Drawing.Frame(
    left: labelWidth + 14, top: y + 10, right: width - 14, bottom: y + (width < 480 ? 210 : 270))
  func place(_ point: Figure.Plot.Point) -> (Double, Double) {
    (
      field.left + horizontal.share(point.x.approximation) * (field.right - field.left),
      field.bottom - vertical.share(point.y.approximation) * (field.bottom - field.top)
    )
  }
  drawing.drawVerticalAxis(vertical, in: field)
  let marks =
    plot.xMarks.isEmpty
    ? horizontal.marks.map { (horizontal.share($0), horizontal.label($0)) }
    : plot.xMarks.map { (horizontal.share($0.value.approximation), $0.printed) }
  drawing.drawHorizontalAxis(marks, unit: plot.xUnit, in: field)
  for curve in plot.curves {
    let path = curve.points.map(place)
    drawing.curves.append(.init(points: path, isBound: !curve.hasMarks))
    if curve.hasMarks {
      for point in path { drawing.marks.append(.init(x: point.0, y: point.1, series: 0)) }
    }
  }
  for (index, point) in named {
    let (x, y) = place(point.point)
    drawing.marks.append(.init(x: x, y: y, series: index))
  }
  if let highlight = plot.highlight {
    drawing.drawHighlight(highlight.name, at: place(highlight.point), in: field)
  }
  return drawing
}

extension Drawing {
  /// The marks of points with their names, in as many lines as they need. Gives the height below them.
  fileprivate mutating func drawMarkLegend(_ names: [(series: Int, name: String)]) -> Double {
    if names.isEmpty { return 4 }
    var (x, y) = (12.0, 6.0)
    for (series, name) in names {
      let rows = broken(name, size: 14, width: width - 40)
      let needed = 22 + (rows.map { measure($0, size: 14) }.max() ?? 0)
      if x > 12, x + needed > width - 4 { (x, y) = (12, y + 24) }
      marks.append(Mark(x: x + 8, y: y + 8, series: series))
      for (offset, row) in rows.enumerated() {
        texts.append(Label(text: row, x: x + 22, y: y + 13 + Double(offset) * 18))
      }
      y += Double(rows.count - 1) * 18
      x += needed + 18
    }
    return y + 28
  }

  fileprivate mutating func drawVerticalAxis(_ axis: LogarithmicAxis, in field: Frame) {
    var end = Double.infinity
    for mark in axis.marks {
      let y = field.bottom - axis.share(mark) * (field.bottom - field.top)
      lines.append(Line(x1: field.left, y1: y, x2: field.right, y2: y, isGrid: true))
      let label = Label(text: axis.label(mark), x: field.left - 8, y: y + 4, anchor: .end, style: .soft)
      if label.frame.bottom > end - 2 { continue }
      end = label.frame.top
      texts.append(label)
    }
  }

  fileprivate mutating func drawHorizontalAxis(
    _ marks: [(share: Double, label: String)], unit: String, in field: Frame
  ) {
    var end = -Double.infinity
    for mark in marks {
      let x = field.left + mark.share * (field.right - field.left)
      lines.append(Line(x1: x, y1: field.top, x2: x, y2: field.bottom, isGrid: true))
      var label = Label(text: mark.label, x: x, y: field.bottom + 19, anchor: .middle, style: .soft)
      label.x += max(0, 1 - label.frame.left)
      label.x -= max(0, label.frame.right - width + 1)
      if label.frame.left < end + 6 { continue }
      end = label.frame.right
      texts.append(label)
    }
    height = field.bottom + 24
    for line in broken(unit, size: 13, width: width - 4) where !line.isEmpty {
      var label = Label(
        text: line, x: (field.left + field.right) / 2, y: height + 13, anchor: .middle, style: .soft)
      label.x += max(0, 1 - label.frame.left)
      label.x -= max(0, label.frame.right - width + 1)
      texts.append(label)
      height += 17
    }
    height += 4
  }

  /// A ring around a point, and its text on the side of the curve where it fits into the field.
  fileprivate mutating func drawHighlight(_ text: String, at point: (Double, Double), in field: Frame) {
    rings.append(Ring(x: point.0, y: point.1))
    let places: [(Double, Double, Label.Anchor)] = [
      (-14, -10, .end), (14, 22, .start), (-14, 22, .end), (14, -10, .start),
    ]
    for (dx, dy, anchor) in places {
      let label = Label(text: text, x: point.0 + dx, y: point.1 + dy, anchor: anchor)
      let frame = label.frame
      let isInside =
        frame.left >= field.left && frame.right <= width - 2 && frame.top >= field.top
        && frame.bottom <= field.bottom
      if isInside, !texts.contains(where: { $0.frame.overlaps(frame) }) { return texts.append(label) }
    }
  }
}
