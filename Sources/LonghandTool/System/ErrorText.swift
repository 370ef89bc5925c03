#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the system says about an error number, in its own words and lower case: `permission denied`.
func errorText(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  let words = String(cString: text)
  // "No such file or directory" goes into a sentence; "I/O error" keeps its capitals.
  guard let first = words.first,
    words.dropFirst().first?.isLowercase == true || words.dropFirst().first == " "
  else { return words }
  return first.lowercased() + words.dropFirst()
}

/// Repeats a system call that a signal interrupted.
func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
