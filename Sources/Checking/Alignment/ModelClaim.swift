import Symbolics

/// A number or a calculation about a part of a transformer, a recurrent layer or training, with its label.
struct ModelClaim {
  /// Where the calculation, or the bare number, stands.
  var range: Range<Int>
  /// The value of the calculation, or the number.
  var value: Rational
  /// How far a value may be off that is meant: zero for a calculation.
  var tolerance: Rational
  /// The calculation, nil for a bare number.
  var expression: Expression?
  var label: ModelLabel
  /// The sizes that hold there.
  var sizes: ModelSizes
  /// The line's index in the calculation.
  var place: Int
  /// The chain's entry, nil for what stands alone.
  var entry: Entry?

  /// Whether a value is the one that is claimed.
  func isValue(_ other: Rational) -> Bool { LinkChecker.isWithin(tolerance, value, other) }

  /// The factors of the calculation, where it is a product.
  var factors: [Rational] { expression.map { Factors.written(in: $0) } ?? [] }

  /// The terms of the calculation with their factors: itself, where it is no sum.
  var terms: [(value: Rational, factors: [Rational])] {
    guard let expression else { return [] }
    let all: [Expression]
    if case .sum(let terms) = expression { all = terms.map { $0.value } } else { all = [expression] }
    return all.compactMap { term in
      (try? term.evaluated()).map { ($0, Factors.written(in: term)) }
    }
  }
}

extension Calculation {
  /// The claims of this calculation that speak of models, in the order of the text.
  func modelClaims() -> [ModelClaim] {
    let stated = StatedSizes(working: working)
    let own = (forms == nil ? NominalSizes.sizes(of: self) : forms?.sizes) ?? ModelSizes()
    var claims: [ModelClaim] = []
    var byPlace: [Int: [Entry]] = [:]
    for entry in entries { byPlace[entry.home, default: []].append(entry) }
    var known = ModelSizes()
    for (place, line) in lines.enumerated() {
      let statements = stated.statements(on: line)
      for statement in statements { known[statement.field] = statement.value.value.integer }
      note(line, in: &known)
      guard line.traits != [] || byPlace[place] != nil || !line.lone.isEmpty else { continue }
      let sizes = own.replaced(by: known)
      // `d = 512` says how wide a layer is, not what it costs.
      for entry in byPlace[place] ?? [] where !statements.contains(where: { $0.range == entry.claimRange }) {
        if let claim = claim(of: entry, place, sizes) { claims.append(claim) }
      }
      guard line.topics.contains(.model) || !line.networks.isEmpty, !isRowOfNumbers(line) else { continue }
      for side in line.lone {
        if let claim = claim(of: side, place, sizes) { claims.append(claim) }
      }
    }
    return claims
  }

  /// The features that go into and come out of a layer which the text gives as `768 → 3072`, on the claim's line before
  /// it or on the line above.
  func featuresOfArrow(for claim: ModelClaim) -> (Int, Int)? {
    for place in [claim.place, claim.place - 1] where lines.indices.contains(place) {
      for chain in lines[place].chains.reversed()
      where chain.signs[0] == .arrow
        && (place < claim.place || chain.range.lowerBound <= claim.range.lowerBound)
      {
        guard let input = chain.sides[0].claim?.value.integer,
          let output = chain.sides[1].claim?.value.integer
        else { continue }
        return (input, output)
      }
    }
    return nil
  }

  /// Whether a subject is named by its path.
  private func isPath(_ subject: Subject) -> Bool {
    guard subject.isSpecific, subject.target != .network, let range = subject.range else { return false }
    return working.bytes[range].contains(UInt8(ascii: "."))
  }

  /// Whether a line is a row of a table with several numbers, of which its first cell does not tell what they are.
  private func isRowOfNumbers(_ line: TextLine) -> Bool {
    line.lone.count { ($0.claim?.value ?? .zero) >= 1_000 } > 1
      && working.bytes[line.range].contains(UInt8(ascii: "|"))
  }

  /// Notes what words say about the sizes without a number.
  private func note(_ line: TextLine, in sizes: inout ModelSizes) {
    guard line.topics.contains(.model) else { return }
    for mention in line.mentions {
      if mention.noun == .model(.gated) { sizes.innerMatrices = 3 }
    }
    // A text that compares it with a head for each query has both.
    if Calculation.oneKeyHead.isOn(line, of: working.bytes),
      !lines.prefix(256).contains(where: { Calculation.otherKeyHeads.isOn($0, of: working.bytes) })
    {
      sizes[.keyHeads] = 1
    }
  }

