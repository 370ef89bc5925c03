import Networks
import Symbolics

/// The terms between 2·N·tokens and the exact forward pass: what N lacks, and what it holds that multiplies nothing.
///
/// Every layer is in exactly one place: its matrix and the tokens that it works on give 2·matrix·tokens and no term; what
/// differs from that is a term. So shortcut and terms are the exact count for every network.
struct ParameterTerms {
  let inventory: Inventory
  let counted: ParameterShortcut.Counted
  private(set) var bridge = Bridge()

  init(_ inventory: Inventory, counted: ParameterShortcut.Counted) {
    (self.inventory, self.counted) = (inventory, counted)
  }

  private static let source = Publication.operationCounts

  /// Adds the rows of the terms. The tokens of the pass must be known.
  ///
  /// - Parameter context: how often the shortcut has the term n_layer×A×d_k×T for each token in the forward pass.
  mutating func work(_ reckoning: inout Reckoning, context: Int?) throws(AnalysisStop) {
    try addAttention(&reckoning, context: context)
    try addHead(&reckoning)
    try addOtherRows(&reckoning)
    try addUnused(.tables, tables(), &reckoning)
    try addUnused(.vectors, vectors(), &reckoning)
    try addUnused(.inactive, inactive(), &reckoning)
  }

  // MARK: What N lacks

  /// The products of two tensors, without what the shortcut has for them.
  private mutating func addAttention(
    _ reckoning: inout Reckoning, context: Int?
  ) throws(AnalysisStop) {
    for (item, isAttention) in [(Analysis.Item.attentionProducts, true), (.otherProducts, false)] {
      var sum = LayerSum("products", .flops, .flops(isAttention ? "attention" : "products"))
      for entry in inventory.entries where entry.isWorking && entry.isProductOfTensors {
        guard (entry.operation.kind == .attention) == isAttention else { continue }
        sum.add(entry.path, entry.part.value(.flops), copies: entry.workingCopies)
      }
      if sum.isEmpty, context == nil || !isAttention { continue }
      let step = try reckoning.step(sum, source: Self.source)
      guard isAttention, let context else {
        reckoning.add(step, item)
        bridge.add(step.symbol)
        continue
      }
      let factors: [Expression] = [
        Expression(Rational(context)), .layers, .heads, .keyWidth, .tokens, .passTokens,
      ]
      let gap = try reckoning.step(
        "context-gap.flops", .flops, .flops("context"),
        .difference(.symbol(step.symbol), .product(factors)), source: Self.source)
      if gap.value.isZero { continue }
      reckoning.add([step, gap], .item(.contextTerm))
      bridge.add(gap.symbol)
    }
  }

  /// The products with the vocabulary where N does not hold their matrix.
  private mutating func addHead(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    var sum = LayerSum("products", .flops, .flops("head"))
    for entry in inventory.entries where entry.isWorking && isHeadWithoutMatrix(entry) {
      sum.add(entry.path, entry.part.value(.flops), copies: entry.workingCopies)
    }
    if sum.isEmpty { return }
    let step = try reckoning.step(sum, source: Self.source)
    reckoning.add(step, .head)
    bridge.add(step.symbol)
  }

  private func isHeadWithoutMatrix(_ entry: Inventory.Entry) -> Bool {
    switch counted {
    case .all, .active: entry.sharesMatrix
    case .withoutTables: entry.sharesMatrix || inventory.isVocabularyHead(entry)
    case .products: entry.sharesMatrix && !inventory.worksWithTable(entry)
    }
  }

