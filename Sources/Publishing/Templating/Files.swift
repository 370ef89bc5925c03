// Files by the system's own calls: FoundationEssentials would do, but it triples the size of the command.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The names of the files in a folder, sorted.
func fileNames(in folder: String) throws(TemplateError) -> [String] {
  guard let stream = opendir(folder) else {
    throw TemplateError(
      file: folder, .inaccessible("the folder cannot be read; check its name and permissions"))
  }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// A file's bytes.
func readFile(_ path: String) throws(TemplateError) -> [UInt8] {
  let unreadable = TemplateError(file: path, .inaccessible("the file cannot be read; check its permissions"))
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw unreadable }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw unreadable }
    if count == 0 { return bytes }
    bytes.append(contentsOf: buffer[..<count])
  }
}

/// Writes a file whole or not at all: under another name first, which then takes the file's.
func writeFile(_ bytes: [UInt8], to path: String) throws(TemplateError) {
  let unwritable = TemplateError(
    file: path, .inaccessible("the file cannot be written; check the folder's permissions"))
  let temporary = path + ".\(getpid()).tmp"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw unwritable }
  let isWritten = writeAll(bytes, to: descriptor)
  guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
    unlink(temporary)
    throw unwritable
  }
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}

/// Makes a folder with the folders above it.
func makeFolder(_ path: String) throws(TemplateError) {
  for (index, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") && index > 0 {
    _ = mkdir(String(decoding: path.utf8.prefix(index), as: UTF8.self), 0o777)
  }
  // The folders above may have been there; only whether the last one is there matters.
  _ = mkdir(path, 0o777)
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
    throw TemplateError(
      file: path, .inaccessible("the folder cannot be made; check its name and permissions"))
  }
}

/// Whether there is a file of this name.
func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }
