/// Reading what multiplies the digits before it: `7.8 G`, `4.7 MFLOPs`, `1.7 billion`, `7.8亿`, `95.8%`.
extension Scanner {
  /// A scale behind a number. `shift` is the power of ten that 千万 has beyond 万.
  struct ScaleMatch {
    var scale: Scale
    var end: Int
    var shift = 0
    /// Whether it stands inside of a brace such as that of `\text{ M}`, which was opened on the way.
    var isInsideBrace = false
  }

  /// What follows the letter of a scale.
  private enum Follower { case nothing, unit, other }

  /// The scale that stands at a place: glued to the digits, or behind one blank.
  func scale(at place: Int, digits: Int, decimals: Int) -> ScaleMatch? {
    let first = byte(place)
    guard
      mayBeginScale(first) || first == .space || first == 0xC2 || first == 0xE2 || first == .dollar
        || first == .star || first == .tilde || first == .underscore
    else { return nil }
    var stop = place + markWidth(at: place)
    stop += blankWidth(at: stop)
    guard mayBeginScale(byte(stop)) else { return nil }
    var isSpaced = stop > place
    var isInside = false
    if byte(stop) == .backslash {
      if byte(stop + 1) == .percent { return ScaleMatch(scale: .percent, end: stop + 2) }
      guard let inside = insideOfText(at: stop) else { return nil }
      stop = inside
      isInside = true
      isSpaced = true
    }
    var match = wide(at: stop) ?? percent(at: stop, isSpaced) ?? word(at: stop)
    if match == nil, let letter = letter(at: stop), !isSpaced || !beginsDefinition(at: stop) {
      let isWhole = decimals == 0
      switch letter.scale {
      case .billion where isSpaced && !letter.hasUnit && isWhole && !isFollowedByCount(at: letter.end):
        return nil  // `3,456 B`: bytes
      case .billion where !isSpaced && !letter.hasUnit && isWhole && digits >= 6:
        return nil  // `940584B`: nobody counts so many billions
      case .peta, .exa, .zetta, .yotta:
        if !isSpaced && !letter.hasUnit && isWhole && digits < 2 { return nil }  // `2P`: twice the padding
      default: break
      }
      match = ScaleMatch(scale: letter.scale, end: letter.end)
    }
    if match == nil, !isSpaced || byte(stop) == UInt8(ascii: "k") && isThousands(at: stop, digits, decimals) {
      match = small(at: stop)
    }
    match?.isInsideBrace = isInside
    return match
  }

  /// Whether a letter behind a number that was stated names the next one: `C=16 K=5`.
  private func beginsDefinition(at place: Int) -> Bool {
    guard lastIsRelation, tokens.count > 1, case .word = tokens[tokens.count - 2].kind else { return false }
    return byte(place + 1) == .equals && byte(place + 2) != .equals
  }

  /// Whether a scale may begin with a byte: most numbers are followed by something else.
  private func mayBeginScale(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == .percent || byte == .backslash || byte >= 0xE4 && byte <= 0xEF
  }

  /// The width of one blank: a space, a no-break or thin space, LaTeX's `\,`, `\ ` and `~`.
  private func blankWidth(at place: Int) -> Int {
    switch byte(place) {
    case .space: return 1
    case .tilde: return byte(place + 1).isASCIILetter ? 1 : 0
    case 0xC2: return byte(place + 1) == 0xA0 ? 2 : 0
    case 0xE2:
      let last = byte(place + 2)
      return byte(place + 1) == 0x80 && (last == 0x89 || last == 0xAF || last == 0x8A) ? 3 : 0
    case .backslash:
      let next = byte(place + 1)
      return next == .comma || next == .space || next == .semicolon || next == .colon ? 2 : 0
    default: return 0
    }
  }

  /// The width of the mark that ends a formula or set type, where a scale stands behind it: `$3.7$ 万`, `$3.7\,$M`,
  /// `\(3.7\)M`, `**3.7** G`, `*3.7* million`.
  private func markWidth(at place: Int) -> Int {
    // LaTeX's space may stand at the end of the formula.
    let inside = byte(place) == .tilde ? 1 : byte(place) == .backslash ? blankWidth(at: place) : 0
    let mark = closingMark(at: place + inside, isSpaced: inside > 0)
    let end = place + inside + mark.width
    guard mark.width > 0, byte(end) != .star, byte(end) != .dollar else { return 0 }
    let behind = end + blankWidth(at: end)
    // `2**K` is a power.
    return byte(behind) >= 0x80 || behind > end || mark.isOfFormula ? end - place : 0
  }

