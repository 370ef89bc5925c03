import Symbolics

/// What work is said to be bound by, against its intensity and the machine's balance, where these do not stand under their names
/// on one line: "141 FLOP/B against a ridge of 156: compute-bound", `intensity: 285 FLOP/B` above `312 TFLOPS / 2.0 TB/s =
/// 156 FLOP/B -> memory-bound`.
extension Calculation {
  mutating func checkRooflineIntensities() {
    guard lines.contains(where: { Calculation.bounds.mayBe(on: $0) }) else { return }
    var (ridge, work): (Rational?, Rational?) = (nil, nil)
    var ridges: Set<Rational> = []
    for line in lines {
      if line.isHeading { work = nil }
      guard Calculation.perByte.mayBe(on: line) else { continue }
      let intensities = measures(on: line).filter { isIntensity($0, on: line) }
      guard let last = intensities.last else { continue }
      let balances = balances(on: line, intensities)
      let works = intensities.filter { one in
        !balances.contains { $0.range.lowerBound == one.range.lowerBound }
      }
      if let balance = balances.last { ridges.insert(balance.value) }
      ridge = ridges.count == 1 ? ridges.first : nil
      if let one = works.last?.numeral.value { work = works.count == 1 ? one : nil }
      guard let (saysCompute, range) = bound(on: line), !isReported(range),
        balances.count <= 1, works.count <= 1,
        follows(range, max(last.range.upperBound, balances.last?.range.upperBound ?? 0)),
        let ridge = balances.last?.value ?? ridge, let work,
        saysCompute == (work < ridge), isFar(work, from: ridge), isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: range, claimed: work,
          arguments: [("other", .number(ridge))]))
    }
  }

  private typealias Balance = (value: Rational, range: Range<Int>)

  /// What a line tells of a machine's balance: under its name, or as a quotient of its rates.
  private func balances(on line: TextLine, _ intensities: [Measure]) -> [Balance] {
    var found: [Balance] = []
    for measure in intensities
    where isCalledRidge(measure, on: line) == true || isQuotientOfRates(measure, on: line) {
      found.append((measure.numeral.value, measure.range))
    }
    // "a ridge of 156": the unit is that of the other number.
    guard found.isEmpty, let word = Calculation.ridges.first(on: line, of: working.bytes) else {
      return found
    }
    var joint = Joint(working.bytes, from: word.upperBound, to: line.range.upperBound)
    while joint.take(Roofline.ofRidges) {}
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    if let number = numbers(on: line).first(where: { $0.range.lowerBound == joint.at }), number.unit == .none,
      number.numeral.scale == .one
    {
      found.append((number.numeral.value, number.range))
    }
    return found
  }

  /// `312 TFLOPS / 2.0 TB/s = 156 FLOP/B`
  private func isQuotientOfRates(_ measure: Measure, on line: TextLine) -> Bool {
    guard
      let chain = line.chains.first(where: {
        $0.sides.last?.located.range.lowerBound == measure.range.lowerBound
      }), chain.sides.count >= 2
    else { return isQuotientOfStatedRates(measure, on: line) }
    let working = chain.range.lowerBound..<max(chain.range.lowerBound, measure.range.lowerBound)
    return Roofline.bandwidths.isIn(working, of: self.working.bytes)
      && Roofline.peaks.isIn(working, of: self.working.bytes) || isQuotientOfStatedRates(measure, on: line)
  }

  /// `989 TFLOPS, 3.35 TB/s → 295 FLOP/B`: the quotient of the one speed and the one bandwidth before it.
  private func isQuotientOfStatedRates(_ measure: Measure, on line: TextLine) -> Bool {
    let before = measures(on: line).filter { $0.range.upperBound <= measure.range.lowerBound }
    let speeds = before.filter { $0.isRate }
    let bandwidths = before.filter { $0.unit == .bytes && $0.per == .second }
    guard speeds.count == 1, bandwidths.count == 1, bandwidths[0].numeral.value > .zero,
      let balance = try? speeds[0].numeral.value.divided(by: bandwidths[0].numeral.value),
      let room = try? balance.divided(by: 50)
    else { return false }
    return LinkChecker.isWithin(room, balance, measure.numeral.value)
  }

  /// Whether nothing but a sign for a conclusion stands between the last number and what it says.
  func follows(_ bound: Range<Int>, _ place: Int) -> Bool {
    guard place <= bound.lowerBound, bound.lowerBound - place <= 48 else { return false }
    var joint = Joint(working.bytes, from: place, to: bound.lowerBound)
    while !joint.isAtEnd, joint.take(Calculation.perByte) || joint.take(Roofline.joints) {
      joint.skipBlanks()
    }
    return joint.isAtEnd
  }

  /// Whether two intensities are more than a twentieth apart.
  private func isFar(_ one: Rational, from other: Rational) -> Bool {
    guard let room = try? other.divided(by: 20) else { return false }
    return !LinkChecker.isWithin(room, one, other)
  }
}

private enum Roofline {
  static let ofRidges: PhraseSet = [
    "point", "of", "is", "at", "=", ":", "：", "为", "是", "点", "the", "machine",
  ]
  static let bandwidths: PhraseSet = ["tb/s", "gb/s", "tbps", "gbps", "tib/s", "gib/s"]
  static let peaks: PhraseSet = ["flop", "flops", "mac/s", "tops"]
  static let joints: PhraseSet = [
    "flops", "flop", "bytes", "byte", "字节", "yte", "b", "/", "->", "→", "⇒", "=>", "\\to", "\\rightarrow",
    ",", "，", ":", "：", ";", "；", "(", "（", ")", "）",
    "–", "—",
    "so", "thus", "hence", "therefore", "it is", "this is", "that is", "we are", "the layer is",
    "the kernel is", "is",
    "因此", "所以", "故", "于是", "说明", "属于", "是", "为",
  ]
}
