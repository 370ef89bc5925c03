import Networks
import Symbolics

/// Takes names of networks and units of numbers out of a line's tokens, so that what is left is arithmetic.
struct TokenFilter {
  let bytes: [UInt8]
  /// The letters that are symbols of the text.
  let symbols: LetterSymbols

  /// Leaves the tokens from an offset on, notes the unit of each, and gives the networks that are named.
  func filter(_ tokens: inout [Token], from start: Int, units: inout [Unit]) -> [NetworkName] {
    units.removeAll(keepingCapacity: true)
    var names: [NetworkName] = []
    // What is left moves to the front, so that no second array is needed. There are as many units as tokens kept.
    var index = 0
    while index < tokens.count {
      let kept = units.count
      let range = tokens[index].range
      if range.lowerBound < start {
        index += 1
        continue
      }
      if tokens[index].kind.isOpen, let count = lengthOfListNumber(at: index, of: tokens) {
        let whole = range.lowerBound..<tokens[index + count - 1].range.upperBound
        tokens[kept] = Token(.other, at: whole, hasSpaceBefore: tokens[index].hasSpaceBefore)
        units.append(.none)
        index += count
        continue
      }
      if tokens[index].kind.isWord {
        if let count = lengthOfWith(at: index, of: tokens) {
          let whole = range.lowerBound..<tokens[index + count - 1].range.upperBound
          tokens[kept] = Token(.other, at: whole, hasSpaceBefore: tokens[index].hasSpaceBefore)
          units.append(.none)
          index += count
          continue
        }
        if kept > 2, beginsDefinition(at: index, of: tokens), tokens[kept - 2].kind.isRelation,
          tokens[kept - 3].kind.isWord
        {
          if kept < index { tokens[kept] = tokens[index] }
          units.append(.none)
          index += 1
          continue
        }
        if let (name, count) = NetworkNames.shared.match(at: index, of: tokens, in: bytes) {
          let whole = range.lowerBound..<tokens[index + count - 1].range.upperBound
          names.append(NetworkName(name: name, range: whole))
          tokens[kept] = Token(.other, at: whole, hasSpaceBefore: tokens[index].hasSpaceBefore)
          units.append(.none)
          index += count
          continue
        }
        // `7.2 GPU-hours`, `1.5 \times 10^{5}$ GPU-hours`
        if kept > 0, units[kept - 1] == .none, let (unit, count) = deviceTime(at: index, of: tokens),
          tokens[kept - 1].kind.isNumber || endsPowerOfTen(kept - 1, of: tokens)
        {
          units[kept - 1] = unit
          index += count
          continue
        }
        if kept > 0, units[kept - 1] == .none, isMicro(range), index + 1 < tokens.count,
          tokens[index + 1].kind.isWord,
          UnitReader.unit(tokens[index + 1].range, in: bytes) == .time(.second),
          tokens[kept - 1].kind.isNumber || endsPowerOfTen(kept - 1, of: tokens)
        {
          units[kept - 1] = .time(.microsecond)
          index += 2
          continue
        }
        if kept > 0, units[kept - 1] == .none, isCard(tokens[kept - 1], range) {
          tokens[kept - 1] = Token(
            .word, at: tokens[kept - 1].range.lowerBound..<range.upperBound,
            hasSpaceBefore: tokens[kept - 1].hasSpaceBefore)
          index += 1
          continue
        }
        if kept > 0, units[kept - 1] == .none, case .number(let numeral) = tokens[kept - 1].kind,
          kept < 2 || !tokens[kept - 2].kind.isPower || !isBinary(range),
          !isFactor(index, of: tokens),
          !beginsFormula(at: index, of: tokens, behind: tokens[kept - 1].range.upperBound),
          let unit = unit(range, of: numeral, &tokens[kept - 1])
        {
          units[kept - 1] = unit
          joinDurations(&tokens, &units)
          index += 1 + denominatorLength(at: index + 1, of: tokens)
          continue
        }
        if kept > 0, units[kept - 1] == .none, tokens[kept - 1].kind.isNumber, isDay(index, of: tokens) {
          units[kept - 1] = .time(.day)
          index += 1
          continue
        }
        if kept > 0, units[kept - 1] == .none, endsPowerOfTen(kept - 1, of: tokens),
          range.count > 1 || isUnitBeforeSign(index, of: tokens),
          let unit = UnitReader.unit(range, in: bytes), unit.seconds != nil || unit == .bytes
        {
          units[kept - 1] = unit
          index += 1
          continue
        }
      }
      if !symbols.isEmpty, let (number, letter) = product(at: index, of: tokens) {
        tokens[kept] = number
        if kept == index { tokens.insert(letter, at: index + 1) } else { tokens[kept + 1] = letter }
        if kept == index { index += 1 }
        units.append(.none)
        units.append(.none)
        index += 1
        continue
      }
      if kept < index { tokens[kept] = tokens[index] }
      units.append(.none)
      index += 1
    }
    tokens.removeLast(tokens.count - units.count)
    alignDurations(&tokens, units: &units)
    if MixedDurations.mayMatter(units) {
      var mixed = MixedDurations(tokens: tokens, units: units)
      mixed.align()
      (tokens, units) = (mixed.tokens, mixed.units)
    }
    return names
  }

