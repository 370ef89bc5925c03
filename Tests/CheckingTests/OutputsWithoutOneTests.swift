import Checking
import Testing

/// The steps of a window called the size of its output.
@Suite("Outputs without their + 1")
struct OutputsWithoutOneTests {
  private static let right = [
    "Input 64, a 7x7 kernel, stride 3: (64 − 7)/3 = 19 steps, so the output is 20×20.",
    "Input 64, a 7x7 kernel, stride 3: (64 − 7)/3 = 19, plus 1 gives an output of 20×20.",
    "The pool's output: (57 - 3)/2 = 27, and one more is 28.",
    "Output of the valid conv (TF): (32 - 5 + 1)/1 = 28",
    "Transposed conv output: (28 - 1)*2 + 2 = 56",
    "卷积核 3，步长 2：(224 - 3)/2 = 110，加 1 得输出 111。",
    "(64-5+2×2)/2=31.5，向下取整 31，加 1 得输出 32",
    "conv output: $(64 − 5)/1 = 59$ + 1 = 60",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("Input 64, a 7x7 kernel with stride 3: output size = (64 - 7)/3 = 19", 1, .outputSizePlusOneMissing),
    ("卷积核 5×5，步长 1：输出 (32 - 5)/1 = 27。", 1, .outputSizePlusOneMissing),
    (
      "A conv with a 3×3 filter: (30 - 3)/1 = 27, so the output is 27×27×64.", 1, .outputSizePlusOneMissing
    ),
    ("(64-5+2×2)/2=31.5，所以输出 31×31", 1, .outputSizePlusOneMissing),
    ("⌊(64-5+4)/2⌋ = 31, so the output is 31", 1, .outputSizePlusOneMissing),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
