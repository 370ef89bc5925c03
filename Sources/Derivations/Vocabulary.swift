import Networks
import Symbolics

// The letters of the cost rules. One place, so that every formula speaks the same language.

extension Expression {
  /// The batch size.
  static let batch = Expression("N")
  /// Kernel height and width.
  static let kernelHeight = Expression("K", "h")
  static let kernelWidth = Expression("K", "w")
  /// Channels of a layer that keeps them.
  static let channels = Expression("C")
  /// Input and output channels of a convolution.
  static let inputChannels = Expression("C", "in")
  static let outputChannels = Expression("C", "out")
  /// The groups of a convolution.
  static let groups = Expression("G")
  /// Size of the input map.
  static let inputHeight = Expression("H")
  static let inputWidth = Expression("W")
  /// Features of a vector or a row that is kept, and those of a fully connected layer.
  static let features = Expression("F")
  static let inputFeatures = Expression("F", "in")
  static let outputFeatures = Expression("F", "out")
  /// Features of a hidden state.
  static let hiddenFeatures = Expression("F", "h")
  /// Tokens of a sequence or a window, and the keys that each of them meets.
  static let tokens = Expression("T")
  static let keys = Expression.symbol(Quantity.keys.symbol)
  /// Tokens that come in as keys, and those that were cached before.
  static let newKeys = Expression("T", "new")
  static let pastTokens = Expression("T", "past")
  /// Query heads.
  static let heads = Expression("A")
  /// Features of one head: of queries and keys, and of values.
  static let keyWidth = Expression("d", "k")
  static let valueWidth = Expression("d", "v")
  /// Rows, inner size and columns of a product of two tensors.
  static let productRows = Expression("m")
  static let innerSize = Expression("k")
  static let productColumns = Expression("p")
  /// Rows of an embedding's table, and of a table of positions.
  static let vocabulary = Expression("V")
  static let positionRows = Expression("T", "max")
  /// Learned slopes of a rectifier: one, or one for each channel.
  static let slopes = Expression("a")
  /// Tokens that are learned, and buckets of distances.
  static let learnedTokens = Expression("T", "learned")
  static let buckets = Expression("b")
  /// Height and width of an attention window.
  static let windowHeight = Expression("w", "h")
  static let windowWidth = Expression("w", "w")
  /// Products with the input and the state in a recurrent cell, its biases for each, and its other operations.
  static let gates = Expression("g")
  static let biases = Expression("b")
  static let cellOperations = Expression("e")
  /// The step of numbers that are printed with four digits: 10^k.
  static let printedStep = Expression("q")
  /// The parameters of the same layer.
  static let parameters = Expression.symbol(Quantity.parameters.symbol)
  /// The multiply-adds of the same layer.
  static let macs = Expression.symbol(Quantity.macs.symbol)

  /// All values that go into a layer, or come out of it, batch included. They stand in the rules of conventions, and
  /// each layer writes them out by its axes: `N×C×H×W`.
  static let inputElements = Expression.symbol(.inputElements)
  static let outputElements = Expression.symbol(.outputElements)
  /// All that a layer works through one by one in the same way, batch included: the rows of a fully connected layer, the
  /// sequences of attention. Each layer writes it out by its axes: `N×T`.
  static let rows = Expression.symbol(.rows)
  /// The taps of a window, written out by its axes: `K_h×K_w`.
  static let taps = Expression.symbol(.taps)
}

extension Symbol {
  static let batch = Symbol("N")
  static let groups = Symbol("G")
  static let inputElements = Symbol("n")
  static let outputElements = Symbol("u")
  static let rows = Symbol("R")
  static let taps = Symbol("K")

  /// Those that each layer writes out by its axes.
  static let shorthands: [Symbol] = [.inputElements, .outputElements, .rows, .taps]
}

extension OutputSize.Axis {
  /// The kernel's size along the axis: `K_h`.
  var kernel: Expression { Expression("K", index) }
  /// The size of the output: `H_out`.
  var output: Quantity {
    switch self {
    case .time: .outputTime
    case .height: .outputHeight
    case .width: .outputWidth
    case .length: .outputLength
    }
  }
}

extension Shape {
  /// The letters of the axes, batch first: `N`, `T`, `F`.
  var letters: [Symbol] {
    let letters: [Symbol]
    switch layout {
    case .vector: letters = [.batch, Symbol("F")]
    case .tokens: letters = [.batch, Symbol("T")]
    case .sequence: letters = [.batch, Symbol("T"), Symbol("F")]
    case .signal: letters = [.batch, Symbol("C"), Symbol("L")]
    case .map: letters = [.batch, Symbol("C"), Symbol("H"), Symbol("W")]
    case .volume: letters = [.batch, Symbol("C"), Symbol("T"), Symbol("H"), Symbol("W")]
    case .mapLast: letters = [.batch, Symbol("H"), Symbol("W"), Symbol("F")]
    case .windows: letters = [.batch, Symbol("N", index: "w"), Symbol("T"), Symbol("F")]
    case .heads: letters = [.batch, Symbol("A"), Symbol("T"), Symbol("F")]
    case .windowHeads: letters = [.batch, Symbol("N", index: "w"), Symbol("A"), Symbol("T"), Symbol("F")]
    case .scores: letters = [.batch, Symbol("A"), Symbol("T"), Symbol("T", index: "k")]
    case .windowScores:
      letters = [.batch, Symbol("N", index: "w"), Symbol("A"), Symbol("T"), Symbol("T", index: "k")]
    case .plain: letters = [.batch] + (1..<max(rank, 1)).map { Symbol("d", index: "\($0)") }
    case .constant: letters = (0..<rank).map { Symbol("d", index: "\($0 + 1)") }
    }
    if letters.count == rank { return letters }
    return [.batch] + (1..<max(rank, 1)).map { Symbol("d", index: "\($0)") }
  }
}
