import Symbolics
import Testing

@testable import Checking

/// Workings about transformers, recurrent layers and training: right ones raise nothing, and in wrong ones each mistake is
/// found under its own name.
@Suite("Workings about transformers and training")
struct ModelWorkingsTests {
  @Test(
    "A right answer is never called wrong",
    arguments: RightTransformerWorkings.all + RightModelWorkings.all + RightTrainingWorkings.all)
  func raisesNothing(_ text: String) {
    let diagnosis = Checker().diagnose(HandCalculation(text))
    for finding in diagnosis.findings where finding.severity == .error {
      Issue.record("\(finding.place.line):\(finding.place.column) \(finding.mistake.rawValue)")
    }
  }

  @Test("A mistake is found under its own name", arguments: WrongModelWorkings.all.indices)
  func namesMistake(_ index: Int) {
    let (mistake, text) = WrongModelWorkings.all[index]
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(
      findings.contains { finding in
        finding.mistake.rawValue == mistake || finding.alternatives.contains { $0.rawValue == mistake }
      }, "\(text)")
    for finding in findings where finding.mistake.rawValue != mistake {
      let isAlternative = finding.alternatives.contains { $0.rawValue == mistake }
      #expect(isAlternative, "\(finding.mistake.rawValue) in \(text)")
    }
  }

  @Test("What comes of a wrong factor on a later line is noted as its consequence")
  func notesTotalOfWrongFactor() throws {
    let text = """
      Training, forward and backward, per token ≈ 2 × 6 × N_params
      C_total = 2 × 6 × 70B × 1400B
              ≈ 1.176 × 10^24 FLOPs
      """
    let findings = Checker().diagnose(HandCalculation(text)).findings
    #expect(findings.map { $0.mistake } == [.trainingFactorWrong, .errorCarriedForward])
    let total = try #require(findings.last)
    #expect(total.place.line == 3)
    #expect(try total.correct == Rational(588).multiplied(by: Rational(10).raised(to: 21)))
  }

  @Test("One bias or two is a note, never a mistake")
  func notesBiases() {
    let text = "LSTM 64→128 in Keras: 4 × 128 × (64 + 128 + 2) = 99,328 parameters."
    let diagnosis = Checker().diagnose(HandCalculation(text))
    #expect(diagnosis.verdict == .right)
    #expect(diagnosis.findings.contains { $0.mistake == .recurrentBiasConvention && $0.severity == .note })
  }
}
