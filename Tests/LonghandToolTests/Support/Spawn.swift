#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a process did: its exit code and all that it wrote.
struct Run {
  let status: Int32
  let output: [UInt8]
  let errors: String
  var text: String { String(decoding: output, as: UTF8.self) }
}

/// A folder of its own for a test, removed at the end.
final class Folder {
  let path: String

  init() {
    var template = Array("/tmp/longhand-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } }
    path = made.map { String(cString: $0) } ?? "/nowhere"
  }

  deinit { _ = shell("chmod -R u+rwx '\(path)'; rm -rf '\(path)'") }

  /// The path of a name in the folder.
  subscript(name: String) -> String { path + "/" + name }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let descriptor = open(self[name], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    return self[name]
  }

  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, [UInt8](text.utf8)) }

  /// The names in the folder, sorted, hidden ones included.
  var names: [String] {
    shell("ls -A '\(path)'").text.split(separator: "\n").map { String($0) }.sorted()
  }

  /// The bytes of a file, nil if there is none.
  func read(_ name: String) -> [UInt8]? { contents(of: self[name]) }
  func text(_ name: String) -> String? { read(name).map { String(decoding: $0, as: UTF8.self) } }
}

/// The executable that was built beside the tests.
let executable: String = {
  if let path = getenv("LONGHAND") { return String(cString: path) }
  let bundle = CommandLine.arguments[0]
  let folder = bundle.lastIndex(of: "/").map { String(bundle[..<$0]) } ?? "."
  if access(folder + "/longhand", X_OK) == 0 { return folder + "/longhand" }
  // Where another program runs the tests, its place tells nothing: the package's own build folder is next.
  let package = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  return "/" + package + "/.build/debug/longhand"
}()

/// Runs the command as a user does.
func longhand(_ words: String..., input: String = "") -> Run {
  spawn([executable] + words, input: [UInt8](input.utf8))
}
func longhand(_ words: [String], input: [UInt8] = []) -> Run { spawn([executable] + words, input: input) }

/// Runs a line of shell; `$LONGHAND` is the command.
func shell(_ line: String) -> Run { spawn(["/bin/sh", "-c", line], input: []) }

private func spawn(_ words: [String], input: [UInt8]) -> Run {
  let stem = "/tmp/longhand-spawn-\(getpid())-\(UInt64.random(in: 0 ... .max))"
  let (inputPath, outputPath, errorPath) = (stem + ".in", stem + ".out", stem + ".err")
  defer { for path in [inputPath, outputPath, errorPath] { unlink(path) } }
  let descriptor = open(inputPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  if !input.isEmpty { _ = input.withUnsafeBytes { systemWrite(descriptor, $0) } }
  close(descriptor)

  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

  // A worker thread blocks most signals, and a child inherits that: `kill` would never reach what a line of shell began.
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var unblocked = sigset_t()
  sigemptyset(&unblocked)
  posix_spawnattr_setsigmask(&attributes, &unblocked)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

  let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "LONGHAND=" + executable]
  var arguments = words.map { strdup($0) } + [nil]
  var variables = environment.map { strdup($0) } + [nil]
  defer { for pointer in arguments + variables { free(pointer) } }
  var child = pid_t()
  guard posix_spawn(&child, words[0], &actions, &attributes, &arguments, &variables) == 0 else {
    return Run(status: -1, output: [], errors: "could not start \(words[0])")
  }
  var status: Int32 = 0
  while waitpid(child, &status, 0) == -1, errno == EINTR {}
  let signal = status & 0x7F
  return Run(
    status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: contents(of: outputPath) ?? [],
    errors: String(decoding: contents(of: errorPath) ?? [], as: UTF8.self))
}

func contents(of path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
    guard count > 0 else { return bytes }
    bytes.append(contentsOf: buffer[..<count])
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, bytes.baseAddress, bytes.count)
}
