#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A text file on the disk.
public enum TextFile {
  /// The largest text that is read, in bytes: 16 MiB. The configuration of a network is a few kilobytes.
  public static let maximumSize = 16 << 20

  /// The bytes of a file.
  ///
  /// - Throws: ``ImportError/Problem/unreadable(_:)`` with the system's own words, ``TextProblem/tooLarge(most:)``.
  public static func bytes(of path: String) throws(ImportError) -> [UInt8] {
    let descriptor = repeated { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { buffer in
        repeated { read(descriptor, buffer.baseAddress, buffer.count) }
      }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= maximumSize else {
        throw ImportError(file: path, problem: .text(.tooLarge(most: maximumSize)))
      }
    }
  }

  private static func unreadable(_ path: String) -> ImportError {
    let words = strerror(errno).map { String(cString: $0) } ?? ""
    return ImportError(file: path, problem: .unreadable(words))
  }

  /// Repeats a system call that a signal interrupted.
  private static func repeated<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result != -1 || errno != EINTR { return result }
    }
  }
}
