import Checking
import Testing

/// Totals behind a network's name, blocks against their label, halved operations, shares of a list.
@Suite("Wholes that their own line names")
struct NamedWholesTests {
  private static let bert = """
    BERT-base:
    attention: 3 * (768 * 768 + 768) = 1,771,776
    ffn: 768 * 3072 + 3072 + 3072 * 768 + 768 = 4,722,432

    """
  private static let resNet = """
    ResNet-34 convolutions
    layer2: 3×3×64×128 + 7×(3×3×128×128) + 64×128 = 1114112
    layer3: 3×3×128×256 + 11×(3×3×256×256) + 128×256 = 6815744

    """
  private static let products = """
    QK^T: 2 × 512² × 256 = 134217728
    AV: 2 × 512² × 256 = 134217728

    """

  private static let right = [
    "GPT-2 small total: 124,439,808",
    "GPT-2 small total: 124,475,904",
    "GPT-2 small total: 85,054,464",
    "GPT-2 small total: 12 layers",
    "GPT-2 total: 1.5B",
    "Llama-3-8B total: 7.0B + 1.05B = 8.05B",
    "Llama-3-8B total: 7.5B",
    "Mixtral 8x7B total: 47B, active: 13B",
    "BERT-large total: 340M",
    "BERT-base total: 108,310,272",
    "ResNet-18 合计: 11689512",
    "ResNet-18 合计: 11176512",
    "ResNet-18, CIFAR version\nResNet-18 total: 11,173,962",
    "ResNet-50 total: 4.1 GFLOPs",
    "A small GPT-2: 6 layers, d = 384\nGPT-2 total: 30,000,000",
    "12 blocks: 12 * 7,087,872 = 85,054,464",
    "one layer: 3,145,728\n12 layers, 5 frozen: 7 × 3,145,728 = 22,020,096",
    "one layer has 3,145,728\n6 encoder layers: 12 × 3,145,728 = 37,748,736",
    "MACs: 1,228,800, FLOPs: 2,457,600",
    "MACs: 1,228,800\nPruned FLOPs: 614,400",
    "conv1 MACs: 1,228,800\nconv2 FLOPs: 614,400",
    "Layer 1 FLOPs: 614,400, MACs: 307,200",
    "BERT-base:\nattention: 4 * (768 * 768 + 768) = 2,362,368\npooler: 768 * 768 + 768 = 590,592",
    "BERT-large:\nattention: 3 * (1024 * 1024 + 1024) = 3,148,800\noutput: 1024 * 1024 + 1024 = 1,049,600",
    resNet + "layer4: 3×3×256×512 + 5×(3×3×512×512) + 256×512 = 13107200",
    resNet + "layer4 (main path): 3×3×256×512 + 5×(3×3×512×512) = 12976128",
    products + "Attention total: 268435456",
    "Llama-3-8B\nup + down: 2 × 58.7M = 117.4M\ngate: 58.7M",
    "GPT-2 XL\nMLP: 2 × 10.24M = 20.48M",
    "attention: 4 × 5120² = 104.9M (33%)\nFFN: 3 × 5120 × 13824 = 212.3M (67%)\nsum: 317.2M",
    "conv1: 118M (60%)\nconv2: 231M (40%)\ntotal: 349M\nthe shares are those of the measured time",
    "conv: 2,000 (50% of them pruned)\ndense: 8,000 (50% of them pruned)\ntotal: 10,000",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("BERT-base total: 95,306,496", 1, .networkTotalWrong),
    ("BERT-base 总参数量：95,306,496", 1, .networkTotalWrong),
    ("Llama-2-7B total: 0.262B + 5.18B = 5.44B", 1, .networkTotalWrong),
    ("Mistral-7B 总计: 5.9B", 1, .networkTotalWrong),
    (
      "one layer: 4 × 512² + 2 × 512 × 2048 = 3,145,728\n12 layers: 11 × 3,145,728 = 34,603,008", 2,
      .blockCountWrong
    ),
    ("每层: 4 × 512² + 2 × 512 × 2048 = 3,145,728\n12 层：10 × 3,145,728 = 31,457,280", 2, .blockCountWrong),
    ("BERT-base\n12 layers: 11 × 7,087,872 = 77,966,592", 2, .blockCountWrong),
    ("MACs = 3×3×64×128×28² = 57,802,752\nFLOPs = 28,901,376", 2, .macFlopRatioReversed),
    ("乘加次数: 57,802,752，浮点运算次数: 28,901,376", 1, .macFlopRatioReversed),
    (bert + "pooler: 768 * 768 + 768 = 590,592", 2, .outputProjectionMissing),
    (resNet + "layer4: 3×3×256×512 + 5×(3×3×512×512) = 12976128", 4, .shortcutProjectionMissing),
    (products + "Attention total: 134.2 MFLOPs", 3, .oneOfTwoAttentionProducts),
    ("Llama-2-7B\nup: 45.1M\ndown: 45.1M\nFFN: 2 × 45.1M = 90.2M", 4, .ffnMatrixMissing),
    (
      "attention: 4 × 4096² = 67.1M (57%)\nMLP: 3 × 4096 × 11008 = 135.3M (43%)\ntotal: 202.4M", 1,
      .productSlip
    ),
    ("卷积层: 14.7M (19%)\n全连接层: 123.6M (81%)\n合计: 138.3M", 2, .digitChanged),
    ("9B × 8 = 27 GB", 1, .digitsTransposed),
  ]

  @Test func findsNothingInRightTexts() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test func findsWhatIsWrong() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
