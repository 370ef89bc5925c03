import Symbolics

/// "So the layer is memory bound" below a line with its intensity and one with the machine's balance, which is the smaller.
extension Calculation {
  mutating func checkBoundsOverLines() {
    for (place, line) in enumeratedLines(with: Calculation.bounds)
    where place >= 2 && line.row == nil && line.range.count <= 240 {
      guard let (saysCompute, range) = bound(on: line), measures(on: line).isEmpty,
        let (work, ridge) = intensities(above: place),
        let low = try? ridge.multiplied(by: Rational(19, over: 20)),
        let high = try? ridge.multiplied(by: Rational(21, over: 20)),
        saysCompute ? work < low : work > high, !isReported(range), isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: range, claimed: work,
          arguments: [("other", .number(ridge))]))
    }
  }

  /// The one intensity of some work and the one balance of a machine on the lines right above.
  private func intensities(above place: Int) -> (work: Rational, ridge: Rational)? {
    var (work, ridge): (Rational?, Rational?)
    for line in lines[max(0, place - 4)..<place].reversed() {
      if line.isHeading || line.range.isEmpty && work != nil && ridge != nil { break }
      guard line.range.count <= 512, line.row == nil else { return nil }
      let isOfRidge = Calculation.ridges.isOn(line, of: working.bytes)
      let isOfWork = Calculation.intensities.isOn(line, of: working.bytes)
      if Calculation.bounds.isOn(line, of: working.bytes), bound(on: line) != nil { break }
      guard isOfRidge || isOfWork else { continue }
      guard let last = measures(on: line).last(where: { isIntensity($0, on: line) }) else { return nil }
      if isOfRidge {
        guard ridge == nil else { return nil }
        ridge = last.numeral.value
      } else {
        guard work == nil else { return nil }
        work = last.numeral.value
      }
    }
    guard let work, let ridge else { return nil }
    return (work, ridge)
  }
}
