extension Operation {
  /// A recurrent layer over a sequence `[N, T, F_in]`, in one direction or both.
  public struct Recurrent: Hashable, Sendable {
    /// The cell.
    public var cell: Cell
    /// Features of each token.
    public var inputFeatures: Int
    /// Features of the hidden state.
    public var hiddenFeatures: Int
    /// Biases for each gate and hidden feature: 2 in PyTorch and cuDNN, 1 in most papers, 0 without.
    public var biases: Int
    /// Whether a second one reads the sequence from its end.
    public var isBidirectional: Bool

    /// The kind of cell.
    public enum Cell: UInt8, Hashable, Sendable, CaseIterable {
      /// Elman's: one product for the new state.
      case rnn
      /// Gated recurrent unit: three.
      case gru
      /// Long short-term memory: four.
      case lstm

      /// How many products with the input and the state it does.
      public var gates: Int {
        switch self {
        case .rnn: 1
        case .gru: 3
        case .lstm: 4
        }
      }

      /// The name in code: `lstm`.
      public var name: String {
        switch self {
        case .rnn: "rnn"
        case .gru: "gru"
        case .lstm: "lstm"
        }
      }
    }

    /// A recurrent layer with all its options.
    public init(
      _ cell: Cell, _ inputFeatures: Int, _ hiddenFeatures: Int, biases: Int = 2,
      isBidirectional: Bool = false
    ) {
      self.cell = cell
      self.inputFeatures = inputFeatures
      self.hiddenFeatures = hiddenFeatures
      self.biases = biases
      self.isBidirectional = isBidirectional
    }
  }
}

extension Operation.Recurrent {
  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    try Operation.require([("F_in", inputFeatures), ("F_h", hiddenFeatures)], at: path)
    guard (0...2).contains(biases) else {
      throw .impossibleOption(path: path, option: "b", value: biases)
    }
    try Operation.require(rank: 3, input, at: path)
    guard input.features == inputFeatures else {
      throw .channelMismatch(path: path, expected: inputFeatures, found: input.features)
    }
  }

  func output(for input: Shape, at path: String) throws(ShapeError) -> Shape {
    guard let features = Shape.product([hiddenFeatures, isBidirectional ? 2 : 1]) else {
      throw .overflow(path: path)
    }
    return Shape([input.dimensions[0], input.dimensions[1], features], .sequence)
  }
}
