/// Reading numbers in every style that is met, with their scales.
///
/// Digits may be grouped by commas, LaTeX's `{,}`, full-width commas, underscores, apostrophes, blanks or dots (two at least:
/// `61.706` is a decimal). A run such as `64,128,3` whose groups are not all of three digits is a list of numbers.
extension Scanner {
  /// The digits of a number as they are collected.
  private struct Digits {
    var small: UInt64 = 0
    var large: Int128 = 0
    /// Digits from the first that is not zero.
    var significant = 0
    /// Digits in all.
    var count = 0
    /// Digits behind the decimal point.
    var decimals = 0

    mutating func append(_ digit: UInt8) {
      count += 1
      if significant == 0 && digit == 0 { return }
      significant += 1
      if significant <= 18 {
        small = small * 10 + UInt64(digit)
      } else if significant <= 38 {
        if significant == 19 { large = Int128(small) }
        large = large &* 10 &+ Int128(digit)
      }
    }

    /// The digits as one whole number, if they fit: 38 nines are below 2^127.
    var whole: Int128? { significant <= 18 ? Int128(small) : significant <= 38 ? large : nil }
  }

  /// What may stand between groups of digits.
  private enum Separator { case comma, wideComma, blank, underscore, apostrophe, dot }

  /// A digit at a place, full-width ones included.
  private func digit(at place: Int) -> (value: UInt8, width: Int)? {
    let next = byte(place)
    if next.isASCIIDigit { return (next - .zero, 1) }
    if next == 0xEF, byte(place + 1) == 0xBC {
      let last = byte(place + 2)
      if last >= 0x90 && last <= 0x99 { return (last - 0x90, 3) }
    }
    return nil
  }

  private func collect(_ digits: inout Digits, from place: Int) -> Int {
    var stop = place
    while let next = digit(at: stop) {
      digits.append(next.value)
      stop += next.width
    }
    return stop
  }

  /// A number begins here: a digit, or the dot of `.5`. That of a `\qty{}{}` is scaled by the prefix of its unit and ends
  /// behind it.
  mutating func scanNumber(with prefix: ScaleMatch? = nil) {
    var digits = Digits()
    var stop = collect(&digits, from: at)
    if let grouped = grouping(behind: stop, first: digits) {
      while stop < grouped.end {
        stop += separatorWidth(grouped.separator, at: stop)
        stop = collect(&digits, from: stop)
      }
    } else if let dotted = dottedRun(behind: stop) {
      return emit(.other, to: dotted)  // 1.2.3: a heading or a version
    }
    stop = collectDecimals(&digits, from: stop)
    let power = exponent(at: stop)
    stop = power.end
    let scale =
      prefix
      ?? (power.value == nil ? scale(at: stop, digits: digits.count, decimals: digits.decimals) : nil)
    let numeral = numeral(
      digits, exponent: power.value ?? 0, scale: scale?.scale ?? .one, shift: scale?.shift ?? 0)
    guard let numeral else { return emit(.other, to: stop) }
    if let prefix {
      emit(.number(numeral), to: stop)
      at = prefix.end
      return
    }
    if let scale {
      stop = scale.end
      // `7\,\mathrm{M}` ends behind its brace; in `7 \text{ MFLOPs}` the brace still decorates the word.
      if scale.isInsideBrace {
        if byte(stop) == .closeBrace { stop += 1 } else { braces.append(.decoration) }
      }
    }
    emit(.number(numeral), to: stop)
    endsOperand = true
    lastIsNumber = true
  }

  /// The decimals behind `.`, or behind the `,` of `2,4 M`, which LaTeX sets in braces: `1{.}79`, `25{,}56`.
  private func collectDecimals(_ digits: inout Digits, from place: Int) -> Int {
    if byte(place) == .openBrace, digit(at: place + 3) != nil, isBracedPoint(at: place) {
      let whole = digits.count
      let stop = collect(&digits, from: place + 3)
      digits.decimals = digits.count - whole
      return stop
    }
    if byte(place) == 0xEF, matches("．", at: place), digit(at: place + 3) != nil {
      let whole = digits.count
      let stop = collect(&digits, from: place + 3)
      digits.decimals = digits.count - whole
      return stop
    }
    let isPoint = byte(place) == .dot && digit(at: place + 1) != nil
    guard isPoint || (digits.count <= 3 && isDecimalComma(at: place)) else { return place }
    let whole = digits.count
    let stop = collect(&digits, from: place + 1)
    digits.decimals = digits.count - whole
    return stop
  }

