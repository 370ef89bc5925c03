// Logarithms without Foundation.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A scale on which equal ratios are equally far apart.
struct LogarithmicAxis {
  /// The values at both ends, above zero.
  let range: ClosedRange<Double>
  /// The values at which marks stand: powers of ten, over about two decades or less twice and five times them too.
  let marks: [Double]

  /// The scale from one mark to another around values; for no values from 1 to 10.
  init(_ values: [Double]) {
    let values = values.filter { $0.isFinite && $0 > 0 }.map { min(max($0, 1e-30), 1e36) }
    let (low, high) = (values.min() ?? 1, values.max() ?? 10)
    let decades = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    let isShort = decades.count <= 3 || high <= low * 150
    let steps: [Double] = isShort ? [1, 2, 5] : [1]
    var marks = decades.flatMap { decade in steps.map { $0 * pow(10, Double(decade)) } }
    // One mark beyond the values at either end, and no more.
    let tolerance = 1e-9
    if let first = marks.lastIndex(where: { $0 <= low * (1 + tolerance) }) { marks.removeFirst(first) }
    if let last = marks.firstIndex(where: { $0 >= high * (1 - tolerance) }) {
      marks.removeLast(marks.count - 1 - last)
    }
    if marks.count < 2 { marks = [low / 2, low * 2] }
    range = marks[0]...max(marks[marks.count - 1], marks[0] * 1.01)
    self.marks = marks
  }

  /// The scale from one value to another, without marks of its own.
  init(from low: Double, to high: Double) {
    let low = max(low, 1e-30)
    range = low...max(high, low * 1.01)
    marks = []
  }

  /// How far along the scale a value stands, from 0 to 1.
  func share(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    return min(max(log(value / range.lowerBound) / log(range.upperBound / range.lowerBound), 0), 1)
  }

  /// A mark's value in digits; beyond six digits as a power of ten.
  func label(_ value: Double) -> String {
    if value >= 1e6 || value < 1e-4 {
      let exponent = Int(log10(value).rounded(.down))
      let digits = Int((value / pow(10, Double(exponent))).rounded())
      return (digits == 1 ? "" : "\(digits)×") + "10" + superscript(exponent)
    }
    if value >= 1 { return Axis(0, value, marks: 1).label(value.rounded()) }
    var (decimals, scaled) = (0, value)
    while scaled < 0.999 { (decimals, scaled) = (decimals + 1, scaled * 10) }
    return "0." + String(repeating: "0", count: decimals - 1) + "\(Int(scaled.rounded()))"
  }

  private func superscript(_ exponent: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let text = String(exponent.magnitude).map { digits[Int(String($0)) ?? 0] }
    return (exponent < 0 ? "⁻" : "") + String(text)
  }
}