  private func closingMark(at place: Int, isSpaced: Bool) -> (width: Int, isOfFormula: Bool) {
    switch byte(place) {
    case .dollar: return (1, true)
    case .backslash: return byte(place + 1) == .closeRound ? (2, true) : (0, false)
    case .star where byte(place + 1) == .star: return (2, false)
    case .star, .underscore: return (isEmphasised && !isSpaced ? 1 : 0, false)
    default: return (0, false)
    }
  }

  /// The place of the first letter inside `\text{ M…`.
  private func insideOfText(at place: Int) -> Int? {
    guard let open = styleBrace(at: place) else { return nil }
    return afterBlanks(from: open + 1)
  }

  private func percent(at place: Int, _ isSpaced: Bool) -> ScaleMatch? {
    if byte(place) == .percent {
      // `7 % 3` is a remainder.
      if isSpaced && byte(afterBlanks(from: place + 1)).isASCIIDigit { return nil }
      return ScaleMatch(scale: .percent, end: place + 1)
    }
    return byte(place) == 0xEF && scalar(at: place).value == 0xFF05
      ? ScaleMatch(scale: .percent, end: place + 3) : nil
  }

  /// 万, 亿, 万亿, and their multiples 百万, 千万, 十亿 …
  private func wide(at place: Int) -> ScaleMatch? {
    guard byte(place) >= 0xE4, byte(place) <= 0xEC else { return nil }
    var stop = place
    var shift = 0
    switch scalar(at: stop).value {
    case 0x5341: shift = 1  // 十
    case 0x767E: shift = 2  // 百
    case 0x5343: shift = 3  // 千
    default: break
    }
    if shift > 0 { stop += 3 }
    switch scalar(at: stop).value {
    case 0x4E07, 0x842C:  // 万 萬
      let next = scalar(at: stop + 3).value
      // 万万
      if next == 0x4E07 || next == 0x842C { return ScaleMatch(scale: .yi, end: stop + 6, shift: shift) }
      if next == 0x4EBF || next == 0x5104 { return ScaleMatch(scale: .wanyi, end: stop + 6, shift: shift) }
      return ScaleMatch(scale: .wan, end: stop + 3, shift: shift)
    case 0xB9CC: return ScaleMatch(scale: .wan, end: stop + 3)  // 만
    case 0xC5B5: return ScaleMatch(scale: .yi, end: stop + 3)  // 억
    case 0x4EBF, 0x5104:  // 亿 億
      return ScaleMatch(scale: .yi, end: stop + 3, shift: shift)
    default:
      return shift == 3 ? ScaleMatch(scale: .thousand, end: stop) : nil
    }
  }

  /// million, billion, and the prefixes written out before a unit: `315 ZettaFLOPs`.
  private func word(at place: Int) -> ScaleMatch? {
    let length = letterRun(at: place)
    guard length >= 2 else { return vietnamese(at: place) }
    func isWord(_ text: StaticString) -> Bool {
      length == text.utf8CodeUnitCount && equalsIgnoringCase(text, at: place)
    }
    let end = place + length
    if isWord("million") || isWord("mln") { return ScaleMatch(scale: .million, end: end) }
    // BN in capitals is batch normalisation.
    if isWord("billion") || isWord("bn") && byte(place + 1) == UInt8(ascii: "n") {
      return ScaleMatch(scale: .billion, end: end)
    }
    if isWord("trillion") || isWord("tn") { return ScaleMatch(scale: .trillion, end: end) }
    // "0.8 percent points" are a difference of shares.
    if isWord("percent"), byte(end + 1).lowercased != UInt8(ascii: "p") {
      return ScaleMatch(scale: .percent, end: end)
    }
    if isWord("thousand") { return ScaleMatch(scale: .thousand, end: end) }
    return european(at: place, length) ?? vietnamese(at: place) ?? (length > 5 ? prefix(at: place) : nil)
  }

