/// What an unquoted scalar means, by the core schema of YAML 1.2.2, section 10.3.2, and the three names that Python
/// writes into JSON: `NaN`, `Infinity`, `-Infinity`.
enum CoreSchema: Equatable {
  case null
  case bool(Bool)
  /// A whole number; nil if it is beyond `Int`.
  case integer(Int?)
  /// A number with a point or an exponent, an infinity or no number; beyond the range it becomes an infinity or 0.
  case number(Double)
  case string

  init(_ scalar: Value.Scalar) {
    self = scalar.isQuoted ? .string : CoreSchema(plain: scalar.text)
  }

  private init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .bool(true)
    case "false", "False", "FALSE": self = .bool(false)
    case ".nan", ".NaN", ".NAN", "NaN": self = .number(.nan)
    case "Infinity": self = .number(.infinity)
    case "-Infinity": self = .number(-.infinity)
    default: self = CoreSchema.number(Array(text.utf8)) ?? .string
    }
  }

  private static func number(_ bytes: [UInt8]) -> CoreSchema? {
    if bytes.starts(with: [0x30, 0x6F]) { return integer(bytes.dropFirst(2), radix: 8) }
    if bytes.starts(with: [0x30, 0x78]) { return integer(bytes.dropFirst(2), radix: 16) }
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = isNegative || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
    switch String(decoding: digits, as: UTF8.self) {
    case ".inf", ".Inf", ".INF": return .number(isNegative ? -.infinity : .infinity)
    default: break
    }
    guard let form = decimalForm(digits) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    // The form is checked, so only the range can be amiss.
    return form == .whole ? .integer(Int(text)) : .number(Double(text) ?? .nan)
  }

  private static func integer(_ digits: ArraySlice<UInt8>, radix: Int) -> CoreSchema? {
    let isDigit: (UInt8) -> Bool = { byte in
      switch byte {
      case 0x30...0x37: true
      case 0x38...0x39, 0x41...0x46, 0x61...0x66: radix == 16
      default: false
      }
    }
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    return .integer(Int(String(decoding: digits, as: UTF8.self), radix: radix))
  }

  private enum DecimalForm {
    case whole
    case fractional
  }

  /// `[0-9]+`, or `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`; nil if it is neither.
  private static func decimalForm(_ bytes: ArraySlice<UInt8>) -> DecimalForm? {
    var rest = bytes
    let whole = dropDigits(&rest)
    if rest.isEmpty { return whole > 0 ? .whole : nil }
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = dropDigits(&rest)
    }
    guard whole + fraction > 0 else { return nil }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard dropDigits(&rest) > 0 else { return nil }
    }
    return rest.isEmpty ? .fractional : nil
  }

  private static func dropDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
    let before = bytes.count
    bytes = bytes.drop { (0x30...0x39).contains($0) }
    return before - bytes.count
  }
}