  /// Whether the braces here hold a point or a decimal comma and no further one follows, as in a list.
  private func isBracedPoint(at place: Int) -> Bool {
    guard matches("{.}", at: place) || matches("{,}", at: place) else { return false }
    var stop = place + 3
    while byte(stop).isASCIIDigit { stop += 1 }
    return !matches("{,}", at: stop) && !matches("{.}", at: stop) && byte(at - 1) != .closeBrace
  }

  /// Whether the comma here is a decimal one: not before three digits, and a scale or a percent sign follows, or the
  /// number is alone behind its relation.
  private func isDecimalComma(at place: Int) -> Bool {
    guard byte(place) == .comma, byte(at - 1) != .comma else { return false }
    var stop = place + 1
    while byte(stop).isASCIIDigit && stop - place < 6 { stop += 1 }
    guard stop > place + 1, stop - place - 1 != 3, !byte(stop).isASCIIDigit else { return false }
    guard !(byte(stop) == .comma && byte(stop + 1).isASCIIDigit) else { return false }
    if scale(at: stop, digits: 2, decimals: 1) != nil { return true }
    // `d=512,8 个头`: a clause begins with the number of what is counted.
    if isCounted(at: stop) { return false }
    // `= 156,1215 > 156`: what is compared begins a clause, too.
    if stop - place > 4, isCompared(at: stop) { return false }
    return lastIsRelation && openBrackets == 0 && (byte(stop).isBlankOrEnd || byte(stop) == .dot)
  }

  /// Whether a Chinese character stands behind a number, perhaps over a blank.
  private func isCounted(at place: Int) -> Bool {
    let next = byte(afterBlanks(from: place))
    return next >= 0xE4 && next <= 0xE9
  }

  private func isCompared(at place: Int) -> Bool {
    let next = byte(afterBlanks(from: place))
    return next == UInt8(ascii: "<") || next == UInt8(ascii: ">")
  }

  private func numeral(_ digits: Digits, exponent: Int, scale: Scale, shift: Int) -> Numeral? {
    guard let whole = digits.whole else { return nil }
    let place = exponent + scale.exponent + shift - digits.decimals
    if place == 0 { return Numeral(value: Rational(whole: whole), lastPlace: .one, scale: scale) }
    guard let last = Rational.powerOfTen(place) else { return nil }
    guard let value = try? Rational(whole: whole).multiplied(by: last) else { return nil }
    return Numeral(value: value, lastPlace: last, scale: scale)
  }

  // MARK: Groups

  private func separatorWidth(_ separator: Separator, at place: Int) -> Int {
    let next = byte(place)
    switch separator {
    case .underscore: return next == .underscore ? 1 : 0
    case .dot: return next == .dot ? 1 : next == .openBrace && matches("{.}", at: place) ? 3 : 0
    case .apostrophe: return next == .apostrophe ? 1 : matches("’", at: place) ? 3 : 0
    case .comma:
      if next == .comma { return 1 }
      if next == .backslash {
        return matches("\\mathord{,}", at: place) ? 11 : matches("\\text{,}", at: place) ? 8 : 0
      }
      guard next == .openBrace else { return 0 }
      return matches("{,}", at: place) ? 3 : matches("{\\text{,}}", at: place) ? 10 : 0
    case .wideComma:
      if next == .openBrace { return matches("{，}", at: place) ? 5 : 0 }
      return next == 0xEF && byte(place + 1) == 0xBC && byte(place + 2) == 0x8C ? 3 : 0
    case .blank:
      if next == .space || next == .tilde { return 1 }
      if next == .backslash {
        if matches("\\thinspace", at: place) { return byte(place + 10) == .space ? 11 : 0 }
        let space = byte(place + 1)
        return space == .comma || space == .colon || space == .semicolon || space == .space ? 2 : 0
      }
      if next == .openBrace { return matches("{\\,}", at: place) ? 4 : 0 }
      if next == 0xC2 { return byte(place + 1) == 0xA0 ? 2 : 0 }
      guard next == 0xE2, byte(place + 1) == 0x80 else { return 0 }
      let last = byte(place + 2)
      return last == 0x89 || last == 0xAF || last == 0x8A ? 3 : 0  // thin, narrow no-break, hair space
    }
  }

