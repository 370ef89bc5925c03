public import Networks

// Questions to a derivation's tree. Each takes time in the number of distinct parts, however often they are repeated.

extension Derivation {
  /// A layer with its surroundings.
  public struct Layer: Sendable {
    /// The layer itself, one copy of it.
    public let part: Part
    /// What it computes.
    public let operation: Operation
    /// How many copies there are in the whole network: the repetitions along its path multiplied.
    public let multiplicity: Int
    /// How many of them work on one token; fewer where tokens are sent to some experts only.
    public let activeMultiplicity: Int
    /// The path of the stage around it, if there is one.
    public let stage: String?
    /// The path of the block around it, if there is one.
    public let block: String?
    /// Whether it belongs to the projection on a shortcut.
    public let isOnShortcut: Bool

    /// The full path, of the first copy.
    public var path: String { part.path }

    /// By how many copies a quantity is multiplied in the network's total.
    public func copies(for quantity: Quantity) -> Int {
      quantity == .parameters ? multiplicity : activeMultiplicity
    }
  }

  /// Every distinct layer in the order of execution.
  public var layers: [Layer] {
    var layers: [Layer] = []
    visit { part, surroundings in
      guard case .layer(let operation) = part.kind else { return }
      layers.append(
        Layer(
          part: part, operation: operation, multiplicity: surroundings.multiplicity,
          activeMultiplicity: surroundings.activeMultiplicity,
          stage: surroundings.stage, block: surroundings.block,
          isOnShortcut: surroundings.isOnShortcut))
    }
    return layers
  }

  /// The part at a path; the empty path is the network. A path inside a later copy gives the one that was derived:
  /// `layer3.7.conv2` gives the part `layer3.1.conv2` that is repeated.
  public func part(at path: String) -> Part? {
    var part = root
    var rest = path.split(separator: ".", omittingEmptySubsequences: false)[...]
    if path.isEmpty { return root }
    while !rest.isEmpty {
      guard let (child, used) = part.child(at: rest) else { return nil }
      part = child
      rest = rest.dropFirst(used)
    }
    return part
  }

  /// How many there are of each kind.
  public var census: Census {
    var census = Census()
    var stages: [String: Int] = [:]
    visit { part, surroundings in
      census.add(part, surroundings)
      switch part.kind {
      case .module(.stage):
        stages[part.path] = census.blocksPerStage.count
        census.blocksPerStage.append(0)
      case .module(.block):
        if let stage = surroundings.stage, let index = stages[stage] {
          census.blocksPerStage[index] += surroundings.multiplicity
        }
      default: break
      }
    }
    return census
  }

  /// Calls `body` for every part, outermost first, with what is around it.
  private func visit(_ body: (Part, Surroundings) -> Void) {
    visit(root, Surroundings(), body)
  }

  private func visit(_ part: Part, _ around: Surroundings, _ body: (Part, Surroundings) -> Void) {
    var around = around
    // The deriver has refused networks whose copies are more than an Int can count.
    around.multiplicity &*= part.repetitions
    around.activeMultiplicity &*= part.copies(for: .macs)
    body(part, around)
    guard case .module(let role) = part.kind else { return }
    switch role {
    case .stage: around.stage = part.path
    case .block: around.block = part.path
    case .shortcut: around.isOnShortcut = true
    case .network, .attention, .multiheadAttention, .group: break
    }
    for child in part.parts { visit(child, around, body) }
  }

  fileprivate struct Surroundings {
    var multiplicity = 1
    var activeMultiplicity = 1
    var stage: String?
    var block: String?
    var isOnShortcut = false
  }

  /// How many layers, blocks and stages a network has, copies included.
  public struct Census: Hashable, Sendable {
    /// Convolutions, those on shortcuts included.
    public internal(set) var convolutions = 0
    /// Convolutions on the main path, without those on shortcuts.
    public internal(set) var mainPathConvolutions = 0
    /// Fully connected layers.
    public internal(set) var linearLayers = 0
    /// Normalisation layers.
    public internal(set) var norms = 0
    /// Activations.
    public internal(set) var activations = 0
    /// Poolings.
    public internal(set) var poolings = 0
    /// Residual sums.
    public internal(set) var sums = 0
    /// Products of two tensors, attention included.
    public internal(set) var products = 0
    /// Blocks.
    public internal(set) var blocks = 0
    /// Blocks of each stage, in order; one entry for a stage that is derived once, however often it is repeated.
    public internal(set) var blocksPerStage: [Int] = []
    /// Stages.
    public internal(set) var stages = 0

    /// The depth in a network's name: convolutions of the main path and fully connected layers.
    public var depth: Int { mainPathConvolutions + linearLayers }

    fileprivate mutating func add(_ part: Part, _ around: Surroundings) {
      let copies = around.multiplicity
      switch part.kind {
      case .module(.stage): stages += copies
      case .module(.block): blocks += copies
      case .module: break
      case .layer(let operation):
        switch operation {
        case .convolution:
          convolutions += copies
          if !around.isOnShortcut { mainPathConvolutions += copies }
        case .linear: linearLayers += copies
        case .norm: norms += copies
        case .activation, .softmax: activations += copies
        case .maxPool, .averagePool, .adaptiveAveragePool, .globalAveragePool: poolings += copies
        case .elementwise(.add): sums += copies
        case .attention, .matrixProduct: products += copies
        case .transposedConvolution, .recurrent, .embedding, .learned, .elementwise, .reduction,
          .concatenation, .resize, .view, .uncounted:
          break
        }
      }
    }
  }
}

extension Part {
  /// The name within the surrounding part: `conv2`, or the first copy's number.
  public var name: String {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return path }
    return String(path[path.index(after: dot)...])
  }

  /// The child that the first components of a path name, and how many they are.
  fileprivate func child(at components: ArraySlice<Substring>) -> (Part, Int)? {
    // A name may have dots of its own, so a child takes as many components as its path has behind this one's.
    let own = path.isEmpty ? 0 : path.split(separator: ".", omittingEmptySubsequences: false).count
    for child in parts {
      let names = child.path.split(separator: ".", omittingEmptySubsequences: false).dropFirst(own)
      guard names.count <= components.count, !names.isEmpty else { continue }
      let given = components.prefix(names.count)
      if names.elementsEqual(given) { return (child, names.count) }
      guard child.repetitions > 1, names.dropLast().elementsEqual(given.dropLast()),
        let first = names.last.flatMap({ NumberedName(String($0)) }),
        let wanted = given.last.flatMap({ NumberedName(String($0)) }), wanted.stem == first.stem
      else { continue }
      // Written as a difference of non-negative numbers, which cannot overflow.
      guard wanted.number > first.number else { continue }
      let (copy, rest) = (wanted.number - first.number).quotientAndRemainder(dividingBy: child.spacing)
      if rest == 0, copy < child.repetitions { return (child, names.count) }
    }
    return nil
  }
}