  // MARK: - Letters that multiply

  /// `4h²`, `2h` in a text with `h = 4096`: a letter that is a factor and no unit.
  private func isFactor(_ index: Int, of tokens: [Token]) -> Bool {
    guard tokens[index].range.count == 1 else { return false }
    if LetterSymbols.isRaised(index, in: tokens) { return true }
    return !tokens[index].hasSpaceBefore && symbols.contains(bytes[tokens[index].range.lowerBound])
  }

  /// `2M` in a text with `M = 784`: the number and the letter that its prefix is. Only a small number is a coefficient.
  private func product(at index: Int, of tokens: [Token]) -> (number: Token, letter: Token)? {
    guard case .number(let numeral) = tokens[index].kind, numeral.scale != .one else { return nil }
    let range = tokens[index].range
    let place = range.upperBound - 1
    guard range.count >= 2, symbols.contains(bytes[place]),
      bytes[place - 1].isASCIIDigit || bytes[place - 1] == .space && endsOperand(behind: index, of: tokens),
      let digits = numeral.unscaled, digits.isInteger, digits <= 64
    else { return nil }
    let end = bytes.skipBack(from: place, to: range.lowerBound + 1) { $0 == .space }
    return (
      Token(
        .number(Numeral(value: digits, lastPlace: .one)), at: range.lowerBound..<end,
        hasSpaceBefore: tokens[index].hasSpaceBefore),
      Token(.word, at: place..<range.upperBound, hasSpaceBefore: false)
    )
  }

  /// Whether no word stands behind a token, which a prefix would count.
  private func endsOperand(behind index: Int, of tokens: [Token]) -> Bool {
    index + 1 >= tokens.count || !tokens[index + 1].kind.isWord
  }

  // MARK: - Units

  /// `2080Ti`, `4× 1080 Ti`: the name of a card, and no number of tebibytes.
  private func isCard(_ number: Token, _ word: Range<Int>) -> Bool {
    guard word.count == 2, bytes[word.lowerBound] == UInt8(ascii: "T"),
      bytes[word.lowerBound + 1] | 0x20 == UInt8(ascii: "i"), case .number(let numeral) = number.kind,
      numeral.scale == .one, let count = numeral.value.integer
    else { return false }
    return (500...9_990).contains(count) && count % 10 == 0 && (50...90).contains(count % 100)
  }

  /// `\mu\text{s}`: the letter before the second.
  private func isMicro(_ word: Range<Int>) -> Bool {
    word.count == 3 && bytes[word.lowerBound] == UInt8(ascii: "\\") && bytes[word].elementsEqual("\\mu".utf8)
  }

  private func isBinary(_ word: Range<Int>) -> Bool { UnitReader.binaryScale(word, in: bytes) != nil }

  /// Whether a token ends a power of ten: `3.82 \times 10^{6}`, `10²³`, `10^{-3}`.
  private func endsPowerOfTen(_ index: Int, of tokens: [Token]) -> Bool {
    var at = index
    switch tokens[at].kind {
    case .close(.group):
      at -= 3
      if at >= 0, case .open(.group) = tokens[at].kind, case .minus = tokens[at + 1].kind { at -= 1 }
    case .superscript: at -= 1
    default: return false
    }
    if at > 0, case .power = tokens[at].kind { at -= 1 }
    guard at > 0, case .number(let base) = tokens[at].kind else { return false }
    return base.value == 10 && base.scale == .one
  }

  /// `1.95×10⁶ s = 22.6 days`, `$1.95\times10^6$ s, about 23 days`: a letter between blanks that is no symbol of the text,
  /// before a sign or a comma.
  private func isUnitBeforeSign(_ index: Int, of tokens: [Token]) -> Bool {
    guard tokens[index].hasSpaceBefore, index + 1 < tokens.count,
      tokens[index + 1].kind.isRelation || tokens[index + 1].kind.isComma
    else { return false }
    return !symbols.contains(bytes[tokens[index].range.lowerBound])
  }

