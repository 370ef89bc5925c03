import Explaining
import Symbolics

/// From one total to another by named signed parts: one row each, every bar beginning where the one above ended.
///
/// Where the parts are small beside the totals, the scale does not begin at zero: the totals are then points and not
/// bars, because a bar that is cut off shows a wrong proportion.
func waterfall(
  start: Figure.Item, contributions: [Figure.Item], end: Figure.Item, unit: String, rising: String,
  falling: String, width: Double
) -> Drawing {
  var drawing = Drawing(width: width)
  // The colours that occur, with their meaning.
  var legend: [(fill: Int, name: String)] = []
  if contributions.contains(where: { !$0.value.isNegative }) { legend.append((1, rising)) }
  if contributions.contains(where: { $0.value.isNegative }) { legend.append((0, falling)) }
  let top = drawing.drawLegend(legend)
  let levels = contributions.reduce(into: [start.value.approximation]) { levels, item in
    levels.append((levels.last ?? 0) + item.value.approximation)
  }
  let values = levels + [end.value.approximation]
  let (low, high) = (values.min() ?? 0, values.max() ?? 0)
  let fromZero = low <= 0 || high <= 0 || (high - low) >= 0.25 * high
  let margin = (high - low) * 0.06
  let axis = Axis(
    fromZero ? min(0, low) : low - margin, fromZero ? max(0, high) : high + margin,
    marks: width < 480 ? 3 : 5)
  let items = [start] + contributions + [end]
  let labelWidth = items.map { measure($0.label, size: 14) }.max() ?? 0
  let valueWidth = items.map { measure($0.printed, size: 14) }.max() ?? 0
  let hasColumns = width >= 480 && labelWidth <= width * 0.36 && valueWidth <= width * 0.25
  let left = hasColumns ? labelWidth + 14 : 12
  let right = hasColumns ? width - valueWidth - 18 : width - 14
  func x(_ value: Double) -> Double { drawing.place(value, on: axis, from: left, to: right) }

  var bands: [ClosedRange<Double>] = []
  var y = top + 8
  var joint: Double?
  for (index, item) in items.enumerated() {
    let isTotal = index == 0 || index == items.count - 1
    let top = y
    if hasColumns {
      let style: Drawing.Label.Style = isTotal ? .strong : .plain
      drawing.texts.append(.init(text: item.label, x: left - 10, y: y + 16, anchor: .end, style: style))
      drawing.texts.append(.init(text: item.printed, x: width - 4, y: y + 16, anchor: .end, style: style))
    } else {
      y = drawing.drawLine(item.label, item.printed, y: y)
    }
    if let joint {
      drawing.lines.append(
        .init(
          x1: joint, y1: top - (hasColumns ? 8 : 10), x2: joint, y2: hasColumns ? y : top - 2, isGrid: false))
    }
    let level = index == 0 ? start.value.approximation : isTotal ? end.value.approximation : levels[index]
    if isTotal, !fromZero {
      drawing.diamonds.append(.init(x: x(level), y: y + 11))
    } else {
      let from = x(isTotal ? 0 : levels[index - 1])
      drawing.boxes.append(
        .init(
          x: min(from, x(level)), y: y, width: max((x(level) - from).magnitude, 1.5), height: 22,
          fill: isTotal ? .total : .series(item.value.isNegative ? 0 : 1)))
    }
    joint = x(level)
    bands.append(y - 2...y + 24)
    y += hasColumns ? 30 : 32
  }
  drawing.draw(
    axis, from: left, to: right, bands: hasColumns ? [top + 2...y] : bands, bottom: hasColumns ? y : y - 6,
    unit: unit)
  return drawing
}
