import Checking
import Testing

@Suite("Layers that only their sizes describe")
struct UnnamedLayerTests {
  @Test("A wrong count is found under its name", arguments: UnnamedLayerWorkings.wrong.map { $0.text })
  func wrong(text: String) throws {
    let mistake = try #require(UnnamedLayerWorkings.wrong.first { $0.text == text }).mistake
    let findings = Checker().diagnose(HandCalculation(text)).findings
    let names = findings.flatMap { [$0.mistake.rawValue] + $0.alternatives.map(\.rawValue) }
    #expect(names.contains(mistake), "\(names)")
  }

  @Test("A right count raises nothing", arguments: UnnamedLayerWorkings.right)
  func right(text: String) {
    #expect(Checker().diagnose(HandCalculation(text)).findings.isEmpty)
  }
}