  /// Where the groups behind the first digits end, if the whole run is one grouped number.
  private mutating func grouping(behind place: Int, first: Digits) -> (separator: Separator, end: Int)? {
    let separator: Separator
    switch byte(place) {
    case .openBrace where byte(place + 1) == .dot: separator = .dot
    case .openBrace where byte(place + 1) == 0xEF: separator = .wideComma
    case .openBrace where matches("{\\,}", at: place): separator = .blank
    case .comma, .openBrace: separator = .comma
    // One kind of comma groups a number: in `98,304，8` the other ends a clause.
    case 0xEF: separator = .wideComma
    case .apostrophe: separator = .apostrophe
    case 0xE2 where byte(place + 2) == 0x99: separator = .apostrophe
    case .backslash where matches("\\mathord{,}", at: place) || matches("\\text{,}", at: place):
      separator = .comma
    // `= 9~408`; elsewhere `5~100` is a range.
    case .tilde where lastIsRelation: separator = .blank
    case .space, .backslash, 0xC2, 0xE2: separator = .blank
    case .underscore: separator = .underscore
    case .dot: separator = .dot
    default: return nil
    }
    let width = separatorWidth(separator, at: place)
    guard width > 0, digit(at: place + width) != nil else { return nil }
    switch separator {
    case .comma where at < ungroupedCommas, .wideComma where at < ungroupedWideCommas: return nil
    case .blank where at < ungroupedSpaces: return nil
    default: break
    }
    let run = groups(from: place, separator)
    var isOneNumber = run.areThree && first.count <= 3 && first.significant == first.count
    if separator == .dot { isOneNumber = isOneNumber && run.count > 1 }
    if separator == .blank { isOneNumber = isOneNumber && mayGroupByBlanks(place, run.end) }
    if isOneNumber { return (separator, run.end) }
    // `= 2,359,296,12 层`: behind the comma of a clause another number begins.
    if separator == .comma, run.onlyLastIsShort, run.count > 1, first.count <= 3, isCounted(at: run.end) {
      return (separator, run.lastStart)
    }
    // Of `10，2,416` the wide comma parts two numbers, of which the second is grouped.
    if separator == .comma { ungroupedCommas = run.end }
    if separator == .wideComma { ungroupedWideCommas = run.end }
    if separator == .blank { ungroupedSpaces = run.end }
    return nil
  }

  /// Groups of digits that follow each other.
  private struct Groups {
    var count: Int
    var areThree: Bool
    var end: Int
    /// Where the separator of the last group stands.
    var lastStart: Int
    /// Whether all groups but the last are of three digits.
    var onlyLastIsShort: Bool
  }

  /// All groups of digits that follow each other with the separator between them.
  private func groups(from place: Int, _ separator: Separator) -> Groups {
    var stop = place
    var count = 0
    var areThree = true
    var (lastStart, areThreeBefore) = (place, true)
    while true {
      let width = separatorWidth(separator, at: stop)
      guard width > 0, digit(at: stop + width) != nil else { break }
      (lastStart, areThreeBefore) = (stop, areThree)
      stop += width
      var length = 0
      while let next = digit(at: stop) {
        stop += next.width
        length += 1
      }
      if length != 3 && !(separator == .underscore && length == 4) { areThree = false }
      count += 1
    }
    return Groups(
      count: count, areThree: areThree, end: stop, lastStart: lastStart,
      onlyLastIsShort: !areThree && areThreeBefore)
  }

  /// Blanks group only where a number is expected and nothing is glued to it: `= 2 359 296`, not `sizes 64 128 256`.
  private func mayGroupByBlanks(_ place: Int, _ stop: Int) -> Bool {
    guard byte(place) == .space else { return true }
    let next = byte(stop)
    if next.isASCIILetter || next == .underscore { return false }
    if next == 0xC3 && byte(stop + 1) == 0x97 { return false }  // × glued behind: a shape follows
    return !endsOperand
  }

  /// The end of a run such as `1.2.3`.
  private func dottedRun(behind place: Int) -> Int? {
    guard byte(place) == .dot, byte(place + 1).isASCIIDigit else { return nil }
    let run = groups(from: place, .dot)
    return run.count > 1 ? run.end : nil
  }

  /// The exponent of `4.5e+12`.
  private func exponent(at place: Int) -> (value: Int?, end: Int) {
    guard byte(place).lowercased == UInt8(ascii: "e") else { return (nil, place) }
    var stop = place + 1
    let sign = byte(stop)
    if sign == .plus || sign == .hyphen { stop += 1 }
    guard byte(stop).isASCIIDigit else { return (nil, place) }
    var value = 0
    while byte(stop).isASCIIDigit {
      if value < 1_000 { value = value * 10 + Int(byte(stop) - .zero) }
      stop += 1
    }
    let next = byte(stop)
    if next == .underscore || next.isASCIILetter && next.lowercased != UInt8(ascii: "x") {
      return (nil, place)
    }
    return (sign == .hyphen ? -value : value, stop)
  }
}

extension Rational {
  /// Ten to a whole power, if it fits.
  static func powerOfTen(_ exponent: Int) -> Rational? {
    guard exponent.magnitude <= 38 else { return nil }
    var power: Int128 = 1
    var left = exponent.magnitude
    while left > 0 {
      power &*= 10
      left -= 1
    }
    return exponent < 0 ? try? Rational(1, over: power) : Rational(whole: power)
  }
}
