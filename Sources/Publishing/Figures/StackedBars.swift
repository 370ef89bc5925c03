import Explaining
import Symbolics

/// Horizontal bars of stacked segments.
///
/// A wide picture has the labels in a column at the left and the sums at the bars' ends; a narrow one, for phones and for
/// long labels, has both on a line above each bar.
func stackedBars(series: [String], bars: [Figure.Bar], unit: String, width: Double) -> Drawing {
  var drawing = Drawing(width: width)
  var y = drawing.drawLegend(series)
  let sums = bars.map { bar in bar.values.reduce(0) { $0 + max(0, $1.approximation) } }
  let axis = Axis(0, sums.max() ?? 0, marks: width < 480 ? 4 : 5)
  let labelWidth = bars.map { measure($0.label, size: 14) }.max() ?? 0
  let totalWidth = bars.map { measure($0.total, size: 14) }.max() ?? 0
  let hasColumns = width >= 480 && labelWidth <= width * 0.3 && totalWidth <= width * 0.25
  let left = hasColumns ? max(labelWidth + 10, 12) : 12
  let right = hasColumns ? width - totalWidth - 10 : width - 14
  // Side by side, the grid runs through; with labels above the bars it is kept to the bars.
  var bands: [ClosedRange<Double>] = []
  let top = y
  y += 6
  for (bar, sum) in zip(bars, sums) {
    let end = drawing.place(sum, on: axis, from: left, to: right)
    if hasColumns {
      drawing.texts.append(.init(text: bar.label, x: left - 8, y: y + 18, anchor: .end))
      drawing.texts.append(.init(text: bar.total, x: end + 6, y: y + 18))
    } else {
      y = drawing.drawLine(bar.label, bar.total, y: y)
    }
    let height = hasColumns ? 26.0 : 20.0
    drawing.drawSegments(bar, axis: axis, from: left, to: right, y: y, height: height)
    if !hasColumns { bands.append(y - 2...y + height + 2) }
    y += height + (hasColumns ? 12 : 10)
  }
  drawing.draw(
    axis, from: left, to: right, bands: hasColumns ? [top...y] : bands, bottom: hasColumns ? y : y - 6,
    unit: unit)
  return drawing
}

extension Drawing {
  /// Squares with the names of the series, in as many lines as they need. Gives the height below them.
  mutating func drawLegend(_ names: [String]) -> Double {
    if names.count < 2 { return 6 }
    return drawLegend(names.enumerated().map { ($0.offset, $0.element) })
  }

  /// Squares of some colours with their names; none takes no room.
  mutating func drawLegend(_ entries: [(fill: Int, name: String)]) -> Double {
    if entries.isEmpty { return 0 }
    var (x, y) = (12.0, 6.0)
    for (index, name) in entries {
      let rows = broken(name, size: 14, width: width - 40)
      let needed = 22 + (rows.map { measure($0, size: 14) }.max() ?? 0)
      if x > 12, x + needed > width - 4 { (x, y) = (12, y + 24) }
      boxes.append(Box(x: x, y: y, width: 16, height: 16, fill: .series(index)))
      for (offset, row) in rows.enumerated() {
        texts.append(Label(text: row, x: x + 22, y: y + 13 + Double(offset) * 18))
      }
      y += Double(rows.count - 1) * 18
      x += needed + 18
    }
    return y + 28
  }

  /// A label at the left and a value at the right above a bar, in two or more lines if they do not fit into one.
  mutating func drawLine(_ label: String, _ value: String, y: Double) -> Double {
    var y = y
    let valueWidth = measure(value, size: 14)
    let fitsBeside = measure(label, size: 14) + valueWidth + 24 <= width - 16
    for line in broken(label, size: 14, width: width - 16) {
      texts.append(Label(text: line, x: 8, y: y + 14))
      y += 18
    }
    if fitsBeside {
      texts.append(Label(text: value, x: width - 8, y: y - 4, anchor: .end, style: .strong))
    } else {
      for line in broken(value, size: 14, width: width - 16) {
        texts.append(Label(text: line, x: width - 8, y: y + 14, anchor: .end, style: .strong))
        y += 18
      }
    }
    return y + 3
  }

  /// The segments of one bar. A value above zero is never thinner than a hair.
  mutating func drawSegments(
    _ bar: Figure.Bar, axis: Axis, from left: Double, to right: Double, y: Double, height: Double
  ) {
    var sum = 0.0
    for (index, value) in bar.values.enumerated() {
      let amount = max(0, value.approximation)
      if amount == 0 { continue }
      let start = place(sum, on: axis, from: left, to: right)
      sum += amount
      let end = place(sum, on: axis, from: left, to: right)
      boxes.append(
        Box(x: start, y: y, width: max(end - start, 1.2), height: height, fill: .series(index)))
    }
  }
}
