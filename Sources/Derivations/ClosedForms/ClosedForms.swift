public import Networks
import Symbolics

/// The closed forms of a network and all its parts.
///
/// Every formula is the one of the numeric derivation; only the letters that are kept stay letters. A floor is resolved
/// by assuming that the height and the width are multiples of the smallest number that makes it exact.
///
///     let forms = try ClosedForms(resnet50, keeping: [.batch, .height, .width])
///     try forms.form(of: .macs).expression    // 81456×N×H×W + 2048000×N
public struct ClosedForms: Sendable {
  /// The derivation whose formulas were used. Its own sizes do not matter for the letters that are kept.
  public let derivation: Derivation
  /// The letters that are kept.
  public let letters: [ClosedForm.Letter]
  private let values: [String: [Quantity: Result<SymbolicValue, NoClosedForm>]]

  /// Derives a network and evaluates its formulas again with letters.
  ///
  /// - Parameter input: as in ``derive(_:input:batch:convention:)``; sizes that are not kept are taken from it.
  /// - Throws: ``DerivationError`` where the network cannot be derived with numbers.
  public init(
    _ network: Network, input: Shape? = nil, batch: Int = 1, convention: Convention = .paper,
    keeping letters: [ClosedForm.Letter]
  ) throws(DerivationError) {
    try self.init(
      network, inputs: network.shapes(first: input, batch: batch), convention: convention, keeping: letters)
  }

  /// The same for a network with several inputs, each given by its shape.
  public init(
    _ network: Network, inputs: [Shape], convention: Convention = .paper,
    keeping letters: [ClosedForm.Letter]
  ) throws(DerivationError) {
    self.letters = letters
    derivation = try derive(network, inputs: inputs, convention, keepsBatch: letters.contains(.batch))
    var walk = SymbolicWalk(letters: letters)
    walk.module(
      network.root, derivation.root, inputs: derivation.inputs.map { .given($0, keeping: letters) })
    values = walk.values
  }

  /// The closed form of a quantity of a part; the empty path is the whole network. A path inside a later copy is the
  /// same as in the first.
  public func form(of quantity: Quantity, at path: String = "") throws(NoClosedForm) -> ClosedForm {
    guard let part = derivation.part(at: path), let found = values[part.path]?[quantity] else {
      throw .noSuchStep(path: path)
    }
    let value = try found.get()
    do throws(ArithmeticError) {
      return ClosedForm(
        quantity: quantity, expression: value.polynomial.inReadingOrder,
        assumptions: try value.conditions.assumptions())
    } catch { throw .arithmetic(error, path: path) }
  }
}

/// The sizes of a tensor with letters, batch first; or why they cannot be told.
enum SymbolicTensor {
  case extents([SymbolicValue])
  case unknown(NoClosedForm)

  static func given(_ shape: Shape, keeping letters: [ClosedForm.Letter]) -> SymbolicTensor {
    var extents = shape.dimensions.map { SymbolicValue(Rational($0)) }
    func keep(_ letter: ClosedForm.Letter, at axis: Int) {
      if letters.contains(letter) { extents[axis] = SymbolicValue(letter) }
    }
    keep(.batch, at: 0)
    switch shape.layout {
    case .map:
      keep(.height, at: 2)
      keep(.width, at: 3)
    case .tokens: keep(.tokens, at: 1)
    case .sequence: keep(.tokens, at: 1)
    default: break
    }
    return .extents(extents)
  }

  func get() throws(NoClosedForm) -> [SymbolicValue] {
    switch self {
    case .extents(let extents): return extents
    case .unknown(let reason): throw reason
    }
  }
}

/// Follows the tensors through the network, as the deriver does, with letters for sizes.
struct SymbolicWalk {
  let letters: [ClosedForm.Letter]
  private(set) var values: [String: [Quantity: Result<SymbolicValue, NoClosedForm>]] = [:]

  /// Whether what is being followed runs only in training: then it has parameters and nothing else.
  private var isIdle = false

  init(letters: [ClosedForm.Letter]) { self.letters = letters }

