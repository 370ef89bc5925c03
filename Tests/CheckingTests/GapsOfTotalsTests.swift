import Checking
import Testing

/// Sums that are called a network's total and lack one of its matrices.
@Suite struct GapsOfTotalsTests {
  @Test func whatIsLeftOutOfATotalIsNamed() {
    let wrong: [ShortTexts.Wrong] = [
      (
        "# Parameters of BERT-base\n\nOne layer: 3 × 590,592 + 4,722,432 + 3,072 = 6,497,280\n\nTotal: 23,837,184 + 12 × 6,497,280 + 590,592 = 102,395,136",
        5, .partsOmitted
      ),
      (
        "LLaMA-7B 的参数量：\n\n总计：5,033,426,944 + 131,072,000 + 131,072,000 + 4,096 = 5,295,575,040", 3,
        .networkTotalWrong
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func totalsThatSayWhatTheyLeaveOutAreRight() {
    let right = [
      "# BERT-base without the output projections\n\nTotal: 23,837,184 + 12 × 6,497,280 + 590,592 = 102,395,136",
      "# BERT-base\n\nEncoder total: 12 × 7,087,872 + 590,592 = 85,645,056\n\nTotal: 23,837,184 + 85,054,464 + 590,592 = 109,482,240",
      "# BERT-base\n\nTotal: 23,837,184 + 85,054,464 = 108,891,648",
      "BERT-base 不含输出投影：\n\n总计：23,837,184 + 77,967,360 + 590,592 = 102,395,136",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
  }

  @Test func theOutputIsMissingInAListOfALayer() {
    let wrong: [ShortTexts.Wrong] = [
      (
        "# BERT-base\n\n**One encoder layer**\n- self-attention: Q, K and V, 3 × (768 × 768 + 768) = 1,771,776\n- feed-forward: 768 × 3072 + 3072 + 3072 × 768 + 768 = 4,722,432\n- two LayerNorms: 2 × 2 × 768 = 3,072\n- layer total: 6,497,280",
        7, .outputProjectionMissing
      )
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
