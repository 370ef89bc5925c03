public import Networks
public import Symbolics

/// What each convention counts of a network, and what separates it from the multiply-adds of papers.
///
///     let comparison = try compare(resnet50)
///     comparison.entry("thop")?.total                  // 4,133,742,592
///     comparison.entry("thop")?.differences            // batch-norm 44,455,936, adaptive-average-pool 102,400
public struct Comparison: Sendable {
  /// The derivation whose layers were counted.
  public let derivation: Derivation
  /// One entry a convention, in their order.
  public let entries: [Entry]

  /// What one convention counts.
  public struct Entry: Sendable {
    /// The convention.
    public let convention: Convention
    /// Its total in its own unit; nil where there are ``unknown`` layers.
    public let total: Rational?
    /// Kinds of layers of which nobody has measured what the convention makes.
    public let unknown: [Operation.Kind]
    /// What is to be added to the paper's count (in this unit) to give the total, largest first; exact.
    public let differences: [Difference]
  }

  /// A term by which a total departs from the paper's.
  public struct Difference: Hashable, Sendable {
    /// Its name: `batch-norm`, `bias`, `attention-not-counted`.
    public let term: String
    /// The kind of layers that it comes from.
    public let kind: Operation.Kind
    /// Its amount over the whole network, in the convention's unit.
    public let amount: Rational
    /// How many layers it comes from.
    public let layers: Int
    /// The formula for one of them; nil if the layers are not counted at all.
    public let formula: Expression?
  }

  /// The entry of a convention by its name.
  public func entry(_ name: String) -> Entry? { entries.first { $0.convention.name == name } }
}

/// Counts a network by every convention at once: it is derived once only.
///
/// - Throws: ``DerivationError``: as ``derive(_:inputs:convention:)``, and where a total leaves 127 bits.
public func compare(
  _ network: Network, inputs: [Shape]? = nil, conventions: [Convention] = Convention.all
) throws(DerivationError) -> Comparison {
  let inputs = inputs ?? network.shapes(first: nil, batch: 1)
  for input in inputs {
    guard input.rank > 0, input.dimensions.allSatisfy({ $0 > 0 }) else { throw .shape(.emptyInput(input)) }
  }
  var deriver = Deriver(
    convention: .paper, source: network.publication, keepsBatch: false, compared: conventions)
  let root = try deriver.module(
    network.root, inputs: inputs, path: "", repetitions: 1, use: .always, depth: 0)
  let derivation = Derivation(network: network, inputs: inputs, convention: .paper, root: root.part)
  var tally = Tally(conventions, deriver.counts)
  do throws(ArithmeticError) {
    try tally.add(root.part, copies: .one, deriver)
    return Comparison(derivation: derivation, entries: try tally.entries(paper: root.part.value(.macs)))
  } catch { throw .arithmetic(error, path: "", step: "comparison") }
}

/// What each convention counts of one distinct layer.
struct LayerCount {
  /// One term of one convention: its place among the conventions, its name (nil for multiply-adds that are not counted),
  /// and its value for one copy less what papers count under the same name.
  struct Term {
    let convention: Int
    let name: String?
    let value: Rational
    let formula: Expression?
  }

  let terms: [Term]
  /// The conventions that do not know the layer.
  let unknown: [Int]
  /// The kind of the layer.
  let kind: Operation.Kind
}

/// The contributions of all layers being summed up.
private struct Tally {
  private let conventions: [Convention]
  private let counts: [LayerCount]
  /// For each convention, in the order in which they come. They are few, so that looking through them is fast.
  private var sums: [[Sum]]
  private var unknown: [[Operation.Kind]]

  private struct Sum {
    let name: String?
    let kind: Operation.Kind
    let formula: Expression?
    var amount = Rational.zero
    var layers = 0
  }

