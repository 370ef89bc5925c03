/// Units as LaTeX sets them: `\text{KiB}`, `\mathrm{ ms}`, and siunitx' `\byte`, `\milli\second`, `\gibi\byte`.
enum TypesetUnit {
  /// The unit's letters without commands; nil where the command is none of a unit.
  static func plain(_ word: Range<Int>, in bytes: [UInt8]) -> [UInt8]? {
    let text = bytes[word]
    if let open = text.firstIndex(of: UInt8(ascii: "{")), text.last == UInt8(ascii: "}") {
      let inside = text[(open + 1)...].dropLast().filter { $0 != 0x20 }
      return inside.isEmpty || inside[0] == UInt8(ascii: "\\") ? nil : inside
    }
    let parts = text.split(separator: UInt8(ascii: "\\"))
    guard let last = parts.last, parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return Array(last) }
    for (prefix, unit, plain) in pairs
    where parts[0].elementsEqual(prefix.utf8) && last.elementsEqual(unit.utf8) {
      return Array(plain.utf8)
    }
    return nil
  }

  private static let pairs = [
    ("milli", "second", "ms"), ("micro", "second", "us"), ("nano", "second", "ns"), ("kibi", "byte", "KiB"),
    ("mebi", "byte", "MiB"), ("gibi", "byte", "GiB"), ("tebi", "byte", "TiB"),
  ]
}
