import Symbolics

/// A formula in the head of a column: `C = 6ND`, `12·L·d²`, `(50257 + 1024)·d`, `FLOPs (2·N)`.
///
/// Letters side by side are factors: a head has no words but those of its quantity in front.
struct HeaderFormula {
  let expression: Expression

  /// Reads a head; nil where it is none.
  init?(_ head: Range<Int>, of bytes: [UInt8]) {
    guard head.count <= 64, bytes[head].contains(where: { $0.isASCIILetter }) else { return nil }
    for start in HeaderFormula.beginnings(in: head, of: bytes) {
      var reader = FormulaReader(bytes: bytes, at: start, end: head.upperBound)
      guard let expression = reader.sum(0), reader.isAtEnd(), expression.isFormula else { continue }
      self.expression = expression
      return
    }
    return nil
  }

  /// Where a formula may begin: behind the last equals sign or in the bracket behind a word, or else with the head.
  private static func beginnings(in head: Range<Int>, of bytes: [UInt8]) -> [Int] {
    if let sign = bytes[head].lastIndex(of: UInt8(ascii: "=")) { return [sign + 1] }
    // ≈ is E2 89 88.
    for at in head.dropLast(2) where bytes.has("≈", at: at) { return [at + 3] }
    guard let open = bytes[head].firstIndex(of: UInt8(ascii: "(")) else { return [head.lowerBound] }
    return [head.lowerBound, open]
  }
}

extension Expression {
  /// Whether it calculates with a letter.
  fileprivate var isFormula: Bool {
    switch self {
    case .number, .symbol: false
    default: !timesOfSymbols.isEmpty
    }
  }

  /// The letters with how often each is a factor at most.
  var timesOfSymbols: [Symbol: Int] {
    var all: [Symbol: Int] = [:]
    switch self {
    case .symbol(let symbol): all[symbol] = 1
    case .number: break
    case .power(let base, .number(let exponent)):
      // More than a few are no formula of a table; what is far larger must not leave the range.
      let power = max(-16, min(exponent.value.integer ?? 1, 16))
      for (symbol, times) in base.timesOfSymbols { all[symbol] = max(-256, min(times, 256)) * power }
    case .sum(let terms):
      for term in terms {
        for (symbol, times) in term.value.timesOfSymbols { all[symbol] = max(all[symbol] ?? 0, times) }
      }
    default:
      for operand in operands {
        for (symbol, times) in operand.timesOfSymbols { all[symbol] = (all[symbol] ?? 0) + times }
      }
    }
    return all
  }
}

/// Reads sums, products and powers of numbers and letters.
private struct FormulaReader {
  let bytes: [UInt8]
  var at: Int
  let end: Int

  mutating func sum(_ depth: Int) -> Expression? {
    guard depth < 6, let first = product(depth) else { return nil }
    var terms = [Expression.Term(first)]
    while terms.count < 16 {
      let isSubtracted = take(FormulaSigns.minus)
      guard isSubtracted || take(FormulaSigns.plus) else { break }
      guard let next = product(depth) else { return nil }
      terms.append(.init(next, isSubtracted: isSubtracted))
    }
    return terms.count == 1 ? first : .sum(terms)
  }

  private mutating func product(_ depth: Int) -> Expression? {
    guard var product = power(depth) else { return nil }
    for _ in 0..<24 {
      if take(FormulaSigns.over) {
        guard let divisor = power(depth) else { return nil }
        product = .quotient(product, divisor)
        continue
      }
      let isSaid = take(FormulaSigns.times)
      let start = at
      guard let factor = power(depth) else {
        if isSaid { return nil }
        at = start
        break
      }
      product = .product(of: [product, factor])
    }
    return product
  }

  private mutating func power(_ depth: Int) -> Expression? {
    guard let base = base(depth) else { return nil }
    if take(FormulaSigns.squared) { return .power(base, 2) }
    if take(FormulaSigns.cubed) { return .power(base, 3) }
    guard take(FormulaSigns.raised) else { return base }
    let isBraced = take(FormulaSigns.open)
    guard let (exponent, next) = bytes.wholeNumber(at: at, to: end), (1...4).contains(exponent) else {
      return nil
    }
    at = next
    if isBraced, !take(FormulaSigns.close) { return nil }
    return .power(base, Expression(Rational(exponent)))
  }

