import Explaining
import Symbolics
import Testing

@testable import Publishing

/// Figures of many shapes: short and long labels in both scripts, nothing at all, equal values, tiny and huge ones.
private func figures() -> [Figure] {
  var random = RandomNumbers(seed: 7)
  let names = [
    "fc", "conv1", "layer1.0.downsample", "a projection shortcut that was left out of the sum", "漏算捷径投影",
    "把填充当成了步长，并且还少算了两个卷积层的偏置", "", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "总计",
  ]
  func name(random: inout RandomNumbers) -> String { names[Int(random.below(UInt64(names.count)))] }
  var figures: [Figure] = []
  for round in 0..<300 {
    let scale = Int128(1) << Int128(random.below(round % 3 == 0 ? 100 : 30))
    let name = { names[Int(random.below(UInt64(names.count)))] }
    func value(signed: Bool) -> Rational {
      let size = Int128(random.below(1000)) * scale
      return Rational(whole: signed && random.below(2) == 0 ? -size : size)
    }
    let count = Int(random.below(9))
    if round % 2 == 0 {
      let series = (0...Int(random.below(8))).map { _ in name() }
      let bars = (0..<count).map { _ in
        let values = series.map { _ in value(signed: false) }
        return Figure.Bar(label: name(), values: values, total: values.first.map(\.description) ?? "")
      }
      figures.append(
        Figure(
          kind: .stackedBars(series: series, bars: bars, unit: name()), title: "t", description: "d",
          caption: []))
    } else {
      var level = value(signed: false)
      let start = Figure.Item(label: name(), value: level, printed: level.description)
      let parts = (0..<count).map { _ in
        let amount = value(signed: true)
        level = (try? level.adding(amount)) ?? level
        return Figure.Item(label: name(), value: amount, printed: amount.description)
      }
      figures.append(
        Figure(
          kind: .waterfall(
            start: start, contributions: parts,
            end: .init(label: name(), value: level, printed: level.description), unit: name(),
            rising: name(), falling: name()),
          title: "t", description: "d", caption: []))
    }
  }
  for _ in 0..<60 {
    let series = (0..<2).map { _ in name(random: &random) }
    let groups = (0..<Int(random.below(9))).map { _ in
      let values = series.map { _ in Rational(Int(random.below(10_000))) }
      return Figure.Group(
        label: name(random: &random), values: values, printed: values.map { $0.description + " %" })
    }
    figures.append(
      Figure(
        kind: .pairedBars(series: series, groups: groups, unit: name(random: &random)), title: "t",
        description: "d", caption: []))
  }
  for round in 0..<60 {
    let blocks = (0..<Int(random.below(14))).map { place in
      Figure.ArchitectureBlock(
        label: name(random: &random), detail: name(random: &random), cost: name(random: &random),
        output: name(random: &random),
        sources: (0...Int(random.below(2))).map { _ in
          let source = Int(random.below(UInt64(place + 1)))
          return random.below(3) == 0 ? (source == 0 ? nil : source - 1) : place == 0 ? nil : place - 1
        })
    }
    figures.append(
      Figure(
        kind: .architecture(input: name(random: &random), blocks: blocks), title: "t", description: "d",
        caption: []))
    func value() -> Rational {
      Rational(whole: 1 + Int128(random.below(1000)) << Int128(random.below(round % 2 == 0 ? 60 : 4)))
    }
    let points = (0..<Int(random.below(9))).map { _ in
      Figure.Plot.NamedPoint(name(random: &random), .init(value(), value()))
    }
    let curve = points.map { $0.point }.sorted { $0.x < $1.x }
    figures.append(
      Figure(
        kind: .plot(
          .init(
            xUnit: name(random: &random), yUnit: name(random: &random),
            xMarks: round % 3 == 0
              ? curve.map { .init(label: "", value: $0.x, printed: $0.x.description) } : [],
            curves: [.init(curve, hasMarks: round % 2 == 0)], points: round % 4 == 0 ? [] : points,
            highlight: points.first)),
        title: "t", description: "d", caption: []))
  }
  return figures + Language.allCases.flatMap { [sampleBars($0), sampleWaterfall($0)] }
}

