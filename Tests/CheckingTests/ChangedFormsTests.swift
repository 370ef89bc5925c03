import Checking
import Testing

/// Networks that a text changes before it gives their numbers, inputs of another size, and blocks of other things.
@Suite("Changed networks, other inputs, other blocks")
struct ChangedFormsTests {
  @Test("A right text raises nothing", arguments: right)
  func isRight(_ text: String) { #expect(ShortTexts.alarms(in: [text]) == []) }

  @Test("A wrong text like it is found under its name", arguments: wrong.indices)
  func isFound(_ index: Int) { #expect(ShortTexts.unfound(in: [ChangedFormsTests.wrong[index]]) == []) }

  static let right = blocks + inputs + changes + layers

  static let blocks = [
    "ResNet-101 在 512 块 V100 上训练。", "Llama 2 70B 的权重 138 GB，要用 2 块 80GB 的 H100。", "ViT-L/16 把图像切成 196 块。",
    "ViT-B/32 cuts an image into 49 blocks of 32×32 pixels.",
    "The cache of Llama 2 13B is kept in 64 blocks of 16 tokens.",
    "For conv1 of ResNet-18 the kernel is launched with 6272 blocks of 128 threads.",
    "DenseNet-169 has 4 dense blocks.", "U-Net 的编码器有 4 个块。",
    "ResNet-34: 3 blocks have a projection, 13 blocks have none.",
    "GPT-2, cut to 6 blocks: 6 × 7,087,872 = 42,527,232",
    "# A small GPT-2: 6 layers, d = 384, 6 heads\n\n- 6 blocks: 6 × 1,774,464 = 10,646,784",
    "VGG-19 has 5 conv blocks.", "VGG-19 有 5 个卷积块。",
  ]

  static let inputs = [
    "ResNet-18 at 288²: 3.0 GMACs.", "ResNet-50 (320²) costs 8.34 GMACs.",
    "ResNet-50 with input 320: 8.34 GMACs.",
    "ResNet-50 输入 320 时乘加 83.4 亿。", "Swin-T at 384: 13.6 GMACs.", "Swin-T/384 costs 13.6 GMACs.",
    "ViT-B/16↑384 costs 55.5 GMACs.",
  ]

  static let changes = [
    "GPT-2 with a vocabulary of 21,128 has 102.1M parameters.",
    "Llama 2 7B, extended to a vocabulary of 49,953, has 6.89B parameters.",
    "BERT-base with 6 layers has 66M parameters.", "ViT-B/16 with 8 layers has 58.2M parameters.",
    "Llama 2 7B 取前 8 层：8×202383360 = 1619066880。",
    "Llama 2 7B generates a token with 13.5 GFLOPs and prefill of 2000 tokens takes 27 TFLOPs.",
  ]

  static let layers = [
    "The same as [`fc`](#fc:-fully-connected-layer,-256-→-1,000): 257,000 parameters.",
    "For a batch of 4, conv1 of ResNet-18 needs 4 × 118,013,952 = 472,055,808 MACs.",
    "ResNet-34，batch 为 4：conv1 的乘加为 4×118013952 = 472055808。",
    "# ResNet-18, batch of 4\n\n| layer | output | MACs for 4 images |\n|---|---|---|\n| conv1 | 112×112 | 472,055,808 |",
    "ResNet-34 with stride 1 in conv1 (nothing else changes)\n\n| layer | params | MACs |\n|---|---|---|\n| conv1 | 9,408 | 472,055,808 |",
    "VGG-11 on grayscale images\n\n| layer | params | MACs |\n|---|---|---|\n| conv1_1 | 640 | 28,901,376 |",
    "ResNet-34 with one input channel.\n\nconv1: 7·7·1·64 = 3,136 parameters",
  ]

  static let wrong: [ShortTexts.Wrong] = [
    ("ResNet-101 has 54 residual blocks.", 1, .blockCountWrong),
    ("ResNet-50 has 18 blocks.", 1, .blockCountWrong),
    ("ResNet-101 有 54 个残差块。", 1, .blockCountWrong), ("VGG-19 有 15 个卷积层。", 1, .layerCountWrong),
    ("ResNet-50 at 288²: 4.1 GFLOPs, 8.9 GMACs.", 1, .networkTotalWrong),
    ("ResNet-50 with input 320: 9.34 GMACs.", 1, .networkTotalWrong),
    ("BERT-base has 16 layers.", 1, .wrongModelFact),
    ("Llama 2 7B with a hidden size of 4,906 has 6.74B parameters.", 1, .wrongModelFact),
    ("conv1 of ResNet-18 needs 472,055,808 MACs.", 1, .inputSizeForOutputSize),
    ("conv1 of ResNet-34: 7·7·64 = 3,136 parameters", 1, .inputChannelsMissing),
  ]
}
