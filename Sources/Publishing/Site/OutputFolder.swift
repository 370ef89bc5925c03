#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The folder of a site. Files are staged in a folder of their own within it and come to their places all together, each
/// by a rename, so that nobody ever sees half of one. Within it no symbolic link is followed: nothing is written outside.
final class OutputFolder {
  /// The folder, as it was given.
  let path: String
  private let root: Int32
  private var staged = 0
  private let wasMade: Bool

  /// The folder for files that are not complete; it is there only while a site is being built.
  private static let stage = ".longhand-stage"

  /// Opens the folder; it is made if need be.
  ///
  /// - Throws: ``NoteProblem`` if it cannot be made or is no folder.
  init(_ path: String) throws(NoteProblem) {
    self.path = path
    wasMade = FileStatus(path, followsLinks: true) == nil
    do throws(TemplateError) { try makeFolder(path) } catch {
      throw NoteProblem(file: path, "the folder cannot be made", help: ["Check its name and permissions."])
    }
    root = systemOpen(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else {
      throw NoteProblem(file: path, "the folder cannot be opened", help: ["Check its permissions."])
    }
  }

  deinit {
    clearStage()
    close(root)
    // A folder that nothing came into is not left behind; one with files in it stays.
    if wasMade { rmdir(path) }
  }

  // MARK: Staging

  /// Makes the folder for staging, without what an interrupted run has left in it.
  func prepareStage() throws(NoteProblem) {
    clearStage()
    guard mkdirat(root, OutputFolder.stage, 0o777) == 0 else {
      throw NoteProblem(
        file: path, "nothing can be written into the folder", help: ["Check its permissions."])
    }
  }

  private func clearStage() {
    let folder = openat(root, OutputFolder.stage, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return }
    if let stream = fdopendir(folder) {
      while let entry = readdir(stream) {
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          guard let name = bytes.bindMemory(to: CChar.self).baseAddress else { return }
          _ = unlinkat(dirfd(stream), name, 0)
        }
      }
      closedir(stream)
    }
    _ = unlinkat(root, OutputFolder.stage, AT_REMOVEDIR)
  }

  /// Writes a file into the stage; `body` hands its bytes on piece by piece.
  ///
  /// - Returns: the staged file's name and size.
  func stage(
    _ body: (_ write: (borrowing ArraySlice<UInt8>) -> Void) throws(NoteProblem) -> Void
  ) throws(NoteProblem) -> (name: String, size: Int) {
    staged += 1
    let name = "\(OutputFolder.stage)/\(staged)"
    let descriptor = openat(root, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable("") }
    var size = 0
    var isWritten = true
    do throws(NoteProblem) {
      try body { bytes in
        size += bytes.count
        if isWritten { isWritten = OutputFolder.write(bytes, to: descriptor) }
      }
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0, isWritten else { throw unwritable("") }
    return (name, size)
  }

  private static func write(_ bytes: borrowing ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = systemWrite(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
  }

  // MARK: Places

  /// Brings a staged file to its place.
  func commit(_ staged: String, to target: String) throws(NoteProblem) {
    let (folder, name) = try openFolder(of: target, makes: true)
    defer { if folder != root { close(folder) } }
    guard renameat(root, staged, folder, name) == 0 else { throw unwritable(target) }
  }

  /// Removes a file that an earlier run wrote, and the folders that are empty then.
  func remove(_ target: String) {
    guard let (folder, name) = try? openFolder(of: target, makes: false) else { return }
    _ = unlinkat(folder, name, 0)
    if folder != root { close(folder) }
    var path = NotePaths.folder(of: target)
    while !path.isEmpty, let (outer, name) = try? openFolder(of: path, makes: false) {
      let isRemoved = unlinkat(outer, name, AT_REMOVEDIR) == 0
      if outer != root { close(outer) }
      if !isRemoved { return }
      path = NotePaths.folder(of: path)
    }
  }

  /// What is at a place: the size of a regular file, -1 for anything else, nil for nothing.
  func size(of target: String) -> Int? {
    guard let (folder, name) = try? openFolder(of: target, makes: false) else { return nil }
    defer { if folder != root { close(folder) } }
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return FileStatus(status).kind == .file ? Int(status.st_size) : -1
  }

  /// The bytes of a file of the site; nil if there is none.
  func bytes(of target: String, limit: Int) -> [UInt8]? {
    let descriptor = openat(root, target, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
    return nil
  }

  /// The folder of a target, name by name without following a link, and the target's own name.
  private func openFolder(of target: String, makes: Bool) throws(NoteProblem) -> (Int32, String) {
    let names = target.split(separator: "/").map { String($0) }
    guard let last = names.last, !names.contains(".."), !names.contains("."), !target.hasPrefix("/") else {
      throw unwritable(target)
    }
    var folder = root
    for name in names.dropLast() {
      if makes { _ = mkdirat(folder, name, 0o777) }
      let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if folder != root { close(folder) }
      guard inner >= 0 else {
        throw NoteProblem(
          file: path + "/" + target, "the file cannot be written: \(name) is no folder of its own",
          help: ["Symbolic links within the site are not followed."])
      }
      folder = inner
    }
    return (folder, last)
  }

  private func unwritable(_ target: String) -> NoteProblem {
    NoteProblem(
      file: target.isEmpty ? path : path + "/" + target, "the file cannot be written",
      help: ["Check the folder's permissions and the space that is left."])
  }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }

/// `write(2)`, under a name that does not hide behind a method.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}
