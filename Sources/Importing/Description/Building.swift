import Networks

// From items to nodes: names, sources, copies.

extension Builder {
  /// Builds a list of layers into the innermost module. A single layer may stand without a list.
  mutating func build(layers value: Value) throws(ImportError) {
    let value = variables.resolved(value)
    let values: [Value]
    if case .sequence(let list) = value.content { values = list } else { values = [value] }
    guard !values.isEmpty else { throw value.place.error(.noLayers) }
    var items: [Item] = []
    for value in values { items.append(try item(value)) }
    for item in items {
      if let name = item.entries["name"] { scope.reserved.insert(try self.name(name.value)) }
    }
    for item in items { try build(item) }
  }

  private mutating func build(_ item: Item) throws(ImportError) {
    let before = scope.current
    let options = self.options(of: item, from: try inputs(of: item))
    if case .kind(let kind) = item.target, case .nothing = kind.meaning {
      if let name = item.entries["name"] { scope.names[try self.name(name.value)] = before }
      return
    }
    let name: String
    if let given = item.entries["name"] {
      name = try self.name(given.value)
      try take(name, at: given.value.place)
    } else {
      name = freshName(item.target.prefix, at: item.place)
    }
    let copies = try options.integer("repeat", default: 1)
    let first = try item.firstCopy()
    let nodes = scope.module.nodes.count
    if copies > 1 {
      try append(name, .stage, from: options.inputs, at: item.place) { builder throws(ImportError) in
        try builder.build(copies, of: item, first: first)
      }
    } else {
      if let stray = item.entries["first"] { throw stray.keyPlace.error(.firstOfOne) }
      try append(item, named: name, options)
    }
    scope.names[name] = scope.current
    if try options.bool("training", default: false), scope.module.nodes.count > nodes {
      scope.module.nodes[nodes].use = .training
      scope.current = before
    }
  }

  /// Copies of an item that follow each other, numbered from 0. As soon as one keeps the shape, all after it are like it
  /// and need no nodes of their own.
  private mutating func build(_ copies: Int, of item: Item, first: Item?) throws(ImportError) {
    for index in 0..<copies {
      let first = index == 0 ? first : nil
      let item = first ?? item
      let incoming = scope.current
      let nodes = scope.module.nodes.count
      try append(item, named: "\(index)", options(of: item, from: [incoming]))
      guard scope.module.nodes.count > nodes else { return }
      if first == nil, scope.current.shape == incoming.shape {
        scope.module.nodes[nodes].repetitions = copies - index
        return
      }
    }
  }

  /// Appends what an item is, once, as one node.
  private mutating func append(_ item: Item, named name: String, _ options: Options) throws(ImportError) {
    let inputs = options.inputs
    switch item.target {
    case .kind(let kind):
      switch kind.meaning {
      case .nothing: return
      case .join(let operation): try append(name, operation(options), from: inputs, at: item.place)
      case .layer(let operation):
        try requireOne(inputs, item)
        try append(name, operation(options), from: inputs, at: item.place)
      case .module(let role, let content):
        try requireOne(inputs, item)
        try append(name, role, from: inputs, at: item.place) { builder throws(ImportError) in
          try content(&builder, options)
        }
      }
    case .definition(let definition):
      try requireOne(inputs, item)
      let arguments = try definition.arguments(options)
      try append(name, .block, from: inputs, at: item.place) { builder throws(ImportError) in
        try builder.expand(definition, arguments, at: item.place)
      }
    }
  }

  private func requireOne(_ inputs: [Tensor], _ item: Item) throws(ImportError) {
    guard inputs.count == 1 else {
      throw (item.entries["from"]?.value.place ?? item.place)
        .error(.wrongSources(kind: item.word, takes: 1, found: inputs.count))
    }
  }

  /// Builds the layers of a block that the file defines, with its parameters put in.
  private mutating func expand(
    _ definition: Definition, _ arguments: [String: Value], at place: FilePlace
  ) throws(ImportError) {
    guard !calls.contains(definition.name) else {
      throw place.error(.recursion(calls.drop { $0 != definition.name } + [definition.name]))
    }
    let outer = variables.parameters
    calls.append(definition.name)
    variables.parameters = arguments
    if let (item, content) = try soleComposite(definition.layers) {
      // A block that is nothing but a residual block is that block: no module around a module.
      try content(&self, options(of: item, from: [scope.inputs[0]]))
    } else {
      try build(layers: definition.layers)
    }
    variables.parameters = outer
    calls.removeLast()
  }

  private func soleComposite(
    _ layers: Value
  ) throws(ImportError) -> (Item, (inout Builder, Options) throws(ImportError) -> Void)? {
    guard case .sequence(let values) = layers.content, values.count == 1 else { return nil }
    let item = try self.item(values[0])
    guard case .kind(let kind) = item.target, case .module(_, let content) = kind.meaning,
      LayerKind.common.allSatisfy({ item.entries[$0] == nil })
    else { return nil }
    return (item, content)
  }

  // MARK: Options

  func options(of item: Item, from inputs: [Tensor]) -> Options {
    var variables = self.variables
    if let channels = inputs[0].shape.channelCount {
      variables.numbers["channels"] = channels
      variables.numbers["features"] = channels
    }
    return Options(
      kind: item.word, place: item.place, entries: item.entries, variables: variables, inputs: inputs,
      past: past)
  }

  /// The tensors that an item takes: those that `from` names, else what comes out of the layer before.
  private mutating func inputs(of item: Item) throws(ImportError) -> [Tensor] {
    guard let entry = item.entries["from"] else { return [scope.current] }
    let value = variables.resolved(entry.value)
    guard case .sequence(let values) = value.content else {
      let tensor = try tensor(named: value.word, at: value.place)
      if case .kind(let kind) = item.target, case .join = kind.meaning { return [scope.current, tensor] }
      return [tensor]
    }
    guard !values.isEmpty else { throw value.wrong(.word) }
    var tensors: [Tensor] = []
    for value in values { tensors.append(try tensor(named: value.word, at: value.place)) }
    return tensors
  }

  private func name(_ value: Value) throws(ImportError) -> String {
    let value = variables.resolved(value)
    return try Builder.checked(name: value.word, at: value.place)
  }

  /// A name for a layer: letters, digits and underscores. A dot would end it in a path, a hyphen would be a minus sign in
  /// formulas.
  static func checked(name: String, at place: FilePlace) throws(ImportError) -> String {
    let isWord = name.utf8.allSatisfy { SizeArithmetic.isWordByte($0) }
    guard isWord, !name.isEmpty, name.utf8.count <= 64, !name.contains(where: { $0.isWhitespace }),
      name != "input"
    else { throw place.error(.badName(Value.cut(name))) }
    return name
  }
}
