import Symbolics

/// Finds the input sizes that a text states: `224×224`, `3×160×160`, `@320px`, `448-pixel`, 分辨率为384, `(1, 3, 320, 320)`.
enum InputSizes {
  /// The sides of square inputs that a text states, in order, without repetition.
  static func sides(in lines: [TextLine], of working: HandCalculation) -> [Int] {
    var sides: [Int] = []
    for line in lines {
      let speaksOfInput =
        !line.networks.isEmpty
        || line.topics.contains(.input)
          && !line.mentions.contains { $0.noun.isPart && $0.noun != .total }
      guard speaksOfInput else { continue }
      for size in pixels(on: line, working) where size >= 32 && size <= 8_192 && !sides.contains(size) {
        sides.append(size)
      }
      for side in line.lone {
        if let size = size(of: side.located.expression) ?? labelled(side, line, working), size >= 16,
          size <= 8_192,
          !sides.contains(size)
        {
          sides.append(size)
        }
      }
    }
    return sides
  }

  /// The side of `a×a`, `a×a×3`, `3×a×a`, `1×3×a×a`.
  private static func size(of expression: Expression) -> Int? {
    guard case .product(let factors) = expression, factors.count >= 2, factors.count <= 4 else { return nil }
    var numbers: [Int] = []
    for factor in factors {
      guard case .number(let numeral) = factor, numeral.scale == .one, let number = numeral.value.integer
      else { return nil }
      numbers.append(number)
    }
    let rest = numbers.filter { $0 > 3 }
    guard rest.count == 2, rest[0] == rest[1], numbers.count == 2 || numbers.contains(3) else { return nil }
    return rest[0]
  }

  /// The numbers in front of `px` and `pixel`.
  private static func pixels(on line: TextLine, _ working: HandCalculation) -> [Int] {
    var found: [Int] = []
    let bytes = working.bytes
    for index in line.range where bytes[index] == UInt8(ascii: "p") && (line.range ~= index + 1) {
      let next = bytes[index + 1]
      guard
        next == UInt8(ascii: "x")
          || next == UInt8(ascii: "i") && working.text(from: index, to: index + 5) == "pixel"
      else { continue }
      var end = index
      if end > line.range.lowerBound,
        bytes[end - 1] == UInt8(ascii: "-") || bytes[end - 1] == UInt8(ascii: " ")
      {
        end -= 1
      }
      var start = end
      while start > line.range.lowerBound, end - start < 5, bytes[start - 1].isASCIIDigit { start -= 1 }
      if let number = Int(working.text(from: start, to: end)) { found.append(number) }
    }
    return found
  }

  /// `320, 320` in a call, 分辨率为384.
  private static func labelled(_ side: Chain.Side, _ line: TextLine, _ working: HandCalculation) -> Int? {
    guard case .number(let numeral) = side.located.expression, numeral.scale == .one,
      let number = numeral.value.integer,
      number >= 32
    else { return nil }
    let range = side.located.range
    let behind = working.text(from: range.upperBound, to: min(line.range.upperBound, range.upperBound + 12))
      .lowercased()
    if behind.hasPrefix(", \(number)") || behind.hasPrefix(",\(number)") { return number }
    let before = working.text(from: max(line.range.lowerBound, range.lowerBound - 18), to: range.lowerBound)
    for word in ["分辨率", "输入大小为", "输入为", "resolution ", "resolution of ", "@ ", "@"]
    where before.hasSuffix(word) || before.hasSuffix(word + "为") {
      return number
    }
    return nil
  }
}
