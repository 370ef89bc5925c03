import Symbolics

/// A formula in whole names that a line states: `MACs = H_out × W_out × C_out × C_in × kH × kW`,
/// `LSTM 参数量 = 4 × (input_dim + units + 1) × units`.
struct NamedFormula {
  /// What it gives, with a symbol for each name.
  let expression: Expression
  /// The names in their order, each once, as they are written.
  let names: [String]
  /// The words before the sign of equality.
  let label: Range<Int>

  /// Reads a line; nil where nothing but one formula with two names or more stands behind its only sign of equality.
  init?(_ line: TextLine, of bytes: [UInt8]) {
    let range = line.range
    guard (12...240).contains(range.count), line.row == nil,
      let sign = bytes[range].firstIndex(of: UInt8(ascii: "=")),
      bytes[range].lastIndex(of: UInt8(ascii: "=")) == sign, sign > range.lowerBound
    else { return nil }
    var reader = NameReader(bytes: bytes, at: sign + 1, end: range.upperBound)
    guard let expression = reader.sum(0), reader.isAtEnd(), (2...8).contains(reader.names.count) else {
      return nil
    }
    self.expression = expression
    names = reader.names
    label = range.lowerBound..<sign
  }

  /// What the formula gives for some values of its names, in their order.
  func value(_ values: [Rational]) -> Rational? {
    guard values.count == names.count else { return nil }
    var known: [Symbol: Rational] = [:]
    for (name, value) in zip(names, values) { known[Symbol(name)] = value }
    return try? expression.substituting { known[$0].map { Expression($0) } }.evaluated()
  }

  /// Whether a name stands in a cell alone, but for marks and case: `C_out` of `Cout`, `$C_{out}$`.
  static func isName(_ name: String, _ cell: Range<Int>, of bytes: [UInt8]) -> Bool {
    guard cell.count <= 48 else { return false }
    func letters(_ text: some Sequence<UInt8>) -> [UInt8] {
      text.filter { $0.isASCIILetter || $0.isASCIIDigit || $0 >= 0x80 }.map {
        $0.isASCIILetter ? $0 | 0x20 : $0
      }
    }
    return letters(name.utf8) == letters(bytes[cell])
  }
}

/// Reads sums and products of names and whole numbers.
private struct NameReader {
  let bytes: [UInt8]
  var at: Int
  let end: Int
  var names: [String] = []

  init(bytes: [UInt8], at: Int, end: Int) {
    (self.bytes, self.at, self.end) = (bytes, at, end)
  }

  mutating func sum(_ depth: Int) -> Expression? {
    guard depth < 4, let first = product(depth) else { return nil }
    var terms = [Expression.Term(first)]
    while terms.count < 8, take(NameSigns.plus) {
      guard let next = product(depth) else { return nil }
      terms.append(.init(next))
    }
    return terms.count == 1 ? first : .sum(terms)
  }

  private mutating func product(_ depth: Int) -> Expression? {
    guard let first = factor(depth) else { return nil }
    var factors = [first]
    while factors.count < 12, take(NameSigns.times) {
      guard let next = factor(depth) else { return nil }
      factors.append(next)
    }
    return factors.count == 1 ? first : .product(factors)
  }

  private mutating func factor(_ depth: Int) -> Expression? {
    skipBlanks()
    guard at < end else { return nil }
    if take(NameSigns.open) {
      guard let inner = sum(depth + 1), take(NameSigns.close) else { return nil }
      return inner
    }
    if let (value, next) = bytes.wholeNumber(at: at, to: end) {
      // `2d` and `1.5` are read by nobody here.
      guard next >= end || !bytes[next].isASCIIWordByte && bytes[next] != UInt8(ascii: ".") else {
        return nil
      }
      at = next
      return Expression(Rational(value))
    }
    let next = bytes.skip(from: at, to: min(end, at + 24)) { $0.isASCIIWordByte }
    guard next > at, bytes[at].isASCIILetter else { return nil }
    let name = String(decoding: bytes[at..<next], as: UTF8.self)
    at = next
    if !names.contains(name) { names.append(name) }
    return Expression(name)
  }

  private mutating func skipBlanks() {
    at = bytes.skip(from: at, to: end) {
      $0 == .space || $0 == UInt8(ascii: "`")
    }
  }

  private mutating func take(_ signs: PhraseSet) -> Bool {
    skipBlanks()
    guard let index = signs.index(at: at, until: end, in: bytes) else { return false }
    at += signs.phrases[index].utf8CodeUnitCount
    return true
  }

  mutating func isAtEnd() -> Bool {
    skipBlanks()
    at = bytes.skip(from: at, to: end) {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ",") || $0 <= 0x20
    }
    return at >= end
  }
}

private enum NameSigns {
  static let plus: PhraseSet = ["+"]
  static let times: PhraseSet = ["×", "·", "*", "⋅"]
  static let open: PhraseSet = ["(", "（"]
  static let close: PhraseSet = [")", "）"]
}
