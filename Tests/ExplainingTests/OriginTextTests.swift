import Checking
import Derivations
import Explaining
import Networks
import Symbolics
import Testing

@Suite("Where a number comes from, in words")
struct OriginTextTests {
  @Test(
    "Everything is said in words, with no name or placeholder left",
    arguments: [
      ("4.1G", "resnet50"), ("3.8G", "resnet50"), ("8.21", "resnet50"), ("7.8亿", "resnet101"),
      ("25.6M", "resnet50"), ("7.8G", "resnet50"), ("3.66 GMACs", "resnet50"), ("16G", "llama-3-8b"),
      ("16 GB", "llama-3-8b"), ("163037184", "gpt2"), ("14714688", "vgg16"), ("62.4M", "alexnet-paper"),
      ("118013952", "resnet50"), ("12.6G", "vit_b_16"), ("12.9B", "mixtral-8x7b"), ("4.1 GFLOPs", "resnet50"),
      ("5.3G", "resnet50"), ("32.7G", "resnet50"), ("4098184256", "resnet50"),
    ], Language.allCases)
  func words(_ question: (number: String, network: String), language: Language) throws {
    let wording = try WordingFile.wording(language)
    let claim = try #require(ClaimedNumber(question.number))
    let origins = try Origins(of: claim, in: #require(Catalogue.network(named: question.network)))
    let document = OriginText.document(origins, wording: wording)
    let text = Crude.text(document.blocks)
    #expect(!text.contains("<<") && !text.contains("[["))
    for prefix in [
      "origin.", "origin-", "explain.", "column.", "topic.", "component.", "convention.", "mistake.",
    ] {
      let leaked = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).first { $0.hasPrefix(prefix) }
      #expect(leaked == nil, "\(leaked ?? "")")
    }
    for origin in origins.explanations.prefix(12) { #expect(text.contains(origin.name)) }
  }

  @Test(
    "A graph of operations is said to tell less than the code, as far as that matters",
    arguments: Language.allCases)
  func graphs(_ language: Language) throws {
    let wording = try WordingFile.wording(language)
    func untold(_ name: String) throws -> Int {
      let comparison = try compare(#require(Catalogue.network(named: name)))
      let plain = Crude.text(ComparisonText.document(comparison, wording: wording).blocks)
      let graph = Crude.text(ComparisonText.document(comparison, wording: wording, isGraph: true).blocks)
      let remarks = ComparisonText.untold(comparison, wording: wording)
      for remark in remarks.map({ Crude.text([.paragraph($0)]) }) {
        #expect(graph.contains(remark) && !plain.contains(remark))
      }
      return remarks.count
    }
    #expect(try untold("resnet50") == 1)
    #expect(try untold("vgg16") == 2)
    #expect(try untold("swin_t") == 2)
  }
}
