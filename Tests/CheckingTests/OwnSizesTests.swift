import Checking
import Testing

/// Texts that mention a network and calculate another one.
struct OwnSizesTests {
  @Test("As many heads as matrices")
  func headsAndMatrices() {
    let right = [
      "d = 512, 4 heads.\n\n- Attention: 4·(512² + 512) = 1,050,624",
      "d = 128, 4 heads, 6 layers\n\n- attention: 4 × (128 × 128 + 128) = 66,048 parameters",
      "We use d = 512, 4 heads. For n = 64 tokens the projections need 4 n d² = 4 × 64 × 512² = 67,108,864 multiply-adds.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("d = 512, 8 heads\n\n- Attention: 8·4·(512² + 512) = 8,404,992", 3, .headsMultipliedAgain)
      ])
        == [])
  }

  @Test("A network of a table of results lends no sizes")
  func sizesOfResults() {
    let right = [
      """
      | Transformer (big) | 28.4 | 41.8 |

      Let d = 512 be the width. For n = 128 tokens the two products of attention need 2 n² d = 2 × 128² × 512 = 16,777,216
      multiply-adds.
      """,
      """
      | ResNet-50 | 76.13 | 92.86 |

      Parameters in total: 9,408 + 128 + 147,968 + 525,568 + 2,099,712 + 8,393,728 + 513,000 = 11,689,512
      """,
      """
      Parameters of the whole network: 1,792 + 73,856 + 3,276,810 = 3,352,458

      ResNet-50 has 4.1 GMACs.
      """,
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      (
        "ResNet-50\n\nParameters in total: 9,408 + 128 + 215,808 + 1,219,584 + 7,098,368 + 14,964,736 + 2,048,000 = 25,556,032",
        3, .networkTotalWrong
      ),
      (
        "Let d = 512 be the width. For n = 128 tokens the two products of attention need n² d = 128² × 512 = 8,388,608 "
          + "multiply-adds.", 1, .oneOfTwoAttentionProducts
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test("A number of parameters is no count of blocks")
  func parametersOfBlocks() {
    let rows = "| Part | Formula | Number |\n|---|---|---:|\n"
    let right = [
      "BERT-base has 12 layers.\n\n\(rows)| attention | 4 × (768² + 768) | 2,362,368 |\n| **block** | | **7,087,872** |",
      "A ViT-B/16 has 12 blocks.\n\n\(rows)| blocks | | 85,054,464 |",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: [("A ViT-B/16 has 21 blocks.", 1, .blockCountWrong)]) == [])
  }

  @Test("Two questions at once")
  func outputAndParameters() {
    let question =
      "An image of 64 × 64 × 3 meets 8 kernels 3 × 3 with p = 1 and s = 2. Output and parameters? Answer: "
    #expect(ShortTexts.alarms(in: [question + "32 × 32 × 8; 8 · 27 + 8 = 224."]) == [])
    #expect(
      ShortTexts.unfound(in: [(question + "32 × 32 × 8; 18 · 27 · 46 = 22,536.", 1, .digitsTransposed)]) == []
    )
  }

  @Test("A table of output sizes")
  func sizeTables() {
    let header = "| n | k | p | s | output |\n|---|---|---|---|---|\n"
    let right = [
      header + "| 32 | 5 | 0 | 1 | 28 |\n| 227 | 11 | 0 | 4 | 55 |",
      header + "| 32 | 5 | 0 | 1 | 28 |\n| 224 | 7 | 3 | 2 | 112 |\n| 112 | 3 | 0 | 2 | 56 |",
      header + "| 32 | 5 | 0 | 1 | 28 |\n| 14 | 2 | 0 | 2 | 28 |",
      header + "| 32 | 5 | 0 | 1 | 28 |\n| 14 (transposed) | 2 | 0 | 2 | 28 |",
      "| n | k | p | s | d | output |\n|---|---|---|---|---|---|\n| 32 | 5 | 0 | 1 | 1 | 28 |\n| 32 | 3 | 0 | 1 | 2 | 28 |",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(
      ShortTexts.unfound(in: [
        (header + "| 32 | 5 | 0 | 1 | 28 |\n| 227 | 11 | 0 | 4 | 54 |", 4, .outputSizePlusOneMissing)
      ]) == [])
  }
}
