import Symbolics

/// The heads of the queries in the cache of keys and values, where these have fewer.
///
/// A token leaves 2·L·A_kv·d_k values in the cache (Ainslie and others, "GQA").
extension Calculation {
  mutating func checkCacheHeads(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && claim.sizes.isGrouped && isOfCache(claim) {
      // `2 · 32768² · 4096 · 32` FLOPs of attention, below a heading about the cache.
      guard claim.entry?.claimUnit != .flops, claim.entry?.claimUnit != .macs,
        !claim.label.words.containsAny(of: [ModelWords(.multiHead), ModelWords(.attention)]),
        let heads = claim.sizes[.heads], let keyHeads = claim.sizes[.keyHeads],
        claim.multipliesQueryHeads(heads, keyHeads, fourBytes: saysFourBytes(claim)),
        !isOfComparedNetwork(claim),
        !isBeforeNetwork(claim),
        let right = try? claim.value.multiplied(by: Rational(keyHeads)).divided(by: Rational(heads))
      else { continue }
      report(.kvHeadsIgnored, claim, correct: right, arguments: [("expected", .number(Rational(keyHeads)))])
    }
  }
}

/// `W_K: d × (n_kv × d_head) = 8192 × 8192` for a network whose keys have fewer heads: the letters say so, the numbers do not.
extension Calculation {
  mutating func checkProjectionsOfKeys() {
    guard let sizes = forms?.sizes, sizes.isGrouped, let width = sizes[.width],
      let queries = sizes.queryWidth, let keys = sizes.keyWidth, keys != queries
    else { return }
    for entry in entries
    where entry.chain.traits.contains(.symbolic) && entry.misconception == nil && entry.home < lines.count {
      for (formula, side) in zip(entry.chain.sides, entry.chain.sides.dropFirst())
      where formula.isSymbolic && !side.isSymbolic {
        guard case .product(let factors) = side.located.expression, factors.count == 2,
          let first = Claim.numeral(of: factors[0])?.value, let second = Claim.numeral(of: factors[1])?.value,
          first == Rational(width), second == Rational(queries),
          let letters = try? Polynomial(formula.located.expression), letters.terms.count == 1,
          letters.symbols.contains(where: { $0.index.lowercased().contains(substring: "kv") }),
          !isReported(side.located.range), !isDenied(side.located.range, on: lines[entry.home]),
          let claimed = try? first.multiplied(by: second), let right = PartWeights.product(width, keys)
        else { continue }
        findings.append(
          Draft(
            mistake: .kvHeadsIgnored, range: side.located.range, claimed: claimed, correct: right,
            arguments: [("expected", .number(Rational(sizes[.keyHeads] ?? 1)))]))
        entry.status = .wrong
        entry.misconception = .kvHeadsIgnored
      }
    }
  }
}

extension Calculation {
  /// Whether a claim is about the cache: the words say so, or it is the bytes of "KV", 每 token KV：….
  private func isOfCache(_ claim: ModelClaim) -> Bool {
    if claim.label.words.contains(.cache) { return true }
    guard let entry = claim.entry, entry.claimUnit == .bytes else { return false }
    let line = lines[claim.place]
    if hasFormOfCache(claim), !speaksOfAllHeads(around: claim.place) { return true }
    return Calculation.cached.isIn(
      line.stretch(before: claim.range.lowerBound, atMost: 64), of: working.bytes)
  }

  /// Whether a value of the cache has four bytes: the line names such a format, or its product has no other factor for bytes.
  private func saysFourBytes(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let before = line.stretch(before: claim.range.lowerBound, atMost: 96)
    let behind = line.stretch(behind: claim.range.upperBound, atMost: 64)
    // "KV cache (fp32) = …", "… = 3,072 (KV cache, fp32)"
    if let format = NumberFormat.all(in: before, of: working.bytes).last
      ?? NumberFormat.all(in: behind, of: working.bytes).first
    {
      return format.bits == 32
    }
    let others = [claim.sizes[.keyHeads], claim.sizes[.layers]].count { $0 == 2 }
    return claim.entry?.claimUnit == .bytes && claim.factors.count { $0 == .two } < 2 + others
  }

