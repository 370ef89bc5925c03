public import Checking
import Symbolics

extension Diagnosis {
  /// The diagnosis with those corrections alone that may be put into the text.
  ///
  /// A correction says what should stand at its place. Put in, it must leave a true equation: where `54×… = 7,839` has a
  /// finding about the 54 and one about the result, and the result is that of the 54, the two together would be false. So
  /// the corrected equation is read again, and where it does not hold, none of its corrections is put in; the findings
  /// still say what is wrong and what is right.
  ///
  /// - Parameter text: the working in UTF-8, as it was checked.
  public func withTrueCorrections(in text: [UInt8]) -> Diagnosis {
    var corrections = TrueCorrections(self, text)
    corrections.dropFalseEquations()
    corrections.dropTotalsOfCorrectedColumns()
    var result = self
    result.findings = corrections.findings
    return result
  }
}

/// Takes away the corrections with which an equation would be false.
private struct TrueCorrections {
  var findings: [Finding]
  private let statements: [Statement]
  private let text: [UInt8]
  /// The findings with a correction, in the order of the text.
  private let corrected: [Int]

  /// From which magnitude on a number that is met again is taken for the same one.
  private static let telling = Rational(1_000)

  init(_ diagnosis: Diagnosis, _ text: [UInt8]) {
    (findings, statements, self.text) = (diagnosis.findings, diagnosis.statements, text)
    let found = diagnosis.findings
    corrected = found.indices.filter { found[$0].fix != nil }.sorted {
      (found[$0].place.bytes.lowerBound, $0) < (found[$1].place.bytes.lowerBound, $1)
    }
  }

  mutating func dropFalseEquations() {
    for statement in statements {
      let place = statement.place.bytes
      guard statement.sides.count > 1, place.lowerBound >= 0, place.upperBound <= text.count,
        statement.signs.contains(where: { $0 == .equal || $0 == .approximately })
      else { continue }
      let touching = corrections(touching: place)
      // What replaces the whole of an equation leaves none.
      let inside = touching.filter { !covers(findings[$0].place.bytes, place) }
      if inside.isEmpty { continue }
      let isContained = inside.allSatisfy { covers(place, findings[$0].place.bytes) }
      if isContained, !usesCorrectedNumber(statement), isTrue(statement, inside) { continue }
      for index in inside { findings[index].fix = nil }
    }
  }

  /// A total below numbers that are corrected themselves is the sum of what stood there before.
  mutating func dropTotalsOfCorrectedColumns() {
    for (position, index) in corrected.enumerated() where findings[index].mistake == .totalDoesNotAddUp {
      let place = findings[index].place.bytes
      if statements.contains(where: { covers($0.place.bytes, place) }) { continue }
      for other in corrected[..<position].reversed() where findings[other].fix != nil {
        let between = findings[other].place.bytes.upperBound..<place.lowerBound
        guard between.lowerBound <= between.upperBound, !hasEmptyLine(between) else { break }
        findings[index].fix = nil
        break
      }
    }
  }

  // MARK: - Which corrections

