import Networks
import Symbolics

/// Reading a prompt and writing behind it: the work of both side by side, what is cached, and how fast a token can be at
/// best.
///
/// A token that is written needs every weight and every cached key and value once, so that it takes at least as long as
/// reading them: (cache + weights)/bandwidth (Austin and others, "How to Scale Your Model", on inference).
struct InferenceAnalysis {
  let inventory: Inventory
  let settings: Analysis.Settings
  /// The same network for one token behind cached ones.
  let decode: Inventory?

  init(_ inventory: Inventory, _ settings: Analysis.Settings, decode: Derivation?) {
    (self.inventory, self.settings) = (inventory, settings)
    self.decode = decode.map { Inventory($0) }
  }

  /// Keys and values of a token in one layer. Ainslie and others: as many as there are heads for them.
  private static let perToken = Formula(
    "cache-of-token", .values, .product([.keyHeads, .allWidths]), source: .groupedQueries)
  /// With latent attention what is cached for a token in place of them.
  private static let latentPerToken = Formula(
    "latent-of-token", .values, .latentWidth, source: .latentAttention)
  private static let ofContext = Formula(
    "cache-of-context", .values, .product([.batch, .pastTokens, .symbol(.values("token"))]),
    source: .groupedQueries)
  /// A window keeps no more tokens than it holds.
  private static let ofWindow = Formula(
    "cache-of-window", .values, .product([.batch, .window, .symbol(.values("token"))]),
    source: .longformer)
  private static let memoryBound = Formula(
    "time-of-reading", .seconds,
    .quotient(.sum(of: [.symbol(.bytes("weights")), .symbol(.bytes("cache"))]), .bandwidth),
    source: .scalingBook)
  private static let computeBound = Formula(
    "time-of-computing", .seconds, .quotient(.flops, .peak), source: .scalingBook)
  private static let speed = Formula(
    "speed-of-decoding", .tokensPerSecond, .quotient(.batch, .symbol(Quantity.seconds.symbol)),
    source: .scalingBook)

  static let formulas = [
    perToken, latentPerToken, ofContext, ofWindow, memoryBound, computeBound, speed,
  ]

  func sections() throws(DerivationError) -> [Analysis.Section] {
    [
      try Reckoning.section(.prefillAndDecode, sideBySide), try Reckoning.section(.cache, cache),
      try Reckoning.section(.decodeTime, time),
    ]
  }

  private func known() throws(AnalysisStop) -> Inventory {
    guard let decode else { throw .refused(.noCache) }
    return decode
  }

  // MARK: Prefill and decode

  private func sideBySide(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let decode = try known()
    let source = inventory.derivation.network.publication
    var totals = [inventory, decode].indices.map { index in
      LayerSum("work-of-part", .flops, .flops(index == 0 ? "prefill" : "decode"))
    }
    for component in Analysis.Component.allCases {
      var steps: [Step] = []
      for (index, inventory) in [inventory, decode].enumerated() {
        let symbol = Symbol.flops(component.index + (index == 0 ? ".prefill" : ".decode"))
        var sum = LayerSum("work-of-part", .flops, symbol)
        for entry in inventory.entries where entry.component == component && entry.isWorking {
          sum.add(entry.path, entry.part.value(.flops), copies: entry.workingCopies)
        }
        if sum.isEmpty { continue }
        let step = try reckoning.step(sum, source: source)
        totals[index].add(step)
        steps.append(step)
      }
      if !steps.isEmpty { reckoning.add(steps, .component(component)) }
    }
    reckoning.add(try totals.map { (sum) throws(AnalysisStop) in try reckoning.step(sum, source: source) })
    if decode.attentions.contains(where: { $0.attention.latentWidth != nil }) {
      reckoning.remark(.expandedLatent)
    }
  }

  // MARK: The cache

  private func cache(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let decode = try known()
    reckoning.bind(.valueBytes, settings.activations.bytes, from: .given)
    var (ofToken, ofContext) = Self.sums()
    for layer in decode.attentions where layer.isCached {
      layer.bind(in: &reckoning)
      let (path, copies) = (layer.entry.path, layer.entry.workingCopies)
      let steps = try Self.steps(for: layer, &reckoning)
      reckoning.add([steps.token, steps.context], .part(path))
      ofToken.add(path, steps.token.value, copies: copies, as: "Values")
      ofContext.add(path, steps.context.value, copies: copies, as: "Cached")
      if layer.attention.latentWidth != nil { reckoning.remark(.latentCache) }
      if layer.window(below: layer.past) != nil { reckoning.remark(.windowCaps) }
    }
    if ofToken.isEmpty { throw .refused(.noCache) }
    for (sum, item) in [(ofToken, Analysis.Item.perToken), (ofContext, .context)] {
      let values = try reckoning.step(sum, source: .groupedQueries)
      let bytes = try reckoning.step(
        MemoryAnalysis.ofValues.id, .bytes, .bytes(item == .context ? "cache" : "token"),
        .product([.symbol(values.symbol), .valueBytes]), source: MemoryAnalysis.ofValues.source)
      reckoning.add([values, bytes], .item(item))
    }
  }

