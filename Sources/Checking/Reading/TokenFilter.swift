import Networks
import Symbolics

/// Takes names of networks and units of numbers out of a line's tokens, so that what is left is arithmetic.
struct TokenFilter {
  let working: HandCalculation

  /// The tokens from an offset on, the unit of each, and the networks named.
  func filtered(
    _ tokens: ArraySlice<Token>, from start: Int
  ) -> (tokens: [Token], units: [Unit], names: [NetworkName]) {
    var result: [Token] = []
    var units: [Unit] = []
    var names: [NetworkName] = []
    result.reserveCapacity(tokens.count)
    units.reserveCapacity(tokens.count)
    var index = tokens.startIndex
    while index < tokens.endIndex {
      let token = tokens[index]
      if token.range.lowerBound < start {
        index += 1
        continue
      }
      if token.kind == .word {
        if let (name, count) = NetworkNames.shared.match(at: index, of: tokens, in: working.bytes) {
          let range = token.range.lowerBound..<tokens[index + count - 1].range.upperBound
          names.append(NetworkName(name: name, range: range))
          result.append(Token(.other, at: range, hasSpaceBefore: token.hasSpaceBefore))
          units.append(.none)
          index += count
          continue
        }
        if let last = result.indices.last, case .number(let numeral) = result[last].kind,
          units[last] == .none,
          let scale = UnitReader.binaryScale(working.bytes[token.range]),
          let scaled = numeral.multiplied(by: scale)
        {
          // 13.04 GiB: the prefix is a part of the number, as in 14 GB.
          let range = result[last].range.lowerBound..<token.range.upperBound
          result[last] = Token(.number(scaled), at: range, hasSpaceBefore: result[last].hasSpaceBefore)
          units[last] = .bytes
          index += 1 + denominatorLength(at: index + 1, of: tokens)
          continue
        }
        if let last = result.indices.last, case .number = result[last].kind, units[last] == .none,
          let unit = UnitReader.unit(working.bytes[token.range])
        {
          units[last] = unit
          index += 1 + denominatorLength(at: index + 1, of: tokens)
          continue
        }
      }
      result.append(token)
      units.append(.none)
      index += 1
    }
    return (result, units, names)
  }

  /// The tokens of a `/s`, `/token`, `/秒` behind a unit.
  private func denominatorLength(at index: Int, of tokens: ArraySlice<Token>) -> Int {
    guard index + 1 < tokens.endIndex, tokens[index].kind == .divide, tokens[index + 1].kind == .word else {
      return 0
    }
    return UnitReader.unit(working.bytes[tokens[index + 1].range]) == nil ? 0 : 2
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
