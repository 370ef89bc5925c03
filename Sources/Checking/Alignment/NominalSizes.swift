import Derivations
import Networks
import Symbolics

/// The sizes that "a 7B model" with 32 layers has, where a text names no network: those of Llama, which such texts count.
enum NominalSizes {
  /// Billions of parameters, layers, and the network that has them.
  private static let models: [(billions: Int, layers: Int, name: String)] = [
    (7, 32, "llama-2-7b"), (13, 40, "llama-2-13b"), (70, 80, "llama-2-70b"), (65, 80, "llama-65b"),
  ]

  /// The sizes, where a text says both numbers and speaks of a feed-forward layer.
  static func sizes(of calculation: Calculation) -> ModelSizes? {
    var hasFeedForward = false
    var layers: Set<Int> = []
    var billions: Set<Int> = []
    for line in calculation.lines {
      if line.topics.contains(.model) {
        for mention in line.mentions {
          if mention.noun == .model(.feedForward) { hasFeedForward = true }
          guard mention.noun == .model(.layers) else { continue }
          if let number = number(before: mention.range.lowerBound, in: calculation.working) {
            layers.insert(number)
          }
        }
      }
      for side in line.lone where side.traits.contains(.scaled) {
        guard let claim = side.claim, claim.scale == .billion, let number = claim.unscaled?.integer else {
          continue
        }
        let end = side.located.range.upperBound
        let behind = calculation.working.text(from: end, to: min(line.range.upperBound, end + 8))
        if behind.drop(while: { $0 == " " || $0 == "-" }).hasPrefix("model") || behind.hasPrefix("模型") {
          billions.insert(number)
        }
      }
    }
    guard hasFeedForward else { return nil }
    let known = models.filter { billions.contains($0.billions) && layers.contains($0.layers) }
    guard known.count == 1, let network = Catalogue.network(named: known[0].name),
      let derivation = try? derive(network)
    else { return nil }
    return ModelSizes(derivation)
  }

  /// The digits right before a place, over a blank.
  private static func number(before place: Int, in working: HandCalculation) -> Int? {
    var end = place
    if end > 0, working.bytes[end - 1] == .space { end -= 1 }
    let start = working.bytes.digitsBack(from: end, to: 0, atMost: 4)
    return Int(working.text(from: start, to: end))
  }
}
