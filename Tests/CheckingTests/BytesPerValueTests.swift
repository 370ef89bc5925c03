import Checking
import Testing

/// Bytes that do not belong to the number format that the text names.
@Suite("Bytes of another number format")
struct BytesPerValueTests {
  private static let wrong: [ShortTexts.Wrong] = [
    (
      "层数 20，hidden 1536，K 和 V 各一份，每个数 2 字节。\n每个 token：2×20×1536×4＝245,760 字节", 2,
      .bytesPerValueWrong
    ),
    ("SqueezeNet in fp16: 1.24 M × 4 B = 4.96 MB.", 1, .bytesPerValueWrong),
    ("61,706 parameters, FP32 weights: 61,706 * 2 = 123,412 bytes", 1, .bytesPerValueWrong),
    ("参数量 61706，FP16 存储需 61706×4=246824 字节", 1, .bytesPerValueWrong),
    ("61,706 parameters in INT8: 123,412 bytes", 1, .bytesPerValueWrong),
    ("FP32 占 246824 字节，FP16 占 493648 字节", 1, .bytesPerValueWrong),
    ("fp32 takes 553 MB, fp16 1106 MB", 1, .bytesPerValueWrong),
    ("参数量约 2560 万，fp32 约 1.02 GB", 1, .prefixSlip),
    ("25.6 M parameters, FP32: 10.2 MB", 1, .prefixSlip),
  ]

  private static let right = [
    "层数 20，hidden 1536，K 和 V 各一份，每个数 2 字节。\n每个 token：2×20×1536×2＝122,880 字节",
    "层数 20，hidden 1536，K 和 V 各一份，每个数 2 字节。\n每个 token：20×1536×4＝122,880 字节",
    "20 layers, 8 heads of 128, 4 requests, keys and values, 2 bytes per value.\n2×20×8×128×4 = 163,840 bytes",
    "Llama-2-7B in fp16: 6.74B × 2 B = 13.5 GB.",
    "VGG-16 in fp32: 138.36 M × 4 B = 553 MB.",
    "26,346 parameters, FP32 weights: 26,346 * 4 = 105,384 bytes",
    "FP16 weights and FP32 master copy: 26,346 × 4 = 105,384 bytes",
    "FP16 training keeps an FP32 copy: 7B × 4 B = 28 GB",
    "参数量 26346，FP16 存储需 26346×2=52692 字节",
    "FP16 下 4 个矩阵，每个 2,097,152 字节：4 × 2,097,152 = 8,388,608 字节",
    "FP16 KV cache: 2 × 4096 × 4 bytes = 32,768 bytes",
    "26,346 parameters in INT8: 26,346 bytes",
    "26,346 parameters in INT8 take 26.3 KB",
    "124,439,808 parameters; in FP16 248.9 MB",
    "124,439,808 parameters in fp16 take 237 MiB",
    "1.38 亿参数，FP32 约 553 MB",
    "参数量约 1.38 亿，fp32 约 0.55 GB",
    "FP32 takes 553 MB, FP16 277 MB",
    "FP16 takes 277 MB, FP32 553 MB",
    "FP32 占 105384 字节，FP16 占 52692 字节",
    "FP16 gradients of 7B parameters: 7B × 4 B = 28 GB after casting to fp32",
    "BF16 AdamW needs 16 bytes: 7B × 16 B = 112 GB",
    "7B parameters in fp16: 14 GB; with activations 20 GB",
    "7B parameters in int4: 3.5 GB",
    "Weights of 3,145,728 parameters in FP16 with two copies take 12,582,912 bytes",
    "70B parameters, INT4, 35 GB",
    "25.6M parameters, FP32, 102 MB",
    "25.6M parameters, FP32: 97.7 MiB",
    "1,000,000 complex weights in FP16: 1,000,000 × 4 bytes = 4,000,000 bytes",
    "FP16: 3,072 × 2 = 6,144 bytes for the bias",
    "FP32 accumulators, FP16 weights: 1024 × 4 bytes = 4,096 bytes",
    "两种格式：FP32 占 4 字节，FP16 占 2 字节",
    "110M parameters; the FP16 checkpoint is 220 MB, the FP32 one 440 MB",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test func theFormatMayFollowTheBytes() {
    let right = [
      "In total 48,266 parameters, i.e. 193 kB in fp32.", "共 48,266 个参数，即 96.5 KB（FP16）。",
      "1.2M parameters take 1.2 MB in int8, a quarter of before.", "48,266 parameters, i.e. 189 KiB in fp32.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("In total 48,266 parameters, i.e. 19.3 kB in fp32.", 1, .prefixSlip),
      ("In total 48,266 parameters, i.e. 96.5 kB in fp32.", 1, .bytesPerValueWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
