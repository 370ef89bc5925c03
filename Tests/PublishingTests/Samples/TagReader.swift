/// Reads HTML as strictly as its writers can be asked to write it: every tag closed, every attribute quoted.
struct TagReader {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String)]
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  private(set) var tags: [Tag] = []
  private(set) var problems: [String] = []
  /// The text between the tags, as it stands.
  private(set) var text = ""

  private static let void: Set<String> = ["meta", "wbr", "br", "link"]

  init(_ html: String) {
    var open: [String] = []
    var rest = Array(html.utf8)[...]
    while let byte = rest.first {
      guard byte == UInt8(ascii: "<") else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
        rest.removeFirst()
        continue
      }
      guard let end = TagReader.end(of: rest) else {
        problems.append("a tag is not closed")
        return
      }
      let inner = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
      rest = rest[(end + 1)...]
      if inner.hasPrefix("!") { continue }
      if inner.hasPrefix("/") {
        let name = String(inner.dropFirst())
        if open.popLast() != name { problems.append("</\(name)> closes something else") }
        continue
      }
      let tag = read(inner.hasSuffix("/") ? String(inner.dropLast()) : inner)
      tags.append(tag)
      if tag.name == "style", let close = TagReader.closeOfStyle(rest) {
        rest = rest[close...]
        continue
      }
      if !inner.hasSuffix("/"), !TagReader.void.contains(tag.name) { open.append(tag.name) }
    }
    if !open.isEmpty { problems.append("never closed: \(open)") }
  }

  private static func end(of bytes: ArraySlice<UInt8>) -> Int? {
    var isQuoted = false
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, bytes[index] == UInt8(ascii: ">") { return index }
    }
    return nil
  }

  private static func closeOfStyle(_ bytes: ArraySlice<UInt8>) -> Int? {
    let mark = Array("</style>".utf8)
    return bytes.indices.first { bytes[$0...].starts(with: mark) }.map { $0 + mark.count }
  }

  private mutating func read(_ inner: String) -> Tag {
    var rest = inner[...]
    let name = rest.prefix { $0.isLetter || $0.isNumber }
    rest = rest.dropFirst(name.count)
    var attributes: [(String, String)] = []
    while true {
      rest = rest.drop { $0 == " " || $0 == "\n" }
      if rest.isEmpty { break }
      let key = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == ":" }
      rest = rest.dropFirst(key.count)
      guard !key.isEmpty else {
        problems.append("not an attribute in <\(inner)>")
        break
      }
      if rest.first == "=" {
        rest = rest.dropFirst()
        guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
          problems.append("an attribute is not quoted in <\(inner)>")
          break
        }
        attributes.append((String(key), String(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        attributes.append((String(key), ""))
      }
    }
    return Tag(name: String(name), attributes: attributes)
  }
}
