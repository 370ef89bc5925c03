#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The files of a folder of notes. Symbolic links are never followed, so that nothing outside the folder is read; names
/// that begin with a dot are passed over.
struct NotesFolder {
  /// A regular file.
  struct Entry: Hashable {
    /// The path within the folder.
    let path: String
    let size: Int
    /// When it was last written, in nanoseconds.
    let modified: Int
  }

  /// The folder, as it was given.
  let root: String
  /// Sorted by path.
  private(set) var entries: [Entry] = []
  private(set) var problems: [NoteProblem] = []

  /// Folders within folders are read down to this depth.
  static let deepest = 32
  /// More files are no course.
  static let mostFiles = 100_000

  /// Looks through a folder.
  ///
  /// - Parameter skipping: the folder of the site, which may lie among the notes.
  /// - Throws: ``NoteProblem`` if there is no such folder.
  init(_ root: String, skipping site: String) throws(NoteProblem) {
    self.root = root
    guard let own = FileStatus(root, followsLinks: true), own.kind == .folder else {
      throw NoteProblem(
        file: root, "there is no such folder", help: ["Name the folder that the notes lie in."])
    }
    let output = FileStatus(site, followsLinks: true)
    guard output?.identity != own.identity else {
      throw NoteProblem(
        file: site, "the site cannot be written into the folder of the notes itself",
        help: ["Name another one: -o site"])
    }
    visit("", depth: 0, skipping: output?.identity)
    entries.sort { $0.path < $1.path }
  }

  private mutating func visit(_ folder: String, depth: Int, skipping: FileStatus.Identity?) {
    let path = folder.isEmpty ? root : root + "/" + folder
    guard depth <= NotesFolder.deepest else {
      return problems.append(NoteProblem(file: path, "folders are nested too deeply"))
    }
    guard let stream = opendir(path) else {
      return problems.append(
        NoteProblem(file: path, "the folder cannot be read", help: ["Check its permissions."]))
    }
    defer { closedir(stream) }
    while let entry = readdir(stream), entries.count <= NotesFolder.mostFiles {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes.first == UInt8(ascii: ".") { continue }
      guard let name = String(validating: bytes, as: UTF8.self), clean(name) == name else {
        problems.append(
          NoteProblem(
            file: path,
            "the folder holds a name that is no text: \(clean(String(decoding: bytes, as: UTF8.self)))"))
        continue
      }
      let inner = folder.isEmpty ? name : folder + "/" + name
      guard let status = FileStatus(root + "/" + inner, followsLinks: false) else { continue }
      switch status.kind {
      case .file:
        entries.append(Entry(path: inner, size: status.size, modified: status.modified))
      case .folder where status.identity != skipping: visit(inner, depth: depth + 1, skipping: skipping)
      case .link:
        problems.append(
          NoteProblem(file: root + "/" + inner, .warning, "this is a symbolic link and was not followed"))
      case .folder, .other: break
      }
    }
  }

  /// The bytes of a file, at most `limit`.
  ///
  /// - Throws: ``NoteProblem`` if it cannot be read.
  func bytes(of path: String, limit: Int = .max) throws(NoteProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPiece(of: path) { piece in
      bytes.append(contentsOf: piece)
      return bytes.count <= limit
    }
    return bytes
  }

  /// A file's hash; its bytes are never in memory together.
  func hash(of path: String) throws(NoteProblem) -> String {
    var hash = SHA256()
    try forEachPiece(of: path) { piece in
      hash.update(piece)
      return true
    }
    return hexadecimal(hash.finished())
  }

  /// Reads a file piece by piece until `body` says no.
  func forEachPiece(of path: String, _ body: (ArraySlice<UInt8>) -> Bool) throws(NoteProblem) {
    let shown = root + "/" + path
    let descriptor = open(shown, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw NoteProblem(file: shown, "the file cannot be read", help: ["Check its permissions."])
    }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw NoteProblem(file: shown, "the file cannot be read") }
      if count == 0 || !body(buffer[..<count]) { return }
    }
  }
}

/// What the system says about a path.
struct FileStatus {
  enum Kind { case file, folder, link, other }
  struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  let kind: Kind
  let size: Int
  let modified: Int
  let identity: Identity

  /// Nil if there is nothing of this name.
  init?(_ path: String, followsLinks: Bool) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(status.st_size)
    #if canImport(Darwin)
      modified = status.st_mtimespec.tv_sec &* 1_000_000_000 &+ status.st_mtimespec.tv_nsec
    #else
      modified = Int(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int(status.st_mtim.tv_nsec)
    #endif
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
  }
}

/// Bytes in hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
