import Networks
import Symbolics

/// What a causal mask or a sliding window leaves of the products of attention: the exact number of pairs of a query and a
/// key that it sees, beside the full square that is usually counted.
///
/// With T tokens behind T_past cached ones, the query at place i sees T_past + i keys: together T×T_past + T(T + 1)/2. In a
/// window of w it sees at most w. (Dao, FlashAttention-2, section 3.1, leaves out about half; Beltagy and others, section
/// 3.1, for windows.)
struct CausalAnalysis {
  let inventory: Inventory

  init(_ inventory: Inventory) { self.inventory = inventory }

  private static let triangle = Expression.quotient(
    .product([.tokens, .sum(of: [.tokens, 1])]), 2)
  private static let growing = Expression("T", "grow")
  private static let grown = Expression.quotient(.product([growing, .sum(of: [growing, 1])]), 2)
  private static let atWindow = Expression.product([.difference(.tokens, growing), .window])

  static let allPairs = Formula(
    "pairs-of-all", .pairs, .product([.tokens, .keys]), source: .attention.at(.equation("1")))
  static let causal = Formula("pairs-of-causal", .pairs, triangle, source: .flashAttention)
  static let causalBehindCached = Formula(
    "pairs-of-causal-behind-cached", .pairs, .sum(of: [.product([.tokens, .pastTokens]), triangle]),
    source: .flashAttention)
  /// T_grow queries stand before the window is full; each of the others sees w keys.
  static let window = Formula(
    "pairs-of-window", .pairs, .sum(of: [.product([growing, .pastTokens]), grown, atWindow]),
    source: .longformer)
  static let seen = Formula(
    "attention-seen", .flops,
    .product([2, .rows, .heads, .symbol(Quantity.pairs.symbol), .allWidths]), source: .flashAttention)
  static let total = Formula(
    "flops-seen", .flops,
    .sum([.init(.flops), .init(.flops("attention"), isSubtracted: true), .init(.flops("seen"))]),
    source: .flashAttention)

  static let formulas = [allPairs, causal, causalBehindCached, window, seen, total]

  func sections() throws(DerivationError) -> [Analysis.Section] {
    [try Reckoning.section(.causalAttention, work)]
  }

  private func work(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let layers = inventory.attentions
    guard !layers.isEmpty else { throw .refused(.noAttention) }
    guard layers.contains(where: { $0.attention.mask != .none }) else { throw .refused(.noMask) }
    var all = LayerSum("attention-of-all", .flops, .flops("attention"))
    var seen = LayerSum("attention-seen", .flops, .flops("seen"))
    for layer in layers {
      let (path, copies) = (layer.entry.path, layer.entry.workingCopies)
      layer.bind(in: &reckoning)
      let square = try reckoning.step(Self.allPairs, as: Symbol("Pairs", index: "all"))
      let pairs = try step(for: layer, &reckoning)
      let flops = try reckoning.step(
        Self.seen.id, .flops, Symbol("Seen", index: path), layer.fitted(Self.seen.expression),
        source: Self.seen.source)
      reckoning.add([square, pairs, flops], .part(path))
      all.add(path, layer.entry.part.value(.flops), copies: copies)
      seen.add(path, flops.value, copies: copies, as: "Seen")
    }
    reckoning.bindTotal(.flops, of: inventory.derivation)
    reckoning.add(try reckoning.step(all, source: .attention), .allPairs)
    reckoning.add(try reckoning.step(seen, source: .flashAttention), .pairsSeen)
    reckoning.add(try reckoning.step(Self.total, as: .flops("causal")), .totalSeen)
    if !inventory.derivation.root.value(.flops).isZero {
      let share = try reckoning.step(
        "flops-seen.ratio", .ratio, nil, .quotient(.flops("causal"), .flops), source: .flashAttention)
      reckoning.add(share, .share)
    }
  }

  /// The pairs that a query sees; makes `Pairs` known.
  private func step(
    for layer: AttentionLayer, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> Step {
    switch layer.attention.mask {
    case .none: return try reckoning.step(Self.allPairs)
    case .causal: return try reckoning.step(layer.past > 0 ? Self.causalBehindCached : Self.causal)
    case .window(let size):
      guard size < layer.keys else {
        return try reckoning.step(layer.past > 0 ? Self.causalBehindCached : Self.causal)
      }
      // Queries that see fewer keys than the window holds.
      let growing = max(0, min(layer.tokens, size - layer.past))
      reckoning.bind(Symbol("T", index: "grow"), growing, from: .rule)
      return try reckoning.step(Self.window)
    }
  }
}
