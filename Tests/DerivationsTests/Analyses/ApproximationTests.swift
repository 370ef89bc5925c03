import Networks
import Symbolics
import Testing

@testable import Derivations

/// Published approximations for seven decoders, worked out elsewhere from the formulas.
@Suite("Approximations of the literature")
struct ApproximationTests {
  /// What each shortcut gives for a forward pass; those of a training step are a third of it.
  struct Figures: Sendable {
    let name: String
    let tokens: Int
    let parameters: Int128
    let without: Int128
    let exact: Int128
    let causal: Int128
    let twoN: Int128
    let twoNWithoutTables: Int128
    let kaplan: Int128
    let bothContexts: Int128
    let palm: Int128
    let palmProducts: Int128
    let megatron: Int128
    let chinchilla: Int128
  }

  static let figures: [Figures] = [
    Figures(
      name: "gpt2", tokens: 1024, parameters: 124_439_808, without: 85_056_000, exact: 291_648_307_200,
      causal: 272_339_828_736, twoN: 254_852_726_784, twoNWithoutTables: 174_194_688_000,
      kaplan: 193_522_040_832, bothContexts: 212_849_393_664, palm: 293_507_432_448,
      palmProducts: 291_896_819_712, megatron: 291_648_307_200, chinchilla: 371_148_718_080),
    Figures(
      name: "gpt2-xl", tokens: 1024, parameters: 1_557_611_200, without: 1_475_561_600,
      exact: 3_506_703_564_800, causal: 3_345_799_577_600, twoN: 3_189_987_737_600,
      twoNWithoutTables: 3_021_950_156_800, kaplan: 3_183_011_430_400, bothContexts: 3_344_072_704_000,
      palm: 3_512_110_284_800, palmProducts: 3_508_754_841_600, megatron: 3_506_703_564_800,
      chinchilla: 3_675_160_576_000),
    Figures(
      name: "llama-2-7b", tokens: 2048, parameters: 6_738_415_616, without: 6_476_271_616,
      exact: 29_261_612_187_648, causal: 28_162_637_430_784, twoN: 27_600_550_363_136,
      twoNWithoutTables: 26_526_808_539_136, kaplan: 27_626_320_166_912, bothContexts: 28_725_831_794_688,
      palm: 29_799_573_618_688, palmProducts: 29_262_702_706_688, megatron: 29_124_173_234_176,
      chinchilla: 23_901_493_002_240),
    Figures(
      name: "llama-3-8b", tokens: 2048, parameters: 8_030_261_248, without: 6_979_588_096,
      exact: 32_938_104_193_024, causal: 31_839_129_436_160, twoN: 32_891_950_071_808,
      twoNWithoutTables: 28_588_392_841_216, kaplan: 29_687_904_468_992, bothContexts: 30_787_416_096_768,
      palm: 35_090_973_327_360, palmProducts: 32_939_194_712_064, megatron: 30_739_080_937_472,
      chinchilla: 30_704_721_199_104),
    Figures(
      name: "llama-2-70b", tokens: 2048, parameters: 68_976_648_192, without: 68_452_360_192,
      exact: 292_444_323_184_640, causal: 286_949_449_400_320, twoN: 282_528_350_994_432,
      twoNWithoutTables: 280_380_867_346_432, kaplan: 285_878_425_485_312, bothContexts: 291_375_983_624_192,
      palm: 293_523_467_272_192, palmProducts: 292_449_725_448_192, megatron: 275_951_648_768_000,
      chinchilla: 255_099_582_545_920),
    Figures(
      name: "mixtral-8x7b", tokens: 2048, parameters: 46_702_792_704, without: 46_440_648_704,
      exact: 54_417_235_640_320, causal: 53_318_260_883_456, twoN: 191_294_638_915_584,
      twoNWithoutTables: 190_220_897_091_584, kaplan: 191_320_408_719_360, bothContexts: 192_419_920_347_136,
      palm: 193_493_662_171_136, palmProducts: 192_956_791_259_136, megatron: 29_124_173_234_176,
      chinchilla: 27_474_905_792_512),
    Figures(
      name: "qwen2.5-0.5b", tokens: 2048, parameters: 494_032_768, without: 357_898_112,
      exact: 2_384_042_393_600, causal: 2_203_741_847_552, twoN: 2_023_558_217_728,
      twoNWithoutTables: 1_465_950_666_752, kaplan: 1_646_339_293_184, bothContexts: 1_826_727_919_616,
      palm: 2_384_335_470_592, palmProducts: 2_384_335_470_592, megatron: 1_865_425_092_608,
      chinchilla: 2_652_746_285_056),
  ]

  @Test("Shortcuts give the figures", arguments: figures)
  func shortcuts(_ figures: Figures) throws {
    let derivation = try derived(figures.name, tokens: figures.tokens)
    #expect(derivation.root.value(.parameters) == Rational(whole: figures.parameters))
    #expect(derivation.root.value(.flops) == Rational(whole: figures.exact))
    let analysis = try derivation.analysis(.shortcuts)
    func expect(_ topic: Analysis.Topic, _ value: Int128, times: Int = 1) throws {
      let expected = try Rational(whole: value).multiplied(by: Rational(times))
      #expect(analysis.section(topic)?.result(.shortcut) == expected, "\(topic)")
    }
    try expect(.twoN, figures.twoN)
    try expect(.twoNWithoutTables, figures.twoNWithoutTables)
    try expect(.kaplan, figures.kaplan)
    try expect(.bothContexts, figures.bothContexts)
    try expect(.chinchilla, figures.chinchilla)
    try expect(.sixND, figures.twoN, times: 3)
    try expect(.sixNDWithoutTables, figures.twoNWithoutTables, times: 3)
    try expect(.palm, figures.palm, times: 3)
    try expect(.palmProducts, figures.palmProducts, times: 3)
    try expect(.megatron, figures.megatron, times: 3)
    let counted = analysis.section(.twoNWithoutTables)?.result(.counted)
    #expect(counted == Rational(whole: figures.without))
    let causal = try derivation.analysis(.causal).sections.first
    #expect(causal?.result(.totalSeen) == Rational(whole: figures.causal))
  }

  @Test("With experts the active parameters count")
  func active() throws {
    let analysis = try derived("mixtral-8x7b", tokens: 2048).analysis(.shortcuts)
    #expect(analysis.section(.twoNActive)?.result(.shortcut) == Rational(whole: 52_756_173_815_808))
  }

  @Test("For GPT-2 Megatron's formulas are exact, but for the last norm's parameters")
  func exactForGPT2() throws {
    for name in ["gpt2", "gpt2-xl"] {
      let analysis = try derived(name, tokens: 1024).analysis(.shortcuts)
      for topic in [Analysis.Topic.megatron, .megatronRecomputed] {
        let section = try #require(analysis.section(topic))
        #expect(section.result(.shortcut) == section.result(.exact))
      }
      let width = name == "gpt2" ? 768 : 1600
      #expect(analysis.section(.megatronParameters)?.result(.rest) == Rational(2 * width))
    }
  }
}