  /// The corrections whose place touches a stretch of the text.
  private func corrections(touching range: Range<Int>) -> [Int] {
    var (low, high) = (0, corrected.count)
    while low < high {
      let middle = (low + high) / 2
      if findings[corrected[middle]].place.bytes.lowerBound < range.upperBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return corrected[..<low].filter { findings[$0].fix != nil && findings[$0].place.bytes.overlaps(range) }
  }

  private func covers(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }

  /// Whether a number of the statement was corrected where it was worked out, further up: the statement would have to be
  /// worked out anew.
  private func usesCorrectedNumber(_ statement: Statement) -> Bool {
    let place = statement.place.bytes
    let earlier = corrected.filter { index in
      let finding = findings[index]
      guard finding.place.bytes.upperBound <= place.lowerBound, finding.severity == .error,
        let claimed = finding.claimed
      else { return false }
      return claimed.magnitude >= TrueCorrections.telling && finding.fix != nil
    }.compactMap { findings[$0].claimed }
    if earlier.isEmpty { return false }
    return statement.sides.contains { $0.hasNumber { earlier.contains($0) } }
  }

  private func hasEmptyLine(_ range: Range<Int>) -> Bool {
    var isEmpty = false
    for byte in text[range.clamped(to: 0..<text.count)] {
      if byte == UInt8(ascii: "\n") {
        if isEmpty { return true }
        isEmpty = true
      } else if byte != 0x20, byte != 0x09, byte != 0x0D {
        isEmpty = false
      }
    }
    return false
  }

  // MARK: - Whether they make a true equation

  private func isTrue(_ statement: Statement, _ indices: [Int]) -> Bool {
    guard let sides = sides(of: statement, with: indices) else { return false }
    for link in sides.indices.dropLast() {
      // What was not touched is none of the correction's.
      if sides[link] == statement.sides[link], sides[link + 1] == statement.sides[link + 1] { continue }
      switch statement.signs[link] {
      case .arrow, .comparison: continue
      case .equal: if !agree(sides[link], sides[link + 1], isApproximate: false) { return false }
      case .approximately: if !agree(sides[link], sides[link + 1], isApproximate: true) { return false }
      }
    }
    return true
  }

  /// The sides of a statement with corrections put in, as they are then read; nil where that cannot be told.
  private func sides(of statement: Statement, with indices: [Int]) -> [Expression]? {
    let place = statement.place.bytes
    guard let read = read(Array(text[place])), read.sides == statement.sides else {
      return replacedSides(of: statement, with: indices)
    }
    let plain = PlainText(style: .plain)
    var corrected: [UInt8] = []
    var position = place.lowerBound
    for index in indices {
      let written = findings[index].place.bytes
      guard let fix = findings[index].fix, written.lowerBound >= position else { return nil }
      corrected += text[position..<written.lowerBound]
      plain.write(fix, to: &corrected)
      position = written.upperBound
    }
    corrected += text[position..<place.upperBound]
    guard let again = self.read(corrected), again.signs == statement.signs else {
      return replacedSides(of: statement, with: indices)
    }
    return again.sides
  }

  private func read(_ bytes: [UInt8]) -> Statement? {
    let found = Checker().diagnose(HandCalculation(bytes)).statements
    return found.count == 1 ? found[0] : nil
  }

  /// The sides with each number replaced that stands for a whole side. A statement whose text means nothing by itself, such
  /// as a row of a table, has its sides alone.
  private func replacedSides(of statement: Statement, with indices: [Int]) -> [Expression]? {
    var sides = statement.sides
    for index in indices {
      guard let claimed = findings[index].claimed, let fix = findings[index].fix,
        let side = sides.lastIndex(where: { $0.claimed?.value == claimed })
      else { return nil }
      sides[side] = fix
    }
    return sides
  }

  /// Whether two sides have the same value, to the digits that are shown.
  private func agree(_ left: Expression, _ right: Expression, isApproximate: Bool) -> Bool {
    if left.hasSymbols || right.hasSymbols { return agreeInSymbols(left, right) }
    guard let first = try? left.evaluated(), let second = try? right.evaluated(),
      let gap = try? first.subtracting(second)
    else { return false }
    if gap.isZero { return true }
    let room = max(left.room(isApproximate: isApproximate), right.room(isApproximate: isApproximate))
    return gap.magnitude <= room
  }

  /// A letter alone is what stands beside it. Two formulas must agree for any values of their letters; that a number is
  /// what a formula gives has been found with values from elsewhere in the text.
  private func agreeInSymbols(_ left: Expression, _ right: Expression) -> Bool {
    if left.isSymbol || right.isSymbol { return true }
    guard left.hasSymbols, right.hasSymbols else { return left.claimed != nil || right.claimed != nil }
    for offset in [0, 1] {
      var letters: [Symbol] = []
      func value(_ symbol: Symbol) -> Rational? {
        let known = letters.firstIndex(of: symbol)
        if known == nil { letters.append(symbol) }
        return Rational(3 + offset + 4 * (known ?? letters.count - 1))
      }
      guard let first = try? left.evaluated(with: value), let second = try? right.evaluated(with: value),
        first == second
      else { return false }
    }
    return true
  }
}

extension Expression {
  fileprivate var isSymbol: Bool { if case .symbol = self { true } else { false } }

  fileprivate var hasSymbols: Bool { isSymbol || operands.contains { $0.hasSymbols } }

  fileprivate func hasNumber(_ isMeant: (Rational) -> Bool) -> Bool {
    if case .number(let numeral) = self { return isMeant(numeral.value) }
    return operands.contains { $0.hasNumber(isMeant) }
  }

  /// The number that a side is, if it is one: `7.8 G`, or `3.15 × 10^23`.
  fileprivate var claimed: (value: Rational, lastPlace: Rational)? {
    switch self {
    case .number(let numeral): return (numeral.value, numeral.lastPlace)
    case .product(let factors):
      guard factors.count == 2, case .number(let digits) = factors[0],
        case .power(.number(let base), _) = factors[1], base.value == 10,
        let power = try? factors[1].evaluated(), let value = try? digits.value.multiplied(by: power),
        let place = try? digits.lastPlace.multiplied(by: power)
      else { return nil }
      return (value, place)
    default: return nil
    }
  }

  /// Half a unit of the last digit that is shown; of a number that is only about right, zeros at its end are not shown.
  fileprivate func room(isApproximate: Bool) -> Rational {
    guard let claimed, claimed.lastPlace > .zero else { return .zero }
    var place = claimed.lastPlace
    if isApproximate {
      while let next = try? place.multiplied(by: 10), let count = try? claimed.value.divided(by: next),
        count.isInteger, !count.isZero
      {
        place = next
      }
    } else if place == .one {
      return .zero
    }
    return (try? place.divided(by: .two)) ?? .zero
  }
}
