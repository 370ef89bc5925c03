public import Symbolics

/// How many positions a window has along one axis: the only place where Longhand computes the size of a map.
///
/// ⌊(H + 2P − K)/S⌋ + 1, and with taps spaced by a dilation ⌊(H + 2P − D×(K − 1) − 1)/S⌋ + 1:
/// relationships 6 and 15 of Dumoulin and Visin, "A guide to convolution arithmetic for deep learning",
/// arXiv:1603.07285.
public enum OutputSize {
  /// The formula along the height or the width. Options that are the same along both axes have no index.
  public static func formula(for window: Operation.Window, along axis: Axis) -> Expression {
    let symbols = Symbols(window, axis)
    let padded: [Expression.Term] = [
      .init(.symbol(axis.size)), .init(.product([2, .symbol(symbols.padding)])),
    ]
    let kernel = Expression.symbol(symbols.kernel)
    let reach: [Expression.Term] =
      window.dilation == 1
      ? [.init(kernel, isSubtracted: true)]
      : [
        .init(
          .product([
            .symbol(symbols.dilation), .sum([.init(kernel), .init(1, isSubtracted: true)]),
          ]), isSubtracted: true),
        .init(1, isSubtracted: true),
      ]
    return .sum([
      .init(.floor(.quotient(.sum(padded + reach), .symbol(symbols.stride)))), .init(1),
    ])
  }

  /// The axes of a map.
  public enum Axis: Hashable, Sendable, CaseIterable {
    /// From top to bottom.
    case height
    /// From left to right.
    case width

    /// The input size: `H` or `W`.
    public var size: Symbol { Symbol(self == .height ? "H" : "W") }
    /// The index of options that differ between the axes: `h` or `w`.
    public var index: String { self == .height ? "h" : "w" }
  }

  /// The symbols of a window's options along one axis.
  public struct Symbols: Hashable, Sendable {
    /// `K_h` or `K_w`.
    public let kernel: Symbol
    /// `S`, or `S_h` and `S_w` if they differ.
    public let stride: Symbol
    /// `P`, or `P_h` and `P_w` if they differ.
    public let padding: Symbol
    /// `D`, or `D_h` and `D_w` if they differ.
    public let dilation: Symbol

    /// The symbols for a window along an axis.
    public init(_ window: Operation.Window, _ axis: Axis) {
      func symbol(_ base: String, _ pair: Pair) -> Symbol {
        Symbol(base, index: pair.height == pair.width ? "" : axis.index)
      }
      kernel = Symbol("K", index: axis.index)
      stride = symbol("S", window.stride)
      padding = symbol("P", window.padding)
      dilation = symbol("D", window.dilation)
    }
  }

  /// The value of ``formula(for:along:)`` for an input of `size` positions. Check first that the window fits.
  public static func value(
    of window: Operation.Window, along axis: Axis, size: Int
  ) throws(ArithmeticError) -> Rational {
    let symbols = Symbols(window, axis)
    return try formula(for: window, along: axis).evaluated { symbol in
      switch symbol {
      case axis.size: Rational(size)
      case symbols.kernel: Rational(window.kernel[axis])
      case symbols.stride: Rational(window.stride[axis])
      case symbols.padding: Rational(window.padding[axis])
      case symbols.dilation: Rational(window.dilation[axis])
      default: nil
      }
    }
  }
}

extension Pair {
  /// The size along an axis.
  public subscript(axis: OutputSize.Axis) -> Int { axis == .height ? height : width }
}

extension Shape {
  /// The size along an axis of the map, 1 for a vector.
  public subscript(axis: OutputSize.Axis) -> Int { axis == .height ? height : width }
}
