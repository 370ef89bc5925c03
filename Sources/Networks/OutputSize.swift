public import Symbolics

/// How many positions a window has along one axis: the only place where Longhand computes the size of a map.
///
/// ⌊(H + 2P − K)/S⌋ + 1, and with taps spaced by a dilation ⌊(H + 2P − D×(K − 1) − 1)/S⌋ + 1:
/// relationships 6 and 15 of Dumoulin and Visin, "A guide to convolution arithmetic for deep learning",
/// arXiv:1603.07285. Where a window that is not full counts too, the quotient is rounded up; but no window may start
/// behind the map and its padding, so that there are never more than ⌈(H + P)/S⌉.
public enum OutputSize {
  /// The formula along an axis for an input of `size` positions. Options that are the same along all axes have no index.
  public static func formula(for window: Operation.Window, along axis: Axis, size: Int = 0) -> Expression {
    let symbols = Symbols(window, axis)
    if window.startsBehind(size, along: axis) {
      let start = Expression.sum([.init(.symbol(axis.size)), .init(.symbol(symbols.padding))])
      return .ceiling(.quotient(start, .symbol(symbols.stride)))
    }
    let padding: [Expression.Term] =
      symbols.padding == symbols.paddingAfter
      ? [.init(.product([2, .symbol(symbols.padding)]))]
      : [.init(.symbol(symbols.padding)), .init(.symbol(symbols.paddingAfter))]
    let padded = [.init(.symbol(axis.size))] + padding
    let kernel = Expression.symbol(symbols.kernel)
    let reach: [Expression.Term] =
      window.isDense
      ? [.init(kernel, isSubtracted: true)]
      : [
        .init(
          .product([
            .symbol(symbols.dilation), .sum([.init(kernel), .init(1, isSubtracted: true)]),
          ]), isSubtracted: true),
        .init(1, isSubtracted: true),
      ]
    let steps = Expression.quotient(.sum(padded + reach), .symbol(symbols.stride))
    return .sum([.init(window.roundsUp ? .ceiling(steps) : .floor(steps)), .init(1)])
  }

  /// The axes over which a window moves.
  public enum Axis: UInt8, Hashable, Sendable, CaseIterable {
    /// From frame to frame of a video, or into the depth of a volume.
    case time
    /// From top to bottom.
    case height
    /// From left to right.
    case width
    /// Along a signal.
    case length

    /// The axes of a map with so many of them.
    static func axes(_ count: Int) -> [Axis] {
      switch count {
      case 1: [.length]
      case 2: [.height, .width]
      case 3: [.time, .height, .width]
      default: []
      }
    }

    /// The input size: `T`, `H`, `W` or `L`.
    public var size: Symbol {
      switch self {
      case .time: Symbol("T")
      case .height: Symbol("H")
      case .width: Symbol("W")
      case .length: Symbol("L")
      }
    }

    /// The index of options that differ between the axes: `h` or `w`.
    public var index: String {
      switch self {
      case .time: "t"
      case .height: "h"
      case .width: "w"
      case .length: "l"
      }
    }
  }

  /// The symbols of a window's options along one axis.
  public struct Symbols: Hashable, Sendable {
    /// `K_h` or `K_w`.
    public let kernel: Symbol
    /// `S`, or `S_h` and `S_w` if they differ.
    public let stride: Symbol
    /// `P`, or `P_h` and `P_w` if they differ.
    public let padding: Symbol
    /// The same as ``padding``, or `P_h2` if there is another padding behind the map.
    public let paddingAfter: Symbol
    /// `D`, or `D_h` and `D_w` if they differ.
    public let dilation: Symbol

    /// The symbols for a window along an axis.
    public init(_ window: Operation.Window, _ axis: Axis) {
      func symbol(_ base: String, _ extents: Extents) -> Symbol {
        Symbol(base, index: window.isEven(extents) ? "" : axis.index)
      }
      kernel = Symbol("K", index: axis.index)
      stride = symbol("S", window.stride)
      dilation = symbol("D", window.dilation)
      if window.padding[axis] == window.paddingAfter[axis] {
        let isEven = window.isEven(window.padding) && window.isEven(window.paddingAfter)
        padding = Symbol("P", index: isEven ? "" : axis.index)
        paddingAfter = padding
      } else {
        padding = Symbol("P", index: axis.index + "1")
        paddingAfter = Symbol("P", index: axis.index + "2")
      }
    }
  }

  /// The value of ``formula(for:along:size:)`` for an input of `size` positions. Check first that the window fits.
  public static func value(
    of window: Operation.Window, along axis: Axis, size: Int
  ) throws(ArithmeticError) -> Rational {
    let options = options(of: window, along: axis)
    return try formula(for: window, along: axis, size: size).evaluated { symbol in
      symbol == axis.size
        ? Rational(size) : options.first { $0.symbol == symbol }.map { Rational($0.value) }
    }
  }
}

extension Operation.Window {
  /// Whether the sizes are the same along all axes of the window.
  public func isEven(_ extents: Extents) -> Bool {
    switch axisCount {
    case 2: extents.height == extents.width
    case 3: extents.time == extents.height && extents.height == extents.width
    default: true
    }
  }

  /// Whether the taps are next to each other along every axis.
  public var isDense: Bool { axes.allSatisfy { dilation[$0] == 1 } }

  /// Whether rounding up would let the last window start behind an input of `size` positions and its padding.
  public func startsBehind(_ size: Int, along axis: OutputSize.Axis) -> Bool {
    guard roundsUp, size > 0, stride[axis] > 0 else { return false }
    let reach = Int128(dilation[axis]) * (Int128(kernel[axis]) - 1) + 1
    let room = Int128(size) + Int128(padding[axis]) + Int128(paddingAfter[axis]) - reach
    let stride = Int128(self.stride[axis])
    guard room >= 0 else { return false }
    let last = (room + stride - 1) / stride * stride
    return last >= Int128(size) + Int128(padding[axis])
  }
}

extension Shape {
  /// The size along an axis of the map, 1 where there is none.
  public subscript(axis: OutputSize.Axis) -> Int {
    switch axis {
    case .length: rank == 3 ? dimensions[2] : 1
    case .time: rank == 5 ? dimensions[2] : 1
    case .height: rank == 5 ? dimensions[3] : height
    case .width: rank == 5 ? dimensions[4] : width
    }
  }
}
