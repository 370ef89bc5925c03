import Derivations
import Networks
import Symbolics

/// What a text states of a layer that it describes, without a calculation: "9,472 parameters", a cell of a table.
extension Calculation {
  mutating func checkBareClaims(
    _ layers: [DescribedLayer], _ cells: [(cell: Range<Int>, quantity: Noun)]
  ) {
    var next = 0
    for line in lines {
      for side in line.lone {
        let range = side.located.range
        guard let layer = layer(at: range.lowerBound, of: layers) else { continue }
        while next < cells.count, cells[next].cell.upperBound <= range.lowerBound { next += 1 }
        let column =
          next < cells.count && cells[next].cell.contains(range.lowerBound) ? cells[next].quantity : nil
        check(side, on: line, column, against: layer)
      }
    }
  }

  /// A number with its unit or its quantity beside it: "9,472 parameters".
  private mutating func check(
    _ side: Chain.Side, on line: TextLine, _ column: Noun?, against layer: DescribedLayer
  ) {
    guard
      let quantity = column ?? statedQuantity(of: side, on: line)
        ?? unnamedQuantity(of: side, on: line, layer),
      !speaksOfPart(side.located.range, on: line)
    else { return }
    if let claim = side.claim {
      return check(claim, quantity, at: side.located.range, about: layer)
    }
    guard side.isCompound, !side.isSymbolic, !side.located.expression.mayBeOutputSize,
      let value = side.outcome.value,
      !isRight(value, quantity, layer), let (mistakes, right) = misreading(of: value, .zero, quantity, layer),
      !contrasts(side.located.range, on: line, with: mistakes[0]),
      !isSetRight(side.located.range, quantity, layer),
      !isOfOtherOperation(side.located.range, on: line, mistakes[0], quantity, layer)
    else { return }
    report(mistakes, at: side.located.range, value, right, quantity, layer, left: side.located.expression)
  }

  mutating func check(
    _ claim: Numeral, _ quantity: Noun, at range: Range<Int>, about layer: DescribedLayer
  ) {
    let tolerance = LinkChecker.tolerance(of: claim, isApproximate: false)
    // Two digits may be anything.
    guard claim.value >= 32, let share = try? claim.value.divided(by: 100), tolerance <= share else { return }
    // A number in a sentence may be rounded without a word, or cut off.
    let coarse = LinkChecker.tolerance(of: claim, isApproximate: true)
    if let (mistake, right) = misreadStatedBias(claim, quantity, range, layer) {
      return report([mistake], at: range, claim.value, right, quantity, layer, left: nil)
    }
    if isRight(claim.value, within: (try? coarse.multiplied(by: .two)) ?? coarse, quantity, layer) { return }
    // What is right for the layer of the network that the line names is right, whatever options are known of it.
    if let line = line(at: range.lowerBound), isRightForNamedPart(claim.value, quantity, at: range, line) {
      return
    }
    guard
      let (mistakes, right) = misreading(of: claim.value, tolerance, quantity, layer)
        ?? copied(claim, quantity, layer),
      let line = line(at: range.lowerBound), !contrasts(range, on: line, with: mistakes[0]),
      !isSetRight(range, quantity, layer), !countsOneVector(range, on: line, layer),
      !isOfOtherOperation(range, on: line, mistakes[0], quantity, layer)
    else { return }
    report(mistakes, at: range, claim.value, right, quantity, layer, left: nil)
  }

  /// The quantity that stands beside a number.
  func statedQuantity(of side: Chain.Side, on line: TextLine) -> Noun? {
    switch side.unit {
    case .parameters: return .parameters
    case .macs: return .macs
    case .flops: return .flops
    case .none: break
    default: return nil
    }
    let range = side.located.range
    if !side.isCompound, let noun = quantity(rightBehind: range.upperBound, on: line) { return noun }
    guard let before = line.mentions.last(where: { $0.range.upperBound <= range.lowerBound }) else {
      return nil
    }
    let gap = working.bytes[before.range.upperBound..<range.lowerBound]
    let isLabel =
      gap.count <= 6 && gap.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") || $0 == 0x9A }
      || gap.count <= 1 && working.ends(before.range, with: "量")
    return before.noun.isQuantity && isLabel ? before.noun : nil
  }

  /// The quantity that stands right behind a number: 36,864 次乘加, "3,612,672 multiply-adds".
  func quantity(rightBehind place: Int, on line: TextLine) -> Noun? {
    guard let behind = line.mentions.first(where: { $0.range.lowerBound >= place }), behind.noun.isQuantity,
      behind.range.lowerBound - place <= 5,
      working.text(from: place, to: behind.range.lowerBound).allSatisfy({ " 个次".contains($0) })
    else { return nil }
    return behind.noun
  }

  /// Operations, where a long number is all that stands behind the description's colon and is not the parameters.
  private func unnamedQuantity(of side: Chain.Side, on line: TextLine, _ layer: DescribedLayer) -> Noun? {
    guard let claim = side.claim, claim.scale == .one, claim.value >= 100_000,
      side.located.range.upperBound == line.range.upperBound,
      working.ends(0..<side.located.range.lowerBound, with: ": "),
      !line.mentions.contains(where: { $0.noun.isQuantity || $0.noun == .bias }),
      !isRight(claim.value, .parameters, layer)
    else { return nil }
    return .macs
  }
}
