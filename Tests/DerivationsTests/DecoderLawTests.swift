import Networks
import Symbolics
import Testing

@testable import Derivations

/// Decoders of random settings against closed forms that are written here once more, independently of modules and rules.
@Suite("Closed forms of decoders")
struct DecoderLawTests {
  /// Parameters, FLOPs, and what a token leaves in the cache.
  private struct Figures: Equatable {
    var parameters = 0
    var flops = 0
    var cached = 0
    /// Parameters that work for one token; 0 where all do.
    var idle = 0

    /// A matrix for so many rows.
    mutating func matrix(_ inputs: Int, _ outputs: Int, bias: Bool, rows: Int, times count: Int = 1) {
      parameters += count * (inputs * outputs + (bias ? outputs : 0))
      flops += count * 2 * rows * inputs * outputs
    }

    mutating func scores(_ heads: Int, _ queries: Int, _ keys: Int, _ keyWidth: Int, _ valueWidth: Int) {
      flops += 2 * heads * queries * keys * (keyWidth + valueWidth)
    }

    mutating func head(_ head: LanguageHead, _ width: Int, _ vocabulary: Int, rows: Int) {
      if head == .none { return }
      flops += 2 * rows * width * vocabulary
      if head == .own { parameters += width * vocabulary }
    }

    static func + (left: Figures, right: Figures) -> Figures {
      Figures(
        parameters: left.parameters + right.parameters, flops: left.flops + right.flops,
        cached: left.cached + right.cached, idle: left.idle + right.idle)
    }

    static func * (left: Int, right: Figures) -> Figures {
      Figures(
        parameters: left * right.parameters, flops: left * right.flops, cached: left * right.cached,
        idle: left * right.idle)
    }
  }

  private func network(_ root: Module, tokens: Int) -> Network {
    Network(
      name: "test", title: "Test",
      publication: Publication(authors: "", title: "", year: 2000, identifier: ""),
      inputs: [.tokens(tokens)], root: root)
  }

