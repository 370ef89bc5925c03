public import Symbolics

// The size of a map behind a transposed convolution: (H − 1)×S − 2P + D×(K − 1) + P_out + 1, relationship 14 of Dumoulin
// and Visin, arXiv:1603.07285, with spaced taps.

extension OutputSize {
  /// Positions added to the output of a transposed convolution: `P_out`, or `P_out,h` if the axes differ.
  static func outputPadding(_ layer: Operation.TransposedConvolution, _ axis: Axis) -> Symbol {
    Symbol("P", index: layer.convolution.window.isEven(layer.outputPadding) ? "out" : "out" + axis.index)
  }

  /// The formula along an axis behind a transposed convolution.
  public static func formula(for layer: Operation.TransposedConvolution, along axis: Axis) -> Expression {
    let window = layer.convolution.window
    let symbols = Symbols(window, axis)
    let before = Expression.sum([.init(.symbol(axis.size)), .init(1, isSubtracted: true)])
    var terms: [Expression.Term] = [.init(.product([before, .symbol(symbols.stride)]))]
    if symbols.padding == symbols.paddingAfter {
      terms.append(.init(.product([2, .symbol(symbols.padding)]), isSubtracted: true))
    } else {
      terms.append(.init(.symbol(symbols.padding), isSubtracted: true))
      terms.append(.init(.symbol(symbols.paddingAfter), isSubtracted: true))
    }
    if window.isDense {
      terms.append(.init(.symbol(symbols.kernel)))
    } else {
      let spread = Expression.sum([.init(.symbol(symbols.kernel)), .init(1, isSubtracted: true)])
      terms += [.init(.product([.symbol(symbols.dilation), spread])), .init(1)]
    }
    if layer.outputPadding[axis] != 0 { terms.append(.init(.symbol(outputPadding(layer, axis)))) }
    return .sum(terms)
  }

  /// What each symbol of the formula stands for, but for the input size.
  public static func options(
    of layer: Operation.TransposedConvolution, along axis: Axis
  ) -> [(symbol: Symbol, value: Int)] {
    let window = layer.convolution.window
    return options(of: window, along: axis) + [(outputPadding(layer, axis), layer.outputPadding[axis])]
  }

  /// What each symbol of a window's formula stands for, but for the input size.
  public static func options(of window: Operation.Window, along axis: Axis) -> [(symbol: Symbol, value: Int)]
  {
    let symbols = Symbols(window, axis)
    var options: [(symbol: Symbol, value: Int)] = [
      (symbols.kernel, window.kernel[axis]), (symbols.stride, window.stride[axis]),
      (symbols.padding, window.padding[axis]), (symbols.dilation, window.dilation[axis]),
    ]
    if symbols.paddingAfter != symbols.padding {
      options.append((symbols.paddingAfter, window.paddingAfter[axis]))
    }
    return options
  }

  /// The value of the formula for an input of `size` positions.
  static func value(
    of layer: Operation.TransposedConvolution, along axis: Axis, size: Int
  ) throws(ArithmeticError) -> Rational {
    let options = options(of: layer, along: axis)
    return try formula(for: layer, along: axis).evaluated { symbol in
      symbol == axis.size
        ? Rational(size) : options.first { $0.symbol == symbol }.map { Rational($0.value) }
    }
  }
}
