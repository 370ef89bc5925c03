import Networks

extension LayerKind {
  static let composites: [LayerKind] = [
    LayerKind("block", main: "layers", options: ["layers"], .module(.block, sequential)),
    LayerKind("stage", main: "layers", options: ["layers"], .module(.stage, sequential)),
    LayerKind(
      "residual", main: "branch", options: ["branch", "shortcut", "projection", "then"],
      .module(.block, residual)),
    LayerKind(
      "parallel", aliases: ["inception"], main: "branches",
      options: ["branches", "join", "then"],
      .module(.block, parallel)),
  ]

  @Sendable private static func sequential(
    _ builder: inout Builder, _ options: Options
  ) throws(ImportError) {
    try builder.build(layers: options.required("layers"))
  }

  /// A branch, a shortcut beside it, and their sum: He and others, arXiv:1512.03385, equations 1 and 2. A `projection` is
  /// a shortcut that is used only where the branch changes the shape.
  @Sendable private static func residual(
    _ builder: inout Builder, _ options: Options
  ) throws(ImportError) {
    let input = builder.scope.current
    let branchLayers = try options.required("branch")
    if let stray = options.entries["projection"], options["shortcut"] != nil {
      throw stray.keyPlace.error(.bothGiven("shortcut", "projection"))
    }
    try builder.build(layers: branchLayers)
    let branch = builder.scope.current
    var other = input
    let isChanged = branch.shape.dimensions != input.shape.dimensions
    if let layers = options["shortcut"] ?? (isChanged ? options["projection"] : nil) {
      let place = options.entries["shortcut"]?.keyPlace ?? options.entries["projection"]?.keyPlace
      let name = builder.fixedName("shortcut", at: options.place)
      other = try builder.append(name, .shortcut, from: [input], at: place ?? options.place) {
        builder throws(ImportError) in
        try builder.build(layers: layers)
      }
    }
    guard branch.shape.dimensions == other.shape.dimensions else {
      throw options.place.error(.residualMismatch(branch: branch.shape, input: other.shape))
    }
    let name = builder.fixedName("add", at: options.place)
    try builder.append(name, .add, from: [branch, other], at: options.place)
    if let then = options["then"] { try builder.build(layers: then) }
  }

  /// Branches that all take what comes in; what they give is laid side by side, added or multiplied.
  @Sendable private static func parallel(
    _ builder: inout Builder, _ options: Options
  ) throws(ImportError) {
    let input = builder.scope.current
    let branches = try branches(options)
    var outputs: [Tensor] = []
    for branch in branches {
      if case .sequence(let layers) = branch.layers.content, layers.isEmpty {
        outputs.append(input)
        continue
      }
      let name: String
      if branch.name.isEmpty {
        name = builder.freshName("branch", at: branch.place)
      } else {
        name = branch.name
        try builder.take(name, at: branch.place)
      }
      let output = try builder.append(name, .group, from: [input], at: branch.place) {
        builder throws(ImportError) in
        try builder.build(layers: branch.layers)
      }
      builder.scope.names[name] = output
      outputs.append(output)
    }
    try join(outputs, &builder, options)
    if let then = options["then"] { try builder.build(layers: then) }
  }

  private typealias Branch = (name: String, place: FilePlace, layers: Value)

  /// A list of branches, or a mapping of branches with names.
  private static func branches(_ options: Options) throws(ImportError) -> [Branch] {
    let value = try options.required("branches")
    var branches: [Branch] = []
    switch value.content {
    case .mapping(let mapping):
      for entry in mapping.entries {
        branches.append(
          (try Builder.checked(name: entry.key, at: entry.keyPlace), entry.keyPlace, entry.value))
      }
    default: for branch in try value.sequence { branches.append(("", branch.place, branch)) }
    }
    guard branches.count > 1 else {
      throw value.place.error(.wrongSources(kind: options.kind, takes: 2, found: branches.count))
    }
    return branches
  }

  private static func join(
    _ outputs: [Tensor], _ builder: inout Builder, _ options: Options
  ) throws(ImportError) {
    let joins: [(name: String, meaning: Operation?)] = [
      ("concat", nil), ("add", .add), ("multiply", .elementwise(.multiply)),
      ("maximum", .elementwise(.maximum)),
    ]
    guard let operation = try options.word("join", joins, default: "concat") else {
      guard let axis = outputs[0].shape.channelAxis else {
        throw options.wrongLayout([.vector, .sequence, .signal, .map, .volume])
      }
      let name = builder.fixedName("concat", at: options.place)
      try builder.append(name, .concatenation(axis: axis), from: outputs, at: options.place)
      return
    }
    // SizeArithmetic is of two tensors: the result so far and the next one.
    var result = outputs[0]
    for (index, output) in outputs.dropFirst().enumerated() {
      let name = index == 0 ? operation.name : "\(operation.name)_\(index)"
      result = try builder.append(
        builder.fixedName(name, at: options.place), operation, from: [result, output], at: options.place)
    }
  }
}
