import Checking
import Testing

/// Columns of a table that are in one proportion in all rows but one.
@Suite("Columns in proportion")
struct ColumnProportionTests {
  private static func table(_ head: String, _ rows: [String]) -> String {
    (["| \(head) |", "|---|---|---|"] + rows.map { "| \($0) |" }).joined(separator: "\n")
  }

  private static let wrong: [ShortTexts.Wrong] = [
    (
      table(
        "model | BF16 (GB) | INT4 (GB)",
        ["a | 1.24 | 0.31", "b | 6.18 | 1.55", "c | 14.6 | 7.30", "d | 64.4 | 16.1"]),
      5, .bytesPerValueWrong
    ),
    (
      table(
        "层 | 参数量 | 参数量(万)",
        ["1 | 123,456 | 12.35", "2 | 345,678 | 34.57", "3 | 567,890 | 5.68", "4 | 789,012 | 78.90"]),
      5, .powerOfTenSlip
    ),
    (
      table(
        "net | work | time",
        ["a | 1.20 G | 2.4", "b | 3.50 G | 7.0", "c | 6.10 G | 12.2", "d | 8.30 T | 16.6"]),
      6, .prefixSlip
    ),
  ]

  private static let right = [
    table(
      "model | BF16 (GB) | INT4 (GB)",
      ["a | 1.24 | 0.31", "b | 6.18 | 1.55", "c | 14.6 | 3.65", "d | 64.4 | 16.1"]),
    table(
      "batch | time | rate", ["16 | 12 ms | 1", "32 | 24 ms | 2", "64 | 48 ms | 4", "128 | 0.096 s | 8"]),
    table(
      "batch | energy | rate", ["16 | 12 mJ | 1", "32 | 24 mJ | 2", "64 | 48 mJ | 4", "128 | 0.096 J | 8"]),
    table(
      "GPUs | images/s | factor", ["1 | 410 | 1.0", "2 | 820 | 2.0", "4 | 1640 | 4.0", "8 | 2900 | 7.1"]),
    table(
      "k | params | MACs",
      ["1 | 2048 | 6.42 M", "3 | 18432 | 57.8 M", "5 | 51200 | 161 M", "7 | 100352 | 78.7 M"]),
  ]

  @Test("one cell that departs is found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("other rules are left alone") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
