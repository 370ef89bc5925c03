#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

// The arithmetic by which exporters compute shapes within the graph. It never traps: what overflows is unknown.

extension ONNX {
  /// An operation on two numbers, for whole and for real ones.
  struct BinaryOperation: Sendable {
    /// Nil where the result is not defined.
    let integers: @Sendable (Int, Int) -> Int?
    let reals: @Sendable (Double, Double) -> Double

    /// The results, or nil if one of them is not defined. Single precision is rounded to as a runtime would do it.
    func apply(_ first: Elements, _ second: Elements, isSingle: Bool) -> Elements? {
      if let first = first.integers, let second = second.integers {
        var results: [Int] = []
        results.reserveCapacity(first.count)
        for (left, right) in zip(first, second) {
          guard let result = integers(left, right) else { return nil }
          results.append(result)
        }
        return .integers(results)
      }
      let results = zip(first.reals, second.reals).map { reals($0, $1) }
      return .reals(isSingle ? results.map { Double(Float($0)) } : results)
    }
  }
}

extension ONNX.Elementwise {
  /// Operators that are evaluated for small tensors; `Mod/C` is `Mod` with the attribute `fmod`.
  static let binary: [String: ONNX.BinaryOperation] = [
    "Add": .init(integers: { checked($0.addingReportingOverflow($1)) }, reals: { $0 + $1 }),
    "Sum": .init(integers: { checked($0.addingReportingOverflow($1)) }, reals: { $0 + $1 }),
    "Sub": .init(integers: { checked($0.subtractingReportingOverflow($1)) }, reals: { $0 - $1 }),
    "Mul": .init(integers: { checked($0.multipliedReportingOverflow(by: $1)) }, reals: { $0 * $1 }),
    "Div": .init(
      integers: { $1 == 0 ? nil : checked($0.dividedReportingOverflow(by: $1)) }, reals: { $0 / $1 }),
    "Mod": .init(integers: modulo, reals: { fmod($0, $1) }),
    "Mod/C": .init(integers: { $1 == 0 ? nil : $1 == -1 ? 0 : $0 % $1 }, reals: { fmod($0, $1) }),
    "Pow": .init(integers: power, reals: { pow($0, $1) }),
    "Min": .init(integers: { min($0, $1) }, reals: { min($0, $1) }),
    "Max": .init(integers: { max($0, $1) }, reals: { max($0, $1) }),
    "And": .init(integers: { $0 != 0 && $1 != 0 ? 1 : 0 }, reals: { _, _ in .nan }),
    "Or": .init(integers: { $0 != 0 || $1 != 0 ? 1 : 0 }, reals: { _, _ in .nan }),
  ]

  static let comparisons: [String: @Sendable (Double, Double) -> Bool] = [
    "Equal": { $0 == $1 }, "Greater": { $0 > $1 }, "Less": { $0 < $1 },
    "GreaterOrEqual": { $0 >= $1 }, "LessOrEqual": { $0 <= $1 },
  ]

  static let unary: [String: @Sendable (ONNX.Elements) -> ONNX.Elements?] = [
    "Identity": { $0 },
    "Neg": { each($0, { checked(0.subtractingReportingOverflow($0)) }, { -$0 }) },
    "Abs": { each($0, { $0 == .min ? nil : abs($0) }, { abs($0) }) },
    "Not": { each($0, { $0 == 0 ? 1 : 0 }, { $0 }) },
    "Floor": { each($0, { $0 }, { $0.rounded(.down) }) },
    "Ceil": { each($0, { $0 }, { $0.rounded(.up) }) },
    "Round": { each($0, { $0 }, { $0.rounded(.toNearestOrEven) }) },
    "Sqrt": { each($0, { _ in nil }, { $0.squareRoot() }) },
    "Reciprocal": { each($0, { _ in nil }, { 1 / $0 }) },
    "Exp": { each($0, { _ in nil }, { exp($0) }) },
    "Log": { each($0, { _ in nil }, { log($0) }) },
  ]

  private static func each(
    _ elements: ONNX.Elements, _ integer: (Int) -> Int?, _ real: (Double) -> Double
  ) -> ONNX.Elements? {
    switch elements {
    case .reals(let values): return .reals(values.map(real))
    case .integers(let values):
      let results = values.compactMap(integer)
      return results.count == values.count ? .integers(results) : nil
    }
  }

  static func checked(_ result: (partialValue: Int, overflow: Bool)) -> Int? {
    result.overflow ? nil : result.partialValue
  }

  /// The remainder with the divisor's sign, as Python has it.
  private static func modulo(_ value: Int, _ divisor: Int) -> Int? {
    guard divisor != 0, divisor != -1 else { return divisor == 0 ? nil : 0 }
    let remainder = value % divisor
    return remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int? {
    guard exponent >= 0 else { return nil }
    // By squaring; beyond 63 only 0, 1 and −1 fit.
    var (result, square, rest) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 {
        guard let product = checked(result.multipliedReportingOverflow(by: square)) else { return nil }
        result = product
      }
      rest >>= 1
      if rest > 0 {
        guard let product = checked(square.multipliedReportingOverflow(by: square)) else { return nil }
        square = product
      }
    }
    return result
  }
}

extension ONNX.Elements {
  /// The elements as another type, or nil where they do not fit.
  func cast(to type: ONNX.DataType) -> ONNX.Elements? {
    switch self {
    case .integers(let values):
      if type == .bool { return .integers(values.map { $0 != 0 ? 1 : 0 }) }
      if type.isInteger { return self }
      return type.isFloat ? .reals(values.map { Double($0) }) : nil
    case .reals(let values):
      if type == .bool { return .integers(values.map { $0 != 0 ? 1 : 0 }) }
      if type.isFloat { return self }
      guard type.isInteger else { return nil }
      // Cut off towards zero.
      let whole = values.compactMap { Int(exactly: $0.rounded(.towardZero)) }
      return whole.count == values.count ? .integers(whole) : nil
    }
  }
}
