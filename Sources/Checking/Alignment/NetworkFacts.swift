import Derivations
import Networks
import Symbolics

/// What is true of a network, arranged for comparison with a working: its layers, blocks and stages with their values.
///
/// Every value comes from a step of the derivation. A reference, because every check of a calculation asks it.
final class NetworkFacts: Sendable {
  /// A distinct layer.
  struct Layer: Sendable {
    let part: Part
    /// How often it occurs in the network.
    let multiplicity: Int
    /// The index of its block in ``NetworkFacts/blocks``, if it is in one.
    let block: Int?
    /// The index of its stage, if it is in one.
    let stage: Int?
    /// Whether it is on a shortcut.
    let isShortcut: Bool
    /// The word that speaks of it.
    let noun: Noun
    // Asked for by many claims, so looked up once.
    let macs: Rational
    let parameters: Rational
    /// How many of the parameters are biases.
    let biases: Int
    /// The values that are right for it, in any recognised way of counting.
    let rightValues: [RightValues.Entry]

    init(
      _ part: Part, _ operation: Operation, multiplicity: Int, block: Int?, stage: Int?, isShortcut: Bool
    ) {
      self.part = part
      self.multiplicity = multiplicity
      self.block = block
      self.stage = stage
      self.isShortcut = isShortcut
      noun = operation.noun
      macs = part.value(.macs)
      parameters = part.value(.parameters)
      biases = operation.biases
      rightValues = RightValues.entries(for: operation, part, macs: macs, parameters: parameters)
    }

    var path: String { part.path }
  }

  /// A distinct block.
  struct Block: Sendable {
    let part: Part
    /// Its place among all blocks of the network, from 1, of the first copy.
    let firstNumber: Int
    /// How many copies there are.
    let count: Int
    /// The index of its stage.
    let stage: Int?
    /// The values that are right for one copy.
    let rightValues: [RightValues.Entry]
    /// The indices of its layers in ``NetworkFacts/layers``.
    var layers: [Int] = []
  }

  /// A stage.
  struct Stage: Sendable {
    let part: Part
    /// The values that are right for it.
    let rightValues: [RightValues.Entry]

    var path: String { part.path }
  }

  let derivation: Derivation
  let layers: [Layer]
  let blocks: [Block]
  let stages: [Stage]
  /// What each path names as the subject of a sentence.
  let targets: [String: Subject.Target]
  /// The layers that each word speaks of, without and with those on shortcuts.
  private let layersByNoun: [(noun: Noun, main: [Int], all: [Int])]

  init(_ derivation: Derivation) {
    self.derivation = derivation
    var walk = Walk()
    walk.enter(derivation.root, multiplicity: 1, block: nil, stage: nil, isShortcut: false)
    (layers, blocks, stages) = (walk.layers, walk.blocks, walk.stages)
    // A path is the layer's own name and comes before what people call it.
    var targets = LayerNames.targets(of: walk.layers)
    for (path, target) in walk.targets { targets[path] = target }
    self.targets = targets
    layersByNoun = walk.layersByNoun
  }

  /// The layers that a word speaks of, in the order of execution. A shortcut's are its convolutions.
  func layers(named noun: Noun, onMainPath: Bool) -> [Int] {
    guard let layers = layersByNoun.first(where: { $0.noun == noun }) else { return [] }
    return onMainPath ? layers.main : layers.all
  }

  /// The walk over a derivation's tree that collects its parts.
  private struct Walk {
    var layers: [Layer] = []
    var blocks: [Block] = []
    var stages: [Stage] = []

    /// A path that several parts share names the layer, and the stage before the block.
    var targets: [String: Subject.Target] {
      var targets: [String: Subject.Target] = [:]
      for (index, layer) in layers.enumerated() where targets[layer.path] == nil {
        targets[layer.path] = .layers([index])
      }
      for (index, stage) in stages.enumerated() where targets[stage.path] == nil {
        targets[stage.path] = .stage(index)
      }
      for (index, block) in blocks.enumerated() where targets[block.part.path] == nil {
        targets[block.part.path] = .blocks([index])
      }
      return targets
    }

    var layersByNoun: [(noun: Noun, main: [Int], all: [Int])] {
      var found: [(noun: Noun, main: [Int], all: [Int])] = []
      func add(_ layer: Int, _ noun: Noun, isMain: Bool) {
        let place = found.firstIndex { $0.noun == noun } ?? found.count
        if place == found.count { found.append((noun, [], [])) }
        if isMain { found[place].main.append(layer) }
        found[place].all.append(layer)
      }
      for (index, layer) in layers.enumerated() {
        add(index, layer.noun, isMain: !layer.isShortcut)
        if layer.isShortcut, layer.noun == .convolution { add(index, .shortcut, isMain: true) }
      }
      return found
    }

