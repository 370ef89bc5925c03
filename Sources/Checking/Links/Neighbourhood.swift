import Symbolics

/// What stands beside the sides of a link, read from the text: the words right before a place and right behind it, and the
/// calculations of a stretch. Asked for only where a link fails.
struct Neighbourhood {
  let working: HandCalculation

  private var bytes: [UInt8] { working.bytes }

  // MARK: - Before

  /// The place behind what stands before a place, over blanks, marks of emphasis and dollars.
  func back(from place: Int) -> Int {
    bytes.skipBack(from: min(place, bytes.count), to: 0) { Doubt.isBlank($0) || Neighbourhood.isMark($0) }
  }

  /// The place before a word, one of some, that ends at a place; nil where none does. Latin words are whole.
  func start(of words: [StaticString], endingAt end: Int) -> Int? {
    let line = lineStart(of: end)
    for word in words {
      guard working.ends(line..<max(line, end), with: word, ignoringCase: true) else { continue }
      let start = end - word.utf8CodeUnitCount
      if start == 0 || !word.utf8Start[0].isASCIILetter || !bytes[start - 1].isASCIIWordByte { return start }
    }
    return nil
  }

  func lineStart(of place: Int) -> Int {
    max(working.lineStarts[working.line(at: place)], place - Neighbourhood.reach)
  }

  // MARK: - Behind

  /// What follows a side on its line.
  func joint(behind side: Chain.Side) -> Joint {
    Joint(bytes, from: side.located.range.upperBound, to: lineEnd(of: side.located.range.upperBound))
  }

  func lineEnd(of place: Int) -> Int {
    let next = working.line(at: place) + 1
    let end = next < working.lineStarts.count ? working.lineStarts[next] : bytes.count
    return min(end, place + Neighbourhood.reach)
  }

  // MARK: - What is calculated

  /// The sides, relations and walls of a stretch.
  func pieces(in range: Range<Int>) -> [Piece] {
    var tokens: [Token] = []
    var units: [Unit] = []
    Lexer.read(bytes, in: range, into: &tokens)
    _ = TokenFilter(bytes: bytes, symbols: LetterSymbols()).filter(
      &tokens, from: range.lowerBound, units: &units)
    var pieces = Pieces()
    var workspace = Parser.Workspace()
    PieceReader(tokens: tokens, units: units, bytes: bytes).read(into: &pieces, &workspace)
    return pieces.list
  }

  /// The number, with its scale and unit, that begins at a place.
  func number(at place: Int) -> Chain.Side? {
    guard place < bytes.count, bytes[place].isASCIIDigit else { return nil }
    guard let measure = MeasureReader.measures(in: place..<lineEnd(of: place), of: bytes).first,
      measure.range.lowerBound == place,
      case .side(let side)? = pieces(in: place..<endOfBinaryUnit(behind: measure)).first,
      side.claim != nil
    else { return nil }
    return side
  }

  /// Where a measure ends that may be in MiB: `12 MiB`, `12\text{ MiB per layer}`.
  private func endOfBinaryUnit(behind measure: Measure) -> Int {
    let end = measure.range.upperBound
    guard measure.unit == .none else { return end }
    var tokens: [Token] = []
    Lexer.read(bytes, in: end..<min(lineEnd(of: end), end + 32), into: &tokens)
    guard let word = tokens.first, word.kind.isWord, UnitReader.binaryScale(word.range, in: bytes) != nil
    else {
      return end
    }
    return word.range.upperBound
  }

  /// How far a link's neighbourhood goes.
  private static let reach = 512

  static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$")
  }
}

extension LinkChecker {
  /// What stands around links.
  var around: Neighbourhood { Neighbourhood(working: working) }

  /// Whether a value is what a claim says, to its digits: plainly, with prefixes of 1,024, or, for a calculation that has
  /// no scale, in the scale that the claim alone names.
  func fits(_ value: Rational, _ claim: Numeral, isApproximate: Bool, isBare: Bool) -> Bool {
    var room = LinkChecker.tolerance(of: claim, isApproximate: isApproximate)
    if claim.lastPlace == .one { room = max(room, .half) }
    if LinkChecker.isWithin(room, value, claim.value) || agreesInBinary(value, with: claim) { return true }
    guard isBare, claim.hasScaleWord, let scaled = try? value.multiplied(by: claim.writtenFactor) else {
      return false
    }
    return LinkChecker.isWithin(room, scaled, claim.value)
  }
}

extension Numeral {
  /// How far a number may be from what it was rounded from, as a part of it.
  var relativeRoom: Rational? {
    guard !value.isZero else { return nil }
    return try? lastPlace.divided(by: .two).divided(by: value.magnitude)
  }

  /// Whether a number shows at least so many units of its last digit: 100 for three digits.
  func shows(atLeast units: Rational) -> Bool {
    guard let shown = try? value.magnitude.divided(by: lastPlace) else { return false }
    return shown >= units
  }
}
