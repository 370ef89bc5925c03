import Checking
import Testing

/// What is worked out of a number before it is rounded, and totals of all results above.
@Suite("Rounded work and totals of all that is above")
struct RoundedWorkTests {
  private static let right = [
    // 27,340,000 operations, printed with three digits.
    "One picture costs 27.3 MFLOPs / 4 TFLOPS ≈ 6.84 µs.",
    "Total: 300,000 + 70,144 + 5,160,960 = 5,531,104\n\nC = 6ND = 6×5.5e6×4e10 = 1.33e18 FLOPs.",
    "用 8 张 A100：2.37e16 / (8 × 312e12 × 0.4) = 23.8 秒。",
    "总计 4,997,248 次浮点运算。\n\n5.0 MFLOPs / 4 TFLOPS ≈ 1.249 µs。",
    """
    conv: 3·3·8·24 + 24 = 1,752 parameters, 3·3·8·24·20·20 = 691,200 MACs.
    fc: 1,024·30 + 30 = 30,750 parameters.

    Total MACs: 691,200 + 30,720 = 721,920.
    """,
    """
    Layer 1 (5×5, 1 → 12, no padding); 5*5*1*12 = 300 parameters
       multiply-adds: 300*24*24 = 172,800
    Pooling halves the map to 12×12.
    fc1: 1728 → 256. parameters: 1,728*256 = 442,368, multiply-adds: 1,728*256 = 442,368
    fc2: 256 → 10. parameters: 256*10 = 2,560, multiply-adds: 256*10 = 2,560

    Total parameters: 445,228
    """,
    "conv1: 5×5，1 → 16，padding=2，输入 28×28\nMACs: 5*5*1*16*28*28 = 313600\n展平：28*28*16 = 12544",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("One picture costs 27.3 MFLOPs / 4 TFLOPS ≈ 6.48 µs.", 1, .durationWrong),
    (
      "Total: 300,000 + 70,144 + 5,160,960 = 5,531,104\n\nC = 6ND = 6×5.5e6×4e10 = 1.44e18 FLOPs.", 3,
      .productSlip
    ),
    ("用 8 张 A100：2.37e16 / (8 × 312e12 × 0.4) = 28.3 秒。", 1, .durationWrong),
    ("总计 4,997,248 次浮点运算。\n\n5.0 MFLOPs / 4 TFLOPS ≈ 1.149 µs。", 3, .durationWrong),
    (
      """
      conv: 3·3·8·24 + 24 = 1,752 parameters
      fc: 1,024·30 + 30 = 30,750 parameters

      Total: 1,752 + 30,570 = 32,322
      """, 4, .addendsDoNotMatchParts
    ),
  ]

  @Test("Right texts") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("Slips beside them") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
