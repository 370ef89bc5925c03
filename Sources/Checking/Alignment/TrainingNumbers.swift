import Symbolics

/// The numbers of parameters and of tokens that a text names, by which the factors of a training run are told apart.
struct TrainingNumbers {
  private(set) var parameters: [Rational] = []
  private(set) var tokens: [Rational] = []
  private(set) var batches: [Rational] = []

  init(_ calculation: Calculation) {
    if let network = calculation.forms?.sizes?.parameters { parameters.append(network) }
    let stated = StatedSizes(working: calculation.working)
    for line in calculation.lines {
      for statement in stated.statements(on: line) where statement.field == .batch {
        batches.append(statement.value.value)
      }
      for chain in line.chains where chain.sides.count >= 2 && chain.signs[0] != .arrow {
        guard case .symbol(let symbol) = chain.sides[0].located.expression,
          let value = chain.sides[1].claim?.value
        else { continue }
        if symbol.isParameters { parameters.append(value) } else if symbol.isTokens { tokens.append(value) }
      }
      for side in line.lone + line.chains.flatMap({ $0.sides }) { add(side, line, calculation.working) }
    }
  }

  private mutating func add(_ side: Chain.Side, _ line: TextLine, _ working: HandCalculation) {
    guard let value = side.claim?.value, value >= 100_000 else { return }
    if side.unit == .parameters { parameters.append(value) }
    if side.unit == .tokens { tokens.append(value) }
    // `| parameters N | 540B |`
    if let row = line.row, side.unit == .none, line.lone.count == 1, let name = row.cells.first,
      name.count < 48, TrainingNumbers.parameterNames.isIn(name, of: working.bytes)
    {
      parameters.append(value)
    }
    let end = side.located.range.upperBound
    let behind = working.text(from: end, to: min(line.range.upperBound, end + 18)).lowercased()
    let rest = behind.drop { " -个的".contains($0) }
    for word in ["param", "model", "network", "参数", "模型"] where rest.hasPrefix(word) {
      parameters.append(value)
    }
    for word in ["token", "词元"] where rest.hasPrefix(word) { tokens.append(value) }
  }

  private static let parameterNames: PhraseSet = ["parameters", "params", "参数量", "参数"]

  /// Whether a number is one of the parameters, to three hundredths.
  func isParameters(_ value: Rational) -> Bool { parameters.contains { TrainingNumbers.isNear($0, value) } }
  /// Whether it is one of the tokens.
  func isTokens(_ value: Rational) -> Bool { tokens.contains { TrainingNumbers.isNear($0, value) } }

  static func isNear(_ first: Rational, _ second: Rational) -> Bool {
    guard let room = try? first.multiplied(by: Rational(3)).divided(by: Rational(100)) else { return false }
    return LinkChecker.isWithin(room, first, second)
  }
}

extension Symbol {
  /// Whether it stands for the parameters: `N`, `N_params`, `P`.
  var isParameters: Bool {
    switch description.lowercased() {
    case "n", "n_params", "n_param", "params", "parameters", "num_params", "n_parameters", "n_total":
      base != "n"
    default: false
    }
  }
  /// Whether it stands for the tokens of a run: `D`, `D_tokens`.
  var isTokens: Bool {
    switch description.lowercased() {
    case "d", "d_tokens", "tokens", "n_tokens", "num_tokens": base != "d"
    default: false
    }
  }
}

/// A product as a small whole factor times large numbers or symbols: 6 × 175·10⁹ × 300·10⁹, 6·N·D.
struct RunProduct {
  /// The product of the small factors.
  var factor = Rational.one
  /// The large factors, powers of ten multiplied in.
  var large: [Rational] = []
  var symbols: [Symbol] = []
  /// What all is divided by.
  var divisors: [Rational] = []

  /// Whether a factor multiplies two large numbers or letters and nothing else.
  var isOfTwo: Bool { divisors.isEmpty && large.count + symbols.count == 2 }

  init?(_ expression: Expression) {
    guard collect(expression, depth: 0) else { return nil }
    mergePowers()
  }

  /// Whether an expression has a number that is large, a power or a letter in it. Most products have none, and are not
  /// taken apart.
  static func mayBe(_ expression: Expression, depth: Int = 0) -> Bool {
    guard depth < 8 else { return false }
    switch expression {
    case .product(let factors): return factors.contains { mayBe($0, depth: depth + 1) }
    case .quotient(let dividend, _): return mayBe(dividend, depth: depth + 1)
    case .number(let numeral): return numeral.value >= large
    case .power, .symbol: return true
    default: return false
    }
  }

  private static let large: Rational = 100_000

  private var parts: [(value: Rational, isPower: Bool)] = []

  private mutating func collect(_ expression: Expression, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    switch expression {
    case .product(let factors):
      for factor in factors where !collect(factor, depth: depth + 1) { return false }
      return true
    case .quotient(let dividend, let divisor):
      guard let value = try? divisor.evaluated() else { return false }
      divisors.append(value)
      return collect(dividend, depth: depth + 1)
    case .number(let numeral):
      parts.append((numeral.value, false))
      return true
    case .power(.number(let base), _):
      guard base.value == 10, let value = try? expression.evaluated() else { return false }
      parts.append((value, true))
      return true
    case .symbol(let symbol):
      symbols += RunProduct.letters(of: symbol)
      return true
    default: return false
    }
  }

  /// `ND` is N·D.
  private static func letters(of symbol: Symbol) -> [Symbol] {
    symbol.description == "ND" ? [Symbol("N"), Symbol("D")] : [symbol]
  }

  private mutating func mergePowers() {
    var merged: [Rational] = []
    for part in parts {
      if part.isPower, let last = merged.popLast() {
        merged.append((try? last.multiplied(by: part.value)) ?? last)
      } else {
        merged.append(part.value)
      }
    }
    for value in merged {
      if value >= RunProduct.large {
        large.append(value)
      } else {
        factor = (try? factor.multiplied(by: value)) ?? factor
      }
    }
  }
}
