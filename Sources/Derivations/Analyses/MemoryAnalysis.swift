import Networks
import Symbolics

/// What a network holds in memory: its weights in each number format, the activations of a pass, and what training adds.
struct MemoryAnalysis {
  let inventory: Inventory
  let settings: Analysis.Settings

  init(_ inventory: Inventory, _ settings: Analysis.Settings) {
    (self.inventory, self.settings) = (inventory, settings)
  }

  /// Bytes of parameters by their format. Rajbhandari and others, ZeRO, section 3.1.
  static let ofParameters = Formula(
    "memory-of-parameters", .bytes, .product([.params, .weightBytes]), source: .zero)
  /// Bytes of activations by their format.
  static let ofValues = Formula(
    "memory-of-values", .bytes, .product([.values, .valueBytes]), source: .activationRecomputation)
  /// Scores that are kept where the products of attention are separate operations.
  static let scores = Formula(
    "attention-scores", .values, Operation.Attention.scores, source: .attention.at(.equation("1")))
  /// Activations of a GPT block with dropout, in 16 bits, that a backward pass needs. Korthikanti and others, section 4.1:
  /// sbh(34 + 5as/h) for each layer.
  static let ofBlocks = Formula(
    "activations-of-blocks", .bytes,
    .product([
      .layers, .batch, .tokens, .modelWidth,
      .sum(of: [34, .quotient(.product([5, .heads, .tokens]), .modelWidth)]),
    ]),
    source: .activationRecomputation.at(.section("4.1")))

  static let formulas = [ofParameters, ofValues, scores, ofBlocks]

  func sections() throws(DerivationError) -> [Analysis.Section] {
    var sections = [
      try Reckoning.section(.weights, weights), try Reckoning.section(.activations, activations),
    ]
    if !inventory.attentions.isEmpty {
      sections.append(try Reckoning.section(.activationsOfBlocks, activationsOfBlocks))
    }
    sections.append(try Reckoning.section(.trainingState, TrainingState(inventory, settings).work))
    return sections
  }

  private func weights(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    reckoning.bindTotal(.parameters, of: inventory.derivation)
    for format in NumberFormat.allCases {
      reckoning.bind(.weightBytes, format.bytes, from: .given)
      let step = try reckoning.step(Self.ofParameters, as: .bytes("weights"))
      reckoning.add([step], .format(format))
    }
    reckoning.remark(.scalesOfFormats)
    if inventory.entries.contains(where: { $0.operation.kind == .batchNorm }) { reckoning.remark(.buffers) }
  }

  /// The output of every layer that computes or copies something, once.
  private func activations(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let source = Publication.backPropagation
    var total = LayerSum("outputs", .values, .values)
    for kind in Operation.Kind.allCases {
      var sum = LayerSum("outputs", .values, .values(kind.index))
      for entry in inventory.entries where entry.operation.kind == kind && entry.holdsOutput {
        sum.add(entry.path, try exactly(entry, entry.outputValues), copies: entry.workingCopies)
      }
      if sum.isEmpty { continue }
      let step = try reckoning.step(sum, source: source)
      total.add(step)
      reckoning.add([step], .kind(kind))
    }
    reckoning.bind(.valueBytes, settings.activations.bytes, from: .given)
    let values = try reckoning.step(total, source: source)
    reckoning.add([values, try bytes(of: values, as: "outputs", &reckoning)], .item(.outputs))
    try addScores(&reckoning)
    try addLargest(&reckoning)
    reckoning.remark(.activationsCounted)
    if inventory.entries.contains(where: { $0.isIdle }) { reckoning.remark(.trainingOnly) }
  }

  private func addScores(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    var sum = LayerSum("attention-scores", .values, .values("scores"))
    for layer in inventory.attentions {
      layer.bind(in: &reckoning)
      let path = layer.entry.path
      let step = try reckoning.step(
        Self.scores.id, .values, Symbol("Values", index: path), layer.fitted(Self.scores.expression),
        source: Self.scores.source)
      reckoning.add([step], .part(path))
      sum.add(path, step.value, copies: layer.entry.workingCopies)
    }
    if sum.isEmpty { return }
    let values = try reckoning.step(sum, source: Self.scores.source)
    reckoning.add([values, try bytes(of: values, as: "scores", &reckoning)], .item(.scores))
    reckoning.remark(.scoresCounted)
  }

  /// ``ofValues`` for the values of a step.
  private func bytes(
    of values: Step, as index: String, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> Step {
    try reckoning.step(
      Self.ofValues.id, .bytes, .bytes(index), .product([.symbol(values.symbol), .valueBytes]),
      source: Self.ofValues.source)
  }

  private func addLargest(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    var largest: (entry: Inventory.Entry, values: Rational)?
    for entry in inventory.entries where entry.holdsOutput {
      let values = try exactly(entry, entry.outputValues)
      if values > largest?.values ?? .zero { largest = (entry, values) }
    }
    guard let largest else { return }
    let sizes = largest.entry.part.output.dimensions.filter { $0 != 1 }.map { Expression(Rational($0)) }
    let values = try reckoning.step(
      "outputs.values", .values, Symbol("Values", index: largest.entry.path), .product(of: sizes),
      source: .backPropagation)
    reckoning.add([values, try bytes(of: values, as: "largest", &reckoning)], .item(.largest))
  }

  private func activationsOfBlocks(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let facts = TransformerFacts(inventory)
    let sequences = try facts.get(.sequences)
    reckoning.bind(.layers, facts.layers, from: .repetitions)
    reckoning.bind(.batch, sequences, from: .batch)
    reckoning.bind(Symbol("T"), try facts.get(.tokens), from: .input(0, axis: 1))
    reckoning.bind(.modelWidth, try facts.get(.modelWidth), from: .option)
    reckoning.bind(Symbol("A"), try facts.get(.heads), from: .option)
    // A batch of one is left out, as everywhere.
    let formula = sequences == 1 ? Self.ofBlocks.withoutOnes : Self.ofBlocks.expression
    let bytes = try reckoning.step(
      Self.ofBlocks.id, .bytes, .bytes("blocks"), formula, source: Self.ofBlocks.source)
    reckoning.add([bytes])
    reckoning.remark(.assumesGPT)
  }
}

extension Operation.Kind {
  /// The name as an index of a symbol, without signs that would end it.
  var index: String { String(name.map { $0 == "-" ? "_" : $0 }) }
}

extension Inventory.Entry {
  /// Whether its output is a tensor of its own in memory: no view of another one, and no table that is only kept.
  var holdsOutput: Bool {
    guard isWorking else { return false }
    switch operation {
    case .view, .learned(.relativeBias), .learned(.distanceBias), .learned(.tensor): return false
    default: return true
    }
  }

  /// The numbers that one copy gives out.
  func outputValues() throws(ArithmeticError) -> Rational { try part.output.valueCount() }
}

extension Shape {
  /// The number of values, exact.
  func valueCount() throws(ArithmeticError) -> Rational {
    var product = Rational.one
    for size in dimensions { product = try product.multiplied(by: Rational(size)) }
    return product
  }
}
