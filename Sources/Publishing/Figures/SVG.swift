/// Writes drawings as inline SVG. Colours of text and grid come from the page's style sheet, so that they follow its
/// light and dark forms.
struct SVG {
  /// What makes the ids of this picture unique in its page: `figure-1`.
  let id: String

  func write(
    _ drawing: Drawing, class name: StaticString, title: String, description: String, to output: inout [UInt8]
  ) {
    output.put("<svg class=\"")
    output.put(name)
    output.put("\" viewBox=\"0 0 ")
    output.put(drawing.width)
    output.put(" ")
    output.put(drawing.height)
    output.put("\" role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\"><title id=\"\(id)-t\">")
    output.put(escaping: title)
    output.put("</title><desc id=\"\(id)-d\">")
    output.put(escaping: description)
    output.put("</desc>")
    writePatterns(drawing, to: &output)
    for line in drawing.lines where line.isGrid { write(line, to: &output) }
    for box in drawing.boxes { write(box, to: &output) }
    for line in drawing.lines where !line.isGrid { write(line, to: &output) }
    for diamond in drawing.diamonds {
      output.put("<path class=\"point\" d=\"M")
      output.put(diamond.x)
      output.put(" ")
      output.put(diamond.y - 8)
      output.put("l8 8l-8 8l-8-8z\"/>")
    }
    for block in drawing.blocks { write(block, to: &output) }
    for arrow in drawing.arrows { write(arrow, to: &output) }
    for curve in drawing.curves {
      output.put(curve.isBound ? "<path class=\"bound\" d=\"" : "<path class=\"curve\" d=\"")
      writePath(curve.points, to: &output)
      output.put("\"/>")
    }
    for mark in drawing.marks { write(mark, to: &output) }
    for ring in drawing.rings {
      output.put("<path class=\"ring\" d=\"M")
      output.put(ring.x - 9)
      output.put(" ")
      output.put(ring.y)
      output.put("a9 9 0 1 0 18 0a9 9 0 1 0-18 0z\"/>")
    }
    for text in drawing.texts { write(text, to: &output) }
    output.put("</svg>")
  }

