public import Networks
public import Symbolics

extension Analysis {
  /// What the answer to some questions depends on besides the network.
  public struct Settings: Hashable, Sendable {
    /// The format of the weights.
    public var weights: NumberFormat
    /// The format of activations and of cached keys and values.
    public var activations: NumberFormat
    /// The speed of one device for products, in FLOP/s.
    public var peak: Rational?
    /// What one device moves to and from its memory, in bytes a second.
    public var bandwidth: Rational?
    /// The share of the peak that is reached, above 0 and at most 1.
    public var utilisation: Rational?
    /// The number of devices.
    public var devices: Rational?
    /// The tokens of a training run.
    public var trainingTokens: Rational?
    /// The examples of a training run, each as often as it is seen.
    public var trainingExamples: Rational?

    /// Settings; what is not given stays unknown.
    public init(
      weights: NumberFormat = .bf16, activations: NumberFormat? = nil, peak: Rational? = nil,
      bandwidth: Rational? = nil, utilisation: Rational? = nil, devices: Rational? = nil,
      trainingTokens: Rational? = nil, trainingExamples: Rational? = nil
    ) {
      self.weights = weights
      self.activations = activations ?? weights
      self.peak = peak
      self.bandwidth = bandwidth
      self.utilisation = utilisation
      self.devices = devices
      self.trainingTokens = trainingTokens
      self.trainingExamples = trainingExamples
    }
  }
}

/// How a number is stored.
public enum NumberFormat: String, Hashable, Sendable, CaseIterable {
  case fp32, fp16, bf16, fp8, int8, int4

  /// Bytes of one number; half a byte where two share one.
  public var bytes: Rational {
    switch self {
    case .fp32: 4
    case .fp16, .bf16: 2
    case .fp8, .int8: 1
    case .int4: .half
    }
  }

  /// Whether scales and zero points are stored beside the numbers.
  var isScaled: Bool {
    switch self {
    case .fp32, .fp16, .bf16: false
    case .fp8, .int8, .int4: true
    }
  }

  /// The format of a name in forgiving spelling, or nil if there is none.
  public static func named(_ name: String) -> NumberFormat? {
    let wanted = Spelling.folded(name)
    return allCases.first { Spelling.folded($0.rawValue) == wanted || $0.otherNames.contains(wanted) }
  }

  private var otherNames: [[UInt8]] {
    let names: [String] =
      switch self {
      case .fp32: ["float32", "float"]
      case .fp16: ["float16", "half"]
      case .bf16: ["bfloat16"]
      case .fp8: ["float8"]
      case .int8: ["i8"]
      case .int4: ["i4"]
      }
    return names.map { Spelling.folded($0) }
  }
}

/// A device by its published figures: dense products in 16 bits, and the bandwidth of its memory.
public struct Accelerator: Hashable, Sendable {
  /// The name on the command line.
  public let name: String
  /// FLOP/s of products of fp16 or bf16 with sums in fp32, without sparsity.
  public let peak: Rational
  /// Bytes a second.
  public let bandwidth: Rational
  /// Where the figures stand.
  public let source: Publication

  /// Those that are known by name. `a100` and `h100` are the forms with 80 GB on an SXM board.
  public static let all: [Accelerator] = [
    Accelerator("v100", 125_000, 900, .v100),
    Accelerator("a100-40gb", 312_000, 1_555, .a100),
    Accelerator("a100", 312_000, 2_039, .a100Datasheet),
    Accelerator("h100", 989_400, 3_350, .h100),
  ]

  /// From figures in GFLOP/s and GB/s. Thousands keep them within 32 bits.
  private init(_ name: String, _ peak: Int, _ bandwidth: Int, _ source: Publication) {
    self.name = name
    self.peak = Rational(whole: Int128(peak) * 1_000_000_000)
    self.bandwidth = Rational(whole: Int128(bandwidth) * 1_000_000_000)
    self.source = source
  }

  /// The device of a name in forgiving spelling, or nil if there is none.
  public static func named(_ name: String) -> Accelerator? {
    let wanted = Spelling.folded(name)
    return all.first { Spelling.folded($0.name) == wanted }
  }
}
