import Symbolics

/// Formulas in letters for the parameters of a part that everybody has to count: a feed-forward layer's 2·d·f, the 4·d² of
/// attention, the four gates of an LSTM; and a block's formula beside those of its parts.
///
/// The part is named by the result, `FFN_params = …`, or by the words before it; the letters by their usual names. A formula
/// with any other letter in it counts something else.
extension Calculation {
  mutating func checkSymbolicParts() {
    var byPlace: [Int: [Entry]] = [:]
    for entry in entries where entry.chain.traits.contains(.symbolic) {
      byPlace[entry.home, default: []].append(entry)
    }
    guard !byPlace.isEmpty else { return }
    var parts: [SymbolicPart] = []
    for (place, line) in lines.enumerated() {
      for entry in byPlace[place, default: []] {
        guard let part = symbolicPart(of: entry) else { continue }
        report(part, entry)
        checkInOneLetter(part, entry, below: parts)
        parts.append(part)
      }
      guard !parts.isEmpty else { continue }
      for side in line.lone where side.isSymbolic && side.isCompound {
        checkSum(side, line, of: parts)
      }
    }
  }

  /// The part that a chain counts the parameters of, with its first formula.
  private func symbolicPart(of entry: Entry) -> SymbolicPart? {
    guard entry.chain.sides.count >= 2, entry.chain.signs[0] == .equal,
      case .symbol(let name) = entry.chain.sides[0].located.expression,
      let kind = SymbolicPart.Kind(name.description.lowercased()) ?? cell(before: entry)
        ?? cell(behind: entry, name),
      let side = entry.chain.sides.dropFirst().first(where: { $0.isSymbolic }),
      let formula = try? Polynomial(side.located.expression), formula.terms.count <= 16
    else { return nil }
    return SymbolicPart(kind: kind, formula: formula, range: side.located.range)
  }

  /// The cell that the word right before the name of a result gives: "LSTM parameters = 4 × u × (d + u + 1)", GRU 参数量 = ….
  private func cell(before entry: Entry) -> SymbolicPart.Kind? {
    let place = entry.chain.sides[0].located.range.lowerBound
    guard entry.home < lines.count,
      SymbolicPart.counts.length(
        at: place, until: entry.chain.sides[0].located.range.upperBound, in: working.bytes) != nil
    else { return nil }
    let before = lines[entry.home].stretch(before: place, atMost: 24)
    let end = working.bytes.skipBlanksBack(from: place, to: before.lowerBound)
    let words = before.lowerBound..<max(before.lowerBound, end)
    if SymbolicPart.longCells.contains(where: { working.ends(words, with: $0, ignoringCase: true) }) {
      return .lstm
    }
    return SymbolicPart.gatedUnits.contains { working.ends(words, with: $0, ignoringCase: true) } ? .gru : nil
  }

  /// `num_params = [(n + d + 1) * n] * 4 (LSTM)`: the cell in the brackets that end the line.
  private func cell(behind entry: Entry, _ name: Symbol) -> SymbolicPart.Kind? {
    guard entry.home < lines.count, name.description.lowercased().contains(substring: "param") else {
      return nil
    }
    var joint = Joint(
      working.bytes, from: entry.chain.range.upperBound, to: lines[entry.home].range.upperBound)
    guard joint.take(Joint.opening) else { return nil }
    let isLong = joint.take(SymbolicPart.longCell)
    guard isLong || joint.take(SymbolicPart.gatedUnit), joint.take(Joint.closing) else { return nil }
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    return isLong ? .lstm : .gru
  }

  private mutating func report(_ part: SymbolicPart, _ entry: Entry) {
    guard entry.misconception == nil, let (mistake, factor) = part.mistake,
      mistake != .recurrentGatesWrong || !saysOtherGates(entry)
    else { return }
    findings.append(
      Draft(
        mistake: mistake, range: part.range, arguments: factor.map { [("factor", .number($0))] } ?? []))
    entry.status = .wrong
    entry.misconception = mistake
  }

  /// Whether some of the gates are meant, or a cell with others.
  private func saysOtherGates(_ entry: Entry) -> Bool {
    lines[max(0, entry.home - 1)...min(lines.count - 1, entry.home + 1)].contains {
      SymbolicPart.otherGates.isOn($0, of: working.bytes)
    }
  }

