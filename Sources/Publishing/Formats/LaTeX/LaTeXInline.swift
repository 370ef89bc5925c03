import Explaining

extension LaTeXWriter {
  func write(_ inlines: [Inline], to output: inout [UInt8]) {
    for (index, inline) in inlines.enumerated() {
      switch inline {
      case .text(let text):
        // A unit stays on the line of its number.
        let isUnit = index > 0 && text.utf8.first == UInt8(ascii: " ") && isNumber(inlines[index - 1])
        if isUnit { output.put("~") }
        writeEscaped(isUnit ? String(text.dropFirst()) : text, to: &output)
      case .strong(let inner): write("\\textbf{", inner, to: &output)
      case .code(let text):
        output.put("\\texttt{")
        if breaksNames { writePath(text, to: &output) } else { writeEscaped(text, to: &output) }
        output.put("}")
      case .number(let value): notations.number(value, to: &output)
      case .math(let math): write(math, to: &output)
      case .link(let inner, let target): write(inner, to: target, &output)
      case .deleted(let inner):
        write("\\deleted{", inner, to: &output)
        if case .inserted? = inlines.element(at: index + 1) { output.put("\\,") }
      case .inserted(let inner): write("\\inserted{", inner, to: &output)
      case .marked(let inner): write("\\marked{", inner, to: &output)
      }
    }
  }

  private func isNumber(_ inline: Inline) -> Bool {
    switch inline {
    case .number, .math: true
    default: false
    }
  }

  private func write(_ command: StaticString, _ inner: [Inline], to output: inout [UInt8]) {
    output.put(command)
    write(inner, to: &output)
    output.put("}")
  }

  private func write(_ math: Math, to output: inout [UInt8]) {
    output.put("$")
    if let left = math.left {
      notations.latex(left, to: &output)
      output.put(" ")
    }
    if let relation = math.relation {
      output.put(relation.command)
      output.put(" ")
    }
    notations.latex(math.expression, to: &output)
    output.put("$")
  }

  private func write(_ inner: [Inline], to target: String, _ output: inout [UInt8]) {
    if target.hasPrefix("#") {
      let anchor = String(target.dropFirst())
      guard has(anchor: anchor) else { return write(inner, to: &output) }
      output.put("\\hyperref[")
      output.put(label(anchor))
      output.put("]{")
    } else {
      output.put("\\href{")
      writeAddress(target, to: &output)
      output.put("}{")
    }
    write(inner, to: &output)
    output.put("}")
  }

  /// An address with everything escaped that TeX would read as its own.
  private func writeAddress(_ address: String, to output: inout [UInt8]) {
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "_"), UInt8(ascii: "$"):
        output.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 0...0x20, UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "^"),
        UInt8(ascii: "~"), 0x7F...:
        let digits = Array("0123456789ABCDEF".utf8)
        output.put("\\%")
        output.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      default: output.append(byte)
      }
    }
  }

  /// A name such as `layer1.0.downsample`, which may be broken behind a point, an underline or a hyphen: TeX hyphenates no names.
  private func writePath(_ text: String, to output: inout [UInt8]) {
    var piece = ""
    for character in text {
      piece.append(character)
      guard character == "." || character == "_" || character == "-" || character == "/" else { continue }
      writeEscaped(piece, to: &output)
      output.put("\\allowbreak{}")
      piece = ""
    }
    writeEscaped(piece, to: &output)
  }

  /// Text with every sign escaped that TeX would read as its own.
  func writeEscaped(_ text: String, to output: inout [UInt8]) {
    var rest = clean(text).unicodeScalars[...]
    while let scalar = rest.first {
      if let mark = RaisedSigns(&rest) {
        mark.write(to: &output)
        continue
      }
      rest.removeFirst()
      for byte in String(scalar).utf8 { writeEscaped(byte, to: &output) }
    }
  }

  private func writeEscaped(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\\"): output.put("\\textbackslash{}")
    case UInt8(ascii: "~"): output.put("\\textasciitilde{}")
    case UInt8(ascii: "^"): output.put("\\textasciicircum{}")
    case UInt8(ascii: "<"): output.put("{<}")
    case UInt8(ascii: ">"): output.put("{>}")
    case UInt8(ascii: "|"): output.put("{|}")
    case UInt8(ascii: "\""): output.put("\\textquotedbl{}")
    case UInt8(ascii: "`"): output.put("\\textasciigrave{}")
    case UInt8(ascii: "'"): output.put("\\textquotesingle{}")
    case UInt8(ascii: "-"): output.put("{-}")
    case UInt8(ascii: "["), UInt8(ascii: "]"):
      // In braces, so that no command before them takes them for an option.
      output.append(contentsOf: [UInt8(ascii: "{"), byte, UInt8(ascii: "}")])
    case UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "_"),
      UInt8(ascii: "{"), UInt8(ascii: "}"):
      output.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case UInt8(ascii: "\n"): output.put(" ")
    default: output.append(byte)
    }
  }
}

/// Raised or lowered digits in a row, `⁻¹²` or `₂`. Few text faces have them, so that they are set as mathematics.
private struct RaisedSigns {
  private let isRaised: Bool
  private var signs: [UInt8] = []

  /// Takes the signs off the front of a text; nil if it begins with none.
  init?(_ text: inout Substring.UnicodeScalarView) {
    guard let first = text.first, let (_, isRaised) = RaisedSigns.plain(first) else { return nil }
    self.isRaised = isRaised
    while let scalar = text.first, let (sign, other) = RaisedSigns.plain(scalar), other == isRaised {
      signs.append(sign)
      text.removeFirst()
    }
  }

  func write(to output: inout [UInt8]) {
    output.put(isRaised ? "\\ensuremath{^{" : "\\ensuremath{_{")
    output += signs
    output.put("}}")
  }

  private static func plain(_ scalar: Unicode.Scalar) -> (sign: UInt8, isRaised: Bool)? {
    switch scalar.value {
    case 0x2070, 0x2074...0x2079: (0x30 + UInt8(scalar.value - 0x2070), true)
    case 0xB9: (0x31, true)
    case 0xB2, 0xB3: (0x30 + UInt8(scalar.value - 0xB0), true)
    case 0x207A: (UInt8(ascii: "+"), true)
    case 0x207B: (UInt8(ascii: "-"), true)
    case 0x207F: (UInt8(ascii: "n"), true)
    case 0x2080...0x2089: (0x30 + UInt8(scalar.value - 0x2080), false)
    default: nil
    }
  }
}