  @discardableResult
  mutating func module(_ module: Module, _ part: Part, inputs: [SymbolicTensor]) -> SymbolicTensor {
    var outputs: [SymbolicTensor] = []
    for (node, inner) in zip(module.nodes, part.parts) {
      var nodeInputs: [SymbolicTensor] = []
      for source in node.inputs {
        switch source {
        // The deriver has refused sources that do not exist.
        case .moduleInput(let place): nodeInputs.append(inputs[place])
        case .node(let index): nodeInputs.append(outputs[index])
        }
      }
      let wasIdle = isIdle
      if node.use == .training { isIdle = true }
      defer { isIdle = wasIdle }
      var output: SymbolicTensor
      switch node.element {
      case .layer(let operation): output = layer(operation, inner, inputs: nodeInputs)
      case .module(let module): output = self.module(module, inner, inputs: nodeInputs)
      }
      if node.repetitions > 1, node.use == .always, let first = nodeInputs.first {
        output = repeated(output, input: first, inner.path)
      }
      outputs.append(output)
    }
    var sums: [Quantity: Result<SymbolicValue, NoClosedForm>] = [:]
    for step in part.steps { sums[step.quantity] = value(of: step, at: part.path, inputs: [], steps: [:]) }
    values[part.path] = sums
    let last = module.nodes.lastIndex { $0.use != .training }
    return last.map { outputs[$0] } ?? outputs.last ?? .unknown(.noSuchStep(path: part.path))
  }

  private mutating func layer(_ operation: Operation, _ part: Part, inputs: [SymbolicTensor])
    -> SymbolicTensor
  {
    var tensors: [[SymbolicValue]] = []
    var failure: NoClosedForm? = isIdle ? .notFollowed(path: part.path) : nil
    do throws(NoClosedForm) {
      if let failure { throw failure }
      for input in inputs { tensors.append(try input.get()) }
      tensors = try operation.accept(tensors, at: part.path)
    } catch { failure = error }
    var steps: [Quantity: Result<SymbolicValue, NoClosedForm>] = [:]
    for step in part.steps {
      if let failure, step.quantity != .parameters {
        steps[step.quantity] = .failure(failure)
      } else {
        steps[step.quantity] = value(of: step, at: part.path, inputs: tensors, steps: steps)
      }
    }
    values[part.path] = steps
    if let failure { return .unknown(failure) }
    do throws(NoClosedForm) {
      return .extents(try operation.extents(after: tensors, part, steps))
    } catch { return .unknown(error) }
  }

  /// Copies follow each other only if they keep the shape for every size.
  private func repeated(_ output: SymbolicTensor, input: SymbolicTensor, _ path: String) -> SymbolicTensor {
    guard case .extents(let after) = output, case .extents(let before) = input else { return output }
    return after.map { $0.polynomial } == before.map { $0.polynomial }
      ? output : .unknown(.copiesChangeShape(path: path))
  }

  /// The step's formula with letters put in where its numbers depend on them.
  private func value(
    of step: Step, at path: String, inputs: [[SymbolicValue]],
    steps: [Quantity: Result<SymbolicValue, NoClosedForm>]
  ) -> Result<SymbolicValue, NoClosedForm> {
    var bound: [Symbol: SymbolicValue] = [:]
    do throws(NoClosedForm) {
      for binding in step.bindings {
        bound[binding.symbol] = try symbolic(binding, of: step.quantity, at: path, inputs, steps)
      }
      return .success(try step.formula.symbolicValue(at: path) { bound[$0] })
    } catch { return .failure(error) }
  }

  private func symbolic(
    _ binding: Binding, of quantity: Quantity, at path: String, _ inputs: [[SymbolicValue]],
    _ steps: [Quantity: Result<SymbolicValue, NoClosedForm>]
  ) throws(NoClosedForm) -> SymbolicValue {
    switch binding.origin {
    case .batch: return letters.contains(.batch) ? SymbolicValue(.batch) : SymbolicValue(binding.value)
    case .input(let place, let axis):
      guard inputs.indices.contains(place), inputs[place].indices.contains(axis) else {
        throw .notFollowed(path: path)
      }
      return inputs[place][axis]
    // Only where a convention counts values of a shape that no rule names.
    case .output: throw .notFollowed(path: path)
    case .step(let quantity):
      guard let value = steps[quantity] else { throw .noSuchStep(path: path) }
      return try value.get()
    case .part(let part):
      guard let values = values[part], let value = values[quantity] ?? values[quantity.standIn] else {
        throw .noSuchStep(path: part)
      }
      return try value.get()
    case .option, .past, .repetitions, .rule, .given, .earlier: return SymbolicValue(binding.value)
    }
  }
}

extension Quantity {
  /// The quantity of a part that a sum takes where the part has none of its own.
  fileprivate var standIn: Quantity { self == .activeParameters ? .parameters : self }
}
