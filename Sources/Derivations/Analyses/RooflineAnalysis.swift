import Networks
import Symbolics

/// Operations for each byte that is moved, by kind of layer and in total, and what a device can attain with that.
///
/// Williams, Waterman, Patterson, "Roofline": attainable = min(peak, intensity × bandwidth). Every layer reads its weights
/// and its inputs once and writes its output once, as if nothing stayed in a cache and no two layers were one kernel.
struct RooflineAnalysis {
  let inventory: Inventory
  let settings: Analysis.Settings

  init(_ inventory: Inventory, _ settings: Analysis.Settings) {
    (self.inventory, self.settings) = (inventory, settings)
  }

  private static let moved = Formula(
    "bytes-moved", .bytes,
    .sum(of: [
      .product([.weightBytes, .parameters("moved")]), .product([.valueBytes, .symbol(.values("moved"))]),
    ]), source: .roofline)
  private static let intensity = Formula(
    "arithmetic-intensity", .intensity, .quotient(.flops, .symbol(Quantity.bytes.symbol)), source: .roofline)
  private static let ridge = Formula(
    "ridge-point", .intensity, .quotient(.peak, .bandwidth), source: .roofline)
  /// Below the ridge the memory is the bound, above it the products.
  private static let boundByMemory = Formula(
    "attainable-by-memory", .throughput,
    .product([.symbol(Quantity.intensity.symbol), .bandwidth]), source: .roofline)
  private static let boundByProducts = Formula(
    "attainable-by-products", .throughput, .peak, source: .roofline)
  private static let timeOfMoving = Formula(
    "time-of-moving", .seconds, .quotient(.symbol(Quantity.bytes.symbol), .bandwidth), source: .roofline)
  private static let timeOfProducts = Formula(
    "time-of-products", .seconds, .quotient(.flops, .peak), source: .roofline)

  static let formulas = [
    moved, intensity, ridge, boundByMemory, boundByProducts, timeOfMoving, timeOfProducts,
  ]

  func sections() throws(DerivationError) -> [Analysis.Section] {
    [try Reckoning.section(.roofline, work)]
  }

  /// The sums of all kinds together.
  private struct Totals {
    var flops = LayerSum("flops-of-kind", .flops, .flops)
    var bytes = LayerSum("bytes-moved", .bytes, Quantity.bytes.symbol)
    var seconds = LayerSum("time-of-kinds", .seconds, Quantity.seconds.symbol)
  }

  private func work(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    reckoning.bind(.weightBytes, settings.weights.bytes, from: .given)
    reckoning.bind(.valueBytes, settings.activations.bytes, from: .given)
    if let peak = settings.peak { reckoning.bind(.peak, peak, from: .given) }
    if let bandwidth = settings.bandwidth { reckoning.bind(.bandwidth, bandwidth, from: .given) }
    if hasRoof {
      reckoning.add(try reckoning.step(Self.ridge, as: Symbol("Intensity", index: "ridge")), .ridge)
    }
    var totals = Totals()
    for kind in Operation.Kind.allCases { try add(kind, &totals, &reckoning) }
    try addTotals(totals, &reckoning)
    reckoning.remark(.movedOnce)
    if inventory.entries.contains(where: { $0.isTable }) { reckoning.remark(.rowsOfTables) }
    if settings.peak == nil { throw .refused(.needs(.peak)) }
    if settings.bandwidth == nil { throw .refused(.needs(.bandwidth)) }
  }

  private var hasRoof: Bool { settings.peak != nil && settings.bandwidth != nil }

  private func add(
    _ kind: Operation.Kind, _ totals: inout Totals, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) {
    var flops = LayerSum("flops-of-kind", .flops, .flops(kind.index))
    var weights = LayerSum("weights-moved", .parameters, .parameters("moved"))
    var values = LayerSum("values-moved", .values, .values("moved"))
    for entry in inventory.entries where entry.isWorking && entry.operation.kind == kind {
      flops.add(entry.path, entry.part.value(.flops), copies: entry.workingCopies)
      weights.add(entry.path, try exactly(entry, entry.weightsMoved), copies: entry.copiesMoved)
      values.add(entry.path, try exactly(entry, entry.valuesMoved), copies: entry.workingCopies)
    }
    if weights.isEmpty, values.isEmpty { return }
    let source = Publication.roofline
    let work = try reckoning.step(flops, source: source)
    let moved = [try reckoning.step(weights, source: source), try reckoning.step(values, source: source)]
    let bytes = try reckoning.step(Self.moved, as: .bytes(kind.index))
    if !flops.isEmpty { totals.flops.add(work) }
    totals.bytes.add(bytes)
    var steps = (flops.isEmpty ? [] : [work]) + moved.filter { !$0.value.isZero } + [bytes]
    steps += try attainable(work, bytes, kind.index, &reckoning)
    if let seconds = steps.last, seconds.quantity == .seconds { totals.seconds.add(seconds) }
    reckoning.add(steps, .kind(kind))
  }