  /// Mio., Millionen, Mrd., Milliarden, milliards, millones: in these languages a Billion is 10¹², so that the word is
  /// left alone.
  private func european(at place: Int, _ length: Int) -> ScaleMatch? {
    func isWord(_ text: StaticString) -> Bool {
      length == text.utf8CodeUnitCount && equalsIgnoringCase(text, at: place)
    }
    let end = place + length
    // The dot of the abbreviation, unless it may end the sentence.
    let dotted = byte(end) == .dot && !byte(end + 1).isBlankOrEnd ? end + 1 : end
    if byte(end) >= 0x80, Characters.isLetter(scalar(at: end).value) { return nil }
    if isWord("mio") { return ScaleMatch(scale: .million, end: dotted) }
    if isWord("mrd") || isWord("mia") { return ScaleMatch(scale: .billion, end: dotted) }
    if isWord("millionen") || isWord("millions") || isWord("millones") || isWord("milioni") {
      return ScaleMatch(scale: .million, end: end)
    }
    if isWord("milliarden") || isWord("milliarde") || isWord("milliards") || isWord("milliard")
      || isWord("miliardi")
    {
      return ScaleMatch(scale: .billion, end: end)
    }
    return isWord("billions") ? ScaleMatch(scale: .billion, end: end) : nil
  }

  /// nghìn, triệu, tỷ: ten to the 3, 6 and 9.
  private func vietnamese(at place: Int) -> ScaleMatch? {
    guard byte(place) | 0x20 == UInt8(ascii: "t") else { return nil }
    if matches("triệu", at: place) { return ScaleMatch(scale: .million, end: place + 7) }
    if matches("tỷ", at: place) || matches("tỉ", at: place) {
      return ScaleMatch(scale: .billion, end: place + 4)
    }
    return nil
  }

  private func prefix(at place: Int) -> ScaleMatch? {
    func match(_ text: StaticString, _ scale: Scale) -> ScaleMatch? {
      let end = place + text.utf8CodeUnitCount
      return equalsIgnoringCase(text, at: place) && isUnit(at: end) ? ScaleMatch(scale: scale, end: end) : nil
    }
    return match("kilo", .kilo) ?? match("mega", .mega) ?? match("giga", .giga) ?? match("tera", .tera)
      ?? match("peta", .peta) ?? match("exa", .exa) ?? match("zetta", .zetta) ?? match("yotta", .yotta)
  }

  /// A capital letter that scales, alone or before a unit.
  private func letter(at place: Int) -> (scale: Scale, end: Int, hasUnit: Bool)? {
    let scale: Scale
    switch byte(place) {
    case UInt8(ascii: "K"): scale = .kilo
    case UInt8(ascii: "M"): scale = .mega
    case UInt8(ascii: "G"): scale = .giga
    case UInt8(ascii: "B"): scale = .billion
    case UInt8(ascii: "T"): scale = .tera
    case UInt8(ascii: "P"): scale = .peta
    case UInt8(ascii: "E"): scale = .exa
    case UInt8(ascii: "Z"): scale = .zetta
    case UInt8(ascii: "Y"): scale = .yotta
    // `10 kFLOPs`, `3.2 kB`
    case UInt8(ascii: "k"): return isUnit(at: place + 1) ? (.kilo, place + 1, true) : nil
    default: return nil
    }
    switch follower(at: place + 1) {
    case .nothing: return (scale, place + 1, false)
    case .unit: return (scale, place + 1, true)
    case .other: return nil
    }
  }

  /// A small letter glued to the digits: `7b`, `1t`, `11m`, `64k`.
  private func small(at place: Int) -> ScaleMatch? {
    let scale: Scale
    switch byte(place) {
    case UInt8(ascii: "k"): scale = .kilo
    case UInt8(ascii: "m"): scale = .million
    case UInt8(ascii: "b"): scale = .billion
    case UInt8(ascii: "t"): scale = .trillion
    default: return nil
    }
    guard case .nothing = follower(at: place + 1) else { return nil }
    return ScaleMatch(scale: scale, end: place + 1)
  }

