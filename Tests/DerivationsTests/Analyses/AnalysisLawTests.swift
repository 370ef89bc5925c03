import Networks
import Symbolics
import Testing

@testable import Derivations

/// Laws of every analysis of every network.
@Suite("Laws of the analyses")
struct AnalysisLawTests {
  static let settings = Analysis.Settings(
    weights: .int4, activations: .bf16, peak: 312_000_000, bandwidth: 2_039_000, utilisation: .half,
    devices: 8, trainingTokens: 300_000_000, trainingExamples: nil)

  @Test(
    "Every formula gives its value under its bindings, and what is written is read again",
    arguments: Catalogue.names)
  func steps(_ name: String) throws {
    let (derivation, decode) = try sides(name)
    for kind in Analysis.Kind.allCases {
      let analysis = try derivation.analysis(kind, Self.settings, decode: decode)
      #expect(analysis.kind == kind)
      for section in analysis.sections {
        #expect(!section.rows.isEmpty || section.refusal != nil, "\(kind) \(section.topic)")
        for row in section.rows {
          #expect(!row.steps.isEmpty)
          for step in row.steps { try expectHolds(step) }
        }
      }
    }
  }

  @Test("Parts of the parameters add up, and weights are so many bytes", arguments: Catalogue.names)
  func parametersAndBytes(_ name: String) throws {
    let derivation = try sides(name).derivation
    let total = derivation.root.value(.parameters)
    let parts = try #require(derivation.analysis(.parameters).sections.first)
    #expect(parts.rows.last?.result?.value == total)
    #expect(try sum(parts.rows.dropLast().map { $0.result?.value ?? .zero }) == total)
    let weights = try #require(derivation.analysis(.memory).section(.weights))
    for format in NumberFormat.allCases {
      let row = weights.rows.first { $0.label == .format(format) }
      #expect(try row?.result?.value == total.multiplied(by: format.bytes))
    }
    let state = try #require(derivation.analysis(.memory).section(.trainingState))
    #expect(try state.result(.sixteenBytes) == total.multiplied(by: 16))
    #expect(try state.result(.eighteenBytes) == total.multiplied(by: 18))
  }

  @Test("A step is three forward passes less the gradients of data", arguments: Catalogue.names)
  func training(_ name: String) throws {
    let derivation = try sides(name).derivation
    let forward = derivation.root.value(.flops)
    let section = try #require(derivation.analysis(.training).section(.trainingStep))
    let spared = section.result(.dataGradient) ?? .zero
    #expect(try section.result(.step) == forward.multiplied(by: 3).subtracting(spared))
    // Tokens are looked up in a table that is learned; images are data.
    let takesOnlyTokens = derivation.inputs.allSatisfy { $0.layout == .tokens }
    #expect(spared.isZero == takesOnlyTokens)
    #expect(spared < forward)
  }

