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
///   - input: the input shape, batch first; if it is left out, ``Network/usualInput`` behind `batch`.
///   - batch: the batch size where `input` is left out.
///   - convention: whose way of counting ``Quantity/counted`` follows.
/// - Throws: ``DerivationError``: an impossible input or option, a malformed network, a number beyond 127 bits.
public func derive(
  _ network: Network, input: Shape? = nil, batch: Int = 1, convention: Convention = .paper
) throws(DerivationError) -> Derivation {
  try derive(network, input: input ?? Shape([batch] + network.usualInput), convention, keepsBatch: false)
}

/// The same with the choice of keeping N in all formulas, for closed forms.
func derive(
  _ network: Network, input: Shape, _ convention: Convention, keepsBatch: Bool
) throws(DerivationError) -> Derivation {
  guard input.rank > 0, input.dimensions.allSatisfy({ $0 > 0 }) else {
    throw .shape(.emptyInput(input))
  }
  var deriver = Deriver(convention: convention, source: network.publication, keepsBatch: keepsBatch)
  let root = try deriver.module(network.root, inputs: [input], path: "", repetitions: 1, depth: 0)
  return Derivation(network: network, input: input, convention: convention, root: root.part)
}

struct Deriver {
  let convention: Convention
  let source: Publication
  let keepsBatch: Bool
  /// The layers that were worked out already: equal operations on equal shapes have equal steps, wherever they stand.
  private var known: [Key: (steps: [Step], output: Shape)] = [:]

  init(convention: Convention, source: Publication, keepsBatch: Bool) {
    (self.convention, self.source, self.keepsBatch) = (convention, source, keepsBatch)
  }

  private struct Key: Hashable {
    let operation: Operation
    let inputs: [Shape]
  }

  /// A part, and how many layers there are in one copy of it.
  typealias Result = (part: Part, layers: Int)

  mutating func layer(
    _ operation: Operation, inputs: [Shape], path: String, repetitions: Int
  ) throws(DerivationError) -> Result {
    let key = Key(operation: operation, inputs: inputs)
    let layer: (steps: [Step], output: Shape)
    if let before = known[key] {
      layer = before
    } else {
      layer = try workOut(operation, inputs: inputs, path: path)
      known[key] = layer
    }
    let part = Part(
      path: path, kind: .layer(operation), repetitions: repetitions, inputs: inputs, output: layer.output,
      steps: layer.steps, parts: [])
    return (part, 1)
  }

  private func workOut(
    _ operation: Operation, inputs: [Shape], path: String
  ) throws(DerivationError) -> (steps: [Step], output: Shape) {
    do throws(ShapeError) {
      try operation.validate(inputs, at: path)
    } catch { throw .shape(error) }
    var working = Working(operation, inputs: inputs, path: path, keepsBatch: keepsBatch)
    try operation.work(in: &working)
    if let formula = convention.formula(for: operation) { try working.take(formula) }
    do throws(ShapeError) {
      return (working.steps, try operation.output(for: inputs, map: working.map, at: path))
    } catch { throw .shape(error) }
  }

  mutating func module(
    _ module: Module, inputs: [Shape], path: String, repetitions: Int, depth: Int
  ) throws(DerivationError) -> Result {
    guard depth < DerivationError.maximumDepth else { throw .tooDeep(path: path) }
    guard inputs.count == 1 else {
      throw .shape(.inputCountMismatch(path: path, expected: 1, found: inputs.count))
    }
    try module.checkNames(under: path)
    var parts: [Part] = []
    parts.reserveCapacity(module.nodes.count)
    var layers = 0
    for (index, node) in module.nodes.enumerated() {
      let nodePath = Module.join(path, node.name)
      let nodeInputs = try gather(node.inputs, at: index, of: parts, moduleInput: inputs[0], nodePath)
      let result = try self.node(node, inputs: nodeInputs, path: nodePath, depth: depth)
      parts.append(result.part)
      let (copies, first) = result.layers.multipliedReportingOverflow(by: node.repetitions)
      let (sum, second) = layers.addingReportingOverflow(copies)
      guard !first, !second, sum <= DerivationError.mostLayers else { throw .tooManyLayers(path: nodePath) }
      layers = sum
    }
    guard let last = parts.last else { throw .emptyModule(path: path) }
    let part = Part(
      path: path, kind: .module(module.role), repetitions: repetitions, inputs: inputs, output: last.output,
      steps: try sums(over: parts, path: path), parts: parts)
    return (part, layers)
  }

  private mutating func node(
    _ node: Module.Node, inputs: [Shape], path: String, depth: Int
  ) throws(DerivationError) -> Result {
    guard node.repetitions >= 1 else {
      throw .impossibleRepetition(path: path, repetitions: node.repetitions)
    }
    let result: Result
    switch node.element {
    case .layer(let operation):
      result = try layer(operation, inputs: inputs, path: path, repetitions: node.repetitions)
    case .module(let inner):
      result = try module(
        inner, inputs: inputs, path: path, repetitions: node.repetitions, depth: depth + 1)
    }
    if node.repetitions > 1 {
      guard inputs.count == 1 else {
        throw .shape(.inputCountMismatch(path: path, expected: 1, found: inputs.count))
      }
      guard result.part.output == inputs[0] else {
        throw .repetitionChangesShape(path: path, input: inputs[0], output: result.part.output)
      }
    }
    return result
  }

  private func gather(
    _ sources: [Module.Source], at index: Int, of parts: [Part], moduleInput: Shape, _ path: String
  ) throws(DerivationError) -> [Shape] {
    var shapes: [Shape] = []
    shapes.reserveCapacity(sources.count)
    for source in sources {
      switch source {
      case .input: shapes.append(moduleInput)
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
      var terms: [Expression] = []
      var numbers: [Expression] = []
      var bindings: [Binding] = []
      for part in parts {
        guard let step = part.step(quantity) else { continue }
        let symbol = quantity.symbol(of: part.path)
        let copies = Expression(Rational(part.repetitions))
        let isRepeated = part.repetitions > 1
        terms.append(isRepeated ? .product([copies, .symbol(symbol)]) : .symbol(symbol))
        let value = Expression(step.value)
        numbers.append(isRepeated ? .product([copies, value]) : value)
        bindings.append(Binding(symbol, step.value, from: .part(part.path)))
      }
      if terms.isEmpty, !path.isEmpty { continue }
      steps.append(
        try Step(
          "sum." + quantity.name, quantity, quantity.symbol(of: path), .sum(of: terms), bindings: bindings,
          substituted: .sum(of: numbers), source: source, path: path))
    }
    return steps
  }
}

extension Module {
  /// The path of a node within the module at `path`.
  static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }

  /// Refuses two nodes of one name. A numeric name stands for a range where its node is repeated: `1` to `22`.
  func checkNames(under path: String) throws(DerivationError) {
    var words: Set<String> = []
    var ranges: [(first: Int, last: Int)] = []
    for node in nodes {
      guard let number = Int(node.name), number >= 0 else {
        guard words.insert(node.name).inserted else {
          throw .duplicateName(path: Module.join(path, node.name))
        }
        continue
      }
      let (last, overflow) = number.addingReportingOverflow(max(1, node.repetitions) - 1)
      guard !overflow else { throw .tooManyLayers(path: Module.join(path, node.name)) }
      ranges.append((number, last))
    }
    ranges.sort { $0.first < $1.first }
    for (before, after) in zip(ranges, ranges.dropFirst()) where after.first <= before.last {
      throw .duplicateName(path: Module.join(path, "\(after.first)"))
    }
  }
}
