import Checking
import Testing

/// Tables whose cells hold numbers and no calculation: a cell against the formula in its head, the formats and the layers of
/// its row.
@Suite("Tables of numbers")
struct NumberTableTests {
  private static func table(_ rows: [String]) -> String {
    let rule = "|" + String(repeating: "---|", count: rows[0].count { $0 == "|" } + 1)
    return (["| \(rows[0]) |", rule] + rows.dropFirst().map { "| \($0) |" }).joined(separator: "\n")
  }

  private static let wrong: [ShortTexts.Wrong] = [
    (
      table([
        "Model | N | D | C = 6ND", "A | 1.3B | 26B | 2.03e20", "B | 2.7B | 54B | 8.75e21",
        "C | 6.7B | 134B | 5.39e21", "D | 13B | 260B | 2.03e22",
      ]), 4, .powerOfTenSlip
    ),
    (
      table([
        "model | layers | d_model | 12·L·d²", "small | 12 | 768 | 84.9M", "medium | 24 | 1024 | 302M",
        "large | 36 | 1280 | 566M", "XL | 48 | 1600 | 1.47B",
      ]), 5, .productSlip
    ),
    (
      table([
        "model | d | 40000·d", "a | 512 | 20.5M", "b | 768 | 20.5M", "c | 1024 | 41.0M", "d | 2048 | 81.9M",
      ]),
      4, .copiedFromLineAbove
    ),
    (
      table([
        "Format | bytes/param | 13B", "FP32 | 4 | 52 GB", "FP16 | 2 | 26 GB", "INT8 | 1 | 6.5 GB",
        "INT4 | 0.5 | 6.5 GB",
      ]), 5, .bytesPerValueWrong
    ),
    (
      table(["精度 | 7B 显存", "FP32 | 28 GB", "BF16 | 14 GB", "INT8 | 14 GB", "INT4 | 3.5 GB"]),
      5, .bytesPerValueWrong
    ),
    (
      table([
        "Network | Params | FP32 (MB) | FP16 (MB)", "one | 11.7M | 46.8 | 23.4", "two | 25.6M | 102.4 | 25.6",
        "three | 138.4M | 553.6 | 276.8",
      ]), 4, .bytesPerValueWrong
    ),
    (
      table(["精度 | 每参数字节 | 9B 权重", "FP32 | 4 | 36 GB", "FP16 | 2 | 18 GB", "INT4 | 0.25 | 2.25 GB"]),
      5, .bytesPerValueWrong
    ),
    (
      table([
        "layer | out | kernel | params | MACs", "c1 | 32x32x16 | 3x3x3 | 448 | 442,368",
        "c2 | 32x32x32 | 3x3x16 | 4,640 | 524,288", "c3 | 16x16x64 | 3x3x32 | 18,496 | 4,718,592",
        "c4 | 16x16x128 | 1x1x64 | 8,320 | 2,097,152", "fc | 10 | 128 | 1,290 | 1,280",
      ]), 4, .kernelAreaMissing
    ),
    (
      table([
        "seq | QKᵀ + AV | FFN", "512 | 0.81 G | 7.2 G", "1024 | 1.61 G | 14.5 G", "2048 | 3.22 G | 29.0 G",
      ]),
      4, .scalingExponentWrong
    ),
    (
      table([
        "序列长度 | 注意力分数矩阵 | FFN", "1024 | 1,048,576 | 1", "2048 | 4,194,304 | 2", "4096 | 8,388,608 | 4",
        "8192 | 67,108,864 | 8",
      ]),
      5, .scalingExponentWrong
    ),
  ]

  private static let right = [
    table([
      "模型 | 参数量 | 训练词元 | 6ND (FLOPs) | 2ND", "a | 6.7B | 1.0T | 4.0e22 | 1.34e22",
      "b | 13.0B | 1.0T | 7.8e22 | 2.6e22", "c | 32.5B | 1.4T | 2.7e23 | 9.1e22",
      "d | 65.2B | 1.4T | 5.5e23 | 1.8e23",
    ]),
    // What a row counts in its own way.
    table([
      "Model | N | D | C (6ND)", "experts (MoE) | 46.7B | 1T | 7.7e22", "b | 6.7B | 2T | 8.0e22",
      "c | 13B | 2T | 1.56e23", "d | 69B | 2T | 8.3e23",
    ]),
    table([
      "| bytes/param | 1.5B model", "weights (fp16) | 2 | 3 GB", "gradients (fp16) | 2 | 3 GB",
      "momentum (fp32) | 4 | 6 GB", "**total** | **8** | **12 GB**",
    ]),
    table([
      "Model | FP16 | INT8 | INT4", "LLaMA-7B | 13.5 GB | 6.7 GB | 3.4 GB",
      "LLaMA-13B | 26 GB | 13 GB | 6.5 GB",
      "LLaMA-65B | 130 GB | 65 GB | 32.5 GB",
    ]),
    // Shared by several.
    table([
      "Format | 70B weights | GPUs | per GPU", "FP32 | 280 GB | 4 | 70 GB", "FP16 | 140 GB | 2 | 70 GB",
      "INT8 | 70 GB | 1 | 70 GB", "INT4 | 35 GB | 1 | 35 GB",
    ]),
    table([
      "layer | out | kernel | params | MACs", "c1 | 32x32x16 | 3x3x3 | 448 | 442,368",
      "c2 | 32x32x32 | 3x3x16 | 4,640 | 4,718,592", "dw | 32x32x32 | 3x3x1 | 320 | 294,912",
      "c4 | 16x16x128 | 1x1x32 | 4,224 | 1,048,576", "fc | 10 | 128 | 1,290 | 1,280",
    ]),
    // A dense layer with biases below convolutions without.
    table([
      "layer | out | kernel | params | MACs", "c1 | 56×56×64 | 3×3×64 | 36,864 | 115,605,504",
      "c2 | 28×28×128 | 3×3×64 | 73,728 | 57,802,752", "c3 | 28×28×128 | 3×3×128 | 147,456 | 115,605,504",
      "fc | 1000 | 512 | 513,000 | 512,000",
    ]),
    "Decoding one token with a cache:\n\n"
      + table(["n | QKᵀ | proj", "512 | 0.8 M | 7 M", "1024 | 1.6 M | 7 M", "2048 | 3.2 M | 7 M"]),
  ]

  @Test("a cell that departs is found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("right tables are left alone") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