  /// `KV cache: 2 × 32 × 32 × 128 × 2` above `Llama-3-8B: 2 × 32 × 8 × 128 × 2`: the line with the network's name has a cache of
  /// its own, and the one above it is that of some other network.
  private func isBeforeNetwork(_ claim: ModelClaim) -> Bool {
    guard forms != nil,
      let named = lines.prefix(256).firstIndex(where: { !$0.networks.isEmpty }), named > claim.place,
      named - claim.place <= 8
    else { return false }
    return lines[named].chains.contains { chain in
      chain.hasEquality
        && chain.sides.contains { side in
          guard case .product(let factors) = side.located.expression else { return false }
          return factors.count + 1 >= claim.factors.count
        }
    }
  }

  /// `2 × 80 × 64 × 128 × 2` bytes in a text about a cache: keys and values, layers, heads, their width and two bytes.
  private func hasFormOfCache(_ claim: ModelClaim) -> Bool {
    guard let layers = claim.sizes[.layers], let heads = claim.sizes[.heads] else { return false }
    var rest = claim.factors
    guard rest.count == 5 else { return false }
    for factor in [2, 2, layers, heads] {
      guard let place = rest.firstIndex(of: Rational(factor)) else { return false }
      rest.remove(at: place)
    }
    guard let width = rest[0].integer, width == claim.sizes[.headWidth] ?? 128 else { return false }
    return holds(Calculation.caches)
  }

  /// Whether a line, or one of the four above, tells what the heads of all queries would take.
  private func speaksOfAllHeads(around place: Int) -> Bool {
    lines[max(0, place - 4)...place].contains { Calculation.allHeads.isOn($0, of: working.bytes) }
  }

  private static let caches: PhraseSet = ["kv cache", "kv-cache", "kv 缓存", "kv缓存", "kv heads", "kv 头"]
  private static let allHeads: PhraseSet = [
    "mha", "multi-head", "standard", "vanilla", "ordinary", "conventional", "baseline", "every head",
    "each head", "传统", "标准", "普通", "原始", "without", "no gqa", "instead", "would", "were", "compar", " vs",
    "versus", "if ",
    "all heads",
    "all 64", "full", "hypothetical", "saves", "times", "naive", "wrong", "不用", "不采用", "没有", "如果", "若", "假如",
    "假设", "相比", "对比", "多头", "全部", "节省", "错", "倍",
  ]

  private static let cached: PhraseSet = [
    "token kv", "kv/token", "kv per token", "kv：", "kv:", "kv bytes", "kv 字节", "k/v/token", "kv size",
    "kv 大小",
  ]

  /// Keys or values alone, in 16 bits: `32×4096×2` bytes a token for `2×32×4096×2`.
  mutating func checkCacheFactor(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && claim.label.words.contains(.cache) {
      guard let own = forms?.sizes ?? claim.sizes.ofStatedHeads, let layers = own[.layers],
        let width = own.keyWidth, let entry = claim.entry,
        entry.claimUnit == .bytes, entry.status == .right, case .product? = claim.expression,
        isOneOfTwo(claim.factors, layers, width, own) || isOneOfTwoOfTokens(claim, layers, width, own),
        !isTakenUp(claim),
        !Calculation.halfCache.isIn(lines[claim.place].range, of: working.bytes), !saysEightBits,
        let right = try? claim.value.multiplied(by: .two)
      else { continue }
      // `2 × 80 × 8 × 128`: the 2 in front counts K and V, and the bytes of a value are what is left out.
      let lacksBytes = claim.factors.first == .two && claim.factors.count == 4
      report(
        lacksBytes ? .bytesPerValueWrong : .partsOmitted, claim, correct: right,
        alternatives: [lacksBytes ? .partsOmitted : .bytesPerValueWrong],
        arguments: lacksBytes ? [("expected", .number(.two))] : [])
    }
  }

