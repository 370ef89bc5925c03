import Checking
import Testing

/// What a series remembers of the texts before changes no diagnosis.
@Suite("A series of workings")
struct SeriesTests {
  @Test("Each working is diagnosed as it is alone, in any order")
  func diagnosesAsAlone() {
    let sizes = ["ResNet-50, input 320×320: 7×7×3×64×160×160 = 481,689,600.", "ResNet-50: 49×3 = 148."]
    let texts = Retelling.all.map { $0.text } + sizes
    var series = Checker.Series(Checker())
    for text in texts + texts.reversed() {
      let working = HandCalculation(text)
      #expect(summary(series.diagnose(working)) == summary(Checker().diagnose(working)))
    }
  }

  private func summary(_ diagnosis: Diagnosis) -> [String] {
    [diagnosis.network?.name ?? "none"]
      + diagnosis.statements.map { "\($0.place) \($0.reading) \($0.about ?? "") \($0.status)" }
      + diagnosis.findings.map { "\($0.place) \($0.mistake) \($0.alternatives) \($0.correct ?? 0)" }
      + diagnosis.totals.map { "\($0)" }
  }
}