  /// Intensity, and with a device what can be attained and how long it takes at least.
  private func attainable(
    _ work: Step, _ bytes: Step, _ index: String, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> [Step] {
    guard !bytes.value.isZero else { return [] }
    func quotient(_ formula: Formula, _ left: Expression, _ right: Expression) throws(AnalysisStop) -> Step {
      try reckoning.step(
        formula.id, formula.quantity, Symbol(formula.quantity.symbol.base, index: index),
        .quotient(left, right), source: formula.source)
    }
    let intensity = try quotient(Self.intensity, .symbol(work.symbol), .symbol(bytes.symbol))
    guard hasRoof else { return [intensity] }
    let isBoundByProducts = intensity.value >= reckoning.value(of: Symbol("Intensity", index: "ridge"))
    let throughput = Symbol("Throughput", index: index)
    if isBoundByProducts {
      let attained = try reckoning.step(Self.boundByProducts, as: throughput)
      return [intensity, attained, try quotient(Self.timeOfProducts, .symbol(work.symbol), .peak)]
    }
    let attained = try reckoning.step(
      Self.boundByMemory.id, .throughput, throughput, .product([.symbol(intensity.symbol), .bandwidth]),
      source: Self.boundByMemory.source)
    return [intensity, attained, try quotient(Self.timeOfMoving, .symbol(bytes.symbol), .bandwidth)]
  }

  private func addTotals(_ totals: Totals, _ reckoning: inout Reckoning) throws(AnalysisStop) {
    let work = try reckoning.step(totals.flops, source: .roofline)
    let bytes = try reckoning.step(totals.bytes, source: .roofline)
    var steps = [work, bytes]
    steps += try attainable(work, bytes, "all", &reckoning).prefix { $0.quantity != .seconds }
    if !totals.seconds.isEmpty { steps.append(try reckoning.step(totals.seconds, source: .roofline)) }
    reckoning.add(steps, .item(.together))
  }
}

extension Inventory.Entry {
  /// The weights of one copy that are read: of a table the rows that are looked up, of a shared matrix all of it.
  fileprivate func weightsMoved() throws(ArithmeticError) -> Rational {
    switch operation {
    case .embedding, .learned(.positions): return try outputValues()
    case .linear(let linear) where linear.weights == .shared:
      return try Rational(linear.inputFeatures).multiplied(by: Rational(linear.outputFeatures))
        .adding(biases())
    case .convolution(let layer) where layer.weights == .shared:
      var kernels = try Rational(layer.inputChannels / max(1, layer.groups))
        .multiplied(by: Rational(layer.outputChannels))
      for axis in layer.window.axes {
        kernels = try kernels.multiplied(by: Rational(layer.window.kernel[axis]))
      }
      return layer.hasBias ? try kernels.adding(Rational(layer.outputChannels)) : kernels
    default: return part.value(.parameters)
    }
  }

  /// How many copies have their weights read: of experts no more than there are tokens to go to them.
  fileprivate var copiesMoved: Int {
    guard isExpert, let shape = part.inputs.first else { return copies }
    let rows = Shape.product(shape.dimensions.dropLast()) ?? .max
    let (met, overflow) = workingCopies.multipliedReportingOverflow(by: rows)
    return overflow ? copies : min(copies, met)
  }

  /// What one copy reads and writes besides its weights. A view moves nothing.
  fileprivate func valuesMoved() throws(ArithmeticError) -> Rational {
    guard holdsOutput else { return .zero }
    var sum = try outputValues()
    if case .embedding = operation { return sum }
    for input in part.inputs { sum = try sum.adding(input.valueCount()) }
    guard case .attention(let attention) = operation, attention.past > 0 else { return sum }
    let layer = AttentionLayer(entry: self, attention: attention)
    let width = try Rational(attention.keyWidth).adding(Rational(attention.valueWidth))
    return try sum.adding(
      Rational(layer.sequences).multiplied(by: Rational(attention.past))
        .multiplied(by: Rational(attention.keyHeads)).multiplied(by: width))
  }
}
