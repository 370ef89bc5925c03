import Checking
import Testing

/// Lines of a series that show each other what they lack: inputs, biases, brackets, positions and projections.
@Suite("Layers in a series")
struct SeriesOfLayersTests {
  private static let right = [
    "depthwise: 6×3×3×10×10 = 5400\npointwise: 48×1×1×6×10×10 = 28800",
    "depthwise: 6×3×3×10×10 = 5400\npointwise, one filter: 1×1×6×10×10 = 600\n48 filters: 48 × 600 = 28800",
    "逐通道卷积: 6×3×3×10×10 = 5400\n逐点卷积每个通道: 48×1×1×10×10 = 4800",
    "conv 3×3 (24): 3×3×12×24 + 24 = 2,616\ndeconv 3×3 (12): 3×3×12×24 + 12 = 2,604",
    "conv1: 3×3×3×48 + 48 = 1,344\nconv2: 3×3×96×48 + 96 = 41,568",
    "conv1: 3*3*3*48 + 48 = 1344\noutput head: 1*(3*3*48) + 1 = 433",
    "block: 2,560 + 640 = 3,200 weights\nMACs for one row of the 40×40 map: 3,200 × 40 = 128,000",
    "block: 2,560 + 640 = 3,200 weights\nMACs on 40×40: 3,200 × 40 = 128,000, times 40 again = 5,120,000",
    "Input 30x30x1.\n3x3 conv, 12 filters: (3*3*1 + 1)*12 = 120\n5x5 conv, 12 filters: (5*5*1 + 1)*12 = 312",
    "Conv 3x3, 8 filters: (3*3*1 + 1)*8 = 80\nMax pool 2x2\nConv 3x3, 24 filters: (3*3*8 + 1)*24 = 1752",
    "the branch before the concat (48 + 48 = 96 channels): 3×3×48×48 + 48 = 20,784",
    "after the concat (48 + 48 = 96 channels): 3×3×96×48 + 48 = 41,520",
    "Two 3×3 for the 5×5 conv: 3×3×48×48 = 20,736",
    "ResNet-18 parameters\nlayer3: 9·128·256 + 3·(9·256·256) + 128·256 + 5·2·256 = 2,099,712\n"
      + "layer4, main path: 9·256·512 + 3·(9·512·512) + 4·2·512 = 8,261,632",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("depthwise: 6×3×3×10×10 = 5400\npointwise: 48×1×1×10×10 = 4800", 2, .inputChannelsMissing),
    ("深度卷积: 8×3×3×32×32 = 73728\n逐点卷积: 64×1×1×32×32 = 65536", 2, .inputChannelsMissing),
    ("squeeze: 1×1×64×12 + 12 = 780\nexpand: 3×3×12×48 + 12 = 5,196", 2, .biasCountWrong),
    (
      "conv_a (30, 30, 16): 16 * (3*3*1 + 1) = 160\nconv_b (28, 28, 40): 40 * (3*3*16) + 1 = 5,761", 2,
      .bracketsMissing
    ),
    ("block: 2,560 + 640 = 3,200 weights\nMACs on 40×40: 3,200 × 40 = 128,000", 2, .outputPositionsMissing),
    (
      "Conv 3x3, 8 filters: (3*3*1 + 1)*8 = 80\nMax pool 2x2\nConv 3x3, 24 filters: (3*3*1 + 1)*24 = 240", 3,
      .inputChannelsMissing
    ),
    (
      "Conv 3x3, 24 filters, input 32x32x3: 3*3*3*24 + 24 = 672\nConv 3x3, 48 filters: 3*3*48 + 48 = 480", 2,
      .inputChannelsMissing
    ),
    ("after the concat (48 + 48 = 96 channels): 3×3×48×48 + 48 = 20,784", 1, .inputChannelsMissing),
    ("DW conv 5×5: 3×3×144 = 1,296", 1, .dimensionLeftFromOtherModel),
    (
      "ResNet-34 parameters\nlayer2: 9·64·128 + 7·(9·128·128) + 64·128 + 9·2·128 = 1,116,416\n"
        + "layer3: 9·128·256 + 11·(9·256·256) + 12·2·256 = 6,789,120", 3, .shortcutProjectionMissing
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("go on with a wrong one as a consequence")
  func carried() {
    let text = """
      Conv: input 64×64×16, kernel 3×3, 32 filters, stride 2, padding 1
      MACs: 64×64×32×3×3×16 = 18,874,368
      FLOPs: 2×18,874,368 = 37,748,736
      """
    let findings = Checker().diagnose(HandCalculation(text)).findings
    #expect(findings.contains { $0.place.line == 2 && $0.mistake == .inputSizeForOutputSize })
    let note = findings.first { $0.place.line == 3 }
    #expect(note?.mistake == .errorCarriedForward && note?.correct == 9_437_184)
  }
}
