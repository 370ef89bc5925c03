import Symbolics

/// A column of numbers with a rule below it, and their sum below that:
///
///     102.76M
///      16.78M
///     -------
///     119.54M
///
/// The numbers may be the results of equations: `fc 3136*10 = 31,360`.
extension Calculation {
  mutating func checkRuledColumns() {
    for place in lines.indices.dropFirst(3) where lines[place].row == nil {
      let line = lines[place]
      guard line.chains.isEmpty, line.lone.count == 1, isDrawn(lines[place - 1]),
        let total = bareNumber(on: line), !isReported(total.located.range), let numeral = total.claim
      else { continue }
      var parts: [Numeral] = []
      var at = place - 2
      while at >= 0, parts.count < 64, lines[at].row == nil,
        let side = bareNumber(on: lines[at]) ?? result(on: lines[at]),
        let claim = side.claim
      {
        guard side.unit == total.unit || side.unit == .none || total.unit == .none else { return }
        parts.append(claim)
        at -= 1
      }
      // What stands above the numbers is a gap, or the beginning of the text.
      guard parts.count >= 2,
        at < 0 || lines[at].chains.isEmpty && !lines[at].lone.contains(where: { $0.claim != nil }),
        parts.allSatisfy({ !$0.value.isNegative && $0.scale == numeral.scale })
      else { continue }
      check(numeral, total.located.range, against: parts.reversed(), isList: true)
    }
  }

  /// The number that is all that stands on a line, but for a unit.
  private func bareNumber(on line: TextLine) -> Chain.Side? {
    guard line.chains.isEmpty, line.lone.count == 1, let side = line.lone.first, let claim = side.claim,
      claim.scale != .percent, side.located.range.lowerBound >= line.range.lowerBound
    else { return nil }
    var head = Joint(working.bytes, from: line.range.lowerBound, to: side.located.range.lowerBound)
    var tail = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    head.skipBlanks()
    _ = tail.takeUnits()
    while !tail.isAtEnd, working.bytes[tail.at] <= 0x20 { tail.at += 1 }
    return head.isAtEnd && tail.isAtEnd ? side : nil
  }

  /// The result of the one equation of a line, with which it ends.
  private func result(on line: TextLine) -> Chain.Side? {
    guard line.chains.count == 1, line.chains[0].signs.last == .equal, let side = line.chains[0].sides.last,
      let claim = side.claim, claim.scale != .percent, side.located.range.upperBound <= line.range.upperBound,
      line.chains[0].sides.contains(where: { $0.isCompound })
    else { return nil }
    var tail = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    while !tail.isAtEnd, working.bytes[tail.at] <= 0x20 { tail.at += 1 }
    return tail.isAtEnd ? side : nil
  }

  /// Whether a line is a rule of dashes, of three at least.
  private func isDrawn(_ line: TextLine) -> Bool {
    var count = 0
    for byte in working.bytes[line.range] {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "_"): count += 1
      case 0...0x20, 0xE2, 0x94, 0x80, 0x81: continue
      default: return false
      }
    }
    return count >= 3 || line.range.count >= 9 && line.isRule(in: working.bytes)
  }
}
