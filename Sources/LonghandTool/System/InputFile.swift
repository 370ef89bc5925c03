#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A text from a file or from standard input, checked to be text.
struct InputFile {
  /// The largest text that is read, in bytes: 64 MiB. A working is a few kilobytes; a larger file is a mistake of the
  /// command line, and reading it would only take memory.
  static let maximumSize = 64 << 20

  /// The name for messages: the path as it was given, or `<stdin>`.
  let name: String
  /// Valid UTF-8 without a byte order mark.
  let bytes: [UInt8]
  /// Where bytes that are not UTF-8 were replaced for the first time, `line:column`.
  let firstReplacement: String?

  /// Reads a file; `-` is standard input.
  init(_ path: String) throws(Failure) {
    name = path == "-" ? "<stdin>" : path
    let raw = try InputFile.read(path, name: name)
    if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) {
      throw Failure(
        "this is UTF-16, not UTF-8", at: name,
        help: ["Save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8"])
    }
    if let offset = raw.firstIndex(of: 0) {
      throw Failure(
        "this is not a text: the byte \(offset + 1) is zero", at: name,
        help: ["Workings are read from Markdown, LaTeX, plain text, web pages and notebooks."])
    }
    let text = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? raw.dropFirst(3) : raw[...]
    guard let wrong = InputFile.firstInvalidByte(in: text) else {
      bytes = text.count == raw.count ? raw : Array(text)
      firstReplacement = nil
      return
    }
    firstReplacement = InputFile.place(of: wrong, in: text)
    bytes = Array(String(decoding: text, as: UTF8.self).utf8)
  }

  private static func read(_ path: String, name: String) throws(Failure) -> [UInt8] {
    var descriptor: Int32 = 0
    if path != "-" {
      descriptor = uninterrupted { open(path, O_RDONLY | O_CLOEXEC) }
      guard descriptor >= 0 else {
        let help = errno == ENOENT && path.isEmpty ? "The name is empty." : nil
        throw Failure("cannot be read: \(errorText(errno))", at: name, help: help)
      }
    }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR {
        throw Failure("this is a folder, not a file", at: name, help: ["Name the files in it: \(path)/*.md"])
      }
      if status.st_mode & S_IFMT == S_IFREG, status.st_size > maximumSize { throw tooLarge(name) }
    }
    return try readAll(descriptor, name: name, expected: Int(status.st_size))
  }

  private static func readAll(_ descriptor: Int32, name: String, expected: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(max(expected, 0), maximumSize))
    var failure: Int32 = 0
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      while bytes.count <= maximumSize {
        let count = uninterrupted { systemRead(descriptor, buffer) }
        if count < 0 { failure = errno }
        guard count > 0 else { return }
        bytes.append(contentsOf: buffer[..<count])
      }
    }
    guard failure == 0 else { throw Failure("cannot be read: \(errorText(failure))", at: name) }
    guard bytes.count <= maximumSize else { throw tooLarge(name) }
    return bytes
  }

  private static func tooLarge(_ name: String) -> Failure {
    Failure(
      "this is larger than 64 MiB, the most that is read", at: name,
      help: ["Check one working at a time, or split the file."])
  }

  /// The offset of the first byte that does not belong to valid UTF-8.
  static func firstInvalidByte(in bytes: ArraySlice<UInt8>) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    // Almost every file is valid: one fast look before the slow search for the place.
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var offset = bytes.startIndex
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }

  /// The line and column of an offset, for bytes that are valid before it.
  private static func place(of offset: Int, in bytes: ArraySlice<UInt8>) -> String {
    let before = bytes[..<offset]
    let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
    return "\(line):\(String(decoding: before[start...], as: UTF8.self).count + 1)"
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
