import Checking
import Testing

/// What words say of a network, a device or a run, against what is known of it.
@Suite("Caches, widths, peaks and utilisation in words")
struct NetworkWordsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("Llama-2-7B 的 KV cache：每 token 32×4096×2 = 262,144 字节。", 1, .partsOmitted),
    ("The KV cache of Llama-2-7B takes 32×32×128×2 = 262,144 bytes a token.", 1, .partsOmitted),
    ("H100 SXM: 1979 TFLOPS dense BF16", 1, .sparsePeakUsed),
    ("A100: 624 TFLOPS BF16 (dense)", 1, .sparsePeakUsed),
    ("BERT-base 共 12 层，1024 维。", 1, .wrongModelFact),
    ("6.2e10 FLOPs at 2 TFLOP/s peak and 20 % utilisation take 0.031 s", 1, .durationWrong),
  ]

  private static let right = [
    "GPT-2 最大的一种有 48 层、1600 维", "GPT-2 系列：1024 维的有 24 层",
    "The KV cache of Llama-2-7B takes 2×32×4096×2 = 524,288 bytes a token.",
    "Llama-2-7B, keys only: 32×4096×2 = 262,144 bytes of the KV cache",
    "Llama-2-7B KV cache in FP8: 32×4096×2 = 262,144 bytes a token",
    "Llama-2-7B 的 KV cache（INT8）：每 token 2×32×4096 = 262,144 字节",
    "Llama-2-7B 的 KV cache:每 token 2×32×4096×2 = 524,288 字节。",
    "Llama-3-8B KV cache per token: 2 × 32 × 8 × 128 × 2 = 131,072 bytes",
    "H100 SXM: 989 TFLOPS dense BF16, 1979 TFLOPS with sparsity",
    "H100 SXM: 1979 TFLOPS dense FP8",
    "A100: 624 TFLOPS BF16 sparse, 312 dense",
    "A100 624 TOPS INT8 (dense)",
    "H100: dense BF16 is half of 1979 TFLOPS",
    "BERT-base 有 12 层、768 维、12 个头。",
    "BERT-large 有 24 层、1024 维、16 个头。",
    "BERT-base 的前馈层为 3072 维，每头 64 维",
    "BERT-base 把 768 维映射到 1024 维",
    "BERT-base 比 BERT-large 的 1024 维小",
    "GPT-2 为 768 维，上下文 1024",
    "8.45e10 FLOPs at 1 TFLOP/s peak and 10 % utilisation take 0.845 s",
    "8.45e10 FLOPs at 1 TFLOP/s take 0.0845 s",
    "8.45e10 FLOPs at 1 TFLOP/s take 0.0845 s at best, at 10 % utilisation 0.845 s",
    "312 TFLOP/s 的 40% 利用率，6.3e20 FLOPs 需 58 天",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
