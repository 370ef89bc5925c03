import Checking
import Testing

/// Lines that a fuzzer broke: what stands in an unusual order is read without a trap.
@Suite("Garbled lines")
struct GarbledLinesTests {
  static let texts = [
    // The sentence ends within the row that names a network.
    ": | AlexNet | 2012 |层: 7×7×512×4096+4096 = 102,764,544",
    // The first letter of the row is that of its map.
    "3x3x64 | conv 3x3 | 36,928\n5x5x64 | conv 5x5 | 102,464",
    // A calculation that begins on the line above.
    "Adam in fp32, m and v: 2\n× 7,000,000,000 × 2 bytes = 28 GB",
  ]

  @Test(arguments: texts) func areRead(text: String) {
    let diagnosis = Checker().diagnose(HandCalculation(text))
    #expect(diagnosis.findings.allSatisfy { $0.place.bytes.upperBound <= text.utf8.count })
  }
}