  /// Whether a product has the layers, the width of the keys, and one 2.
  private func isOneOfTwo(_ factors: [Rational], _ layers: Int, _ width: Int, _ own: ModelSizes) -> Bool {
    let sorted = factors.sorted()
    if sorted == [2, Rational(layers), Rational(width)].sorted() { return true }
    guard let heads = own[.keyHeads] ?? own[.heads], let size = own[.headWidth] else { return false }
    return sorted == [2, Rational(layers), Rational(heads), Rational(size)].sorted()
  }

  /// The same for the tokens that the line states, in a format that it names: the 2 is its bytes.
  private func isOneOfTwoOfTokens(_ claim: ModelClaim, _ layers: Int, _ width: Int, _ own: ModelSizes) -> Bool
  {
    let line = lines[claim.place]
    guard claim.factors.count >= 4, line.range.count <= 1_024,
      NumberFormat.all(
        in: line.stretch(before: claim.range.lowerBound), of: working.bytes
      )
      .contains(where: { $0.bits == 16 })
    else { return false }
    return line.lone.contains { side in
      guard let tokens = side.claim?.value, tokens >= 128,
        side.located.range.upperBound <= claim.range.lowerBound,
        let place = claim.factors.firstIndex(of: tokens)
      else { return false }
      var others = claim.factors
      others.remove(at: place)
      return isOneOfTwo(others, layers, width, own)
    }
  }

  private var saysEightBits: Bool {
    guard let first = lines.first, let last = lines.last else { return false }
    let range = first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)
    return Phrases.contains(
      [
        "8-bit", "8 bit", "8bit", "fp8", "int8", "1 byte", "one byte", "quanti", "8 位", "8位", "1 字节", "量化",
        "e4m3",
      ],
      in: range, of: working.bytes)
  }

  private static let halfCache: PhraseSet = [
    " v cache", " v 缓存", "k cache", "k 缓存", "k缓存", "keys", "values", "each", "only", "half", " k ", "k:",
    "v:", "for k", "for v", "latent", "shared", "各",
    "只", "单", "一半",
    "k 或", "仅 k", "仅 v", "键", "值",
  ]
}

extension ModelClaim {
  /// Whether the product has the heads, or the width, of the queries where those of the keys belong.
  fileprivate func multipliesQueryHeads(_ heads: Int, _ keyHeads: Int, fourBytes: Bool) -> Bool {
    guard case .product? = expression else { return false }
    let factors = factors.compactMap { $0.integer }
    if keyHeads > 2, factors.contains(keyHeads) { return false }
    if let key = sizes.keyWidth, factors.contains(key), key != sizes[.headWidth] { return false }
    let layers = sizes[.layers] ?? 0
    guard layers > 0, factors.contains(layers) else { return false }
    if let width = sizes.queryWidth, factors.contains(width) { return true }
    let usual = factors.first { [64, 80, 96, 128, 192, 256].contains($0) && $0 != layers && $0 != heads }
    guard let headWidth = sizes[.headWidth] ?? usual, factors.contains(headWidth) else { return false }
    // `2·24·64·4` with one head of keys has four bytes a value, not four heads; `2·24·2·64·4` has two of keys and values.
    var others = layers == heads ? 1 : 0
    if heads == 4, fourBytes { others += 1 }
    if heads == 2 { others += fourBytes ? 1 : 2 }
    return factors.count { $0 == heads } > others
  }
}

extension ModelSizes {
  /// The sizes themselves, where a text gives all that a cache is made of: "80 layers, 64 heads of 128".
  fileprivate var ofStatedHeads: ModelSizes? {
    self[.layers] != nil && self[.headWidth] != nil && (self[.keyHeads] ?? self[.heads]) != nil ? self : nil
  }
}
