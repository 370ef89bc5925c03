/// A scale with round steps.
struct Axis {
  /// The values at both ends.
  let range: ClosedRange<Double>
  /// The distance between two marks: 1, 2 or 5 times a power of ten.
  let step: Double
  /// The decimals that the marks need.
  let decimals: Int

  /// The scale for values of a range, with about as many marks as asked for.
  init(_ low: Double, _ high: Double, marks: Int) {
    // Exact values end below 2^127; nothing beyond can be placed.
    let low = low.isFinite ? min(max(low, -1e39), 1e39) : 0
    let least = low + max(1, low.magnitude * 1e-9)
    let high = high.isFinite ? max(min(high, 2e39), least) : least
    var power = 1.0
    var decimals = 0
    let ideal = (high - low) / Double(max(marks, 1))
    while power * 10 <= ideal { power *= 10 }
    while power > ideal, decimals < 12 {
      power /= 10
      decimals += 1
    }
    step = power * (ideal <= power ? 1 : ideal <= 2 * power ? 2 : ideal <= 5 * power ? 5 : 10)
    self.decimals = step >= 1 ? 0 : decimals - (step >= 10 * power ? 1 : 0)
    range = (low / step).rounded(.down) * step...(high / step).rounded(.up) * step
  }

  /// The values at which marks stand.
  var marks: [Double] {
    let count = Int(min(((range.upperBound - range.lowerBound) / step).rounded(), 50))
    return (0...max(0, count)).map { range.lowerBound + Double($0) * step }
  }

  /// A mark's value in digits.
  func label(_ value: Double) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard scaled.magnitude < 9e15 else { return "\(value)" }
    var digits = String(Int(scaled.magnitude))
    while digits.utf8.count <= decimals { digits = "0" + digits }
    let whole = digits.dropLast(decimals)
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let fraction = decimals > 0 ? "." + digits.suffix(decimals) : ""
    return (scaled < 0 ? "−" : "") + grouped + fraction
  }
}

extension Drawing {
  /// Draws the grid of an axis in horizontal bands, so that it crosses no text; its marks and its unit stand below. Marks
  /// that would touch are left out.
  mutating func draw(
    _ axis: Axis, from left: Double, to right: Double, bands: [ClosedRange<Double>], bottom: Double,
    unit: String
  ) {
    var end = -Double.infinity
    for mark in axis.marks {
      let x = place(mark, on: axis, from: left, to: right)
      for band in bands {
        lines.append(Line(x1: x, y1: band.lowerBound, x2: x, y2: band.upperBound, isGrid: true))
      }
      var label = Label(text: axis.label(mark), x: x, y: bottom + 17, anchor: .middle, style: .soft)
      // The outermost marks are moved inwards as far as the picture's edge asks for.
      label.x += max(0, 1 - label.frame.left)
      label.x -= max(0, label.frame.right - width + 1)
      if label.frame.left < end + 8 { continue }
      end = label.frame.right
      texts.append(label)
    }
    height = bottom + 22
    for line in broken(unit, size: 13, width: width - 4) where !line.isEmpty {
      var label = Label(text: line, x: (left + right) / 2, y: height + 13, anchor: .middle, style: .soft)
      label.x += max(0, 1 - label.frame.left)
      label.x -= max(0, label.frame.right - width + 1)
      texts.append(label)
      height += 17
    }
    height += 4
  }

  /// Where a value stands on an axis.
  func place(_ value: Double, on axis: Axis, from left: Double, to right: Double) -> Double {
    let length = axis.range.upperBound - axis.range.lowerBound
    let share = length > 0 ? (value - axis.range.lowerBound) / length : 0
    return left + min(max(share, 0), 1) * (right - left)
  }
}
