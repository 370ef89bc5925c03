import Derivations
import Symbolics

/// An addend of a network's total, with what it stands for.
struct TotalTerm: Sendable {
  /// What an addend stands for.
  enum Kind: Sendable {
    /// The input, which costs nothing.
    case input
    /// A layer, by its index.
    case layer(Int)
    /// A stage or another part of the network, by its path.
    case part(String)
    /// Blocks.
    case blocks(BlockTerm)
    /// Not recognised.
    case unknown
  }

  var kind: Kind
  /// Where the addend stands.
  var range: Range<Int>
  /// Its value as it was used.
  var used: Rational
  /// The entry whose result it takes up, if it does.
  var entry: Int?

  /// The blocks that it stands for, if it does.
  var blocks: BlockTerm? { if case .blocks(let blocks) = kind { blocks } else { nil } }

  /// Whether it stands for more than a layer.
  var isPartOrBlocks: Bool {
    switch kind {
    case .blocks, .part: true
    default: false
    }
  }
}

/// An addend that stands for repeated blocks: counts times a core.
struct BlockTerm: Sendable {
  /// What is multiplied.
  enum Core: Sendable {
    /// A sum over the layers of a block, written out.
    case sum(Located, [Addend])
    /// The result of an earlier calculation.
    case entry(Int)
  }

  /// An addend of a written-out block.
  struct Addend: Sendable {
    /// What it is.
    enum Kind: Sendable {
      /// A layer's multiply-adds, counted as one or two operations.
      case cost(Int, factor: Int)
      /// A layer's weights.
      case weights(Int)
      /// A normalisation or another layer outside the paper's convention.
      case uncounted(Int)
      case unknown
    }
    var kind: Kind
    var value: Rational
    var range: Range<Int>
  }

  /// The plain numbers that multiply the core, from the outside in.
  var counts: [(value: Rational, range: Range<Int>)]
  var core: Core
  /// The distinct block that fits best.
  var block: Int

  /// A count that is no count of blocks: it repeats the number of addends that the bracket already holds.
  var extraFactor: Int? {
    guard counts.count > 1, case .sum(_, let addends) = core, let last = counts.last else { return nil }
    let layers = addends.filter { if case .uncounted = $0.kind { false } else { true } }
    return last.value == Rational(layers.count) && layers.count > 1 ? counts.count - 1 : nil
  }

  /// The number of blocks that are counted.
  var blockCount: Rational? {
    var product = Rational.one
    for (index, count) in counts.enumerated() where index != extraFactor {
      guard let next = try? product.multiplied(by: count.value) else { return nil }
      product = next
    }
    return product
  }

  /// Where the number of blocks is written: the first of the counts.
  var countRange: Range<Int>? {
    counts.enumerated().first { $0.offset != extraFactor }?.element.range
  }
}
