import Derivations
import Networks
import Symbolics

// Wrong formulas for layers: for one of them alone, for one in the total, for all of them.
extension OriginRule {
  /// A wrong formula, used for every layer that it fits.
  static let everyLayer = OriginRule(digits: 3) { counts, _ in
    LayerRule.all.compactMap { rule in
      var change = Rational.zero
      for wrong in counts.wrongLayers
      where wrong.rule.mistake == rule.mistake && wrong.rule.quantity == rule.quantity {
        guard let gap = wrong.gap, let next = try? change.adding(gap) else { return nil }
        change = next
      }
      guard let total = counts.totals.first(where: { $0.quantity == rule.quantity }), !change.isZero else {
        return nil
      }
      return Origin(rule.mistake, in: total, .everyLayer, .difference(total.value, change.negated))
    }
  }

  /// A wrong formula for one layer, and nothing else.
  static let layers = OriginRule(digits: 4) { counts, _ in
    counts.wrongLayers.compactMap { wrong in
      Origin(
        wrong.rule.mistake, in: (wrong.rule.quantity, wrong.right), .layer,
        arguments: [("part", .path(wrong.path))], wrong.working)
    }
  }

  /// The network's total with a wrong formula for one layer.
  static let oneLayer = OriginRule(digits: 6) { counts, _ in
    counts.wrongLayers.compactMap { wrong in
      guard let total = counts.totals.first(where: { $0.quantity == wrong.rule.quantity }),
        let right = try? wrong.right.multiplied(by: Rational(wrong.copies))
      else { return nil }
      let used =
        wrong.copies == 1 ? wrong.working : .product([Expression(Rational(wrong.copies)), wrong.working])
      return Origin(
        wrong.rule.mistake, in: total, .oneLayer, arguments: [("part", .path(wrong.path))],
        .sum([.init(Expression(total.value)), .init(Expression(right), isSubtracted: true), .init(used)]))
    }
  }
}

/// What a wrong formula gives for a layer.
struct WrongLayer {
  let rule: LayerRule
  let path: String
  let copies: Int
  let right: Rational
  let working: Expression

  /// By how much all copies together are too large.
  var gap: Rational? {
    (try? working.evaluated().subtracting(right)).flatMap { try? $0.multiplied(by: Rational(copies)) }
  }
}

extension WrongLayer {
  /// What each rule gives for each layer that it fits.
  static func all(of facts: NetworkFacts) -> [WrongLayer] {
    facts.layers.flatMap { layer in
      LayerRule.all.compactMap { rule in
        guard let working = rule.inject(layer) else { return nil }
        let right = rule.quantity == .parameters ? layer.parameters : layer.macs
        return WrongLayer(
          rule: rule, path: layer.path, copies: layer.multiplicity, right: right, working: working)
      }
    }
  }
}
