public import Networks
import Symbolics

/// Works out what a network costs, step by step.
///
/// Copies of a node (``Networks/Module/Node/repetitions``) are worked out once and multiplied in the sum, so that time
/// and memory grow with the number of distinct layers only.
///
///     let derivation = try derive(resnet101)
///     derivation.root.value(.macs)   // 7,801,405,440
///
/// - Parameters:
///   - network: the network.
///   - input: the first input's shape, batch first; if it is left out, the usual one behind `batch`. Further inputs of the
///     network have their usual shapes behind the same batch.
///   - batch: the batch size where `input` is left out.
///   - convention: whose way of counting ``Quantity/counted`` follows.
/// - Throws: ``DerivationError``: an impossible input or option, a malformed network, a number beyond 127 bits.
public func derive(
  _ network: Network, input: Shape? = nil, batch: Int = 1, convention: Convention = .paper
) throws(DerivationError) -> Derivation {
  try derive(network, inputs: network.shapes(first: input, batch: batch), convention: convention)
}

/// The same for a network with several inputs, each given by its shape.
public func derive(
  _ network: Network, inputs: [Shape], convention: Convention = .paper
) throws(DerivationError) -> Derivation {
  try derive(network, inputs: inputs, convention, keepsBatch: false)
}

extension Network {
  /// The shapes that go in: the first one as given, the others as usual.
  func shapes(first: Shape?, batch: Int) -> [Shape] {
    let batch = first?.batch ?? batch
    var shapes = inputs.map { $0.shape(batch: batch) }
    if let first {
      // A shape of so many axes as usual has the usual letters, too.
      let isUsual = first.rank == shapes.first?.rank
      let shape = isUsual ? Shape(first.dimensions, inputs[0].layout) : first
      if shapes.isEmpty { shapes = [shape] } else { shapes[0] = shape }
    }
    return shapes
  }
}

/// The same with the choice of keeping N in all formulas, for closed forms.
func derive(
  _ network: Network, inputs: [Shape], _ convention: Convention, keepsBatch: Bool
) throws(DerivationError) -> Derivation {
  for input in inputs {
    guard input.rank > 0, input.dimensions.allSatisfy({ $0 > 0 }) else { throw .shape(.emptyInput(input)) }
  }
  var deriver = Deriver(convention: convention, source: network.publication, keepsBatch: keepsBatch)
  let root = try deriver.module(
    network.root, inputs: inputs, path: "", repetitions: 1, use: .always, depth: 0)
  return Derivation(network: network, inputs: inputs, convention: convention, root: root.part)
}

struct Deriver {
  let convention: Convention
  let source: Publication
  let keepsBatch: Bool
  /// Conventions that are compared: what they count of each distinct layer is kept in ``counts``.
  let compared: [Convention]
  private(set) var counts: [LayerCount] = []
  /// The layers that were worked out already: equal operations on equal shapes have equal steps, wherever they stand.
  private var known: [Key: WorkedOut] = [:]
  /// Whether what is being worked out runs only in training: then it has parameters, whether or not it fits the input.
  private var isIdle = false
  /// Whether it is a part of `nn.MultiheadAttention`.
  private var isInMultihead = false

  init(
    convention: Convention, source: Publication, keepsBatch: Bool, compared: [Convention] = []
  ) {
    (self.convention, self.source, self.keepsBatch) = (convention, source, keepsBatch)
    self.compared = compared
  }

  private struct Key: Hashable {
    let layer: CountedLayer
    let onlyParameters: Bool
  }

  private struct WorkedOut {
    let steps: [Step]
    let output: Shape
    let count: Int?
  }

  /// A part, and how many layers there are in one copy of it.
  typealias Result = (part: Part, layers: Int)

  private mutating func layer(
    _ operation: Operation, _ node: Module.Node, inputs: [Shape], path: String, isCalledAgain: Bool
  ) throws(DerivationError) -> Result {
    let counted = CountedLayer(
      operation: operation, inputs: inputs, call: node.call ?? operation.usualCall,
      isInMultihead: isInMultihead, isCalledAgain: isCalledAgain)
    let key = Key(layer: counted, onlyParameters: isIdle)
    let layer: WorkedOut
    if let before = known[key] {
      layer = before
    } else {
      layer = try workOut(counted, path: path)
      known[key] = layer
    }
    let part = Part(
      path: path, kind: .layer(operation), repetitions: node.repetitions, spacing: node.spacing,
      use: node.use, inputs: inputs, output: layer.output, steps: layer.steps, parts: [],
      countIndex: layer.count)
    return (part, 1)
  }

