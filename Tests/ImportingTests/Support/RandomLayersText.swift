extension RandomLayers {
  /// The description, with the tags of its layers.
  func text(seed: Int) -> [DescriptionText.Pair] {
    var dice = SplitMix(seed: seed)
    let tags = RandomLayers.tripleTags
    let triple: DescriptionText = .map([
      .init("parameters", .map([.init("width", .word("")), .init("kernel", .word("3"))])),
      .init(
        "layers",
        .list([
          .map([
            .init(
              "conv",
              .map([
                .init("out", .word("width")), .init("kernel", .word("kernel")),
                .init("padding", .word("same")),
              ]), tag: tags[0])
          ]), .word("batchnorm", tag: tags[1]), .word("relu", tag: tags[2]),
        ])),
    ])
    let wider: DescriptionText = .map([
      .init("parameters", .map([.init("times", .word("2")), .init("width", .word("times*channels"))])),
      .init(
        "layers",
        .list([
          .map([
            .init(
              "conv", .map([.init("kernel", .word("1")), .init("out", .word("(width + 0)"))]),
              tag: RandomLayers.widerTag)
          ])
        ])),
    ])
    let input = dice.chance(50) ? "\(channels)x\(side)x\(side)" : "[\(channels), \(side), \(side)]"
    return [
      .init("input", .word(input)), .init("define", .map([.init("triple", triple), .init("wider", wider)])),
      .init("layers", list(items, &dice)),
    ]
  }

  private func list(_ items: [Item], _ dice: inout SplitMix, tag: Int? = nil) -> DescriptionText {
    .list(items.map { text($0, &dice) }, tag: tag)
  }

  private typealias Written = (kind: String, main: String?, options: [DescriptionText.Pair])

  private func text(_ item: Item, _ dice: inout SplitMix) -> DescriptionText {
    let (kind, main, options) = written(item.spec, &dice)
    var common: [DescriptionText.Pair] = []
    if let name = item.name { common.append(.init("name", .word(name))) }
    if item.copies > 1 { common.append(.init("repeat", .word("\(item.copies)"))) }
    if let stride = item.firstStride {
      common.append(.init("first", .map([.init("stride", .word("\(stride)"))])))
    }
    if options.isEmpty, common.isEmpty { return .word(kind, tag: item.tag) }
    // The main option may stand right behind the kind, and each of the others beside it or in its braces.
    if let main, let value = options.first(where: { $0.key == main })?.value, dice.chance(50) {
      return .map([.init(kind, value, tag: item.tag)] + options.filter { $0.key != main } + common)
    }
    let all = options + common
    let within = all.filter { _ in dice.chance(70) }
    let beside = all.filter { pair in !within.contains { $0.key == pair.key } }
    let inner: DescriptionText = within.isEmpty ? .word("") : .map(within)
    return .map(
      dice.chance(30)
        ? beside + [.init(kind, inner, tag: item.tag)] : [.init(kind, inner, tag: item.tag)] + beside)
  }

  private func written(_ spec: Spec, _ dice: inout SplitMix) -> Written {
    switch spec {
    case .conv(let out, let kernel, let stride, let padding, let hasBias):
      var options: [DescriptionText.Pair] = [
        .init("out", .word(dice.chance(20) ? "\(out + 3) - 3" : "\(out)")),
        .init("kernel", .word(dice.chance(30) ? "\(kernel)x\(kernel)" : "\(kernel)")),
      ]
      if stride != 1 || dice.chance(20) { options.append(.init("stride", .word("\(stride)"))) }
      if let padding {
        if padding > 0 { options.append(.init("padding", .word("\(padding)"))) }
      } else {
        options.append(.init("padding", .word("same")))
      }
      if let hasBias { options.append(.init("bias", .word("\(hasBias)"))) }
      return (dice.pick(["conv", "conv2d", "Conv"]), "out", options)
    case .depthwise(let kernel):
      return ("depthwise", "kernel", [.init("kernel", .word("\(kernel)")), .init("padding", .word("same"))])
    case .batchNorm: return (dice.pick(["batchnorm", "BatchNorm", "batch_norm"]), nil, [])
    case .activation(let function): return (function.rawValue, nil, [])
    case .pool(let isMaximum, let kernel, let stride):
      var options: [DescriptionText.Pair] = [.init("kernel", .word("\(kernel)"))]
      if let stride { options.append(.init("stride", .word("\(stride)"))) }
      return (isMaximum ? "maxpool" : "avgpool", "kernel", options)
    case .dropout: return ("dropout", "rate", dice.chance(50) ? [.init("rate", .word("0.5"))] : [])
    case .block(let items, let isStage):
      return (isStage ? "stage" : "block", "layers", [.init("layers", list(items, &dice))])
    case .residual(let branch, let projection, let tag, let then):
      var options: [DescriptionText.Pair] = [.init("branch", list(branch, &dice))]
      if let projection { options.append(.init("projection", list(projection, &dice), tag: tag)) }
      if !then.isEmpty { options.append(.init("then", list(then, &dice))) }
      return ("residual", "branch", options)
    case .parallel(let branches, let isSum):
      let value: DescriptionText =
        branches[0].name == nil
        ? .list(branches.map { list($0.layers, &dice, tag: $0.tag) })
        : .map(branches.map { .init($0.name ?? "", list($0.layers, &dice), tag: $0.tag) })
      let isExplicit = isSum || dice.chance(30)
      return (
        "parallel", branches[0].name == nil ? "branches" : nil,
        [.init("branches", value)] + (isExplicit ? [.init("join", .word(isSum ? "add" : "concat"))] : [])
      )
    case .add(let name): return ("add", "from", [.init("from", .word(name))])
    case .concat(let name): return ("concat", "from", [.init("from", .word(name))])
    case .triple(let width, let kernel):
      let options: [DescriptionText.Pair] = [.init("width", .word("\(width)"))]
      return ("triple", "width", options + (kernel.map { [.init("kernel", .word("\($0)"))] } ?? []))
    case .wider(let times): return ("wider", "times", times == 2 ? [] : [.init("times", .word("\(times)"))])
    }
  }
}
