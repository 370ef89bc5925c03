import Checking
import Testing

/// Sizes of maps whose kernel, stride and padding are said in words or code.
@Suite("Sizes of maps in words")
struct SizesInWordsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("ConvTranspose2d(16, 8, 4, stride=2, padding=1) on 14x14 gives 30x30", 1, .formulaDoesNotGiveResult),
    ("nn.ConvTranspose2d(16, 8, 3, stride=2), 7×7 → 14×14", 1, .formulaDoesNotGiveResult),
    ("Input 227, 7×7 kernel, stride 2, padding 3: output (227−7)/2+1 = 111.", 1, .paddingForgotten),
    ("输入 224×224，7×7 卷积核，步长 2，填充 3：输出 (224−7)/2+1 = 109", 1, .paddingForgotten),
    ("Input 28×28, 3×3 kernel, stride 1, no padding: output 28 − 3 = 25.", 1, .outputSizePlusOneMissing),
  ]

  private static let right = [
    "ConvTranspose2d(64, 32, 4, stride=2, padding=1) on 8x8 gives 16x16",
    "ConvTranspose2d(64, 32, 3, stride=2, padding=1, output_padding=1) on 8×8 gives 16×16",
    "ConvTranspose2d(64, 32, kernel_size=2, stride=2) on 14×14 gives 28×28",
    "ConvTranspose2d(256, 128, 2, 2), 28×28 → 56×56",
    "ConvTranspose2d(64, 32, 4, stride=2, padding=1) on 8x8x64 gives 16x16x32",
    "Input 224, 7×7 kernel, stride 2, padding 3: output (224+6−7)/2+1 = 112.",
    "Input 32×32, 5×5 kernel, stride 1, no padding: output 32 − 5 + 1 = 28.",
    "Input 32×32, 5×5 kernel, stride 1, no padding: 32 − 5 = 27 steps, so the output is 28",
    "输入 224×224，7×7 卷积核，步长 2，填充 3：输出 (224 − 7 + 2×3)/2 + 1 = 112",
    "Input 32×32, 5×5 kernel, stride 1, padding 2: without it the output would be 32 − 5 + 1 = 28",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
