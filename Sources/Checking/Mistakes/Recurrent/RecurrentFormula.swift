import Symbolics

/// The count of a recurrent layer as it is written: factors before g·h·(i + h + 1), in any of the forms that people write.
///
/// The sum itself shows the sizes: i + h with h beside it as a factor.
struct RecurrentFormula: Sendable {
  /// The features of input and state.
  var layer: RecurrentSizes
  /// The biases of a gate for each of its features: none, one or two.
  var biases: Int
  /// All other factors: gates, directions, time steps.
  var factors: [Int]
  /// Whether the biases of a single gate are added behind the product of all gates.
  var addsOneBias = false

  init?(_ expression: Expression) {
    guard let found = RecurrentFormula.read(expression) else { return nil }
    self = found
  }

  private init(input: Int, hidden: Int, biases: Int, factors: [Int]) {
    layer = RecurrentSizes(input: input, hidden: hidden)
    self.biases = biases
    self.factors = factors
  }

  private static func read(_ expression: Expression) -> RecurrentFormula? {
    switch expression {
    case .product(let operands): return read(operands)
    case .sum(let terms):
      if let whole = gate(terms) ?? gates(terms) { return whole }
      // 4×64×(16 + 64) + 64
      guard terms.count == 2, !terms[1].isSubtracted, let bias = whole(terms[1].value),
        var found = read(terms[0].value), found.biases == 0, bias == found.layer.hidden
      else { return nil }
      found.addsOneBias = true
      return found
    default: return nil
    }
  }

  /// A product of numbers and one sum.
  private static func read(_ operands: [Expression]) -> RecurrentFormula? {
    var (numbers, sums): ([Int], [[Expression.Term]]) = ([], [])
    for operand in operands {
      switch operand {
      case .sum(let terms): sums.append(terms)
      case .product(let inner):
        // 4×(64×(16 + 64))
        for factor in inner {
          if case .sum(let terms) = factor {
            sums.append(terms)
          } else if let number = whole(factor) {
            numbers.append(number)
          } else {
            return nil
          }
        }
      default:
        guard let number = whole(operand) else { return nil }
        numbers.append(number)
      }
    }
    guard sums.count == 1, numbers.count <= 5 else { return nil }
    if var found = gate(sums[0]) {
      found.factors += numbers
      return found
    }
    return sumOfSizes(sums[0]).flatMap { beside($0, numbers) }
  }

  /// i + h, i + h + 1, i + h + 2
  private static func sumOfSizes(_ terms: [Expression.Term]) -> (Int, Int, Int)? {
    guard terms.count == 2 || terms.count == 3, terms.allSatisfy({ !$0.isSubtracted }),
      let first = whole(terms[0].value), let second = whole(terms[1].value), first > 2, second > 2
    else { return nil }
    guard terms.count == 3 else { return (first, second, 0) }
    guard let bias = whole(terms[2].value), bias == 1 || bias == 2 else { return nil }
    return (first, second, bias)
  }

  /// The sum beside the factor that is its state's.
  private static func beside(_ sum: (Int, Int, Int), _ numbers: [Int]) -> RecurrentFormula? {
    // The state is usually written last.
    for (hidden, input) in [(sum.1, sum.0), (sum.0, sum.1)] {
      guard let place = numbers.firstIndex(of: hidden) else { continue }
      if input != hidden, numbers.contains(input) { return nil }
      var rest = numbers
      rest.remove(at: place)
      return RecurrentFormula(input: input, hidden: hidden, biases: sum.2, factors: rest)
    }
    return nil
  }

  /// (i + h)×h + h, i×h + h×h + h: one gate, written out.
  private static func gate(_ terms: [Expression.Term]) -> RecurrentFormula? {
    guard terms.count >= 2, terms.count <= 4, terms.allSatisfy({ !$0.isSubtracted }) else { return nil }
    if case .product(let factors) = terms[0].value, factors.count == 2, terms.count <= 3 {
      for (sum, other) in [(factors[0], factors[1]), (factors[1], factors[0])] {
        guard case .sum(let sizes) = sum, let hidden = whole(other), let pair = sumOfSizes(sizes),
          pair.2 == 0, let found = beside(pair, [hidden]), found.factors.isEmpty,
          let biases = biases(terms.dropFirst(), hidden)
        else { continue }
        return RecurrentFormula(input: found.layer.input, hidden: hidden, biases: biases, factors: [])
      }
    }
    guard let first = pair(terms[0].value), let second = pair(terms[1].value) else { return nil }
    for (square, other) in [(first, second), (second, first)] where square.0 == square.1 {
      let hidden = square.0
      guard other.0 == hidden || other.1 == hidden, hidden > 2,
        let biases = biases(terms.dropFirst(2), hidden)
      else { continue }
      let input = other.0 == hidden ? other.1 : other.0
      return RecurrentFormula(input: input, hidden: hidden, biases: biases, factors: [])
    }
    return nil
  }

  /// 4×(i + h)×h + 4×h, 4×i×h + 4×h×h + 4×h: the gates stand in each term.
  private static func gates(_ terms: [Expression.Term]) -> RecurrentFormula? {
    for count in [4, 3, 2] {
      let ofOne = terms.compactMap { term -> Expression.Term? in
        guard !term.isSubtracted, case .product(var factors) = term.value,
          let place = factors.firstIndex(where: { whole($0) == count })
        else { return nil }
        factors.remove(at: place)
        return Expression.Term(factors.count == 1 ? factors[0] : .product(factors))
      }
      guard ofOne.count == terms.count, var found = gate(ofOne) else { continue }
      found.factors = [count]
      return found
    }
    return nil
  }

  /// The biases that the last terms add: h, h + h or 2×h.
  private static func biases(_ terms: ArraySlice<Expression.Term>, _ hidden: Int) -> Int? {
    var count = 0
    for term in terms {
      if whole(term.value) == hidden {
        count += 1
      } else if let pair = pair(term.value), pair == (2, hidden) || pair == (hidden, 2) {
        count += 2
      } else {
        return nil
      }
    }
    return count <= 2 ? count : nil
  }

  /// The two numbers of a product, or of a square.
  private static func pair(_ expression: Expression) -> (Int, Int)? {
    switch expression {
    case .product(let factors):
      guard factors.count == 2, let first = whole(factors[0]), let second = whole(factors[1]) else {
        return nil
      }
      return (first, second)
    case .power(let base, let exponent):
      guard whole(exponent) == 2, let side = whole(base) else { return nil }
      return (side, side)
    default: return nil
    }
  }

  private static func whole(_ expression: Expression) -> Int? {
    guard case .number(let numeral) = expression, let number = numeral.value.integer, number > 0,
      number < 1_000_000
    else { return nil }
    return number
  }
}
