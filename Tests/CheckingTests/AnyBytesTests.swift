import Checking
import Testing

/// Law 6: any bytes at all give a diagnosis with places inside the text.
@Suite("Any bytes")
struct AnyBytesTests {
  private func check(_ bytes: [UInt8], _ comment: String) {
    var series = Checker.Series(Checker())
    check(bytes, comment, &series)
  }

  private func check(_ bytes: [UInt8], _ comment: String, _ series: inout Checker.Series) {
    let diagnosis = series.diagnose(HandCalculation(bytes))
    for place in diagnosis.findings.map(\.place) + diagnosis.statements.map(\.place) {
      #expect(place.bytes.lowerBound >= 0 && place.bytes.upperBound <= bytes.count, "\(comment)")
      #expect(place.line >= 1 && place.column >= 1 && place.endLine >= place.line, "\(comment)")
    }
  }

  @Test("A text cut at any byte", arguments: Retelling.all)
  func survivesTruncation(_ retelling: Retelling) {
    let bytes = Array(retelling.text.utf8)
    var series = Checker.Series(Checker())
    for length in stride(from: 0, to: bytes.count, by: 131) {
      check(Array(bytes[..<length]), "cut at \(length)", &series)
    }
  }

  @Test("Random bytes and flipped bits")
  func survivesNoise() {
    var random = SplitMix(seed: 11)
    var series = Checker.Series(Checker())
    for round in 0..<200 {
      check(
        (0..<random.below(400)).map { _ in UInt8(truncatingIfNeeded: random.next()) }, "noise \(round)",
        &series)
    }
    for round in 0..<60 {
      var bytes = Array(Retelling.chinese.text.utf8)
      for _ in 0..<20 { bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
      check(bytes, "flips \(round)", &series)
    }
  }

  /// A calculation that goes on from the line before ends beyond that line; what stands behind it was looked for before it.
  @Test("Three large numbers on a line whose calculation goes on")
  func survivesSidesOfOtherLines() {
    let line = "3e12 tokens, 2e11 parameters, 4e23 FLOPs, 5e23"
    for end in ["\n", " =\n", "\n= ", " ×\n2e11 = \n", "\r\n"] {
      check(Array("6 × 2e11 × 3e12 = 3.6e24\n\(line)\(end)5e23 FLOPs\n".utf8), end)
    }
    for text in [
      "4*d +\n8*d", "(1=0\n)反向", "(1=0\n) backward 3 = 5", "(4*d + 2\n 8*d) block",
      "(21 h on 8 GPUs\n5 GPUs (3 h\n 180 days) 6 GPUs 10 h",
    ] {
      check(Array(text.utf8), text)
    }
  }

  @Test(
    "Pathological input",
    arguments: [
      String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000) + " = 1",
      String(repeating: "7", count: 200_000), String(repeating: "2 x ", count: 50_000) + "1 = 5",
      String(repeating: "= ", count: 50_000), String(repeating: "| ", count: 50_000),
      String(repeating: "$", count: 50_000),
      String(repeating: "{", count: 50_000) + "=", String(repeating: "1 + 1 = 2, ", count: 20_000),
      String(repeating: "每个残差块的FLOPs相同 3个卷积层 ", count: 200) + "ResNet-50",
    ])
  func survives(_ text: String) {
    check(Array(text.utf8), String(text.prefix(20)))
  }

  /// A calculation that begins above the line where its network is named was looked for before the first line.
  @Test(
    "A calculation that begins in the part of another network",
    arguments: [
      "ResNet-18\nSum: 2 × (3 + 4)\n= 14 for the ResNet-50 residual block",
      "ResNet-18\n\n2 × (3 + 4)\n= 14 for the residual block of ResNet-50\n= 15",
    ])
  func survivesChangeOfNetwork(_ text: String) {
    check(Array(text.utf8), text)
  }

  @Test("Numbers beyond range leave a statement unchecked, never wrong")
  func leavesRangeUnchecked() {
    for text in [
      "10^10^10 = 5", "1/0 = 3", "2^127 × 2^127 = 7", "9999999999999999999999 × 99999999999999999999999 = 1",
      "0^(0-1) = 1",
    ] {
      let diagnosis = Checker().diagnose(HandCalculation(text))
      #expect(diagnosis.findings.isEmpty, "\(text)")
      #expect(diagnosis.statements.allSatisfy { $0.status == .unchecked }, "\(text)")
    }
  }
}
