import Checking
import Testing

/// Parts of transformers against what the text, or the network that it names, says of them.
@Suite("Parts of transformers that their own text proves wrong")
struct PartsAgainstTheirTextTests {
  @Test func projectionsOfGroupedHeads() {
    let right = [
      "Llama-3-8B\nW_k = 4096 × 1024 = 4,194,304\nW_o = 4096 × 4096 = 16,777,216",
      "Llama-2-13B\nW_k = 5120 × 5120 = 26,214,400\nattn: 4 × 5120² = 104,857,600",
      "Mistral-7B\nQKV: 4096 × (4096 + 2 × 1024) = 25,165,824",
      "Mistral-7B\nWithout GQA, QKV would be 3 × 4096² = 50,331,648",
      "GPT-2 medium\nattn: 4 × 1024² + 4 × 1024 = 4,198,400\nattn QKV: 3 × 1024² = 3,145,728",
      "Llama-3-8B\nattn q and o: 2 × 4096² = 33,554,432",
    ]
    let wrong: [ShortTexts.Wrong] = [
      ("Llama-3-8B\nW_v = 4096 × 4096 = 16,777,216", 2, .kvHeadsIgnored),
      ("Llama-3-70B\nattn: 4 × 8192² = 268,435,456", 2, .kvHeadsIgnored),
      ("Mistral-7B\nQKV: 3 × 4096 × 4096 = 50,331,648", 2, .kvHeadsIgnored),
      ("Mistral-7B，每层\nQ、K、V、O: 4 × 4096² = 67,108,864", 2, .kvHeadsIgnored),
      ("d = 2048, 16 heads, 4 KV heads\nQKV: 3 × 2048 × 2048 = 12,582,912", 2, .kvHeadsIgnored),
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func bothMatricesOfUpdates() {
    let right = [
      "LoRA with r = 4 on a 1024 × 1024 matrix\n"
        + "A: 4 × 1024 = 4,096\n"
        + "B: 1024 × 4 = 4,096\n"
        + "A and B: 2 × 4 × 1024 = 8,192",
      "LoRA with r = 4 on a 1024 × 1024 matrix\nA and B each: 4 × 1024 = 4,096",
      "LoRA rank 4, 1024 × 1024\n"
        + "LoRA parameters per matrix: 4 × 1024 = 4,096\n"
        + "per projection: 2 × 4,096 = 8,192",
      "LoRA rank 4, 1024 × 1024\nMerging A and B costs 1024 × 4 × 1024 = 4,194,304 MACs in total",
      "LoRA: r=4, 两个投影 (1024×1024)\n每个低秩矩阵的LoRA参数: 4×1024 = 4096\n每层: 4×4096 = 16384",
      "LoRA rank 4 on 4 matrices of 1024 × 1024\n"
        + "trainable parameters of full fine-tuning: 4 × 1024 × 1024 = 4,194,304",
    ]
    let wrong: [ShortTexts.Wrong] = [
      ("LoRA with r = 4 on a 1024 × 1024 matrix\nA and B: 4 × 1024 = 4,096 parameters", 2, .partsOmitted),
      (
        "LoRA: 秩 r=4, 作用于 2 个 1024×1024 的投影\n每个投影的LoRA参数: 4×1024 = 4096\n每层: 2×4096 = 8192", 2,
        .partsOmitted
      ),
      ("LoRA rank 4, 1024 × 1024\nA and B together: 1024 × 4 × 1024 = 4,194,304", 2, .extraFactor),
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func biasesOfSeveralMatrices() {
    let right = [
      "d = 320\nQ, K, V: 3 × (320 × 320 + 320) = 308,160",
      "d = 320\nQ, K, V: 3 × 320 × 320 + 3 × 320 = 308,160",
      "d = 320\nQ, K, V, O: 4 × 320 × 320 + 320 = 409,920",
      "BERT-base\nQ, K, V, O without biases, one for the output only: 4 × 768 × 768 + 768 = 2,360,064",
      "d = 320, only V has a bias\nQ, K, V: 3 × 320 × 320 + 320 = 307,520",
    ]
    let wrong: [ShortTexts.Wrong] = [
      ("d = 320\nQ, K, V: 3 × 320 × 320 + 320 = 307,520", 2, .biasCountWrong),
      ("BERT-base\nQ, K, V, O: 4 × 768 × 768 + 768 = 2,360,064", 2, .biasCountWrong),
      ("d = 320\nK 和 V: 2 × 320 × 320 + 320 = 205,120", 2, .biasCountWrong),
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func scoresOfOneHead() {
    let right = [
      "n = 128, d = 320, 5 heads\n"
        + "per head QK^T: 128 × 128 × 64 = 1,048,576\n"
        + "QK^T, all heads: 128 × 128 × 320 = 5,242,880",
      "n = 128, d = 320, 5 heads\nQK^T per head: 128 × 128 × 320 / 5 = 1,048,576",
    ]
    let wrong: [ShortTexts.Wrong] = [
      ("n = 128, d = 320, 5 heads\nper head QK^T: 128 × 128 × 320 = 5,242,880", 2, .headsMultipliedAgain),
      ("n=128, d=320, 5个头\n每个头 QK^T: 2×128×128×320 = 10485760", 2, .headsMultipliedAgain),
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func parametersOfNorms() {
    let right = [
      "Llama-2-13B\nRMSNorm weights: 40 × 2 × 5120 + 5120 = 414,720",
      "Llama-2-13B\nRMSNorm per layer: 2 × 5120 = 10,240, in bf16 2 × 2 × 5120 = 20,480 bytes",
      "Llama-2-13B\nWith LayerNorm it would be 40 × 2 × 2 × 5120 + 2 × 5120 = 829,440",
      "d = 320, LayerNorm has gain and bias\nLN: 2·320 = 640\n2 LN per layer: 2·640 = 1,280",
      "d = 320, LayerNorm has gain and bias\n2 LN per layer: 2·320 = 640\nboth vectors: 2 × 640 = 1,280",
      "d = 320, RMSNorm without bias\n2 LN per layer: 2·320 = 640",
    ]
    let wrong: [ShortTexts.Wrong] = [
      ("Llama-2-13B\nnorms: 40 × 2 × 2 × 5120 + 2 × 5120 = 829,440", 2, .normCountWrong),
      ("Llama-2-13B\nRMSNorm per layer: 2 × 2 × 5120 = 20,480", 2, .normCountWrong),
      ("d = 320, LayerNorm has gain and bias\n2 LN per layer: 2·320 = 640", 2, .normCountWrong),
      ("每个 LayerNorm 有 γ 和 β\n两个 LN: 2×320 = 640", 2, .normCountWrong),
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func patchesAndPositions() {
    let right = [
      "ViT: (48/8)² = 36 patches, 37 with cls\npositions: 37 × 320 = 11,840",
      "ViT: 36 patches, 37 with cls\npositions of the patches: 36 × 320 = 11,520\nposition of cls: 320",
      "ViT without cls: 36 patches\npositions: 36 × 320 = 11,520",
      "ViT, 160 × 160\npatches per side: 160 / 32 = 5, tokens: 25 + 1 = 26",
      "A series of 160 steps\npatches: 160 / 32 = 5, sequence length 5 + 1 = 6",
      "ViT-B/32\npatch embedding: 32 × 32 × 3 × 768 = 2,359,296",
      "ViT-B/32\npatch embedding of a grey image: 32 × 32 × 768 = 786,432",
    ]
    let wrong: [ShortTexts.Wrong] = [
      ("ViT: (48/8)² = 36 patches, 37 with cls\npositions: 36 × 320 = 11,520", 2, .tokensMissing),
      ("ViT: 36 个 patch，加 cls 共 37\n位置编码: 36×320 = 11520", 2, .tokensMissing),
      ("ViT, images of 160 × 160\npatches: 160 / 32 = 5\nsequence length: 5 + 1 = 6", 3, .wrongModelFact),
      ("ViT-B/32\npatch embedding: 32 × 32 × 768 = 786,432", 2, .inputChannelsMissing),
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func namesOfExperts() {
    let right = [
      "Mixtral 8x22B: 141B parameters, not 8 × 22B = 176B",
      "Mixtral 8x22B\nNaively 8 × 22B = 176B parameters; the experts share the attention",
      "Eight copies of a 22B model: 8 × 22B = 176B parameters",
    ]
    let wrong: [ShortTexts.Wrong] = [
      ("Mixtral 8x22B\nTotal: 8 × 22B = 176B", 2, .networkTotalWrong),
      ("Mixtral 8x22B 总参数: 8 × 22B = 176B", 1, .networkTotalWrong),
      ("Mixtral 8x7B\nactive per token: 2 × 7B = 14B", 2, .networkTotalWrong),
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func sharedTables() {
    let right = [
      "embed 30000 × 640 = 19,200,000, tied with lm_head\ntotal: 19,200,000 + 40,000,000 = 59,200,000",
      "embed 30000 × 640 = 19,200,000, not tied with lm_head\n"
        + "total: 2 × 19,200,000 + 40,000,000 = 78,400,000",
      "embed 30000 × 640 = 19,200,000, tied with lm_head\n"
        + "FLOPs: 2 × 19,200,000 + 2 × 40,000,000 = 118,400,000",
      "embed 30000 × 640 = 19,200,000, tied with lm_head\n"
        + "without tying: 2 × 19,200,000 + 40,000,000 = 78,400,000",
    ]
    let wrong: [ShortTexts.Wrong] = [
      (
        "embed 30000 × 640 = 19,200,000, tied with lm_head\n"
          + "total: 2 × 19,200,000 + 40,000,000 = 78,400,000", 2,
        .embeddingOrHeadTwice
      )
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func sizesOfNetworks() {
    let right = [
      "GPT-3 has 96 heads, d_head = 128",
      "BERT-large: 24 layers, hidden 1024, 16 heads",
      "GPT-2: FFN 4 × 768 = 3072",
      "Llama-2-13B: the FFN would usually be 4 × 5120 = 20480",
      "GPT-2 small with the BERT tokenizer\ntoken embedding: 30522 × 768 = 23,440,896",
      "BERT-base\ntoken embedding: 30522 × 768 = 23,440,896",
    ]
    let wrong: [ShortTexts.Wrong] = [
      ("GPT-3 has 96 layers, 128 heads, d_head = 96", 1, .wrongModelFact),
      ("BERT-large: 24 layers, hidden 1024, 12 heads", 1, .wrongModelFact),
      ("Llama-2-13B: FFN 4 × 5120 = 20480", 1, .wrongModelFact),
      ("GPT-2 medium\ntoken embedding: 30522 × 1024 = 31,254,528", 2, .dimensionLeftFromOtherModel),
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
