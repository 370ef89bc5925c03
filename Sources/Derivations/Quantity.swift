public import Symbolics

/// What a step computes.
public enum Quantity: UInt8, Hashable, Sendable, CaseIterable {
  /// Output height in positions.
  case outputHeight
  /// Output width in positions.
  case outputWidth
  /// Trainable numbers: weights, biases, scales and shifts.
  case parameters
  /// Multiply-adds of convolutions, linear layers and matrix products.
  case macs
  /// Two for each of ``macs``.
  case flops
  /// Operations as the chosen convention counts them, in its own unit.
  case counted

  /// The name that JSON carries and that steps use in their identifiers.
  public var name: String {
    switch self {
    case .outputHeight: "output-height"
    case .outputWidth: "output-width"
    case .parameters: "parameters"
    case .macs: "macs"
    case .flops: "flops"
    case .counted: "counted"
    }
  }

  /// The symbol that a formula defines for it.
  public var symbol: Symbol {
    switch self {
    case .outputHeight: Symbol("H", index: "out")
    case .outputWidth: Symbol("W", index: "out")
    case .parameters: Symbol("Params")
    case .macs: Symbol("MACs")
    case .flops: Symbol("FLOPs")
    case .counted: Symbol("Ops")
    }
  }

  /// The symbol of a part's total inside a sum: `MACs_layer1.0.conv2`. The network itself has the plain symbol.
  public func symbol(of path: String) -> Symbol {
    path.isEmpty ? symbol : Symbol(symbol.base, index: path)
  }

  /// The quantities that add up over the parts of a module.
  static let additive: [Quantity] = [.parameters, .macs, .flops, .counted]
}
