extension Value {
  /// Values within values are read down to this depth.
  public static let maximumDepth = 100
  /// A line may have this many bytes: 1 MiB. Within a line libfyaml looks for a colon ahead and keeps all that it passes.
  public static let longestLine = 1 << 20
  /// Within a scalar this many blank lines may follow each other.
  public static let mostBlankLines = 50
  /// A text may have this many values, each use of an alias counted.
  public static let mostValues = 1_000_000

  /// Reads a text of YAML 1.2, of which JSON is a part, into values with their places.
  ///
  /// An alias (`*name`) stands for a copy of the value that its anchor (`&name`) marks. Tags are refused, and so are
  /// several documents in one file, duplicate keys, and keys that are no words.
  ///
  ///     let root = try Value.read(Array("layers: [conv: {out: 6}]".utf8), file: "network.yaml")
  ///     try root.mapping.required("layers").sequence.count   // 1
  ///
  /// - Parameters:
  ///   - bytes: the text, UTF-8, with or without a byte order mark.
  ///   - file: its name for messages.
  /// - Throws: a ``TextProblem`` with its place, whatever the bytes are; the limits above and
  ///   ``TextFile/maximumSize`` hold.
  public static func read(_ bytes: [UInt8], file: String) throws(ImportError) -> Value {
    guard bytes.count <= TextFile.maximumSize else {
      throw ImportError(file: file, problem: .text(.tooLarge(most: TextFile.maximumSize)))
    }
    var positions = TextPositions(bytes, file: file)
    try positions.check()
    return try bytes.withUnsafeBufferPointer { buffer throws(ImportError) in
      guard let parser = EventParser(buffer) else { throw positions.place(at: 0).error(.empty) }
      var builder = ValueBuilder(positions)
      return try builder.build(from: parser)
    }
  }
}

extension TextPositions {
  /// Refuses what the library must not see: bytes that are no text (it would take a zero byte for the end), and forms
  /// that have no use here and on which its time grows with the square of their length.
  mutating func check() throws(ImportError) {
    if String(validating: bytes, as: UTF8.self) == nil {
      throw place(at: firstInvalidOffset()).error(.notUTF8)
    }
    for (start, end) in zip(lineStarts, lineStarts.dropFirst() + [bytes.count]) {
      guard end - start <= Value.longestLine else {
        throw place(at: start).error(.lineTooLong(most: Value.longestLine))
      }
      if start < end, bytes[start] == UInt8(ascii: "%") { throw place(at: start).error(.directive) }
    }
    let control = bytes.firstIndex { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    if let control { throw place(at: control).error(.controlCharacter(bytes[control])) }
    if let tag = firstLongTag() { throw place(at: tag).error(.tag) }
  }

  private func firstInvalidOffset() -> Int {
    var (decoder, iterator, offset) = (UTF8(), bytes.makeIterator(), 0)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return offset
  }

  /// The offset of an exclamation mark behind which more than 60 escapes follow without a blank.
  private func firstLongTag() -> Int? {
    var mark: Int?
    var escapes = 0
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: (mark, escapes) = (nil, 0)
      case UInt8(ascii: "!") where mark == nil: mark = offset
      case UInt8(ascii: "%") where mark != nil:
        escapes += 1
        if escapes > 60 { return mark }
      default: break
      }
    }
    return nil
  }
}