  /// `3 天 12 小时`, `2 h 30 min`: one duration, in the smaller unit.
  private func joinDurations(_ tokens: inout [Token], _ units: inout [Unit]) {
    let last = units.count - 1
    guard last > 0, case .number(let large) = tokens[last - 1].kind,
      case .number(let small) = tokens[last].kind,
      let first = units[last - 1].seconds, let second = units[last].seconds, first > second,
      let factor = try? first.divided(by: second), factor.isInteger, small.value < factor,
      let whole = try? large.value.multiplied(by: factor), let value = try? whole.adding(small.value)
    else { return }
    tokens[last - 1] = Token(
      .number(Numeral(value: value, lastPlace: small.lastPlace)),
      at: tokens[last - 1].range.lowerBound..<tokens[last].range.upperBound,
      hasSpaceBefore: tokens[last - 1].hasSpaceBefore)
    units[last - 1] = units[last]
    units.removeLast()
  }

  /// `k=3 s=2`, `params=25557032 macs=4089184256`: a name with its sign glued to it, and no unit of the number before.
  private func beginsDefinition(at index: Int, of tokens: [Token]) -> Bool {
    guard tokens[index].hasSpaceBefore, index + 1 < tokens.count, tokens[index + 1].kind.isRelation else {
      return false
    }
    return !tokens[index + 1].hasSpaceBefore && bytes[tokens[index].range.lowerBound] < 0x80
  }

  /// `= 1,248 Ops = 2×C×H×W`, `= 15     b = 2 + 2`: a unit's name that a formula in letters follows, or that stands far
  /// from the number and before a sign, is what is counted next.
  private func beginsFormula(at index: Int, of tokens: [Token], behind end: Int) -> Bool {
    guard index + 2 < tokens.count, tokens[index + 1].kind.isRelation else { return false }
    if tokens[index].range.lowerBound > end + 2 { return true }
    switch Doubt.text(bytes[tokens[index].range]) {
    case "ops", "flops", "macs", "params": break
    default: return false
    }
    for token in tokens[(index + 2)...].prefix(12) {
      switch token.kind {
      case .word: return UnitReader.unit(token.range, in: bytes) == nil
      case .relation, .newline: return false
      default: continue
      }
    }
    return false
  }

  /// `2 d 4 h`, `2 d + 4 h = 52 h`: alone a `d` is a width.
  private func isDay(_ index: Int, of tokens: [Token]) -> Bool {
    let range = tokens[index].range
    guard range.count == 1, bytes[range.lowerBound] == UInt8(ascii: "d"), index + 2 < tokens.count else {
      return false
    }
    return isDuration(at: index + 1, of: tokens)
      || tokens[index + 1].kind.isSum && !symbols.contains(UInt8(ascii: "d"))
        && leadsToDuration(from: index + 1, of: tokens)
  }

  /// Whether a number of hours or minutes stands at a place.
  private func isDuration(at index: Int, of tokens: [Token]) -> Bool {
    guard index + 1 < tokens.count, tokens[index].kind.isNumber, tokens[index + 1].kind.isWord else {
      return false
    }
    switch UnitReader.unit(tokens[index + 1].range, in: bytes) {
    case .time(.hour), .time(.minute): return true
    default: return false
    }
  }

  /// `+ 4 h = 52 h`, `+ 4 h + 30 min = 52.5 h`: letters of sizes are not followed by a time.
  private func leadsToDuration(from index: Int, of tokens: [Token]) -> Bool {
    var at = index
    while at < tokens.count, at - index <= 9, tokens[at].kind.isSum {
      guard isDuration(at: at + 1, of: tokens) else { return false }
      at += 3
    }
    guard at < tokens.count, tokens[at].kind.isRelation, at + 2 < tokens.count,
      tokens[at + 1].kind.isNumber, tokens[at + 2].kind.isWord
    else { return false }
    return UnitReader.unit(tokens[at + 2].range, in: bytes)?.seconds != nil
  }

  /// The unit that a word is to the number before it, which may take up a prefix: 13.04 GiB, as 14 GB.
  private func unit(_ word: Range<Int>, of numeral: Numeral, _ number: inout Token) -> Unit? {
    if let seconds = UnitReader.megaseconds(word, in: bytes), let scaled = numeral.multiplied(by: seconds) {
      number = Token(.number(scaled), at: number.range, hasSpaceBefore: number.hasSpaceBefore)
      return .time(.second)
    }
    guard let scale = UnitReader.binaryScale(word, in: bytes), let scaled = numeral.multiplied(by: scale)
    else { return UnitReader.unit(word, in: bytes) }
    let range = number.range.lowerBound..<word.upperBound
    number = Token(.number(scaled), at: range, hasSpaceBefore: number.hasSpaceBefore)
    return .bytes
  }