  /// Whether a spaced `k` is a thousand and no kernel: `= 235.2 k` at the end of a clause, `100 k × 32`, `50 k / 128`,
  /// `30 k tokens`.
  private func isThousands(at place: Int, _ digits: Int, _ decimals: Int) -> Bool {
    if decimals > 0, endsClause(at: place + 1) { return true }
    // `4.608 k + 32`: nobody multiplies a symbol with so many digits.
    if decimals > 1, digits > 2, byte(place + 1) == .space, isSign(at: place + 2) { return true }
    // `100\,\mathrm{k}`
    if byte(place + 1) == .closeBrace { return true }
    guard digits >= 2, byte(place + 1) == .space else { return false }
    if isUnit(at: place + 2), byte(place + 3).isASCIILetter { return true }
    let sign = place + 2
    let width =
      byte(sign) == .star || byte(sign) == .slash ? 1 : byte(sign) == 0xC3 && byte(sign + 1) == 0x97 ? 2 : 0
    return width > 0 && byte(sign + width) == .space && byte(sign + width + 1).isASCIIDigit
  }

  /// Whether `+`, `-` or a relation stands there, with a blank behind it.
  private func isSign(at place: Int) -> Bool {
    switch byte(place) {
    case .plus, .hyphen, .equals: byte(place + 1) == .space
    default: matches("≈ ", at: place) || matches("− ", at: place)
    }
  }

  /// Whether nothing stands behind a letter that could be multiplied with it: `= 235.2 k` at the end of a line.
  private func endsClause(at place: Int) -> Bool {
    let next = afterBlanks(from: place)
    switch byte(next) {
    case 0, .lineFeed, .carriageReturn, .comma, .closeRound, .closeBrace, .dollar, .bar: return true
    case .backslash: return byte(next + 1) == .backslash
    default: return false
    }
  }

  private func follower(at place: Int) -> Follower {
    let next = byte(place)
    if next.isASCIILetter { return isUnit(at: place) ? .unit : .other }
    if next.isASCIIDigit || next == .underscore || next == .caret { return .other }
    if next == .star && byte(place + 1) == .star && byte(place + 2).isWordByte { return .other }
    if next >= 0x80 {
      let scalar = scalar(at: place).value
      if Characters.superscriptDigit(scalar) != nil { return .other }
      if Characters.isLetter(scalar) { return .other }
    }
    return .nothing
  }

  /// Whether something that is counted in billions follows: `7 B parameters`.
  private func isFollowedByCount(at place: Int) -> Bool {
    // `3 B-parameter` as well as `3 B parameters`.
    let word = byte(place) == .hyphen ? place + 1 : afterBlanks(from: place)
    return word > place && byte(word).isASCIILetter && isUnit(at: word)
      && byte(word).lowercased != UInt8(ascii: "b")
  }

  /// Whether a unit of counting stands here as a whole word: FLOPs, MACs, B, Hz …
  func isUnit(at place: Int) -> Bool {
    let length = letterRun(at: place)
    func isWord(_ text: StaticString) -> Bool {
      length == text.utf8CodeUnitCount && equalsIgnoringCase(text, at: place)
    }
    let first = byte(place)
    switch length {
    case 1: return first.lowercased == UInt8(ascii: "b") || first == UInt8(ascii: "F")
    case 2: return isWord("hz") || first == UInt8(ascii: "O") && isWord("op")
    case 3:
      return isWord("mac") || isWord("bps") || first == UInt8(ascii: "O") && isWord("ops") || isWord("bit")
    case 4:
      return isWord("flop") || isWord("macs") || isWord("macc") || isWord("byte") || isWord("adds")
        || isWord("fops") || isWord("madd") || isWord("bits")
    case 5:
      return isWord("flops") || isWord("maccs") || isWord("bytes") || isWord("madds") || isWord("param")
        || isWord("token")
    case 6: return isWord("params") || isWord("tokens")
    case 7: return isWord("weights") || isWord("neurons")
    case 8: return isWord("multadds")
    case 9: return isWord("parameter")
    case 10: return isWord("parameters")
    default: return false
    }
  }

  /// The number of letters from a place on, 12 at most.
  private func letterRun(at place: Int) -> Int {
    var length = 0
    while length < 12 && byte(place + length).isASCIILetter { length += 1 }
    return length
  }

  private func equalsIgnoringCase(_ text: StaticString, at place: Int) -> Bool {
    var offset = 0
    while offset < text.utf8CodeUnitCount {
      if byte(place + offset).lowercased != text.utf8Start[offset] { return false }
      offset += 1
    }
    return true
  }
}
