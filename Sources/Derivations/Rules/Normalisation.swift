import Networks
import Symbolics

/// Batch normalisation: a scale and a shift for each channel.
///
/// Ioffe, Szegedy, "Batch Normalization", algorithm 1: γ and β are learned; the running mean and variance are not
/// parameters.
enum Normalisation {
  static let rule = "batch-norm"

  static let parameters = Formula(
    rule, .parameters, .product([2, .channels]), source: .batchNormalisation.at(.algorithm("1")))

  static let formulas = [parameters]

  static func work(in layer: inout Working) throws(DerivationError) {
    layer.bindInput(features: .channels, from: .option)
    if layer.input.rank != 4, layer.input.rank != 2 {
      layer.bind(.channels, layer.input.channels, from: .option)
    }
    try layer.take(parameters)
  }
}
