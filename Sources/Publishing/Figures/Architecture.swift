import Explaining

/// Blocks one below the other in the order in which they run.
///
/// A straight arrow leads from a block to the next if that takes its output; every other flow runs through a lane at the
/// left of the blocks, so that no line crosses a text. Beside each straight arrow stands what flows along it.
func architecture(input: String, blocks: [Figure.ArchitectureBlock], width: Double) -> Drawing {
  var drawing = Drawing(width: width)
  let lanes = Lanes(blocks)
  let left = 4 + Double(lanes.count) * 12 + (lanes.count > 0 ? 8 : 0)
  let right = width - 4
  let middle = left + min(120, (right - left) / 3)
  var frames: [Drawing.Frame] = []
  var y = 4.0
  for line in broken(input, size: 13, width: right - middle - 12) {
    drawing.texts.append(.init(text: line, x: middle + 10, y: y + 14, style: .soft))
    y += 17
  }
  let start = Drawing.Frame(left: left, top: 4, right: right, bottom: 4)
  for (index, block) in blocks.enumerated() {
    let above = index == 0 ? nil : index - 1
    let isFed = block.sources.contains { $0 == above }
    if index > 0 {
      let output = isFed ? blocks[index - 1].output : ""
      for line in broken(output, size: 13, width: right - middle - 12) where !line.isEmpty {
        drawing.texts.append(.init(text: line, x: middle + 10, y: y + 17, style: .soft))
        y += 17
      }
    }
    let top = y + (index == 0 ? 4 : 9)
    if isFed {
      drawing.arrows.append(
        .init(points: [(middle, frames.last?.bottom ?? start.top), (middle, top)]))
    }
    let bottom = drawing.drawBlock(block, left: left, right: right, top: top)
    frames.append(.init(left: left, top: top, right: right, bottom: bottom))
    y = bottom
  }
  if let last = blocks.last, !last.output.isEmpty {
    let lines = broken(last.output, size: 13, width: right - middle - 12)
    drawing.arrows.append(.init(points: [(middle, y), (middle, y + 9 + Double(lines.count) * 17)]))
    for line in lines {
      drawing.texts.append(.init(text: line, x: middle + 10, y: y + 17, style: .soft))
      y += 17
    }
    y += 9
  }
  for flow in lanes.flows {
    let from = flow.source.map { frames[$0].bottom - 10 } ?? start.top + 8
    let to = frames[flow.target].top + 12
    let x = left - 14 - Double(flow.lane) * 12
    let begin = flow.source == nil ? middle : left
    drawing.arrows.append(.init(points: [(begin, from), (x, from), (x, to), (left, to)]))
  }
  drawing.height = y + 4
  return drawing
}

extension Drawing {
  /// A block with its name, what it is, and what it costs at the right. Gives its lower edge.
  fileprivate mutating func drawBlock(
    _ block: Figure.ArchitectureBlock, left: Double, right: Double, top: Double
  ) -> Double {
    let room = right - left - 20
    let costWidth = block.cost.isEmpty ? 0 : measure(block.cost, size: 14)
    let labels = broken(block.label, size: 14, width: room)
    let isBeside = labels.count == 1 && measure(block.label, size: 14) * 1.1 + costWidth + 20 <= room
    var y = top + 4
    for line in labels {
      texts.append(Label(text: line, x: left + 10, y: y + 14, style: .strong))
      y += 18
    }
    if isBeside, costWidth > 0 {
      texts.append(Label(text: block.cost, x: right - 10, y: y - 4, anchor: .end))
    } else if costWidth > 0 {
      for line in broken(block.cost, size: 14, width: room) {
        texts.append(Label(text: line, x: right - 10, y: y + 14, anchor: .end))
        y += 18
      }
    }
    for line in broken(block.detail, size: 13, width: room) where !line.isEmpty {
      texts.append(Label(text: line, x: left + 10, y: y + 12, style: .soft))
      y += 17
    }
    blocks.append(Block(x: left, y: top, width: right - left, height: y + 5 - top))
    return y + 5
  }
}

/// Which lane each flow takes that does not lead to the next block: flows in one lane never touch.
private struct Lanes {
  struct Flow {
    let source: Int?
    let target: Int
    var lane: Int
  }

  private(set) var flows: [Flow] = []
  private(set) var count = 0

  init(_ blocks: [Figure.ArchitectureBlock]) {
    var ends: [Int] = []
    var found: [Flow] = []
    for (target, block) in blocks.enumerated() {
      let above = target == 0 ? nil : target - 1
      for source in Set(block.sources) where source != above {
        found.append(Flow(source: source, target: target, lane: 0))
      }
    }
    found.sort { ($0.source ?? -1, $0.target) < ($1.source ?? -1, $1.target) }
    for var flow in found {
      let begin = flow.source ?? -1
      flow.lane = ends.firstIndex { $0 <= begin } ?? ends.count
      if flow.lane == ends.count { ends.append(flow.target) } else { ends[flow.lane] = flow.target }
      flows.append(flow)
    }
    count = ends.count
  }
}