  private func derived(_ root: Module, tokens: Int) throws -> Figures {
    let derivation = try derive(network(root, tokens: tokens))
    try expectLaws(of: derivation)
    let (parameters, active) = (
      derivation.root.value(.parameters), derivation.root.step(.activeParameters)?.value
    )
    return Figures(
      parameters: try #require(parameters.integer),
      flops: try #require(derivation.root.value(.flops).integer),
      cached: try #require(derivation.cachedElementsPerToken().integer),
      idle: try #require(active.map { try parameters.subtracting($0) }?.integer ?? 0))
  }

  private static let heads: [LanguageHead] = [.none, .own, .tied]

  @Test("GPT-2, OPT, BLOOM and GPT-NeoX", arguments: 0..<200)
  func gpt(_ seed: Int) throws {
    var dice = Dice(seed)
    let (heads, headWidth, layers) = (dice.pick(1...4), dice.pick(1...8), dice.pick(1...4))
    let (width, hidden, vocabulary) = (heads * headWidth, dice.pick(1...40), dice.pick(1...50))
    let (tokens, past) = (dice.pick(1...9), dice.pick([0, 0, 1, 6]))
    let head = dice.pick(Self.heads)
    let kind = dice.pick(0...3)
    let (bias, fusedBias) = (dice.pick([true, false]), dice.pick([true, false]))
    let wordWidth = dice.pick([width, width, dice.pick(1...12)])

    func block(inner: Int, bias: Bool, attentionBias: Bool) -> Figures {
      var block = Figures(parameters: 4 * width, cached: 2 * width)
      block.matrix(width, width, bias: attentionBias, rows: tokens, times: 4)
      block.scores(heads, tokens, tokens + past, headWidth, headWidth)
      block.matrix(width, inner, bias: bias, rows: tokens)
      block.matrix(inner, width, bias: bias, rows: tokens)
      return block
    }
    var expected = Figures()
    let module: Module
    switch kind {
    case 0:
      expected.parameters = vocabulary * width + 30 * width + 2 * width
      expected.head(head, width, vocabulary, rows: tokens)
      expected = expected + layers * block(inner: hidden, bias: true, attentionBias: true)
      module = GPT2Decoder(
        vocabulary: vocabulary, width: width, layers: layers, heads: heads, hidden: hidden, positions: 30,
        head: head
      ).module(past: past)
    case 1:
      let (normsFirst, learns) = (dice.pick([true, false]), dice.pick([true, false]))
      expected.parameters = vocabulary * wordWidth + 32 * width + (normsFirst && learns ? 2 * width : 0)
      if wordWidth != width { expected.matrix(wordWidth, width, bias: false, rows: tokens, times: 2) }
      expected.head(head, wordWidth, vocabulary, rows: tokens)
      expected = expected + layers * block(inner: hidden, bias: bias, attentionBias: bias)
      if !learns { expected.parameters -= layers * 4 * width }
      module = OPTDecoder(
        vocabulary: vocabulary, wordWidth: wordWidth, width: width, layers: layers, heads: heads,
        hidden: hidden, context: 30, normsFirst: normsFirst, hasBias: bias, hasNormParameters: learns,
        head: head
      ).module(past: past)
    case 2:
      expected.parameters = vocabulary * width + 4 * width
      expected.head(head, width, vocabulary, rows: tokens)
      expected = expected + layers * block(inner: 4 * width, bias: true, attentionBias: true)
      module = BloomDecoder(
        vocabulary: vocabulary, width: width, layers: layers, heads: heads, addsNormed: bias, head: head
      ).module(past: past)
    default:
      expected.parameters = vocabulary * width + 2 * width
      expected.head(head, width, vocabulary, rows: tokens)
      expected = expected + layers * block(inner: hidden, bias: true, attentionBias: fusedBias)
      module = GPTNeoXDecoder(
        vocabulary: vocabulary, width: width, layers: layers, heads: heads, hidden: hidden, isParallel: bias,
        hasAttentionBias: fusedBias, head: head
      ).module(past: past)
    }
    #expect(try derived(module, tokens: tokens) == expected)
  }

  @Test("Decoders of Llama's kind, with any mixture of blocks", arguments: 0..<400)
  func llama(_ seed: Int) throws {
    var dice = Dice(seed)
    let (width, vocabulary) = (dice.pick(1...24), dice.pick(1...50))
    let (tokens, past, head) = (dice.pick(1...9), dice.pick([0, 0, 1, 6]), dice.pick(Self.heads))
    var expected = Figures(parameters: vocabulary * width + width)
    expected.head(head, width, vocabulary, rows: tokens)
    var runs: [BlockRun<LlamaDecoder.Block>] = []
    for _ in 0..<dice.pick(1...3) {
      let (attention, first) = attention(&dice, width, tokens, past)
      let (feedForward, second) = feedForward(&dice, width, tokens)
      let hasOutputNorms = dice.pick([true, false])
      let count = dice.pick(1...3)
      let norms = Figures(parameters: (hasOutputNorms ? 4 : 2) * width)
      runs.append(BlockRun(.init(attention, feedForward, hasOutputNorms: hasOutputNorms), count: count))
      expected = expected + count * (first + second + norms)
    }
    let module = LlamaDecoder(vocabulary: vocabulary, width: width, blocks: runs, head: head)
    #expect(try derived(module.module(past: past), tokens: tokens) == expected)
  }

  private func attention(
    _ dice: inout Dice, _ width: Int, _ tokens: Int, _ past: Int
  ) -> (LlamaDecoder.Attention, Figures) {
    var figures = Figures()
    if dice.pick(0...2) == 0 {
      let (heads, bias) = (dice.pick(1...4), dice.pick([true, false]))
      let (queryLatent, keyLatent) = (dice.pick([nil, dice.pick(1...9)]), dice.pick(1...9))
      let (plain, rotary, value) = (dice.pick(1...6), dice.pick(1...6), dice.pick(1...6))
      let inputs = queryLatent ?? width
      if let queryLatent {
        figures.matrix(width, queryLatent, bias: bias, rows: tokens)
        figures.parameters += queryLatent
      }
      figures.matrix(inputs, heads * (plain + rotary), bias: false, rows: tokens)
      figures.matrix(width, keyLatent + rotary, bias: bias, rows: tokens)
      figures.parameters += keyLatent
      figures.matrix(keyLatent, heads * (plain + value), bias: false, rows: tokens + past)
      figures.scores(heads, tokens, tokens + past, plain + rotary, value)
      figures.matrix(heads * value, width, bias: bias, rows: tokens)
      figures.cached = keyLatent + rotary
      return (
        .latent(
          LatentAttention(
            heads: heads, queryLatent: queryLatent, keyLatent: keyLatent, plainWidth: plain,
            rotaryWidth: rotary, valueWidth: value, hasBias: bias)), figures
      )
    }
    let (keyHeads, shared, headWidth) = (dice.pick(1...3), dice.pick(1...3), dice.pick(1...8))
    let (bias, outputBias) = (dice.pick([true, false]), dice.pick([true, false]))
    let isFused = dice.pick([true, false])
    let hasHeadNorms = !isFused && dice.pick([true, false])
    let heads = keyHeads * shared
    figures.matrix(width, (heads + 2 * keyHeads) * headWidth, bias: bias, rows: tokens)
    figures.scores(heads, tokens, tokens + past, headWidth, headWidth)
    figures.matrix(heads * headWidth, width, bias: outputBias, rows: tokens)
    figures.parameters += hasHeadNorms ? 2 * headWidth : 0
    figures.cached = 2 * keyHeads * headWidth
    return (
      .grouped(
        GroupedAttention(
          heads: heads, keyHeads: keyHeads, headWidth: headWidth, hasBias: bias, hasOutputBias: outputBias,
          hasHeadNorms: hasHeadNorms, isFused: isFused, mask: dice.pick([.causal, .window(4)]))), figures
    )
  }

  private func feedForward(
    _ dice: inout Dice, _ width: Int, _ tokens: Int
  ) -> (LlamaDecoder.FeedForward, Figures) {
    func gated(_ hidden: Int, bias: Bool) -> Figures {
      var figures = Figures()
      figures.matrix(width, hidden, bias: bias, rows: tokens, times: 2)
      figures.matrix(hidden, width, bias: bias, rows: tokens)
      return figures
    }
    let (hidden, bias) = (dice.pick(1...20), dice.pick([true, false]))
    if dice.pick([true, false]) {
      let isFused = dice.pick([true, false])
      return (.gated(GatedFeedForward(hidden, hasBias: bias, isFused: isFused)), gated(hidden, bias: bias))
    }
    let experts = dice.pick(1...6)
    let perToken = dice.pick(1...experts)
    let shared: Int? = dice.pick([nil, dice.pick(1...20)])
    let one = gated(hidden, bias: bias)
    var figures = perToken * one
    figures.parameters = experts * one.parameters
    figures.idle = (experts - perToken) * one.parameters
    figures.matrix(width, experts, bias: false, rows: tokens)
    if let shared { figures = figures + gated(shared, bias: false) }
    let mixture = MixtureOfExperts(
      experts: experts, perToken: perToken, expert: GatedFeedForward(hidden, hasBias: bias),
      shared: shared.map { GatedFeedForward($0) }, scoring: dice.pick([.softmax, .sigmoid]))
    return (.experts(mixture), figures)
  }

  @Test("Settings that make no network are refused, not trapped")
  func impossible() {
    for value in [Int.min, -1, 0, 1, Int.max] {
      let modules = [
        GPT2Decoder(vocabulary: value, width: 4, layers: 1, heads: 2, positions: 4).module(),
        GPT2Decoder(vocabulary: 4, width: value, layers: 1, heads: 2, positions: 4).module(),
        GPT2Decoder(vocabulary: 4, width: 4, layers: value, heads: 2, positions: 4).module(),
        GPT2Decoder(vocabulary: 4, width: 4, layers: 1, heads: value, positions: 4).module(past: value),
        OPTDecoder(
          vocabulary: 4, width: value, layers: 1, heads: value, hidden: value, context: value
        ).module(past: value),
        BloomDecoder(vocabulary: 4, width: value, layers: value, heads: value).module(past: value),
        GPTNeoXDecoder(vocabulary: 4, width: value, layers: 2, heads: value, hidden: value).module(),
        decoder(
          .grouped(GroupedAttention(heads: value, keyHeads: value, headWidth: 3)), .gated(.init(value)), value
        ),
        decoder(
          .grouped(GroupedAttention(heads: 4, headWidth: value, hasHeadNorms: true, isFused: false)),
          .gated(.init(value, isFused: true)), 1),
        decoder(
          .latent(
            LatentAttention(
              heads: value, queryLatent: value, keyLatent: value, plainWidth: value, rotaryWidth: value,
              valueWidth: value)), .gated(.init(4)), 2),
        decoder(
          .grouped(GroupedAttention(heads: 4, headWidth: 3, isFused: true)),
          .experts(.init(experts: value, perToken: value, expert: .init(value))), 1),
      ]
      for module in modules {
        let derivation = try? derive(network(module, tokens: 3))
        _ = try? derivation?.cachedElementsPerToken()
      }
    }
  }

  private func decoder(
    _ attention: LlamaDecoder.Attention, _ feedForward: LlamaDecoder.FeedForward, _ count: Int
  ) -> Module {
    LlamaDecoder(
      vocabulary: 5, width: 4,
      blocks: [
        BlockRun(.init(attention, feedForward), count: count),
        BlockRun(.init(attention, feedForward), count: count),
      ],
      head: .own
    ).module(past: count)
  }
}

extension Dice {
  fileprivate mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[pick(0...elements.count - 1)]
  }
}
