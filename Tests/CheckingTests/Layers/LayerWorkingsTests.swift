import Checking
import Testing

/// Workings about single layers and CNNs in the forms in which courses and posts write them. All figures come from the
/// formulas.
@Suite("Workings about layers")
struct LayerWorkingsTests {
  @Test("A right working raises nothing", arguments: LayerWorkings.right)
  func raisesNothing(_ text: String) {
    let errors = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(errors.map { "\($0.place.line) \($0.mistake.rawValue)" } == [])
  }

  @Test("A wrong working is found under the name of its mistake", arguments: LayerWorkings.wrong)
  func finds(_ text: String, _ mistake: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings
    let names = findings.map { [$0.mistake.rawValue] + $0.alternatives.map(\.rawValue) }
    #expect(names.contains { $0.contains(mistake) }, "\(names)")
  }
}
