import Derivations
import Networks
import Symbolics

// The network in another form, on another input, a part of it, or another network.
extension OriginRule {
  /// Other valid readings of the same name: v1 and v1.5, grouped convolutions, tied heads.
  static let otherForms = OriginRule(digits: 1, isPublished: true) { counts, _ in
    counts.network.variants.flatMap { name -> [Origin] in
      guard let form = Catalogue.network(named: name) else { return [] }
      // On the same input, and on its own where that is another one: AlexNet's 227 for 224.
      var inputs = [counts.derivation.inputs]
      let own = form.inputs.map { $0.shape(batch: counts.derivation.input.batch) }
      if own != inputs[0], counts.isOnUsualInput { inputs.append(own) }
      return inputs.flatMap { Self.totals(of: form, $0, .variant, form.name, .otherForm) }
    }
  }

  /// The usual sizes of images, and lengths of sequences.
  static let otherInputs = OriginRule(digits: 2) { counts, _ in
    let inputs = counts.derivation.inputs
    guard let first = inputs.first else { return [] }
    var origins: [Origin] = []
    func add(_ shapes: [Shape], _ name: String, _ reason: Origin.Reason, _ argument: Finding.Argument) {
      origins += Self.totals(
        of: counts.network, shapes, .variant, name, reason, arguments: [("size", argument)],
        quantities: [.macs, .flops])
    }
    if first.layout == .map, first.rank == 4 {
      for side in [
        256, 299, 227, 384, 320, 448, 512, 192, 160, 128, 288, 240, 260, 300, 380, 416, 456, 480,
        528, 600, 608, 640, 800, 1_024, 112, 96, 64, 32, 28, 224,
      ]
      where side != first.width {
        var shapes = inputs
        shapes[0] = Shape([first.batch, first.channels, side, side], first.layout)
        add(shapes, "input-\(side)", .otherInput, .path("\(first.channels)×\(side)×\(side)"))
      }
    }
    if inputs.contains(where: { $0.layout == .tokens }) {
      for tokens in [1, 128, 256, 512, 1_024, 2_048, 4_096, 8_192] {
        let shapes = inputs.map { $0.layout == .tokens ? Shape([$0.batch, tokens], .tokens) : $0 }
        if shapes != inputs { add(shapes, "tokens-\(tokens)", .otherTokens, .number(Rational(tokens))) }
      }
      if inputs.count == 1, let tokens = first.dimensions.last, tokens > 1 {
        origins += Self.perToken(counts, tokens)
      }
    }
    return origins
  }

  /// The whole pass for one of its tokens, and what the literature takes for it: two operations for each parameter in a
  /// forward pass, six in training.
  private static func perToken(_ counts: OriginCounts, _ tokens: Int) -> [Origin] {
    let parameters = Expression(counts.derivation.root.value(.parameters))
    let shortcuts = [("two-n", 2), ("six-n", 6)].map { name, factor in
      Origin(
        .variant, name, .flops, .perParameter, arguments: [("count", .number(Rational(factor)))],
        .product([Expression(Rational(factor)), parameters]))
    }
    let shares = counts.totals.filter { $0.quantity != .parameters }.map {
      Origin(
        .variant, "per-token", $0.quantity, .perToken, arguments: [("size", .number(Rational(tokens)))],
        .quotient(Expression($0.value), Expression(Rational(tokens))))
    }
    return (shares + shortcuts).compactMap { $0 }
  }

  /// Several images or sequences at once.
  static let batches = OriginRule(digits: 2) { counts, _ in
    var origins: [Origin] = []
    for batch in [2, 4, 8, 16, 32, 64] {
      for total in counts.totals where total.quantity != .parameters {
        let origin = Origin(
          .variant, "batch-\(batch)", total.quantity, .batch, arguments: [("size", .number(Rational(batch)))],
          .times(Rational(batch), total.value))
        if let origin { origins.append(origin) }
      }
    }
    return origins
  }

  /// A layer, a block or a stage. Of parts with the same count the first one is named.
  static let parts = OriginRule(digits: 3) { counts, _ in
    var origins: [Origin] = []
    var seen: Set<Rational> = []
    func add(_ part: Part) {
      for quantity in [Quantity.macs, .flops, .parameters] where !part.path.isEmpty {
        guard let step = part.step(quantity), seen.insert(step.value).inserted else { continue }
        let name = quantity == .macs ? "paper" : quantity == .flops ? "paper-flops" : "parameters"
        let arguments: [(name: String, value: Finding.Argument)] = [("part", .path(part.path))]
        if let origin = Origin(.convention, name, .part, arguments: arguments, step: step) {
          origins.append(origin)
        }
      }
      for inner in part.parts { add(inner) }
    }
    add(counts.derivation.root)
    return origins
  }

  /// Other networks of the same publication.
  static let otherNetworks = OriginRule(digits: 2) { counts, _ in
    counts.siblings.flatMap { sibling in
      Self.totals(
        of: sibling.network, sibling.inputs, .mistake, Mistake.wrongModelFact.rawValue, .otherNetwork,
        right: counts.derivation.root)
    }
  }

  /// Multiply-adds, FLOPs and parameters of a network.
  private static func totals(
    of network: Network, _ inputs: [Shape], _ kind: Origin.Kind, _ name: String, _ reason: Origin.Reason,
    arguments: [(name: String, value: Finding.Argument)] = [],
    quantities: [Quantity] = [.macs, .flops, .parameters], right: Part? = nil
  ) -> [Origin] {
    guard let derivation = try? derive(network, inputs: inputs) else { return [] }
    let all = arguments + [("network", .quotation(network.title))]
    return quantities.compactMap { quantity in
      guard let step = derivation.root.step(quantity) else { return nil }
      if let right, right.value(quantity) == step.value { return nil }
      var origin = Origin(kind, name, reason, arguments: all, step: step)
      origin?.correct = right?.value(quantity)
      return origin
    }
  }
}

extension OriginCounts {
  /// Whether the network reads what it usually reads.
  fileprivate var isOnUsualInput: Bool {
    network.inputs.map { $0.shape(batch: derivation.input.batch) } == derivation.inputs
  }

  /// The other networks of the publication that take the same kinds of inputs, with their usual ones. Where this network
  /// has its usual size and the other one another, that is theirs.
  var siblings: [(network: Network, inputs: [Shape])] {
    let batch = derivation.input.batch
    return Catalogue.entries.filter { entry in
      entry.publication == network.publication && entry.name != network.name
        && !network.variants.contains(entry.name)
        && entry.inputs.map { $0.layout } == network.inputs.map { $0.layout }
    }.map { entry in
      let sibling = entry.network()
      return (sibling, sibling.inputs.map { $0.shape(batch: batch) })
    }
  }
}
