import Networks
import Symbolics
import Testing

@testable import Derivations

@Suite("Decoders of the catalogue")
struct DecoderTests {
  /// Numbers of parameters as they are published with the weights; those for one token where there are experts.
  static let published: [(name: String, parameters: Int, active: Int?)] = [
    ("gpt2", 124_439_808, nil), ("gpt2-medium", 354_823_168, nil), ("gpt2-large", 774_030_080, nil),
    ("gpt2-xl", 1_557_611_200, nil), ("opt-125m", 125_239_296, nil), ("opt-350m", 331_196_416, nil),
    ("opt-1.3b", 1_315_758_080, nil), ("opt-2.7b", 2_651_596_800, nil), ("opt-6.7b", 6_658_473_984, nil),
    ("opt-13b", 12_853_473_280, nil), ("opt-30b", 29_974_540_288, nil), ("bloom-560m", 559_214_592, nil),
    ("bloom-1b1", 1_065_314_304, nil), ("bloom-1b7", 1_722_408_960, nil), ("bloom-3b", 3_002_557_440, nil),
    ("bloom-7b1", 7_069_016_064, nil), ("bloom", 176_247_271_424, nil), ("pythia-70m", 70_426_624, nil),
    ("pythia-160m", 162_322_944, nil), ("pythia-410m", 405_334_016, nil), ("pythia-1b", 1_011_781_632, nil),
    ("pythia-1.4b", 1_414_647_808, nil), ("pythia-2.8b", 2_775_208_960, nil),
    ("pythia-6.9b", 6_857_302_016, nil), ("pythia-12b", 11_846_072_320, nil),
    ("gpt-neox-20b", 20_554_567_680, nil), ("llama-7b", 6_738_415_616, nil),
    ("llama-13b", 13_015_864_320, nil), ("llama-33b", 32_528_943_616, nil),
    ("llama-65b", 65_285_660_672, nil), ("llama-2-7b", 6_738_415_616, nil),
    ("llama-2-13b", 13_015_864_320, nil), ("llama-2-70b", 68_976_648_192, nil),
    ("llama-3-8b", 8_030_261_248, nil), ("llama-3-70b", 70_553_706_496, nil),
    ("llama-3.1-8b", 8_030_261_248, nil), ("llama-3.1-70b", 70_553_706_496, nil),
    ("llama-3.1-405b", 405_853_388_800, nil), ("llama-3.2-1b", 1_235_814_400, nil),
    ("llama-3.2-3b", 3_212_749_824, nil), ("mistral-7b", 7_241_732_096, nil),
    ("mixtral-8x7b", 46_702_792_704, 12_879_925_248), ("mixtral-8x22b", 140_620_634_112, 39_152_031_744),
    ("qwen2.5-0.5b", 494_032_768, nil), ("qwen2.5-1.5b", 1_543_714_304, nil),
    ("qwen2.5-3b", 3_085_938_688, nil), ("qwen2.5-7b", 7_615_616_512, nil),
    ("qwen2.5-14b", 14_770_033_664, nil), ("qwen2.5-32b", 32_763_876_352, nil),
    ("qwen2.5-72b", 72_706_203_648, nil), ("qwen3-0.6b", 596_049_920, nil),
    ("qwen3-1.7b", 1_720_574_976, nil), ("qwen3-4b", 4_022_468_096, nil), ("qwen3-8b", 8_190_735_360, nil),
    ("qwen3-14b", 14_768_307_200, nil), ("qwen3-32b", 32_762_123_264, nil),
    ("qwen3-30b-a3b", 30_532_122_624, 3_353_032_704), ("qwen3-235b-a22b", 235_093_634_560, 22_190_763_520),
    ("gemma-2b", 2_506_172_416, nil), ("gemma-7b", 8_537_680_896, nil), ("gemma-2-2b", 2_614_341_888, nil),
    ("gemma-2-9b", 9_241_705_984, nil), ("gemma-2-27b", 27_227_128_320, nil),
    ("phi-3-mini", 3_821_079_552, nil), ("phi-3-medium", 13_960_238_080, nil),
    ("deepseek-v2-lite", 15_706_484_224, 2_661_150_208), ("deepseek-v2", 235_741_434_880, 21_375_800_320),
    ("deepseek-v3", 671_026_404_352, 37_552_282_624),
  ]

