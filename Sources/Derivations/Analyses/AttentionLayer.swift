import Networks
import Symbolics

/// The core of attention in a network, with the sizes that its formulas take.
struct AttentionLayer {
  let entry: Inventory.Entry
  let attention: Operation.Attention

  /// The shape of the queries.
  private var queries: Shape { entry.part.inputs.first ?? Shape([]) }
  /// Tokens of a sequence or a window.
  var tokens: Int { queries.rank >= 2 ? queries.dimensions[queries.rank - 2] : 1 }
  /// Keys that each query meets.
  var keys: Int { keysAndPast.keys }
  /// Sequences, or sequences times windows.
  var sequences: Int { Shape.product(queries.dimensions.dropLast(2)) ?? .max }

  /// Keys that were there before the tokens that come in. Where keys are worked out anew from a cached latent, they come in
  /// with the others.
  var past: Int { keysAndPast.past }

  private var keysAndPast: (keys: Int, past: Int) {
    let incoming = attention.incomingKeys(entry.part.inputs)
    // The deriver has multiplied with the sum, so that it is no larger than 127 bits; sizes here are an Int each.
    let (keys, overflow) = incoming.addingReportingOverflow(attention.past)
    guard !overflow else { return (.max, attention.past) }
    let isCached = attention.past > 0 || attention.latentWidth != nil
    return (keys, isCached ? max(0, keys - tokens) : 0)
  }

  /// Whether its keys and values, or a latent of them, are kept for the tokens that follow.
  var isCached: Bool { past > 0 }

  /// Makes its sizes known.
  func bind(in reckoning: inout Reckoning) {
    let rank = queries.rank
    for (axis, letter) in leading.enumerated() {
      reckoning.bind(
        letter, queries.dimensions[axis], from: letter == .batch ? .batch : .input(0, axis: axis))
    }
    reckoning.bind(Symbol("T"), tokens, from: .input(0, axis: rank - 2))
    reckoning.bind(Quantity.keys.symbol, keys, from: .input(1, axis: rank - 2))
    reckoning.bind(Symbol("T", index: "past"), past, from: .past)
    reckoning.bind(Symbol("A"), attention.heads, from: .option)
    reckoning.bind(Symbol("A", index: "kv"), attention.keyHeads, from: .option)
    reckoning.bind(Symbol("d", index: "k"), attention.keyWidth, from: .option)
    reckoning.bind(Symbol("d", index: "v"), attention.valueWidth, from: .option)
    if let width = attention.latentWidth { reckoning.bind(Symbol("d", index: "c"), width, from: .option) }
    if case .window(let size) = attention.mask { reckoning.bind(Symbol("w"), size, from: .option) }
  }

  /// A formula in the letters of this layer: what it does for each sequence written out, a batch of one left out.
  func fitted(_ expression: Expression) -> Expression {
    let factors = leading.map { Expression.symbol($0) }
    return expression.expanding { $0 == .rows ? factors : nil }
      .leavingOut { $0 == .batch && queries.batch == 1 }
  }

  /// The letters of the axes before tokens and features.
  private var leading: [Symbol] { Array(queries.letters.dropLast(2)) }
}

extension Inventory {
  /// The cores of attention that run in a pass, in the order of execution.
  var attentions: [AttentionLayer] {
    entries.compactMap { entry in
      guard entry.isWorking, case .attention(let attention) = entry.operation else { return nil }
      return AttentionLayer(entry: entry, attention: attention)
    }
  }
}
