package import Symbolics

/// Writes JSON (RFC 8259) into a buffer of UTF-8: keys in the order in which they are written, two blanks of
/// indentation a level, exact numbers as strings of digits.
///
///     var json = JSONWriter()
///     json.object {
///       $0.member("network", "resnet101")
///       $0.member("input") { $0.array(inOneLine: true) { for size in [1, 3] { $0.value(size) } } }
///     }
package struct JSONWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true
  private var isInOneLine = false
  /// Set between a key and its value, which does not begin an element of its own.
  private var isBehindKey = false

  /// An empty buffer.
  package init() {}

  /// The text with a line feed at its end.
  package consuming func finished() -> [UInt8] {
    bytes.append(0x0A)
    return bytes
  }
}

// MARK: - Structure

extension JSONWriter {
  /// An object; `body` writes its members.
  package mutating func object(inOneLine: Bool = false, _ body: (inout JSONWriter) -> Void) {
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), inOneLine, body)
  }

  /// An array; `body` writes its elements.
  package mutating func array(inOneLine: Bool = false, _ body: (inout JSONWriter) -> Void) {
    container(UInt8(ascii: "["), UInt8(ascii: "]"), inOneLine, body)
  }

  /// A member whose value `body` writes.
  package mutating func member(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
    beginElement()
    quote(key.withUTF8Buffer { String(decoding: $0, as: UTF8.self) })
    append(": ")
    isBehindKey = true
    body(&self)
    isBehindKey = false
  }

  private mutating func container(
    _ open: UInt8, _ close: UInt8, _ inOneLine: Bool, _ body: (inout JSONWriter) -> Void
  ) {
    beginElement()
    bytes.append(open)
    let outer = isInOneLine
    isInOneLine = outer || inOneLine
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst, !isInOneLine { breakLine() }
    bytes.append(close)
    isInOneLine = outer
    isFirst = false
  }

  private mutating func beginElement() {
    if isBehindKey {
      isBehindKey = false
      return
    }
    guard depth > 0 else { return }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if isInOneLine {
      if !isFirst { bytes.append(UInt8(ascii: " ")) }
    } else {
      breakLine()
    }
    isFirst = false
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    for _ in 0..<depth { append("  ") }
  }
}

// MARK: - Values

extension JSONWriter {
  /// A string.
  package mutating func value(_ text: String) {
    beginElement()
    quote(text)
  }

  /// A small number: a line, a column, a size, a count of copies.
  package mutating func value(_ number: Int) {
    beginElement()
    append(String(number))
  }

  /// A truth value.
  package mutating func value(_ truth: Bool) {
    beginElement()
    append(truth ? "true" : "false")
  }

  /// An exact number, as a string: digits, a decimal fraction, or `a/b` where no decimal fraction is exact.
  package mutating func value(exact number: Rational) {
    beginElement()
    bytes.append(0x22)
    append(number.exactText)
    bytes.append(0x22)
  }

  /// Nothing.
  package mutating func null() {
    beginElement()
    append("null")
  }

  /// A member that is a string, or null.
  package mutating func member(_ key: StaticString, _ text: String?) {
    member(key) { if let text { $0.value(text) } else { $0.null() } }
  }

  /// A member that is a small number.
  package mutating func member(_ key: StaticString, _ number: Int) {
    member(key) { $0.value(number) }
  }

  /// A member that is an exact number, or null.
  package mutating func member(_ key: StaticString, exact number: Rational?) {
    member(key) { if let number { $0.value(exact: number) } else { $0.null() } }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a string so that no reader and no terminal stumbles: quotes and backslashes, control characters (C0, DEL
  /// and C1), the two line separators that old JavaScript forbids, and marks that reverse the direction of writing.
  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    var text = text
    let isPlain = text.withUTF8 { buffer in
      buffer.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    }
    if isPlain {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { quote(scalar) }
    }
    bytes.append(0x22)
  }

  private mutating func quote(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x22: append("\\\"")
    case 0x5C: append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: escape(scalar.value)
    default: UTF8.encode(scalar).map { bytes.append(contentsOf: $0) }
    }
  }

  private mutating func escape(_ value: UInt32) {
    let digits = String(value, radix: 16)
    append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }
}

extension Rational {
  /// The exact value in the shortest form that says it: `42`, `-0.125`, `1/3`.
  package var exactText: String {
    guard !isInteger else { return description }
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    let places = max(twos, fives)
    // More than 18 places are no longer easier to read than the fraction.
    guard rest == 1, places <= 18 else { return description }
    var scaled = magnitude
    for _ in 0..<places {
      guard let next = try? scaled.multiplied(by: 10) else { return description }
      scaled = next
    }
    let digits = scaled.description
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let point = padded.index(padded.endIndex, offsetBy: -places)
    return (isNegative ? "-" : "") + padded[..<point] + "." + padded[point...]
  }
}
