import Derivations
import Networks
import Symbolics

extension DescribedLayer {
  /// What a calculation about the layer counts although no word says so: operations where weights are multiplied by the
  /// rows and columns of its map, parameters where biases are added to weights. Nil where it may be anything.
  func impliedQuantity(of expression: Expression) -> Noun? {
    guard description.kind == .convolution, let reading = readings.first(where: { $0.knowsChannels }) else {
      return nil
    }
    switch expression {
    case .product(let factors):
      let numbers = factors.flatMap { $0.factors }
      guard numbers.count >= 4, reading.knowsMap else { return addsBias(factors) ? .parameters : nil }
      let part = reading.layer.part
      let holdsMap = ([part.output] + part.inputs).contains { shape in
        shape.rank == 4
          && numbers.filter { $0 == Rational(shape.height) || $0 == Rational(shape.width) }.count >= 2
      }
      return holdsMap ? .macs : addsBias(factors) ? .parameters : nil
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, terms[0].value.factors.count >= 3,
        case .number = terms[1].value
      else { return nil }
      return .parameters
    default: return nil
    }
  }

  /// `(3×3×64 + 1)×128`
  private func addsBias(_ factors: [Expression]) -> Bool {
    factors.contains {
      guard case .sum(let terms) = $0, terms.count == 2, !terms[1].isSubtracted else { return false }
      return terms[0].value.factors.count >= 3
    }
  }
}

extension Expression {
  /// The numbers of a product, a square as two; none if anything else is in it.
  fileprivate var factors: [Rational] {
    switch self {
    case .number(let numeral): return [numeral.value]
    case .power(.number(let base), .number(let exponent)):
      guard let times = exponent.value.integer, 1...4 ~= times else { return [] }
      return Array(repeating: base.value, count: times)
    case .product(let operands):
      let parts = operands.map { $0.factors }
      return parts.contains { $0.isEmpty } ? [] : parts.flatMap { $0 }
    default: return []
    }
  }
}
