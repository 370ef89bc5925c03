import Networks
import Symbolics

/// Shortcuts that write the work of a transformer out component by component, from its sizes.
struct ComponentShortcut {
  let topic: Analysis.Topic
  private let formula: Formula
  /// What the formula has for each component of a forward pass.
  private let shares: [Share]
  /// How often blocks are counted, and how often everything else.
  private let times: (blocks: Int, others: Int)
  private let needsInnerWidth: Bool

  /// What the formula has for a component, in all layers together.
  private struct Share {
    let item: Analysis.Item
    let expression: Expression?
  }

  // MARK: The formulas

  /// All layers together, each with the tokens of the pass.
  private static func layers(_ factors: Expression...) -> Expression {
    .product([.layers, .passTokens] + factors)
  }
  private static let attentionWidth: [Expression] = [.heads, .keyWidth]
  private static let vocabularyProduct = Expression.product([2, .passTokens, .modelWidth, .vocabulary])

  /// Hoffmann and others, appendix F: the embedding counted as a product, softmax, attention with as many heads for keys and
  /// values as for queries, and two matrices in the feed-forward layers.
  static let chinchilla: ComponentShortcut = {
    let input = layers(6, .modelWidth, .heads, .keyWidth)
    let products = layers(4, .tokens, .heads, .keyWidth)
    let output = layers(2, .heads, .keyWidth, .modelWidth)
    let inner = layers(4, .modelWidth, .innerWidth)
    let softmax = layers(3, .heads, .tokens)
    let blocks = Expression.product([
      .layers, .passTokens,
      .sum(of: [
        .product([6, .modelWidth, .heads, .keyWidth]), .product([4, .tokens, .heads, .keyWidth]),
        .product([3, .heads, .tokens]), .product([2, .heads, .keyWidth, .modelWidth]),
        .product([4, .modelWidth, .innerWidth]),
      ]),
    ])
    let formula = Formula(
      "chinchilla", .flops, .sum(of: [vocabularyProduct, blocks, vocabularyProduct]), source: .chinchilla)
    return ComponentShortcut(
      topic: .chinchilla, formula: formula,
      shares: [
        Share(item: .embeddingProduct, expression: vocabularyProduct),
        Share(item: .attentionInput, expression: input), Share(item: .contextTerm, expression: products),
        Share(item: .softmax, expression: softmax), Share(item: .attentionOutput, expression: output),
        Share(item: .feedForward, expression: inner), Share(item: .restOfBlocks, expression: nil),
        Share(item: .head, expression: vocabularyProduct), Share(item: .rest, expression: nil),
      ], times: (1, 1), needsInnerWidth: true)
  }()

  /// Korthikanti and others, appendix A: 72BLsh²(1 + s/(6h) + v/(12hL)) for a step of training.
  static let megatron = megatron(
    .megatron, factor: 72, vocabularyDivisor: 12, times: (3, 3),
    source: .activationRecomputation.at(.appendix("A")))
  /// Narayanan and others, equation 3: 96BslH²(1 + s/(6h) + V/(16lh)) with all blocks worked out twice.
  static let megatronRecomputed = megatron(
    .megatronRecomputed, factor: 96, vocabularyDivisor: 16, times: (4, 3),
    source: .megatron.at(.equation("3")))

  private static func megatron(
    _ topic: Analysis.Topic, factor: Int, vocabularyDivisor: Int, times: (Int, Int), source: Publication
  ) -> ComponentShortcut {
    let square = Expression.power(.modelWidth, 2)
    let context = Expression.quotient(.tokens, .product([6, .modelWidth]))
    let vocabulary = Expression.quotient(
      .vocabulary, .product([Expression(Rational(vocabularyDivisor)), .layers, .modelWidth]))
    let formula = Formula(
      topic.rawValue, .flops,
      .product([
        Expression(Rational(factor)), .layers, .passTokens, square, .sum(of: [1, context, vocabulary]),
      ]), source: source)
    return ComponentShortcut(
      topic: topic, formula: formula,
      shares: [
        Share(item: .attentionInput, expression: layers(6, square)),
        Share(item: .contextTerm, expression: layers(4, .tokens, .modelWidth)),
        Share(item: .attentionOutput, expression: layers(2, square)),
        Share(item: .feedForward, expression: layers(16, square)),
        Share(item: .restOfBlocks, expression: nil), Share(item: .head, expression: vocabularyProduct),
        Share(item: .rest, expression: nil),
      ], times: times, needsInnerWidth: false)
  }

