import Derivations
import Networks
import Symbolics
import Testing

@testable import Checking

@Suite("Totals that are a tool's")
struct ToolTotalClaimTests {
  static let networks = ["resnet50", "vit_b_16", "densenet121", "mobilenet_v2", "swin_t"]

  @Test(
    "Law: every tool's total is right, and its tool is named unless the text does or papers count the same",
    arguments: networks)
  func totals(_ name: String) throws {
    let comparison = try compare(#require(Catalogue.network(named: name)))
    let title = comparison.derivation.network.title
    let paper = comparison.derivation.root.value(.macs)
    let plain = [paper, try paper.multiplied(by: .two)]
    for entry in comparison.entries where entry.convention.tool != nil {
      guard let total = entry.total else { continue }
      let number = PlainText(style: .grouped).text(Expression(total))
      let diagnosis = Checker().diagnose(HandCalculation("\(title) needs \(number) FLOPs."))
      #expect(diagnosis.verdict == .right, "\(entry.convention.name)")
      let notes = diagnosis.findings.filter { $0.mistake == .otherConvention }
      #expect(notes.isEmpty == plain.contains(total), "\(entry.convention.name)")
      #expect(diagnosis.findings.allSatisfy { $0.severity == .note })
      let word = entry.convention.name.split(separator: "-")[0]
      let named = Checker().diagnose(HandCalculation("By \(word), \(title) needs \(number) FLOPs."))
      #expect(named.findings.isEmpty, "\(entry.convention.name)")
    }
  }

  @Test("A number that is said to be another tool's is a warning, not an error")
  func wrongTool() throws {
    let diagnosis = Checker().diagnose(HandCalculation("ptflops: ResNet-50 takes 4,133,742,592 MACs."))
    #expect(diagnosis.verdict == .right)
    let finding = try #require(diagnosis.findings.first)
    #expect(finding.mistake == .otherConvention && finding.severity == .warning)
  }

  @Test("A wrong total stays wrong")
  func wrong() {
    for text in ["ResNet-50 takes 5,133,742,592 MACs.", "ViT-B/16 needs 13.4 GFLOPs."] {
      #expect(Checker().diagnose(HandCalculation(text)).verdict == .wrong, "\(text)")
    }
  }

  @Test("Two totals by one word are a warning; where the text tells them apart, nothing")
  func mixed() throws {
    let mixed = Checker().diagnose(
      HandCalculation("ResNet-50 needs 4.1 GFLOPs.\n\nAs we saw, ResNet-50 takes 8.2 GFLOPs."))
    #expect(mixed.verdict == .right)
    #expect(mixed.findings.map { $0.mistake } == [.mixedConventions])
    for text in [
      "ResNet-50 needs 4.1 GMACs.\n\nResNet-50 takes 8.2 GFLOPs.",
      "ResNet-50 needs 4.1 GFLOPs (multiply-adds).\n\nResNet-50 takes 8.2 GFLOPs if both are counted.",
      "ResNet-50 needs 4.1 GFLOPs, or 8.2 GFLOPs.",
      "ResNet-50 needs 4.1 GFLOPs.\n\nResNet-50 takes 4.09 GFLOPs.",
    ] {
      #expect(Checker().diagnose(HandCalculation(text)).findings.isEmpty, "\(text)")
    }
  }
}
