import Checking
import Testing

/// What a piece of work is bound by, as a verdict and as a label or a condition; numbers with the digits of a sparse peak.
@Suite("Labels of bounds and numbers that are no peaks")
struct LabelsOfBoundsTests {
  private static let times = "compute: 28 M / 989 T = 0.028 μs\nmemory: 28 MB / 3.35 TB/s = 8.36 μs\n"

  private static let wrongBounds: [ShortTexts.Wrong] = [
    (times + "→ compute-bound", 3, .conclusionContradictsNumbers),
    (times + "It turns out to be compute-bound.", 3, .conclusionContradictsNumbers),
    (times + "结论: 计算瓶颈", 3, .conclusionContradictsNumbers),
    ("Batch 16:\n" + times + "At batch 16 the layer is compute-bound.", 4, .conclusionContradictsNumbers),
  ]

  private static let rightBounds = [
    times + "Compute-bound from batch 300 on only.",
    times + "It would be compute-bound at batch 512.",
    times + "With batch 512 the layer becomes compute-bound.",
    times + "We are nowhere near compute-bound.",
    times + "批大小达到 300 才是计算瓶颈",
    times + "离计算瓶颈还很远, 未达到计算瓶颈",
    times + "- Memory-bound: 8.36 μs\n- Compute-bound: 0.028 μs",
    "Compute-bound time: 28 M / 989 T = 0.028 μs\nMemory-bound time: 28 MB / 3.35 TB/s = 8.36 μs\nmemory-bound",
    "计算瓶颈时间: 28 M / 989 T = 0.028 μs\n访存瓶颈时间: 28 MB / 3.35 TB/s = 8.36 μs\n→ 访存瓶颈",
  ]

  @Test("A label and a condition are no verdict")
  func bounds() {
    #expect(ShortTexts.unfound(in: Self.wrongBounds) == [])
    #expect(ShortTexts.alarms(in: Self.rightBounds) == [])
  }

  private static let wrongPeaks: [ShortTexts.Wrong] = [
    ("A100 BF16 peak 624 TFLOPS\nMFU: 150 / 624 = 24%", 1, .sparsePeakUsed),
    ("8 A100s\nA100 peak (BF16): 624 TFLOPS\nMFU = 200/624 = 32%", 2, .sparsePeakUsed),
    ("peak = 2 × 624e12 = 1.248e15 on A100s\nMFU = 3e14 / 1.248e15 = 24%", 1, .sparsePeakUsed),
  ]

  private static let rightPeaks = [
    "4 × A100 in one node\nPeak: 1,248 TFLOPS\nMFU: 500 / 1,248 = 40%",
    "H100 x 2: peak 1,979 TFLOPS",
    "Sustained throughput: 624 TFLOPS on 4 A100",
    "一个训练步需要 1979 TFLOPs",
    "2 × 989 = 1,979 TFLOPS",
    "A100: 624 TOPS in INT8 and 1,248 TOPS in INT4",
  ]

  @Test("What several devices have, what was reached and what work needs is no sparse peak")
  func peaks() {
    #expect(ShortTexts.unfound(in: Self.wrongPeaks) == [])
    var series = Checker.Series(Checker())
    for text in Self.rightPeaks {
      #expect(series.diagnose(HandCalculation(text)).findings.isEmpty, "\(text)")
    }
  }

  @Test("What others count as a FLOP declares nothing")
  func operations() {
    let product = "\n3 × 3 × 32 × 64 × 28 × 28 = 14,450,688 FLOPs"
    var series = Checker.Series(Checker())
    for declaration in [
      "A multiply-add counts as one FLOP here; other papers count it as 2 FLOPs.",
      "本文中一次乘加算一次 FLOP，其他论文记 2 FLOPs。",
    ] {
      #expect(series.diagnose(HandCalculation(declaration + product)).findings.isEmpty)
    }
    let two = "A multiply-add counts as two FLOPs here; other papers count it as one FLOP."
    #expect(series.diagnose(HandCalculation(two + product)).findings.map { $0.mistake } == [.macCalledFlop])
  }
}
