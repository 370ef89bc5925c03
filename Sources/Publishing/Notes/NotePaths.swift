/// Paths within the notes: relative, with `/` between names, without `.` and `..`.
enum NotePaths {
  /// The folder that a file lies in; empty on the top level.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// A path that is written in a file of a folder; nil if it leads out of the notes.
  static func resolve(_ written: String, from folder: String) -> String? {
    if written.hasPrefix("/") { return nil }
    var names = folder.split(separator: "/").map { String($0) }
    for name in written.split(separator: "/", omittingEmptySubsequences: true) {
      switch name {
      case ".": continue
      case "..": if names.popLast() == nil { return nil }
      default: names.append(String(name))
      }
    }
    return names.joined(separator: "/")
  }

  /// How a page names another file of the site.
  static func relative(_ path: String, from page: String) -> String {
    var (target, base) = (path.split(separator: "/")[...], page.split(separator: "/").dropLast()[...])
    while let first = target.first, target.count > 1, first == base.first {
      target = target.dropFirst()
      base = base.dropFirst()
    }
    return String(repeating: "../", count: base.count) + target.joined(separator: "/")
  }

  /// Percent signs for what an address may not hold.
  static func encoded(_ path: String) -> String {
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: " "), UInt8(ascii: "\""),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: ":"), 0..<0x20, 0x7F...:
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The path that an address with percent signs means.
  static func decoded(_ address: String) -> String {
    var bytes: [UInt8] = []
    let source = Array(address.utf8)
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let byte = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
