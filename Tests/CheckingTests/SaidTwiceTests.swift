import Checking
import Testing

/// Numbers that are said twice, results that words join to their calculation, totals below lists, units of time; each
/// with look-alikes in which nothing is wrong.
@Suite("Restatements, words for the sign of equality, totals of lists")
struct SaidTwiceTests {
  static let wrong: [(text: String, line: Int, mistake: Mistake)] = [
    ("12 × 7,087,872 = 85,054,464, that is 8.51M", 1, .powerOfTenSlip),
    ("12 × 7,087,872 = 85,054,464 (94.1M)", 1, .roundingWrong),
    ("12 × 7,087,872 = 85,054,464 (58.1M)", 1, .digitsTransposed),
    ("The cache takes 314,572,800 bytes, i.e. 341.6 MB", 1, .digitsTransposed),
    ("314,572,800 bytes = 341.6 MB", 1, .digitsTransposed),
    ("3.77e6 s, roughly 436 days", 1, .durationWrong),
    ("26,280,000 seconds (about 3040 days)", 1, .durationWrong),
    ("2.63e6 秒，约 304 天", 1, .durationWrong), ("6,738,415,616 个参数（约 6.74 亿）", 1, .yiUnitSlip),
    ("4×768² = 2,359,296，也就是 23.6 万个参数", 1, .powerOfTenSlip),
    ("448 + 4,640 + 10,250 gives 15,448.", 1, .totalDoesNotAddUp),
    ("448 + 4,640 + 10,250 adds up to 15,448", 1, .totalDoesNotAddUp),
    ("448 + 4640 + 10250 共 15448", 1, .totalDoesNotAddUp), ("3×3×64×128 得到 73,782 个参数", 1, .digitsTransposed),
    ("73,782 weights (3*3*64*128)", 1, .digitsTransposed), ("3*3*64*128 (73,782)", 1, .digitsTransposed),
    ("weights = 3*3*64*128, which gives 73,782", 1, .digitsTransposed),
    ("n = 3*3*3*32 + 32  # 886", 1, .digitChanged), ("print(3*3*3*32 + 32)  # 886", 1, .digitChanged),
    (">>> 3*3*3*32 + 32\n886", 2, .digitChanged),
    ("conv1: 1,728\nconv2: 73,728\nfc: 1,000\ntotal: 2,728", 4, .totalDoesNotAddUp),
    ("卷积层1：448\n卷积层2：4,640\n全连接：10,250\n总参数量 = 15,383", 4, .totalDoesNotAddUp),
    ("- conv1: 9,408\n- conv2: 524,288\n- fc: 513,000\n\nTotal: 1,036,696", 5, .totalDoesNotAddUp),
    ("conv1: 1,728\nconv2: 73,728\nfc: 1,000\nTotal: 1,728 + 73,728 = 75,456", 4, .addendsDoNotMatchParts),
    (
      "conv1: 1,728\nconv2: 73,728\nfc: 1,000\nTotal: 1,728 + 73,782 + 1,000 = 76,510", 4,
      .addendsDoNotMatchParts
    ),
    (
      """
       conv2d (Conv2D)             (None, 26, 26, 32)        320
      _________________________________________________________________
       conv2d_1 (Conv2D)           (None, 11, 11, 64)        18496
       dense (Dense)               (None, 10)                77450
      =================================================================
      Total params: 96,626
      """, 6, .totalDoesNotAddUp
    ),
    ("3.77e6 s / 86400 = 436 days", 1, .durationWrong), ("3.77e6 s / 3600 = 1047 days", 1, .durationWrong),
    ("720,000 GPU hours / 2048 = 351 days", 1, .durationWrong),
    ("3.79e25 FLOPs / 6.55e18 FLOP/s = 5.78e6 小时", 1, .durationWrong),
    ("14 GB + 14 GB + 84 GB = 98 GB", 1, .totalDoesNotAddUp),
    ("7,087,872 × 12 层 = 95,054,464", 1, .digitChanged),
    ("21 天 × 24 小时 × 2048 卡 = 913.2 万卡时", 1, .durationWrong),
    ("每个 token 131,072 字节 × 8192 个 token = 2,073,741,824 字节", 1, .digitChanged),
    ("2(K和V)× 32(层)× 8(KV头)× 128(维)× 2(字节)= 231,072", 1, .digitChanged),
  ]

