import Explaining
import Symbolics

/// A page's calculations as Python: every line of numbers, and the result that is printed below it.
///
///     ("conv1, step by step", 7 * 7 * 3 * 64 * 112 * 112, 118013952),
struct PythonCheck {
  private var steps: [(label: String, line: String, result: String)] = []

  init(_ document: Document) { add(document.blocks) }

  /// The program; nil for a page without calculations.
  var source: String? {
    if steps.isEmpty { return nil }
    var lines = [
      "# Every calculation of this page once more: what it is about, the numbers put in, the printed result.",
      "from fractions import Fraction", "from math import ceil, floor", "", "steps = [",
    ]
    for step in steps { lines.append("    (\(quoted(step.label)), \(step.line), \(step.result)),") }
    lines += [
      "]", "for about, value, printed in steps:", "    assert value == printed, (about, value, printed)",
      "print(len(steps), \"calculations agree\")", "",
    ]
    return lines.joined(separator: "\n")
  }

  private mutating func add(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .calculation(let calculation): add(calculation)
      case .details(_, _, let inner): add(inner)
      case .list(_, let items): for item in items { add(item) }
      default: break
      }
    }
  }

  /// The first line of numbers of each chain, with the chain's exact result.
  private mutating func add(_ calculation: Calculation) {
    var line: String?
    for row in calculation.rows {
      if row.left != nil { line = nil }
      guard let python = python(row.right) else { continue }
      if row.isResult, row.relation == .equal, let numbers = line {
        steps.append((calculation.label, numbers, python))
        line = nil
      } else if line == nil, row.relation == .equal {
        line = python
      }
    }
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in clean(text).unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n", "\r": quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// An expression in Python, exact; nil where it has symbols.
  private func python(_ expression: Expression) -> String? {
    switch expression {
    case .symbol: return nil
    case .number(let numeral):
      let value = numeral.value
      return value.isInteger ? "\(value.numerator)" : "Fraction(\(value.numerator), \(value.denominator))"
    case .sum(let terms):
      var text = ""
      for (index, term) in terms.enumerated() {
        guard let inner = python(term.value) else { return nil }
        let isBracketed = if case .sum = term.value { true } else { false }
        text += index > 0 ? (term.isSubtracted ? " - " : " + ") : (term.isSubtracted ? "-" : "")
        text += isBracketed ? "(\(inner))" : inner
      }
      return text
    case .product(let factors):
      var pieces: [String] = []
      for factor in factors {
        guard let inner = python(factor) else { return nil }
        pieces.append(factor.isSingle ? inner : "(\(inner))")
      }
      return pieces.joined(separator: " * ")
    case .quotient(let left, let right):
      guard let left = python(left), let right = python(right) else { return nil }
      return "Fraction(1) * (\(left)) / (\(right))"
    case .power(let base, let exponent):
      guard let base = python(base), let exponent = python(exponent) else { return nil }
      return "Fraction(\(base)) ** (\(exponent))"
    case .negative(let inner): return python(inner).map { "-(\($0))" }
    case .floor(let inner): return python(inner).map { "floor(\($0))" }
    case .ceiling(let inner): return python(inner).map { "ceil(\($0))" }
    }
  }
}

extension Expression {
  /// Whether Python needs no brackets around it inside a product.
  fileprivate var isSingle: Bool {
    switch self {
    case .number(let numeral): !numeral.value.isNegative
    case .floor, .ceiling: true
    default: false
    }
  }
}
