import Networks

/// The sizes of a transformer by the names that people give them. What differs between its layers is nil.
///
///     derivation.transformerSizes?.heads   // 12 for GPT-2
public struct TransformerSizes: Hashable, Sendable {
  /// Copies of each kind of block in the order of execution: `[12]` for BERT, `[6, 6]` for an encoder and a decoder.
  public internal(set) var blocks: [Int]
  /// Features of a token.
  public internal(set) var width: Int?
  /// Heads of the queries.
  public internal(set) var heads: Int?
  /// Heads of the keys and values.
  public internal(set) var keyHeads: Int?
  /// Features of a query and of a key in one head.
  public internal(set) var headWidth: Int?
  /// Features between the matrices of a feed-forward layer; with experts those of one expert.
  public internal(set) var innerWidth: Int?
  /// Matrices of a feed-forward layer or of one expert: two, or three where it is gated.
  public internal(set) var innerMatrices: Int?
  /// Rows of the largest table.
  public internal(set) var vocabulary: Int?
  /// Rows of the table of positions.
  public internal(set) var positions: Int?
  /// Tokens of a pass.
  public internal(set) var tokens: Int?
  /// Experts side by side.
  public internal(set) var experts: Int?
  /// Experts that a token meets.
  public internal(set) var expertsPerToken: Int?
  /// Whether the head works with the matrix of the embedding.
  public internal(set) var isTied: Bool
}

extension Derivation {
  /// The sizes of a transformer; nil for other networks.
  public var transformerSizes: TransformerSizes? {
    let inventory = Inventory(self)
    guard inventory.hasAttention, !inventory.attentions.isEmpty else { return nil }
    let facts = TransformerFacts(inventory)
    // A latent that is cached in place of keys has sizes of its own.
    let attentions = inventory.attentions
    let isPlain = attentions.allSatisfy {
      $0.attention.latentWidth == nil && $0.attention.keyWidth == $0.attention.valueWidth
    }
    return TransformerSizes(
      blocks: inventory.blocks.map { $0.copies }, width: try? facts.get(.modelWidth),
      heads: try? facts.get(.heads), keyHeads: isPlain ? attentions.common { $0.attention.keyHeads } : nil,
      headWidth: isPlain ? try? facts.get(.keyWidth) : nil, innerWidth: try? facts.get(.innerWidth),
      innerMatrices: inventory.innerMatrices, vocabulary: try? facts.vocabulary(),
      positions: inventory.positions,
      tokens: try? facts.get(.tokens), experts: inventory.experts.common { $0.part.repetitions },
      expertsPerToken: inventory.experts.common { $0.perToken },
      isTied: inventory.entries.contains { $0.component == .head && $0.sharesMatrix })
  }
}

extension Inventory {
  /// How many matrices of `width×innerWidth` the feed-forward layer of each block has, if all have as many.
  fileprivate var innerMatrices: Int? {
    var counts: [Int] = []
    for (index, block) in blocks.enumerated() {
      let matrices = entries.compactMap { entry -> Operation.Linear? in
        guard entry.block == index, entry.component == .experts || isPlainInner(entry, index),
          case .linear(let linear) = entry.operation
        else { return nil }
        return linear
      }
      guard let inner = matrices.last?.inputFeatures else { return nil }
      var values = 0
      // Where attention is no module of its own, its matrices stand beside these.
      for matrix in matrices where matrix.inputFeatures == inner || matrix.outputFeatures % inner == 0 {
        guard let size = Shape.product([matrix.inputFeatures, matrix.outputFeatures]) else { return nil }
        let (sum, overflow) = values.addingReportingOverflow(size)
        guard !overflow else { return nil }
        values = sum
      }
      guard let width = block.part.inputs.first?.features, let one = Shape.product([width, inner]), one > 0,
        values % one == 0
      else { return nil }
      counts.append(values / one)
    }
    return counts.common { $0 }
  }

  /// Whether an entry belongs to a feed-forward layer without experts beside it.
  private func isPlainInner(_ entry: Entry, _ block: Int) -> Bool {
    entry.component == .feedForward
      && !entries.contains { $0.block == block && $0.component == .experts }
  }

  /// The rows of the table of positions, where there is one.
  fileprivate var positions: Int? {
    var found: [Int] = []
    for entry in entries {
      guard case .learned(.positions(let rows, let features, _)) = entry.operation, features > 0 else {
        continue
      }
      let values = entry.part.value(.parameters).integer ?? 0
      found.append(rows ?? values / features)
    }
    return found.common { $0 }
  }
}

extension Array {
  /// What all elements have in common; nil where they differ or there is none.
  fileprivate func common(_ value: (Element) -> Int) -> Int? {
    guard let first else { return nil }
    let wanted = value(first)
    return allSatisfy { value($0) == wanted } ? wanted : nil
  }
}
