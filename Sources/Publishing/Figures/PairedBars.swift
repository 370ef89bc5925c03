import Explaining
import Symbolics

/// Groups of horizontal bars, one bar a series, each with its value at the end: for comparing two shares of the same part.
///
/// A wide picture has the labels in a column at the left, a narrow one and one with long labels above each group.
func pairedBars(series: [String], groups: [Figure.Group], unit: String, width: Double) -> Drawing {
  var drawing = Drawing(width: width)
  var y = drawing.drawLegend(series)
  let values = groups.flatMap { $0.values.map { max(0, $0.approximation) } }
  let axis = Axis(0, values.max() ?? 0, marks: width < 480 ? 4 : 5)
  let labelWidth = groups.map { measure($0.label, size: 14) }.max() ?? 0
  let valueWidth = groups.flatMap { $0.printed }.map { measure($0, size: 13) }.max() ?? 0
  let hasColumn = width >= 480 && labelWidth <= width * 0.3
  let hasValues = valueWidth <= width * 0.25
  let left = hasColumn ? max(labelWidth + 10, 12) : 12
  let right = width - (hasValues ? valueWidth + 10 : 14)
  let (height, gap) = (15.0, 2.0)
  var bands: [ClosedRange<Double>] = []
  y += 6
  for group in groups {
    if hasColumn {
      let middle = y + (Double(group.values.count) * (height + gap) - gap) / 2
      drawing.texts.append(.init(text: group.label, x: left - 8, y: middle + 5, anchor: .end))
    } else {
      y = drawing.drawLine(group.label, "", y: y)
    }
    let top = y
    for (index, value) in group.values.enumerated() {
      let end = drawing.place(max(0, value.approximation), on: axis, from: left, to: right)
      if value > .zero {
        drawing.boxes.append(
          .init(x: left, y: y, width: max(end - left, 1.2), height: height, fill: .series(index)))
      }
      if hasValues, index < group.printed.count {
        drawing.texts.append(
          .init(text: group.printed[index], x: max(end, left + 1.2) + 6, y: y + 12, style: .soft))
      }
      y += height + gap
    }
    bands.append(top - 2...max(y, top) + 2)
    y += hasColumn ? 10 : 8
  }
  // Beside the labels the grid runs through; below them it is kept to the bars.
  if hasColumn, let first = bands.first, let last = bands.last {
    bands = [first.lowerBound - 4...last.upperBound]
  }
  drawing.draw(axis, from: left, to: right, bands: bands, bottom: y - 6, unit: unit)
  return drawing
}
