import Symbolics

/// A number of a line with all that stands behind it: `312 TFLOP/s`, `0.6 TFLOPS per token`, `20 %`.
struct Measure: Sendable {
  /// What a number is for each of.
  enum Per: Sendable { case nothing, second, thing }

  /// The number with its scale.
  let numeral: Numeral
  let unit: Unit
  let per: Per
  /// Whether the unit is spelled `FLOPS`, which may be a speed.
  let isCapital: Bool
  /// The number with its unit.
  let range: Range<Int>

  /// The place behind the digits, before the scale and the unit.
  func endOfDigits(in bytes: [UInt8]) -> Int {
    var end = range.lowerBound
    while true {
      end = bytes.skip(from: end, to: range.upperBound) {
        $0.isASCIIDigit || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
      }
      // LaTeX groups the digits of `34{,}848` with a comma in braces.
      guard end + 3 < range.upperBound, bytes.has("{,}", at: end) else { return end }
      end += 3
    }
  }

  /// Whether it is surely a speed.
  var isRate: Bool { unit == .flops && (per == .second || per == .nothing && isCapital) }
  /// Whether it is surely an amount of work.
  var isWork: Bool { unit == .flops && (per == .thing || per == .nothing && !isCapital) }
}

/// Reads the measures of a line. Only few lines are asked for theirs, so that they are read when they are.
enum MeasureReader {
  static func measures(in range: Range<Int>, of bytes: [UInt8]) -> [Measure] {
    var tokens: [Token] = []
    Lexer.read(bytes, in: range, into: &tokens)
    var measures: [Measure] = []
    for index in tokens.indices {
      guard case .number(let numeral) = tokens[index].kind else { continue }
      var end = index + 1
      var unit = Unit.none
      var isCapital = false
      if end < tokens.count, case .word = tokens[end].kind,
        let found = UnitReader.unit(tokens[end].range, in: bytes)
      {
        unit = found
        isCapital = bytes[tokens[end].range].last == UInt8(ascii: "S")
        end += 1
      }
      let place = tokens[index].range.lowerBound
      let per = isEverySecond(before: place, in: bytes) ? .second : per(at: end, tokens, bytes)
      measures.append(
        Measure(
          numeral: numeral, unit: unit, per: per, isCapital: isCapital,
          range: place..<tokens[end - 1].range.upperBound))
    }
    return measures
  }

  /// `/s`, `per token`, `a token`, 每词元.
  private static func per(at index: Int, _ tokens: [Token], _ bytes: [UInt8]) -> Measure.Per {
    guard index < tokens.count else { return .nothing }
    switch tokens[index].kind {
    case .divide:
      guard index + 1 < tokens.count, case .word = tokens[index + 1].kind else { return .nothing }
      return thing(tokens[index + 1].range, bytes)
    case .word:
      let word = Doubt.text(bytes[tokens[index].range])
      if word == "per" || word == "a" || word == "each", index + 1 < tokens.count,
        case .word = tokens[index + 1].kind
      {
        return thing(tokens[index + 1].range, bytes)
      }
      return word.hasPrefix("每") && !word.hasPrefix("每秒") ? .thing : .nothing
    default: return .nothing
    }
  }

  private static func thing(_ range: Range<Int>, _ bytes: [UInt8]) -> Measure.Per {
    switch Doubt.text(bytes[range]) {
    case "s", "sec", "second", "秒": return .second
    case "token", "tokens", "image", "step", "iteration", "sample", "sequence", "forward", "词元": return .thing
    default: return .nothing
    }
  }

  /// 每秒 before the number.
  private static func isEverySecond(before place: Int, in bytes: [UInt8]) -> Bool {
    let end = bytes.skipBack(from: place, to: 0) { $0 == UInt8(ascii: " ") }
    let word = Array("每秒".utf8)
    return end >= word.count && bytes[end - word.count..<end].elementsEqual(word)
  }
}