  static let all = [chinchilla, megatron, megatronRecomputed]
  static let formulas = all.map { $0.formula }

  // MARK: Shortcut, terms, exact count

  func work(_ inventory: Inventory, _ reckoning: inout Reckoning) throws(AnalysisStop) {
    reckoning.add(try PassTokens.step(in: &reckoning, inventory), .counted)
    try bindSizes(inventory, &reckoning)
    if times.blocks > times.others, inventory.blocks.isEmpty { throw .refused(.noBlocks) }
    let shortcut = Symbol.flops("shortcut")
    reckoning.add(try reckoning.step(formula, as: shortcut), .shortcut)
    var (blocks, others) = (Bridge(), Bridge())
    for share in shares {
      guard let gap = try gap(share, inventory, &reckoning) else { continue }
      if share.item.isInBlocks { blocks.add(gap.symbol) } else { others.add(gap.symbol) }
    }
    var sum: [Expression.Term]
    if times.blocks == 1 {
      sum = [.init(.symbol(shortcut))] + blocks.flat + others.flat
    } else {
      sum = blocks.sum(from: shortcut, times: times.blocks)
      if let rest = others.term(times: times.others) { sum.append(rest) }
      sum += try ExactCount.dataGradient(inventory, &reckoning)
    }
    try ExactCount.add(sum, as: target, from: shortcut, &reckoning)
  }

  private var target: Symbol {
    switch times {
    case (1, 1): .flops
    case (3, 3): .flops("step")
    default: .flops("whole")
    }
  }

  private func bindSizes(_ inventory: Inventory, _ reckoning: inout Reckoning) throws(AnalysisStop) {
    let facts = TransformerFacts(inventory)
    guard try facts.get(.keys) == facts.get(.tokens) else { throw .refused(.behindCached) }
    reckoning.bind(.layers, facts.layers, from: .repetitions)
    reckoning.bind(.modelWidth, try facts.get(.modelWidth), from: .option)
    reckoning.bind(Symbol("V"), try facts.vocabulary(), from: .option)
    reckoning.bind(Symbol("A"), try facts.get(.heads), from: .option)
    reckoning.bind(Symbol("d", index: "k"), try facts.get(.keyWidth), from: .option)
    if needsInnerWidth { reckoning.bind(.innerWidth, try facts.get(.innerWidth), from: .option) }
  }

  /// What lies between the exact work of a component and what the formula has for it; nil where that is nothing.
  private func gap(
    _ share: Share, _ inventory: Inventory, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> Step? {
    var sum = LayerSum("work-of-item", .flops, .flops(share.item.index + ".exact"))
    for entry in inventory.entries where entry.isWorking && share.item == entry.shortcutItem {
      sum.add(entry.path, entry.part.value(.flops), copies: entry.workingCopies)
    }
    if sum.isEmpty, share.expression == nil { return nil }
    let exact = try reckoning.step(sum, source: .operationCounts)
    let difference: Expression
    if let expression = share.expression {
      difference =
        sum.isEmpty
        ? .negative(expression) : .difference(.symbol(exact.symbol), expression)
    } else {
      difference = .symbol(exact.symbol)
    }
    let gap = try reckoning.step(
      "gap-of-item.flops", .flops, Symbol("Gap", index: share.item.index), difference,
      source: .operationCounts)
    if gap.value.isZero { return nil }
    reckoning.add(sum.isEmpty ? [gap] : [exact, gap], .item(share.item))
    return gap
  }
}

extension Analysis.Item {
  /// The index of its symbols.
  fileprivate var index: String {
    switch self {
    case .embeddingProduct: "embedding"
    case .attentionInput: "qkv"
    case .contextTerm: "context"
    case .attentionOutput: "out"
    case .feedForward: "ffn"
    case .restOfBlocks: "blocks"
    default: rawValue
    }
  }

  /// Whether it stands in the blocks, which full recomputation works out twice.
  fileprivate var isInBlocks: Bool {
    switch self {
    case .attentionInput, .contextTerm, .softmax, .attentionOutput, .feedForward, .restOfBlocks: true
    default: false
    }
  }
}

extension Inventory.Entry {
  /// Where a shortcut has the layer.
  fileprivate var shortcutItem: Analysis.Item? {
    guard isProduct else { return nil }
    guard block != nil else { return component == .head ? .head : .rest }
    switch component {
    case .attention:
      if case .attention = operation { return .contextTerm }
      return isBehindAttention ? .attentionOutput : .attentionInput
    case .feedForward, .router, .experts: return .feedForward
    default: return .restOfBlocks
    }
  }
}
