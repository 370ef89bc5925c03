import Networks
import Symbolics

/// Takes names of networks and units of numbers out of a line's tokens, so that what is left is arithmetic.
struct TokenFilter {
  let bytes: [UInt8]

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
      if tokens[index].kind.isWord {
        if let (name, count) = NetworkNames.shared.match(at: index, of: tokens, in: bytes) {
          let whole = range.lowerBound..<tokens[index + count - 1].range.upperBound
          names.append(NetworkName(name: name, range: whole))
          tokens[kept] = Token(.other, at: whole, hasSpaceBefore: tokens[index].hasSpaceBefore)
          units.append(.none)
          index += count
          continue
        }
        if kept > 0, units[kept - 1] == .none, case .number = tokens[kept - 1].kind,
          let (unit, count) = deviceTime(at: index, of: tokens)
        {
          units[kept - 1] = unit
          index += count
          continue
        }
        if kept > 0, units[kept - 1] == .none, case .number(let numeral) = tokens[kept - 1].kind,
          !beginsFormula(at: index, of: tokens, behind: tokens[kept - 1].range.upperBound),
          let unit = unit(range, of: numeral, &tokens[kept - 1])
        {
          units[kept - 1] = unit
          index += 1 + denominatorLength(at: index + 1, of: tokens)
          continue
        }
      }
      if kept < index { tokens[kept] = tokens[index] }
      units.append(.none)
      index += 1
    }
    tokens.removeLast(tokens.count - units.count)
    return names
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

  /// The unit that a word is to the number before it, which may take up a prefix: 13.04 GiB, as 14 GB.
  private func unit(_ word: Range<Int>, of numeral: Numeral, _ number: inout Token) -> Unit? {
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
    switch Doubt.text(bytes[word]) {
    case "gpu", "tpu", "a100", "h100", "v100", "a800", "h800", "h200": true
    default: false
    }
  }

  /// The tokens of a `/s`, `/token`, `/秒` behind a unit.
  private func denominatorLength(at index: Int, of tokens: [Token]) -> Int {
    guard index + 1 < tokens.count, case .divide = tokens[index].kind, tokens[index + 1].kind.isWord else {
      return 0
    }
    return UnitReader.unit(tokens[index + 1].range, in: bytes) == nil ? 0 : 2
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
