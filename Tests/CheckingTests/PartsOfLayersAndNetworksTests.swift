import Checking
import Testing

/// Layers told by their parts and by their number, two networks in one text, and what is wrong in consequence.
@Suite struct PartsOfLayersAndNetworksTests {
  @Test func aLayerIsTheSumOfItsParts() {
    #expect(
      ShortTexts.alarms(in: [
        "attention per layer: 1,048,576\nMLP per layer: 2,097,152\nper layer: 3,145,728\n6 layers: 18,874,368",
        "每层注意力：1,048,576\n每层 FFN：2,097,152\n6 层：18,874,368",
        "encoder layer: 3,152,384\n4 layers: 12,609,536\nembedding: 18,944,000\ntotal: 31,553,536",
        "编码器层: 3,152,384\n编码器共4层: 12,609,536\n解码器层: 4,204,032\n解码器共4层: 16,816,128\n词嵌入: 18,944,000\n总计: 48,369,664",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("MLP per layer: 2,097,152\n7 layers: 18,874,368", 2, .productSlip),
        ("每层 FFN: 2,097,152\n每层: 3,145,728\n8 层: 25,156,824", 3, .digitsTransposed),
        ("MLP per layer: 2,097,152\nper layer: 3,145,728\n8 layers: 251,658,240", 3, .powerOfTenSlip),
        (
          "encoder layer: 3,152,384\n4 layers: 12,609,536\nembedding: 18,944,000\ntotal: 31,535,536", 4,
          .totalDoesNotAddUp
        ),
        ("每层 2.416 亿，32 层共 7.731 亿", 1, .yiUnitSlip),
      ]).isEmpty)
  }

  @Test func numbersOfTheOtherNetworkThatIsNamed() {
    #expect(
      ShortTexts.alarms(in: [
        "BERT-large has an FFN of 4096, BERT-base one of 3072.\nFFN: 2 × 768 × 3072 = 4,718,592\nFFN: 2 × 1024 × 4096 = 8,388,608",
        "ResNet-34: 512×1000 + 1000 = 513,000\nResNet-101: 2048×1000 + 1000 = 2,049,000\n总参数 21,797,672 与 44,549,160",
        "Mixtral 8x7B\nattention, norms and everything else: about 1.6B",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        (
          "BERT-large has more layers than BERT-base.\nBERT-base: 12 layers\nFFN: 2×1024×4096 = 8,388,608", 3,
          .dimensionLeftFromOtherModel
        ), ("Mixtral 8x7B\nattention: about 1.6B", 2, .outputProjectionMissing),
      ]).isEmpty)
  }

  @Test func theBackwardPassAloneTakesFour() {
    #expect(
      ShortTexts.alarms(in: [
        "13B: 2N = 26 GFLOPs per token forward, backward 4N = 52 GFLOPs",
        "Forward 2N, backward twice that, 4N = 4 × 13B = 52 GFLOPs per token.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("13B: forward and backward together 4N = 52 GFLOPs per token", 1, .trainingFactorWrong),
        (
          "Training a 7B model: forward 2N, backward 2N, so training needs 4ND = 4 × 7e9 × 1e12 = 2.8e22 FLOPs",
          1, .trainingFactorWrong
        ),
      ]).isEmpty)
  }

  @Test func totalsBelowAWrongPart() {
    #expect(
      ShortTexts.unfound(in: [
        (
          """
          Llama-2-13B
          attention: 4 × 5120 × 5120 = 104,857,600
          FFN (SwiGLU): 2 × 5120 × 13824 = 141,557,760
          per layer: 246,425,600
          40 layers: 9,857,024,000
          embedding and head: 2 × 32000 × 5120 = 327,680,000
          total: 10,184,704,000
          """, 7, .networkTotalWrong
        )
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        """
        Llama-2-13B
        attention: 4 × 5120 × 5120 = 104,857,600
        FFN (SwiGLU): 3 × 5120 × 13824 = 212,336,640
        per layer: 317,194,240
        40 layers: 12,687,769,600
        embedding and head: 2 × 32000 × 5120 = 327,680,000
        total: 13,015,449,600
        """
      ]).isEmpty)
  }

  @Test func oneOfTwoEqualMatricesLeftOut() {
    let list =
      "Wq: 4096 × 4096 = 16.8M\nWo: 4096 × 4096 = 16.8M\nWup: 4096 × 11008 = 45.1M\nWdown: 11008 × 4096 = 45.1M\n"
    #expect(
      ShortTexts.unfound(in: [
        (list + "Per layer: 16.8 + 16.8 + 45.1 = 78.7M", 5, .addendsDoNotMatchParts),
        (list + "每层: 16.8 + 45.1 + 45.1 = 107M", 5, .partsOmitted),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        list + "Per layer: 16.8 + 16.8 + 45.1 + 45.1 = 123.8M",
        list + "Per layer with shared matrices: 16.8 + 16.8 + 45.1 = 78.7M",
        list + "MLP: 45.1 + 45.1 = 90.2M",
      ]).isEmpty)
  }

  @Test func positionsLeftOutInAList() {
    #expect(
      ShortTexts.unfound(in: [
        (
          "bottleneck, MACs:\n1×1: 1×1×512×128×28×28 = 51,380,224\n3×3: 3×3×128×128 = 147,456\n1×1: 1×1×128×512×28×28 = 51,380,224\nsum: 102,907,904",
          3, .outputPositionsMissing
        )
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "bottleneck, MACs:\n1×1: 1×1×512×128×28×28 = 51,380,224\n3×3: 3×3×128×128×28×28 = 115,605,504\n1×1: 1×1×128×512×28×28 = 51,380,224\nsum: 218,365,952",
        "1×1: 1×1×512×128×28×28 = 51,380,224 MACs\n3×3 weights: 3×3×128×128 = 147,456\n1×1: 1×1×128×512×28×28 = 51,380,224 MACs",
      ]).isEmpty)
  }

  @Test func blocksOfTheStages() {
    #expect(
      ShortTexts.unfound(in: [
        (
          "ResNet-34: conv2_x 3 blocks, conv3_x 4 blocks, conv4_x 7 blocks, conv5_x 3 blocks", 1,
          .blockCountWrong
        ),
        ("ResNet-152 共 3+8+30+3=44 个残差块", 1, .blockCountWrong),
        ("ResNet-50\nblocks = 3 + 4 + 5 + 3 = 15", 2, .blockCountWrong),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "ResNet-34: conv2_x 3 blocks, conv3_x 4 blocks, conv4_x 6 blocks, conv5_x 3 blocks",
        "ResNet-152 共 3+8+36+3=50 个残差块",
        "ResNet-50 has 3+4+6+3 = 16 blocks, ResNet-101 3+4+23+3 = 33 blocks.",
      ]).isEmpty)
  }

  @Test func flattenedBeforeThePool() {
    #expect(
      ShortTexts.unfound(in: [
        (
          "conv2: (3*3*16 + 1) * 32 = 4640 -> 14x14x32 -> 7x7x32\nflatten: 14*14*32 = 6272", 2,
          .inputSizeForOutputSize
        ), ("VGG-16\nfc1: 14×14×512×4096 + 4096 = 411,045,888", 2, .inputSizeForOutputSize),
        (
          "VGG-16, MACs\nconv3_2: 3×3×256×256×56×56 = 1,849,688,064\nconv5_1: 3×3×512×512×14×14 = 462,422,016\nconv4_1: 3×3×256×512×56×56 = 3,699,376,128",
          4, .inputSizeForOutputSize
        ),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "conv2: (3*3*16 + 1) * 32 = 4640 -> 14x14x32 -> 7x7x32\nflatten: 7*7*32 = 1568",
        "VGG-16 at a resolution of 448\nfc1: 14×14×512×4096 + 4096 = 411,045,888",
      ]).isEmpty)
  }
}
