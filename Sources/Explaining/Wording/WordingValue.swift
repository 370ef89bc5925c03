public import Symbolics

/// What is put in for a placeholder of the wording.
public enum WordingValue: Sendable {
  /// Text, of the program or of a person; the writers escape it.
  case text(String)
  /// An exact number with grouped digits.
  case number(Rational)
  /// A name of the network, set as code.
  case code(String)
  /// Mathematics.
  case math(Math)
  /// Finished pieces.
  case inlines([Inline])

  var inlines: [Inline] {
    switch self {
    case .text(let text): [.text(text)]
    case .number(let value): [.number(value)]
    case .code(let name): [.code(name)]
    case .math(let math): [.math(math)]
    case .inlines(let inlines): inlines
    }
  }

  /// Whether the value asks for the singular.
  var isOne: Bool {
    if case .number(let value) = self { value == .one } else { false }
  }
}

extension WordingValue: ExpressibleByStringLiteral {
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
}

/// Values by the names of their placeholders: `["layer": .code("conv1"), "count": .number(3)]`.
public struct WordingValues: Sendable, ExpressibleByDictionaryLiteral {
  /// Names and values in order; of two with one name the first counts.
  public var pairs: [(name: String, value: WordingValue)]

  /// Values in their order.
  public init(dictionaryLiteral elements: (String, WordingValue)...) {
    pairs = elements.map { (name: $0.0, value: $0.1) }
  }

  /// The value of a placeholder.
  public subscript(name: String) -> WordingValue? {
    for pair in pairs where pair.name == name { return pair.value }
    return nil
  }

  /// Adds a value, if there is one.
  public mutating func add(_ name: String, _ value: WordingValue?) {
    if let value { pairs.append((name: name, value: value)) }
  }
}