  private mutating func workOut(_ layer: CountedLayer, path: String) throws(DerivationError) -> WorkedOut {
    let (operation, inputs) = (layer.operation, layer.inputs)
    if isIdle { return try workOutIdle(operation, inputs: inputs, path: path) }
    var working = Working(
      operation, inputs: inputs, path: path, keepsBatch: keepsBatch, onlyParameters: false)
    do throws(ShapeError) {
      try operation.validate(inputs, at: path)
    } catch { throw .shape(error) }
    try operation.work(in: &working)
    let output: Shape
    do throws(ShapeError) {
      output = try operation.output(for: inputs, map: working.map, at: path)
    } catch { throw .shape(error) }
    let hasOwnSize = if case .adaptiveAveragePool = operation { true } else { false }
    if !compared.isEmpty {
      working.name(output: output, hasOwnSize: hasOwnSize)
      counts.append(try working.count(layer, by: compared))
    }
    if let formula = convention.formula(for: layer) {
      working.name(output: output, hasOwnSize: hasOwnSize)
      try working.take(formula)
    }
    return WorkedOut(steps: working.steps, output: output, count: compared.isEmpty ? nil : counts.count - 1)
  }

  /// A layer that runs only in training. It has its parameters even where it cannot take this input: then no shapes are
  /// known of it, which is said by a shape without axes, and of none behind it.
  private func workOutIdle(
    _ operation: Operation, inputs: [Shape], path: String
  ) throws(DerivationError) -> WorkedOut {
    var known: (inputs: [Shape], output: Shape) = ([], Shape([]))
    do throws(ShapeError) {
      known = (inputs, try operation.output(for: inputs, at: path))
    } catch {}
    var working = Working(
      operation, inputs: known.inputs, path: path, keepsBatch: keepsBatch, onlyParameters: true)
    try operation.work(in: &working)
    return WorkedOut(steps: working.steps, output: known.output, count: nil)
  }

  mutating func module(
    _ module: Module, inputs: [Shape], path: String, repetitions: Int, spacing: Int = 1, use: Module.Use,
    depth: Int
  ) throws(DerivationError) -> Result {
    guard depth < DerivationError.maximumDepth else { throw .tooDeep(path: path) }
    try module.checkNames(under: path)
    var parts: [Part] = []
    parts.reserveCapacity(module.nodes.count)
    var layers = 0
    let wasInMultihead = isInMultihead
    isInMultihead = isInMultihead || module.role == .multiheadAttention
    defer { isInMultihead = wasInMultihead }
    let calledAgain = module.calledAgain
    for (index, node) in module.nodes.enumerated() {
      let nodePath = Module.join(path, node.name)
      let nodeInputs = try gather(node.inputs, at: index, of: parts, moduleInputs: inputs, nodePath)
      let result = try self.node(
        node, inputs: nodeInputs, path: nodePath, depth: depth, isCalledAgain: calledAgain.contains(index))
      parts.append(result.part)
      let (copies, first) = result.layers.multipliedReportingOverflow(by: node.repetitions)
      let (sum, second) = layers.addingReportingOverflow(copies)
      guard !first, !second, sum <= DerivationError.mostLayers else { throw .tooManyLayers(path: nodePath) }
      layers = sum
    }
    guard let last = parts.last(where: { $0.use != .training }) ?? parts.last else {
      throw .emptyModule(path: path)
    }
    let part = Part(
      path: path, kind: .module(module.role), repetitions: repetitions, spacing: spacing, use: use,
      inputs: inputs, output: last.output, steps: try sums(over: parts, path: path), parts: parts,
      countIndex: nil)
    return (part, layers)
  }

  private mutating func node(
    _ node: Module.Node, inputs: [Shape], path: String, depth: Int, isCalledAgain: Bool
  ) throws(DerivationError) -> Result {
    guard node.repetitions >= 1 else {
      throw .impossibleRepetition(path: path, repetitions: node.repetitions)
    }
    guard node.spacing >= 1 else { throw .impossibleRepetition(path: path, repetitions: node.spacing) }
    if case .experts(let perToken) = node.use, perToken < 1 || perToken > node.repetitions {
      throw .impossibleRepetition(path: path, repetitions: perToken)
    }
    let wasIdle = isIdle
    if node.use == .training { isIdle = true }
    defer { isIdle = wasIdle }
    let result: Result
    switch node.element {
    case .layer(let operation):
      result = try layer(operation, node, inputs: inputs, path: path, isCalledAgain: isCalledAgain)
    case .module(let inner):
      result = try module(
        inner, inputs: inputs, path: path, repetitions: node.repetitions, spacing: node.spacing,
        use: node.use, depth: depth + 1)
    }
    if node.repetitions > 1, node.use == .always, !isIdle {
      guard let first = inputs.first, result.part.output.dimensions == first.dimensions else {
        throw .repetitionChangesShape(
          path: path, input: inputs.first ?? Shape([]), output: result.part.output)
      }
    }
    return result
  }

  private func gather(
    _ sources: [Module.Source], at index: Int, of parts: [Part], moduleInputs: [Shape], _ path: String
  ) throws(DerivationError) -> [Shape] {
    var shapes: [Shape] = []
    shapes.reserveCapacity(sources.count)
    for source in sources {
      switch source {
      case .moduleInput(let place):
        guard moduleInputs.indices.contains(place) else { throw .wrongSource(path: path) }
        shapes.append(moduleInputs[place])
      case .node(let earlier):
        guard earlier >= 0, earlier < index else { throw .wrongSource(path: path) }
        shapes.append(parts[earlier].output)
      }
    }
    return shapes
  }

