public import Symbolics
import Networks

extension Derivation {
  /// How many numbers each token leaves in the cache of keys and values, in all layers: those of attention that looks back.
  ///
  /// A layer caches a key and a value for each of its key heads, `A_kv×(d_k + d_v)` (Shazeer, arXiv:1911.02150, section 2.4.1), or
  /// a latent from which both are made (DeepSeek-AI, "DeepSeek-V2", section 2.1.2).
  ///
  ///     try derive(llama3).cachedElementsPerToken()   // 65,536 for Llama 3 8B
  ///
  /// - Throws: ``Symbolics/ArithmeticError`` for a number beyond 127 bits.
  public func cachedElementsPerToken() throws(ArithmeticError) -> Rational {
    var sum = Rational.zero
    for layer in layers {
      guard case .attention(let attention) = layer.operation, attention.mask != .none else { continue }
      sum = try sum.adding(attention.cachedElements().multiplied(by: Rational(layer.multiplicity)))
    }
    return sum
  }
}

extension Operation.Attention {
  /// The latent, or a key and a value for each head that has its own.
  fileprivate func cachedElements() throws(ArithmeticError) -> Rational {
    if let latentWidth { return Rational(latentWidth) }
    return try Rational(keyWidth).adding(Rational(valueWidth)).multiplied(by: Rational(keyHeads))
  }
}
