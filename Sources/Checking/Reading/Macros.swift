/// The commands that a text of LaTeX defines for itself, `\newcommand{\by}{\times}`, `\def\x{\cdot}`, as far as they are
/// one sign, one word or one number: where such a command is used, what it stands for takes its place.
///
/// The text keeps its length, so that every other byte keeps its place: what is longer than its command stays as it is.
struct Macros {
  /// The names with their backslash, and what they stand for.
  private var meanings: [(name: [UInt8], meaning: [UInt8])] = []

  /// Reads the definition that begins at a place; gives where it ends.
  mutating func define(at place: Int, in bytes: [UInt8]) -> Int? {
    guard let word = Macros.definitions.first(where: { bytes.has($0, at: place) }) else { return nil }
    var at = place + word.utf8CodeUnitCount
    if at < bytes.count, bytes[at] == UInt8(ascii: "*") { at += 1 }
    let isBraced = at < bytes.count && bytes[at] == UInt8(ascii: "{")
    if isBraced { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\\") else { return nil }
    let name = at..<Macros.endOfCommand(from: at, in: bytes)
    at = name.upperBound
    if isBraced {
      guard at < bytes.count, bytes[at] == UInt8(ascii: "}") else { return nil }
      at += 1
    }
    // A command with arguments is more than a name.
    guard name.count > 1, let end = bytes.endOfBraces(from: at) else { return nil }
    if let meaning = Macros.plain(bytes[at + 1..<end - 1]), meaning.count <= name.count {
      meanings.append((Array(bytes[name]), meaning))
    }
    return end
  }

  /// Puts what a command stands for in its place; gives where that ends, nil for any other command.
  func expand(at place: Int, in bytes: inout [UInt8]) -> Int? {
    guard !meanings.isEmpty else { return nil }
    let end = Macros.endOfCommand(from: place, in: bytes)
    guard let found = meanings.last(where: { bytes[place..<end].elementsEqual($0.name) }) else { return nil }
    for offset in 0..<(end - place) {
      bytes[place + offset] = offset < found.meaning.count ? found.meaning[offset] : UInt8(ascii: " ")
    }
    return end
  }

  private static let definitions: [StaticString] = [
    "\\newcommand", "\\renewcommand", "\\providecommand", "\\DeclareMathOperator", "\\def",
  ]

  private static func endOfCommand(from place: Int, in bytes: [UInt8]) -> Int {
    bytes.skip(from: place + 1, to: bytes.count) { $0.isASCIILetter }
  }

  /// The one sign, word or number that a definition holds, without what only sets it.
  private static func plain(_ body: ArraySlice<UInt8>) -> [UInt8]? {
    var rest = body.filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") && $0 != .space }
    for wrapper in wrappers {
      let name = Array(wrapper.utf8)
      while rest.starts(with: name) { rest.removeFirst(name.count) }
      while rest.count >= name.count, rest.suffix(name.count).elementsEqual(name) {
        rest.removeLast(name.count)
      }
    }
    for (sign, meaning) in signs where rest.elementsEqual(sign.utf8) { return Array(meaning.utf8) }
    let isPlain = rest.allSatisfy { $0.isASCIIWordByte || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
    return isPlain && !rest.isEmpty ? rest : nil
  }

  private static let wrappers = [
    "\\ensuremath", "\\text", "\\mathrm", "\\textrm", "\\operatorname", "\\mathit", "\\textit", "\\mbox",
    "\\xspace", "\\,", "\\;",
    "\\!", "~",
  ]

  private static let signs = [
    ("\\times", "×"), ("\\cdot", "·"), ("\\ast", "*"), ("\\approx", "≈"), ("×", "×"), ("·", "·"),
  ]
}
