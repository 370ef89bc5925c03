import Networks
import Symbolics

// What an operation asks of its inputs' sizes, and what it makes of them, when they are letters.

extension Operation {
  /// The sizes of the first input behind the batch, given that the operation can take the inputs at every size.
  func accept(_ inputs: [SymbolicTensor], at path: String) throws(NoClosedForm) -> [SymbolicValue] {
    guard let first = inputs.first else { throw .noSuchStep(path: path) }
    var extents = try first.get()
    for other in inputs.dropFirst() {
      // Two tensors are added: they must have the same sizes, and what either takes for granted, both do.
      let others = try other.get()
      guard others.map({ $0.polynomial }) == extents.map({ $0.polynomial }) else {
        throw .shapesDiffer(path: path)
      }
      for index in extents.indices {
        do throws(ArithmeticError) {
          try extents[index].conditions.join(others[index].conditions)
        } catch { throw .arithmetic(error, path: path) }
      }
    }
    if case .linear = self, extents.contains(where: { $0.polynomial.constant == nil }) {
      throw .sizeIsFixed(path: path)
    }
    if let window, extents.count == 3 {
      try extents[1].fit(window, along: .height, letter: .height, at: path)
      try extents[2].fit(window, along: .width, letter: .width, at: path)
    }
    return extents
  }

  /// The sizes of the output behind the batch.
  func extents(
    after input: [SymbolicValue], _ part: Part, _ steps: [Quantity: Result<SymbolicValue, NoClosedForm>]
  ) throws(NoClosedForm) -> [SymbolicValue] {
    let channels = SymbolicValue(Rational(part.output.channels))
    switch self {
    case .convolution, .maxPool:
      guard let height = steps[.outputHeight], let width = steps[.outputWidth] else {
        throw .noSuchStep(path: part.path)
      }
      return [channels, try height.get(), try width.get()]
    case .globalAveragePool: return [channels, SymbolicValue(.one), SymbolicValue(.one)]
    case .linear: return [channels]
    case .batchNorm, .relu, .add: return input
    case .flatten:
      var features = SymbolicValue(.one)
      for extent in input {
        do throws(PolynomialError) {
          features = try features.multiplied(by: extent)
        } catch { throw NoClosedForm(error, at: part.path) }
      }
      return [features]
    }
  }
}

extension SymbolicValue {
  /// Takes for granted that a window fits along an axis: its reach is at most the padded size.
  fileprivate mutating func fit(
    _ window: Operation.Window, along axis: OutputSize.Axis, letter: ClosedForm.Letter, at path: String
  ) throws(NoClosedForm) {
    let slope = polynomial.slope(letter)
    // Without the letter the size is a number, and the deriver has seen that the window fits it.
    if slope.isZero { return }
    guard !slope.isNegative else { throw .windowOutgrown(path: path) }
    let reach = Int128(window.dilation[axis]) * (Int128(window.kernel[axis]) - 1) + 1
    let needed = Rational(whole: reach - 2 * Int128(window.padding[axis]))
    do throws(ArithmeticError) {
      let least = try needed.subtracting(polynomial.constantTerm).divided(by: slope)
      try conditions.require(letter, atLeast: least < .one ? .one : least)
    } catch { throw .arithmetic(error, path: path) }
  }
}
