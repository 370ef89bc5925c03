import Checking
import Testing

/// What a text concludes from its numbers, and what it says of models.
@Suite("Conclusions in prose")
struct ConclusionsInProseTests {
  private static let right = [
    "350 GB, i.e. 5 A100-80GB suffice (5·80 = 400 GB).",
    "140 GB in fp16, with int8 one card suffices (1·80 = 80 GB).",
    "GPT-3 takes 350 GB; for the 30B model with 60 GB one card is enough (1·80 = 80 GB).",
    "需要 350 GB，5 张 80 GB 的卡就够了（5·80 = 400 GB）。",
    "Inference of Llama-7B costs 2·7e9 = 14 GFLOPs per token, training 6·7e9 = 42 GFLOPs.",
    "Inference with 6 experts of 1.2e9 each: 6·1.2e9 = 7.2e9 parameters per token.",
    "A 7B model: forward 2·7e9 = 14 GFLOPs, backward 4·7e9 = 28 GFLOPs per token.",
    "A 7B model with LoRA: forward 2·7e9 = 14 GFLOPs, backward the same 14 GFLOPs.",
    "Attention with d = 1024 and 16 heads: 4·1024² = 4.19M, in 16 heads of 64.",
    "Each of 16 heads has 3·1024·64 = 196,608 weights, times 16 heads = 3.15M.",
    "Attention of one layer: 4·1024² = 4.19M, times 24 layers = 100.7M.",
    "GPT-2 small with an untied head: 38,597,376 + 786,432 + 85,054,464 + 1,536 + 38,597,376 = 163,037,184 parameters",
    "An H100 (989 TFLOP/s dense, 1979 sparse): at 500 TFLOP/s MFU = 500/989 = 51%.",
    "An H100 (989 TFLOP/s dense, 1979 sparse): against the sparse peak MFU = 500/1979 = 25%.",
    "VGG-16 with a batch of 32 takes 496G; 496G/32 = 15.5 GMACs per image.",
    "Doubling the image side from 112 to 224 quadruples the MACs of ResNet-18: 0.45G → 1.8G.",
    "Doubling the pixels of the image doubles the MACs: 15.3G → 30.7G.",
    "Doubling the batch from 64 to 128 doubles the MACs: 15.3G → 30.7G.",
    "AlexNet conv5 has two groups: 3·3·192·256 = 442,368 weights.",
    "AlexNet conv4 has two groups: without them 3·3·384·384 = 1,327,104 weights.",
    "ViT-B/16, patch embedding: 16·16·3·768 + 768 = 590,592 parameters.",
    "ViT-B/16, patch embedding of grayscale images: 16·16·768 + 768 = 197,376 parameters.",
    "One layer of BERT-base has 3·768² + 8·768² = 6,488,064 weights without the output projection.",
    "BERT-base, one encoder layer:\n Q,K,V   3 x (768x768 + 768) = 1,771,776\n O       768x768 + 768 = 590,592\n FFN     768x3072 + 3072 + 3072x768 + 768 = 4,722,432\n LN      2 x 1,536 = 3,072\n total   7,087,872",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("GPT-3 takes 350 GB; 3 cards of 80 GB are enough (3·80 = 240 GB).", 1, .conclusionContradictsNumbers),
    ("需要 350 GB，4 张 80 GB 的卡就够了（4·80 = 320 GB）。", 1, .conclusionContradictsNumbers),
    ("Inference of a 13B parameter model costs 6·13e9 = 78 GFLOPs per token.", 1, .aboveTwoPerParameter),
    ("A 7B model: forward 2·7e9 = 14 GFLOPs, backward the same again 14 GFLOPs.", 1, .backwardFactorWrong),
    (
      "An attention with d = 512 and 8 heads: Q, K, V, O 4·512² = 1.05M, times 8 heads = 8.39M.", 1,
      .headsMultipliedAgain
    ),
    ("注意力：d = 512，4·512² = 1.05M，再乘以 8 个头 = 8.39M。", 1, .headsMultipliedAgain),
    (
      "GPT-2 medium with a tied head: 51,463,168 + 1,048,576 + 302,309,376 + 2,048 + 51,463,168 = 406,286,336 parameters",
      1, .embeddingOrHeadTwice
    ),
    (
      "An H100 (989 TFLOP/s dense, 1979 TFLOP/s sparse): 600 TFLOP/s give an MFU of 600/1979 = 30%.", 1,
      .sparsePeakUsed
    ),
    ("VGG-16 with a batch of 32: 15.5G/32 = 0.48 GMACs per image.", 1, .batchDividesWork),
    (
      "Raising the resolution from 224 to 448 doubles the MACs of ResNet-50: 4.1G → 8.2G.", 1,
      .scalingExponentWrong
    ),
    ("宽度系数 α = 0.5 使计算量减半：569M → 285M。", 1, .scalingExponentWrong),
    ("conv5 of AlexNet is in two groups: 3·3·384·256 = 884,736 weights.", 1, .groupsIgnored),
    ("ViT-L/16, patch embedding: 16·16·1024 = 262,144 weights.", 1, .inputChannelsMissing),
    (
      "One layer of GPT-2 has 3·768² + 8·768² = 6,488,064 weights, since Q, K and V are square.", 1,
      .outputProjectionMissing
    ),
    (
      "BERT-large, one encoder layer:\n Q,K,V   3 x (1024x1024 + 1024) = 3,148,800\n FFN     1024x4096 + 4096 + 4096x1024 + 1024 = 8,393,728\n LN      2 x 2,048 = 4,096\n total   11,546,624",
      5, .outputProjectionMissing
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
