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

/// What goes on on the next line is the last equation of the line above, whether or not it has numbers.
@Suite struct LastEquationGoesOnTests {
  @Test func anEquationOfWordsGoesOnBelow() {
    let right = [
      "Intensity_x = FLOPs_x/Bytes_x = 1,000/400 = 2.5; Throughput_x = Peak\n    = 312,000; Seconds_x = FLOPs_x/Peak =\n    1,000/312,000 ≈ 0.0032",
      "I = 1,000/400 = 2.5; Throughput_x = Peak\n= 312,000",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(
      ShortTexts.unfound(in: [("I = 1,000/400 = 2.5; Work_x = 12×12\n= 145", 2, .digitChanged)]) == [])
  }

  @Test func hyphensInBracesAreHyphens() {
    let right = ["attention & 704,643,072 \\\\\nfeed{-}forward & 2,113,929,216 \\\\ % LLaMA-3.2-3B"]
    #expect(ShortTexts.alarms(in: right) == [])
  }
}
