import Checking
import Testing

/// Products, sizes and prefixes that words make.
@Suite("Products in words")
struct ProductsInWordsTests {
  private static let right = [
    "conv3_x: 8 layers of 115.6M MACs → 925 MMACs.",
    "24 layers of 12.6M = 302M parameters.",
    "12 blocks of 7.08M: 85.0M, with the embeddings 124M",
    "16 bytes/param; 3B -> 48 GB",
    "2 bytes per parameter: 7B → 14 GB, 70B → 140 GB",
    "每参数 16 字节，13B → 208 GB",
    "20 tokens per parameter, 7B → 140B tokens.",
    "2·28²·9·128·128 = 231,211,008 → 231 MFLOPs; there are 8 of these: 1,850 MFLOPs",
    "A checkpoint takes 26.1 MB, 10 of them 261 MB; 96 of them 2.5 GB.",
    "4 bytes per parameter, 6.7B → 27 GB on disk, 16 bytes per parameter, 6.7B → 107 GB",
    "42.9 GB = 40 GiB.", "40 GiB is 42.9 GB.", "40 GB HBM = 37.3 GiB, so 30 GiB of weights leave 7.3 GiB.",
    "24 GB 显存即 22.4 GiB。",
    "conv1 of ResNet: 7·7·3·64 = 9,408 weights and 9,408 · 112 · 112 = 118M MACs (output 112×112).",
    "1,000 days on one GPU, so 8 GPUs need 125 days.",
    "1,000 days on one GPU at 30 %, so with 60 % 8 GPUs need 62.5 days.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("conv3_x: 8 layers of 115.6M MACs → 925 GMACs.", 1, .prefixSlip),
    ("24 layers of 12.6M = 302K parameters.", 1, .prefixSlip),
    ("24 层，每层 12.6M，共 302K", 1, .prefixSlip),
    ("16 bytes/param; 3B -> 48 MB", 1, .prefixSlip),
    ("每参数 16 字节，13B → 208 MB", 1, .prefixSlip),
    ("20 tokens per parameter, 7B → 1.4T tokens.", 1, .powerOfTenSlip),
    (
      "2·28²·9·128·128 = 231,211,008 → 231 MFLOPs; there are 8 of these: 1,850 GFLOPs", 1, .prefixSlip
    ),
    ("40 GB of memory are 42.9 GiB.", 1, .binaryDecimalPrefixMixed),
    ("40 GiB is 37.3 GB.", 1, .binaryDecimalPrefixMixed),
    ("24 GB 显存即 25.8 GiB。", 1, .binaryDecimalPrefixMixed),
    (
      "A conv: 7·7·3·64 = 9,408 weights; 9,408·224·224 = 472M MACs, its output is 112×112×64.", 1,
      .inputSizeForOutputSize
    ),
    ("1,000 days on one GPU, so 8 GPUs need 12.5 days.", 1, .durationWrong),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
