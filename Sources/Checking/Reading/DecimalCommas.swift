import Symbolics

/// Reads a line's numbers as most of Europe, Latin America and Vietnam write them: dots or apostrophes between
/// thousands, a comma before the decimals.
enum DecimalCommas {
  /// Whether a token of the line may be another number when read so: a comma or a dot between two digits.
  static func mayMatter(_ tokens: [Token], _ bytes: [UInt8]) -> Bool {
    var mayMatter = false
    for index in tokens.indices {
      guard case .number = tokens[index].kind else { continue }
      let range = tokens[index].range
      var (dots, commas) = (0, 0)
      for at in range {
        if bytes[at] == UInt8(ascii: ".") { dots += 1 } else if bytes[at] == UInt8(ascii: ",") { commas += 1 }
      }
      // `95,367 × 4.2`: a point that does not stand before three digits settles it.
      if dots == 1, commas == 0, !mayGroup(bytes[range]) { return false }
      // 118,013,952 and 118.013.952 can be read in one way only.
      if dots + commas == 1 || (dots > 0 && commas > 0) || hasDecimals(behind: index, tokens) {
        mayMatter = true
      }
    }
    return mayMatter
  }

  /// Whether the point of a number stands before exactly three digits, as one between thousands does.
  private static func mayGroup(_ number: ArraySlice<UInt8>) -> Bool {
    guard let point = number.firstIndex(of: UInt8(ascii: ".")) else { return false }
    // LaTeX may set the point in braces.
    let digits = number[(point + 1)...].drop { $0 == UInt8(ascii: "}") }
    return digits.prefix { $0.isASCIIDigit }.count == 3
  }

  /// Whether a comma and further digits are glued to a number.
  private static func hasDecimals(behind index: Int, _ tokens: [Token]) -> Bool {
    // A comma of full width ends a clause: `98,304，8 个头`.
    guard index + 2 < tokens.count, case .comma = tokens[index + 1].kind, tokens[index + 1].range.count == 1,
      case .number = tokens[index + 2].kind
    else { return false }
    return !tokens[index + 1].hasSpaceBefore && !tokens[index + 2].hasSpaceBefore
  }

  /// The tokens with their numbers read anew.
  static func reading(_ tokens: [Token], _ units: [Unit], _ bytes: [UInt8]) -> (
    tokens: [Token], units: [Unit]
  ) {
    var result: [Token] = []
    var newUnits: [Unit] = []
    result.reserveCapacity(tokens.count)
    newUnits.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      let last = hasDecimals(behind: index, tokens) && isPlain(tokens[index]) ? index + 2 : index
      let range = tokens[index].range.lowerBound..<tokens[last].range.upperBound
      if case .number(let written) = tokens[last].kind, let numeral = numeral(bytes[range], scaledAs: written)
      {
        result.append(Token(.number(numeral), at: range, hasSpaceBefore: tokens[index].hasSpaceBefore))
        newUnits.append(units[last])
        index = last + 1
      } else {
        result.append(tokens[index])
        newUnits.append(units[index])
        index += 1
      }
    }
    return (result, newUnits)
  }

  private static func isPlain(_ token: Token) -> Bool {
    if case .number(let numeral) = token.kind { numeral.scale == .one } else { false }
  }

  /// The number that digits with dots and commas amount to, with the scale behind them; nil where they are none or the
  /// number reads the same.
  private static func numeral(_ text: ArraySlice<UInt8>, scaledAs written: Numeral) -> Numeral? {
    var whole = Rational.zero
    var place = Rational.one
    var group = 0
    var (hasDot, hasComma, digits) = (false, false, 0)
    loop: for (offset, byte) in text.enumerated() {
      switch byte {
      case _ where byte.isASCIIDigit:
        guard let next = try? whole.multiplied(by: 10).adding(Rational(Int(byte - 0x30))) else { return nil }
        whole = next
        group += 1
        digits += 1
        if hasComma {
          guard let tenth = try? place.divided(by: 10) else { return nil }
          place = tenth
        }
      case UInt8(ascii: "."):
        guard !hasComma, hasDot ? group == 3 : (1...3).contains(group), text.first != 0x30 else { return nil }
        (hasDot, group) = (true, 0)
      case UInt8(ascii: ","):
        guard !hasComma, !hasDot || group == 3, offset > 0 else { return nil }
        (hasComma, group) = (true, 0)
      case UInt8(ascii: "{"), UInt8(ascii: "}"): continue
      default: break loop
      }
    }
    guard hasDot || hasComma, digits > 0, hasComma ? group > 0 : group == 3 else { return nil }
    // Nobody writes three zeros for decimals: `50,000`.
    if hasComma, !hasDot, group == 3, whole.numerator % 1_000 == 0 { return nil }
    guard let factor = try? Rational(10).raised(to: Rational(written.scale.exponent)),
      let binary = try? factor.multiplied(by: written.binaryFactor ?? .one),
      let value = try? whole.multiplied(by: place).multiplied(by: binary),
      let lastPlace = try? place.multiplied(by: binary)
    else { return nil }
    return Numeral(value: value, lastPlace: lastPlace, scale: written.scale)
  }
}

