import Checking
import Testing

@Suite("Right lines that look wrong")
struct RightLinesTests {
  @Test("A right calculation raises nothing", arguments: RightLines.links)
  func calculation(_ text: String) { expectNothing(in: text) }

  @Test("A line that is right as it is understood raises nothing", arguments: RightLooseLines.lines)
  func looseLine(_ text: String) { expectNothing(in: text) }

  @Test("A slip in such a line is found", arguments: RightLooseLines.wrong)
  func slipInLooseLine(_ text: String) {
    #expect(Checker().diagnose(HandCalculation(text)).findings.contains { $0.severity == .error })
  }

  @Test("A right sentence about a network raises nothing", arguments: RightLines.networks)
  func sentence(_ text: String) { expectNothing(in: text) }

  @Test("A right total of a variation raises nothing", arguments: RightLines.variations)
  func variation(_ text: String) { expectNothing(in: text) }

  private func expectNothing(in text: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(findings.map { $0.mistake.rawValue } == [])
  }
}
