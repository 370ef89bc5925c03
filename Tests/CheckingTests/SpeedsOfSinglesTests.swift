import Checking
import Testing

/// Times of one device, speeds at a part of the peak, and the bytes of tensors.
@Suite("Times of one device, parts of the peak, bytes of tensors")
struct SpeedsOfSinglesTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("Total: 5.88e23 FLOPs\none A100 (312 TFLOPS): roughly 600 years", 2, .durationWrong),
    ("总计算量 6.3 × 10²² FLOPs\n单张 H100 (BF16, 989 TFLOPS): 约 20 年", 2, .durationWrong),
    ("Training takes 4.2 × 10²² FLOPs\na single V100: about 107 years", 2, .durationWrong),
    ("theoretical peak: 80 PFLOPS\nAt 40% utilization: 80 PFLOPS effective", 2, .factorDroppedInEvaluation),
    ("256 块 H100 (每块 989 TFLOPS, 利用率 40%): 有效算力 253 PFLOPS", 1, .factorDroppedInEvaluation),
    ("Bytes_input (FP32) = 64 × 112 × 112 × 2 = 1,605,632 B", 1, .bytesPerValueWrong),
    ("输出字节数 (FP16) = 256 × 28 × 28 × 4 = 802,816 字节", 1, .bytesPerValueWrong),
  ]

  private static let right = [
    "Total: 5.88e23 FLOPs\none A100 (312 TFLOPS): roughly 60 years",
    "总计算量 6.3 × 10²² FLOPs\n单张 H100 (BF16, 989 TFLOPS): 约 2.0 年",
    // At a tenth of the peak it takes ten times as long.
    "Total: 5.88e23 FLOPs\nAt 10% MFU:\none A100: about 600 years",
    "theoretical peak: 80 PFLOPS\nAt 40% utilization: 32 PFLOPS effective",
    "40% utilization of 80 PFLOPS peak: 32 PFLOPS effective",
    "256 块 H100 (每块 989 TFLOPS): 峰值 253 PFLOPS, 利用率 40%, 有效 101 PFLOPS",
    // The speed of one device has its share already.
    "每张有效 140 TFLOPS (利用率 45%), 1024 张: 有效算力 143 PFLOPS",
    "Pre-training: 5.88e23 FLOPs\none A100 (312 TFLOPS): about 6.0 years for the 5.88e22 FLOPs of the fine-tuning",
    "Bytes_input (FP32) = 64 × 112 × 112 × 4 = 3,211,264 B",
    "Bytes (FP32, read and write) = 64 × 112 × 112 × 8 = 6,422,528 B",
    "Bytes (FP32) = 64 × 4 × 112 × 112",
  ]

  @Test("What the numbers of the text contradict is found")
  func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("Right times, speeds and bytes are left alone")
  func leftAlone() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
