import Derivations
import Networks
import Symbolics

/// The values that are right for a part, in any recognised way of counting.
///
/// Multiply-adds, twice as many FLOPs, 2n − 1 operations for a dot product of n, biases counted or not; normalisation at
/// 1, 2 or 4 operations a value; pooling by what goes in or by what comes out.
struct RightValues: Sendable {
  /// One right value.
  struct Entry: Sendable {
    var value: Rational
    var quantity: Quantity
    /// Operations counted for a multiply-add: 1 or 2; 0 where the count has none.
    var factor: Int
  }

  /// The right values of a layer; multiply-adds and parameters are those of its steps.
  static func entries(
    for operation: Operation, _ layer: Part, macs: Rational, parameters: Rational
  ) -> [Entry] {
    var entries: [Entry] = []
    let inputs = elements(of: layer.inputs.first)
    let outputs = elements(of: layer.output)
    func add(_ value: Rational?, _ quantity: Quantity, factor: Int = 0) {
      if let value { entries.append(Entry(value: value, quantity: quantity, factor: factor)) }
    }
    switch operation {
    case .convolution, .linear, .transposedConvolution, .matrixProduct, .attention, .recurrent:
      let doubled = try? macs.multiplied(by: .two)
      add(macs, .macs, factor: 1)
      add(doubled, .flops, factor: 2)
      add(try? macs.adding(outputs), .macs, factor: 1)
      add(try? doubled?.adding(outputs), .flops, factor: 2)
      add(try? doubled?.subtracting(outputs), .flops, factor: 2)
      add(parameters, .parameters)
      add(try? parameters.subtracting(Rational(operation.biases)), .parameters)
      // With a bias where the network has none, as courses like to count.
      if operation.biases == 0 {
        add(try? parameters.adding(Rational(layer.output.channels)), .parameters)
      }
    case .norm(let norm):
      for factor in [1, 2, 4] { add(try? inputs.multiplied(by: Rational(factor)), .counted) }
      add(parameters, .parameters)
      add(try? Rational(norm.channels).multiplied(by: Rational(4)), .parameters)
    case .globalAveragePool, .adaptiveAveragePool, .averagePool:
      for value in [inputs, try? inputs.adding(outputs), try? inputs.subtracting(outputs), outputs] {
        add(value, .counted)
      }
      add(try? inputs.multiplied(by: .two), .counted)
    case .maxPool(let window):
      let taps = Rational(window.taps ?? 1)
      add(inputs, .counted)
      add(try? outputs.multiplied(by: taps), .counted)
      add(try? outputs.multiplied(by: taps.subtracting(.one)), .counted)
    case .activation, .softmax, .elementwise:
      add(outputs, .counted)
      add(try? outputs.multiplied(by: .two), .counted)
    case .embedding, .learned: add(parameters, .parameters)
    case .reduction, .concatenation, .resize, .view, .uncounted: break
    }
    return entries
  }

  /// The right values of a module: its sums, with and without what a convention may leave out.
  static func entries(for part: Part) -> [Entry] {
    var entries: [Entry] = []
    let macs = part.value(.macs)
    entries.append(Entry(value: macs, quantity: .macs, factor: 1))
    if let flops = try? macs.multiplied(by: .two) {
      entries.append(Entry(value: flops, quantity: .flops, factor: 2))
    }
    entries.append(Entry(value: part.value(.parameters), quantity: .parameters, factor: 0))
    return entries
  }

  /// The number of values in a tensor.
  static func elements(of shape: Shape?) -> Rational {
    var product = Rational.one
    for size in shape?.dimensions ?? [] {
      product = (try? product.multiplied(by: Rational(size))) ?? product
    }
    return product
  }
}

extension Operation {
  /// The number of biases.
  var biases: Int {
    switch self {
    case .convolution(let convolution): convolution.hasBias ? convolution.outputChannels : 0
    case .transposedConvolution(let layer):
      layer.convolution.hasBias ? layer.convolution.outputChannels : 0
    case .linear(let linear): linear.hasBias ? linear.outputFeatures : 0
    default: 0
    }
  }
}
