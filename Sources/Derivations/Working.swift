import Networks
import Symbolics

/// A layer being worked out: what is known of it so far, and the steps taken.
struct Working {
  let path: String
  let operation: Operation
  let inputs: [Shape]
  /// The axes of input and output as factors, batch first: `N`, `C`, `H`, `W`.
  var inputAxes: [Expression] = []
  var outputAxes: [Expression] = []
  private(set) var bindings: [Binding] = []
  private(set) var steps: [Step] = []
  /// The size of the output map, once its steps were taken.
  private(set) var map: Pair?
  /// Whether N stays in the formulas even where it is 1.
  let keepsBatch: Bool

  init(_ operation: Operation, inputs: [Shape], path: String, keepsBatch: Bool) {
    (self.operation, self.inputs, self.path, self.keepsBatch) = (operation, inputs, path, keepsBatch)
    let batch = inputs.first?.batch ?? 1
    bindings.reserveCapacity(16)
    add(.batch, batch, from: .batch)
  }

  var input: Shape { inputs.first ?? Shape([]) }

  /// Makes the value of a letter of the vocabulary known.
  mutating func bind(_ letter: Expression, _ value: Int, from origin: Binding.Origin) {
    if case .symbol(let symbol) = letter { add(symbol, value, from: origin) }
  }

  private mutating func add(_ symbol: Symbol, _ value: Int, from origin: Binding.Origin) {
    bindings.append(Binding(symbol, Rational(value), from: origin))
  }

  /// Makes the axes of the input known and takes them for the output too: channels, height and width of a map under
  /// the letter `channels`, or the features of a vector under the letter `features`.
  mutating func bindInput(
    channels: Expression = .channels, features: Expression = .features,
    from origin: Binding.Origin = .inputChannels
  ) {
    inputAxes = [.batch]
    switch input.rank {
    case 4:
      bind(channels, input.channels, from: origin)
      bind(.inputHeight, input.height, from: .inputHeight)
      bind(.inputWidth, input.width, from: .inputWidth)
      inputAxes += [channels, .inputHeight, .inputWidth]
    case 2:
      bind(features, input.channels, from: origin)
      inputAxes.append(features)
    default:
      for (axis, size) in input.dimensions.enumerated().dropFirst() {
        let symbol = Symbol("d", index: "\(axis)")
        add(symbol, size, from: .inputElements)
        inputAxes.append(.symbol(symbol))
      }
    }
    outputAxes = inputAxes
  }

  /// Takes the steps for the size of the output map.
  mutating func takeSizes(of window: Operation.Window, by formulas: SizeFormulas) throws(DerivationError) {
    for axis in OutputSize.Axis.allCases {
      let symbols = OutputSize.Symbols(window, axis)
      bindOnce(symbols.kernel, window.kernel[axis])
      bindOnce(symbols.stride, window.stride[axis])
      bindOnce(symbols.padding, window.padding[axis])
      bindOnce(symbols.dilation, window.dilation[axis])
    }
    let height = try takeSize(formulas.formula(for: window, along: .height))
    let width = try takeSize(formulas.formula(for: window, along: .width))
    map = Pair(height, width)
  }

  private mutating func takeSize(_ formula: Formula) throws(DerivationError) -> Int {
    let value = try take(formula)
    guard let size = value.integer else { throw .shape(.overflow(path: path)) }
    return size
  }

  private mutating func bindOnce(_ symbol: Symbol, _ value: Int) {
    if !bindings.contains(where: { $0.symbol == symbol }) { add(symbol, value, from: .option) }
  }

  /// Takes one step: the formula is fitted to this layer, its numbers are put in, and the result is evaluated and
  /// made known to the steps that follow.
  @discardableResult
  mutating func take(_ formula: Formula) throws(DerivationError) -> Rational {
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

  /// The formula in the letters of this layer.
  private func fitted(_ formula: Formula) -> Expression {
    let leavesBatch = !keepsBatch && input.batch == 1
    let leavesGroups = value(of: .groups) ?? .one == .one
    if leavesBatch, leavesGroups, !formula.hasElements { return formula.withoutOnes }
    return formula.expression
      .expanding { symbol in
        symbol == .inputElements ? inputAxes : symbol == .outputElements ? outputAxes : nil
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
