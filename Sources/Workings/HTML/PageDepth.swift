/// How deep a page nests its elements, found before it is parsed. At every tag a parser of HTML looks through its open
/// elements, so that a page of a hundred thousand unclosed ones would take minutes.
///
/// The depth is right for pages whose tags match, and rather too large where they do not. Elements that end without an
/// end tag do not count, since they cannot nest by themselves.
struct PageDepth {
  private let file: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// The open elements, by a hash of their names.
  private var open: [UInt32] = []
  private var deepest = 0

  /// Whether a page nests deeper than a limit.
  static func exceeds(_ limit: Int, in file: UnsafeBufferPointer<UInt8>) -> Bool {
    var depth = PageDepth(file)
    while depth.passTag(), depth.deepest <= limit {}
    return depth.deepest > limit
  }

  private init(_ file: UnsafeBufferPointer<UInt8>) { self.file = file }

  private func byte(_ place: Int) -> UInt8 { place < file.count ? file[place] : 0 }

  /// Goes on behind the next tag; false at the end.
  private mutating func passTag() -> Bool {
    while at < file.count, file[at] != UInt8(ascii: "<") { at += 1 }
    guard at < file.count else { return false }
    let isEnd = byte(at + 1) == UInt8(ascii: "/")
    at += isEnd ? 2 : 1
    if byte(at) == UInt8(ascii: "!") { return true }
    var name = Hash()
    while byte(at).isWordByte {
      name.add(byte(at) | 0x20)
      at += 1
    }
    guard name.value != Hash().value, !PageDepth.endless.contains(name.value) else { return true }
    isEnd ? close(name.value) : begin(name.value)
    return true
  }

  private mutating func begin(_ name: UInt32) {
    open.append(name)
    deepest = max(deepest, open.count)
  }

  /// Closes the innermost element of a name and those within it, as far as it is near and no cell lies between. A
  /// formatting element leaves open what lies within it.
  private mutating func close(_ name: UInt32) {
    var place = open.count - 1
    let last = max(0, open.count - 32)
    while place >= last, open[place] != name {
      if PageDepth.walls.contains(open[place]) { return }
      place -= 1
    }
    guard place >= last, place >= 0 else { return }
    if PageDepth.formatting.contains(name) {
      open.remove(at: place)
    } else {
      open.removeLast(open.count - place)
    }
  }

  /// FNV-1a over a name in small letters.
  private struct Hash {
    var value: UInt32 = 0x811C_9DC5

    mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 0x0100_0193 }

    static func of(_ names: [StaticString]) -> Set<UInt32> {
      Set(
        names.map { name in
          var hash = Hash()
          for offset in 0..<name.utf8CodeUnitCount { hash.add(name.utf8Start[offset] | 0x20) }
          return hash.value
        })
    }
  }

  /// Elements without content, and those that the next of their kind ends.
  private static let endless = Hash.of([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
    "p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "html", "head", "body",
  ])
  /// Elements beyond which an end tag does not reach.
  private static let walls = Hash.of([
    "table", "caption", "template", "math", "svg", "object", "marquee", "button", "select", "applet",
  ])
  private static let formatting = Hash.of([
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "form",
  ])
}