@Suite struct FigureTests {
  @Test(arguments: [640.0, 328]) func noTextOverlapsAnotherAndNoneIsCut(width: Double) {
    for figure in figures() {
      let drawing = drawing(of: figure, width: width)
      let frames = drawing.texts.filter { !$0.text.isEmpty }.map { ($0.text, $0.frame) }
      for (index, (text, frame)) in frames.enumerated() {
        #expect(frame.left >= 0 && frame.right <= width, "“\(text)” leaves the picture: \(frame)")
        #expect(frame.top >= 0 && frame.bottom <= drawing.height, "“\(text)” leaves the picture: \(frame)")
        for (other, second) in frames[(index + 1)...] {
          #expect(!frame.overlaps(second), "“\(text)” overlaps “\(other)”")
        }
        for box in drawing.boxes {
          let bar = Drawing.Frame(
            left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height)
          #expect(!frame.overlaps(bar), "“\(text)” overlaps a bar")
        }
        for block in drawing.blocks {
          let box = Drawing.Frame(
            left: block.x, top: block.y, right: block.x + block.width, bottom: block.y + block.height)
          let isInside =
            frame.left >= box.left && frame.right <= box.right && frame.top >= box.top
            && frame.bottom <= box.bottom
          #expect(!frame.overlaps(box) || isInside, "“\(text)” leaves its block")
        }
      }
    }
  }

  @Test(arguments: [640.0, 328]) func barsStayInThePicture(width: Double) {
    for figure in figures() {
      let drawing = drawing(of: figure, width: width)
      for box in drawing.boxes {
        #expect(box.x >= 0 && box.x + box.width <= width + 2 && box.width > 0)
        #expect(box.y >= 0 && box.y + box.height <= drawing.height)
      }
    }
  }

  @Test func aBarIsAsLongAsItsValue() {
    let bars: [Figure.Bar] = [
      .init(label: "a", values: [100, 100], total: "200"), .init(label: "b", values: [50, 0], total: "50"),
    ]
    let drawing = stackedBars(series: ["x"], bars: bars, unit: "", width: 640)
    let widths = drawing.boxes.map(\.width)
    #expect(widths.count == 3)
    #expect(abs(widths[0] - widths[1]) < 0.01 && abs(widths[0] - 2 * widths[2]) < 0.01)
  }

  @Test func noLineOfAnArchitectureCrossesAText() {
    for figure in figures() {
      guard case .architecture = figure.kind else { continue }
      let drawing = drawing(of: figure, width: 640)
      for arrow in drawing.arrows {
        for (from, to) in zip(arrow.points, arrow.points.dropFirst()) {
          let line = Drawing.Frame(
            left: min(from.x, to.x) - 0.5, top: min(from.y, to.y) - 0.5, right: max(from.x, to.x) + 0.5,
            bottom: max(from.y, to.y) + 0.5)
          for text in drawing.texts where !text.text.isEmpty {
            #expect(!line.overlaps(text.frame), "a line crosses “\(text.text)”")
          }
        }
      }
    }
  }

  @Test func equalRatiosAreEquallyFarApartOnALogarithmicAxis() {
    let axis = LogarithmicAxis([3, 70_000])
    #expect(axis.marks.map { axis.label($0) } == ["1", "10", "100", "1,000", "10,000", "100,000"])
    #expect(abs((axis.share(100) - axis.share(10)) - (axis.share(1000) - axis.share(100))) < 1e-12)
    #expect(
      LogarithmicAxis([0.02, 0.3]).marks.map { axis.label($0) } == ["0.02", "0.05", "0.1", "0.2", "0.5"])
    #expect(axis.label(5e12) == "5×10¹²")
    for values in [[], [0.0], [.infinity], [.nan], [1e300], [-1], [5]] {
      let axis = LogarithmicAxis(values)
      #expect(axis.marks.count >= 2 && axis.range.lowerBound < axis.range.upperBound)
    }
  }

  @Test func marksStandAtRoundValues() {
    for (low, high, marks) in [
      (0.0, 462, ["0", "100", "200", "300", "400", "500"]),
      (0, 0.9, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (0, 7000, ["0", "2,000", "4,000", "6,000", "8,000"]), (-3, 4, ["−4", "−2", "0", "2", "4"]),
    ] {
      let axis = Axis(low, high, marks: 5)
      #expect(axis.marks.map { axis.label($0) } == marks)
    }
  }

  @Test(arguments: [0.0, 1, -1, .infinity, .nan, 1e300]) func anAxisIsFiniteWhateverTheValues(_ value: Double)
  {
    for other in [0.0, value, 3] {
      let axis = Axis(value, other, marks: 4)
      #expect(axis.marks.count >= 1 && axis.marks.count <= 51)
      for mark in axis.marks { #expect(!axis.label(mark).isEmpty) }
    }
  }
}

/// Numbers that are the same in every run.
struct RandomNumbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ bound: UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return (state >> 11) % max(bound, 1)
  }
}
