import Checking
import Testing

/// Sides of maps behind stated options, fields in series, steps and directions that are multiplied, how networks grow.
@Suite("Sides and steps")
struct SidesAndStepsTests {
  private static let field =
    "receptive field\nconv1 3×3 s1: 1+2=3\nconv2 3×3 s2: 3+2=5\npool 2×2 s2: 5+1×2=7\n"
  private static let gates = "GRU forward: 3×(64×128+128×128+128)=74112\n"

  private static let wrong: [ShortTexts.Wrong] = [
    ("conv 5x5 s1 p2: 28 -> 24", 1, .paddingForgotten),
    ("pool 3×3 stride 2 padding 1: 112×112 → 54×54", 1, .formulaDoesNotGiveResult),
    (field + "conv3 3×3 s1: 7+2×2=11\nconv4 3×3 s1: 11+2×4=19", 5, .formulaDoesNotGiveResult),
    (gates + "bidirectional: 74112×3=222336", 2, .extraFactor),
    (gates + "30 time steps, parameters 74112×30=2223360", 2, .timestepsMultiplied),
    ("Resolution 112 -> 336: FLOPs of the convs × 3, params unchanged", 1, .scalingExponentWrong),
    ("width ×3: parameters of the 3x3 convs ×9, FLOPs ×3", 1, .scalingExponentWrong),
    ("U-Net, no padding\n188 -> 186 -> 184\n92 -> 90 -> 88\n44 -> 42 -> 42", 4, .paddingForgotten),
    ("输入 1×28×28 → Conv(1,6,5) → 24×24 → Pool → 12×12 → Conv(6,16,5) → 9×9", 1, .formulaDoesNotGiveResult),
    ("(200−5+2)/2+1=99.5，卷积向下取整 100", 1, .roundingWrong),
  ]

  private static let right = [
    "conv 3x3 s2 p1: 56 -> 28", "conv 7x7 s2 p3: 224 -> 112", "pool 3x3 s2 p0: 112 -> 56",
    "pool 3x3 s2 p0: 112 -> 55", "pool 3×3 stride 2 padding 1: 112×112 → 56×56",
    "conv 1x1, s=2, p=0: 56 → 28",
    "transposed conv 2x2 s2 p0: 28 -> 56", "conv 5×5 ×2, s1, p0: 28×28 → 20×20",
    "conv 5×5, s1, p2, cropped: 28×28 → 24×24", "先补零两圈，再做 5×5 卷积（步长 1，填充 0）：32×32 → 32×32",
    field + "conv3 3×3 s1: 7+2×4=15\nconv4 3×3 s1: 15+2×4=23",
    gates + "bidirectional: 74112×2=148224", gates + "bidirectional, 2 layers: 74112×4=296448",
    gates + "30 time steps, MACs 73728×30=2211840", "Resolution 112 -> 336: FLOPs × 9, params unchanged",
    "width ×3: parameters of the convs ×9, FLOPs ×9", "depth ×2: parameters ×2, FLOPs ×2",
    "U-Net, no padding\n188 -> 186 -> 184\n92 -> 90 -> 88\n44 -> 42 -> 40",
    "输入 1×28×28 → Conv(1,6,5) → 24×24 → Pool → 12×12 → Conv(6,16,5) → 8×8", "(200−5+2)/2+1=99.5，卷积向下取整 99",
  ]

  @Test("A side, a field or a factor that the line's own options contradict is found")
  func sides() {
    #expect(ShortTexts.unfound(in: Self.wrong) == [])
    #expect(ShortTexts.alarms(in: Self.right) == [])
  }
}
