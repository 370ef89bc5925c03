import Derivations
import Networks
import Symbolics

// The network as it is, counted in some way.
extension OriginRule {
  /// The multiply-adds of papers, and twice as many.
  static let paper = OriginRule(digits: 1, isPublished: true) { counts, _ in
    counts.comparison.entries.filter { Self.paperNames.contains($0.convention.name) }
      .compactMap { Origin($0, counts.derivation) }
  }

  /// What every other convention counts, tools among them.
  static let conventions = OriginRule(digits: 1, isPublished: true) { counts, _ in
    counts.comparison.entries.filter { !Self.paperNames.contains($0.convention.name) }
      .compactMap { Origin($0, counts.derivation) }
  }

  private static let paperNames = [Convention.paper.name, Convention.paperFlops.name]

  /// The parameters, as frameworks count them.
  static let parameters = OriginRule(digits: 1, isPublished: true) { counts, _ in
    let root = counts.derivation.root
    var origins: [Origin?] = []
    if let step = root.step(.parameters) {
      origins.append(Origin(.convention, "parameters", .parameters, step: step))
    }
    if let step = root.step(.activeParameters) {
      origins.append(Origin(.convention, "active-parameters", .activeParameters, step: step))
    }
    return (origins + Self.frameworkParameters(counts)).compactMap { $0 }
  }

  /// Running means and variances are listed beside what is trained; Keras gives convolutions a bias in front of a norm;
  /// heads for training only are often left out.
  private static func frameworkParameters(_ counts: OriginCounts) -> [Origin?] {
    let parameters = counts.derivation.root.value(.parameters)
    func origin(
      _ name: String, _ reason: Origin.Reason, adding parts: [Rational?], isSubtracted: Bool = false
    )
      -> Origin?
    {
      var terms = [Expression.Term(Expression(parameters))]
      for part in parts {
        guard let part, !part.isZero else { return nil }
        terms.append(.init(Expression(part), isSubtracted: isSubtracted))
      }
      return Origin(.convention, name, .parameters, reason, .sum(terms))
    }
    let statistics = counts.sum(.parameters) { $0.operation.kind == .batchNorm }
    let biases = counts.biasesOfPlainConvolutions
    let heads = counts.sum(.parameters) { $0.place.workingCopies == 0 }
    return [
      origin("running-statistics", .runningStatistics, adding: [statistics]),
      origin("keras-parameters", .kerasParameters, adding: [statistics, biases]),
      origin("convolution-biases", .convolutionBiases, adding: [biases]),
      origin("without-training-heads", .withoutTrainingHeads, adding: [heads], isSubtracted: true),
    ]
  }

  /// What analyses work out: parameters by component, activations, a training step, the literature's shortcuts …
  static let quantities = OriginRule(digits: 2) { counts, claim in
    var origins: [Origin] = []
    for kind in [Analysis.Kind.parameters, .shortcuts, .memory, .training, .causal, .experts] {
      guard let analysis = try? counts.derivation.analysis(kind) else { continue }
      for section in analysis.sections {
        for row in section.rows {
          guard let step = row.result, step.quantity.isCount,
            // Bytes are meant where they are named.
            step.quantity != .bytes || claim.unit == .bytes
          else { continue }
          var arguments: [(name: String, value: Finding.Argument)] = [
            ("title", .word("topic." + section.topic.rawValue + ".title"))
          ]
          if let label = row.label { arguments.append(("part", label.argument)) }
          var (name, reason) = (section.topic.rawValue, Origin.Reason.quantity)
          if case .component(let component) = row.label, kind == .parameters {
            (name, reason) = (component.rawValue, .component)
          }
          if let origin = Origin(.convention, name, reason, arguments: arguments, step: step) {
            origins.append(origin)
          }
        }
      }
    }
    return origins
  }
}

extension Origin {
  /// What a convention counts: the paper's count, and each term that separates it.
  fileprivate init?(_ entry: Comparison.Entry, _ derivation: Derivation) {
    guard entry.total != nil else { return nil }
    let (convention, root) = (entry.convention, derivation.root)
    let quantity: Quantity = convention.unit == .mac ? .macs : .flops
    if entry.differences.isEmpty, let step = root.step(quantity) {
      self.init(.convention, convention.name, .convention, step: step)
    } else {
      let paper = Expression(root.value(.macs))
      var terms = [Expression.Term(convention.unit == .mac ? paper : .product([2, paper]))]
      for difference in entry.differences {
        terms.append(
          .init(Expression(difference.amount.magnitude), isSubtracted: difference.amount.isNegative))
      }
      self.init(.convention, convention.name, quantity, .convention, .sum(terms))
    }
    arguments = [("what", .word("convention." + convention.name + ".what"))]
    if !entry.differences.isEmpty {
      let terms = entry.differences.map { ($0.amount.isNegative ? "−" : "") + $0.term }
      arguments.append(("all", .quotation(terms.joined(separator: ", "))))
    }
    if convention.tool != nil || convention.name != Convention.paper.name && !entry.differences.isEmpty {
      self.quantity = .counted
    }
    unit = convention.unit
  }
}

extension Analysis.Label {
  /// What a row is about, to be put into words.
  fileprivate var argument: Finding.Argument {
    switch self {
    case .component(let component): .word("component." + component.rawValue)
    case .kind(let kind): .word("kind." + kind.name)
    case .format(let format): .path(format.rawValue)
    case .item(let item): .word("item." + item.rawValue)
    case .part(let path): .path(path)
    }
  }
}

extension Quantity {
  /// Whether it is a number that people state of a network.
  fileprivate var isCount: Bool {
    switch self {
    case .parameters, .activeParameters, .macs, .flops, .values, .bytes: true
    default: false
    }
  }
}

extension OriginCounts {
  /// One bias for each output channel of the convolutions that have none.
  fileprivate var biasesOfPlainConvolutions: Rational? {
    var sum = Rational.zero
    for layer in layers {
      guard case .convolution(let convolution) = layer.operation, !convolution.hasBias,
        let biases = try? Rational(convolution.outputChannels).multiplied(by: Rational(layer.place.copies)),
        let next = try? sum.adding(biases)
      else { continue }
      sum = next
    }
    return sum.isZero ? nil : sum
  }
}
