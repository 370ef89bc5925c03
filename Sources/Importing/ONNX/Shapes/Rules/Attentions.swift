extension ONNX {
  /// Attention as a single operator, of the standard and of ONNX Runtime.
  enum Attentions {
    static let rules: [String: Call.Rule] = [
      "Attention": { call throws(ONNXFailure) in try standard(call).outcomes },
      "com.microsoft.Attention": { call throws(ONNXFailure) in try packed(call).outcomes },
      "com.microsoft.MultiHeadAttention": { call throws(ONNXFailure) in try multiHead(call).outcomes },
      "com.microsoft.GroupQueryAttention": { call throws(ONNXFailure) in try grouped(call).outcomes },
      "RotaryEmbedding": Elementwise.sameShape, "com.microsoft.RotaryEmbedding": Elementwise.sameShape,
    ]

    /// An attention with everything that its cost depends on.
    struct Resolved {
      var batch: Int
      var heads: Int
      /// Heads that keys and values have.
      var sharedHeads: Int
      /// Tokens that ask.
      var queries: Int
      /// Tokens that are looked at, past ones too.
      var keys: Int
      /// The width of a query and a key.
      var width: Int
      /// The width of a value.
      var valueWidth: Int
      /// Features of the input that this operator itself projects, or 0.
      var projected: Int = 0
      var outcomes: [Outcome] = []
    }

    /// Queries, keys and values as `[B, heads, tokens, width]` or `[B, tokens, heads × width]`, past ones with heads.
    static func standard(_ call: Call) throws(ONNXFailure) -> Resolved {
      let query = try heads(call, 0, "q_num_heads")
      let key = try heads(call, 1, "kv_num_heads")
      let value = try heads(call, 2, "kv_num_heads")
      let past = try pastTokens(call, 4)
      guard query[3] == key[3], key[2] == value[2], key[1] == value[1], key[1] > 0, query[1] % key[1] == 0
      else {
        throw call.doNotFit()
      }
      let keys = try call.sum([past, key[2]])
      let isFlat = try call.shape(0).count == 3
      let width = isFlat ? try call.product([query[1], value[3]]) : value[3]
      let output = isFlat ? [query[0], query[2], width] : [query[0], query[1], query[2], width]
      return Resolved(
        batch: query[0], heads: query[1], sharedHeads: key[1], queries: query[2], keys: keys, width: query[3],
        valueWidth: value[3],
        outcomes: [
          Outcome(output), Outcome([key[0], key[1], keys, key[3]]),
          Outcome([key[0], key[1], keys, value[3]]),
          Outcome([query[0], query[1], query[2], keys]),
        ])
    }

    /// The shape `[B, heads, tokens, width]` of a tensor that may have its heads side by side.
    private static func heads(_ call: Call, _ index: Int, _ name: String) throws(ONNXFailure) -> [Int] {
      let shape = try call.shape(index)
      if shape.count == 4 { return shape }
      guard shape.count == 3 else { throw call.doNotFit() }
      guard let heads = call.integer(name), heads > 0, shape[2] % heads == 0 else {
        throw call.attribute(name)
      }
      return [shape[0], heads, shape[1], shape[2] / heads]
    }

    /// The tokens of a cache `[B, heads, tokens, width]`, 0 if there is none.
    private static func pastTokens(_ call: Call, _ index: Int) throws(ONNXFailure) -> Int {
      guard call.input(index) != nil else { return 0 }
      let shape = try call.shape(index)
      guard shape.count == 4 else { throw call.doNotFit() }
      return shape[2]
    }

    private static func headCount(_ call: Call, _ name: String = "num_heads") throws(ONNXFailure) -> Int {
      guard let heads = call.integer(name), heads > 0 else { throw call.attribute(name) }
      return heads
    }

    /// ONNX Runtime's first form: it projects `[B, S, F]` to queries, keys and values itself.
    static func packed(_ call: Call) throws(ONNXFailure) -> Resolved {
      let (shape, weights) = (try call.shape(0), try call.shape(1))
      let heads = try headCount(call)
      guard shape.count == 3, weights.count == 2, weights[0] == shape[2] else { throw call.doNotFit() }
      let sizes = call.integers("qkv_hidden_sizes") ?? Array(repeating: weights[1] / 3, count: 3)
      guard sizes.count == 3, sizes.allSatisfy({ $0 > 0 && $0 % heads == 0 }), sizes[0] == sizes[1] else {
        throw call.attribute("qkv_hidden_sizes")
      }
      var past = 0
      if call.input(4) != nil {
        let cache = try call.shape(4)
        guard cache.count == 5 else { throw call.doNotFit() }
        past = cache[3]
      }
      let keys = try call.sum([past, shape[1]])
      return Resolved(
        batch: shape[0], heads: heads, sharedHeads: heads, queries: shape[1], keys: keys,
        width: sizes[0] / heads,
        valueWidth: sizes[2] / heads, projected: shape[2],
        outcomes: [
          Outcome([shape[0], shape[1], sizes[2]]), Outcome([2, shape[0], heads, keys, sizes[0] / heads]),
        ])
    }

    /// ONNX Runtime's form for queries, keys and values that were projected before: `[B, S, heads × width]` each. Packed
    /// ones, five axes, have all three in the first input; keys and values of a cross-attention may have heads already.
    static func multiHead(_ call: Call) throws(ONNXFailure) -> Resolved {
      let query = try call.shape(0)
      let heads = try headCount(call)
      if query.count == 5 {
        guard query[3] == 3, query[2] == heads else { throw call.doNotFit() }
        return multiHead(query[0], heads, query[1], query[1], query[4], query[4])
      }
      guard query.count == 3, query[2] % heads == 0 else { throw call.doNotFit() }
      let key = try call.shape(1)
      let width = query[2] / heads
      if key.count == 5 {
        return multiHead(query[0], heads, query[1], key[1], width, width)
      }
      let value = try call.shape(2)
      guard key.count == value.count, let last = value.last else { throw call.doNotFit() }
      let past = try pastTokens(call, 6)
      if key.count == 4 { return multiHead(query[0], heads, query[1], key[2], width, last) }
      guard key.count == 3, last % heads == 0 else { throw call.doNotFit() }
      return multiHead(query[0], heads, query[1], try call.sum([past, key[1]]), width, last / heads)
    }

    private static func multiHead(
      _ batch: Int, _ heads: Int, _ queries: Int, _ keys: Int, _ width: Int, _ valueWidth: Int
    ) -> Resolved {
      Resolved(
        batch: batch, heads: heads, sharedHeads: heads, queries: queries, keys: keys, width: width,
        valueWidth: valueWidth,
        outcomes: [
          Outcome(ONNX.count(of: [heads, valueWidth]).map { [batch, queries, $0] }),
          Outcome([batch, heads, keys, width]), Outcome([batch, heads, keys, valueWidth]),
        ])
    }

    /// ONNX Runtime's form in which several queries share a key and a value, with a cache.
    static func grouped(_ call: Call) throws(ONNXFailure) -> Resolved {
      let query = try call.shape(0)
      let heads = try headCount(call)
      let shared = try headCount(call, "kv_num_heads")
      guard query.count == 3, heads % shared == 0 else { throw call.doNotFit() }
      for index in [1, 2] where call.input(index) != nil {
        guard try call.shape(index).count == 3 else { throw call.doNotFit() }
      }
      // Without keys the first input holds all three side by side.
      let all = call.input(1) == nil ? try call.sum([heads, shared, shared]) : heads
      guard query[2] % all == 0 else { throw call.doNotFit() }
      let width = query[2] / all
      let keys = try call.sum([try pastTokens(call, 3), query[1]])
      return Resolved(
        batch: query[0], heads: heads, sharedHeads: shared, queries: query[1], keys: keys, width: width,
        valueWidth: width,
        outcomes: [
          Outcome([query[0], query[1], try call.product([heads, width])]),
          Outcome([query[0], shared, keys, width]), Outcome([query[0], shared, keys, width]),
        ])
    }
  }
}
