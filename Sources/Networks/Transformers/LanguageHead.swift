/// What turns the states of tokens into a score for each word of the vocabulary.
public enum LanguageHead: UInt8, Hashable, Sendable {
  /// Nothing: the bare model, which ends in the states.
  case none
  /// A matrix of its own.
  case own
  /// The table of the embedding, transposed: the same work, no parameters of its own.
  case tied
}

extension LanguageHead {
  /// A path as it stands in the whole model: without a head the base model is the root, and its prefix falls away.
  func path(_ prefix: String, _ name: String) -> String { self == .none ? name : prefix + "." + name }

  /// Puts the head behind the last node.
  func append(to module: inout Module, width: Int, vocabulary: Int) {
    if self == .none { return }
    module.append(
      "lm_head",
      .linear(width, vocabulary, hasBias: false, weights: self == .tied ? .shared : .own))
  }
}
