import Symbolics

/// Keeps the books of a gap: each correction moves a running value, and the amount by which it moved is booked under
/// the mistake that it corrects. What is booked adds up to the whole way by construction.
struct Ledger: Sendable {
  /// One booked amount.
  struct Item: Sendable {
    var mistake: Mistake
    var range: Range<Int>
    var about: String?
    var amount: Rational
  }

  private(set) var current: Rational
  private(set) var items: [Item] = []
  /// Whether an amount was beyond the range of exact numbers; then nothing can be said.
  private(set) var hasFailed = false

  init(from start: Rational) { current = start }

  /// Corrects the running value.
  mutating func move(
    to value: Rational?, because mistake: Mistake, at range: Range<Int>, about: String? = nil
  ) {
    guard !hasFailed, let value, let amount = try? current.subtracting(value) else {
      hasFailed = true
      return
    }
    if !amount.isZero { items.append(Item(mistake: mistake, range: range, about: about, amount: amount)) }
    current = value
  }
}
