import Testing

/// Tables in which one column adds up and another has the largest of its rows.
@Suite struct RowsBesideTotalsTests {
  @Test func theTotalOfARateIsTheLargest() {
    let right = [
      "| Operation | FLOPs | Attainable FLOP/s |\n|---|---|---|\n| matmul | 63,248 | 312 T |\n| attention | 2,415 | 261 T |\n| norm | 0 | 0 |\n| **Total** | 65,663 | 312 T |",
      "| 层 | 计算量 | 峰值占用 |\n|---|---|---|\n| 卷积 | 1,200 | 48 |\n| 池化 | 30 | 12 |\n| 全连接 | 400 | 6 |\n| 合计 | 1,630 | 48 |",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
  }
}
