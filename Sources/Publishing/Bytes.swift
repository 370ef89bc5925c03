/// Output is built as UTF-8 bytes: appending to `[UInt8]` is several times cheaper than to a `String`.
extension [UInt8] {
  /// Appends text of the program itself, as it stands.
  mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends text as it stands.
  mutating func put(_ text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends a whole number in decimal digits.
  mutating func put(_ number: Int) {
    put(String(number))
  }

  /// Appends text for HTML, in an element or in a quoted attribute.
  mutating func put(escaping text: String) {
    for byte in clean(text).utf8 {
      switch byte {
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "<"): put("&lt;")
      case UInt8(ascii: ">"): put("&gt;")
      case UInt8(ascii: "\""): put("&quot;")
      default: append(byte)
      }
    }
  }

  /// Whether the bytes from `index` on begin with `text`.
  func has(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index >= 0, index + count <= self.count else { return false }
    for offset in 0..<count where self[index + offset] != text.utf8Start[offset] { return false }
    return true
  }
}

/// Text without characters that no format can carry: control characters, which a terminal would obey and C strings
/// would end at, and the marks that turn the direction of writing, which could hide what a line says. Each becomes U+FFFD.
func clean(_ text: String) -> String {
  guard hasControl(text) else { return text }
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    scalars.append(scalar == "\r" ? " " : isControl(scalar) ? "\u{FFFD}" : scalar)
  }
  return String(scalars)
}

/// The same on one line, for labels.
func oneLine(_ text: String) -> String {
  let text = clean(text)
  guard text.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t") }) else {
    return text
  }
  return String(text.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
}

private func hasControl(_ text: String) -> Bool {
  // Bytes decide quickly for nearly every text; the few suspicious lead bytes are looked at as characters.
  var isSuspicious = false
  for byte in text.utf8 where byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF {
    isSuspicious = true
    break
  }
  return isSuspicious && text.unicodeScalars.contains(where: isControl)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0: true
  case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF: true
  default: false
  }
}
