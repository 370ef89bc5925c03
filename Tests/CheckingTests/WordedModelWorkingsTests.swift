import Symbolics
import Testing

@testable import Checking

@Suite("Short lines about transformers, recurrent layers and training")
struct WordedModelWorkingsTests {
  @Test("A right line raises nothing", arguments: RightWordedModelWorkings.all)
  func raisesNothing(_ text: String) {
    for finding in Checker().diagnose(HandCalculation(text)).findings where finding.severity != .note {
      Issue.record("\(finding.mistake.rawValue) in \(text)")
    }
  }

  @Test("A mistake is found under its own name and no other", arguments: WordedModelWorkings.wrong.indices)
  func namesMistake(_ index: Int) {
    let (mistake, text) = WordedModelWorkings.wrong[index]
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity != .note }
    #expect(!findings.isEmpty, "\(mistake): \(text)")
    for finding in findings {
      let isNamed =
        finding.mistake.rawValue == mistake || finding.alternatives.contains { $0.rawValue == mistake }
      #expect(isNamed, "\(finding.mistake.rawValue) in \(text)")
    }
  }

  @Test("The right number is that of the cell, not of two")
  func correctsGates() {
    let findings = Checker().diagnose(HandCalculation("GRU(64→128):4×128×(64+128+1)=98,816")).findings
    #expect(findings.map(\.correct) == [74_112])
  }

  @Test("The second number is put right, the first is given")
  func correctsSecondUnit() {
    let findings = Checker().diagnose(HandCalculation("ResNet-18 needs 1.8 GMACs (0.9 GFLOPs)")).findings
    #expect(findings.map(\.correct) == [3_600_000_000 as Rational])
  }
}
