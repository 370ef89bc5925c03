import Networks
import Symbolics
import Testing

@testable import Derivations

/// A network and a convention: every network with papers' and one more, which take turns, and some with all.
private struct Turn: CustomTestStringConvertible, Sendable {
  let network: String
  let convention: Convention

  var testDescription: String { network + " " + convention.name }

  static let whole = [
    "resnet18", "vit_b_16", "maxvit_t", "swin_v2_t", "mixtral-8x7b", "t5-small", "lstm-small",
  ]
  static let all = Catalogue.names.enumerated().flatMap { index, name in
    Convention.all.enumerated().compactMap { place, convention in
      let isTurn = place == 0 || place == index % Convention.all.count
      return isTurn || whole.contains(name) ? Turn(network: name, convention: convention) : nil
    }
  }
}

/// Laws that hold for every network, convention, batch and size.
@Suite("Laws of a derivation")
struct LawTests {
  static let inputs: [[Int]] = [
    [1, 3, 224, 224], [2, 3, 224, 224], [7, 3, 256, 192], [1, 3, 33, 61], [1, 3, 1, 1], [1, 3, 97, 32],
  ]

  @Test("Formulas give the values, parts the whole", arguments: Turn.all)
  private func everyNetwork(_ turn: Turn) throws {
    let (name, convention) = (turn.network, turn.convention)
    let network = try #require(Catalogue.network(named: name))
    try expectLaws(of: derive(network, batch: 2, convention: convention))
    // Shapes are the same in every convention.
    guard convention == Convention.all[0] || Turn.whole.contains(name) else { return }
    try expectLaws(of: derive(network, convention: convention))
    for sizes in Self.inputs(like: network) {
      do {
        try expectLaws(of: derive(network, input: Shape(sizes), convention: convention))
      } catch let error as DerivationError {
        // Many networks take images of one size only; then they say so.
        guard case .shape = error else { throw error }
      }
    }
  }

  /// Inputs of other sizes than usual.
  private static func inputs(like network: Network) -> [[Int]] {
    guard let first = network.inputs.first else { return [] }
    if first.layout == .tokens { return [[1, 1], [3, 7]] }
    return first.usual.first == 3 && first.usual.count == 3 ? inputs : []
  }

  @Test("The usual input is taken where none is given, behind the batch")
  func usualInput() throws {
    let network = try #require(Catalogue.network(named: "resnet18"))
    #expect(try derive(network).input == Shape([1, 3, 224, 224]))
    #expect(try derive(network, batch: 8).input == Shape([8, 3, 224, 224]))
  }

  @Test("The batch multiplies the work and leaves the parameters", arguments: Turn.all)
  private func batch(_ turn: Turn) throws {
    let (name, convention) = (turn.network, turn.convention)
    let network = try #require(Catalogue.network(named: name))
    // Every text meets every image of the batch: that work grows with its square.
    if name.hasPrefix("clip") { return }
    let derivation = try derive(network, convention: convention)
    let one = derivation.root
    let many = try derive(network, batch: 24, convention: convention).root
    #expect(many.value(.parameters) == one.value(.parameters))
    // Some tools count arithmetic of shapes, which is the same for every batch, and round what they print.
    let counted: [Quantity] = convention.tool == nil ? [.counted] : []
    for quantity in [.macs, .flops] + counted {
      // What is worked out of constants is worked out once.
      var once = Rational.zero
      for layer in derivation.layers where layer.part.inputs.allSatisfy({ $0.layout == .constant }) {
        let copies = Rational(layer.copies(for: quantity))
        once = try once.adding(layer.part.value(quantity).multiplied(by: copies))
      }
      let expected = try one.value(quantity).subtracting(once).multiplied(by: 24).adding(once)
      #expect(many.value(quantity) == expected)
    }
  }

