import Checking
import Testing

/// Rows of a printed summary against the row above.
@Suite("Rows of summaries")
struct SummaryRowTests {
  private static func summary(_ rows: [String], _ head: String = "Layer | Output Shape | Param #") -> String {
    (["| \(head) |", "|---|---|---|"] + rows.map { "| \($0) |" }).joined(separator: "\n")
  }

  private static let wrong: [ShortTexts.Wrong] = [
    (
      summary([
        "embedding (Embedding) | (None, 100, 64) | 640,000", "lstm (LSTM) | (None, 96) | 68,124",
        "dense (Dense) | (None, 1) | 97",
      ]), 4, .digitsTransposed
    ),
    (
      summary(["embedding (Embedding) | (None, 100, 50) | 500,000", "lstm (LSTM) | (None, 60) | 19,980"]),
      4, .recurrentGatesWrong
    ),
    (
      """
      flatten (Flatten)            (None, 784)               0
      dense (Dense)                (None, 256)               209960
      dense_1 (Dense)              (None, 10)                2570
      """, 2, .digitChanged
    ),
    (
      """
              MaxPool2d-4           [-1, 64, 56, 56]               0
                 Conv2d-5          [-1, 128, 56, 56]          73,827
      """, 2, .digitsTransposed
    ),
  ]

  private static let right = [
    summary([
      "embedding (Embedding) | (None, 80, 64) | 640,000", "lstm (LSTM) | (None, 80, 96) | 61,824",
      "gru (GRU) | (None, 64) | 31,104", "dense (Dense) | (None, 32) | 2,080",
    ]),
    summary([
      "embedding (Embedding) | (None, 80, 64) | 640,000",
      "bidirectional (Bidirectional LSTM) | (None, 128) | 66,048",
    ]),
    // Another layer goes in.
    summary(
      [
        "input_b | (None, 201) | 0 |", "dense_a (Dense) | (None, 64) | 12,864 | input_a",
        "dense_b (Dense) | (None, 64) | 4,610 | input_b",
      ], "Layer | Output Shape | Param # | Connected to"),
    """
    conv2d (Conv2D)              (None, 26, 26, 32)        320
    max_pooling2d (MaxPooling2D) (None, 13, 13, 32)        0
    conv2d_1 (Conv2D)            (None, 11, 11, 64)        18496
    flatten (Flatten)            (None, 7744)              0
    dense (Dense)                (None, 128)               991360
    """,
    // In two groups.
    """
        MaxPool2d-4           [-1, 64, 56, 56]               0
           Conv2d-5          [-1, 128, 56, 56]          36,992
    """,
  ]

  @Test("a wrong count is found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("right counts are left alone") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