  static let right = [
    "12 × 7,087,872 = 85,054,464, i.e. 85.1M", "12 × 7,087,872 = 85,054,464 (85M)",
    "12 × 7,087,872 = 85,054,464(85.1M)", "12 × 7,087,872 = 85,054,464 (85.0M)",
    "314,572,800 bytes, i.e. 314.6 MB", "314,572,800 bytes (300 MB)", "314,572,800 bytes = 300 MiB",
    "26,280,000 seconds, about 304 days", "2.63e6 秒，约 30 天", "6,738,415,616 个参数（约 67.4 亿）",
    "25,557,032 parameters (102 MB)", "335,141,888 parameters (340M)", "6,738,415,616 (7B)",
    "4,089,184,256 MACs (8.18 GFLOPs)", "138,357,544 parameters (123,642,856 in fc6)",
    "6,738,415,616 parameters (6.5 billion of them in the blocks)", "1,047 hours (44 days)",
    "2 years (24 months)", "6 months (180 days)", "21,504 GPU hours (10.5 hours on 2,048 GPUs)",
    "124,439,808 parameters (117M in the paper)", "1 h 30 min (90 min)", "1280 channels (32×32)",
    "20 filters (5×5)", "1,024 or 1,000 tokens",
    "the 3×3 conv with 64×64 gives 36,864", "With stride 2, 112×112 gives 3,136 positions.",
    "448 + 4,640 + 10,250 gives 15,338", "73,728 weights (3*3*64*128)", "3*3*64*128 (73,728)",
    "8 × 80 GB gives 640 GB", "4 × 24 GB is 96 GB.", "4 × 1024 is the inner size, 4096.",
    "3×3×64×128 得到 73,728 个参数", "n = 3*3*3*32 + 32  # 896", "c1 = 3*3*64  # 128 channels",
    ">>> 3*3*3*32 + 32\n896", "lr = 0.1*256/512  # 0.05",
    "conv1: 1,728\nconv2: 73,728\nfc: 1,000\ntotal: 76,456",
    // Norms and biases may be left out of a list.
    "- conv1: 9,408\n- conv2: 524,288\n- fc: 513,000\nTotal: 1,050,000",
    "block × 12: 7,087,872\nembedding: 23,440,896\nhead: 590,592\ntotal: 109,085,952",
    "embedding: 38,597,376\nblocks: 85,054,464\nhead: 38,597,376\ntotal: 123,651,840",
    "attention: 2,362,368\n  q: 590,592\n  k: 590,592\nffn: 4,722,432\ntotal: 7,084,800",
    // What stands above the parts is compared with them.
    "Standard: 3·3·32·64 = 18,432\nDepthwise: 3·3·32 = 288\nPointwise: 32·64 = 2,048\nSum: 288 + 2,048 = 2,336",
    "conv1: 1,728\nconv2: 73,728\nfc: 1,000\nTotal conv: 1,728 + 73,728 = 75,456",
    "conv1: 448 params\nconv2: 4,640 params\nfc: 10,250 params\nTotal: 1.2 M MACs",
    "Stage 1: 100,000\nStage 2: 200,000\nSum: 300,000\nStage 3: 400,000\nTotal: 700,000",
    "| part | memory |\n|---|---|\n| weights | 140 GB |\n| gradients | 140 GB |\n| states | 840 GB |\n| sum | 1.12 TB |",
    "| 部分 | 参数 (M) |\n|---|---|\n| 嵌入 | 38.6 |\n| 注意力 | 28.3 |\n| 前馈 | 56.7 |\n| 合计 | 123.7 |",
    "3.77e6 s / 86400 = 43.6 days", "3.77e6 s / 3600 = 1047 hours", "6.3 天 × 24 × 1024 ≈ 15.4 万 GPU 小时",
    "720,000 GPU hours / 2048 = 351.6 hours", "720,000 GPU hours / 2048 / 24 = 14.6 days",
    "3.79e25 FLOPs / 6.55e18 FLOP/s = 5.79e6 s", "16 hours / 8 = 2 days", "14 GB + 14 GB + 84 GB = 112 GB",
    "7,087,872 × 12 层 = 85,054,464", "21 天 × 24 小时 × 2048 卡 = 103.2 万卡时", "3×3 层 = 576 个参数",
    "2(K和V)× 32(层)× 8(KV头)× 128(维)× 2(字节)= 131,072", "6 × 7B × 2T / 512(批大小)= 1.64×10^20",
  ]

  @Test("A slip is found and named", arguments: wrong.indices)
  func finds(_ index: Int) {
    let (text, line, mistake) = Self.wrong[index]
    let errors = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(
      errors.contains { $0.place.line == line && $0.mistake == mistake }, "\(text): \(errors.map(\.mistake))")
  }

  @Test("Nothing is wrong", arguments: right)
  func raisesNothing(_ text: String) {
    for finding in Checker().diagnose(HandCalculation(text)).findings where finding.severity == .error {
      Issue.record("\(finding.place.line):\(finding.place.column) \(finding.mistake.rawValue)")
    }
  }
}
