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
  /// Size of the output map.
  static let outputHeight = Expression.symbol(Quantity.outputHeight.symbol)
  static let outputWidth = Expression.symbol(Quantity.outputWidth.symbol)
  /// Features of a vector that is kept, and those of a fully connected layer.
  static let features = Expression("F")
  static let inputFeatures = Expression("F", "in")
  static let outputFeatures = Expression("F", "out")
  /// The multiply-adds of the same layer.
  static let macs = Expression.symbol(Quantity.macs.symbol)

  /// All values that go into a layer, or come out of it, batch included. They stand in the rules of conventions, and
  /// each layer writes them out by its axes: `N×C×H×W`.
  static let inputElements = Expression.symbol(.inputElements)
  static let outputElements = Expression.symbol(.outputElements)
}

extension Symbol {
  static let batch = Symbol("N")
  static let groups = Symbol("G")
  static let inputElements = Symbol("n")
  static let outputElements = Symbol("u")
}
