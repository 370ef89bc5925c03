import Symbolics

/// A number format that a text names: `FP16`, `bfloat16`, 单精度.
struct NumberFormat {
  /// The bits of one number.
  let bits: Int
  /// Where it is named.
  let range: Range<Int>

  /// The bytes of one number.
  var width: Rational { (try? Rational(bits).divided(by: 8)) ?? .one }

  /// The formats that a stretch of a text names, in order; with their widths, `8 bit` and `2 bytes` are formats as well.
  static func all(in range: Range<Int>, of bytes: [UInt8], withWidths: Bool = false) -> [NumberFormat] {
    var formats: [NumberFormat] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard let format = first(at: at, until: range.upperBound, of: bytes, withWidths: withWidths) else {
        at += 1
        continue
      }
      formats.append(format)
      at = format.range.upperBound
    }
    return formats
  }

  /// The names by which one is known.
  static var spellings: PhraseSet { names.spellings }

  /// Whether a line may name one.
  static func mayBe(on line: TextLine, withWidths: Bool = false) -> Bool {
    names.spellings.mayBe(on: line) || withWidths && widths.spellings.mayBe(on: line)
  }

  /// The format that is named at a place.
  static func first(at place: Int, until end: Int, of bytes: [UInt8], withWidths: Bool) -> NumberFormat? {
    guard place < end else { return nil }
    if place > 0, bytes[place].isASCIIWordByte, bytes[place - 1].isASCIIWordByte { return nil }
    return names.first(at: place, until: end, in: bytes)
      ?? (withWidths ? widths.first(at: place, until: end, in: bytes) : nil)
  }

  /// Spellings with the bits that each stands for.
  private struct Table: Sendable {
    let spellings: PhraseSet
    let bits: [Int]

    func first(at place: Int, until end: Int, in bytes: [UInt8]) -> NumberFormat? {
      guard let index = spellings.index(at: place, until: end, in: bytes) else { return nil }
      let next = place + spellings.phrases[index].utf8CodeUnitCount
      if next < bytes.count, bytes[next - 1].isASCIIWordByte, bytes[next].isASCIIWordByte { return nil }
      return NumberFormat(bits: bits[index], range: place..<next)
    }
  }

  private static let names = Table(
    spellings: [
      "fp64", "float64", "双精度", "double precision", "fp32", "float32", "单精度", "single precision", "fp16",
      "float16", "bf16", "bfloat16", "半精度", "half precision", "fp8", "int8", "uint8", "int4", "nf4", "fp4",
    ],
    bits: [64, 64, 64, 64, 32, 32, 32, 32, 16, 16, 16, 16, 16, 16, 8, 8, 8, 4, 4, 4])
  private static let widths = Table(
    spellings: [
      "32-bit", "32 bits", "32bits", "32 bit", "32bit", "4 bytes", "32 位", "32位", "4 字节", "4字节", "16-bit",
      "16 bits", "16bits", "16 bit", "16bit", "2 bytes", "16 位", "16位", "2 字节", "2字节", "8-bit", "8 bits",
      "8bits", "8 bit", "8bit", "1 byte", "8 位", "8位", "1 字节", "1字节", "4-bit", "4 bits", "4bits", "4 bit",
      "4bit", "4 位", "4位",
    ],
    bits: [Int](repeating: 32, count: 10) + [Int](repeating: 16, count: 10)
      + [Int](repeating: 8, count: 10) + [Int](repeating: 4, count: 7))
}

extension Calculation {
  /// Names bytes as those of another format: `expected` is what one value takes in bytes.
  mutating func reportBytes(
    at range: Range<Int>, _ claimed: Rational, _ correct: Rational, of expected: Rational
  ) {
    findings.append(
      Draft(
        mistake: .bytesPerValueWrong, range: range, claimed: claimed, correct: correct,
        arguments: [("expected", .number(expected))]))
  }
}
