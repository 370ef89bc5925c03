import Testing

@testable import Checking

/// Totals of labelled lines above that do not repeat their addends, in numbers and in letters.
@Suite struct SumsUnderLabelsTests {
  @Test func aTotalHasTheDigitsOfTheResultsAboveIt() {
    let right = [
      """
      conv1: 32x32x8, 3*3*1*8 + 8 = 80
      conv2: (32 - 3)/1 + 1 = 30, 30x30x16, 3*3*8*16 + 16 = 1,168
      pool: 15x15x16 = 3,600
      fc1: 3600*64 + 64 = 230,464
      total: 231,712
      """,
      """
      conv1: 5*5*3*32 = 2400
      conv2: 3*3*32*64 = 18432
      fc: 3136*128 = 401408
      weights: 422240
      """,
      """
      conv1: 5*5*3*32 = 2400
      conv2: 3*3*32*64 = 18432
      fc: 3136*128 = 401408
      Total: 422,464 with the biases
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        conv1: 32x32x8, 3*3*1*8 + 8 = 80
        conv2: (32 - 3)/1 + 1 = 30, 30x30x16, 3*3*8*16 + 16 = 1,168
        pool: 15x15x16 = 3,600
        fc1: 3600*64 + 64 = 230,464
        total: 237,112
        """, 5, .totalDoesNotAddUp
      ),
      (
        """
        conv1: 5*5*3*32 = 2400
        conv2: 3*3*32*64 = 18432
        fc: 3136*128 = 401408
        权重合计: 424220
        """, 4, .totalDoesNotAddUp
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func roundedItemsMakeTheirTotal() {
    let right = ["1x1 = 12.8M, 3x3 115.6M, 1x1 51.4M, projection 51.4M, together 231.2M."]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("32 x 32 x 14.5K: 14.5M, then 62.3M, 48.6M and 20.1M, together 154.5M.", 1, .totalDoesNotAddUp)
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func termsInLettersMakeTheLayer() {
    let right = [
      "attention_params = 4d² + 4d\nFFN_params = 8d² + 5d\nLayerNorm_params = 4d\nlayer = 12d² + 13d",
      "Attention: 4·256·256 = 262144 parameters\nFFN: 2·256·1024 = 524288 parameters\nTwo LayerNorms: 2·2·256 = 1024 parameters",
      "attention = 4d², ffn = 8d², layer = 12d²", "self-attention = 4d², ffn = 8d², decoder layer = 16d²",
      "attention: 4d² + 4d\nffn: 8d² + 5d\nlayer: 12d² + 13d",
      "q, k, v: 3d²\no: d²\nattention: 4d²\nffn: 8d²\nlayer: 12d²",
      "ffn up: 4d²\nffn down: 4d²\nffn: 8d²\nattention: 4d²\nlayer: 12d²",
      "attention: 4d² + 4d\nffn: 8d² + 5d\nlayer norm: 2d\nlayer norm: 2d\nlayer: 12d² + 13d",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("attention = 4h², ffn = 8h², layer = 10h²", 1, .symbolicTermsDoNotAddUp),
      ("FFN_params = 2 × d × 4d = 6d²", 1, .symbolicTermsDoNotAddUp),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func aLetterSetInFrontGivesAFormulaItsValue() {
    let right = [
      "d = 256: 12d² = 786,432", "8d² = 524,288 for d = 256\n12d² = 786,432",
      "8d² = 524,288 for d = 256\n12d² = 1,769,472 for d = 384",
      "d = 256: 12d² = 786,432, d = 384: 12d² = 1,769,472",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("d = 256: 12d² = 655,360", 1, .formulaDoesNotGiveResult),
      ("8d² = 524,288 for d = 256\n12d² = 655,360", 2, .formulaDoesNotGiveResult),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
