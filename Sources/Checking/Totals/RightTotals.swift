import Derivations
import Networks
import Symbolics

/// The totals of a network that are right in some recognised way of counting.
enum NetworkTotals {
  /// The parameters with whatever a consistent count may hold or leave out.
  static func parameters(_ facts: NetworkFacts) -> [Rational] {
    let own = biases(of: facts)
    var norms = Rational.zero
    var added = Rational.zero
    var classifier = Rational.zero
    for layer in facts.layers {
      let copies = Rational(layer.multiplicity)
      switch layer.noun {
      case .norm: norms = (try? norms.adding(layer.parameters.multiplied(by: copies))) ?? norms
      case .convolution where layer.biases == 0:
        added = (try? added.adding(Rational(layer.part.output.channels).multiplied(by: copies))) ?? added
      case .linear: classifier = (try? classifier.adding(layer.parameters)) ?? classifier
      default: break
      }
    }
    // Running means and variances are as many again and are not trained; some counts leave norms out, some frameworks
    // give convolutions a bias, some texts count weights alone, some leave the classifier to its task.
    var totals: [Rational] = []
    for norm in [Rational.zero, norms, norms.negated] {
      // The weights alone are those of norms neither.
      let isOfWeights = !own.isZero && (norms.isZero || norm == norms.negated)
      for bias in isOfWeights ? [Rational.zero, added, own.negated] : [.zero, added] {
        for head in [Rational.zero, classifier.negated] {
          for all in facts.totalsWithoutAuxiliaries(.parameters) {
            if let total = try? all.adding(norm).adding(bias).adding(head) { totals.append(total) }
          }
        }
      }
    }
    return totals
  }

  /// The parameters where the text says that biases are left out: those of norms may be meant or not.
  static func parametersWithoutBiases(_ facts: NetworkFacts) -> [Rational] {
    var shifts = Rational.zero
    for layer in facts.layers where layer.noun == .norm {
      let copies = Rational(layer.multiplicity)
      shifts =
        (try? shifts.adding(layer.parameters.divided(by: .two).multiplied(by: copies))) ?? shifts
    }
    let own = biases(of: facts)
    return facts.totalsWithoutAuxiliaries(.parameters).flatMap { all in
      [Rational.zero, shifts].compactMap { try? all.subtracting(own).subtracting($0) }
    }
  }

  /// The biases of all layers but norms.
  private static func biases(of facts: NetworkFacts) -> Rational {
    var sum = Rational.zero
    for layer in facts.layers {
      sum = (try? sum.adding(Rational(layer.biases).multiplied(by: Rational(layer.multiplicity)))) ?? sum
    }
    return sum
  }

  /// The multiply-adds that are right where the text says multiply-adds, not FLOPs: never doubled.
  static func multiplyAdds(_ facts: NetworkFacts) -> [Rational] {
    let (main, all) = facts.macsOfBlocks
    let optionA = (try? facts.macs.subtracting(all).adding(main)) ?? facts.macs
    return withExtras([facts.macs, optionA], facts)
  }

  /// The operations: sums of multiply-adds at 1 or 2 with norms at 0, 1, 2, 4, activations at 0, 1, 2 and pools, sums and biases or not.
  static func costs(_ facts: NetworkFacts) -> [Rational] {
    let (main, all) = facts.macsOfBlocks
    // The paper's first shortcuts carry the input on without a projection (its option A).
    let optionA = (try? facts.macs.subtracting(all).adding(main)) ?? facts.macs
    let single = [facts.macs, optionA]
    return withExtras(single + single.compactMap { try? $0.multiplied(by: .two) }, facts)
  }

  private static func withExtras(_ base: [Rational], _ facts: NetworkFacts) -> [Rational] {
    var sums = base
    for noun in [Noun.norm, .activation, .globalPool, .pool, .addition] {
      var choices: [Rational] = [.zero]
      for layer in facts.layers where layer.noun == noun {
        for right in layer.rightValues where right.quantity == .counted {
          if let total = sameRule(right, of: layer, over: facts), !choices.contains(total) {
            choices.append(total)
          }
        }
      }
      // The plain counts stay in front.
      sums = choices.flatMap { choice in sums.compactMap { try? $0.adding(choice) } }
    }
    return sums
  }

  /// The network's total for a kind of layer if each is counted by the rule that gave `right` for one of them.
  private static func sameRule(
    _ right: RightValues.Entry, of sample: NetworkFacts.Layer, over facts: NetworkFacts
  ) -> Rational? {
    guard
      let place = sample.rightValues.firstIndex(where: {
        $0.value == right.value && $0.quantity == .counted
      })
    else { return nil }
    var total = Rational.zero
    for layer in facts.layers where layer.noun == sample.noun {
      let entries = layer.rightValues
      guard entries.indices.contains(place),
        let cost = try? entries[place].value.multiplied(by: Rational(layer.multiplicity)),
        let sum = try? total.adding(cost)
      else { return nil }
      total = sum
    }
    return total
  }
}
