import Checking
import Testing

/// Sizes in front of what a model is made of, and exact results of rounded factors.
@Suite("Sizes and what a model is made of")
struct SizesInFrontTests {
  private static let right = [
    "BERT-large, 340M = 24 layers × 1024 wide, 16 heads.",
    "| tiny | 5.7M = 12 × 192 |",
    "11.7M = 17 convolutions + 1 linear layer: depth is not size.",
    "小模型 1.1亿=12层×768维，12头。",
    "T5-large 770M = 2·24 layers.",
    "Unrounded 8/3·2048 = 5461.33, and 3·2048·5461.33 = 33,554,432.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("| tiny | 5.7M = 3×3×512×512 |", 1, .productSlip),
    ("| tiny | 60M = 12 × 6 |", 1, .productSlip),
    ("60M = 12 conv + 58 fc layers", 1, .totalDoesNotAddUp),
    ("85M = 12 × 6.1M", 1, .productSlip),
    ("3·2048·5461.33 = 33,554,482", 1, .productSlip),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
