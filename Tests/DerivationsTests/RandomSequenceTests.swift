import Networks
import Symbolics
import Testing

@testable import Derivations

/// Networks over sequences against a count that does every multiplication by itself.
@Suite("Random networks over sequences")
struct RandomSequenceTests {
  @Test(
    "A derivation agrees with a count that visits every pair of tokens and every weight", arguments: 0..<300)
  func agrees(_ seed: Int) throws {
    let random = RandomSequenceNetwork(seed: seed)
    for convention in [.paper, .everyOperation, Convention.all[seed % Convention.all.count]] {
      let derivation = try derive(random.network, batch: random.batch, convention: convention)
      let root = derivation.root
      #expect(root.value(.parameters) == Rational(random.count.parameters))
      #expect(root.value(.macs) == Rational(random.count.macs))
      #expect(root.value(.flops) == Rational(2 * random.count.macs))
      if random.hasExperts { #expect(root.value(.activeParameters) == Rational(random.count.active)) }
      try expectLaws(of: derivation)
    }
  }

  @Test("Closed forms in tokens and batch give the numbers of every length", arguments: 0..<60)
  func closedForms(_ seed: Int) throws {
    let random = RandomSequenceNetwork(seed: seed)
    let forms = try ClosedForms(random.network, keeping: [.tokens, .batch])
    for quantity in [Quantity.parameters, .macs, .flops] {
      let form = try forms.form(of: quantity)
      for (tokens, batch) in [(1, 1), (2, 3), (9, 2), (17, 1)] {
        let shape = Shape([batch, tokens], .tokens)
        let expected = try derive(random.network, input: shape).root.value(quantity)
        let value = try form.expression.evaluated { symbol in
          symbol == ClosedForm.Letter.tokens.symbol
            ? Rational(tokens) : symbol == ClosedForm.Letter.batch.symbol ? Rational(batch) : nil
        }
        #expect(value == expected, "\(quantity) for \(tokens) tokens")
      }
    }
  }
}

/// A random network of embeddings, attention, experts and fully connected layers, and its count.
struct RandomSequenceNetwork {
  var network: Network
  var batch: Int
  var count = SequenceCount()
  var hasExperts = false

  init(seed: Int) {
    var dice = Dice(seed &* 77)
    let (heads, share, width) = (dice.pick(1...3), dice.pick(1...2), dice.pick(1...4))
    let features = heads * share * width
    let tokens = dice.pick(1...7)
    let past = dice.chance(40) ? dice.pick(1...5) : 0
    batch = dice.pick(1...3)
    count.rows = batch * tokens
    let words = dice.pick(3...9)
    let isTied = dice.chance(50)
    var root = Module(.network)
    root.append("embed", .embedding(words, features))
    count.add(parameters: words * features)
    if dice.chance(50) {
      root.append("positions", .learned(.positions(rows: 40, features: features, past: past)))
      count.add(parameters: 40 * features)
    }
    let layers = dice.pick(1...3)
    let inner = dice.pick(1...6)
    let experts = dice.chance(40) ? dice.pick(2...5) : 0
    hasExperts = experts > 0
    let perToken = experts > 0 ? dice.pick(1...experts) : 0
    let heading = Heads(queries: heads * share, keys: heads, width: width, past: past)
    root.append(
      "0",
      .module(Self.block(features, heading, inner: inner, experts: experts, perToken: perToken)),
      repetitions: layers)
    for _ in 0..<layers {
      count.attention(features, heading, batch: batch, tokens: tokens)
      count.mlp(features, inner, experts: experts, perToken: perToken)
    }
    root.append("norm", .rmsNorm(features))
    count.add(parameters: features)
    root.append("head", .linear(features, words, hasBias: false, weights: isTied ? .shared : .own))
    count.linear(features, words, hasBias: false, isOwn: !isTied)
    network = Network(root, input: [])
    network.inputs = [.tokens(tokens)]
  }

  struct Heads {
    var queries: Int
    var keys: Int
    var width: Int
    var past: Int
  }

  private static func block(_ features: Int, _ heads: Heads, inner: Int, experts: Int, perToken: Int)
    -> Module
  {
    var block = Module(.block)
    var attention = Module(.attention)
    attention.append("q", .linear(features, heads.queries * heads.width))
    attention.append("k", .linear(features, heads.keys * heads.width), from: [.input])
    attention.append("v", .linear(features, heads.keys * heads.width), from: [.input])
    attention.append(
      "core",
      .attention(
        .init(heads: heads.queries, keyHeads: heads.keys, keyWidth: heads.width, past: heads.past)),
      from: [.node(0), .node(1), .node(2)])
    attention.append("o", .linear(heads.queries * heads.width, features, hasBias: false))
    block.append("attention", .module(attention))
    block.append("add", .add, from: [.node(0), .input])
    var mlp = Module(.group)
    mlp.append("up", .linear(features, inner))
    mlp.append("act", .activation(.gelu))
    mlp.append("down", .linear(inner, features, hasBias: false))
    if experts > 0 {
      block.append("router", .linear(features, experts, hasBias: false))
      block.append(
        "experts", .module(mlp), from: [.node(1)], repetitions: experts, use: .experts(perToken: perToken))
      block.append("sum", .add, from: [.node(3), .node(1)])
    } else {
      block.append("mlp", .module(mlp))
      block.append("sum", .add, from: [.node(2), .node(1)])
    }
    return block
  }
}

/// Counts by doing.
struct SequenceCount {
  var parameters = 0
  var active = 0
  var macs = 0
  var rows = 0

  mutating func add(parameters count: Int) {
    parameters += count
    active += count
  }

  mutating func linear(_ inputs: Int, _ outputs: Int, hasBias: Bool, isOwn: Bool = true) {
    if isOwn { add(parameters: inputs * outputs) }
    if hasBias { add(parameters: outputs) }
    for _ in 0..<(rows * outputs) { macs += inputs }
  }

  mutating func attention(
    _ features: Int, _ heads: RandomSequenceNetwork.Heads, batch: Int, tokens: Int
  ) {
    linear(features, heads.queries * heads.width, hasBias: true)
    for _ in 0..<2 { linear(features, heads.keys * heads.width, hasBias: true) }
    for _ in 0..<(batch * heads.queries) {
      for _ in 0..<tokens { for _ in 0..<(tokens + heads.past) { macs += 2 * heads.width } }
    }
    linear(heads.queries * heads.width, features, hasBias: false)
  }

  mutating func mlp(_ features: Int, _ inner: Int, experts: Int, perToken: Int) {
    let one = features * inner + inner + inner * features
    if experts == 0 {
      add(parameters: one)
      macs += rows * 2 * features * inner
      return
    }
    linear(features, experts, hasBias: false)
    parameters += experts * one
    active += perToken * one
    macs += perToken * rows * 2 * features * inner
  }
}
