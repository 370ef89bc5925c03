/// A figure laid out: what stands where, before it is written in any format. Units are CSS pixels, y grows downwards.
struct Drawing {
  let width: Double
  var height: Double = 0
  var texts: [Label] = []
  var boxes: [Box] = []
  var lines: [Line] = []
  var diamonds: [Diamond] = []
  var blocks: [Block] = []
  var arrows: [Arrow] = []
  var curves: [Curve] = []
  var marks: [Mark] = []
  var rings: [Ring] = []

  init(width: Double) { self.width = width }

  /// A line of text on its baseline.
  struct Label {
    var text: String
    var x: Double
    var y: Double
    var anchor = Anchor.start
    var style = Style.plain

    enum Anchor { case start, middle, end }
    enum Style { case plain, soft, strong }

    /// The type size in pixels.
    var size: Double { style == .soft ? 13 : 14 }
    /// The place that the text takes, estimated on the safe side.
    var frame: Frame {
      let width = measure(text, size: size)
      let left =
        switch anchor {
        case .start: x
        case .middle: x - width / 2
        case .end: x - width
        }
      return Frame(left: left, top: y - size * 0.82, right: left + width, bottom: y + size * 0.24)
    }
  }

  /// A filled rectangle.
  struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    /// The series whose colour and pattern fill it.
    var fill: Fill
  }

  /// A colour of the page's own.
  enum Fill: Hashable {
    case series(Int)
    case total
  }

  /// A straight line.
  struct Line {
    var x1: Double
    var y1: Double
    var x2: Double
    var y2: Double
    var isGrid: Bool
  }

  /// A point, where a bar from zero would not fit the scale.
  struct Diamond {
    var x: Double
    var y: Double
  }

  /// A box with round corners around texts.
  struct Block {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  /// A line along points that ends in a tip.
  struct Arrow {
    var points: [(x: Double, y: Double)]
  }

  /// A line along points: of values, or a bound.
  struct Curve {
    var points: [(x: Double, y: Double)]
    var isBound: Bool
  }

  /// A point of a series, told apart by colour and shape.
  struct Mark {
    var x: Double
    var y: Double
    var series: Int
  }

  /// A ring around a point that is spoken of.
  struct Ring {
    var x: Double
    var y: Double
  }

  /// A rectangle by its edges.
  struct Frame {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    func overlaps(_ other: Frame) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }
}

/// The width of a text in a sans-serif face, estimated on the safe side: as wide as DejaVu Sans, the widest in common use.
func measure(_ text: String, size: Double) -> Double {
  var width = 0.0
  for scalar in text.unicodeScalars {
    switch scalar {
    case "i", "l", "j", "I", ".", ",", ":", ";", "'", "|", "!": width += 0.36
    case "f", "t", "r", "(", ")", "[", "]", " ", "\u{A0}", "/", "-": width += 0.42
    case "m", "w", "M", "W", "@", "%", "…": width += 1
    case "A"..."Z", "×", "+", "−", "=", "≈", "<", ">", "–": width += 0.84
    default: width += columns(scalar) == 2 ? 1.02 : columns(scalar) == 0 ? 0 : 0.65
    }
  }
  return width * size
}

/// Text broken into lines that are no wider than `width`: at blanks if there are any, else anywhere.
func broken(_ text: String, size: Double, width: Double) -> [String] {
  if measure(text, size: size) <= width { return [text] }
  var lines: [String] = []
  var line = ""
  for word in clean(text).split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
    let joined = line.isEmpty ? String(word) : line + " " + word
    if measure(joined, size: size) <= width {
      line = joined
      continue
    }
    if !line.isEmpty { lines.append(line) }
    line = ""
    for character in word {
      if !line.isEmpty, measure(line + String(character), size: size) > width {
        lines.append(line)
        line = ""
      }
      line.append(character)
    }
  }
  if !line.isEmpty { lines.append(line) }
  return lines.isEmpty ? [""] : lines
}
