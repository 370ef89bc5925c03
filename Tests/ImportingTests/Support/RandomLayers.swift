import Networks

/// A random network over maps, as a description would say it.
struct RandomLayers {
  /// One item of a list of layers.
  struct Item {
    var spec: Spec
    var tag: Int
    var name: String?
    var copies = 1
    var firstStride: Int?
  }

  /// What an item is.
  indirect enum Spec {
    case conv(out: Int, kernel: Int, stride: Int, padding: Int?, hasBias: Bool?)
    case depthwise(kernel: Int)
    case batchNorm
    case activation(Operation.Activation.Function)
    case pool(isMaximum: Bool, kernel: Int, stride: Int?)
    case dropout
    case block([Item], isStage: Bool)
    case residual(branch: [Item], projection: [Item]?, projectionTag: Int, then: [Item])
    case parallel([Branch], isSum: Bool)
    case add(String)
    case concat(String)
    /// A block of the file: convolution, norm, rectifier.
    case triple(width: Int, kernel: Int?)
    /// A block of the file: so many times the channels that come in.
    case wider(times: Int)
  }

  struct Branch {
    var layers: [Item]
    var tag: Int
    var name: String?
  }

  /// Tags of the layers within the blocks that the file defines.
  static let tripleTags = [1, 2, 3]
  static let widerTag = 4

  private var dice: SplitMix
  private var tags = 10
  private var names = 0
  let channels: Int
  let side: Int
  private(set) var items: [Item] = []

  init(seed: Int) {
    dice = SplitMix(seed: seed)
    channels = dice.pick(1...6)
    side = dice.pick(20...40)
    items = list(depth: 0)
  }

  private mutating func tag() -> Int {
    tags += 1
    return tags
  }

  private mutating func freshName() -> String {
    names += 1
    return "n\(names)"
  }

  private mutating func item(_ spec: Spec, name: String? = nil) -> Item {
    Item(spec: spec, tag: tag(), name: name ?? (dice.chance(15) ? freshName() : nil))
  }

  private mutating func list(depth: Int) -> [Item] {
    var items: [Item] = []
    for _ in 0..<dice.pick(1...4) {
      switch dice.pick(1...12) {
      case 1, 2: items.append(repeated(item(conv())))
      case 3:
        items.append(item(.pool(isMaximum: dice.chance(50), kernel: 2, stride: dice.chance(50) ? 1 : nil)))
      case 4 where depth < 3:
        items.append(repeated(item(.block(list(depth: depth + 1), isStage: dice.chance(50)))))
      case 5,
        6 where depth < 3:
        items.append(repeated(residual(depth: depth)))
      case 7 where depth < 3: items.append(parallel(depth: depth))
      case 8: items += skip(depth: depth)
      case 9:
        items.append(repeated(item(.triple(width: dice.pick(1...6), kernel: dice.chance(50) ? 1 : nil))))
      case 10: items.append(item(.wider(times: dice.pick(1...2))))
      default: items.append(keeping())
      }
    }
    return items
  }

  private mutating func conv() -> Spec {
    let padding: [Int?] = [nil, nil, 1, 0]
    return .conv(
      out: dice.pick(1...8), kernel: dice.pick(1...4), stride: dice.chance(15) ? 2 : 1,
      padding: dice.pick(padding),
      hasBias: dice.pick([nil, true, false]))
  }

  private mutating func repeated(_ item: Item) -> Item {
    guard dice.chance(25) else { return item }
    var item = item
    item.copies = dice.pick(2...4)
    if case .conv = item.spec, dice.chance(40) { item.firstStride = 2 }
    return item
  }

  /// A layer that keeps the shape.
  private mutating func keeping() -> Item {
    switch dice.pick(1...5) {
    case 1: item(.batchNorm)
    case 2: item(.dropout)
    case 3: item(.depthwise(kernel: dice.pick(1...3)))
    default: item(.activation(dice.pick([.relu, .gelu, .leakyRelu, .hardSwish, .tanh])))
    }
  }

  private mutating func residual(depth: Int) -> Item {
    let width = dice.pick(1...6)
    let stride = dice.chance(20) ? 2 : 1
    let branch = [
      item(.conv(out: width, kernel: 3, stride: stride, padding: 1, hasBias: false)), keeping(),
      item(.conv(out: width, kernel: 1, stride: 1, padding: 0, hasBias: nil)),
    ]
    let projection = [item(.conv(out: width, kernel: 1, stride: stride, padding: 0, hasBias: nil))]
    return item(
      .residual(
        branch: branch, projection: dice.chance(95) ? projection : nil, projectionTag: tag(),
        then: dice.chance(50) ? [keeping()] : []))
  }

  private mutating func parallel(depth: Int) -> Item {
    let isSum = dice.chance(40)
    let width = dice.pick(1...4)
    let isNamed = dice.chance(40)
    var branches: [Branch] = []
    for _ in 0..<dice.pick(2...3) {
      let kernel = dice.pick([1, 3])
      let out = isSum ? width : dice.pick(1...4)
      var layers = [item(.conv(out: out, kernel: kernel, stride: 1, padding: nil, hasBias: nil))]
      if dice.chance(30) { layers.append(keeping()) }
      if !isSum, dice.chance(20) { layers = [] }
      branches.append(Branch(layers: layers, tag: tag(), name: isNamed ? freshName() : nil))
    }
    return item(.parallel(branches, isSum: isSum))
  }

  /// A layer with a name, others that keep the shape, and a reference to the first, perhaps from within a block.
  private mutating func skip(depth: Int) -> [Item] {
    let name = freshName()
    var items = [item(conv(), name: name), keeping()]
    var inner = [keeping(), item(dice.chance(50) ? .add(name) : .concat(name))]
    if dice.chance(40) {
      if dice.chance(40) { inner = [item(.block(inner, isStage: false))] }
      items.append(repeated(item(.block(inner, isStage: false))))
    } else {
      items += inner
    }
    return items
  }
}
