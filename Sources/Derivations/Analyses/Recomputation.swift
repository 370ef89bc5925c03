import Networks
import Symbolics

/// Which products are done a second time where activations are not kept but worked out again, block by block.
///
/// Only the input of each block is kept; its layers run again in the backward pass, and what stands outside the blocks, the
/// head above all, does not. A framework may stop earlier: as soon as everything that the backward pass needs is there
/// again. Then the last product of a block is left out, since nothing needs its output, unless a normalisation, an
/// activation or a multiplication follows it.
struct Recomputation {
  let inventory: Inventory

  init(_ inventory: Inventory) { self.inventory = inventory }

  /// Work of all blocks.
  func blocks() throws(AnalysisStop) -> LayerSum {
    guard !inventory.blocks.isEmpty else { throw .refused(.noBlocks) }
    var sum = LayerSum("recomputed", .flops, .flops("blocks"))
    for block in inventory.blocks { sum.add(block.part.path, block.part.value(.flops), copies: block.copies) }
    return sum
  }

  /// The last product of each block where nothing needs its output.
  func lastProducts() -> LayerSum {
    var sum = LayerSum("recomputed", .flops, .flops("last"))
    for index in inventory.blocks.indices {
      guard
        let last = inventory.entries.last(where: { $0.block == index && $0.isWorking && $0.keepsSomething }),
        last.isProduct, !last.isExpert
      else { continue }
      sum.add(last.path, last.part.value(.flops), copies: last.workingCopies)
    }
    return sum
  }
}

extension Inventory.Entry {
  /// Whether the backward pass needs a tensor that the layer gets or gives.
  fileprivate var keepsSomething: Bool {
    switch operation {
    case .view, .concatenation, .elementwise(.add), .elementwise(.subtract): false
    default: true
    }
  }
}
