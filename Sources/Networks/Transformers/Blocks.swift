/// Blocks of one kind: the unit in which decoders are described.
public struct BlockRun<Block: Hashable & Sendable>: Hashable, Sendable {
  /// One of the blocks.
  public var block: Block
  /// How many there are.
  public var count: Int
  /// How far apart they stand: 1 if they follow each other, 2 if they take turns with those of another run, which then is
  /// the next or the one before. The same for all runs of a decoder.
  public var spacing: Int

  /// So many equal blocks.
  public init(_ block: Block, count: Int, spacing: Int = 1) {
    (self.block, self.count, self.spacing) = (block, count, spacing)
  }

  /// Blocks in their order: kinds that take turns through all of them as a run each, else equal neighbours put together.
  ///
  ///     BlockRun.runs(of: [dense, sparse, sparse])           // dense once, sparse twice
  ///     BlockRun.runs(of: [near, far, near, far, near])      // near three times, far twice, two apart
  public static func runs(of blocks: [Block]) -> [BlockRun] {
    var runs: [BlockRun] = []
    for block in blocks {
      if runs.last?.block == block {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(BlockRun(block, count: 1))
      }
    }
    for period in 2...longestPeriod where period < runs.count {
      let takeTurns = blocks.indices.dropFirst(period).allSatisfy { blocks[$0] == blocks[$0 - period] }
      guard takeTurns else { continue }
      return (0..<period).map { first in
        BlockRun(blocks[first], count: (blocks.count - first + period - 1) / period, spacing: period)
      }
    }
    return runs
  }

  /// Patterns of blocks that are longer than this are taken as they come.
  private static var longestPeriod: Int { 8 }
}

extension Module {
  /// The stage of all blocks, numbered through from 0.
  static func stage<Block>(_ runs: [BlockRun<Block>], _ module: (Block) -> Module) -> Module {
    var stage = Module(.stage)
    var number = 0
    for run in runs {
      stage.append(
        "\(number)", .module(module(run.block)), repetitions: run.count, spacing: run.spacing)
      number = .sum(number, run.spacing > 1 ? 1 : run.count)
    }
    return stage
  }
}

// Widths that are made of others. What is beyond `Int` becomes the largest number, which the derivation refuses.

extension Int {
  static func product(_ sizes: Int...) -> Int { Shape.product(sizes) ?? .max }
  static func sum(_ sizes: Int...) -> Int { Operation.sum(sizes) ?? .max }
}
