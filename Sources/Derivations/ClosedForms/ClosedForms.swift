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
    self.letters = letters
    derivation = try derive(
      network, input: input ?? Shape([batch] + network.usualInput), convention,
      keepsBatch: letters.contains(.batch))
    var walk = SymbolicWalk(letters: letters)
    walk.module(network.root, derivation.root, input: .given(derivation.input, keeping: letters))
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

/// The sizes of a tensor behind the batch, with letters; or why they cannot be told.
enum SymbolicTensor {
  case extents([SymbolicValue])
  case unknown(NoClosedForm)

  static func given(_ shape: Shape, keeping letters: [ClosedForm.Letter]) -> SymbolicTensor {
    var extents = shape.dimensions.dropFirst().map { SymbolicValue(Rational($0)) }
    if shape.rank == 4 {
      if letters.contains(.height) { extents[1] = SymbolicValue(.height) }
      if letters.contains(.width) { extents[2] = SymbolicValue(.width) }
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

  init(letters: [ClosedForm.Letter]) { self.letters = letters }

  @discardableResult
  mutating func module(_ module: Module, _ part: Part, input: SymbolicTensor) -> SymbolicTensor {
    var outputs: [SymbolicTensor] = []
    for (node, inner) in zip(module.nodes, part.parts) {
      var inputs: [SymbolicTensor] = []
      for source in node.inputs {
        switch source {
        case .input: inputs.append(input)
        // The deriver has refused sources that do not exist.
        case .node(let index): inputs.append(outputs[index])
        }
      }
      var output: SymbolicTensor
      switch node.element {
      case .layer(let operation): output = layer(operation, inner, inputs: inputs)
      case .module(let module): output = self.module(module, inner, input: inputs[0])
      }
      if node.repetitions > 1 { output = repeated(output, input: inputs[0], inner.path) }
      outputs.append(output)
    }
    var sums: [Quantity: Result<SymbolicValue, NoClosedForm>] = [:]
    for step in part.steps { sums[step.quantity] = value(of: step, at: part.path, inputs: [], steps: [:]) }
    values[part.path] = sums
    return outputs.last ?? input
  }

  private mutating func layer(_ operation: Operation, _ part: Part, inputs: [SymbolicTensor])
    -> SymbolicTensor
  {
    var extents: [SymbolicValue] = []
    var failure: NoClosedForm?
    do throws(NoClosedForm) {
      extents = try operation.accept(inputs, at: part.path)
    } catch { failure = error }
    var steps: [Quantity: Result<SymbolicValue, NoClosedForm>] = [:]
    for step in part.steps {
      if let failure, step.quantity != .parameters {
        steps[step.quantity] = .failure(failure)
      } else {
        steps[step.quantity] = value(of: step, at: part.path, inputs: extents, steps: steps)
      }
    }
    values[part.path] = steps
    if let failure { return .unknown(failure) }
    do throws(NoClosedForm) {
      return .extents(try operation.extents(after: extents, part, steps))
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
    of step: Step, at path: String, inputs: [SymbolicValue],
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
    _ binding: Binding, of quantity: Quantity, at path: String, _ inputs: [SymbolicValue],
    _ steps: [Quantity: Result<SymbolicValue, NoClosedForm>]
  ) throws(NoClosedForm) -> SymbolicValue {
    switch binding.origin {
    case .batch: return letters.contains(.batch) ? SymbolicValue(.batch) : SymbolicValue(binding.value)
    case .inputHeight where inputs.count == 3: return inputs[1]
    case .inputWidth where inputs.count == 3: return inputs[2]
    case .inputChannels where inputs.count == 1 || inputs.count == 3: return inputs[0]
    case .step(let quantity):
      guard let value = steps[quantity] else { throw .noSuchStep(path: path) }
      return try value.get()
    case .part(let part):
      guard let value = values[part]?[quantity] else { throw .noSuchStep(path: part) }
      return try value.get()
    case .option, .inputHeight, .inputWidth, .inputChannels, .inputElements, .repetitions, .rule:
      return SymbolicValue(binding.value)
    }
  }
}
