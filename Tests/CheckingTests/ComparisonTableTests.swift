import Checking
import Testing

/// Tables with a row for each network: a number that is far from its network's is found by the rows that are right.
@Suite("Tables that compare networks")
struct ComparisonTableTests {
  @Test("A right table raises nothing", arguments: right)
  func isRight(_ text: String) { #expect(ShortTexts.alarms(in: [text]) == []) }

  @Test("A number of another network is found in its row", arguments: wrong.indices)
  func isFound(_ index: Int) { #expect(ShortTexts.unfound(in: [ComparisonTableTests.wrong[index]]) == []) }

  /// A table of columns and rows.
  private static func table(_ rows: String...) -> String {
    let rule = rows[0].split(separator: "|").map { _ in "---" }.joined(separator: "|")
    return ([rows[0], rule] + rows[1...]).map { "| " + $0 + " |" }.joined(separator: "\n")
  }

  static let right = [
    table(
      "Model | Params (M) | FLOPs (G)", "ResNet-18 | 11.7 | 1.8", "ResNet-34 | 21.8 | 3.7",
      "VGG-16 | 138.4 | 15.5"),
    // Operations counted twice, cut off digits, a paper's own figures.
    table(
      "Network | #Params | FLOPs", "**ResNet-50** [12] | 25.5M | 8.2G", "DenseNet-121 | 8.0M | 5.7G",
      "EfficientNet-B4 | 19M | 8.4G", "Swin-T | 28M | 9.0G"),
    // Another way of counting in the whole column.
    table(
      "Model | Params without the classifier (M)", "ResNet-18 | 11.2", "ResNet-50 | 23.5", "ResNet-101 | 42.5"
    ),
    table("Model | Params (M)", "ResNet-18 | 11.2", "ResNet-50 | 23.5", "ResNet-101 | 42.5"),
    // What a row says more makes it another network.
    table(
      "模型 | 参数量（百万）", "ResNet-18 | 11.7", "ResNet-50 | 25.6", "ResNet-101（10 类） | 42.5", "VGG-11 | 132.9"),
    table(
      "Model | Input | MACs (G)", "ResNet-18 | 224 | 1.81", "ResNet-50 | 224 | 4.09",
      "EfficientNet-B4 | 224 | 1.5"),
    table("模型 | 参数（亿）", "BERT-base | 1.1", "BERT-large | 3.4", "GPT-2 XL | 15.6", "Llama 2 7B | 67"),
  ]

  static let wrong: [ShortTexts.Wrong] = [
    (
      table(
        "Model | Params (M) | FLOPs (G)", "ResNet-18 | 11.7 | 1.8", "ResNet-34 | 28.1 | 3.7",
        "VGG-16 | 138.4 | 15.5"), 4,
      .networkTotalWrong
    ),
    (
      table(
        "Network | Top-1 | MACs", "ResNet-18 | 69.8 | 1.81G", "ResNet-50 | 76.1 | 4.09G",
        "MobileNetV2 | 71.9 | 3.0G"),
      5, .networkTotalWrong
    ),
    (
      table("模型 | 参数量", "AlexNet | 6110万", "VGG-16 | 1.38亿", "VGG-19 | 1.34亿", "ResNet-18 | 1170万"), 5,
      .networkTotalWrong
    ),
    (
      table("模型 | 参数（亿）", "BERT-base | 1.1", "BERT-large | 3.4", "GPT-2 XL | 51.6", "Llama 2 7B | 67"), 5,
      .networkTotalWrong
    ),
  ]
}
