import Symbolics

/// Sides that are shapes and not numbers: `(64×784)·(784×300) = (64×300)`, `6×6 * 3×3 = 4×4`, `28×28 / 2×2 = 14×14`,
/// `7×7 ≈ 3 × (3×3)`. What an operation makes of two shapes is not the product of all their sizes; where the shapes are
/// those that it makes, the link is right.
extension LinkChecker {
  func agreesInShapes(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    let (one, other) = (left.located.expression, right.located.expression)
    if agreesInWindows(one, right) || LinkChecker.agreeBySides(one, other) { return true }
    let (sizes, result) = (one.sizes ?? [], other.sizes ?? [])
    guard !sizes.isEmpty || !result.isEmpty else { return false }
    if LinkChecker.isMatrix(one, result) || LinkChecker.isMatrix(other, sizes) { return true }
    return LinkChecker.isConvolution(sizes, giving: result) || LinkChecker.areStacked(result, for: sizes)
      || LinkChecker.areStacked(sizes, for: result)
  }

  // MARK: - Products of matrices

  /// Whether an expression is a product of matrices, or a sum of such, of the shape.
  private static func isMatrix(_ expression: Expression, _ shape: [Int]) -> Bool {
    guard (2...4).contains(shape.count) else { return false }
    if case .sum(let terms) = expression {
      let sizes = terms.map { $0.value.sizes ?? [] }
      return sizes.contains { isProduct($0, shape) }
        && sizes.allSatisfy { $0 == shape || isProduct($0, shape) }
    }
    return expression.sizes.map { isProduct($0, shape) } ?? false
  }

  /// `m×k, k×n` for `m×n`, with further matrices between them, or with the sizes of a batch before each.
  private static func isProduct(_ sizes: [Int], _ shape: [Int]) -> Bool {
    guard sizes.count > shape.count, sizes.count <= 8 else { return false }
    if shape.count == 2 {
      guard sizes.count % 2 == 0, sizes.first == shape[0], sizes.last == shape[1] else { return false }
      return stride(from: 1, to: sizes.count - 1, by: 2).allSatisfy { sizes[$0] == sizes[$0 + 1] }
    }
    let batch = Array(shape.dropLast(2))
    let (first, second) = (Array(sizes.prefix(shape.count)), Array(sizes.dropFirst(shape.count)))
    guard second.count == 2 || second.count == shape.count && Array(second.dropLast(2)) == batch else {
      return false
    }
    return Array(first.dropLast()) == Array(shape.dropLast()) && second.last == shape.last
      && first.last == second[second.count - 2]
  }

  // MARK: - Windows

  /// `n×n×c * k×k×c×f` for `m×m×f`: m is what a window of k leaves of n, with some stride and padding.
  private static func isConvolution(_ sizes: [Int], giving result: [Int]) -> Bool {
    guard (2...3).contains(result.count), sizes.count >= 4, sizes.count <= 7, result[0] == result[1],
      sizes[0] == sizes[1]
    else { return false }
    for place in 2...3 where place + 1 < sizes.count && sizes[place] == sizes[place + 1] {
      var rest = Array(sizes.dropFirst(place + 2))
      let channels = place == 3 ? sizes[2] : nil
      if let channels, rest.first == channels { rest.removeFirst() }
      guard rest.count <= 1, leaves(result[0], of: sizes[0], window: sizes[place]) else { continue }
      let filters = rest.first ?? channels
      if result.count == 2 || result[2] == filters { return true }
    }
    return false
  }

  private static func leaves(_ output: Int, of input: Int, window: Int) -> Bool {
    guard window >= 1, window <= 15, input >= window, output >= 1 else { return false }
    return (1...4).contains { stride in
      (0...window / 2).contains { (input + 2 * $0 - window) / stride + 1 == output }
    }
  }

  /// `224×224 / 16×16 = 196`, `28×28 / 2×2 = 14×14`: what stands behind the stroke is one shape.
  private func agreesInWindows(_ left: Expression, _ right: Chain.Side) -> Bool {
    guard let (above, window) = left.dividedByWindow, let value = value(of: right),
      let area = try? window.multiplied(by: window), let quotient = try? above.divided(by: area)
    else { return false }
    return quotient == value
  }

  /// `3 × (3×3)`, `3×3 × 2` for `7×7`: so many kernels in a row have the field of the one.
  private static func areStacked(_ stack: [Int], for kernel: [Int]) -> Bool {
    guard stack.count == 3, kernel.count == 2, kernel[0] == kernel[1] else { return false }
    let (count, size): (Int, Int)
    if stack[1] == stack[2] {
      (count, size) = (stack[0], stack[1])
    } else if stack[0] == stack[1] {
      (count, size) = (stack[2], stack[0])
    } else {
      return false
    }
    return count >= 2 && count <= 10 && size >= 2 && size <= 15 && kernel[0] == count * (size - 1) + 1
  }
}

extension Expression {
  /// The factors of a product of two to eight whole numbers, with the brackets among them open; nil for anything else.
  fileprivate var sizes: [Int]? {
    guard case .product(let factors) = self, factors.count <= 8 else { return nil }
    var sizes: [Int] = []
    for factor in factors {
      if case .number(let numeral) = factor, numeral.scale == .one, let size = numeral.value.integer,
        size > 0,
        size <= 1_000_000
      {
        sizes.append(size)
      } else if let inner = factor.sizes {
        sizes += inner
      } else {
        return nil
      }
    }
    return sizes.count <= 8 ? sizes : nil
  }

  /// What is divided by a window, `28×28 / 2×2`, and the window's size.
  fileprivate var dividedByWindow: (above: Rational, window: Rational)? {
    guard case .product(let factors) = self, factors.count >= 2, case .number(let last)? = factors.last,
      last.value.isInteger, last.value > .one, last.value <= 64
    else { return nil }
    let before = factors[factors.count - 2]
    guard case .quotient(let dividend, .number(let divisor)) = before, divisor.value == last.value,
      var above = try? dividend.evaluated()
    else { return nil }
    for factor in factors.dropLast(2) {
      guard let size = try? factor.evaluated(), let next = try? above.multiplied(by: size) else { return nil }
      above = next
    }
    return (above, last.value)
  }
}