  /// A formula for a whole block that is no sum of the formulas of its attention, its feed-forward layer and its norms.
  private mutating func checkSum(_ side: Chain.Side, _ line: TextLine, of parts: [SymbolicPart]) {
    // A side may have begun above the line.
    let text = line.stretch(before: side.located.range.lowerBound)
    guard Phrases.contains(["transformer", "encoder", "decoder", "block"], in: text, of: working.bytes),
      let attention = parts.last(where: { $0.kind == .attention }),
      let feedForward = parts.last(where: { $0.kind == .feedForward }),
      let claimed = try? Polynomial(side.located.expression),
      let inner = try? attention.formula.adding(feedForward.formula)
    else { return }
    var sum = inner
    if let norm = parts.last(where: { $0.kind == .norm }) {
      guard let all = try? inner.adding(norm.formula) else { return }
      sum = all
      // `2 × d` is one norm's scale and shift, and a layer has two.
      if norm.isOfOneNorm {
        if let two = try? all.adding(norm.formula), claimed == two { return }
        if claimed == all, isSaidOfTwo(norm) { return reportSingle(norm) }
      }
    }
    guard claimed.symbols == sum.symbols, !claimed.isMultiple(of: sum), !claimed.isMultiple(of: inner),
      let first = claimed.terms.first, let own = sum.terms.first, first.powers == own.powers
    else { return }
    findings.append(
      Draft(
        mistake: .symbolicTermsDoNotAddUp, range: side.located.range,
        arguments: [("expected", .expression(sum.expression))], fix: sum.expression))
  }
}

extension Calculation {
  /// `LayerNorm_params = 2 × d (two LayerNorms)`: whether the brackets behind a formula count two norms, and not each of them.
  private func isSaidOfTwo(_ norm: SymbolicPart) -> Bool {
    guard let line = line(at: norm.range.lowerBound), !SymbolicPart.oneSided.isOn(line, of: working.bytes)
    else {
      return false
    }
    var joint = Joint(working.bytes, from: norm.range.upperBound, to: line.range.upperBound)
    guard joint.take(Joint.opening), joint.take(SymbolicPart.two) else { return false }
    _ = joint.take(SymbolicPart.norms)
    return joint.take(Joint.closing)
  }

  private mutating func reportSingle(_ norm: SymbolicPart) {
    guard !isReported(norm.range) else { return }
    findings.append(
      Draft(
        mistake: .normCountWrong, range: norm.range, claimed: .one, correct: .two))
    markWrong(at: norm.range)
  }
}

/// A part of a network with a formula for its parameters.
struct SymbolicPart {
  enum Kind {
    case attention, feedForward, norm, lstm, gru
  }

  var kind: Kind
  var formula: Polynomial
  /// Where the formula stands.
  var range: Range<Int>

  /// What is wrong with the formula, with the factor too many if it is one.
  var mistake: (Mistake, factor: Rational?)? {
    switch kind {
    case .feedForward:
      guard let times = coefficient({ $0.isInnerWidth != $1.isInnerWidth && ($0.isWidth || $1.isWidth) })
      else {
        return nil
      }
      if times == 1 { return (.ffnMatrixMissing, nil) }
      return times == 4 ? (.extraFactor, 2) : nil
    case .attention:
      return coefficient({ $0 == $1 && $0.isWidth }) == 3 ? (.outputProjectionMissing, nil) : nil
    case .lstm: return gates([1, 2, 3]) ? (.recurrentGatesWrong, nil) : nil
    case .gru: return gates([1, 2, 4]) ? (.recurrentGatesWrong, nil) : nil
    case .norm: return nil
    }
  }

  /// Whether the formula is 2·d, the scale and the shift of one norm.
  var isOfOneNorm: Bool {
    formula.terms.count == 1 && formula.terms[0].degree == 1 && formula.terms[0].coefficient == .two
  }

