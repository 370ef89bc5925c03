import Testing

@testable import Checking

/// Totals of what a program has printed of a network, and of the rows of a table.
@Suite struct PrintedSummaryTests {
  @Test func totalsBelowPrintedRowsAreAddedUp() {
    #expect(ShortTexts.alarms(in: [keras("61,274"), tree("560,520"), drawn("54,730"), cutOff]).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (keras("61,724"), 6, .totalDoesNotAddUp), (tree("506,520"), 9, .totalDoesNotAddUp),
      (drawn("54,370"), 6, .totalDoesNotAddUp),
      // A row was left out.
      (keras("61,124"), 6, .totalDoesNotAddUp),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  private func keras(_ total: String) -> String {
    """
     Layer (type)                Output Shape              Param #
    =================================================================
     conv2d (Conv2D)             (None, 24, 24, 24)        624
     conv2d_1 (Conv2D)           (None, 8, 8, 10)          150
     dense (Dense)               (None, 10)                60500
    Total params: \(total)
    """
  }

  private func tree(_ total: String) -> String {
    """
    Layer (type:depth-idx)          Output Shape          Param #
    ==================================================================
    Net                             [16, 10]              --
    ├─Conv2d: 1-1                   [16, 8, 28, 28]       208
    │    └─BatchNorm2d: 2-1         [16, 8, 28, 28]       16
    │    └─ReLU: 2-2                [16, 8, 28, 28]       --
    ├─Linear: 1-5                   [16, 10]              560,296
    │    └─Conv2d: 2-9              [16, 8, 28, 28]       (recursive)
    Total params: \(total)
    """
  }

  private func drawn(_ total: String) -> String {
    """
    ┃ Layer (type)          ┃ Output Shape       ┃    Param # ┃
    ┡━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━┩
    │ conv2d (Conv2D)       │ (None, 26, 26, 64) │        640 │
    ├───────────────────────┼────────────────────┼────────────┤
    │ dense (Dense)         │ (None, 10)         │     54,090 │
     Total params: \(total) (213.8 KB)
    """
  }

  private let cutOff = """
     Layer (type)                Output Shape              Param #
     conv2d (Conv2D)             (None, 24, 24, 24)        624
     ...
     dense (Dense)               (None, 10)                60500
    Total params: 61,214
    """

  @Test func totalsOfRowsAreAddedUp() {
    let right = [
      "| net | conv | fc | total |\n|-|-:|-:|-:|\n| A | 1,000 | 2,345 | 3,345 |\n| B | 4,100 | 200 | 4,300 |",
      // The column is a product, or counts one thing again.
      "| net | layers | params | total |\n|-|-:|-:|-:|\n| A | 12 | 2,345 | 28,140 |\n| B | 10 | 200 | 2,000 |",
      "| net | params | trainable | total |\n|-|-:|-:|-:|\n| A | 12,345 | 12,300 | 12,345 |",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (
        "| net | conv | fc | total |\n|-|-:|-:|-:|\n| A | 1,000 | 2,345 | 3,345 |\n| B | 4,100 | 230 | 4,303 |",
        4, .totalDoesNotAddUp
      ),
      ("| | conv | fc | sum |\n|-|-:|-:|-:|\n| weights | 1,024 | 23,450 | 24,744 |", 3, .totalDoesNotAddUp),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
