import Derivations
import Networks
import Symbolics
import Testing

@testable import Checking

@Suite("Where a number comes from")
struct OriginTests {
  /// Networks of every kind: residual, plain, grouped, depthwise, with attention, with shared key heads, with experts.
  static let networks = [
    "resnet50", "vgg16", "alexnet-paper", "mobilenet_v2", "googlenet", "lenet5", "vit_b_16", "swin_t", "gpt2",
    "llama-3-8b", "mixtral-8x7b", "bert-base", "lstm-small",
  ]

  private static func claim(_ value: Rational) throws -> ClaimedNumber {
    try #require(ClaimedNumber(PlainText(style: .plain).text(Expression(value))))
  }

  private func origins(_ text: String, _ name: String) throws -> Origins {
    try Origins(of: #require(ClaimedNumber(text)), in: #require(Catalogue.network(named: name)))
  }

  @Test(
    "The multiply-adds of papers and the parameters stand first where they are written out",
    arguments: networks)
  func exactTotals(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let root = try derive(network).root
    for (quantity, expected) in [
      (Quantity.macs, "paper"), (.flops, "paper-flops"), (.parameters, "parameters"),
    ] {
      let found = try Origins(of: Self.claim(root.value(quantity)), in: network).explanations
      let first = try #require(found.first)
      #expect(first.name == expected && first.fit == .exact && first.kind == .convention)
    }
  }

  @Test("Law 1: a value is that of its working; a mistake's value is not the right one", arguments: networks)
  func workings(_ name: String) throws {
    let counts = OriginCounts(try compare(#require(Catalogue.network(named: name))))
    for rule in OriginRule.all {
      for origin in rule.origins(counts, try #require(ClaimedNumber("4.1G"))) {
        #expect(try origin.working.evaluated() == origin.value, "\(origin.name)")
        #expect(!origin.value.isNegative && origin.value != origin.correct, "\(origin.name)")
        #expect((origin.correct != nil) == (origin.kind == .mistake), "\(origin.name)")
      }
    }
  }

  @Test("Whatever a rule gives is found again when it is asked for", arguments: networks)
  func foundAgain(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let counts = OriginCounts(try compare(network))
    var asked: Set<Rational> = []
    for rule in OriginRule.all {
      let all = rule.origins(counts, try #require(ClaimedNumber("4.1G")))
      // One of each rule, another for each network: every question derives the network on all usual inputs.
      for origin in all.dropFirst(asked.count % max(1, all.count)).prefix(1)
      where origin.value.isInteger && origin.value > 9_999_999 && origin.quantity != .bytes {
        // What only a prefix brings about is not there where the number is written out.
        let claim = try Self.claim(origin.value)
        guard rule.origins(counts, claim).contains(where: { $0.value == origin.value }),
          asked.insert(origin.value).inserted
        else { continue }
        let found = try Origins(of: claim, in: network).explanations
        #expect(found.contains { $0.value == origin.value && $0.fit == .exact }, "\(origin.name)")
      }
    }
  }

  @Test(
    "What people ask",
    arguments: [
      ("4.1G", "resnet50", "paper"), ("4.11G", "resnet50", "fvcore"),
      ("8.2 GFLOPs", "resnet50", "paper-flops"),
      ("8.21", "resnet50", "calflops"), ("3.8G", "resnet50", "resnet50-v1"),
      ("11.3B", "resnet152", "resnet152-v1"), ("7.8亿", "resnet101", "yi-unit-slip"),
      ("25.6M", "resnet50", "parameters"), ("25,636,712", "resnet50", "keras-parameters"),
      ("11.1M", "resnet50", "activations"), ("3,729,522,688", "resnet50", "shortcut-projection-missing"),
      ("4,098,184,256", "resnet50", "digits-transposed"),
      ("3.81G", "resnet50", "binary-decimal-prefix-mixed"),
      ("4.1T", "resnet50", "prefix-slip"), ("7.8G", "resnet50", "block-count-wrong"),
      ("3.66 GMACs", "resnet50", "wrong-model-fact"), ("138M", "vgg16", "parameters"),
      ("62.4M", "alexnet-paper", "alexnet-ungrouped"), ("724M", "alexnet", "alexnet-paper"),
      ("124M", "gpt2", "parameters"), ("163,037,184", "gpt2", "embedding-or-head-twice"),
      ("8B", "llama-3-8b", "parameters"), ("16.1G", "llama-3-8b", "per-token"),
      ("12.9B", "mixtral-8x7b", "active-parameters"), ("16.87", "vit_b_16", "fvcore"),
      ("118,013,952", "resnet50", "paper"),
    ])
  func questions(_ text: String, network: String, expected: String) throws {
    let found = try origins(text, network).explanations
    #expect(found.first?.name == expected, "\(found.map { $0.name })")
  }

  @Test("A unit that is written excludes what it cannot mean")
  func units() throws {
    #expect(try origins("25.6M MACs", "resnet50").explanations.allSatisfy { $0.unit != nil })
    #expect(try origins("4.1G parameters", "resnet50").explanations.isEmpty)
    #expect(try origins("16 GB", "llama-3-8b").explanations.first?.name == "weights")
  }

  @Test("Where nothing fits, the nearest counts are named")
  func nearest() throws {
    let found = try origins("12.6G", "vit_b_16")
    #expect(found.explanations.isEmpty)
    #expect(found.nearest.first?.name == "thop" && found.nearest.allSatisfy { $0.fit == nil })
  }

  @Test("Another input is another question")
  func inputs() throws {
    let network = try #require(Catalogue.network(named: "resnet50"))
    let claim = try #require(ClaimedNumber("5.3G"))
    let usual = try Origins(of: claim, in: network).explanations.first
    #expect(usual?.kind == .variant && usual?.name == "input-256")
    let larger = try Origins(of: claim, in: network, inputs: [Shape([1, 3, 256, 256], .map)])
    #expect(larger.explanations.first?.name == "paper")
  }
}