  /// The steps of a module: each quantity that any part has, as the sum of the parts' symbols, copies multiplied.
  /// The network itself has all of them, so that a total of nothing is stated too.
  private func sums(over parts: [Part], path: String) throws(DerivationError) -> [Step] {
    var steps: [Step] = []
    for quantity in Quantity.additive {
      // Active parameters are worth a sum only where some are not active.
      if quantity == .activeParameters, !parts.contains(where: { $0.hasExperts }) { continue }
      var sum = Sum()
      for part in parts {
        if part.use == .training, quantity != .parameters { continue }
        let plain = quantity == .activeParameters ? Quantity.parameters : nil
        guard let step = part.step(quantity) ?? plain.flatMap({ part.step($0) }) else { continue }
        sum.add(step, of: part, copies: part.copies(for: quantity))
      }
      if sum.terms.isEmpty, !path.isEmpty { continue }
      steps.append(
        try Step(
          "sum." + quantity.name, quantity, quantity.symbol(of: path), .sum(of: sum.terms),
          bindings: sum.bindings, substituted: .sum(of: sum.numbers), source: source, path: path))
    }
    return steps
  }

  /// A sum over parts being put together: the symbols, and the numbers put in.
  private struct Sum {
    var terms: [Expression] = []
    var numbers: [Expression] = []
    var bindings: [Binding] = []

    mutating func add(_ step: Step, of part: Part, copies: Int) {
      let symbol = step.quantity.symbol(of: part.path)
      let value = Expression(step.value)
      let factor = Expression(Rational(copies))
      terms.append(copies > 1 ? .product([factor, .symbol(symbol)]) : .symbol(symbol))
      numbers.append(copies > 1 ? .product([factor, value]) : value)
      bindings.append(Binding(symbol, step.value, from: .part(part.path)))
    }
  }
}

extension Part {
  /// Whether some of its parameters work for some tokens only.
  var hasExperts: Bool {
    if case .experts = use { return true }
    return step(.activeParameters) != nil
  }
}

extension Module {
  /// The nodes whose module is called again behind them: `relu` where `relu_1` follows, as torch.fx numbers the calls.
  var calledAgain: Set<Int> {
    var again: Set<Int> = []
    var last: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      guard case .layer(let operation) = node.element, (node.call ?? operation.usualCall) == .module else {
        continue
      }
      let base = node.name.firstCallName
      if let before = last[base] { again.insert(before) }
      last[base] = index
    }
    return again
  }

  /// The path of a node within the module at `path`.
  static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }

  /// Refuses two nodes of one name. A name with a number at its end stands for a range where its node is repeated: `1` to
  /// `22`.
  func checkNames(under path: String) throws(DerivationError) {
    var words: Set<String> = []
    var places: [String: Int] = [:]
    var ranges: [(stem: String, numbers: [CopyNumbers])] = []
    for node in nodes {
      guard let name = NumberedName(node.name) else {
        guard words.insert(node.name).inserted else {
          throw .duplicateName(path: Module.join(path, node.name))
        }
        continue
      }
      guard let numbers = CopyNumbers(from: name.number, node) else {
        throw .tooManyLayers(path: Module.join(path, node.name))
      }
      let place = places[name.stem] ?? ranges.count
      if place == ranges.count { ranges.append((name.stem, [])) }
      places[name.stem] = place
      ranges[place].numbers.append(numbers)
    }
    for (stem, numbers) in ranges where numbers.count > 1 {
      let sorted = numbers.sorted { $0.first < $1.first }
      for (index, before) in sorted.enumerated() {
        for after in sorted[(index + 1)...] {
          if after.first > before.last { break }
          guard after.takesTurns(with: before) else {
            throw .duplicateName(path: Module.join(path, stem + "\(after.first)"))
          }
        }
      }
    }
  }
}

/// The numbers in the names of a node's copies.
private struct CopyNumbers {
  let first: Int
  let last: Int
  let spacing: Int

  /// Nil if the last number is beyond `Int`.
  init?(from first: Int, _ node: Module.Node) {
    let (reach, isTooFar) = (max(1, node.repetitions) - 1).multipliedReportingOverflow(
      by: max(1, node.spacing))
    let (last, overflow) = first.addingReportingOverflow(reach)
    if isTooFar || overflow { return nil }
    (self.first, self.last, spacing) = (first, last, max(1, node.spacing))
  }

  /// Whether each has numbers of its own although they lie between each other: 0, 2, 4 and 1, 3, 5.
  func takesTurns(with other: CopyNumbers) -> Bool {
    spacing == other.spacing && first % spacing != other.first % spacing
  }
}

extension String {
  /// `relu` of `relu_2`: the name of the module that a numbered call belongs to.
  fileprivate var firstCallName: String {
    let bytes = utf8
    guard let underscore = bytes.lastIndex(of: UInt8(ascii: "_")) else { return self }
    let digits = bytes[bytes.index(after: underscore)...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return self }
    return String(self[..<underscore])
  }
}