  private static func sums() -> (token: LayerSum, context: LayerSum) {
    (
      LayerSum("cache-of-token", .values, .values("all")),
      LayerSum("cache-of-context", .values, .values("cache"))
    )
  }

  /// What one layer caches of a token, and of all tokens before.
  private static func steps(
    for layer: AttentionLayer, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> (token: Step, context: Step) {
    let isLatent = layer.attention.latentWidth != nil
    let token = try reckoning.step(isLatent ? latentPerToken : perToken, as: .values("token"))
    let formula = layer.window(below: layer.past) == nil ? ofContext : ofWindow
    let context = try reckoning.step(
      formula.id, .values, Symbol("Cached", index: layer.entry.path), layer.fitted(formula.expression),
      source: formula.source)
    return (token, context)
  }

  // MARK: Time

  private func time(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let decode = try known()
    guard settings.bandwidth != nil || settings.peak != nil else { throw .refused(.needs(.bandwidth)) }
    try addMemoryBound(decode, &reckoning)
    guard let peak = settings.peak else { throw .refused(.needs(.peak)) }
    reckoning.bind(.peak, peak, from: .given)
    for (item, inventory) in [(Analysis.Item.computeBound, decode), (.prefillTime, inventory)] {
      reckoning.bindTotal(.flops, of: inventory.derivation)
      let index = item == .prefillTime ? "prefill" : "compute"
      reckoning.add(try reckoning.step(Self.computeBound, as: .seconds(index)), item)
    }
    guard settings.bandwidth != nil else { throw .refused(.needs(.bandwidth)) }
  }

  private func addMemoryBound(_ decode: Inventory, _ reckoning: inout Reckoning) throws(AnalysisStop) {
    guard let bandwidth = settings.bandwidth else { return }
    reckoning.bind(.bandwidth, bandwidth, from: .given)
    reckoning.bind(.weightBytes, settings.weights.bytes, from: .given)
    reckoning.bind(.valueBytes, settings.activations.bytes, from: .given)
    let weights = try weightsRead(decode, &reckoning)
    reckoning.add(weights, .weightsRead)
    var (_, sum) = Self.sums()
    for layer in decode.attentions where layer.isCached {
      layer.bind(in: &reckoning)
      let context = try Self.steps(for: layer, &reckoning).context
      sum.add(layer.entry.path, context.value, copies: layer.entry.workingCopies, as: "Cached")
    }
    let values = try reckoning.step(sum, source: .groupedQueries)
    let bytes = try reckoning.step(
      MemoryAnalysis.ofValues.id, .bytes, .bytes("cache"), .product([.symbol(values.symbol), .valueBytes]),
      source: MemoryAnalysis.ofValues.source)
    reckoning.add([values, bytes], .item(.cacheRead))
    let seconds = try reckoning.step(Self.memoryBound)
    reckoning.bind(.batch, decode.derivation.input.batch, from: .batch)
    reckoning.add([seconds, try reckoning.step(Self.speed)], .item(.memoryBound))
    reckoning.remark(.tablesRead)
  }

  /// All weights; with experts those that one token meets.
  private func weightsRead(_ decode: Inventory, _ reckoning: inout Reckoning) throws(AnalysisStop) -> Step {
    reckoning.bindTotal(.parameters, of: decode.derivation)
    guard !decode.experts.isEmpty, decode.derivation.input.batch == 1 else {
      return try reckoning.step(MemoryAnalysis.ofParameters, as: .bytes("weights"))
    }
    let active = try ExpertAnalysis.activeStep(decode, &reckoning) { _, _, _ in }
    reckoning.remark(.activeRead)
    return try reckoning.step(
      MemoryAnalysis.ofParameters.id, .bytes, .bytes("weights"),
      .product([.symbol(active.symbol), .weightBytes]), source: MemoryAnalysis.ofParameters.source)
  }
}

extension AttentionLayer {
  /// The size of the window where it keeps fewer tokens than there are.
  func window(below tokens: Int) -> Int? {
    if case .window(let size) = attention.mask, size < tokens { size } else { nil }
  }
}
