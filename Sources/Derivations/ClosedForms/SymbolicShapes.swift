import Networks
import Symbolics

// What an operation asks of its inputs' sizes, and what it makes of them, when they are letters. Sizes are batch first.

extension Operation {
  /// The sizes of the inputs, given that the operation can take them at every size. Tensors that are combined must have
  /// the same sizes, and what one of them takes for granted, all do.
  func accept(_ inputs: [[SymbolicValue]], at path: String) throws(NoClosedForm) -> [[SymbolicValue]] {
    var inputs = inputs
    switch self {
    case .elementwise:
      for place in inputs.indices.dropFirst() { try Self.match(&inputs, 0, place, at: path) }
    case .matrixProduct(let product):
      let last = inputs[0].count - 1
      try Self.match(&inputs, 0, 1, but: [last - 1, last], at: path)
      let inner = inputs[1][inputs[1].count - (product.transposesSecond ? 1 : 2)]
      if inputs[0].last?.polynomial != inner.polynomial { throw .shapesDiffer(path: path) }
    case .concatenation(let axis):
      for place in inputs.indices.dropFirst() { try Self.match(&inputs, 0, place, but: [axis], at: path) }
    case .view(.cropped): try Self.fit(&inputs, at: path)
    case .attention where inputs.count == 3:
      try Self.match(&inputs, 1, 2, but: [inputs[1].count - 1], at: path)
    case .linear:
      if inputs[0].last?.polynomial.constant == nil { throw .sizeIsFixed(path: path) }
    case .learned(.positions), .learned(.tokens):
      if inputs[0].last?.polynomial.constant == nil { throw .sizeIsFixed(path: path) }
    default:
      guard let window else { break }
      for (offset, axis) in window.axes.enumerated() {
        try inputs[0][offset + 2].fit(window, along: axis, at: path)
      }
    }
    return inputs
  }

  /// Refuses two tensors that go together for some sizes only; axes of size 1 are repeated.
  private static func match(
    _ inputs: inout [[SymbolicValue]], _ first: Int, _ second: Int, but free: [Int] = [], at path: String
  ) throws(NoClosedForm) {
    let offset = inputs[first].count - inputs[second].count
    for axis in inputs[first].indices {
      guard !free.contains(axis), inputs[second].indices.contains(axis - offset) else { continue }
      let (one, other) = (inputs[first][axis], inputs[second][axis - offset])
      if one.polynomial != other.polynomial {
        guard one.polynomial.constant == .one || other.polynomial.constant == .one else {
          throw .shapesDiffer(path: path)
        }
      }
      do throws(ArithmeticError) {
        try inputs[first][axis].conditions.join(other.conditions)
      } catch { throw .arithmetic(error, path: path) }
    }
  }

  /// Refuses a map out of which the second one can be cut for some sizes only.
  private static func fit(_ inputs: inout [[SymbolicValue]], at path: String) throws(NoClosedForm) {
    for axis in inputs[0].indices.dropFirst(2) {
      do throws(PolynomialError) {
        let room = try inputs[0][axis].adding(inputs[1][axis].negated)
        inputs[1][axis].conditions = room.conditions
        if let constant = room.polynomial.constant, !constant.isNegative { continue }
      } catch { throw NoClosedForm(error, at: path) }
      throw .shapesDiffer(path: path)
    }
  }

  /// The sizes of the output.
  func extents(
    after inputs: [[SymbolicValue]], _ part: Part,
    _ steps: [Quantity: Result<SymbolicValue, NoClosedForm>]
  ) throws(NoClosedForm) -> [SymbolicValue] {
    let input = inputs[0]
    func step(_ quantity: Quantity) throws(NoClosedForm) -> SymbolicValue {
      guard let value = steps[quantity] else { throw .noSuchStep(path: part.path) }
      return try value.get()
    }
    func fixed(_ axis: Int) -> SymbolicValue { SymbolicValue(Rational(part.output.dimensions[axis])) }
    switch self {
    case .convolution, .maxPool, .averagePool, .transposedConvolution:
      var extents = [input[0], fixed(1)]
      for axis in OutputSize.Axis.allCases where steps[axis.output] != nil {
        extents.append(try step(axis.output))
      }
      return extents
    case .globalAveragePool, .adaptiveAveragePool:
      return [input[0], input[1]] + part.output.dimensions.indices.dropFirst(2).map { fixed($0) }
    case .linear, .recurrent, .attention:
      return input.dropLast() + [fixed(part.output.rank - 1)]
    case .embedding: return input + [fixed(part.output.rank - 1)]
    case .norm, .activation, .softmax: return input
    case .elementwise: return inputs.dropFirst().reduce(input) { Self.broadcast($0, $1) }
    case .learned(.tokens(let count, _)):
      var extents = input
      let axis = extents.count - 2
      do throws(PolynomialError) {
        extents[axis] = try extents[axis].adding(SymbolicValue(Rational(count)))
      } catch { throw NoClosedForm(error, at: part.path) }
      return extents
    case .learned: return input
    case .view(let view): return try view.extents(after: inputs, part, step)
    case .concatenation(let axis):
      var extents = input
      for other in inputs.dropFirst() {
        do throws(PolynomialError) {
          extents[axis] = try extents[axis].adding(other[axis])
        } catch { throw NoClosedForm(error, at: part.path) }
      }
      return extents
    case .reduction(let reduction):
      return input.enumerated().compactMap { axis, size in
        reduction.axes.contains(axis) ? (reduction.keepsAxes ? SymbolicValue(.one) : nil) : size
      }
    case .matrixProduct(let product):
      let columns = inputs[1][inputs[1].count - (product.transposesSecond ? 2 : 1)]
      return Self.broadcast(input.dropLast(2), inputs[1].dropLast(2)) + [input[input.count - 2], columns]
    case .resize, .uncounted: return try Self.constants(inputs, part)
    }
  }

