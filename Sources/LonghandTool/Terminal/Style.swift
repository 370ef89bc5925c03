#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Colours and weight on a terminal, or nothing at all. What a colour says is always said in words, too.
struct Style: Equatable, Sendable {
  /// Whether anything is set off.
  let isOn: Bool

  /// No colours.
  static let plain = Style(isOn: false)

  /// The style for a descriptor: `--color` decides; `auto` means a terminal that understands colours and a person who
  /// has not asked for none (NO_COLOR, https://no-color.org).
  init(choice: String?, descriptor: Int32) {
    switch choice {
    case "always": isOn = true
    case "never": isOn = false
    default:
      isOn =
        Descriptor.isTerminal(descriptor) && (environment("NO_COLOR") ?? "").isEmpty
        && environment("TERM") != "dumb"
    }
  }

  init(isOn: Bool) { self.isOn = isOn }

  func bold(_ text: String) -> String { wrap(text, "1") }
  func faint(_ text: String) -> String { wrap(text, "2") }
  func error(_ text: String) -> String { wrap(text, "1;31") }
  func warning(_ text: String) -> String { wrap(text, "1;33") }
  func note(_ text: String) -> String { wrap(text, "1;36") }
  func good(_ text: String) -> String { wrap(text, "1;32") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// A variable of the environment.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// The columns of the terminal behind a descriptor, within 40 and 120; nil if there is none.
func terminalWidth(_ descriptor: Int32) -> Int? {
  guard Descriptor.isTerminal(descriptor) else { return nil }
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return min(max(Int(size.ws_col), 40), 120)
}
