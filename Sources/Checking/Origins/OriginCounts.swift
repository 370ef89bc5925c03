import Derivations
import Networks
import Symbolics

/// A network with what is asked of it by several rules; worked out when it is first asked for.
final class OriginCounts {
  let comparison: Comparison
  /// Its layers, blocks and stages.
  private(set) lazy var facts = NetworkFacts(derivation)
  /// Its layers with their copies.
  private(set) lazy var layers: [Layer] = {
    var layers: [Layer] = []
    visit(derivation.root, Layer.Place(), &layers)
    return layers
  }()
  /// The outermost blocks with their copies.
  private(set) lazy var blocks: [(part: Part, copies: Int)] = {
    var blocks: [(part: Part, copies: Int)] = []
    collectBlocks(in: derivation.root, copies: 1, &blocks)
    return blocks
  }()
  /// What each wrong formula gives for each layer that it fits.
  private(set) lazy var wrongLayers = WrongLayer.all(of: facts)

  init(_ comparison: Comparison) { self.comparison = comparison }

  var derivation: Derivation { comparison.derivation }
  var network: Network { derivation.network }

  /// The right totals that mistakes start from: multiply-adds, FLOPs, parameters.
  var totals: [(quantity: Quantity, value: Rational)] {
    [Quantity.macs, .flops, .parameters].compactMap { quantity in
      let value = derivation.root.value(quantity)
      return value.isZero ? nil : (quantity, value)
    }
  }

  /// A layer, worked out once for all its copies.
  struct Layer {
    let part: Part
    let operation: Operation
    let place: Place

    /// Where it stands.
    struct Place {
      var copies = 1
      /// Copies that work for a token; none where it runs in training only.
      var workingCopies = 1
      var isInBlock = false
      var isOnShortcut = false
      /// The path of the module of attention around it.
      var attention: String?
    }

    /// A quantity over all copies.
    func total(_ quantity: Quantity) -> Rational? {
      let copies = quantity == .parameters ? place.copies : place.workingCopies
      return try? part.value(quantity).multiplied(by: Rational(copies))
    }
  }

  private func visit(_ part: Part, _ around: Layer.Place, _ layers: inout [Layer]) {
    var place = around
    // The deriver has refused networks whose copies are more than an Int can count.
    place.copies &*= part.repetitions
    place.workingCopies &*= part.use == .training ? 0 : part.copies(for: .macs)
    switch part.kind {
    case .layer(let operation): layers.append(Layer(part: part, operation: operation, place: place))
    case .module(let role):
      if role == .block { place.isInBlock = true }
      if role == .shortcut { place.isOnShortcut = true }
      if role == .attention || role == .multiheadAttention { place.attention = part.path }
      for inner in part.parts { visit(inner, place, &layers) }
    }
  }

  private func collectBlocks(in part: Part, copies: Int, _ blocks: inout [(part: Part, copies: Int)]) {
    let copies = copies &* part.repetitions
    if case .module(.block) = part.kind {
      blocks.append((part, copies))
      return
    }
    for inner in part.parts { collectBlocks(in: inner, copies: copies, &blocks) }
  }

  /// A quantity summed up over some layers, as a sum of numbers; nil where there are none.
  func sum(_ quantity: Quantity, where isWanted: (Layer) -> Bool) -> Rational? {
    var sum = Rational.zero
    for layer in layers where isWanted(layer) {
      guard let total = layer.total(quantity), let next = try? sum.adding(total) else { return nil }
      sum = next
    }
    return sum.isZero ? nil : sum
  }

  /// A mistake that leaves some layers out of each total.
  func leavingOut(
    _ mistake: Mistake, _ reason: Origin.Reason, of quantities: [Quantity] = [.macs, .flops, .parameters],
    arguments: [(name: String, value: Finding.Argument)] = [], where isLeftOut: (Layer) -> Bool
  ) -> [Origin] {
    totals.compactMap { total in
      guard quantities.contains(total.quantity), let part = sum(total.quantity, where: isLeftOut) else {
        return nil
      }
      return Origin(
        mistake, in: total, reason, arguments: arguments, .difference(total.value, part))
    }
  }
}

extension Expression {
  /// `whole − part`, or plus where the part is negative.
  static func difference(_ whole: Rational, _ part: Rational) -> Expression {
    .sum([Term(Expression(whole)), Term(Expression(part.magnitude), isSubtracted: !part.isNegative)])
  }

  /// `value × factor`.
  static func times(_ factor: Rational, _ value: Rational) -> Expression {
    .product([Expression(factor), Expression(value)])
  }
}
