import Checking
import Testing

/// Workings that are right. A checker that finds fault with one of them is worse than none.
@Suite("A corpus of right workings")
struct RightCorpusTests {
  @Test(
    "Nothing is remarked upon", arguments: RightCorpus.computations + RightCorpus.layers + RightCorpus.traps)
  func raisesNothing(_ text: String) {
    let diagnosis = Checker().diagnose(HandCalculation(text))
    for finding in diagnosis.findings {
      Issue.record("\(finding.place.line):\(finding.place.column) \(finding.mistake.rawValue)")
    }
    #expect(!diagnosis.statements.contains { $0.status == .wrong || $0.status == .carriedForward })
  }
}

/// The texts are in files of their own.
enum RightCorpus {}
