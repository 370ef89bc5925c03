import Networks
import Symbolics

/// Why a section ends before its end.
enum AnalysisStop: Error {
  /// The question does not apply.
  case refused(Analysis.Refusal)
  /// A number cannot be worked out.
  case failed(DerivationError)
}

/// A number of a layer; what cannot be exact names the layer.
func exactly(
  _ entry: Inventory.Entry, _ number: () throws(ArithmeticError) -> Rational
) throws(AnalysisStop) -> Rational {
  do throws(ArithmeticError) {
    return try number()
  } catch { throw .failed(.arithmetic(error, path: entry.path, step: "values")) }
}

/// A section being worked out: what is known so far, and its rows.
struct Reckoning {
  private(set) var section: Analysis.Section
  private var bindings: [Binding] = []

  /// Works a section out. Where the question does not apply, the section says why.
  static func section(
    _ topic: Analysis.Topic, _ body: (inout Reckoning) throws(AnalysisStop) -> Void
  ) throws(DerivationError) -> Analysis.Section {
    var reckoning = Reckoning(topic)
    do throws(AnalysisStop) {
      try body(&reckoning)
    } catch {
      switch error {
      case .refused(let refusal): reckoning.section.refusal = refusal
      case .failed(let error): throw error
      }
    }
    return reckoning.section
  }

  private init(_ topic: Analysis.Topic) { section = Analysis.Section(topic: topic) }

  // MARK: What is known

  /// Makes the value of a symbol known; a later value of the same symbol takes its place.
  mutating func bind(_ symbol: Symbol, _ value: Rational, from origin: Binding.Origin) {
    bindings.removeAll { $0.symbol == symbol }
    bindings.append(Binding(symbol, value, from: origin))
  }

  mutating func bind(_ symbol: Symbol, _ value: Int, from origin: Binding.Origin) {
    bind(symbol, Rational(value), from: origin)
  }

  /// Makes a total of the network known: `Params`, `FLOPs`.
  mutating func bindTotal(_ quantity: Quantity, of derivation: Derivation, as symbol: Symbol? = nil) {
    bind(symbol ?? quantity.symbol, derivation.root.value(quantity), from: .part(""))
  }

  /// The value of a symbol, zero where it has none.
  func value(of symbol: Symbol) -> Rational {
    bindings.first { $0.symbol == symbol }?.value ?? .zero
  }

  // MARK: Steps

  /// Works a formula out and makes its value known under the symbol, the formula's own unless another is given.
  mutating func step(_ formula: Formula, as symbol: Symbol? = nil) throws(AnalysisStop) -> Step {
    try step(formula.id, formula.quantity, symbol, formula.expression, source: formula.source)
  }

  /// The same for a formula that has no fixed form.
  mutating func step(
    _ id: String, _ quantity: Quantity, _ symbol: Symbol?, _ expression: Expression, source: Publication
  ) throws(AnalysisStop) -> Step {
    let used = expression.symbols.compactMap { symbol in bindings.first { $0.symbol == symbol } }
    let step: Step
    do throws(DerivationError) {
      let substituted = expression.substituting { symbol in
        used.first { $0.symbol == symbol }.map { Expression(asWritten: $0.value) }
      }
      step = try Step(
        id, quantity, symbol ?? quantity.symbol, expression, bindings: used, substituted: substituted,
        source: source, path: "")
    } catch { throw .failed(error) }
    bind(step.symbol, step.value, from: .earlier)
    return step
  }

  /// The step of a sum over layers; makes its value known.
  mutating func step(_ sum: LayerSum, source: Publication) throws(AnalysisStop) -> Step {
    let step = try sum.step(source: source)
    bind(step.symbol, step.value, from: .earlier)
    return step
  }

  // MARK: Rows

  mutating func add(_ steps: [Step], _ label: Analysis.Label? = nil, isSubtracted: Bool = false) {
    section.rows.append(Analysis.Row(label: label, steps: steps, isSubtracted: isSubtracted))
  }

