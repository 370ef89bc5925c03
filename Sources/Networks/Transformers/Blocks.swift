/// Blocks of one kind that follow each other: the unit in which decoders are described.
public struct BlockRun<Block: Hashable & Sendable>: Hashable, Sendable {
  /// One of the blocks.
  public var block: Block
  /// How many there are.
  public var count: Int

  /// So many equal blocks.
  public init(_ block: Block, count: Int) { (self.block, self.count) = (block, count) }

  /// Blocks in their order, equal neighbours put together.
  ///
  ///     BlockRun.runs(of: [dense, sparse, sparse])   // dense once, sparse twice
  public static func runs(of blocks: some Sequence<Block>) -> [BlockRun] {
    var runs: [BlockRun] = []
    for block in blocks {
      if runs.last?.block == block {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(BlockRun(block, count: 1))
      }
    }
    return runs
  }
}

extension Module {
  /// A stage of blocks, numbered through from 0.
  static func stage<Block>(_ runs: [BlockRun<Block>], _ module: (Block) -> Module) -> Module {
    var stage = Module(.stage)
    var number = 0
    for run in runs {
      stage.append("\(number)", .module(module(run.block)), repetitions: run.count)
      number = .sum(number, run.count)
    }
    return stage
  }
}

// Widths that are made of others. What is beyond `Int` becomes the largest number, which the derivation refuses.

extension Int {
  static func product(_ sizes: Int...) -> Int { Shape.product(sizes) ?? .max }
  static func sum(_ sizes: Int...) -> Int { Operation.sum(sizes) ?? .max }
}
