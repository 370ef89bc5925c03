/// A place in a protobuf message that moves forward field by field.
///
/// The wire format is read here, in a few dozen lines, because a library would do what must not be done: it would copy
/// gigabytes of weights into its own objects, and it would need code generated from a schema. A cursor only ever looks
/// at the bytes that it is asked for; a tensor's data are jumped over.
///
/// Every length is compared with the bytes that are left before it is used, nothing is allocated by a size that the file
/// states, and every error carries its offset from the start of the file.
///
/// Source of the format: "Encoding", protobuf's language guide: a field is a key (number × 8 + wire type) and a value.
struct WireCursor {
  /// How the value of a field is laid out.
  enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case fixed32 = 5
  }

  /// A field's key. Its value comes next.
  struct Field {
    let number: Int
    let type: WireType
    /// Where the key stands.
    let offset: Int
  }

  private let bytes: UnsafeRawBufferPointer
  /// The next byte, counted from the start of the file.
  private(set) var offset: Int
  private let end: Int

  /// A cursor over a whole file.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    (offset, end) = (0, bytes.count)
  }

  private init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    (offset, end) = (range.lowerBound, range.upperBound)
  }

  /// How many bytes are left.
  var count: Int { end - offset }

  /// The key of the next field, or nil at the end of the message.
  mutating func next() throws(ONNXFailure) -> Field? {
    guard offset < end else { return nil }
    let start = offset
    let key = try varint()
    // Wire types 3 and 4 are groups, which protobuf gave up before ONNX began.
    guard let type = WireType(rawValue: key & 7), key >> 3 > 0, key >> 3 < 1 << 29 else {
      throw ONNXFailure(.notProtobuf, at: start)
    }
    return Field(number: Int(key >> 3), type: type, offset: start)
  }

  /// Jumps over the value of a field.
  mutating func skip(_ field: Field) throws(ONNXFailure) {
    switch field.type {
    case .varint: _ = try varint()
    case .fixed64: _ = try take(8)
    case .fixed32: _ = try take(4)
    case .lengthDelimited: _ = try contents()
    }
  }

  /// The message, text or packed list that is the value of a field.
  mutating func contents(of field: Field) throws(ONNXFailure) -> WireCursor {
    guard field.type == .lengthDelimited else { throw ONNXFailure(.notProtobuf, at: field.offset) }
    return try contents()
  }

  /// The text that is the value of a field. What is not UTF-8 is replaced.
  mutating func text(of field: Field) throws(ONNXFailure) -> String {
    let cursor = try contents(of: field)
    return String(decoding: bytes[cursor.offset..<cursor.end], as: UTF8.self)
  }

  /// The integer that is the value of a field, negative ones in two's complement of 64 bits.
  mutating func integer(of field: Field) throws(ONNXFailure) -> Int64 {
    guard field.type == .varint else { throw ONNXFailure(.notProtobuf, at: field.offset) }
    return Int64(truncatingIfNeeded: try varint())
  }

  /// The `float` that is the value of a field.
  mutating func float(of field: Field) throws(ONNXFailure) -> Float {
    guard field.type == .fixed32 else { throw ONNXFailure(.notProtobuf, at: field.offset) }
    return Float(bitPattern: UInt32(truncatingIfNeeded: try littleEndian(4)))
  }

  /// The bits of a number of `width` ≤ 8 bytes, lowest byte first.
  mutating func littleEndian(_ width: Int) throws(ONNXFailure) -> UInt64 {
    var bits: UInt64 = 0
    for (position, place) in try take(width).enumerated() {
      bits |= UInt64(bytes[place]) << UInt64(8 * position)
    }
    return bits
  }

  /// A number of up to ten bytes with seven bits each, lowest first.
  mutating func varint() throws(ONNXFailure) -> UInt64 {
    let start = offset
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard offset < end else { throw cutOff() }
      let byte = bytes[offset]
      offset += 1
      // The tenth byte holds the 64th bit alone.
      guard shift < 63 || byte <= 1 else { break }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw ONNXFailure(.notProtobuf, at: start)
  }

  private mutating func contents() throws(ONNXFailure) -> WireCursor {
    let start = offset
    let length = try varint()
    guard let count = Int(exactly: length), count <= end - offset else {
      throw cutOff(at: start)
    }
    return WireCursor(bytes, try take(count))
  }

  /// What reaches beyond the end of the file was cut off; what reaches beyond the message around it is damaged.
  private func cutOff(at place: Int? = nil) -> ONNXFailure {
    end == bytes.count
      ? ONNXFailure(.truncated, at: place ?? offset) : ONNXFailure(.notProtobuf, at: place ?? offset)
  }

  private mutating func take(_ count: Int) throws(ONNXFailure) -> Range<Int> {
    guard count <= end - offset else { throw cutOff() }
    defer { offset += count }
    return offset..<offset + count
  }
}

/// What is wrong with a model, before the name of the file is added to it.
struct ONNXFailure: Error {
  let problem: ImportError.Problem
  let offset: Int?

  init(_ problem: ImportError.ONNXProblem, at offset: Int? = nil) {
    (self.problem, self.offset) = (.onnx(problem), offset)
  }

  /// The file ends inside a field.
  init(_ problem: Truncation, at offset: Int) {
    (self.problem, self.offset) = (.truncated, offset)
  }

  enum Truncation { case truncated }
}
