/// A JSON text (RFC 8259) as a tree over its bytes: strings stay where they are, so that each character of a notebook's
/// cell knows its place in the file.
///
/// Longhand's reader of YAML is not used here: it gives the place where a value begins but not that of each character,
/// and refuses lines of a megabyte, which every notebook with a picture has.
struct JSONText {
  /// A value.
  indirect enum Value {
    /// A string, by the bytes between its quotation marks.
    case string(Range<Int>)
    case array([Value])
    case object([(key: Range<Int>, value: Value)])
    /// A number, `true`, `false` or `null`.
    case other(Range<Int>)
  }

  /// Values within values beyond this depth are refused.
  static let deepest = 64

  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a text.
  static func read(_ bytes: [UInt8]) throws(WorkingProblem) -> Value {
    var reader = JSONText(bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.at == bytes.count else { throw reader.failure("the end of the text") }
    return value
  }

  private func failure(_ expected: String) -> WorkingProblem {
    // An escape at the end of the text is passed with what should be behind it.
    WorkingProblem(.noJSON(expected: expected), at: min(at, bytes.count))
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  /// Passes a sign, if it comes next.
  private mutating func pass(_ sign: UInt8) -> Bool {
    guard next == sign else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(WorkingProblem) -> Value {
    guard depth <= JSONText.deepest else { throw WorkingProblem(.tooDeep(most: JSONText.deepest), at: at) }
    skipBlanks()
    switch next {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "{"): return try object(depth)
    default: return .other(try word())
    }
  }

  private mutating func array(_ depth: Int) throws(WorkingProblem) -> Value {
    at += 1
    var values: [Value] = []
    skipBlanks()
    if pass(UInt8(ascii: "]")) { return .array(values) }
    while true {
      values.append(try value(depth: depth + 1))
      skipBlanks()
      if pass(UInt8(ascii: "]")) { return .array(values) }
      guard pass(UInt8(ascii: ",")) else { throw failure("“,” or “]”") }
    }
  }

  private mutating func object(_ depth: Int) throws(WorkingProblem) -> Value {
    at += 1
    var members: [(key: Range<Int>, value: Value)] = []
    skipBlanks()
    if pass(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw failure("a key in quotation marks") }
      let key = try string()
      skipBlanks()
      guard pass(UInt8(ascii: ":")) else { throw failure("“:”") }
      members.append((key, try value(depth: depth + 1)))
      skipBlanks()
      if pass(UInt8(ascii: "}")) { return .object(members) }
      guard pass(UInt8(ascii: ",")) else { throw failure("“,” or “}”") }
    }
  }

  private mutating func string() throws(WorkingProblem) -> Range<Int> {
    at += 1
    let start = at
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return start..<at - 1
      case UInt8(ascii: "\\"): at += 2
      case ..<0x20: throw failure("“\"”")
      default: at += 1
      }
    }
    throw failure("“\"”")
  }

  private mutating func word() throws(WorkingProblem) -> Range<Int> {
    let start = at
    while let byte = next,
      byte.isWordByte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
    {
      at += 1
    }
    guard at > start else { throw failure("a value") }
    return start..<at
  }
}

extension JSONText.Value {
  /// The value of a key of an object.
  func member(_ key: StaticString, in bytes: [UInt8]) -> JSONText.Value? {
    guard case .object(let members) = self else { return nil }
    return members.first { key.spells(bytes[$0.key]) }?.value
  }

  /// Whether the value is this string.
  func isString(_ text: StaticString, in bytes: [UInt8]) -> Bool {
    if case .string(let range) = self { text.spells(bytes[range]) } else { false }
  }

  /// The strings of a list, or a string by itself: how notebooks keep a text.
  var strings: [Range<Int>] {
    switch self {
    case .string(let range): [range]
    case .array(let values):
      values.compactMap { value in if case .string(let range) = value { range } else { nil } }
    default: []
    }
  }

  /// The values of a list.
  var elements: [JSONText.Value] { if case .array(let values) = self { values } else { [] } }
}

extension StaticString {
  /// Whether these are the letters of a text without escapes.
  fileprivate func spells(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count == utf8CodeUnitCount else { return false }
    for offset in 0..<utf8CodeUnitCount where bytes[bytes.startIndex + offset] != utf8Start[offset] {
      return false
    }
    return true
  }
}
