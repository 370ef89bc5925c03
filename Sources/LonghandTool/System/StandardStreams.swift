#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file descriptor that results or messages are written to.
enum Descriptor {
  static let output: Int32 = 1
  static let errors: Int32 = 2

  /// Whether a terminal is behind it.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Writes all bytes. A reader that went away (`longhand … | head`) is no error: there is nobody left to tell.
  ///
  /// - Returns: 0, or the system's error number.
  static func write(_ bytes: borrowing [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        guard let start = buffer.baseAddress else { return 0 }
        let count = uninterrupted { systemWrite(descriptor, start + written, buffer.count - written) }
        if count < 0 {
          let code = errno
          if code == EAGAIN {
            waitUntilWritable(descriptor)
            continue
          }
          return code == EPIPE ? 0 : code
        }
        written += count
      }
      return 0
    }
  }

  /// A non-blocking descriptor, as some terminals hand on, says "try again" instead of waiting.
  private static func waitUntilWritable(_ descriptor: Int32) {
    var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = systemPoll(&poll, 1, -1)
  }
}

/// `write(2)`, under a name that does not hide behind the method above.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, start, count)
}

private func systemPoll(_ descriptors: UnsafeMutablePointer<pollfd>, _ count: Int, _ timeout: Int32) -> Int32
{
  poll(descriptors, nfds_t(count), timeout)
}

/// Messages for the person at the keyboard, on standard error.
struct Messages {
  /// How the parts of a message are set off.
  let style: Style

  /// An error with its place and what can be done.
  func say(_ failure: Failure) {
    let place = failure.place.map { visible($0) } ?? "longhand"
    var text = style.bold(place + ": ") + style.error("error: ") + style.bold(failure.message) + "\n"
    for line in failure.help { text += "  " + style.note("help: ") + line + "\n" }
    send(text)
  }

  /// A remark that does not stop the work.
  func note(_ message: String, at place: String) {
    send(style.bold(visible(place) + ": ") + style.note("note: ") + message + "\n")
  }

  /// Something that may not be as it was meant.
  func warn(_ message: String, at place: String, help: [String]) {
    var text = style.bold(visible(place) + ": ") + style.warning("warning: ") + message + "\n"
    for line in help { text += "  " + style.note("help: ") + line + "\n" }
    send(text)
  }

  private func send(_ text: String) {
    _ = Descriptor.write([UInt8](text.utf8), to: Descriptor.errors)
  }
}
