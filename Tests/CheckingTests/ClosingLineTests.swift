import Checking
import Testing

/// Totals behind a sign of their own, below a rule and behind arrows; counts of parts of a network.
@Suite("Closing lines and counts of parts")
struct ClosingLineTests {
  private static let right = [
    "dw: 9·128 = 1,152\npw: 128·256 = 32,768\n= 33,920 in total",
    "逐通道：9·64 = 576\n逐点：64·64 = 4096\n= 4672（合计）",
    "conv1: 5·5·1·6 + 6 = 156\nconv2: 5·5·6·16 + 16 = 2,416\n= 156 + 2,416 = 2,572",
    "$$\n&\\ 9\\cdot32 = 288\\\\\n&\\ 32\\cdot64 = 2048\\\\\n&= 2336 \\text{ in all}\n$$",
    "fc1 784*128 = 100,352\nfc2 128*10  = 1,280\n            -------\n            101,632",
    "56→28: 9·64·128 = 73,728\n28→14: 9·128·256 = 294,912\nTotal: 368,640 weights",
    "cls: 512·18 = 9,216; reg: 512·36 = 18,432; together 27,648.",
    "We cut VGG-16 after 7 conv layers.",
    "ResNet-50 minus its last 6 blocks has 10 blocks.",
    "VGG16 without its last 3 conv layers has 10 conv layers.",
    "The 5 conv stages of VGG-19 end in 5 pools.",
    "VGG-16 twice: 13 conv layers down, 13 conv layers up, 26 conv layers in all.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("conv a: 9·16·32 = 4,608\nconv b: 9·32·64 = 18,432\n= 23,400 weights", 3, .digitsTransposed),
    ("a = 3·3·64\n= 567", 2, .digitsTransposed),
    (
      "fc1 784*128 = 100,352\nfc2 128*10  = 1,280\n            -------\n            106,132", 4,
      .totalDoesNotAddUp
    ),
    (
      "down(64→128): 9·64·128 = 73,728\ndown(128→256): 9·128·256 = 294,912\nTotal: 386,640 weights", 3,
      .totalDoesNotAddUp
    ),
    ("cls: 512·18 = 9,216; reg: 512·36 = 18,432; together 37,648.", 1, .totalDoesNotAddUp),
    ("VGG-16 has 14 conv layers.", 1, .layerCountWrong),
    ("ResNet-50 after conv1 has 17 bottleneck blocks.", 1, .blockCountWrong),
  ]

  @Test func totalsOfWhatStandsAboveAreRight() { #expect(ShortTexts.alarms(in: Self.right).isEmpty) }

  @Test func totalsAndCountsThatAreOffAreFound() { #expect(ShortTexts.unfound(in: Self.wrong).isEmpty) }
}