  @Test("Parameters are the published ones", arguments: published)
  func parameters(_ network: (name: String, parameters: Int, active: Int?)) throws {
    let root = try derive(#require(Catalogue.network(named: network.name))).root
    #expect(root.value(.parameters) == Rational(network.parameters))
    #expect(root.step(.activeParameters)?.value == network.active.map { Rational($0) })
  }

  /// Where only rounded numbers are published: table D.1 of GPT-3, in millions, and the names of the larger OPT models.
  static let rounded: [(name: String, millions: Int, digits: Int)] = [
    ("gpt3-small", 125, 1), ("gpt3-medium", 356, 1), ("gpt3-large", 760, 1), ("gpt3-xl", 1320, 10),
    ("gpt3-2.7b", 2650, 10), ("gpt3-6.7b", 6660, 10), ("gpt3-13b", 12850, 10), ("gpt3", 174_600, 100),
    ("opt-66b", 66_000, 1000), ("opt-175b", 175_000, 1000),
  ]

  @Test("Parameters round to the published ones", arguments: rounded)
  func roundedParameters(_ network: (name: String, millions: Int, digits: Int)) throws {
    let root = try derive(#require(Catalogue.network(named: network.name))).root
    let parameters = try #require(root.value(.parameters).integer)
    let unit = network.digits * 1_000_000
    #expect((parameters + unit / 2) / unit * network.digits == network.millions)
  }

  @Test(
    "The sizes that are known to all are in the tests", arguments: Catalogue.entries.filter { $0.takesPast })
  func everyDecoder(_ entry: Catalogue.Entry) {
    let tested = Self.published.map(\.name) + Self.rounded.map(\.name)
    #expect(tested.contains(entry.name) || entry.inputs.count > 1, "\(entry.name)")
  }

  @Test("Llama 3 8B by hand: 2,048 tokens, one behind 1,023, one behind 2,047")
  func byHand() throws {
    func flops(_ tokens: Int, past: Int) throws -> Rational {
      let network = try #require(Catalogue.entry(named: "llama-3-8b")?.network(past: past))
      return try derive(network, input: Shape([1, tokens])).root.value(.flops)
    }
    #expect(try flops(2048, past: 0) == 32_938_104_193_024)
    #expect(try flops(1, past: 1023) == 15_546_187_776)
    #expect(try flops(1, past: 2047) == 16_083_058_688)
  }

  @Test("The cache has keys and values for each key head, or the latent alone")
  func cache() throws {
    for (name, elements) in [
      ("gpt2", 18432), ("llama-2-70b", 163_840), ("llama-3-8b", 65536), ("gemma-2b", 9216),
      ("deepseek-v3", 61 * (512 + 64)), ("bert-base", 0), ("resnet18", 0),
    ] {
      let derivation = try derive(#require(Catalogue.network(named: name)))
      #expect(try derivation.cachedElementsPerToken() == Rational(elements), "\(name)")
    }
  }

  @Test("Names are those of transformers")
  func paths() throws {
    for (name, paths) in [
      ("gpt2", ["transformer.wte", "transformer.h.7.attn.c_attn", "transformer.h.11.mlp.c_proj", "lm_head"]),
      ("opt-1.3b", ["model.decoder.embed_positions", "model.decoder.layers.23.self_attn.out_proj"]),
      (
        "bloom", ["transformer.word_embeddings_layernorm", "transformer.h.69.self_attention.query_key_value"]
      ),
      ("pythia-1b", ["gpt_neox.embed_in", "gpt_neox.layers.3.attention.dense", "gpt_neox.final_layer_norm"]),
      ("llama-3-8b", ["model.embed_tokens", "model.layers.31.self_attn.q_proj", "model.norm"]),
      ("gemma-2-9b", ["model.layers.41.pre_feedforward_layernorm", "model.layers.8.mlp.act_fn"]),
      ("qwen3-8b", ["model.layers.0.self_attn.q_norm", "model.layers.35.self_attn.k_norm"]),
      ("phi-3-mini", ["model.layers.0.self_attn.qkv_proj", "model.layers.0.mlp.gate_up_proj"]),
      ("mixtral-8x7b", ["model.layers.5.mlp.gate", "model.layers.5.mlp.experts.7.down_proj"]),
      (
        "deepseek-v3",
        [
          "model.layers.2.mlp.up_proj", "model.layers.60.mlp.experts.255.gate_proj",
          "model.layers.60.mlp.shared_experts.down_proj", "model.layers.0.self_attn.kv_a_proj_with_mqa",
        ]
      ),
    ] {
      let derivation = try derive(#require(Catalogue.network(named: name)))
      for path in paths { #expect(derivation.part(at: path) != nil, "\(name): \(path)") }
    }
  }

  @Test("Kinds of blocks that take turns are worked out once each")
  func turns() throws {
    let derivation = try derive(#require(Catalogue.network(named: "gemma-2-9b")))
    let stage = try #require(derivation.part(at: "model.layers"))
    #expect(stage.parts.map(\.path) == ["model.layers.0", "model.layers.1"])
    #expect(stage.parts.map(\.repetitions) == [21, 21] && stage.parts.map(\.spacing) == [2, 2])
    for layer in 0..<42 {
      let part = try #require(derivation.part(at: "model.layers.\(layer).self_attn.attention"))
      guard case .layer(.attention(let attention)) = part.kind else {
        Issue.record("\(part.path)")
        continue
      }
      #expect(attention.mask == (layer % 2 == 0 ? .window(4096) : .causal))
    }
    #expect(derivation.part(at: "model.layers.42") == nil)
    #expect(derivation.census.blocks == 42)
  }

  @Test("Blocks in their order are put together, or take turns")
  func runs() {
    func runs(_ blocks: String) -> [BlockRun<Character>] { BlockRun.runs(of: Array(blocks)) }
    #expect(runs("") == [])
    #expect(runs("aaaa") == [BlockRun("a", count: 4)])
    #expect(runs("abb") == [BlockRun("a", count: 1), BlockRun("b", count: 2)])
    #expect(runs("ab") == [BlockRun("a", count: 1), BlockRun("b", count: 1)])
    #expect(runs("aba") == [BlockRun("a", count: 2, spacing: 2), BlockRun("b", count: 1, spacing: 2)])
    #expect(runs("abab") == [BlockRun("a", count: 2, spacing: 2), BlockRun("b", count: 2, spacing: 2)])
    #expect(
      runs("aabaabaa") == [
        BlockRun("a", count: 3, spacing: 3), BlockRun("a", count: 3, spacing: 3),
        BlockRun("b", count: 2, spacing: 3),
      ])
    #expect(runs("abac").map(\.spacing) == [1, 1, 1, 1])
  }

  @Test("Copies that take turns have names of their own, or are refused")
  func namesInTurns() throws {
    func derived(_ nodes: [(name: String, copies: Int, spacing: Int)]) throws -> Derivation {
      var root = Module(.network)
      for node in nodes {
        root.append(node.name, .linear(3, 3), repetitions: node.copies, spacing: node.spacing)
      }
      return try derive(Network(root, input: [3]))
    }
    _ = try derived([("0", 3, 2), ("1", 2, 2), ("5", 4, 1)])
    #expect(throws: DerivationError.duplicateName(path: "2")) { try derived([("0", 3, 2), ("2", 1, 2)]) }
    #expect(throws: DerivationError.duplicateName(path: "1")) { try derived([("0", 3, 2), ("1", 2, 1)]) }
    #expect(throws: DerivationError.impossibleRepetition(path: "0", repetitions: 0)) {
      try derived([("0", 3, 0)])
    }
    #expect(throws: DerivationError.tooManyLayers(path: "9")) { try derived([("9", 3, .max / 2)]) }
  }

  @Test("More tokens than there are positions are refused, cached ones included")
  func positions() throws {
    let entry = try #require(Catalogue.entry(named: "gpt2"))
    _ = try derive(entry.network(past: 1023), input: Shape([1, 1]))
    #expect(
      throws: DerivationError.shape(.sequenceTooLong(path: "transformer.wpe", tokens: 1025, rows: 1024))
    ) { try derive(entry.network(past: 1024), input: Shape([1, 1])) }
    let opt = try #require(Catalogue.entry(named: "opt-125m"))
    _ = try derive(opt.network(past: 48), input: Shape([1, 2000]))
    #expect(throws: DerivationError.self) { try derive(opt.network(past: 48), input: Shape([1, 2001])) }
  }
}
