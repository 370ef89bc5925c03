import Symbolics

/// A `B` that is glued to its number and means bytes: `28×4×128×2×2=57344B=56KB`, `61706×4B=241KB`.
///
/// Elsewhere it means billions. Where the line's links fail so and hold, or nearly hold, with bytes, it was bytes.
enum GluedBytes {
  /// The tokens with such numbers as bytes; nil where the line has none, or nothing else in bytes.
  static func reading(_ tokens: [Token], _ units: [Unit], _ bytes: [UInt8]) -> (
    tokens: [Token], units: [Unit]
  )? {
    var result: (tokens: [Token], units: [Unit])?
    for index in tokens.indices {
      guard case .number(let numeral) = tokens[index].kind, numeral.scale == .billion,
        isGlued(tokens[index].range, bytes), let count = numeral.unscaled, count.isInteger,
        isOperand(index, tokens), count >= 1_000 || count <= 16 && isFactor(index, tokens)
      else { continue }
      if result == nil {
        guard units.contains(.bytes) else { return nil }
        result = (tokens, units)
      }
      result?.tokens[index] = Token(
        .number(Numeral(value: count, lastPlace: .one)), at: tokens[index].range,
        hasSpaceBefore: tokens[index].hasSpaceBefore)
      result?.units[index] = .bytes
    }
    return result
  }

  /// Whether a line is better understood with bytes.
  static func prefers(
    _ other: (failed: Int, held: Int, near: Int), to plain: (failed: Int, held: Int, near: Int)
  ) -> Bool {
    guard other.held >= plain.held, other.failed <= plain.failed else { return false }
    return other.held > plain.held || other.failed < plain.failed || other.near > plain.near
  }

  private static func isGlued(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    range.count >= 2 && bytes[range.upperBound - 1] == UInt8(ascii: "B")
      && bytes[range.upperBound - 2].isASCIIDigit
  }

  /// `7B：28×4`: what is called by its size is no operand.
  private static func isOperand(_ index: Int, _ tokens: [Token]) -> Bool {
    index > 0 && isSign(tokens[index - 1].kind) || index + 1 < tokens.count && isSign(tokens[index + 1].kind)
  }

  private static func isSign(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .times, .divide, .plus, .minus: true
    default: kind.isRelation
    }
  }

  private static func isFactor(_ index: Int, _ tokens: [Token]) -> Bool {
    if index > 0, case .times = tokens[index - 1].kind { true } else { false }
  }
}