  private static func broadcast(_ first: [SymbolicValue], _ second: [SymbolicValue]) -> [SymbolicValue] {
    var (long, short) = first.count >= second.count ? (first, second) : (second, first)
    let offset = long.count - short.count
    for axis in short.indices where long[axis + offset].polynomial.constant == .one {
      swap(&long[axis + offset], &short[axis])
    }
    return long
  }

  /// The output of an operation that is not followed: its numbers, if no letter went in but the batch.
  static func constants(
    _ inputs: [[SymbolicValue]], _ part: Part
  ) throws(NoClosedForm) -> [SymbolicValue] {
    let hasLetters = inputs.contains { $0.dropFirst().contains { $0.polynomial.constant == nil } }
    guard !hasLetters, let batch = inputs.first?.first else { throw .notFollowed(path: part.path) }
    let sizes = part.output.dimensions.map { SymbolicValue(Rational($0)) }
    if part.output.layout == .constant { return sizes }
    guard batch.polynomial.constant == nil else { return sizes }
    return part.output.dimensions.first == part.inputs.first?.dimensions.first
      ? [batch] + sizes.dropFirst() : sizes
  }
}

extension Operation.View {
  func extents(
    after inputs: [[SymbolicValue]], _ part: Part,
    _ step: (Quantity) throws(NoClosedForm) -> SymbolicValue
  ) throws(NoClosedForm) -> [SymbolicValue] {
    let input = inputs[0]
    func fixed(_ axis: Int) -> SymbolicValue { SymbolicValue(Rational(part.output.dimensions[axis])) }
    switch self {
    case .flatten:
      var features = SymbolicValue(.one)
      for extent in input.dropFirst() {
        do throws(PolynomialError) {
          features = try features.multiplied(by: extent)
        } catch { throw NoClosedForm(error, at: part.path) }
      }
      return [input[0], features]
    case .positionsAsTokens: return [input[0], try step(.tokens), input[1]]
    case .channelsLast: return [input[0], input[2], input[3], input[1]]
    case .channelsFirst: return [input[0], input[3], input[1], input[2]]
    case .windows, .grids: return [input[0], try step(.windows), fixed(2), input[3]]
    case .asSecond: return inputs[1]
    case .cropped: return [input[0], input[1], inputs[1][2], inputs[1][3]]
    case .behindCached(let past):
      var extents = input
      let axis = extents.count - 2
      do throws(PolynomialError) {
        extents[axis] = try extents[axis].adding(SymbolicValue(Rational(past)))
      } catch { throw NoClosedForm(error, at: part.path) }
      return extents
    case .oneToken: return input.dropLast(2) + [input[input.count - 1]]
    case .heads, .mergedHeads:
      let leading = self == .mergedHeads ? input.dropLast(3) : input.dropLast(2)
      let last = part.output.rank - 1
      if case .heads = self { return leading + [fixed(last - 2), input[input.count - 2], fixed(last)] }
      return leading + [input[input.count - 2], fixed(last)]
    case .part(_, let axis), .slice(let axis, _), .repeated(_, let axis):
      guard input[axis].polynomial.constant != nil else { throw .notFollowed(path: part.path) }
      var extents = input
      extents[axis] = fixed(axis)
      return extents
    case .shuffle: return input
    case .permuted(let order, _): return order.map { input[$0] }
    case .neighbours(let side):
      do throws(PolynomialError) {
        let side = SymbolicValue(Rational(side))
        return [
          input[0], try input[1].divided(by: side).ceiling(), try input[2].divided(by: side).ceiling(),
          fixed(3),
        ]
      } catch { throw NoClosedForm(error, at: part.path) }
    case .fixed where part.output.layout == .constant: return part.output.dimensions.indices.map { fixed($0) }
    case .arranged, .fixed: return try Operation.constants(inputs, part)
    }
  }
}

extension SymbolicValue {
  /// Takes for granted that a window fits along an axis: its reach is at most the padded size.
  fileprivate mutating func fit(
    _ window: Operation.Window, along axis: OutputSize.Axis, at path: String
  ) throws(NoClosedForm) {
    // Rounding up cuts windows off for some sizes and not for others.
    guard let letter = ClosedForm.Letter.allCases.first(where: { polynomial.symbols.contains($0.symbol) })
    else { return }
    if window.roundsUp { throw .notFollowed(path: path) }
    let slope = polynomial.slope(letter)
    // Without the letter the size is a number, and the deriver has seen that the window fits it.
    if slope.isZero { return }
    guard !slope.isNegative else { throw .windowOutgrown(path: path) }
    let reach = Int128(window.dilation[axis]) * (Int128(window.kernel[axis]) - 1) + 1
    let padding = Int128(window.padding[axis]) + Int128(window.paddingAfter[axis])
    let needed = Rational(whole: reach - padding)
    do throws(ArithmeticError) {
      let least = try needed.subtracting(polynomial.constantTerm).divided(by: slope)
      try conditions.require(letter, atLeast: least < .one ? .one : least)
    } catch { throw .arithmetic(error, path: path) }
  }
}
