import Symbolics

/// Numbers that a calculation takes shortened, with the number itself beside it: `136,134,656 of 494,032,768: 136/494 =
/// 27.6 %`, `2 × 989 = 1,979`.
extension LinkChecker {
  /// Whether a claim is what the numbers give before they were shortened.
  func agreesWrittenOut(_ link: PlainLink) -> Bool {
    agreesInPublishedPeaks(link) || agreesWithLongOperands(link) || agreesWithLongFactor(link)
  }

  /// `6 · 124.4×10⁶ · 10¹⁰ = 7.47×10¹⁸` behind 124,439,808: the calculator went on with the number itself.
  private func agreesWithLongFactor(_ link: PlainLink) -> Bool {
    guard case .product(let factors) = link.left.located.expression, factors.count <= 8,
      link.claim.shows(atLeast: 100)
    else { return false }
    let place = link.left.located.range.lowerBound
    let line = working.lineStarts[max(0, working.line(at: place) - 12)]
    let before = max(line, place - 1_024)..<max(line, place)
    var measures: [Measure]?
    for factor in factors {
      guard let short = Claim.numeral(of: factor), short.lastPlace < .one || short.hasScaleWord,
        short.shows(atLeast: 100), !short.value.isZero
      else { continue }
      let known = measures ?? MeasureReader.measures(in: before, of: working.bytes)
      measures = known
      for scale: Rational in [1, 1_000, 1_000_000, 1_000_000_000] {
        guard let exact = long(short, times: scale, among: known), exact >= 1_000,
          let ratio = try? exact.divided(by: short.value).divided(by: scale),
          let value = try? link.value.multiplied(by: ratio)
        else { continue }
        if fits(value, link.claim, isApproximate: link.isApproximate, isBare: false) { return true }
      }
    }
    return false
  }

  /// `136/494` beside `136,134,656 of 494,032,768`: both operands are the first digits of numbers of the line.
  private func agreesWithLongOperands(_ link: PlainLink) -> Bool {
    guard case .quotient(.number(let dividend), .number(let divisor)) = link.left.located.expression,
      dividend.scale == .one, divisor.scale == .one, dividend.shows(atLeast: 10), divisor.shows(atLeast: 100),
      dividend.value < 10_000, divisor.value < 10_000
    else { return false }
    let place = link.left.located.range.lowerBound
    let line = working.lineStarts[max(0, working.line(at: place) - 1)]
    let measures = MeasureReader.measures(in: max(line, place - 256)..<max(line, place), of: working.bytes)
    for scale: Rational in [1_000, 1_000_000, 1_000_000_000] {
      guard let first = long(dividend, times: scale, among: measures),
        let second = long(divisor, times: scale, among: measures), !second.isZero,
        let value = try? first.divided(by: second)
      else { continue }
      if fits(value, link.claim, isApproximate: link.isApproximate, isBare: false) { return true }
    }
    return false
  }

  /// The number that a shortened one was rounded from.
  private func long(_ short: Numeral, times scale: Rational, among measures: [Measure]) -> Rational? {
    guard let value = try? short.value.multiplied(by: scale),
      let half = try? short.lastPlace.multiplied(by: scale).divided(by: .two)
    else { return nil }
    return measures.first {
      $0.numeral.lastPlace == .one && LinkChecker.isWithin(half, $0.numeral.value, value)
    }?.numeral.value
  }

  /// `2 × 989 = 1,979`: 989.4 and 1,978.9 are published, each rounded for itself.
  private func agreesInPublishedPeaks(_ link: PlainLink) -> Bool {
    guard case .product(let factors) = link.left.located.expression, factors.count == 2,
      factors.contains(where: { Claim.numeral(of: $0)?.value == .two }),
      let digits = link.claim.unscaled,
      LinkChecker.isPeak(digits), let half = try? value(of: link.left)?.divided(by: .two)
    else { return false }
    return factors.contains { factor in
      guard let numeral = Claim.numeral(of: factor), let peak = numeral.unscaled, LinkChecker.isPeak(peak),
        numeral.scale == .one || numeral.scale == link.claim.scale,
        let twice = try? peak.multiplied(by: .two)
      else { return false }
      return numeral.value == half && LinkChecker.isWithin(.one, twice, digits)
    }
  }
}
