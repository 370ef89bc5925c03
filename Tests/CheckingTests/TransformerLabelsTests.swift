import Testing

@testable import Checking

/// Parts of transformers by their labels, work for each token, and multiply-adds under the name of both operations.
@Suite struct TransformerLabelsTests {
  @Test func aLabelWithTheOutputProjectionHasFourMatrices() {
    let right = [
      "BERT-base的多头注意力(含输出投影): 4 × 768 × 768 = 2,359,296",
      "BERT-base的Q、K、V投影(不含输出投影): 3 × 768 × 768 = 1,769,472",
      "8 heads: 512/8 = 64, Q, K and V: 3 × 512² = 786,432",
      "attention without the output projection: 3 × 512 × 512 = 786,432",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("BERT-large的多头注意力(含输出投影): 3 × 1024 × 1024 = 3,145,728", 1, .outputProjectionMissing),
      ("12 heads: 768/12 = 64, Q, K, V and output: 3 × 768² = 1,769,472", 1, .outputProjectionMissing),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func aFeedForwardLayerHasTwoMatrices() {
    let right = [
      "BERT-base FFN: 2 × 768 × 3072 = 4,718,592", "BERT-base FFN up: 768 × 3072 = 2,359,296",
      "BERT-base FFN: 768 × 3072 = 2,359,296 for each matrix",
      "BERT-base FFN: 768 × 3072 = 2,359,296\ntwice that is 4,718,592",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("BERT-large FFN layer: 1024 × 4096 = 4,194,304", 1, .ffnMatrixMissing),
      ("BERT-large 的前馈网络：1024×4096 = 4,194,304", 1, .ffnMatrixMissing),
      ("BERT-large每层的前馈网络: 1024 × 4096 + 4096 = 4,198,400", 1, .ffnMatrixMissing),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func aTokenOfInferenceTakesTwoPerParameter() {
    let right = [
      "Llama-2-7B: 13.5 GFLOPs per generated token", "Llama-2-7B needs ~40 GFLOPs per token in training",
      "Inference with GPT-3: 2 × 175 × 10⁹ = 3.5 × 10¹¹ FLOPs per generated token",
      "GPT-3 175B needs about 350 GFLOPs per token at inference",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("Llama-2-7B takes 41 GFLOPs per token at inference", 1, .aboveTwoPerParameter),
      ("GPT-3 175B takes about 1050 GFLOPs per token at inference", 1, .aboveTwoPerParameter),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func vocabulariesBelongToTheirFamilies() {
    let right = [
      "Llama-2-7B: vocab × d = 32000 × 4096 = 131M",
      "Llama-2-7B with the Llama-3 tokenizer: vocab × d = 128256 × 4096 = 525M",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("Llama-2-7B: vocab × d = 50257 × 4096 = 206M", 1, .dimensionLeftFromOtherModel)
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func bothOperationsAreTwoForAMultiplyAdd() {
    let right = [
      "MACs: 9,437,184\nFLOPs: 18,874,368 (multiply and add counted separately)",
      "It needs 9,437,184 multiply-adds, which is 18.9 MFLOPs when both are counted.",
      "FLOPs (multiplications + additions): 2 × 3 × 3 × 32 × 32 × 32 × 32 = 18,874,368",
      "1 MAC = 1 multiplication + 1 addition = 2 FLOPs", "ResNet-50 with 4.1 GMACs has 8.2 GFLOPs",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (
        "**MACs:** 9,216 × 1,024 = 9,437,184.\n**FLOPs** (multiply and add counted separately): 9,437,184", 2,
        .macCalledFlop
      ),
      ("FLOPs (multiplications + additions): 3 × 3 × 32 × 32 × 32 × 32 = 9,437,184", 1, .macCalledFlop),
      ("1 FLOP = 1 multiplication + 1 addition = 2 MACs", 1, .macFlopRatioReversed),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func bothProductsOfAttentionInBrackets() {
    let right = ["注意力: 2×256×256×512=67,108,864次乘加 (QK^T和AV)", "注意力: 256×256×512=33,554,432次乘加 (QK^T)"]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("注意力: 256×256×512=33,554,432次乘加 (QK^T和AV)", 1, .oneOfTwoAttentionProducts)
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
