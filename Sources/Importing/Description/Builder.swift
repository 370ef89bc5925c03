import Networks

/// A tensor within a module: where it comes from, and its shape at the usual input.
struct Tensor {
  var source: Module.Source
  var shape: Shape
  /// The words that its tokens are numbers of, where that is known.
  var vocabulary: Int?
}

/// Builds a network's modules from the items of a description, with the shape of every tensor on the way.
struct Builder {
  /// The most layers and modules that come of a file.
  static let mostLayers = 20_000
  /// The deepest nesting of modules.
  static let maximumDepth = 40

  let definitions: [String: Definition]
  let defaults: [String: Value.Mapping]
  /// Tokens that were read before and are cached.
  let past: Int
  /// Where each part is described, by its path.
  private(set) var places: [String: FilePlace] = [:]
  /// The modules that are being built, the outermost first.
  var scopes: [Scope] = []
  /// The blocks that are being expanded, the outermost first.
  var calls: [String] = []
  /// The parameters of the innermost of them, and the numbers that all layers have.
  var variables = Variables()
  private var count = 0

  init(definitions: [String: Definition], defaults: [String: Value.Mapping], past: Int) {
    (self.definitions, self.defaults, self.past) = (definitions, defaults, past)
  }

  /// A module that is being built.
  struct Scope {
    var module: Module
    let path: String
    /// What comes in, as the module sees it.
    let inputs: [Tensor]
    /// What the next layer takes.
    var current: Tensor
    /// What `from` may refer to.
    var names: [String: Tensor]
    /// The names of the nodes, with where they were given.
    var taken: [String: FilePlace] = [:]
    /// Names that the description gives to later nodes, so that none is made up that equals them.
    var reserved: Set<String> = []
    /// The last number that was made up for each prefix.
    var numbers: [String: Int] = [:]
    /// Tensors of the module around that come in too, because something within refers to them.
    var captured: [Module.Source] = []

    init(_ role: Module.Role, path: String, inputs: [Tensor], names: [String: Tensor] = [:]) {
      (self.module, self.path, self.inputs, self.names) = (Module(role), path, inputs, names)
      current = inputs[0]
    }
  }

  /// The innermost module.
  var scope: Scope {
    get { scopes[scopes.count - 1] }
    _modify { yield &scopes[scopes.count - 1] }
  }

  private func path(_ name: String) -> String { scope.path.isEmpty ? name : scope.path + "." + name }

  /// Notes where the innermost module is described.
  mutating func mark(_ place: FilePlace) { places[scope.path] = place }

  // MARK: Nodes

  /// Appends a layer to the innermost module; its output is what the next layer takes.
  @discardableResult
  mutating func append(
    _ name: String, _ operation: Operation, from inputs: [Tensor]? = nil, at place: FilePlace
  ) throws(ImportError) -> Tensor {
    let inputs = inputs ?? [scope.current]
    let output: Shape
    do throws(ShapeError) {
      output = try operation.withoutPast.output(for: inputs.map { $0.shape }, at: path(name))
    } catch { throw place.error(.shape(error)) }
    return try append(name, .layer(operation), from: inputs.map { $0.source }, output: output, at: place)
  }

  /// Appends a module whose nodes `content` appends, within the innermost one. One without nodes is left out.
  @discardableResult
  mutating func append(
    _ name: String, _ role: Module.Role, from inputs: [Tensor]? = nil, at place: FilePlace,
    _ content: (inout Builder) throws(ImportError) -> Void
  ) throws(ImportError) -> Tensor {
    let inputs = inputs ?? [scope.current]
    guard scopes.count < Builder.maximumDepth else {
      throw place.error(.nestedTooDeep(most: Builder.maximumDepth))
    }
    let own = inputs.enumerated().map { index, tensor in
      Tensor(source: .moduleInput(index), shape: tensor.shape, vocabulary: tensor.vocabulary)
    }
    scopes.append(Scope(role, path: path(name), inputs: own))
    try content(&self)
    let inner = scopes.removeLast()
    guard !inner.module.nodes.isEmpty else {
      scope.current = inputs[0]
      return inputs[0]
    }
    return try append(
      name, .module(inner.module), from: inputs.map { $0.source } + inner.captured,
      output: inner.current.shape, at: place)
  }

  private mutating func append(
    _ name: String, _ element: Module.Element, from sources: [Module.Source], output: Shape,
    at place: FilePlace
  ) throws(ImportError) -> Tensor {
    count += 1
    guard count <= Builder.mostLayers else { throw place.error(.tooManyLayers(most: Builder.mostLayers)) }
    places[path(name)] = place
    let source = scope.module.append(name, element, from: sources)
    scope.current = Tensor(source: source, shape: output)
    return scope.current
  }

  // MARK: Names

  /// A name that no node of the innermost module has: `conv1`, `conv2`, …
  mutating func freshName(_ prefix: String, at place: FilePlace) -> String {
    var number = scope.numbers[prefix] ?? 0
    var name = ""
    repeat {
      number += 1
      name = "\(prefix)\(number)"
    } while scope.taken[name] != nil || scope.reserved.contains(name)
    scope.numbers[prefix] = number
    scope.taken[name] = place
    return name
  }

  /// A name that a block gives one of its own nodes; with an underscore behind it where a layer is called so.
  mutating func fixedName(_ name: String, at place: FilePlace) -> String {
    var name = name
    while scope.taken[name] != nil || scope.reserved.contains(name) { name += "_" }
    scope.taken[name] = place
    return name
  }

  /// Takes a name that the description gives.
  mutating func take(_ name: String, at place: FilePlace) throws(ImportError) {
    if let first = scope.taken[name] { throw place.error(.duplicateName(name, first: first)) }
    scope.taken[name] = place
  }

  /// The tensor of a name: of the innermost module, or of one around it, which is then brought in.
  mutating func tensor(named name: String, at place: FilePlace) throws(ImportError) -> Tensor {
    if name == "input" { return scope.inputs[0] }
    if let tensor = tensor(named: name, level: scopes.count - 1) { return tensor }
    let known = scopes.flatMap { $0.names.keys.sorted() } + ["input"]
    throw place.error(.unknownName(Value.cut(name), nearest: Spelling.nearest(to: name, among: known)))
  }

  private mutating func tensor(named name: String, level: Int) -> Tensor? {
    if let tensor = scopes[level].names[name] { return tensor }
    guard level > 0, let outer = tensor(named: name, level: level - 1) else { return nil }
    let captured = scopes[level].captured
    let index = captured.firstIndex(of: outer.source) ?? captured.count
    if index == captured.count { scopes[level].captured.append(outer.source) }
    let place = scopes[level].inputs.count + index
    return Tensor(source: .moduleInput(place), shape: outer.shape, vocabulary: outer.vocabulary)
  }
}

extension Operation {
  /// The same without cached tokens before the first one: with them the usual number of tokens may be too many, but then
  /// fewer go in.
  fileprivate var withoutPast: Operation {
    if case .learned(.positions(let rows, let features, _)) = self {
      .learned(.positions(rows: rows, features: features))
    } else {
      self
    }
  }
}
