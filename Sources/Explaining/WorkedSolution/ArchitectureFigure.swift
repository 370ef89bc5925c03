import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// What follows what: the parts of the network as blocks with the shapes that flow between them.
  func architecture() -> [Block] {
    guard isWhole else { return [] }
    var plan = ArchitecturePlan()
    plan.add(derivation.network.root, part, inputs: derivation.inputs.map { _ in .given })
    let boxes = plan.boxes
    guard boxes.count > 1, boxes.count <= ArchitecturePlan.most else { return [] }
    let blocks = boxes.map { box in
      Figure.ArchitectureBlock(
        label: plainText(names(of: box.part)), detail: plainText(words(for: box.part)),
        cost: cost(of: box.part), output: plainText(outputSizes(of: box.part)),
        sources: box.sources.map { $0.box })
    }
    let described = blocks.map { block in
      [block.label, block.detail, block.output, block.cost].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    let network = WordingValue.text(derivation.network.title)
    return [
      .figure(
        Figure(
          kind: .architecture(input: plainText(inputWords()), blocks: blocks),
          title: wording.string(.architectureTitle, ["network": network]),
          description: wording.string(
            .architectureDescription, ["blocks": .text(described.joined(separator: "; "))]),
          caption: wording.inlines(.architectureCaption), table: table(of: boxes)))
    ]
  }

  /// What a block costs, as it is printed in it: `118.0 M MACs`.
  private func cost(of part: Part) -> String {
    let macs = all(part, .macs)
    if macs.isZero { return "" }
    let number = Numeral.short(macs, in: wording.language).map { plainText([.math(Math(.number($0)))]) }
    return (number ?? grouped(macs)) + " MACs"
  }

  private func table(of boxes: [ArchitecturePlan.Box]) -> Table {
    Table(
      caption: wording.inlines(.architectureTable),
      columns: [
        Table.Column(wording.inlines(.columnPart)), Table.Column(wording.inlines(.columnOperation)),
        Table.Column(wording.inlines(.columnOutput)),
        Table.Column(wording.inlines(.columnMacs), isNumeric: true),
      ],
      rows: boxes.map { box in
        [
          names(of: box.part), words(for: box.part), outputSizes(of: box.part),
          [.number(all(box.part, .macs))],
        ]
      })
  }
}

/// Which parts of a network are drawn as blocks, and what flows into each.
///
/// Modules that only group others are taken apart, as long as their parts are few. A layer without parameters and
/// multiply-adds that keeps the shape is not drawn; what it gives counts as what came in.
private struct ArchitecturePlan {
  /// More blocks than this are no picture any more.
  static let most = 32
  /// A group is taken apart up to so many parts.
  private static let mostInGroup = 24

  /// A part that is drawn.
  struct Box {
    let part: Part
    let sources: [Source]
  }

  /// Where a tensor comes from: the network's input, or a block by its place.
  enum Source: Hashable {
    case given
    case box(Int)

    /// The block's place; nil is the input.
    var box: Int? { if case .box(let place) = self { place } else { nil } }
  }

  private(set) var boxes: [Box] = []

  /// Adds the parts of a module. Gives where its output comes from.
  @discardableResult
  mutating func add(_ module: Module, _ part: Part, inputs: [Source]) -> Source {
    var outputs: [Source] = []
    var last = inputs.first ?? .given
    for (node, inner) in zip(module.nodes, part.parts) {
      // Heads for training alone are no part of the way through.
      guard node.use != .training else {
        outputs.append(last)
        continue
      }
      let sources = node.inputs.map { source -> Source in
        switch source {
        case .moduleInput(let place): inputs.indices.contains(place) ? inputs[place] : .given
        case .node(let index): outputs.indices.contains(index) ? outputs[index] : .given
        }
      }
      let output = add(node, inner, sources)
      outputs.append(output)
      last = output
    }
    return last
  }

  private mutating func add(_ node: Module.Node, _ part: Part, _ sources: [Source]) -> Source {
    switch node.element {
    case .module(let module)
    where module.role == .group && node.repetitions == 1 && module.nodes.count <= Self.mostInGroup:
      return add(module, part, inputs: sources)
    case .layer where sources.count == 1 && part.isFree && part.inputs == [part.output]:
      return sources[0]
    default:
      boxes.append(Box(part: part, sources: sources))
      return .box(boxes.count - 1)
    }
  }
}