  init(_ conventions: [Convention], _ counts: [LayerCount]) {
    (self.conventions, self.counts) = (conventions, counts)
    unknown = conventions.map { _ in [] }
    sums = conventions.map { _ in [] }
  }

  mutating func add(_ part: Part, copies: Rational, _ deriver: Deriver) throws(ArithmeticError) {
    if part.use == .training { return }
    let copies = try copies.multiplied(by: Rational(part.copies(for: .counted)))
    for inner in part.parts { try add(inner, copies: copies, deriver) }
    guard let count = part.countIndex, counts.indices.contains(count) else { return }
    for place in counts[count].unknown where !unknown[place].contains(counts[count].kind) {
      unknown[place].append(counts[count].kind)
    }
    for term in counts[count].terms { try add(term, of: counts[count].kind, copies) }
  }

  private mutating func add(
    _ term: LayerCount.Term, of kind: Operation.Kind, _ copies: Rational
  ) throws(ArithmeticError) {
    let place = term.convention
    let known = sums[place].firstIndex { $0.kind == kind && $0.name == term.name }
    if known == nil { sums[place].append(Sum(name: term.name, kind: kind, formula: term.formula)) }
    let index = known ?? sums[place].count - 1
    sums[place][index].amount = try sums[place][index].amount.adding(term.value.multiplied(by: copies))
    let (layers, overflow) = sums[place][index].layers.addingReportingOverflow(copies.integer ?? 1)
    sums[place][index].layers = overflow ? .max : layers
  }

  func entries(paper: Rational) throws(ArithmeticError) -> [Comparison.Entry] {
    var entries: [Comparison.Entry] = []
    for (place, convention) in conventions.enumerated() {
      var total = try paper.multiplied(by: Rational(convention.unit.perMultiplyAdd))
      var differences: [Comparison.Difference] = []
      for sum in sums[place] where !sum.amount.isZero {
        total = try total.adding(sum.amount)
        differences.append(
          .init(
            term: sum.name ?? sum.kind.name + "-not-counted", kind: sum.kind, amount: sum.amount,
            layers: sum.layers, formula: sum.formula))
      }
      differences.sort { $0.amount.magnitude > $1.amount.magnitude }
      let isKnown = unknown[place].isEmpty
      entries.append(
        .init(
          convention: convention, total: isKnown ? total : nil, unknown: unknown[place],
          differences: isKnown ? differences : []))
    }
    return entries
  }
}

extension Working {
  /// What each convention counts of this layer beyond, or short of, the multiply-adds of papers.
  func count(_ layer: CountedLayer, by conventions: [Convention]) throws(DerivationError) -> LayerCount {
    var terms: [LayerCount.Term] = []
    var unknown: [Int] = []
    let macs = steps.last { $0.quantity == .macs }?.value ?? .zero
    let shorthands = Shorthands(of: self)
    for (place, convention) in conventions.enumerated() {
      let kind = layer.operation.kind
      if convention.knowsNot(layer) {
        unknown.append(place)
        continue
      }
      do throws(ArithmeticError) {
        let paper = try macs.multiplied(by: Rational(convention.unit.perMultiplyAdd))
        var hasMultiplyAdds = macs.isZero
        for term in convention.rule(for: kind)?.terms ?? []
        where term.conditions.allSatisfy({ layer.meets($0) }) {
          var value = try self.value(of: term.formula, shorthands)
          var name = term.name
          if name == Convention.Term.multiplyAddsName {
            value = try value.subtracting(paper)
            name = kind.name
            hasMultiplyAdds = true
          }
          if value.isZero { continue }
          terms.append(.init(convention: place, name: name, value: value, formula: term.formula))
        }
        if !hasMultiplyAdds {
          terms.append(.init(convention: place, name: nil, value: paper.negated, formula: nil))
        }
      } catch { throw .arithmetic(error, path: path, step: layer.operation.rule + ".counted") }
    }
    return LayerCount(terms: terms, unknown: unknown, kind: layer.operation.kind)
  }
}
