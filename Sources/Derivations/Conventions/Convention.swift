public import Networks
public import Symbolics

/// Whose way of counting is followed: per kind of operation the rule used, or none.
///
/// A convention is data. To add one, write a file beside this one with its rules and name it in ``all``.
public struct Convention: Hashable, Sendable {
  /// The name on the command line: `paper`.
  public let name: String
  /// What one unit of the total is.
  public let unit: Unit
  /// The rules, at most one for a kind of operation. Kinds without a rule count nothing.
  public let rules: [Rule]

  /// The unit of a total.
  public enum Unit: Hashable, Sendable {
    /// One multiply-add.
    case mac
    /// One floating-point operation; a multiply-add is two.
    case flop
  }

  /// How one kind of operation is counted: as a sum of named terms.
  public struct Rule: Hashable, Sendable {
    /// The kind of operation.
    public let kind: Operation.Kind
    /// What is added up.
    public let terms: [Term]
    /// Where this count is explained.
    public let source: Publication

    init(_ kind: Operation.Kind, _ terms: [Term], source: Publication) {
      (self.kind, self.terms, self.source) = (kind, terms, source)
    }

    init(_ kind: Operation.Kind, _ formula: Expression, source: Publication) {
      self.init(kind, [Term(kind.name, formula)], source: source)
    }
  }

  /// One named term of a rule.
  public struct Term: Hashable, Sendable {
    /// The name under which a comparison lists it: `bias`, `batch-norm`.
    public let name: String
    /// The formula in the letters of the layer; `n` and `u` stand for all its input and output values.
    public let formula: Expression
    /// For which layers it is counted.
    public let condition: Formula.Condition

    init(_ name: String, _ formula: Expression, when condition: Formula.Condition = .always) {
      (self.name, self.formula, self.condition) = (name, formula, condition)
    }
  }

  init(_ name: String, unit: Unit, rules: [Rule]) {
    (self.name, self.unit, self.rules) = (name, unit, rules)
  }
}

extension Convention {
  /// Every convention, the default first.
  public static let all: [Convention] = [.paper, .paperFlops, .everyOperation]

  /// The convention of a name in forgiving spelling, or nil if there is none.
  public static func named(_ name: String) -> Convention? {
    let wanted = Spelling.folded(name)
    return all.first { Spelling.folded($0.name) == wanted }
  }

  /// The name that is spelled most like `name`, or nil if none is near.
  public static func nearest(to name: String) -> String? {
    Spelling.nearest(to: name, among: all.map { $0.name })
  }

  /// The rule for a kind of operation, if it is counted.
  public func rule(for kind: Operation.Kind) -> Rule? { rules.first { $0.kind == kind } }

  /// What is counted of a layer as a formula, or nil if nothing is.
  func formula(for operation: Operation, on inputs: [Shape]) -> Formula? {
    guard let rule = rule(for: operation.kind) else { return nil }
    let terms = rule.terms.filter { operation.meets($0.condition, on: inputs) }
    guard !terms.isEmpty else { return nil }
    return Formula(operation.rule, .counted, .sum(of: terms.map { $0.formula }), source: rule.source)
  }
}
