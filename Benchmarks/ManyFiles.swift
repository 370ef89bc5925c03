#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Ten thousand workings of 4 kB in one run of the command, on one core and on all of them.
func measureManyFiles(_ longhand: String) {
  let count = 10_000
  let folder = "/tmp/longhand-bench-\(getpid())"
  guard mkdir(folder, 0o700) == 0 else { return print("many files         no folder for them") }
  let files = (0..<count).map { folder + "/\($0).md" }
  defer {
    for file in files { unlink(file) }
    rmdir(folder)
  }
  let text = workingText(ofSize: 3_600)
  for (index, file) in files.enumerated() {
    let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
    let bytes = Array("Working \(index)\n\n".utf8) + text
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }
  // The one core is the system's doing: the command is the same.
  let command = [longhand, "check"] + files
  guard let all = run(command), let one = run(["taskset", "-c", "0"] + command), one.status != 127 else {
    return print("many files         taskset is not there")
  }
  print(
    "many files         \(count) of \((text.count + 500) / 1000) kB: \(fixed(all.milliseconds, 0)) ms, on one core "
      + "\(fixed(one.milliseconds, 0)) ms: \(fixed(one.milliseconds / all.milliseconds, 2))× "
      + "(goal: at least 1.8× on two cores), at most \(fixed(all.peakMegabytes, 0)) MB")
}
