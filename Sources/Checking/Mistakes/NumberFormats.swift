/// A number format that a text names: `FP16`, `bfloat16`, 单精度.
struct NumberFormat {
  /// The bits of one number.
  let bits: Int
  /// Where it is named.
  let range: Range<Int>

  /// The formats that a stretch of a text names, in order.
  static func all(in range: Range<Int>, of bytes: [UInt8]) -> [NumberFormat] {
    var formats: [NumberFormat] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard let format = format(at: at, until: range.upperBound, in: bytes) else {
        at += 1
        continue
      }
      formats.append(format)
      at = format.range.upperBound
    }
    return formats
  }

  /// Whether a line may name one.
  static func mayBe(on line: TextLine) -> Bool { names.contains { $0.spellings.mayBe(on: line) } }

  private static func format(at place: Int, until end: Int, in bytes: [UInt8]) -> NumberFormat? {
    if place > 0, bytes[place].isASCIILetter, bytes[place - 1].isASCIIWordByte { return nil }
    for (bits, spellings) in names {
      guard let length = spellings.length(at: place, until: end, in: bytes) else { continue }
      let next = place + length
      if next < bytes.count, bytes[next - 1].isASCIIWordByte, bytes[next].isASCIIWordByte { continue }
      return NumberFormat(bits: bits, range: place..<next)
    }
    return nil
  }

  private static let names: [(bits: Int, spellings: PhraseSet)] = [
    (64, ["fp64", "float64", "双精度", "double precision"]),
    (32, ["fp32", "float32", "单精度", "single precision"]),
    (16, ["fp16", "float16", "bf16", "bfloat16", "半精度", "half precision"]),
    (8, ["fp8", "int8", "uint8"]),
    (4, ["int4", "nf4", "fp4"]),
  ]
}
