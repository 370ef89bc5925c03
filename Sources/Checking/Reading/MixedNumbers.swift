import Symbolics

/// `2\tfrac{3}{4}` is two and three quarters to some and a product to others. Where a line's links fail with the product,
/// they are read with the mixed number.
enum MixedNumbers {
  /// The tokens with each whole number and the proper fraction behind it as one number; nil where there are none.
  static func reading(_ tokens: [Token], _ units: [Unit]) -> (tokens: [Token], units: [Unit])? {
    var result: (tokens: [Token], units: [Unit])?
    var index = 0
    while index < tokens.count {
      if let mixed = mixedNumber(at: index, in: tokens) {
        if result == nil { result = (Array(tokens[..<index]), Array(units[..<index])) }
        result?.tokens.append(mixed)
        result?.units.append(units[index + length - 1])
        index += length
      } else {
        result?.tokens.append(tokens[index])
        result?.units.append(units[index])
        index += 1
      }
    }
    return result
  }

  /// A number, `\frac`, and two groups of one number each.
  private static let length = 8

  private static func mixedNumber(at index: Int, in tokens: [Token]) -> Token? {
    guard index + length <= tokens.count, case .fraction = tokens[index + 1].kind,
      index == 0 || !tokens[index - 1].kind.isPower,
      case .number(let whole) = tokens[index].kind, whole.value.isInteger, whole.scale == .one,
      case .open(.group) = tokens[index + 2].kind, case .number(let part) = tokens[index + 3].kind,
      case .close(.group) = tokens[index + 4].kind, case .open(.group) = tokens[index + 5].kind,
      case .number(let parts) = tokens[index + 6].kind, case .close(.group) = tokens[index + 7].kind,
      part.value.isInteger, parts.value.isInteger, part.value > 0, part.value < parts.value,
      let fraction = try? part.value.divided(by: parts.value), let value = try? whole.value.adding(fraction)
    else { return nil }
    let range = tokens[index].range.lowerBound..<tokens[index + 7].range.upperBound
    return Token(
      .number(Numeral(value: value, lastPlace: .one)), at: range, hasSpaceBefore: tokens[index].hasSpaceBefore
    )
  }
}

extension Token.Kind {
  fileprivate var isPower: Bool { if case .power = self { true } else { false } }
}
