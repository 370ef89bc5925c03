import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// How the multiply-adds grow with the input: the closed form, its values at some sizes as a curve, and how far that is
  /// from growing as the input does.
  func growth(_ forms: ClosedForms) -> [Block] {
    guard isWhole, let form = try? forms.form(of: .macs) else { return [] }
    let points = growthPoints(form, letters: forms.letters)
    guard points.count > 2, let first = points.first, let last = points.last,
      let input = try? last.size.divided(by: first.size), let factor = try? last.macs.divided(by: first.macs)
    else { return [] }
    let left = Expression.symbol(form.quantity.symbol)
    let letters = wording.list(forms.letters.map { [.math(Math(.symbol($0.symbol)))] })
    return [
      .paragraph(wording.inlines(.growthIntroduction, ["letters": .inlines(letters)])),
      .calculation(
        Calculation(
          label: wording.string(.growthTitle, ["network": .text(derivation.network.title)]),
          rows: [Calculation.Row(left, .equal, form.expression)])),
      .paragraph(ClosedFormText.assumptions(form, wording)),
      .figure(figure(of: points, letters: forms.letters)),
      .paragraph(
        wording.inlines(
          .growthFactor,
          [
            "first": .math(first.name), "last": .math(last.name), "input": .math(times(input)),
            "factor": .math(times(factor)),
          ])),
    ]
  }

  /// A factor within a sentence: `4`, `≈ 3.87`.
  private func times(_ factor: Rational) -> Math {
    let rounded = wording.rounded(factor)
    return rounded.relation == .equal ? Math(rounded.expression) : rounded
  }

  /// An input, and what the closed form gives for it.
  private struct GrowthPoint {
    /// The size as it is written: 224 × 224, or 1,024.
    let name: Math
    /// Positions or tokens.
    let size: Rational
    let macs: Rational
    let isOwn: Bool
  }

  /// The sizes: from a quarter of the page's input to four times of it, for tokens from a thirty-second up to it, because
  /// a network may take no more. Each is a multiple of what the closed form assumes.
  private func growthPoints(_ form: ClosedForm, letters: [ClosedForm.Letter]) -> [GrowthPoint] {
    let own = letters.map { $0.size(in: derivation) }
    let ratios: [(Int, Int)] =
      letters == [.tokens]
      ? [(1, 32), (1, 16), (1, 8), (1, 4), (1, 2), (1, 1)]
      : [(1, 2), (3, 4), (1, 1), (5, 4), (3, 2), (7, 4), (2, 1)]
    var points: [GrowthPoint] = []
    for (numerator, denominator) in ratios {
      var sizes: [Rational] = []
      for (letter, own) in zip(letters, own) {
        let assumption = form.assumptions.first { $0.letter == letter }
        let (multiple, minimum) = (max(assumption?.multiple ?? 1, 1), assumption?.minimum ?? 1)
        let (scaled, overflow) = own.multipliedReportingOverflow(by: numerator)
        if overflow { return [] }
        let size = scaled / denominator / multiple * multiple
        guard size > 0, size >= minimum else { break }
        sizes.append(Rational(size))
      }
      guard sizes.count == letters.count, let point = growthPoint(form, letters, sizes, own: own),
        point.size > (points.last?.size ?? .zero)
      else { continue }
      points.append(point)
    }
    return points
  }

  private func growthPoint(
    _ form: ClosedForm, _ letters: [ClosedForm.Letter], _ sizes: [Rational], own: [Int]
  ) -> GrowthPoint? {
    let substituted = form.expression.substituting { symbol in
      zip(letters, sizes).first { $0.0.symbol == symbol }.map { Expression($0.1) }
    }
    guard let macs = try? substituted.evaluated(), !macs.isZero, !macs.isNegative else { return nil }
    let name = Expression.product(of: sizes.map { Expression($0) })
    guard let size = try? name.evaluated() else { return nil }
    return GrowthPoint(name: Math(name), size: size, macs: macs, isOwn: sizes == own.map { Rational($0) })
  }

  private func figure(of points: [GrowthPoint], letters: [ClosedForm.Letter]) -> Figure {
    let largest = points.reduce(Rational.zero) { max($0, $1.macs) }
    let scale = FigureScale(largest: largest, in: wording.language)
    let places = points.map { Figure.Plot.Point($0.size, scale.scaled($0.macs)) }
    let own = points.firstIndex { $0.isOwn }
    let isText = letters == [.tokens]
    var ring: WordingValues = [:]
    ring.add("input", own.map { .math(points[$0].name) })
    let described = zip(points, places).map { plainText([.math($0.name)]) + " " + decimal($1.y) }
    let plot = Figure.Plot(
      xUnit: wording.string(isText ? .growthTokens : .growthPixels), yUnit: wording.string(scale.macs),
      xMarks: points.map { .init(label: "", value: $0.size, printed: plainText([.math($0.name)])) },
      curves: [.init(places)],
      highlight: own.map {
        .init(plainText([.math(points[$0].name)]) + ": " + decimal(places[$0].y), places[$0])
      })
    return Figure(
      kind: .plot(plot),
      title: wording.string(.growthTitle, ["network": .text(derivation.network.title)]),
      description: wording.string(
        .growthDescription, ["values": .text(described.joined(separator: "; "))]),
      caption: wording.inlines(.growthCaption, ring), table: table(of: points, isText: isText))
  }

  private func table(of points: [GrowthPoint], isText: Bool) -> Table {
    Table(
      caption: wording.inlines(.growthTable),
      columns: [
        Table.Column(wording.inlines(isText ? .columnTokens : .columnImage)),
        Table.Column(wording.inlines(.columnMacs), isNumeric: true),
        Table.Column(wording.inlines(.columnRatio), isNumeric: true),
      ],
      rows: points.map { point in
        let ratio = (try? point.macs.divided(by: part.value(.macs))).map { times($0) }
        return [[.math(point.name)], [.number(point.macs)], ratio.map { [.math($0)] } ?? [.text("–")]]
      })
  }
}

extension ClosedForm.Letter {
  /// What the letter is in a derivation with numbers.
  func size(in derivation: Derivation) -> Int {
    let map = derivation.inputs.first { $0.layout == .map }
    let tokens = derivation.inputs.first { $0.layout == .tokens || $0.layout == .sequence }
    return switch self {
    case .batch: derivation.input.batch
    case .height: map?.height ?? 0
    case .width: map?.width ?? 0
    case .tokens: tokens?.dimensions[1] ?? 1
    }
  }
}
