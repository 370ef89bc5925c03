import Networks
import Symbolics

/// A layer being worked out: what is known of it so far, and the steps taken.
struct Working {
  let path: String
  let operation: Operation
  let inputs: [Shape]
  /// The axes of input and output as factors, batch first: `N`, `C`, `H`, `W`. Those of the output stay nil until a rule
  /// names them or ``name(output:)`` does.
  var inputAxes: [Expression] = []
  /// The input whose axes these are.
  private var namedInput: Shape
  var outputAxes: [Expression]?
  /// What the shorthand R stands for in this layer, and the axes of its window for K.
  var rows: [Expression] = []
  private var kernelAxes: [Expression] = []
  private(set) var bindings: [Binding] = []
  private(set) var steps: [Step] = []
  /// The size of the output map, once its steps were taken.
  private(set) var map: Extents?
  /// Whether N stays in the formulas even where it is 1.
  let keepsBatch: Bool
  /// Whether only parameters are worked out: of a layer that does not run.
  let onlyParameters: Bool

  init(_ operation: Operation, inputs: [Shape], path: String, keepsBatch: Bool, onlyParameters: Bool) {
    (self.operation, self.inputs, self.path) = (operation, inputs, path)
    (self.keepsBatch, self.onlyParameters) = (keepsBatch, onlyParameters)
    namedInput = inputs.first ?? Shape([])
    bindings.reserveCapacity(16)
    add(.batch, input.batch, from: .batch)
  }

  var input: Shape { inputs.first ?? Shape([]) }

  /// Makes the value of a letter of the vocabulary known.
  mutating func bind(_ letter: Expression, _ value: Int, from origin: Binding.Origin) {
    if case .symbol(let symbol) = letter { add(symbol, value, from: origin) }
  }

  mutating func add(_ symbol: Symbol, _ value: Int, from origin: Binding.Origin) {
    bindings.append(Binding(symbol, Rational(value), from: origin))
  }

  /// Makes the axes of an input known. A letter that is given for the last axis, or for the second one of a map, stands
  /// for it instead of the usual one, and comes from the layer's own options: bind it first, because the input of a layer
  /// that runs only in training is not known.
  mutating func bindInput(_ index: Int = 0, channels: Expression? = nil, features: Expression? = nil) {
    guard inputs.indices.contains(index) else { return }
    let shape = inputs[index]
    namedInput = shape
    var letters = shape.letters
    for (letter, axis) in [(channels, 1), (features, shape.rank - 1)] {
      if case .symbol(let symbol)? = letter, letters.indices.contains(axis) { letters[axis] = symbol }
    }
    inputAxes = letters.map { .symbol($0) }
    for (axis, letter) in letters.enumerated() where letter != .batch {
      let isOption = axis == 1 && channels != nil || axis == shape.rank - 1 && features != nil
      bindOnce(letter, shape.dimensions[axis], from: isOption ? .option : .input(index, axis: axis))
    }
  }

  /// Takes the steps for the size of the output map, axis by axis.
  mutating func takeSizes(of window: Operation.Window, by formulas: SizeFormulas) throws(DerivationError) {
    kernelAxes = window.axes.map { $0.kernel }
    for axis in window.axes {
      for option in OutputSize.options(of: window, along: axis) { bindOnce(option.symbol, option.value) }
    }
    try takeSizes(along: window.axes) { formulas.formula(for: window, along: $0, size: $1) }
  }

  /// The same behind a transposed convolution.
  mutating func takeSizes(
    of layer: Operation.TransposedConvolution, rule: String
  ) throws(DerivationError) {
    let window = layer.convolution.window
    kernelAxes = window.axes.map { $0.kernel }
    for axis in window.axes {
      for option in OutputSize.options(of: layer, along: axis) { bindOnce(option.symbol, option.value) }
    }
    try takeSizes(along: window.axes) { axis, _ in Formula.size(layer, along: axis, rule: rule) }
  }

  private mutating func takeSizes(
    along axes: [OutputSize.Axis], _ formula: (OutputSize.Axis, Int) -> Formula
  ) throws(DerivationError) {
    if onlyParameters { return }
    var sizes: Extents = 1
    for axis in axes {
      let value = try take(formula(axis, input[axis]))
      guard let size = value.integer else { throw .shape(.overflow(path: path)) }
      sizes[axis] = size
    }
    map = sizes
  }

  mutating func bindOnce(_ symbol: Symbol, _ value: Int, from origin: Binding.Origin = .option) {
    if !bindings.contains(where: { $0.symbol == symbol }) { add(symbol, value, from: origin) }
  }

  /// Makes the axes of the output known where no rule did: by the letters of the input where the sizes are the same, and not
  /// only by chance, as those of a pooling to a size of its own may be.
  mutating func name(output: Shape, hasOwnSize: Bool = false) {
    guard outputAxes == nil else { return }
    if output.dimensions == namedInput.dimensions, !hasOwnSize {
      outputAxes = inputAxes
      return
    }
    var axes: [Expression] = []
    for (axis, letter) in output.letters.enumerated() {
      let size = Rational(output.dimensions[axis])
      let bound = bindings.first { $0.symbol == letter }
      if let bound, bound.value == size, !(hasOwnSize && axis >= 2) {
        axes.append(.symbol(letter))
      } else {
        let symbol = bound == nil ? letter : Symbol(letter.base, index: letter.index + "out")
        // A size of the layer's own holds whatever goes in.
        bindOnce(
          symbol, output.dimensions[axis], from: hasOwnSize && axis >= 2 ? .option : .output(axis: axis))
        axes.append(.symbol(symbol))
      }
    }
    outputAxes = axes
  }

