import Symbolics

/// The weights of the parts of a transformer's layer, as exact numbers; nil where a size is not known.
///
/// d is the width, q = A×d_k the width of all queries, k = A_kv×d_k that of all keys, f that between the matrices of a
/// feed-forward layer (Vaswani and others, section 3.2 and 3.3; Shazeer, "GLU Variants", section 2; Ainslie and others for
/// k < q).
struct PartWeights {
  let sizes: ModelSizes

  /// A product of sizes.
  static func product(_ sizes: Int?...) -> Rational? {
    var product = Rational.one
    for size in sizes {
      guard let size, let next = try? product.multiplied(by: Rational(size)) else { return nil }
      product = next
    }
    return product
  }

  static func sum(_ values: Rational?...) -> Rational? {
    var sum = Rational.zero
    for value in values {
      guard let value, let next = try? sum.adding(value) else { return nil }
      sum = next
    }
    return sum
  }

  /// d×q: queries, and the projection of the output.
  var query: Rational? { Self.product(sizes[.width], sizes.queryWidth) }
  /// d×k: keys, and values.
  var key: Rational? { Self.product(sizes[.width], sizes.keyWidth) }
  /// d×(q + 2k)
  var queryKeyValue: Rational? { Self.sum(query, key, key) }
  /// d×(2q + 2k)
  var attention: Rational? { Self.sum(query, query, key, key) }
  /// Biases of queries, keys and values, and those of all four.
  var queryKeyValueBiases: Rational? {
    Self.sum(Self.product(sizes.queryWidth), Self.product(sizes.keyWidth), Self.product(sizes.keyWidth))
  }
  var attentionBiases: Rational? { Self.sum(queryKeyValueBiases, Self.product(sizes[.width])) }
  /// d×f
  var innerMatrix: Rational? { Self.product(sizes[.width], sizes[.innerWidth]) }
  /// n×d×f
  var feedForward: Rational? { Self.product(sizes.innerMatrices, sizes[.width], sizes[.innerWidth]) }
  /// The two together.
  var layer: Rational? { Self.sum(attention, feedForward) }
  /// V×d
  var embedding: Rational? { Self.product(sizes[.vocabulary], sizes[.width]) }
}
