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
  /// The tool whose figures it gives, with its version; nil for a way of counting on paper.
  public let tool: Tool?
  /// The rules, at most one for a kind of operation. Kinds without a rule count nothing.
  public let rules: [Rule]
  /// What surprises in it; each has its sentence in the wording.
  public let quirks: [Quirk]
  /// Layers of which nobody has measured what the tool makes: a network that has one has no total here.
  public let unknown: [Unknown]
  private let index: [Operation.Kind: Int]

  /// The unit of a total.
  public enum Unit: Hashable, Sendable {
    /// One multiply-add.
    case mac
    /// One floating-point operation; a multiply-add is two.
    case flop

    /// How many units a multiply-add is.
    public var perMultiplyAdd: Int { self == .mac ? 1 : 2 }
  }

  /// A program that counts.
  public struct Tool: Hashable, Sendable {
    /// The name of the package.
    public let package: String
    /// The version whose rules these are.
    public let version: String
    /// The call whose result it is: `FlopCountAnalysis(model, x).total()`.
    public let call: String
  }

  /// What surprises in a tool's figures.
  public struct Quirk: Hashable, Sendable {
    /// The name under which wording looks it up: `norm-counted-double`.
    public let name: String
    /// The file of the tool's source in which it can be read.
    public let place: String
  }

  /// Layers for which the convention's count is not known.
  public struct Unknown: Hashable, Sendable {
    /// The kind of operation.
    public let kind: Operation.Kind
    /// Of which layers: all of these hold.
    public let conditions: [Formula.Condition]

    init(_ kind: Operation.Kind, when conditions: Formula.Condition...) {
      (self.kind, self.conditions) = (kind, conditions)
    }
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
      self.init(kind, [Term(kind.termName, formula)], source: source)
    }
  }

  /// One named term of a rule.
  public struct Term: Hashable, Sendable {
    /// The name under which a comparison lists it: `bias`, `batch-norm`.
    public let name: String
    /// The formula in the letters of the layer; n and u stand for all its input and output values, R for its rows.
    public let formula: Expression
    /// For which layers it is counted: all of these hold.
    public let conditions: [Formula.Condition]

    init(_ name: String, _ formula: Expression, when conditions: Formula.Condition...) {
      self.init(name, formula, conditions)
    }

    init(_ name: String, _ formula: Expression, _ conditions: [Formula.Condition]) {
      (self.name, self.formula, self.conditions) = (name, formula, conditions)
    }

    /// The multiply-adds themselves, as in ``Convention/paper``: what no comparison lists.
    static let multiplyAddsName = "multiply-adds"
  }

  init(
    _ name: String, unit: Unit, tool: Tool? = nil, quirks: [Quirk] = [], rules: [Rule],
    unknown: [Unknown] = []
  ) {
    (self.name, self.unit, self.tool, self.quirks, self.rules) = (name, unit, tool, quirks, rules)
    self.unknown = unknown
    var index: [Operation.Kind: Int] = [:]
    for (place, rule) in rules.enumerated() { index[rule.kind] = place }
    self.index = index
  }

  /// The rule for a kind of operation, if it is counted.
  public func rule(for kind: Operation.Kind) -> Rule? { index[kind].map { rules[$0] } }
}

extension Convention {
  /// Every convention, the default first.
  public static let all: [Convention] = [
    .paper, .paperFlops, .everyOperation, .fvcore, .flopcounter, .torchprofile, .torchinfo, .thop, .ptflops,
    .ptflopsAten, .calflops, .calflopsMacs, .deepspeed, .deepspeedMacs, .torchstat, .keras,
  ]

  /// The names of all quirks, each once.
  public static var quirkNames: [String] {
    var names: [String] = []
    for quirk in all.flatMap({ $0.quirks }) where !names.contains(quirk.name) { names.append(quirk.name) }
    return names
  }

  /// The convention of a name in forgiving spelling, or nil if there is none.
  public static func named(_ name: String) -> Convention? {
    let wanted = Spelling.folded(name)
    return all.first { Spelling.folded($0.name) == wanted }
  }

  /// The name that is spelled most like `name`, or nil if none is near.
  public static func nearest(to name: String) -> String? {
    Spelling.nearest(to: name, among: all.map { $0.name })
  }

  /// Whether nobody knows what is counted of a layer.
  func knowsNot(_ layer: CountedLayer) -> Bool {
    unknown.contains { gap in
      gap.kind == layer.operation.kind && gap.conditions.allSatisfy { layer.meets($0) }
    }
  }

  /// The terms that are counted of a layer.
  func terms(for layer: CountedLayer) -> [Term] {
    guard let rule = rule(for: layer.operation.kind) else { return [] }
    return rule.terms.filter { term in term.conditions.allSatisfy { layer.meets($0) } }
  }

  /// What is counted of a layer as a formula, or nil if nothing is.
  func formula(for layer: CountedLayer) -> Formula? {
    guard let rule = rule(for: layer.operation.kind) else { return nil }
    let terms = terms(for: layer)
    guard !terms.isEmpty else { return nil }
    return Formula(layer.operation.rule, .counted, .sum(of: terms.map { $0.formula }), source: rule.source)
  }
}

extension Operation.Kind {
  /// The name of the only term of a rule for it. Tools call a global pooling by the name of the adaptive one.
  var termName: String { self == .globalAveragePool ? Operation.Kind.adaptiveAveragePool.name : name }
}
