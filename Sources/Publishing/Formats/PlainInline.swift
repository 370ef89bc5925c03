import Explaining

/// The words of inlines without markup, for titles and labels.
func plainText(_ inlines: [Inline], _ notations: Notations) -> String {
  var bytes: [UInt8] = []
  writePlain(inlines, notations, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

extension [Inline] {
  /// The inline at an index, if there is one.
  func element(at index: Int) -> Inline? { indices.contains(index) ? self[index] : nil }
}

/// How many columns inlines take in a terminal.
func textWidth(_ inlines: [Inline], _ notations: Notations) -> Int {
  columns(plainText(inlines, notations))
}

/// The words of inlines without markup.
func writePlain(_ inlines: [Inline], _ notations: Notations, to output: inout [UInt8]) {
  for inline in inlines {
    switch inline {
    case .text(let text), .code(let text): output.put(clean(text))
    case .number(let value): notations.number(value, to: &output)
    case .math(let math): writePlain(math, notations, to: &output)
    case .strong(let inner), .link(let inner, _), .deleted(let inner), .inserted(let inner),
      .marked(let inner):
      writePlain(inner, notations, to: &output)
    }
  }
}

/// A relation in plain notation.
func writePlain(_ math: Math, _ notations: Notations, to output: inout [UInt8]) {
  if let left = math.left {
    notations.plain(left, to: &output)
    output.put(" ")
  }
  if let relation = math.relation {
    output.put(relation.sign)
    output.put(" ")
  }
  notations.plain(math.expression, to: &output)
}

/// How many columns a text takes in a terminal: East Asian wide characters count as two, combining ones as none.
func columns(_ text: String) -> Int {
  var count = 0
  for scalar in text.unicodeScalars { count += columns(scalar) }
  return count
}

/// The columns of one character, by the ranges of Unicode's EastAsianWidth that are `W` or `F`.
func columns(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0..<0x300: 1
  case 0x300..<0x370, 0x200B...0x200D, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F: 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
    2
  default: 1
  }
}
