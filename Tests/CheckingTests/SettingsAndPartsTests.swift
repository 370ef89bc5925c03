import Checking
import Testing

/// Sums and products of a decoder against what the text states of it before.
@Suite("Settings and the parts below them")
struct SettingsAndPartsTests {
  private static let head = "d_model = 640, 10 layers, 10 heads, vocabulary 9000, FFN width 1920.\n"
  private static let settings = "隐藏维度 d = 640，层数 L = 10，头数 10，词表 9000，FFN 隐藏维度 1920。\n"
  private static let parts =
    "Token embedding: 9000*640 = 5760000\nAttention (Q, K, V, O): 4*640*640 = 1638400\n"
    + "FFN (two matrices): 2*640*1920 = 2457600\nPer layer: 1638400 + 2457600 = 4096000\n"
    + "10 layers: 10*4096000 = 40960000\n"

  private static let right = [
    head + parts + "The head is tied (tied weights).\nTotal: 5760000 + 40960000 = 46720000",
    head + parts + "Total without embeddings: 10*4096000 = 40960000",
    head + "The output head is not tied to the embedding.\n" + parts
      + "Output head: 640*9000 = 5760000\nTotal: 5760000 + 40960000 + 5760000 = 52480000",
    head + "KV cache per token in fp16: 2*10*640*2 = 25600 bytes",
    head + "KV cache per token and per layer in fp16: 2*640*2 = 2560 bytes",
    head + "Keys only, KV cache per token in fp16: 10*640*2 = 12800 bytes",
    head
      + "All linear layers in the blocks have biases.\nAttention (Q, K, V, O): 4*640*640 + 4*640 = 1640960",
    head + "Each layer has two RMSNorms (gain only).\nTwo RMSNorms: 2*640 = 1280",
    head + "Embedding LayerNorm: 2*640 = 1280\nAttention (Q, K, V, O): 4*640*640 = 1638400\n"
      + "FFN (two matrices): 2*640*1920 = 2457600\nTwo LayerNorms: 2*2*640 = 2560\n"
      + "Per layer: 1638400 + 2457600 + 2560 = 4098560",
    settings + "KV 缓存每 token（fp16）：2 × 10 × 640 × 2 = 25600 字节",
    "On 4 A100s (312 TFLOPS peak each) at 40% MFU that is 4e17 / (4×312e12×0.4) = 801 s.",
    "Training on 5B tokens takes 6×46720000×5e9 = 1.402e18 FLOPs.",
    "Scoring 5B tokens with a trained model takes 2×46720000×5e9 = 4.672e17 FLOPs.",
    "In bf16 the weights take 46720000×2 = 93440000 bytes.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (head + parts + "Total: 5760000 + 4096000 = 9856000", 7, .layerCountWrong),
    (
      head + parts + "Position embedding: 512*640 = 327680\nTotal: 5760000 + 40960000 = 46720000", 8,
      .partsOmitted
    ),
    (
      head + "Attention (Q, K, V, O): 4*640*640 = 1638400\nFFN (two matrices): 2*640*1920 = 2457600\n"
        + "Two LayerNorms: 2*2*640 = 2560\nPer layer: 1638400 + 2560 = 1640960", 5, .partsOmitted
    ),
    (
      head + "The output head is not tied to the embedding.\n" + parts
        + "Total: 5760000 + 40960000 = 46720000", 8,
      .embeddingOrHeadTwice
    ),
    (
      head + "The output head shares the embedding (tied weights).\n" + parts
        + "Output head: 640*9000 = 5760000\nTotal: 5760000 + 40960000 + 5760000 = 52480000", 9,
      .embeddingOrHeadTwice
    ),
    (head + "KV cache per token in fp16: 10*640*2 = 12800 bytes", 2, .partsOmitted),
    (head + "KV cache per token in fp16: 2*640*2 = 2560 bytes", 2, .layerCountWrong),
    (settings + "每个 token 的 KV 缓存（fp16）：2 × 10 × 640 × 4 = 51200 字节", 2, .bytesPerValueWrong),
    (head + "FFN (two matrices): 2*640*640 = 819200", 2, .dimensionLeftFromOtherModel),
    (settings + "前馈网络（两个矩阵）：3 × 640 × 1920 = 3686400", 2, .ffnMatrixMissing),
    (
      head
        + "All linear layers in the blocks have biases.\nAttention (Q, K, V, O): 4*640*640 + 640 = 1639040",
      3,
      .biasCountWrong
    ),
    (
      head + "Each layer has two LayerNorms (weight and bias).\nTwo LayerNorms: 2*640 = 1280", 3,
      .normCountWrong
    ),
    ("On 4 A100s (312 TFLOPS peak each) at 40% MFU that is 4e17 / (4×312e12) = 320.5 s.", 1, .durationWrong),
    ("Training on 5B tokens takes 2×46720000×5e9 = 4.672e17 FLOPs.", 1, .trainingFactorWrong),
    ("在 50 亿 token 上训练需要 2×46720000×5e9 = 4.672e17 FLOPs。", 1, .trainingFactorWrong),
    ("Forward FLOPs per token: 6*46720000 = 280320000", 1, .aboveTwoPerParameter),
    ("In bf16 the weights take 46720000×4 = 186880000 bytes.", 1, .bytesPerValueWrong),
  ]

  @Test func whatFollowsFromTheSettingsIsRight() { #expect(ShortTexts.alarms(in: Self.right).isEmpty) }

  @Test func whatDoesNotFollowIsFound() { #expect(ShortTexts.unfound(in: Self.wrong).isEmpty) }
}
