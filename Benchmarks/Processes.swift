#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How a process ran.
struct ProcessRun {
  let milliseconds: Double
  /// The most memory that was in use at a time. The system counts what the child shares with this program before it
  /// becomes another one, so that the figure is an upper bound.
  let peakMegabytes: Double
  let status: Int32
}

/// Runs a program with its output thrown away, and waits for it.
func run(_ words: [String]) -> ProcessRun? {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  var arguments = words.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var child = pid_t()
  let clock = ContinuousClock()
  let began = clock.now
  guard posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0 else { return nil }
  var status: Int32 = 0
  var usage = rusage()
  while wait4(child, &status, 0, &usage) == -1, errno == EINTR {}
  let elapsed = began.duration(to: clock.now)
  #if canImport(Darwin)
    let bytes = Double(usage.ru_maxrss)
  #else
    let bytes = Double(usage.ru_maxrss) * 1024
  #endif
  return ProcessRun(
    milliseconds: elapsed.milliseconds, peakMegabytes: bytes / 1_000_000, status: (status >> 8) & 0xFF)
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
  }
}

/// The value in the middle.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}

/// The median time of some rounds of work, after one that warms up.
func medianMilliseconds(rounds: Int, _ work: () -> Void) -> Double {
  work()
  let clock = ContinuousClock()
  return median((0..<rounds).map { _ in clock.measure(work).milliseconds })
}

/// A number with so many places behind the point.
func fixed(_ value: Double, _ places: Int) -> String {
  guard value.isFinite else { return "?" }
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((value * scale).rounded())
  let digits = String(scaled.magnitude)
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  return (scaled < 0 ? "-" : "") + padded.dropLast(places) + (places > 0 ? "." + padded.suffix(places) : "")
}