  /// `GPU-hours`, `A100 days`, GPU小时: the time of all devices together, with the number of its tokens.
  private func deviceTime(at index: Int, of tokens: [Token]) -> (Unit, count: Int)? {
    let word = tokens[index].range
    guard (3...4).contains(word.count), index + 1 < tokens.count, isDevice(word) else { return nil }
    var next = index + 1
    if case .minus = tokens[next].kind, !tokens[next].hasSpaceBefore { next += 1 }
    guard next < tokens.count, tokens[next].kind.isWord,
      let unit = UnitReader.unit(tokens[next].range, in: bytes), unit.seconds != nil
    else { return nil }
    return (unit, next + 1 - index)
  }

  private func isDevice(_ word: Range<Int>) -> Bool {
    // Most words end otherwise.
    let last = bytes[word.upperBound - 1]
    guard last == UInt8(ascii: "0") || last | 0x20 == UInt8(ascii: "u") else { return false }
    return switch Doubt.text(bytes[word]) {
    case "gpu", "tpu", "a100", "h100", "v100", "a800", "h800", "h200": true
    default: false
    }
  }

  /// 14 GB/卡, 40 GB/card: the device that each has so much on.
  private func isCardOfEach(_ word: Range<Int>) -> Bool {
    if bytes[word.lowerBound] >= 0x80 {
      return bytes[word].elementsEqual("卡".utf8) || bytes[word].elementsEqual("节点".utf8)
    }
    return word.count <= 6 && ["card", "device", "rank", "node"].contains(Doubt.text(bytes[word]))
  }

  /// The tokens of a `/s`, `/token`, `/秒` behind a unit.
  private func denominatorLength(at index: Int, of tokens: [Token]) -> Int {
    guard index + 1 < tokens.count, case .divide = tokens[index].kind, tokens[index + 1].kind.isWord else {
      return 0
    }
    let word = tokens[index + 1].range
    return UnitReader.unit(word, in: bytes) == nil && !isCardOfEach(word) ? 0 : 2
  }
}

extension TokenFilter {
  /// `3 h + 30 min`: the durations of a sum are brought to the smallest unit among them.
  private func alignDurations(_ tokens: inout [Token], units: inout [Unit]) {
    var start = 0
    while start < tokens.count {
      guard units[start].seconds != nil else {
        start += 1
        continue
      }
      var end = start
      while end + 2 < tokens.count, tokens[end + 1].kind.isSum, units[end + 2].seconds != nil { end += 2 }
      let isAlone =
        !(start > 0 && tokens[start - 1].kind.isProduct)
        && !(end + 1 < tokens.count && tokens[end + 1].kind.isProduct)
      if end > start, isAlone { align(start...end, &tokens, &units) }
      start = end + 1
    }
  }

  private func align(_ run: ClosedRange<Int>, _ tokens: inout [Token], _ units: inout [Unit]) {
    let places = run.filter { units[$0].seconds != nil }
    guard
      let smallest = places.min(by: { (units[$0].seconds ?? .one) < (units[$1].seconds ?? .one) }),
      let second = units[smallest].seconds
    else { return }
    let unit = units[smallest]
    for place in places where units[place] != unit {
      guard case .number(let numeral) = tokens[place].kind,
        let factor = try? (units[place].seconds ?? .one).divided(by: second),
        let scaled = numeral.multiplied(by: factor)
      else { continue }
      tokens[place] = Token(
        .number(scaled), at: tokens[place].range, hasSpaceBefore: tokens[place].hasSpaceBefore)
      units[place] = unit
    }
  }
}

extension Token.Kind {
  fileprivate var isSum: Bool {
    switch self {
    case .plus, .minus: true
    default: false
    }
  }

  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }

  fileprivate var isPower: Bool { if case .power = self { true } else { false } }

  fileprivate var isProduct: Bool {
    switch self {
    case .times, .divide, .power, .superscript: true
    default: false
    }
  }
}

extension Numeral {
  /// The number with a scale that is no power of ten.
  func multiplied(by factor: Rational) -> Numeral? {
    guard let product = try? value.multiplied(by: factor), let place = try? lastPlace.multiplied(by: factor)
    else {
      return nil
    }
    return Numeral(value: product, lastPlace: place, scale: scale)
  }
}
