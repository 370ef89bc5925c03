import Testing

@testable import Checking

/// What is compared with a network of the catalogue, and what is not: its relatives, its parts, the maps inside of it, what
/// is built on it or called after it, and what a text denies.
@Suite("Known networks")
struct KnownNetworkTests {
  static func errors(_ text: String) -> [Mistake] {
    Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }.map { $0.mistake }
  }

  // MARK: - Relatives

  static let families = [
    "Swin: T 28M, S 50M, B 88M parameters", "Swin-T 28M, S 50M, B 88M, L 197M parameters",
    "T5: small 60M, base 220M, large 770M parameters", "ViT-B/16 86.6M, L/16 304M parameters",
    "DeiT: tiny 5.7M, small 22M, base 86M parameters", "ResNet-18: 11.7M, 34: 21.8M, 50: 25.6M parameters",
    "DenseNet: 121 has 8.0M, 169 has 14.1M, 201 has 20.0M parameters",
    "GPT-2: small 124M, medium 355M, large 774M, XL 1.56B parameters",
    "EfficientNet-B0: 5.3M parameters, 0.39 GFLOPs; B4: 19M parameters, 4.2 GFLOPs",
    "EfficientNet：B0 530 万，B3 1200 万，B7 6600 万参数", "BERT-base 有 1.1 亿参数,large 有 3.4 亿参数",
    "Whisper 的参数量:tiny 39M,base 74M,small 244M,medium 769M,large 1550M。",
    "<p>MobileNetV3: large 5.5M, small 2.5M parameters</p>",
    "GPT-2 comes with 12 layers (124M), 24 layers (355M) and 48 layers (1.56B)",
    "GPT-2 有 12 层(124M)、24 层(355M)和 48 层(1.56B)三种。",
    "Qwen2.5-0.5B: 24 layers; Qwen2.5-14B: 48 layers.", "Pythia-410M: 24 layers; Pythia 6.9B: 32 layers.",
    "ResNet-20 有 9 个 block,0.27M 参数;ResNet-18 有 8 个 block,11.7M 参数。",
    "WRN-40-4 has 8.9M params, Wide ResNet-50-2 68.9M.",
  ]

  // MARK: - Maps and parts

  static let parts = [
    "ResNet-34, conv 128→128 at 28×28: 115,605,504 MACs.",
    "VGG-16 的 conv3_1:128→256,56×56 上 924,844,032 次乘加。",
    "MobileNetV2 expands 24 → 144 on 56×56, 24·144·56·56 = 10,838,016 MACs.",
    "DenseNet-121: transition 2 (512→256 on 28×28) takes 102,760,448 MACs.",
    #"ResNet-18: the $3\times3$ convolutions at $28\times28$ take 115.6 M MACs each."#,
    "<p>ResNet-18: the 3&times;3 layers on 14&times;14 maps take 115.6 M MACs each.</p>",
    "ViT-L/16 attention blocks: 100.7 M parameters; MLP blocks: 201.4 M parameters.",
    "ViT-B/16 的 MLP 共 56.6 M 参数，注意力 28.3 M 参数。", "Whisper base 的编码器有 20.6 M 参数,解码器 52.0 M 参数。",
    "Whisper-small encoder: 88 M parameters; decoder 154 M parameters.",
    "ResNet-50's 1×1 kernels: 2.0 GMACs; its 3×3 kernels: 1.85 GMACs.",
    "CLIP ViT-L/14: vision tower 304 M, text tower 123 M parameters.",
    "Swin-T\nMLP: 96·384 + 384 + 384·96 + 96 = 74,208", "DeepSeek-V3: 3 dense layers and 58 MoE layers.",
  ]

  // MARK: - Other networks

  static let others = [
    "TSM ResNet-50, 8 frames: 33 GMACs, 24.3M params.", "Two-stream ResNet-18: 23.4M parameters",
    "ResNet-50 on 16 frames: 65.4 GMACs", "ResNet-50 + CBAM: 28.1M parameters", "U-Net++: 36.6M params",
    "DeepLabV3 + ResNet-101: 61.0M parameters", "Faster R-CNN (ResNet-50): 41.8M parameters",
    "MobileNetV2 SSDLite: 4.3M params, 0.8B MAdds", "MobileNetV3-Large 1.25×: 7.5M params, 356M.",
    "Stable Diffusion's U-Net: 860M parameters", "# Stable Diffusion\nU-Net 860M, VAE 84M params",
    "SD 1.5 U-Net: 25 blocks in three groups.", "A toy GPT-2 with 4 layers, 4 heads and d = 128.",
    "Our GPT-2-like model: 6 layers, 6 heads, d = 384.", "BERT 风格的编码器:6 层、8 个头。",
    "Halving BERT-base to 6 layers gives DistilBERT.", "Baby GPT-2 has 6 layers.", "bert-base 中文的词表为 21128。",
    "GPT-2 with 6 layers, 8 heads and a vocabulary of 8,000", "Alpaca-zh (LLaMA-7B, vocab 49954)",
    "ResNet-50 conv2_x 有 3 个块,conv3_x 4 个块。", "ResNet-101 conv4_x has 23 blocks, conv5_x 3.",
    "DiT-XL/2 has 28 blocks, ViT-B/16 12 blocks.", "ViT-B/16 has 12 blocks, DeiT-III-L 24 blocks.",
    "Darknet-53: 1+2+8+8+4 = 23 residual blocks. ResNet-152 has 50 blocks.",
    "ResNet-50 at 320: 8.3 GMACs", "ResNet-50 分辨率 448 时 16.4 GMACs",
    "# ResNet-50 at 320\nconv1: 7×7×3×64×160×160 = 240,844,800 MACs.",
    "Had ResNet-50 no stride, conv1 would take 7×7×3×64×224² = 472.1M MACs.",
  ]

  // MARK: - Coefficients

  static let coefficients = [
    "BERT-base has 12 heads; the weights of a layer are 12·768² = 7,077,888.",
    "BERT-base 有 12 个头;每层权重 12·768² = 7,077,888。",
    "DeiT-Tiny: 3 heads, d = 192. Q, K and V: 3·192² = 110,592.",
    "T5-small has 8 heads. A decoder layer's two attentions: 8·512² = 2,097,152.",
    "BERT-base, 512 tokens: all weights once per token: 2·85·10⁶·512 = 87·10⁹.",
    "GPT-2, 1024 tokens: weights cost 2·124·10^6·1024 = 254·10^9 FLOPs in all.",
    "Llama-3-8B: q 4096·4096 = 16.8M, k,v 2·4096·1024 = 8.4M",
    "Mistral 7B: q: 4096·4096 = 16.8M, k, v: 2·4096·1024 = 8.4M, o: 4096·4096 = 16.8M",
  ]

  // MARK: - What a text does not say itself

  static let denied = [
    "ResNet-50 does not have 50 M parameters, but 25.6 M.", "VGG-16 的参数量不是 238 M,而是 138 M。",
    "<p>VGG-16 doesn't need 30.9 GMACs, it needs 15.5 GMACs.</p>",
    "True or false: VGG-16 has 60 M parameters.",
    "Does BERT-base have 24 layers? No, 12.", "Many believe that VGG-16 has 238 M parameters.",
    #"$5\cdot5\cdot3\cdot32=4200$ is wrong, 2,400 is right."#, "判断对错:3×3×64×64 = 38,664。错,应为 36,864。",
    "<p>True or false: 3&times;3&times;64 = 567. False, it is 576.</p>",
    "How many parameters has ResNet-50? (A) 11.7M (B) 25.6M (C) 44.5M",
  ]

  @Test(
    "What is said of something else is not compared",
    arguments: families + parts + others + coefficients + denied)
  func leavesAlone(_ text: String) {
    #expect(Self.errors(text).isEmpty)
  }

  static let wrong: [(text: String, mistake: Mistake)] = [
    ("So ResNet-50 needs 5.1 GMACs.", .networkTotalWrong), ("ResNet-50 需要 5.1 GMACs。", .networkTotalWrong),
    ("The whole of VGG-16 comes to 158 M parameters.", .networkTotalWrong),
    ("According to torchvision, ResNet-50 counts 26.6 M parameters.", .networkTotalWrong),
    ("ResNet-50 at 448: 20.4 GMACs.", .networkTotalWrong), ("MobileNetV2 只有 4.5 M 参数。", .networkTotalWrong),
    ("# ResNet-18\nTotal: 12.7 M parameters", .networkTotalWrong),
    ("# ResNet-18\n总参数量:1270 万", .networkTotalWrong),
    ("VGG-16 is much larger with its 158M parameters.", .networkTotalWrong),
    ("ResNet-50 processes a 224x224 image with 5.1 GMACs.", .networkTotalWrong),
    ("BERT-base has 16 layers.", .wrongModelFact), ("Qwen2.5-7B has 32 layers.", .wrongModelFact),
    ("ResNet-101 has 34 blocks.", .blockCountWrong), ("ResNet-50 has 43 convolutions.", .layerCountWrong),
    ("BERT-base attention with 12 heads: 12·768² = 7,077,888 weights.", .headsMultipliedAgain),
    ("BERT-base on 512 tokens: Q projection 512·768·768 = 301,989,888 weights.", .weightsCountedPerPosition),
    ("Llama-3-8B: keys 4096·4096 = 16.8M parameters", .kvHeadsIgnored),
    ("First conv of ResNet-18: 7×7×3×64×224×224 = 472,055,808 MACs.", .inputSizeForOutputSize),
    ("ResNet-101 conv4_x has 22 blocks.", .blockCountWrong),
    ("ResNet-50: 25.6M params, 8.2 GMACs.", .networkTotalWrong),
    ("conv1 of ResNet-50: 7×7×3×64×224×224 = 472,055,808 MACs.", .inputSizeForOutputSize),
  ]

  @Test("What is said of the network is", arguments: wrong)
  func finds(_ text: String, _ mistake: Mistake) {
    #expect(Self.errors(text).contains(mistake))
  }
}