  /// Takes one step: the formula is fitted to this layer, its numbers are put in, and the result is evaluated and
  /// made known to the steps that follow.
  @discardableResult
  mutating func take(_ formula: Formula) throws(DerivationError) -> Rational {
    if onlyParameters, formula.quantity != .parameters { return .zero }
    let expression = fitted(formula)
    var used: [Binding] = []
    collect(expression, into: &used)
    let step = try Step(
      formula.id, formula.quantity, formula.quantity.symbol, expression, bindings: used,
      source: formula.source, path: path)
    steps.append(step)
    bindings.append(Binding(step.symbol, step.value, from: .step(formula.quantity)))
    return step.value
  }

  /// The value of a term of a convention for this layer.
  func value(of term: Expression, _ shorthands: Shorthands) throws(ArithmeticError) -> Rational {
    // What stands for all axes is multiplied out already: fitting each formula took longer than deriving the layer.
    let found = try? term.evaluated { symbol in
      switch symbol {
      case Quantity.macs.symbol: value(of: symbol) ?? .zero
      case .inputElements: shorthands.inputs
      case .outputElements: shorthands.outputs
      case .rows: shorthands.rows
      case .taps: shorthands.taps
      default: value(of: symbol)
      }
    }
    // Whatever has no value that way fails below with its reason, or has letters that are left out.
    if let found { return found }
    return try fitted(term).evaluated { value(of: $0) ?? ($0 == Quantity.macs.symbol ? .zero : nil) }
  }

  /// The values of the letters that stand for a product of axes; nil beyond 127 bits.
  struct Shorthands {
    let inputs: Rational?
    let outputs: Rational?
    let rows: Rational?
    let taps: Rational?

    init(of working: Working) {
      inputs = working.product(of: working.inputAxes)
      outputs = working.product(of: working.outputAxes ?? working.inputAxes)
      rows = working.product(of: working.rows)
      taps = working.product(of: working.kernelAxes)
    }
  }

  private func product(of axes: [Expression]) -> Rational? {
    var product = Rational.one
    for axis in axes {
      guard let value = try? axis.evaluated(with: { value(of: $0) }),
        let next = try? product.multiplied(by: value)
      else { return nil }
      product = next
    }
    return product
  }

  /// The formula in the letters of this layer.
  private func fitted(_ formula: Formula) -> Expression {
    let leavesBatch = !keepsBatch && input.batch == 1
    let leavesGroups = value(of: .groups) ?? .one == .one
    if leavesBatch, leavesGroups, !formula.hasShorthands { return formula.withoutOnes }
    return fitted(formula.expression)
  }

  private func fitted(_ expression: Expression) -> Expression {
    let leavesBatch = !keepsBatch && input.batch == 1
    let leavesGroups = value(of: .groups) ?? .one == .one
    return
      expression
      .expanding { symbol in
        switch symbol {
        case .inputElements: inputAxes
        case .outputElements: outputAxes ?? inputAxes
        case .rows: rows
        case .taps: kernelAxes
        default: nil
        }
      }
      .leavingOut { symbol in
        symbol == .batch ? leavesBatch : symbol == .groups && leavesGroups
      }
  }

  private func value(of symbol: Symbol) -> Rational? {
    bindings.first { $0.symbol == symbol }?.value
  }

  /// Adds the bindings of an expression's symbols in the order of first appearance.
  private func collect(_ expression: Expression, into used: inout [Binding]) {
    switch expression {
    case .number: break
    case .symbol(let symbol):
      if used.contains(where: { $0.symbol == symbol }) { return }
      if let binding = bindings.first(where: { $0.symbol == symbol }) { used.append(binding) }
    case .sum(let terms): for term in terms { collect(term.value, into: &used) }
    case .product(let factors): for factor in factors { collect(factor, into: &used) }
    case .quotient(let left, let right), .power(let left, let right):
      collect(left, into: &used)
      collect(right, into: &used)
    case .negative(let inner), .floor(let inner), .ceiling(let inner): collect(inner, into: &used)
    }
  }
}

extension Step {
  /// Puts the numbers in and evaluates what results: the one way in which a value comes about.
  init(
    _ id: String, _ quantity: Quantity, _ symbol: Symbol, _ formula: Expression, bindings: [Binding],
    source: Publication, path: String
  ) throws(DerivationError) {
    let substituted = formula.substituting { symbol in
      bindings.first { $0.symbol == symbol }.map { Expression($0.value) }
    }
    try self.init(
      id, quantity, symbol, formula, bindings: bindings, substituted: substituted, source: source, path: path)
  }

  /// The same with the numbers already put in.
  init(
    _ id: String, _ quantity: Quantity, _ symbol: Symbol, _ formula: Expression, bindings: [Binding],
    substituted: Expression, source: Publication, path: String
  ) throws(DerivationError) {
    let value: Rational
    do {
      value = try substituted.evaluated()
    } catch { throw .arithmetic(error, path: path, step: id) }
    self.init(
      id: id, quantity: quantity, symbol: symbol, formula: formula, bindings: bindings,
      substituted: substituted, source: source, value: value, substeps: [])
  }
}