    mutating func enter(_ part: Part, multiplicity: Int, block: Int?, stage: Int?, isShortcut: Bool) {
      var (block, stage, isShortcut) = (block, stage, isShortcut)
      let (count, overflow) = multiplicity.multipliedReportingOverflow(by: part.repetitions)
      guard !overflow else { return }
      switch part.kind {
      case .layer(let operation):
        if let block { blocks[block].layers.append(layers.count) }
        layers.append(
          Layer(
            part, operation, multiplicity: count, block: block, stage: stage, isShortcut: isShortcut))
        return
      case .module(.stage):
        stage = stages.count
        stages.append(Stage(part: part, rightValues: RightValues.entries(for: part)))
      case .module(.block):
        let number = blocks.last.map { $0.firstNumber + $0.count } ?? 1
        block = blocks.count
        blocks.append(
          Block(
            part: part, firstNumber: number, count: count, stage: stage,
            rightValues: RightValues.entries(for: part)))
      case .module(.shortcut): isShortcut = true
      case .module: break
      }
      for child in part.parts {
        enter(child, multiplicity: count, block: block, stage: stage, isShortcut: isShortcut)
      }
    }
  }
}

// MARK: - Counts

extension NetworkFacts {
  /// How many layers of a kind the network has: on the main path, and with those on shortcuts.
  func count(of noun: Noun) -> (main: Int, all: Int) {
    var (main, all) = (0, 0)
    for layer in layers where layer.noun == noun {
      all += layer.multiplicity
      if !layer.isShortcut { main += layer.multiplicity }
    }
    return (main, all)
  }

  /// How many layers of a kind each distinct block has, on the main path and in all.
  func counts(of noun: Noun, inBlock block: Block) -> (main: Int, all: Int) {
    var (main, all) = (0, 0)
    for index in block.layers where layers[index].noun == noun {
      all += layers[index].multiplicity / max(1, block.count)
      if !layers[index].isShortcut { main += layers[index].multiplicity / max(1, block.count) }
    }
    return (main, all)
  }

  /// How many blocks the network has.
  var blockCount: Int {
    var count = 0
    for block in blocks { count += block.count }
    return count
  }

  /// How many blocks each stage has.
  var blocksPerStage: [Int] {
    var counts = [Int](repeating: 0, count: stages.count)
    for block in blocks { if let stage = block.stage { counts[stage] += block.count } }
    return counts
  }

  /// The distinct blocks that "block n" may mean: the n-th of the network, or the first of the n-th stage.
  func blocks(numbered number: Int) -> [Int] {
    var found: [Int] = []
    for (index, block) in blocks.enumerated() {
      let isInRange = number >= block.firstNumber && number < block.firstNumber + block.count
      let opensStage = block.stage == number - 1 && (index == 0 || blocks[index - 1].stage != block.stage)
      if isInRange || opensStage { found.append(index) }
    }
    return found
  }
}

extension Operation {
  /// The word that speaks of such a layer.
  var noun: Noun {
    switch self {
    case .convolution: .convolution
    case .linear: .linear
    case .norm: .norm
    case .activation, .softmax: .activation
    case .maxPool, .averagePool: .pool
    case .globalAveragePool, .adaptiveAveragePool: .globalPool
    case .elementwise(.add): .addition
    case .transposedConvolution, .matrixProduct, .attention, .recurrent, .embedding, .learned, .elementwise,
      .reduction, .concatenation, .resize, .view, .uncounted:
      .other
    }
  }
}

// MARK: - Values

extension NetworkFacts {
  /// A sum of values, or nil where it does not fit.
  static func sum(_ values: [Rational]) -> Rational? {
    var total = Rational.zero
    for value in values {
      guard let next = try? total.adding(value) else { return nil }
      total = next
    }
    return total
  }

  /// The multiply-adds of a distinct block, with and without its shortcut.
  func macs(ofBlock block: Block) -> (main: Rational, all: Rational) {
    var (main, all) = (Rational.zero, Rational.zero)
    for index in block.layers {
      let copies = Rational(layers[index].multiplicity / max(1, block.count))
      guard let cost = try? layers[index].macs.multiplied(by: copies) else { continue }
      all = (try? all.adding(cost)) ?? all
      if !layers[index].isShortcut { main = (try? main.adding(cost)) ?? main }
    }
    return (main, all)
  }

  /// The multiply-adds of all blocks of the network, with and without their shortcuts.
  var macsOfBlocks: (main: Rational, all: Rational) {
    var (main, all) = (Rational.zero, Rational.zero)
    for block in blocks {
      let one = macs(ofBlock: block)
      let count = Rational(block.count)
      main = (try? main.adding(one.main.multiplied(by: count))) ?? main
      all = (try? all.adding(one.all.multiplied(by: count))) ?? all
    }
    return (main, all)
  }

  /// The block that a residual network's publication names `conv2_1`: the first one of the first stage.
  func paperBlock(_ word: String) -> Int? {
    let name = Array(word.utf8)
    guard name.starts(with: "conv".utf8), (7...8).contains(name.count), name[5] == UInt8(ascii: "_"),
      let number = Int(String(decoding: name[4..<5], as: UTF8.self)), number >= 2,
      var place = Int(String(decoding: name[6...], as: UTF8.self)), place >= 1
    else { return nil }
    for (index, block) in blocks.enumerated() where block.stage == number - 2 {
      if place <= block.count { return index }
      place -= block.count
    }
    return nil
  }

  /// The values of the network's input, without the batch.
  var inputElements: Rational {
    var product = Rational.one
    for size in derivation.input.dimensions.dropFirst() {
      product = (try? product.multiplied(by: Rational(size))) ?? product
    }
    return product
  }

  /// The network's multiply-adds.
  var macs: Rational { derivation.root.value(.macs) }
  /// The network's parameters.
  var parameters: Rational { derivation.root.value(.parameters) }
}
