import Checking
import Testing

/// Fractions that words round the other way.
@Suite("Rounded down in words")
struct RoundingInWordsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("(28+2×1-3)/2+1=14.5，向下取整得 15", 1, .roundingWrong),
    ("14.5, floor gives 15", 1, .roundingWrong),
    ("99.2 → 100 frames (floor)", 1, .roundingWrong),
    ("14.5 rounded up is 14", 1, .roundingWrong),
    ("Conv2d(3, 24, 3, stride=2, padding=1) on 32x32 gives 17x17", 1, .roundingWrong),
    ("输入 32×32，3×3 卷积，步长 2，填充 1，输出为 17×17", 1, .roundingWrong),
  ]

  private static let right = [
    "(112+2×1-3)/2+1=56.5，向下取整得 56",
    "56.5, floor gives 56",
    "98.5 → 98 frames (floor)",
    "98.5 → 99 frames (ceil)",
    "56.5，向上取整得 57",
    "56.5, rounded up to 57",
    "56.5, rounded down to 56",
    "(112−3)/2 = 54.5, floor, plus 1 gives 55",
    "55.5 → floor 55, +1 → 56",
    "12.5 向下取整后加 1 得 13",
    "floor(55.5) + 1 = 56",
    "(224+6−7)/2 = 111.5, floor 111, then 112",
    "109.5 (floor: 109) + 1",
    "54.5, floor 54, 55 positions",
    "31.5 ceil 32",
    "不是 56.5 向下取整得 57",
    "Conv2d(3, 16, 5, stride=2, padding=2) on 64x64 gives 32x32",
    "输入 64×64，5×5 卷积，步长 2，填充 2，输出为 32×32",
    "MaxPool2d(3, stride=2, padding=1, ceil_mode=True) on 112x112 gives 57x57",
    "输入 224×224，7×7 卷积，步长 2，填充 3，输出 112×112",
    "Input 225×225, 3×3 conv, stride 2, padding 1, output 113×113",
    "TF same: input 224×224, 7×7 conv, stride 2, same padding, output 112×112",
    "Input 224×224, 3×3 conv, stride 2, padding (0,1), output 112×112",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
