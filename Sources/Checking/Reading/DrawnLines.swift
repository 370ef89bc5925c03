/// Lines that hold no text: empty ones, points for what was left out, rules.
extension TextLine {
  /// Whether there is nothing on the line.
  func isBlank(in bytes: [UInt8]) -> Bool { !bytes[range].contains { $0 > 0x20 } }

  /// Whether points on the line stand for what was left out: `...`, `[…]`, `⋮`.
  func isElision(in bytes: [UInt8]) -> Bool {
    guard range.count <= 32 else { return false }
    let signs = bytes[range].filter { $0 > 0x20 && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
    // … is E2 80 A6, ⋮ is E2 8B AE.
    return !signs.isEmpty && signs.allSatisfy { $0 == UInt8(ascii: ".") } || signs == [0xE2, 0x80, 0xA6]
      || signs == [0xE2, 0x8B, 0xAE]
  }

  /// Whether the line is drawn: dashes, underscores, signs of equality.
  func isRule(in bytes: [UInt8]) -> Bool {
    !bytes[range].contains { $0.isASCIIWordByte && $0 != UInt8(ascii: "_") || $0 >= 0xE3 }
  }
}