  private func writePatterns(_ drawing: Drawing, to output: inout [UInt8]) {
    var used: [Int] = []
    for box in drawing.boxes {
      if case .series(let index) = box.fill, !used.contains(index) { used.append(index) }
    }
    if used.isEmpty { return }
    output.put("<defs>")
    for index in used {
      output.put("<pattern id=\"\(id)-p\(index)\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">")
      output.put("<path fill=\"")
      output.put(SVG.colours[index % SVG.colours.count])
      output.put("\" d=\"M0 0h8v8H0z\"/>")
      output.put(SVG.patterns[index % SVG.patterns.count])
      output.put("</pattern>")
    }
    output.put("</defs>")
  }

  private func write(_ line: Drawing.Line, to output: inout [UInt8]) {
    output.put(line.isGrid ? "<path class=\"grid\" d=\"M" : "<path class=\"joint\" d=\"M")
    output.put(line.x1)
    output.put(" ")
    output.put(line.y1)
    output.put("L")
    output.put(line.x2)
    output.put(" ")
    output.put(line.y2)
    output.put("\"/>")
  }

  private func write(_ box: Drawing.Box, to output: inout [UInt8]) {
    output.put("<rect class=\"")
    output.put(box.fill == .total ? "sum" : "bar")
    output.put("\" x=\"")
    output.put(box.x)
    output.put("\" y=\"")
    output.put(box.y)
    output.put("\" width=\"")
    output.put(box.width)
    output.put("\" height=\"")
    output.put(box.height)
    if case .series(let index) = box.fill { output.put("\" fill=\"url(#\(id)-p\(index))") }
    output.put("\"/>")
  }

  private func write(_ block: Drawing.Block, to output: inout [UInt8]) {
    output.put("<rect class=\"block\" rx=\"6\" x=\"")
    output.put(block.x)
    output.put("\" y=\"")
    output.put(block.y)
    output.put("\" width=\"")
    output.put(block.width)
    output.put("\" height=\"")
    output.put(block.height)
    output.put("\"/>")
  }

  /// A line and, at its end, a tip that points the way its last piece goes.
  private func write(_ arrow: Drawing.Arrow, to output: inout [UInt8]) {
    guard let end = arrow.points.last, arrow.points.count > 1 else { return }
    output.put("<path class=\"flow\" d=\"")
    writePath(arrow.points, to: &output)
    output.put("\"/><path class=\"tip\" d=\"M")
    output.put(end.x)
    output.put(" ")
    output.put(end.y)
    let before = arrow.points[arrow.points.count - 2]
    output.put(before.x == end.x ? "l-4-7h8z\"/>" : "l-7-4v8z\"/>")
  }

  private func writePath(_ points: [(x: Double, y: Double)], to output: inout [UInt8]) {
    for (index, point) in points.enumerated() {
      output.put(index == 0 ? "M" : "L")
      output.put(point.x)
      output.put(" ")
      output.put(point.y)
    }
  }

  private func write(_ mark: Drawing.Mark, to output: inout [UInt8]) {
    output.put("<path class=\"mark\" fill=\"")
    output.put(SVG.colours[mark.series % SVG.colours.count])
    output.put("\" d=\"M")
    let shape = SVG.shapes[mark.series % SVG.shapes.count]
    output.put(mark.x + shape.dx)
    output.put(" ")
    output.put(mark.y + shape.dy)
    output.put(shape.path)
    output.put("\"/>")
  }

  private func write(_ label: Drawing.Label, to output: inout [UInt8]) {
    output.put("<text x=\"")
    output.put(label.x)
    output.put("\" y=\"")
    output.put(label.y)
    switch label.anchor {
    case .start: break
    case .middle: output.put("\" text-anchor=\"middle")
    case .end: output.put("\" text-anchor=\"end")
    }
    switch label.style {
    case .plain: break
    case .soft: output.put("\" class=\"soft")
    case .strong: output.put("\" class=\"strong")
    }
    output.put("\">")
    output.put(escaping: label.text)
    output.put("</text>")
  }

  /// The colours of Okabe and Ito that stand out on white and on black, in an order in which neighbours differ in
  /// lightness too.
  private static let colours: [StaticString] = [
    "#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#F0E442",
  ]

  /// The shapes of points: where each begins, seen from its middle, and how it goes on.
  private static let shapes: [(dx: Double, dy: Double, path: StaticString)] = [
    (-5, 0, "a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"), (-5, -5, "h10v10h-10z"), (0, -7, "l7 12h-14z"),
    (0, -7, "l7 7l-7 7l-7-7z"), (0, 7, "l7-12h-14z"),
    (-2, -7, "h4v5h5v4h-5v5h-4v-5h-5v-4h5z"), (-6, -6, "h12l-6 6l6 6h-12l6-6z"),
  ]

  /// A pattern for each colour, for those who cannot tell the colours apart and for print in grey.
  private static let patterns: [StaticString] = [
    "", "<circle cx=\"4\" cy=\"4\" r=\"1.5\" fill=\"#fff\"/>",
    "<path d=\"M4 0v8\" stroke=\"#fff\" stroke-width=\"1.4\"/>",
    "<path d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\" stroke=\"#fff\" stroke-width=\"1.4\"/>",
    "<path d=\"M0 4h8\" stroke=\"#fff\" stroke-width=\"1.4\"/>",
    "<path d=\"M-2 6l4 4M0 0l8 8M6-2l4 4\" stroke=\"#fff\" stroke-width=\"1.4\"/>",
    "<path d=\"M0 4h8M4 0v8\" stroke=\"#555\" stroke-width=\"1\"/>",
  ]
}

extension [UInt8] {
  /// A coordinate, to a tenth of a pixel.
  fileprivate mutating func put(_ value: Double) {
    guard value.isFinite, value.magnitude < 1e9 else { return put("0") }
    let tenths = Int((value * 10).rounded())
    if tenths < 0 { put("-") }
    put(Int((tenths / 10).magnitude))
    if tenths % 10 != 0 {
      put(".")
      put(Int((tenths % 10).magnitude))
    }
  }
}
