import Derivations
import Explaining
import Networks
import Symbolics
import Testing

@Suite("Analyses in words")
struct AnalysisTextTests {
  static let networks = [
    "gpt2", "llama-3-8b", "mixtral-8x7b", "deepseek-v2-lite", "gemma-2-2b", "bert-base", "t5-small",
    "vit_b_16", "swin_t", "resnet18", "lstm-small", "clip-vit-b-32",
  ]

  private func analyses(_ name: String) throws -> [Analysis] {
    let entry = try #require(Catalogue.entry(named: name))
    func derivation(_ tokens: Int, past: Int) throws -> Derivation {
      let network = entry.network(past: past)
      return try derive(
        network, inputs: network.inputs.map { $0.shape(batch: 1, $0.layout == .tokens ? [tokens] : nil) })
    }
    let settings = Analysis.Settings(
      weights: .int4, activations: .fp16, peak: 312_000_000, bandwidth: 2_039_000, devices: 4,
      trainingTokens: 1_000_000)
    let decode = entry.takesPast ? try derivation(1, past: 15) : nil
    return try Analysis.Kind.allCases.map {
      try derivation(16, past: 0).analysis($0, settings, decode: decode)
    }
  }

  @Test(
    "Everything is said in words, with no name or placeholder left", arguments: networks, Language.allCases)
  func words(_ name: String, language: Language) throws {
    let wording = try WordingFile.wording(language)
    for analysis in try analyses(name) {
      let text = Crude.text(AnalysisText.blocks(analysis, wording: wording))
      #expect(!text.contains("<<") && !text.contains("[["))
      for prefix in ["topic.", "item.", "remark.", "refusal.", "component.", "fact.", "analysis.", "kind."] {
        let leaked = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).first { $0.hasPrefix(prefix) }
        #expect(leaked == nil, "\(leaked ?? "")")
      }
      // Every result that is whole stands on the page to its last digit.
      for step in analysis.sections.flatMap({ $0.rows }).flatMap({ $0.steps })
      where step.value.isInteger && step.quantity != .ratio {
        #expect(text.contains("\(step.value.magnitude)"), "\(step.id) \(step.value)")
      }
    }
  }

  @Test("Anchors are unique", arguments: networks)
  func anchors(_ name: String) throws {
    let wording = try WordingFile.wording(.english)
    var anchors: [String] = []
    for analysis in try analyses(name) {
      for case .heading(_, let anchor, _) in AnalysisText.blocks(analysis, wording: wording) {
        anchors.append(anchor)
      }
    }
    #expect(Set(anchors).count == anchors.count)
  }

  @Test("Bytes in both units, times in a readable one, ratios in percent")
  func units() throws {
    let text = Crude.text(
      try analyses("gpt2").flatMap {
        AnalysisText.blocks($0, wording: try WordingFile.wording(.english))
      })
    #expect(text.contains(" GB, "))
    #expect(text.contains(" GiB"))
    #expect(text.contains("tokens a second"))
    #expect(text.contains("(percent)"))
  }
}
