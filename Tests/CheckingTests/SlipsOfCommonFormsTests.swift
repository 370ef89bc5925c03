import Checking
import Testing

/// Slips that stand a line away from what proves them, or in another form than the usual one, and the right texts beside them.
@Suite("Slips in common forms")
struct SlipsOfCommonFormsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("ResNet-50: 4.1 GMACs, i.e. about 2.05 GFLOPs", 1, .macFlopRatioReversed),
    ("The input has 49,152 B (48.0 MB)", 1, .prefixSlip),
    ("The chip: 275 TFLOPS = 2.75e13 FLOPS", 1, .powerOfTenSlip),
    ("13B in int4: 13 GB", 1, .bytesPerValueWrong),
    ("13B模型int4量化后约3.25GB", 1, .bytesPerValueWrong),
    ("13B model, fp16 weights: 13e9 × 2 bytes = 26 GB\nint8: 13 GB, int4: 3.25 GB", 2, .bytesPerValueWrong),
    (
      "| What | Bytes/param | 13B |\n|---|---|---|\n| fp16 weights | 2 | 26 GB |\n| Adam m and v (fp32) | 4 | 52 GB |",
      4, .bytesPerValueWrong
    ),
    ("AdamW stores m and v in fp32, that is 4 bytes per parameter", 1, .bytesPerValueWrong),
    ("Adam states (fp32): 13B × 4 bytes = 52 GB", 1, .bytesPerValueWrong),
    ("KV cache, FP16: 2 × 40 × 40 × 128 × 2048 × 4 = 3,355,443,200 bytes", 1, .bytesPerValueWrong),
    (
      "forward: 2 × 3B = 6 GFLOPs per token\nbackward: same as forward = 6 GFLOPs per token", 2,
      .backwardFactorWrong
    ),
    (
      "| Forward | 2 × 2e9 × 40e9 | 1.6e20 |\n| Backward | 2 × 2e9 × 40e9 | 1.6e20 |", 2, .backwardFactorWrong
    ),
    ("One forward pass takes 5 GFLOPs.\nforward+backward: ×2 = 10 GFLOPs", 2, .backwardFactorWrong),
    ("A GRU runs over 40 time steps, so 40 × 24,960 = 998,400 parameters", 1, .timestepsMultiplied),
    (
      "3x3 conv, 32 -> 32, per-image 57.8 MFLOPs; batch of 16 gives 57.8/16 = 3.6 MFLOPs per image", 1,
      .batchDividesWork
    ),
    ("64 MFLOPs per image, 4 MFLOPs per image in a batch of 16", 1, .batchDividesWork),
    ("Conv 3x3, 16->32, no bias: 4608\nBatchNorm: 32 (gamma, beta)", 2, .normCountWrong),
    ("QKV: 6bsh²\nQK^T: 2bs²h\nAV: 2bs²h\nout: 2bsh²\ntotal 8bsh² + 2bs²h", 5, .symbolicTermsDoNotAddUp),
    (
      "QKV: 6.4 GFLOPs\nQK^T: 2 × 1024² × 1024 = 2.1 GFLOPs\noutput: 2.1 GFLOPs\ntotal: 10.6 GFLOPs", 4,
      .oneOfTwoAttentionProducts
    ),
    ("6 × 13e9 × 1e12 = 7.8e22 FLOPs\none A100 at 312 TFLOPS: about 79 years", 2, .durationWrong),
    ("one A100 GPU: 7.9 years; 64 A100 GPUs: 4.5 days", 1, .durationWrong),
    ("nn.LSTM(64, 96, num_layers=2): 2 * 4 * (64*96 + 96*96 + 96 + 96) = 124416", 1, .allBlocksTakenSame),
    ("Llama-3-8B V: 4096 × 4096 = 16.8M", 1, .kvHeadsIgnored),
    ("BERT-base FeedForward: 12 * (768 * 3072) = 28311552", 1, .ffnMatrixMissing),
  ]

  private static let right = [
    "ResNet-50: 4.1 GMACs, i.e. about 8.2 GFLOPs",
    "4.1 GMACs, i.e. about 2.05 GFLOPs saved by pruning",
    "Adam states (fp32): 13B × 4 bytes = 52 GB for m",
    "A GRU runs over 40 time steps, so 40 × 24,960 = 998,400 weights are read",
    "The input has 49,152 B (48.0 KB)",
    "The chip: 275 TFLOPS = 2.75e14 FLOPS",
    "13B in int4: 6.5 GB",
    "13B模型int4量化后约6.5GB",
    "13B model, fp16 weights: 13e9 × 2 bytes = 26 GB\nint8: 13 GB, int4: 6.5 GB",
    "| What | Bytes/param | 13B |\n|---|---|---|\n| fp16 weights | 2 | 26 GB |\n| Adam m and v (fp32) | 8 | 104 GB |",
    "| What | Bytes/param |\n|---|---|\n| Adam m and v (fp32), each | 4 |",
    "AdamW stores m and v in fp32, that is 4 bytes per parameter each",
    "AdamW stores m and v in bf16, that is 4 bytes per parameter",
    "KV cache, FP16: 2 × 40 × 40 × 128 × 2048 × 2 = 1,677,721,600 bytes",
    "KV cache, FP16, batch 4: 2 × 2 × 40 × 40 × 128 × 2048 × 4 = 6,710,886,400 bytes",
    "forward: 2 × 3B = 6 GFLOPs per token\nbackward: same as forward, ×2 = 12 GFLOPs per token",
    "| Forward | 2 × 2e9 × 40e9 | 1.6e20 |\n| Backward | 4 × 2e9 × 40e9 | 3.2e20 |",
    "One forward pass takes 5 GFLOPs.\nforward+backward: ×3 = 15 GFLOPs",
    "A GRU runs over 40 time steps, so 40 × 24,960 = 998,400 multiply-adds",
    "64 MFLOPs per image, 1.02 GFLOPs for a batch of 16",
    "Conv 3x3, 16->32, no bias: 4608\nBatchNorm: 64 (gamma, beta)",
    "Conv 3x3, 64->32, no bias: 18432\nBatchNorm: 64 (gamma, beta)",
    "QKV: 6bsh²\nQK^T: 2bs²h\nAV: 2bs²h\nout: 2bsh²\ntotal 8bsh² + 4bs²h\nMLP: 16bsh²\ntotal per layer: 24bsh² + 4bs²h",
    "QKV: 6.4 GFLOPs\nQK^T: 2 × 1024² × 1024 = 2.1 GFLOPs\nsoftmax·V: 2.1 GFLOPs\noutput: 2.1 GFLOPs\ntotal: 12.7 GFLOPs",
    "6 × 13e9 × 1e12 = 7.8e22 FLOPs\none A100 at 312 TFLOPS: about 7.9 years",
    "one A100 GPU: 7.9 years; 64 A100 GPUs: 45 days",
    "nn.LSTM(64, 96, num_layers=2): 4 * (64*96 + 96*96 + 96 + 96) + 4 * (96*96 + 96*96 + 96 + 96) = 136704",
    "nn.LSTM(64, 96, bidirectional=True): 2 * 4 * (64*96 + 96*96 + 96 + 96) = 124416",
    "Llama-3-8B V: 4096 × 1024 = 4.2M",
    "Llama-2-7B V: 4096 × 4096 = 16.8M",
    "BERT-base FeedForward: 12 * (2 * 768 * 3072) = 56623104",
    "BERT-base FFN, up matrix: 12 * (768 * 3072) = 28311552",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("are not seen in right texts") func silent() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