  @Test("Shortcut and terms are the exact count", arguments: Catalogue.names)
  func shortcuts(_ name: String) throws {
    let derivation = try sides(name).derivation
    let training = try derivation.analysis(.training)
    let forward = derivation.root.value(.flops)
    let step = training.section(.trainingStep)?.result(.step)
    let whole = training.section(.recomputation)?.result(.stepWithWholeBlocks)
    let sections = try derivation.analysis(.shortcuts).sections + [#require(training.section(.sixND))]
    for section in sections where section.refusal == nil {
      guard section.topic != .kaplanParameters, section.topic != .megatronParameters else { continue }
      let expected =
        switch section.topic {
        case .sixND, .sixNDWithoutTables, .palm, .palmProducts, .megatron: step
        case .megatronRecomputed: whole
        default: forward
        }
      #expect(section.result(.exact) == expected, "\(section.topic)")
    }
    let hasTokens = derivation.inputs.contains { $0.layout == .tokens }
    if hasTokens, derivation.inputs.count == 1 {
      #expect(sections.contains { $0.topic == .twoN && $0.refusal == nil })
    }
  }

  @Test("Decoding side by side, the cache, and the active parameters", arguments: Catalogue.names)
  func inference(_ name: String) throws {
    let (derivation, decode) = try sides(name)
    let inference = try derivation.analysis(.inference, Self.settings, decode: decode)
    let work = try #require(inference.section(.prefillAndDecode))
    guard let decode else {
      #expect(work.refusal == .noCache)
      return
    }
    #expect(
      work.rows.last?.steps.map { $0.value }
        == [derivation.root.value(.flops), decode.root.value(.flops)])
    let experts = try #require(derivation.analysis(.experts).sections.first)
    if derivation.root.step(.activeParameters) == nil {
      #expect(experts.refusal == .noExperts)
    } else {
      #expect(experts.result(.active) == derivation.root.value(.activeParameters))
    }
    let cache = try #require(inference.section(.cache))
    #expect(cache.refusal == nil)
    let perToken = try #require(cache.rows.first { $0.label == .item(.perToken) }?.steps.first?.value)
    let context = try #require(cache.rows.first { $0.label == .item(.context) }?.steps.first?.value)
    let isWindowed = decode.layers.contains {
      if case .attention(let attention) = $0.operation, case .window(let size) = attention.mask {
        size < 15
      } else {
        false
      }
    }
    if !isWindowed { #expect(try context == perToken.multiplied(by: 15)) }
  }

  @Test("The roofline's kinds add up, and nothing is faster than the device", arguments: Catalogue.names)
  func roofline(_ name: String) throws {
    let derivation = try sides(name).derivation
    let section = try #require(derivation.analysis(.roofline, Self.settings).sections.first)
    let together = try #require(section.rows.first { $0.label == .item(.together) })
    #expect(together.steps.first { $0.quantity == .flops }?.value == derivation.root.value(.flops))
    for row in section.rows {
      guard let throughput = row.steps.first(where: { $0.quantity == .throughput }) else { continue }
      #expect(throughput.value <= 312_000_000)
      let intensity = row.steps.first { $0.quantity == .intensity }?.value ?? .zero
      #expect(try throughput.value <= intensity.multiplied(by: 2_039_000))
    }
  }

  /// A network at a size that is quickly derived, and one token of it behind cached ones.
  private func sides(_ name: String) throws -> (derivation: Derivation, decode: Derivation?) {
    let entry = try #require(Catalogue.entry(named: name))
    func derivation(tokens: Int, past: Int) throws -> Derivation {
      let network = entry.network(past: past)
      return try derive(
        network, inputs: network.inputs.map { $0.shape(batch: 1, $0.layout == .tokens ? [tokens] : nil) })
    }
    return (
      try derivation(tokens: 16, past: 0),
      entry.takesPast ? try derivation(tokens: 1, past: 15) : nil
    )
  }

  private func sum(_ values: [Rational]) throws -> Rational {
    var sum = Rational.zero
    for value in values { sum = try sum.adding(value) }
    return sum
  }

  private func expectHolds(_ step: Step) throws {
    let value = try step.formula.evaluated { symbol in
      step.bindings.first { $0.symbol == symbol }?.value
    }
    #expect(value == step.value, "\(step.id)")
    #expect(try step.substituted.evaluated() == step.value)
    #expect(step.bindings.map { $0.symbol } == step.formula.symbols, "\(step.id)")
    #expect(step.id.hasSuffix("." + step.quantity.name))
    let text = PlainText(style: .grouped)
    #expect(try PlainText.read(text.text(step.formula)) == step.formula, "\(text.text(step.formula))")
    #expect(try PlainText.read(text.text(step.substituted)).evaluated() == step.value)
  }
}

extension Analysis {
  func section(_ topic: Topic) -> Section? { sections.first { $0.topic == topic } }
}

extension Analysis.Section {
  /// The result of the row of an item.
  func result(_ item: Analysis.Item) -> Rational? { rows.first { $0.label == .item(item) }?.result?.value }
}