  @Test("N and G stand in a formula only where they are not 1")
  func onesAreLeftOut() throws {
    func formula(batch: Int, groups: Int) throws -> Expression? {
      let network = Network.of([("conv", .convolution(4, 8, kernel: 3, groups: groups))], input: [4, 5, 5])
      return try derive(network, batch: batch).part(at: "conv")?.step(.macs)?.formula
    }
    let area = Expression.product([Expression("K", "h"), Expression("K", "w"), Expression("C", "in")])
    let positions = Expression.product([Expression("H", "out"), Expression("W", "out")])
    #expect(try formula(batch: 1, groups: 1) == .product([area, Expression("C", "out"), positions]))
    #expect(
      try formula(batch: 3, groups: 2)
        == .product([
          Expression("N"),
          .product([
            Expression("K", "h"), Expression("K", "w"), .quotient(Expression("C", "in"), Expression("G")),
          ]), Expression("C", "out"), positions,
        ]))
  }
}

extension Network {
  /// A network of layers in a row.
  static func of(_ nodes: [(String, Module.Element)], input: [Int]) -> Network {
    var root = Module(.network)
    for (name, element) in nodes { root.append(name, element) }
    return Network(root, input: input)
  }

  /// A network that was published nowhere.
  init(_ root: Module, input: [Int]) {
    self.init(
      name: "test", title: "Test",
      publication: Publication(authors: "", title: "", year: 2000, identifier: ""), usualInput: input,
      root: root)
  }
}

/// Checks every law that needs no other source than the derivation itself.
func expectLaws(of derivation: Derivation) throws {
  try expectLaws(of: derivation.root, derivation.convention)
  for quantity in [Quantity.parameters, .macs, .flops, .counted] {
    var total = Rational.zero
    for layer in derivation.layers {
      let copies = Rational(layer.copies(for: quantity))
      total = try total.adding(layer.part.value(quantity).multiplied(by: copies))
    }
    #expect(total == derivation.root.value(quantity))
    #expect(derivation.root.step(quantity) != nil)
  }
}

private func expectLaws(of part: Part, _ convention: Convention, isIdle: Bool = false) throws {
  // What runs in training only has parameters, but no work and no sizes.
  let isIdle = isIdle || part.use == .training
  for step in part.steps { try expectLaws(of: step) }
  switch part.kind {
  case .layer(let operation):
    #expect(part.parts.isEmpty)
    if !isIdle { #expect(try operation.output(for: part.inputs) == part.output) }
    #expect((part.step(.macs) != nil) == (Convention.multiplyAdds.contains(operation.kind) && !isIdle))
    let isCounted = convention.rule(for: operation.kind) != nil && !isIdle
    if part.step(.counted) != nil { #expect(isCounted) }
    if let window = operation.window, !isIdle {
      for axis in window.axes { #expect(part.value(axis.output) == Rational(part.output[axis])) }
    }
  case .module:
    for quantity in [Quantity.parameters, .macs, .flops, .counted] {
      var sum = Rational.zero
      for inner in part.parts {
        if inner.use == .training, quantity != .parameters { continue }
        let copies = Rational(inner.copies(for: quantity))
        sum = try sum.adding(inner.value(quantity).multiplied(by: copies))
      }
      #expect(sum == part.value(quantity))
    }
    #expect(part.output == (part.parts.last { $0.use != .training } ?? part.parts.last)?.output)
    for inner in part.parts { try expectLaws(of: inner, convention, isIdle: isIdle) }
  }
  #expect(try part.value(.flops) == part.value(.macs).multiplied(by: 2))
}

private func expectLaws(of step: Step) throws {
  let formulaValue = try step.formula.evaluated { symbol in
    step.bindings.first { $0.symbol == symbol }?.value
  }
  #expect(formulaValue == step.value)
  #expect(try step.substituted.evaluated() == step.value)
  let symbols = symbols(of: step.formula)
  #expect(step.bindings.map(\.symbol) == symbols)
  let substituted = step.formula.substituting { symbol in
    step.bindings.first { $0.symbol == symbol }.map { Expression($0.value) }
  }
  #expect(substituted == step.substituted)
  #expect(step.id.hasSuffix("." + step.quantity.name))
}

/// The distinct symbols in the order of first appearance.
private func symbols(of expression: Expression) -> [Symbol] {
  var found: [Symbol] = []
  func walk(_ expression: Expression) {
    if case .symbol(let symbol) = expression, !found.contains(symbol) { found.append(symbol) }
    for operand in expression.operands { walk(operand) }
  }
  walk(expression)
  return found
}