  /// Layers that work on another number of rows than there are tokens, by what that makes.
  private mutating func addOtherRows(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let tokens = reckoning.value(of: .passTokens)
    var flops = LayerSum("products", .flops, .flops("rows"))
    var matrices = LayerSum("matrices", .parameters, .parameters("rows"))
    for entry in inventory.entries
    where entry.isWorking && entry.isProduct && !entry.isProductOfTensors && !isHeadWithoutMatrix(entry) {
      let matrix = try exactly(entry) { () throws(ArithmeticError) in try multiplied(entry) }
      let expected = try exactly(entry) { () throws(ArithmeticError) in
        try matrix.multiplied(by: tokens).multiplied(by: .two)
      }
      let exact = entry.part.value(.flops)
      if exact == expected { continue }
      flops.add(entry.path, exact, copies: entry.workingCopies)
      matrices.add(entry.path, matrix, copies: entry.workingCopies, as: "Matrix")
    }
    if flops.isEmpty { return }
    let steps = [
      try reckoning.step(flops, source: Self.source), try reckoning.step(matrices, source: Self.source),
    ]
    let gap = try reckoning.step(
      "rows-gap.flops", .flops, .flops("other"),
      .difference(
        .symbol(steps[0].symbol), .product([2, .symbol(steps[1].symbol), .passTokens])), source: Self.source)
    reckoning.add(steps + [gap], .item(.otherRows))
    bridge.add(gap.symbol)
  }

  /// The matrix that N holds for a layer: its own, or the table that it shares where that is counted as the head's.
  private func multiplied(_ entry: Inventory.Entry) throws(ArithmeticError) -> Rational {
    guard entry.sharesMatrix, case .linear(let linear) = entry.operation else { return try entry.matrix() }
    return try Rational(linear.inputFeatures).multiplied(by: Rational(linear.outputFeatures))
  }

  // MARK: What N holds in vain

  /// Tables of which rows are looked up.
  private func tables() -> LayerSum {
    var sum = LayerSum("unused", .parameters, .parameters("tables"))
    for entry in inventory.entries where entry.isTable && !counted.leavesOut(entry, inventory) {
      if counted == .products, inventory.isTableOfHead(entry) { continue }
      sum.add(entry.path, entry.part.value(.parameters), copies: entry.copies)
    }
    return sum
  }

  /// Scales, shifts and biases.
  private func vectors() throws(AnalysisStop) -> LayerSum {
    var sum = LayerSum("unused", .parameters, .parameters("vectors"))
    for entry in inventory.entries where !entry.isTable {
      let copies = counted == .active ? entry.workingCopies : entry.copies
      if entry.isProduct || entry.isIdle {
        sum.add(entry.path, try exactly(entry, entry.biases), copies: copies, as: "Bias")
      } else {
        sum.add(entry.path, entry.part.value(.parameters), copies: copies)
      }
    }
    return sum
  }

  /// Matrices that work for no token: those of other experts, and of layers that run only in training.
  private func inactive() throws(AnalysisStop) -> LayerSum {
    var sum = LayerSum("unused", .parameters, .parameters("inactive"))
    for entry in inventory.entries where !entry.isTable {
      if entry.isIdle {
        let rest = try exactly(entry) { () throws(ArithmeticError) in
          try entry.part.value(.parameters).subtracting(entry.biases())
        }
        sum.add(entry.path, rest, copies: entry.copies, as: "Matrix")
      } else if counted != .active {
        let copies = entry.copies &- entry.workingCopies
        sum.add(entry.path, try exactly(entry, entry.matrix), copies: copies, as: "Matrix")
      }
    }
    return sum
  }

  /// A sum of parameters that N holds, and twice that for each token.
  private mutating func addUnused(
    _ item: Analysis.Item, _ sum: LayerSum, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) {
    if sum.isEmpty { return }
    let parameters = try reckoning.step(sum, source: Self.source)
    let flops = try reckoning.step(
      "unused.flops", .flops, .flops(item.rawValue),
      .product([2, .symbol(parameters.symbol), .passTokens]), source: Self.source)
    reckoning.add([parameters, flops], .item(item), isSubtracted: true)
    bridge.add(flops.symbol, isSubtracted: true)
  }
}

extension Inventory.Entry {
  /// Whether both of what it multiplies is computed.
  var isProductOfTensors: Bool { operation.kind == .attention || operation.kind == .matrixProduct }
}