  private static let oneKeyHead: PhraseSet = [
    "one kv head", "single kv head", "one k/v head", "one key-value head", "single key-value head",
    "one key and value head", "one key/value head", "single key/value head", "一个 kv 头", "一个kv头", "单个 kv 头",
    "单个kv头", "一个键值头",
  ]
  private static let otherKeyHeads: PhraseSet = [
    "mha", "multi-head", "multihead", "gqa", "grouped", "without", "instead", "if ", "would", "were", "vs",
    "versus",
    "compar", "full", "saves", "saving", "smaller", "per kv head", "多头", "分组", "如果", "若", "相比", "对比", "节省",
    "没有",
  ]

  private func claim(of entry: Entry, _ place: Int, _ sizes: ModelSizes) -> ModelClaim? {
    // `MACs_layers.0.mlp = …`, `FLOPs_context = FLOPs_attention − …`: what is computed has a name that says more than
    // words, or what it computes from has been worked out before, and is judged there.
    if entry.chain.countsOwnWay || entry.chain.hasNamedResults { return nil }
    // What is right for the part that is singled out, or that a formula in letters is written for, is no other part's
    // mistake.
    if entry.meaning != nil, isPath(entry.subject) || entry.chain.hasIndexedLetters { return nil }
    if let side = entry.workingSide, let value = entry.value {
      // A link that could not be judged has something in it that was not understood, such as the rest of a product.
      if entry.chain.traits.contains(.symbolic), entry.claim == nil || entry.status == .unchecked {
        return nil
      }
      return ModelClaim(
        range: side.located.range, value: value, tolerance: .zero, expression: side.located.expression,
        label: label(of: side.located.range, onLine: place, entry), sizes: sizes, place: place, entry: entry)
    }
    guard let claim = entry.claim, let range = entry.claimRange, entry.chain.sides[0].isSymbolic else {
      return nil
    }
    return ModelClaim(
      range: range, value: claim.value, tolerance: LinkChecker.tolerance(of: claim, isApproximate: true),
      label: label(of: range, onLine: place, entry), sizes: sizes, place: place, entry: entry)
  }

  private func claim(of side: Chain.Side, _ place: Int, _ sizes: ModelSizes) -> ModelClaim? {
    guard !side.isSymbolic, let value = side.outcome.value, value >= 1_000 else { return nil }
    let range = side.located.range
    // A column of a table that is set with blanks: the row's name does not tell what it counts.
    if working.bytes[range.upperBound...].starts(with: [UInt8(ascii: " "), UInt8(ascii: " ")]) { return nil }
    // Behind the path of a layer stands what belongs to it.
    if facts != nil, isPath(finder.subject(of: range.lowerBound, onLine: place)) { return nil }
    guard let claim = side.claim else {
      // `2,048 × 29,568` alone is a shape.
      if side.unit == .none, Factors.written(in: side.located.expression).count <= 3 { return nil }
      return ModelClaim(
        range: range, value: value, tolerance: .zero, expression: side.located.expression,
        label: label(of: range, onLine: place, nil), sizes: sizes, place: place)
    }
    var label = label(of: range, onLine: place, nil)
    switch side.unit {
    case .parameters: label.quantity = .parameters
    case .macs: label.quantity = .macs
    case .flops: label.quantity = .flops
    case .bytes, .tokens, .time: return nil
    case .none, .other: break
    }
    return ModelClaim(
      range: range, value: claim.value, tolerance: LinkChecker.tolerance(of: claim, isApproximate: true),
      label: label, sizes: sizes, place: place)
  }
}

extension Symbol {
  /// `W_k`, `W_V`, `k_proj`.
  fileprivate var isMatrixOfAttention: Bool {
    let (name, index) = (base.lowercased(), index.lowercased())
    if name == "w" { return ["q", "k", "v", "o"].contains(index) }
    return index == "proj" && ["q", "k", "v", "o"].contains(name)
  }
}

extension Chain {
  /// Whether it has a formula in letters with indices: `F_in × F_out`. The one name of a matrix in front of its size is a
  /// label: `W_k = 2048 × 2048`.
  fileprivate var hasIndexedLetters: Bool {
    traits.contains(.symbolic)
      && sides.indices.contains { index in
        let side = sides[index]
        guard side.isSymbolic else { return false }
        if index == 0, case .symbol(let symbol) = side.located.expression, symbol.isMatrixOfAttention {
          return false
        }
        return side.located.expression.symbols.contains { !$0.index.isEmpty }
      }
  }

  /// Whether it names a result with an index, or computes with one: `MACs_layers.0 = …`, `32 × MACs_layers.0`.
  fileprivate var hasNamedResults: Bool {
    guard traits.contains(.symbolic) else { return false }
    return sides.contains { side in
      side.isSymbolic
        && side.located.expression.symbols.contains { symbol in
          if symbol.index.utf8.contains(UInt8(ascii: ".")) { return true }
          let name = Array(symbol.base.utf8)
          return !symbol.index.isEmpty && name.count > 1
            && Vocabulary.shared.mentions(in: name, name.indices).contains { $0.noun.isQuantity }
        }
    }
  }
}
