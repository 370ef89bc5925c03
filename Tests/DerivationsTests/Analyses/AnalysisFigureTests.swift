import Networks
import Symbolics
import Testing

@testable import Derivations

/// Analyses against figures that were measured, or worked out from published formulas by other means.
@Suite("Figures of the analyses")
struct AnalysisFigureTests {
  /// The forward pass, the backward pass, and the latter with every block checkpointed, by the operation counter of
  /// PyTorch 2.13 on models of transformers 5.23; and how that recomputes.
  static let steps:
    [(name: String, tokens: Int?, forward: Int, backward: Int, checkpointed: Int, stops: Bool)] = [
      ("gpt2", 1024, 291_648_307_200, 583_296_614_400, 795_897_495_552, false),
      ("bert-base-mlm", 128, 28_499_116_032, 56_998_232_064, 79_345_483_776, false),
      ("llama-2-7b", 1024, 14_081_050_279_936, 28_162_100_559_872, 39_019_777_884_160, true),
      ("llama-3.2-1b", 1024, 2_668_248_432_640, 5_336_496_865_280, 6_917_044_830_208, true),
      ("mixtral-8x7b", 128, 3_272_228_208_640, 6_544_456_417_280, 9_783_130_193_920, false),
      ("vit_b_16", nil, 35_127_656_448, 70_024_101_888, 93_764_259_840, true),
    ]

  @Test("Training steps, as measured", arguments: steps)
  func training(
    _ figure: (
      name: String, tokens: Int?, forward: Int, backward: Int, checkpointed: Int, stops: Bool
    )
  ) throws {
    let derivation = try derivation(figure.name, tokens: figure.tokens)
    #expect(derivation.root.value(.flops) == Rational(figure.forward))
    let analysis = try derivation.analysis(.training)
    #expect(analysis.section(.trainingStep)?.result(.backward) == Rational(figure.backward))
    let recomputation = try #require(analysis.section(.recomputation))
    let again = Rational(figure.checkpointed - figure.backward)
    #expect(recomputation.result(figure.stops ? .stopsEarly : .wholeBlocks) == again)
  }

  @Test("Where something behind the last product needs its output, whole blocks are worked out again")
  func noLastProduct() throws {
    for name in ["bert-base", "mixtral-8x7b", "gemma-2-2b"] {
      let section = try derivation(name, tokens: 8).analysis(.training).section(.recomputation)
      #expect(section?.result(.stopsEarly) == nil)
      #expect(section?.remarks.contains(.noLastProduct) == true)
    }
  }

