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

  /// What the first calculation behind the layer's description counts by its form: weights where the kernel's sides and two
  /// numbers are multiplied of which one is the layer's channels, parameters where a fully connected layer's sizes are, with
  /// one of them added: "DWConv 3×3, 48 channels: 3×3×48×48", `fc 24→96: 24×96 + 24`.
  func quantityOfFirst(_ expression: Expression) -> Noun? {
    guard let reading = readings.first(where: { $0.knowsChannels }) else { return nil }
    let sizes = [description.inputChannels, description.outputChannels].compactMap { $0.map { Rational($0) } }
    switch (description.kind, expression) {
    case (.convolution, .product(let factors)):
      let numbers = factors.flatMap { $0.factors }
      guard let kernel = description.kernel, numbers.count == 4, numbers[0] == Rational(kernel.height),
        numbers[1] == Rational(kernel.width), numbers[2...].contains(where: { sizes.contains($0) })
      else { return nil }
      // 3×3×64×64 may be over a map of 64×64.
      let map = reading.knowsMap ? reading.layer.part.output : nil
      let isOverMap = map.map { $0.rank == 4 && numbers[2...].contains(Rational($0.height)) } ?? false
      return isOverMap ? nil : .parameters
    case (.linear, .sum(let terms)), (.convolution, .sum(let terms)):
      guard terms.count == 2, description.kind == .linear || description.kernel == 1, !terms[1].isSubtracted,
        case .number(let biases) = terms[1].value,
        case .product = terms[0].value, terms[0].value.factors.count == 2, sizes.contains(biases.value)
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
