import Symbolics

/// The words of inlines without their markup, for labels of pictures and for names read out by screen readers.
func plainText(_ inlines: [Inline]) -> String {
  var text = ""
  for inline in inlines {
    switch inline {
    case .text(let piece), .code(let piece): text += piece
    case .strong(let inner), .link(let inner, _), .deleted(let inner), .inserted(let inner),
      .marked(let inner):
      text += plainText(inner)
    case .number(let value): text += grouped(value)
    case .math(let math): text += plainText(math)
    }
  }
  return text
}

private func plainText(_ math: Math) -> String {
  let writer = PlainText(style: .grouped)
  var bytes: [UInt8] = []
  if let left = math.left {
    writer.write(left, to: &bytes)
    bytes.append(UInt8(ascii: " "))
  }
  if let relation = math.relation { bytes += Array((relation == .equal ? "= " : "≈ ").utf8) }
  writer.write(math.expression, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// The digits of an exact number in groups of three: `118,013,952`.
func grouped(_ value: Rational) -> String { NumberStyle.grouped.text(value) }

/// A value that is not negative as a decimal for the labels of a picture: a whole number as it is, else one decimal from 100
/// on, two from 1 on, below 1 two digits that are not zero. Rounded half up.
func decimal(_ value: Rational) -> String {
  if value.isInteger { return grouped(value) }
  var places = value >= 100 ? 1 : 2
  if !value.isZero, value < 1 {
    var bound = Rational.one
    while places < 12, let tenth = try? bound.divided(by: 10), value < tenth {
      bound = tenth
      places += 1
    }
  }
  guard let power = try? Rational(10).raised(to: Rational(places)),
    let steps = try? value.multiplied(by: power).adding(.half).floor
  else { return grouped(value) }
  var digits = "\(steps.numerator % power.numerator)"
  while digits.utf8.count < places { digits = "0" + digits }
  return grouped(Rational(whole: steps.numerator / power.numerator)) + "." + digits
}