  static let two: PhraseSet = ["two", "both", "2 个", "2个", "2", "两个", "两层", "二个"]
  static let norms: PhraseSet = [
    "layernorms", "layernorm", "layer norms", "layer norm", "norms", "norm", "of them", "层归一化", "归一化层", "归一化",
  ]
  /// Norms without a shift, or what is said of one.
  static let oneSided: PhraseSet = [
    "rmsnorm", "rms norm", "each", "per ", "only", "gamma", "γ", "without", "no bias", "每", "只", "仅", "无",
  ]

  static let counts: PhraseSet = [
    "parameters", "params", "#params", "参数量", "参数", "参数个数", "weights",
  ]
  static let longCell: PhraseSet = ["lstm"]
  static let gatedUnit: PhraseSet = ["gru"]
  static let longCells: [StaticString] = [
    "lstm", "lstm layer", "lstm cell", "lstm 层", "lstm层", "lstm 的", "lstm的",
  ]
  static let gatedUnits: [StaticString] = ["gru", "gru layer", "gru cell", "gru 层", "gru层", "gru 的", "gru的"]
  static let otherGates: PhraseSet = [
    "candidate", "per gate", "one gate", "each gate", "gates only", "coupled", "minimal", "peephole",
    "variant",
    "wrong", "not ", "instead", "bidirectional", "direction", "候选", "每个门", "一个门", "单个门", "耦合", "变体", "错",
    "双向", "方向", "不是",
  ]

  /// The number before the product of two letters that is the matrix of the part, if all terms are of the letters of one.
  private func coefficient(_ isMatrix: (Symbol, Symbol) -> Bool) -> Rational? {
    var found: Rational?
    for term in formula.terms where term.degree > 1 {
      let letters = term.powers.flatMap { Array(repeating: $0.symbol, count: min($0.exponent, 3)) }
      guard letters.count == 2, found == nil, isMatrix(letters[0], letters[1]) else { return nil }
      found = term.coefficient
    }
    return found
  }

  /// Whether g·(i·h + h²) has one of some numbers as its g.
  private func gates(_ numbers: [Rational]) -> Bool {
    let matrices = formula.terms.filter { $0.degree > 1 }
    guard matrices.count == 2, matrices.allSatisfy({ $0.degree == 2 }),
      matrices[0].coefficient == matrices[1].coefficient,
      matrices.contains(where: { $0.powers.count == 1 })
    else { return false }
    return numbers.contains(matrices[0].coefficient)
  }
}

extension SymbolicPart.Kind {
  /// The part that the name of a result speaks of: `FFN_params`, `P_attn`; nil for anything that is not its parameters.
  fileprivate init?(_ name: String) {
    guard
      name.contains(substring: "param") || name.contains(substring: "weight") || name.hasPrefix("p_")
        || name.hasPrefix("n_")
    else { return nil }
    if name.contains(substring: "lstm") {
      self = .lstm
    } else if name.contains(substring: "gru") {
      self = .gru
    } else if name.contains(substring: "norm") || name.contains(substring: "ln") {
      self = .norm
    } else if name.contains(substring: "ffn") || name.contains(substring: "mlp") {
      self = .feedForward
    } else if name.contains(substring: "att") || name.contains(substring: "mha") {
      self = .attention
    } else {
      return nil
    }
  }
}

extension Symbol {
  /// Whether it usually stands for the width of a transformer.
  fileprivate var isWidth: Bool {
    ["d", "d_model", "dmodel", "embed_dim", "hidden_size", "hidden_dim", "n_embd", "h", "d_hidden"]
      .contains(description.lowercased())
  }

  /// Whether it usually stands for the inner width of a feed-forward layer.
  fileprivate var isInnerWidth: Bool {
    ["d_ff", "dff", "ff_dim", "ffn_dim", "intermediate_size", "f", "d_ffn", "d_inner", "mlp_dim", "d_mlp"]
      .contains(description.lowercased())
  }
}

extension Polynomial {
  /// Whether it is another one multiplied by a number.
  fileprivate func isMultiple(of other: Polynomial) -> Bool {
    guard let own = terms.first, let first = other.terms.first,
      let times = try? own.coefficient.divided(by: first.coefficient),
      let scaled = try? other.scaled(by: times)
    else { return false }
    return scaled == self
  }
}
