import Symbolics

/// The sizes of something along the axes of a map: height and width, and time or depth where there are three. An integer
/// literal means all of them.
public struct Extents: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// Along time, or the depth of a volume.
  public var time: Int
  /// Along the height.
  public var height: Int
  /// Along the width; of a signal, which has one axis, along that.
  public var width: Int

  /// A height and a width.
  public init(_ height: Int, _ width: Int) { self.init(1, height, width) }

  /// A time, a height and a width.
  public init(_ time: Int, _ height: Int, _ width: Int) {
    (self.time, self.height, self.width) = (time, height, width)
  }

  /// The same size along all axes.
  public init(integerLiteral value: Int) { self.init(value, value, value) }

  /// The same size along all axes.
  public init(all value: Int) { self.init(value, value, value) }

  /// With the axes that a window of `count` axes does not have at a neutral value, so that equal windows are equal.
  func along(_ count: Int, else neutral: Int) -> Extents {
    Extents(count > 2 ? time : neutral, count > 1 ? height : neutral, width)
  }

  /// The size along an axis.
  public subscript(axis: OutputSize.Axis) -> Int {
    get {
      switch axis {
      case .time: time
      case .height: height
      case .width, .length: width
      }
    }
    set {
      switch axis {
      case .time: time = newValue
      case .height: height = newValue
      case .width, .length: width = newValue
      }
    }
  }
}

extension Operation {
  /// A window that moves over a map, or over a signal or a volume.
  public struct Window: Hashable, Sendable {
    /// The size of the window in positions.
    public var kernel: Extents
    /// Step between two windows.
    public var stride: Extents
    /// Positions added on each side; only before the map where another padding is given behind it.
    public var padding: Extents
    private let otherPaddingAfter: Extents?
    /// Spacing of the window's taps, 1 for a dense window.
    public var dilation: Extents
    /// Whether a last window that is not full counts too ("ceil mode").
    public var roundsUp: Bool
    /// Over how many axes it moves: 1, 2 or 3.
    public var axisCount: Int

    /// A window with all its options.
    public init(
      kernel: Extents, stride: Extents = 1, padding: Extents = 0, paddingAfter: Extents? = nil,
      dilation: Extents = 1, roundsUp: Bool = false, axisCount: Int = 2
    ) {
      self.kernel = kernel.along(axisCount, else: 1)
      self.stride = stride.along(axisCount, else: 1)
      self.padding = padding.along(axisCount, else: 0)
      let after = (paddingAfter ?? padding).along(axisCount, else: 0)
      otherPaddingAfter = after == self.padding ? nil : after
      self.dilation = dilation.along(axisCount, else: 1)
      self.roundsUp = roundsUp
      self.axisCount = axisCount
    }

    /// Positions added behind the map.
    public var paddingAfter: Extents { otherPaddingAfter ?? padding }

    /// The axes over which it moves, in the order of the tensor's.
    public var axes: [OutputSize.Axis] { OutputSize.Axis.axes(axisCount) }

    /// How many taps it has, or nil if that is beyond `Int`.
    public var taps: Int? { Shape.product(axes.lazy.map { kernel[$0] }) }
  }
}

extension Operation.Window {
  /// How many positions the window has along an axis of an input that it fits into.
  func positions(along axis: OutputSize.Axis, of input: Shape, at path: String) throws(ShapeError) -> Int {
    let value: Rational
    do throws(ArithmeticError) {
      value = try OutputSize.value(of: self, along: axis, size: input[axis])
    } catch { throw .overflow(path: path) }
    guard let size = value.integer else { throw .overflow(path: path) }
    return size
  }

  /// The size of the output map; the input must have passed ``validate(_:at:)``.
  func map(over input: Shape, at path: String) throws(ShapeError) -> Extents {
    var map: Extents = 1
    for axis in axes { map[axis] = try positions(along: axis, of: input, at: path) }
    return map
  }

  /// A map of the given channels and sizes behind a batch.
  func output(batch: Int, channels: Int, _ map: Extents) -> Shape {
    Shape([batch, channels] + axes.map { map[$0] }, layout)
  }

  var layout: Shape.Layout {
    switch axisCount {
    case 1: .signal
    case 2: .map
    default: .volume
    }
  }

  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    guard (1...3).contains(axisCount) else {
      throw .rankMismatch(path: path, expected: 4, found: input.rank)
    }
    try Operation.require(rank: axisCount + 2, input, at: path)
    for axis in axes {
      let symbols = OutputSize.Symbols(self, axis)
      let (kernel, dilation) = (self.kernel[axis], self.dilation[axis])
      try Operation.require(
        [
          (symbols.kernel.description, kernel), (symbols.stride.description, stride[axis]),
          (symbols.dilation.description, dilation),
        ], at: path)
      try Operation.require(
        [
          (symbols.padding.description, padding[axis]),
          (symbols.paddingAfter.description, paddingAfter[axis]),
        ], atLeast: 0, at: path)
      // At 128 bits neither side can overflow: each is at most 2^126 for sizes of 63 bits.
      let reach = Int128(dilation) * (Int128(kernel) - 1) + 1
      let padded = Int128(input[axis]) + Int128(padding[axis]) + Int128(paddingAfter[axis])
      guard reach <= padded else {
        throw .windowTooLarge(
          path: path, size: input[axis], kernel: Int(exactly: reach) ?? .max, padding: padding[axis])
      }
    }
  }
}
