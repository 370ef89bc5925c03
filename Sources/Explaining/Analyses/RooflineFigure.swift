import Derivations
import Symbolics

extension AnalysisWriter {
  /// The kinds of layers under the roof of a device, each at the operations a byte and the speed that its row derives. Nothing
  /// where no device was given.
  func rooflineFigure(_ section: Analysis.Section) -> [Block] {
    guard section.topic == .roofline, let roof = Roof(section) else { return [] }
    let scale = Scale.fitting(roof.peak, in: .english) ?? .one
    let unit = (try? Rational(10).raised(to: Rational(scale.exponent))) ?? .one
    func scaled(_ point: Figure.Plot.Point) -> Figure.Plot.Point {
      Figure.Plot.Point(point.x, (try? point.y.divided(by: unit)) ?? point.y)
    }
    let points = section.rows.compactMap { row -> Figure.Plot.NamedPoint? in
      guard case .kind? = row.label, let point = row.underRoof else { return nil }
      return .init(plainText(words(for: row.label)), scaled(point))
    }
    guard !points.isEmpty, let bound = roof.corners(over: points.map { $0.point.x }) else { return [] }
    let described = points.map { "\($0.name) \(decimal($0.point.x)), \(decimal($0.point.y))" }
    return [
      .figure(
        Figure(
          kind: .plot(
            Figure.Plot(
              xUnit: wording.string(.unitIntensity),
              yUnit: wording.string(.rooflineSpeed, ["scale": .text(scale.prefix)]),
              curves: [.init(bound.map(scaled), hasMarks: false)], points: points)),
          title: wording.string(.rooflineTitle),
          description: wording.string(
            .rooflineDescription,
            ["ridge": .text(decimal(roof.ridge)), "values": .text(described.joined(separator: "; "))]),
          caption: wording.inlines(.rooflineCaption)))
    ]
  }
}

/// What a device can attain: its speed for products, and below the ridge what its memory lets through.
private struct Roof {
  let ridge: Rational
  let peak: Rational
  let bandwidth: Rational

  /// The roof of a section's first row; nil where no device was given.
  init?(_ section: Analysis.Section) {
    guard let step = section.rows.first(where: { $0.label == .item(.ridge) })?.result,
      step.bindings.count == 2
    else { return nil }
    (ridge, peak, bandwidth) = (step.value, step.bindings[0].value, step.bindings[1].value)
  }

  /// The corners of the roof, from half the lowest intensity to four times the highest one.
  func corners(over intensities: [Rational]) -> [Figure.Plot.Point]? {
    let low = intensities.reduce(ridge) { min($0, $1) }
    let high = intensities.reduce(ridge) { max($0, $1) }
    guard let left = try? low.divided(by: 2), let right = try? high.multiplied(by: 4),
      let start = try? left.multiplied(by: bandwidth)
    else { return nil }
    return [.init(left, start), .init(ridge, peak), .init(right, peak)]
  }
}

extension Analysis.Row {
  /// The operations a byte and the speed that they allow.
  fileprivate var underRoof: Figure.Plot.Point? {
    guard let intensity = steps.last(where: { $0.quantity == .intensity })?.value,
      let speed = steps.last(where: { $0.quantity == .throughput })?.value, !intensity.isZero, !speed.isZero
    else { return nil }
    return Figure.Plot.Point(intensity, speed)
  }
}

extension Scale {
  /// The prefix of a unit: `T` for 10¹².
  fileprivate var prefix: String {
    switch self {
    case .kilo: "k"
    case .mega: "M"
    case .giga: "G"
    case .tera: "T"
    case .peta: "P"
    case .exa: "E"
    default: ""
    }
  }
}
