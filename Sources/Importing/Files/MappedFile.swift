#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The bytes of a file, mapped into memory instead of read: of a model with gigabytes of weights only the pages that are
/// looked at are ever fetched.
///
/// What is not a regular file (a pipe, a device) is read instead. Nobody may shorten the file while it is mapped.
final class MappedFile {
  /// The most that is read from a pipe, in bytes: 2 GiB, the largest message that protobuf itself allows.
  static let largestPipe = 2 << 30

  private let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Maps a file.
  ///
  /// - Throws: ``ImportError``: `unreadable` with the system's own words (for a folder too), `truncated` if it is empty.
  init(_ path: String) throws(ImportError) {
    let descriptor = uninterrupted { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw ImportError(file: path, problem: .unreadable(errorText(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ImportError(file: path, problem: .unreadable(errorText(errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw ImportError(file: path, problem: .unreadable(errorText(EISDIR)))
    }
    if status.st_mode & S_IFMT == S_IFREG, let mapping = MappedFile.map(descriptor, size: Int(status.st_size))
    {
      (bytes, isMapped) = (mapping, true)
      return
    }
    do throws(ReadFailure) {
      bytes = try MappedFile.readAll(descriptor)
    } catch { throw ImportError(file: path, problem: .unreadable(errorText(error.code))) }
    isMapped = false
    guard !bytes.isEmpty else { throw ImportError(file: path, offset: 0, problem: .truncated) }
  }

  /// Gives all bytes, never none, to `body`; they are there as long as it runs.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Without this the file might be unmapped as soon as its bytes were asked for.
    defer { withExtendedLifetime(self) {} }
    return try body(bytes)
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      free(UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
  }

  /// Nil where the file system cannot map it, and for an empty file, which cannot be mapped at all.
  private static func map(_ descriptor: Int32, size: Int) -> UnsafeRawBufferPointer? {
    guard size > 0, let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { return nil }
    // A small file is read from end to end. In a large one almost everything is weights that are jumped over, and
    // reading ahead would fetch them for nothing.
    _ = madvise(address, size, size > 16 << 20 ? MADV_RANDOM : MADV_WILLNEED)
    return UnsafeRawBufferPointer(start: address, count: size)
  }

  private struct ReadFailure: Error { let code: Int32 }

  /// Reads to the end into memory of malloc, which `deinit` frees.
  private static func readAll(_ descriptor: Int32) throws(ReadFailure) -> UnsafeRawBufferPointer {
    var capacity = 1 << 16
    var count = 0
    guard var buffer = malloc(capacity) else { throw ReadFailure(code: ENOMEM) }
    while true {
      if count == capacity {
        guard capacity < largestPipe, let larger = realloc(buffer, capacity * 2) else {
          free(buffer)
          throw ReadFailure(code: capacity < largestPipe ? ENOMEM : EFBIG)
        }
        (buffer, capacity) = (larger, capacity * 2)
      }
      let (place, room) = (buffer + count, capacity - count)
      let received = uninterrupted { read(descriptor, place, room) }
      guard received >= 0 else {
        let code = errno
        free(buffer)
        throw ReadFailure(code: code)
      }
      guard received > 0 else { return UnsafeRawBufferPointer(start: buffer, count: count) }
      count += received
    }
  }
}

/// What the system says about an error number, in its own words.
func errorText(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  return String(cString: text)
}

/// Repeats a system call that a signal interrupted.
private func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
