#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where results go. A file is written whole or not at all: first a temporary file in the same folder, then a rename,
/// so that whoever opens the name sees the old text or the new one. A device or a pipe is written straight.
enum OutputFile {
  /// Writes the bytes to a path, or to standard output for nil and `-`.
  static func write(_ bytes: [UInt8], to path: String?) throws(Failure) {
    guard let path, let name = fileName(path) else {
      let code = Descriptor.write(bytes, to: path == "/dev/stderr" ? Descriptor.errors : Descriptor.output)
      guard code == 0 else { throw Failure("standard output cannot be written: \(errorText(code))") }
      return
    }
    var status = stat()
    guard stat(name, &status) == 0 else {
      guard errno == ENOENT else { throw unwritable(path, errno) }
      // A link that leads nowhere yet is followed, as every shell does.
      return try replace(linkTarget(name), shown: path, bytes, like: nil)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw Failure(
        "this is a folder; the result needs the name of a file", at: path,
        help: ["For example: -o \(path.hasSuffix("/") ? path : path + "/")result.html"])
    case S_IFREG:
      try replace(resolved(name), shown: path, bytes, like: status)
    default:
      try writeStraight(bytes, to: name, shown: path)
    }
  }

  /// The path of a file that is to be opened; nil for standard output and standard error, whose names in /dev must not
  /// be opened anew: that would begin at the front of a file that the shell is appending to.
  private static func fileName(_ path: String) -> String? {
    switch path {
    case "-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/stderr": nil
    default: path
    }
  }

  private static func writeStraight(_ bytes: [UInt8], to path: String, shown: String) throws(Failure) {
    let descriptor = uninterrupted { open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY) }
    guard descriptor >= 0 else { throw unwritable(shown, errno) }
    let code = Descriptor.write(bytes, to: descriptor)
    let closed = close(descriptor) == 0 ? 0 : errno
    guard code == 0, closed == 0 else { throw unwritable(shown, code != 0 ? code : closed) }
  }

  private static func replace(
    _ path: String, shown: String, _ bytes: [UInt8], like old: stat?
  ) throws(Failure) {
    // A rename would replace a file that its owner has protected against writing.
    if old != nil, access(path, W_OK) != 0 { throw unwritable(shown, errno) }
    var template = Array(temporaryName(for: path).utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { name in
      name.baseAddress.map { mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw unwritable(shown, errno) }
    let code = fill(descriptor, bytes, like: old)
    let closed = close(descriptor) == 0 ? 0 : errno
    let renamed = code == 0 && closed == 0 ? (rename(template, path) == 0 ? 0 : errno) : 0
    if code != 0 || closed != 0 || renamed != 0 {
      unlink(template)
      throw unwritable(shown, code != 0 ? code : closed != 0 ? closed : renamed)
    }
    syncFolder(of: path)
  }

  /// Writes, gives the file the mode and owner of the one it replaces, and waits until it is on the disk.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8], like old: stat?) -> Int32 {
    let code = Descriptor.write(bytes, to: descriptor)
    if code != 0 { return code }
    if let old {
      // Only root can give files away; for everybody else the new file is theirs, as the old one was.
      if fchown(descriptor, old.st_uid, old.st_gid) != 0, errno != EPERM { return errno }
      if fchmod(descriptor, old.st_mode & 0o7777) != 0 { return errno }
    } else {
      let mask = umask(0)
      umask(mask)
      if fchmod(descriptor, 0o666 & ~mask) != 0 { return errno }
    }
    // Some file systems cannot sync; the rename still keeps the text whole.
    if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { return errno }
    return 0
  }

  private static func temporaryName(for path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    // The name is short on purpose: the file's own name may be as long as the system allows.
    return folder + ".longhand-XXXXXX"
  }

  /// Without it the rename itself could be lost if the machine stops; nothing depends on it succeeding.
  private static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// The file behind symbolic links, so that the link stays and its target is replaced.
  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Where a link leads, one step; the path itself if it is none.
  private static func linkTarget(_ path: String) -> String {
    let capacity = Int(PATH_MAX)
    let target = withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer -> String? in
      guard let start = buffer.baseAddress else { return nil }
      let count = readlink(path, start, capacity)
      guard count > 0, count < capacity else { return nil }
      return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    guard let target else { return path }
    if target.hasPrefix("/") { return target }
    return (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + target
  }

  private static func unwritable(_ path: String, _ code: Int32) -> Failure {
    let help: String? =
      switch code {
      case ENOENT where path.contains("/"): "The folder does not exist; make it first."
      case ENOENT: "The name is empty or its folder is gone."
      case EACCES, EPERM, EROFS: "Choose another place with -o."
      case ENOSPC: "The disk is full; nothing was left behind."
      default: nil
      }
    return Failure("cannot be written: \(errorText(code))", at: path, help: help)
  }
}
