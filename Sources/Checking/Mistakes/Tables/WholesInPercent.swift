import Symbolics

/// A table whose rows give their share in percent, all of which the last one has: `Attention | 67M | 33 %`, `FFN | 135M | 67 %`,
/// `Total | 212M | 100 %`.
///
/// The shares prove that nothing is left out, and which column they are shares of; so its total is their sum.
extension Calculation {
  mutating func checkWholesInPercent(of rows: [TextLine]) {
    guard (3...64).contains(rows.count), let last = rows.last, isTotal(last), let cells = last.row?.cells,
      let all = last.lone.first(where: { $0.claim?.scale == .percent && $0.claim?.value == .one }),
      let shares = cells.firstIndex(where: { $0.contains(all.located.range.lowerBound) })
    else { return }
    var parts: [TextLine] = []
    for (place, row) in rows.dropLast().enumerated() {
      if let cell = row.row?.cells, cell.indices.contains(shares), holdsDigit(cell[shares]) {
        parts.append(row)
      } else if place > 1 || !parts.isEmpty {
        return
      }
    }
    guard parts.count >= 2 else { return }
    for column in cells.indices.dropFirst() where column != shares {
      guard let total = number(in: column, of: last), total.numeral.value > 9, !isReported(total.range),
        let right = sum(of: parts, column, shares), let room = room(of: parts, column, total.numeral),
        !LinkChecker.isWithin(room, right, total.numeral.value), isAsserted(total.range, on: last)
      else { continue }
      let slips = total.numeral.slip(from: right) ?? []
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: slips, range: total.range, claimed: total.numeral.value,
          correct: right, fix: Expression(right)))
      markWrong(at: total.range)
    }
  }

  private func holdsDigit(_ cell: Range<Int>) -> Bool {
    working.bytes[cell].contains { $0.isASCIIDigit }
  }

  /// The sum of a column, if the shares that stand beside its numbers are those of it.
  private func sum(of parts: [TextLine], _ column: Int, _ shares: Int) -> Rational? {
    let numbers = parts.map { number(in: column, of: $0)?.numeral.value }
    guard !numbers.contains(nil), let sum = NetworkFacts.sum(numbers.compactMap { $0 }), !sum.isZero else {
      return nil
    }
    for (row, value) in zip(parts, numbers) {
      guard let value, let cells = row.row?.cells, let share = try? value.divided(by: sum),
        let stated = percent(in: cells[shares], of: row),
        LinkChecker.isWithin(.hundredth, share, stated)
      else { return nil }
    }
    return sum
  }

  /// The percentage of a cell; what is less than one is next to nothing.
  private func percent(in cell: Range<Int>, of row: TextLine) -> Rational? {
    let sides = row.lone + row.chains.flatMap { $0.sides }
    return sides.first { cell.contains($0.located.range.lowerBound) && $0.claim?.scale == .percent }?.claim?
      .value
  }

  /// What rounding leaves between the numbers of a column and their total.
  private func room(of parts: [TextLine], _ column: Int, _ total: Numeral) -> Rational? {
    var room = total.loosePlace
    for row in parts {
      guard let number = number(in: column, of: row), let next = try? room.adding(number.numeral.loosePlace)
      else {
        return nil
      }
      room = next
    }
    return room
  }
}

extension Rational {
  fileprivate static let hundredth: Rational = (try? Rational.one.divided(by: 80)) ?? .zero
}
