import Checking
import Testing

/// Layers that only words describe, and numbers beside a layer that are not its own.
@Suite("Workings about layers in words")
struct WordedLayerWorkingsTests {
  @Test("What is right raises nothing", arguments: LayerWorkings.rightInWords)
  func raisesNothing(_ text: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings
    #expect(findings.map { "\($0.place.line) \($0.mistake.rawValue)" } == [])
  }

  @Test("What is wrong is found under the name of its mistake", arguments: LayerWorkings.wrongInWords)
  func finds(_ text: String, _ mistake: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings
    let names = findings.map { [$0.mistake.rawValue] + $0.alternatives.map(\.rawValue) }
    #expect(names.contains { $0.contains(mistake) }, "\(names)")
  }

  @Test(
    "The right value is that of the stated layer",
    arguments: [
      ("5×5 conv, 3→16: 5×5×16+16=416 parameters", "1216"),
      ("5×5 conv, 96→256, groups=2: 5×5×96×256 + 256 = 614,656 parameters", "307456"),
      ("Output size of an 11x11 convolution with stride 4 on 227x227: (227-11)/4 = 54", "55"),
      ("Output size of a 5x5 convolution on 32x32: (32-5)/1 = 28", "28"), ("(13-3)/2+1 = 5", "6"),
    ])
  func tellsTheRightValue(_ text: String, _ right: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings
    #expect(findings.contains { finding in finding.correct.map { "\($0)" } == right })
  }
}