  private mutating func base(_ depth: Int) -> Expression? {
    skipBlanks()
    guard at < end else { return nil }
    if bytes[at] == UInt8(ascii: "(") {
      at += 1
      guard let inner = sum(depth + 1) else { return nil }
      skipBlanks()
      guard at < end, bytes[at] == UInt8(ascii: ")") else { return nil }
      at += 1
      return inner
    }
    return bytes[at].isASCIIDigit ? number() : bytes[at].isASCIILetter ? letter() : nil
  }

  /// `50257`, `50,257`, `2.5`
  private mutating func number() -> Expression? {
    var (value, places, isBehindPoint, digits) = (0, 0, false, 0)
    while at < end, digits < 15 {
      if bytes[at].isASCIIDigit {
        value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
        digits += 1
        if isBehindPoint { places += 1 }
      } else if bytes[at] == UInt8(ascii: "."), !isBehindPoint {
        isBehindPoint = true
      } else if bytes[at] != UInt8(ascii: ",") || at + 3 >= end
        || !bytes[(at + 1)...(at + 3)].allSatisfy({ $0.isASCIIDigit })
      {
        break
      }
      at += 1
    }
    guard let unit = try? Rational(10).raised(to: Rational(places)),
      let number = try? Rational(value).divided(by: unit)
    else { return nil }
    return Expression(number)
  }

  /// A letter with what stands below it: `d`, `d_model`, `d_{ff}`. Words have more than three letters.
  private mutating func letter() -> Expression? {
    let word = bytes.skip(from: at, to: end) { $0.isASCIILetter }
    guard word - at <= 3 || at > 0 && bytes[at - 1].isASCIILetter else { return nil }
    let base = String(decoding: bytes[at...at], as: UTF8.self)
    at += 1
    guard at < end, bytes[at] == UInt8(ascii: "_") else { return Expression(base) }
    let start = bytes.skip(from: at, to: end) { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "{") }
    let close = bytes.skip(from: start, to: min(end, start + 12)) { $0.isASCIILetter || $0.isASCIIDigit }
    guard close > start else { return nil }
    at = bytes.skip(from: close, to: end) { $0 == UInt8(ascii: "}") }
    return Expression(base, String(decoding: bytes[start..<close], as: UTF8.self).lowercased())
  }

  private mutating func skipBlanks() {
    at = bytes.skip(from: at, to: end) {
      $0 == .space || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~")
    }
  }

  private mutating func take(_ signs: PhraseSet) -> Bool {
    skipBlanks()
    guard let index = signs.index(at: at, until: end, in: bytes) else { return false }
    at += signs.phrases[index].utf8CodeUnitCount
    return true
  }

  /// Whether nothing but a unit follows: `6ND (FLOPs)`.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    at = bytes.skip(from: at, to: end) { $0 == UInt8(ascii: "*") || $0 == .space }
    if at < end, bytes[at] == UInt8(ascii: "(") {
      at = bytes.skip(from: at + 1, to: end) { $0.isASCIILetter || $0 == .space || $0 >= 0x80 }
      at = bytes.skip(from: at, to: min(end, at + 1)) { $0 == UInt8(ascii: ")") }
      skipBlanks()
    }
    return at >= end
  }
}

private enum FormulaSigns {
  static let plus: PhraseSet = ["+"]
  static let minus: PhraseSet = ["-", "−"]
  static let times: PhraseSet = ["·", "×", "*", "⋅", "\\cdot", "\\times", "\\,"]
  static let over: PhraseSet = ["/", "÷"]
  static let squared: PhraseSet = ["²", "^2", "^{2}"]
  static let cubed: PhraseSet = ["³", "^3", "^{3}"]
  static let raised: PhraseSet = ["^"]
  static let open: PhraseSet = ["{"]
  static let close: PhraseSet = ["}"]
}
