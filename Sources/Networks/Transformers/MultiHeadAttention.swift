/// Attention with its projections, as the families of transformers share it: every token's queries, keys and values, the
/// products between them, and the projection of what comes out.
///
/// Vaswani and others, "Attention Is All You Need", section 3.2.2.
struct MultiHeadAttention {
  /// Features of a token that comes in, and of one that comes out.
  var width: Int
  /// Heads A.
  var heads: Int
  /// Features of one head; the heads together need not be as wide as a token.
  var headWidth: Int
  /// What the code of the family calls the projections.
  var names = Names()
  /// Which projections have a bias.
  var biases = Biases.all
  /// Which keys a query sees.
  var mask = Operation.Attention.Mask.none
  /// A bias on the scores, learned once for all layers or for each.
  var scoreBias: (name: String, learned: Operation.Learned)?

  /// The names of the projections, and of the products between them; without one for the output, it is left to the
  /// caller.
  struct Names {
    var query = "q_proj"
    var key = "k_proj"
    var value = "v_proj"
    var products = "attention"
    var output: String? = "out_proj"
  }

  /// Which projections have a bias.
  struct Biases {
    var query: Bool
    var key: Bool
    var value: Bool
    var output: Bool

    static let all = Biases(query: true, key: true, value: true, output: true)
    static let none = Biases(query: false, key: false, value: false, output: false)
  }

  /// The module. Queries are made of its first input; keys and values too, or of its second one in attention to another
  /// sequence.
  func module(over memory: Module.Source = .input) -> Module {
    let inner = Int.product(heads, headWidth)
    var module = Module(.attention)
    func project(_ name: String, _ hasBias: Bool, _ source: Module.Source) -> Module.Source {
      module.append(name, .linear(width, inner, hasBias: hasBias), from: [source])
    }
    var queries = project(names.query, biases.query, .input)
    let keys = project(names.key, biases.key, memory)
    let values = project(names.value, biases.value, memory)
    // It changes the scores, and no shape; so it may stand on the way of the queries.
    if let scoreBias {
      queries = module.append(scoreBias.name, .learned(scoreBias.learned), from: [queries])
    }
    module.append(
      names.products, .attention(.init(heads: heads, keyWidth: headWidth, mask: mask)),
      from: [queries, keys, values], call: .function)
    if let output = names.output { module.append(output, .linear(inner, width, hasBias: biases.output)) }
    return module
  }
}

extension Int {
  /// The width of one of `heads` equal parts; 0, which no layer takes, if they are not equal.
  func divided(amongHeads heads: Int) -> Int {
    heads > 0 && self > 0 && self % heads == 0 ? self / heads : 0
  }
}
