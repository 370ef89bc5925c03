public import Symbolics

/// What a step computes.
public enum Quantity: UInt8, Hashable, Sendable, CaseIterable {
  /// Output frames of a video, or the depth of a volume.
  case outputTime
  /// Output height in positions.
  case outputHeight
  /// Output width in positions.
  case outputWidth
  /// Output length of a signal in positions.
  case outputLength
  /// The windows that a map is cut into.
  case windows
  /// Tokens of a sequence that was made of something else.
  case tokens
  /// Keys that each query meets, cached ones included.
  case keys
  /// Trainable numbers: weights, biases, scales and shifts.
  case parameters
  /// Those that work for one token, where it is sent to some experts only.
  case activeParameters
  /// Multiply-adds of convolutions, linear layers and matrix products.
  case macs
  /// Two for each of ``macs``.
  case flops
  /// Operations as the chosen convention counts them, in its own unit.
  case counted
  /// Numbers that a tensor or several hold, of whatever format.
  case values
  /// Pairs of a query and a key that it sees.
  case pairs
  /// Memory, or what is moved to and from it, in bytes.
  case bytes
  /// Floating-point operations for each byte that is moved.
  case intensity
  /// Floating-point operations in a second.
  case throughput
  /// Time in seconds.
  case seconds
  /// Time in days.
  case days
  /// Tokens in a second.
  case tokensPerSecond
  /// One count divided by another of the same unit.
  case ratio

  /// The name that JSON carries and that steps use in their identifiers.
  public var name: String {
    switch self {
    case .outputTime: "output-time"
    case .outputHeight: "output-height"
    case .outputWidth: "output-width"
    case .outputLength: "output-length"
    case .windows: "windows"
    case .tokens: "tokens"
    case .keys: "keys"
    case .parameters: "parameters"
    case .activeParameters: "active-parameters"
    case .macs: "macs"
    case .flops: "flops"
    case .counted: "counted"
    case .values: "values"
    case .pairs: "pairs"
    case .bytes: "bytes"
    case .intensity: "intensity"
    case .throughput: "throughput"
    case .seconds: "seconds"
    case .days: "days"
    case .tokensPerSecond: "tokens-per-second"
    case .ratio: "ratio"
    }
  }

  /// The symbol that a formula defines for it.
  public var symbol: Symbol {
    switch self {
    case .outputTime: Symbol("T", index: "out")
    case .outputHeight: Symbol("H", index: "out")
    case .outputWidth: Symbol("W", index: "out")
    case .outputLength: Symbol("L", index: "out")
    case .windows: Symbol("N", index: "w")
    case .tokens: Symbol("T")
    case .keys: Symbol("T", index: "k")
    case .parameters: Symbol("Params")
    case .activeParameters: Symbol("ActiveParams")
    case .macs: Symbol("MACs")
    case .flops: Symbol("FLOPs")
    case .counted: Symbol("Ops")
    case .values: Symbol("Values")
    case .pairs: Symbol("Pairs")
    case .bytes: Symbol("Bytes")
    case .intensity: Symbol("Intensity")
    case .throughput: Symbol("Throughput")
    case .seconds: Symbol("Seconds")
    case .days: Symbol("Days")
    case .tokensPerSecond: Symbol("TokensPerSecond")
    case .ratio: Symbol("Ratio")
    }
  }

  /// Whether it is a size of a tensor, which the other steps of the layer go on from.
  public var isSize: Bool {
    switch self {
    case .outputTime, .outputHeight, .outputWidth, .outputLength, .windows, .tokens, .keys: true
    default: false
    }
  }

  /// The symbol of a part's total inside a sum: `MACs_layer1.0.conv2`. The network itself has the plain symbol.
  public func symbol(of path: String) -> Symbol {
    path.isEmpty ? symbol : Symbol(symbol.base, index: path)
  }

  /// The quantities that add up over the parts of a module.
  static let additive: [Quantity] = [.parameters, .activeParameters, .macs, .flops, .counted]
}