/// Chooses between two readings of a line's numbers by the arithmetic of its links.
enum NumberStyles {
  /// How many links of bare arithmetic fail, and how many hold.
  static func agreement(of pieces: Pieces) -> (failed: Int, held: Int, near: Int) {
    var (failed, held, near) = (0, 0, 0)
    for index in pieces.list.indices.dropLast(2) {
      guard case .relation(let sign) = pieces.list[index + 1], sign == .equal || sign == .approximately,
        case .side(let left) = pieces.list[index], case .side(let right) = pieces.list[index + 2],
        let first = left.outcome.value, let second = right.outcome.value
      else { continue }
      let claim = right.claim ?? left.claim ?? Numeral(value: second, lastPlace: .one)
      let tolerance = LinkChecker.tolerance(
        of: claim, isApproximate: sign == .approximately || right.isApproximate)
      if LinkChecker.isWithin(tolerance, first, second) || areSameBytes(left, right) {
        held += 1
      } else {
        failed += 1
        if let ratio = try? first.divided(by: second), ratio > Rational.tenth, ratio < 10 { near += 1 }
      }
    }
    return (failed, held, near)
  }

  /// `102,400 KB = 100 MB`
  private static func areSameBytes(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard left.unit == .bytes, right.unit == .bytes, let one = left.claim?.inBinary,
      let other = right.claim?.inBinary, one.scale != other.scale
    else { return false }
    return LinkChecker.isWithin(
      LinkChecker.tolerance(of: other, isApproximate: right.isApproximate), one.value, other.value)
  }

  /// Whether a second reading is better: fewer of its links fail, or its failing claims are at least of the right size.
  static func prefers(
    _ second: Pieces, to first: Pieces, _ one: (failed: Int, held: Int, near: Int)
  ) -> Bool {
    let two = agreement(of: second)
    if two.held > one.held, two.failed <= one.failed { return true }
    guard two.held == one.held, two.failed == one.failed, one.failed > 0, two.near >= one.near else {
      return false
    }
    // Where both fail, the one that leaves nothing out: `1,0 + 2 = 4`.
    if second.count < first.count { return true }
    // Dots that become thousands may bring the sides near; commas between three digits are thousands as they stand.
    return two.near > one.near && largest(in: second) > largest(in: first)
  }

  /// The largest number that is written in the pieces.
  private static func largest(in pieces: Pieces) -> Rational {
    var largest = Rational.zero
    for piece in pieces.list {
      guard case .side(let side) = piece else { continue }
      LinkChecker.forEachNumeral(of: side.located.expression) { largest = max(largest, $0.value) }
    }
    return largest
  }
}
