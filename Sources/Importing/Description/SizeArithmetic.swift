/// Whole-number arithmetic in the options of a description: `4*width`, `channels/16`, `(a + b)*2`.
struct SizeArithmetic {
  /// Why an expression has no value.
  enum Failure: Error, Equatable {
    /// It is no expression.
    case malformed
    /// A name without a value.
    case unknown(String)
    /// A quotient that is no whole number, or a number beyond `Int`.
    case notWhole
  }

  /// Longer texts are no expressions.
  static let longest = 200

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private let value: (String) -> Int?

  /// The value of an expression.
  ///
  /// - Parameter names: the value of a name, or nil if it has none.
  static func value(of text: String, names: (String) -> Int?) throws(Failure) -> Int {
    guard text.utf8.count <= longest else { throw .malformed }
    return try withoutActuallyEscaping(names) { names throws(Failure) in
      var reader = SizeArithmetic(bytes: Array(text.utf8), value: names)
      let value = try reader.sum()
      guard reader.next() == nil else { throw .malformed }
      return value
    }
  }

  private init(bytes: [UInt8], value: @escaping (String) -> Int?) {
    (self.bytes, self.value) = (bytes, value)
  }

  /// The next sign that is no blank.
  private mutating func next() -> UInt8? {
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
    return index < bytes.count ? bytes[index] : nil
  }

  private mutating func take(_ sign: UInt8) -> Bool {
    guard next() == sign else { return false }
    index += 1
    return true
  }

  private mutating func sum() throws(Failure) -> Int {
    var value = try product()
    while true {
      if take(UInt8(ascii: "+")) {
        value = try whole(value.addingReportingOverflow(try product()))
      } else if take(UInt8(ascii: "-")) {
        value = try whole(value.subtractingReportingOverflow(try product()))
      } else {
        return value
      }
    }
  }

  private mutating func product() throws(Failure) -> Int {
    var value = try operand()
    while true {
      if take(UInt8(ascii: "*")) {
        value = try whole(value.multipliedReportingOverflow(by: try operand()))
      } else if take(UInt8(ascii: "/")) {
        let divisor = try operand()
        guard divisor != 0, value.remainderReportingOverflow(dividingBy: divisor).partialValue == 0 else {
          throw .notWhole
        }
        value = try whole(value.dividedReportingOverflow(by: divisor))
      } else {
        return value
      }
    }
  }

  private func whole(_ result: (partialValue: Int, overflow: Bool)) throws(Failure) -> Int {
    guard !result.overflow else { throw .notWhole }
    return result.partialValue
  }

  private mutating func operand() throws(Failure) -> Int {
    if take(UInt8(ascii: "(")) {
      depth += 1
      guard depth < 20 else { throw .malformed }
      let value = try sum()
      guard take(UInt8(ascii: ")")) else { throw .malformed }
      depth -= 1
      return value
    }
    guard let first = next() else { throw .malformed }
    let start = index
    while index < bytes.count, SizeArithmetic.isWordByte(bytes[index]) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    guard !word.isEmpty else { throw .malformed }
    guard (0x30...0x39).contains(first) else {
      guard let value = value(word) else { throw .unknown(word) }
      return value
    }
    guard word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .malformed }
    guard let number = Int(word) else { throw .notWhole }
    return number
  }

  /// Whether a byte may stand in a name: ASCII letters, digits, underscores, and whatever is not ASCII.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }
}
