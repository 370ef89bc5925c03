import Networks
import Symbolics

/// Normalisations: a scale and a shift for each channel or feature.
///
/// Ioffe, Szegedy, "Batch Normalization", algorithm 1: γ and β are learned; the running mean and variance are not
/// parameters. The others learn the same numbers, or the scale alone.
extension Operation.Norm {
  private struct Formulas {
    let both: Formula
    let one: Formula

    init(_ rule: String, _ size: Expression, _ source: Publication) {
      both = Formula(rule, .parameters, when: .scaleAndShift, .product([2, size]), source: source)
      one = Formula(rule, .parameters, when: .scaleOnly, size, source: source)
    }
  }

  private static let batch = Formulas("batch-norm", .channels, .batchNormalisation.at(.algorithm("1")))
  private static let layer = Formulas("layer-norm", .features, .layerNormalisation.at(.section("3.1")))
  private static let layerOfMap = Formulas("layer-norm", .channels, .layerNormalisation.at(.section("3.1")))
  private static let rms = Formulas("rms-norm", .features, .rmsNormalisation.at(.equation("4")))
  private static let group = Formulas("group-norm", .channels, .groupNormalisation.at(.section("3.1")))
  private static let instance = Formulas(
    "instance-norm", .channels, .instanceNormalisation.at(.equation("2")))

  static let formulas = [
    batch.both, batch.one, layer.both, layer.one, rms.one, group.both, group.one, instance.both, instance.one,
  ]

  private var formulas: Formulas {
    switch kind {
    case .batch, .localResponse: Self.batch
    case .layer: isOverLast ? Self.layer : Self.layerOfMap
    case .rms: Self.rms
    case .group: Self.group
    case .instance: Self.instance
    }
  }

  func work(in layer: inout Working) throws(DerivationError) {
    layer.bind(isOverLast ? .features : .channels, channels, from: .option)
    if isOverLast {
      layer.bindInput(features: .features)
    } else {
      layer.bindInput(channels: .channels)
    }
    if hasScale, hasShift {
      try layer.take(formulas.both)
    } else if hasScale || hasShift {
      try layer.take(formulas.one)
    }
  }
}