  mutating func add(_ step: Step, _ item: Analysis.Item, isSubtracted: Bool = false) {
    add([step], .item(item), isSubtracted: isSubtracted)
  }

  mutating func remark(_ remark: Analysis.Remark) {
    if !section.remarks.contains(remark) { section.remarks.append(remark) }
  }
}

extension Expression {
  /// A value as a person writes it: 0.4, not 2/5, where few decimals are exact.
  fileprivate init(asWritten value: Rational) {
    self.init(value)
    guard !value.isInteger, !value.isNegative else { return }
    var unit = Rational.one
    for _ in 0..<4 {
      guard let tenth = try? unit.divided(by: 10), let count = try? value.divided(by: tenth) else { return }
      unit = tenth
      if count.isInteger {
        self = .number(Numeral(value: value, lastPlace: unit))
        return
      }
    }
  }
}

/// A sum over layers, copies multiplied: `12×Params_h.0.attn.c_attn + 12×Params_h.0.attn.c_proj`.
struct LayerSum {
  private let id: String
  private let quantity: Quantity
  private let symbol: Symbol
  private var terms: [Term] = []

  /// Above so many terms, those of equal value become one: it takes the first one's name.
  static let mostTerms = 12

  private struct Term {
    let symbol: Symbol
    let value: Rational
    var copies: Int
    let origin: Binding.Origin
    /// What each copy is multiplied with besides.
    let factor: Expression?
  }

  /// An empty sum that will define a symbol. The identifier is the rule without its quantity.
  init(_ rule: String, _ quantity: Quantity, _ symbol: Symbol) {
    id = rule + "." + quantity.name
    (self.quantity, self.symbol) = (quantity, symbol)
  }

  var isEmpty: Bool { terms.isEmpty }

  /// Adds a value of a layer, or of another part, so many times. Zeros are left out.
  mutating func add(
    _ path: String, _ value: Rational, copies: Int, as base: String? = nil, factor: Expression? = nil
  ) {
    guard !value.isZero, copies > 0 else { return }
    terms.append(
      Term(
        symbol: Symbol(base ?? quantity.symbol.base, index: path), value: value, copies: copies,
        origin: .part(path), factor: factor))
  }

  /// Adds the result of an earlier step.
  mutating func add(_ step: Step) {
    terms.append(Term(symbol: step.symbol, value: step.value, copies: 1, origin: .earlier, factor: nil))
  }

  func step(source: Publication) throws(AnalysisStop) -> Step {
    var symbols: [Expression] = []
    var numbers: [Expression] = []
    var bindings: [Binding] = []
    for term in merged {
      let copies = term.copies > 1 ? [Expression(Rational(term.copies))] : []
      let factor = term.factor.map { [$0] } ?? []
      symbols.append(.product(of: copies + [.symbol(term.symbol)] + factor))
      numbers.append(.product(of: copies + [Expression(term.value)] + factor))
      if !bindings.contains(where: { $0.symbol == term.symbol }) {
        bindings.append(Binding(term.symbol, term.value, from: term.origin))
      }
    }
    do throws(DerivationError) {
      return try Step(
        id, quantity, symbol, .sum(of: symbols), bindings: bindings, substituted: .sum(of: numbers),
        source: source, path: "")
    } catch { throw .failed(error) }
  }

  /// The terms, equal ones put together where there are many.
  private var merged: [Term] {
    guard terms.count > LayerSum.mostTerms else { return terms }
    var merged: [Term] = []
    for term in terms {
      if term.factor == nil,
        let index = merged.firstIndex(where: {
          $0.factor == nil && $0.value == term.value && $0.symbol.base == term.symbol.base
        })
      {
        // Each is a number of layers, of which the deriver has seen that all together are an Int.
        merged[index].copies &+= term.copies
      } else {
        merged.append(term)
      }
    }
    return merged
  }
}