  @Test("What a decoder caches, and what a token behind it takes")
  func decoding() throws {
    let figures: [(name: String, past: Int, flops: Int128, perToken: Int, cached: Int)] = [
      ("gpt2", 1023, 284_812_800, 18_432, 18_855_936),
      ("llama-2-7b", 1023, 13_751_025_664, 262_144, 268_173_312),
      ("llama-3-8b", 1023, 15_546_187_776, 65_536, 67_043_328),
      ("llama-3-8b", 2047, 16_083_058_688, 65_536, 134_152_192),
      ("mistral-7b", 1023, 14_757_658_624, 65_536, 67_043_328),
      ("mixtral-8x7b", 1023, 26_034_044_928, 65_536, 67_043_328),
      ("gemma-2b", 1023, 5_163_188_224, 9_216, 9_427_968),
      ("deepseek-v3", 1023, 2_172_263_464_960, 35_136, 35_944_128),
    ]
    for figure in figures {
      let prompt = try derivation(figure.name, tokens: 2)
      let decode = try derivation(figure.name, tokens: 1, past: figure.past)
      #expect(decode.root.value(.flops) == Rational(whole: figure.flops))
      let analysis = try prompt.analysis(.inference, decode: decode)
      let cache = try #require(analysis.section(.cache))
      func values(_ item: Analysis.Item) -> Rational? {
        cache.rows.first { $0.label == .item(item) }?.steps.first { $0.quantity == .values }?.value
      }
      #expect(values(.perToken) == Rational(figure.perToken), "\(figure.name)")
      #expect(values(.context) == Rational(figure.cached), "\(figure.name)")
      #expect(
        try cache.result(.perToken) == Rational(figure.perToken).multiplied(by: 2), "two bytes in bf16")
    }
  }

  @Test("A window keeps no more than it holds")
  func window() throws {
    let decode = try derivation("mistral-7b", tokens: 1, past: 8191)
    let cache = try derivation("mistral-7b", tokens: 2).analysis(.inference, decode: decode).section(.cache)
    let values = cache?.rows.first { $0.label == .item(.context) }?.steps.first?.value
    #expect(values == Rational(65_536 * 4096))
    #expect(cache?.remarks.contains(.windowCaps) == true)
  }

  @Test("Active parameters")
  func active() throws {
    for (name, active) in [
      ("mixtral-8x7b", 12_879_925_248), ("deepseek-v3", 37_552_282_624), ("qwen3-30b-a3b", 3_353_032_704),
    ] as [(String, Int128)] {
      let section = try derivation(name, tokens: 1).analysis(.experts).sections.first
      #expect(section?.result(.active) == Rational(whole: active), "\(name)")
    }
  }

  @Test("The time of a token is what must be read over the bandwidth")
  func time() throws {
    let settings = Analysis.Settings(
      weights: .int8, activations: .bf16, peak: 1_000_000_000_000, bandwidth: 1_000_000_000)
    let decode = try derivation("llama-3-8b", tokens: 1, past: 1000)
    let section = try derivation("llama-3-8b", tokens: 2)
      .analysis(.inference, settings, decode: decode).section(.decodeTime)
    let row = try #require(section?.rows.first { $0.label == .item(.memoryBound) })
    let seconds = try Rational(8_030_261_248 + 2 * 65_536 * 1000, over: 1_000_000_000)
    #expect(row.steps.map { $0.value } == [seconds, try seconds.reciprocal()])
    #expect(section?.result(.computeBound) == (try Rational(15_534_129_152, over: 1_000_000_000_000)))
  }

  @Test("A run in days")
  func run() throws {
    let settings = Analysis.Settings(
      peak: Rational(whole: 312_000_000_000_000), utilisation: .half, devices: 1024,
      trainingTokens: Rational(whole: 300_000_000_000))
    let section = try derivation("gpt3", tokens: 2048).analysis(.training, settings).section(.trainingRun)
    // 174,604,… parameters; Narayanan and others give 34 days for 140 TFLOP/s each with 175 B parameters.
    let run = try #require(section?.result(.run))
    let step = try #require(
      derivation("gpt3", tokens: 2048).analysis(.training).section(.trainingStep)?.result(.step))
    #expect(try run == step.multiplied(by: Rational(300_000_000_000)).divided(by: 2048))
    let perDay = Rational(whole: 1024 * 156_000_000_000_000 * 86_400)
    #expect(section?.result(.time) == (try run.divided(by: perDay)))
    let images = try derivation("resnet50", tokens: nil)
      .analysis(.training, Analysis.Settings(trainingExamples: 1000)).section(.trainingRun)
    #expect(images?.result(.run) == Rational(whole: 1000 * (3 * 8_178_368_512 - 236_027_904)))
    #expect(images?.refusal == .needs(.peak))
  }

  private func derivation(_ name: String, tokens: Int?, past: Int = 0) throws -> Derivation {
    try derived(name, tokens: tokens, past: past)
  }
}

/// A network of the catalogue for so many tokens behind so many cached ones.
func derived(_ name: String, tokens: Int?, past: Int = 0, batch: Int = 1) throws -> Derivation {
  let network = try #require(Catalogue.entry(named: name)).network(past: past)
  return try derive(
    network,
    inputs: network.inputs.map {
      $0.shape(batch: batch, $0.layout == .tokens ? tokens.map { [$0] } : nil)
    })
}
