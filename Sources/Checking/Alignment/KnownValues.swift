import Symbolics

/// Values that are right, for as many questions as a text has claims.
struct KnownValues: Sendable {
  /// The values in the order of their likelihood.
  let values: [Rational]
  /// The same in ascending order.
  private let sorted: [Rational]

  init(_ values: [Rational]) {
    self.values = values
    sorted = values.sorted()
  }

  /// Whether one of them is no farther from a value than the tolerance.
  func contains(_ value: Rational, within tolerance: Rational = .zero) -> Bool {
    guard let least = try? value.subtracting(tolerance), let most = try? value.adding(tolerance) else {
      return false
    }
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < least { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] <= most
  }
}
