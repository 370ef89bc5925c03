import Checking
import Testing

/// Rows of tables against the formula above them, and totals of tables with and without a heading.
@Suite("Tables against their formulas and totals")
struct TablesAgainstFormulasTests {
  private static let work = "MACs = H_out × W_out × C_out × C_in × kH × kW\n"
  private static let heads = "| Layer | H_out | W_out | C_out | C_in | kH | kW | MACs |\n"
  private static let cell = "LSTM parameters = 4 × u × (d + u + 1)\n"

  private static let wrong: [ShortTexts.Wrong] = [
    (work + heads + "| Layer 2 | 8 | 8 | 96 | 48 | 3 | 3 | 10,616,832 |", 3, .inputSizeForOutputSize),
    (
      heads + "|---|---|---|---|---|---|---|---|\n| Layer 2 | 8 | 8 | 96 | 48 | 3 | 3 | 10,616,832 |", 3,
      .productSlip
    ),
    (work + heads + "| Layer 2 | 8 | 8 | 96 | 48 | 3 | 3 | 2,645,208 |", 3, .digitsTransposed),
    (cell + "| LSTM 1 | 8 | 32 | 5,248 |\n| LSTM 2 | 32 | 16 | 3,163 |", 3, .digitsTransposed),
    (cell + "| LSTM 1 | 8 | 32 | 5,248 |\n| LSTM 2 | 32 | 16 | 3,072 |", 3, .biasCountWrong),
    (
      "| Layer | MACs |\n|---|---|\n| Conv 1 | 112,896 |\n| Conv 2 | 806,400 |\n| Dense 3 | 25,088 |\n| Total | 924,384 |",
      6, .totalDoesNotAddUp
    ),
    ("| LSTM 1 | 12,288 |\n| LSTM 2 | 33,024 |\n| Dense | 650 |\n| Total | 45,312 |", 4, .totalDoesNotAddUp),
    (
      "| LSTM 1 | 12,288 |\n| LSTM 2 | 33,024 |\n| Dense | 650 |\n| **合计** | **45,072** |", 4,
      .totalDoesNotAddUp
    ),
    (
      "| conv1 | 3×3×96×192 + 192 | 166,080 |\n| conv2 | 3×3×192×128 + 128 | 221,312 |\n| conv3 | 3×3×128×128 + 192 | 147,648 |",
      3, .biasCountWrong
    ),
  ]

  private static let right = [
    work + heads + "| Layer 2 | 8 | 8 | 96 | 48 | 3 | 3 | 2,654,208 |",
    work + heads + "| Depthwise 2 | 8 | 8 | 96 | 96 | 3 | 3 | 55,296 |",
    work + heads + "| Layer 2 | 8 | 8 | 96 | 96 | 3 | 3 | 55,296 |",
    heads + "| Layer 2 (4 groups) | 8 | 8 | 96 | 48 | 3 | 3 | 663,552 |",
    cell
      + "| LSTM 1 | 8 | 32 | 5,248 |\n| LSTM 2 | 32 | 16 | 3,136 |\n| Dense | 16 | 1 | 17 |\n| Total | | | 8,401 |",
    cell + "| Bidirectional LSTM | 8 | 32 | 10,496 |\n| LSTM 2 | 64 | 16 | 5,184 |",
    "| LSTM 1 | 12,288 |\n| LSTM 2 | 33,024 |\n| Dense | 650 |\n| Total | 45,962 |",
    "| layer | 444,864 |\n| 12 layers | 5,338,368 |\n| classifier | 1,930 |\n| Total | 5,340,298 |",
    "| 2 layers | 12,000 |\n| each | 6,000 |\n| head | 1,500 |\n| Total | 13,500 |",
    "GRU parameters = 3 × u × (d + u + 1)\n| GRU 1 | 8 | 32 | 3,936 |\n| GRU 2 (reset_after) | 32 | 16 | 2,400 |",
    "| Layer | Params |\n|---|---|\n| stem | 9,408 |\n| stages | 2,304,000 |\n| of which biases | 4,000 |\n| Total | 2,313,408 |",
    "| 层 | 参数量 |\n|---|---|\n| 卷积 | 36,864 |\n| 全连接 | 5,130 |\n| 合计 | 41,994 |",
    "| conv1 | 3×3×96×192 + 192 | 166,080 |\n| conv2 | 3×3×192×128 + 128 | 221,312 |\n| conv3 | 3×3×128×128 + 256 | 147,712 |",
  ]

  @Test("Rows and totals that contradict the table are found")
  func rows() {
    #expect(ShortTexts.unfound(in: Self.wrong) == [])
    #expect(ShortTexts.alarms(in: Self.right) == [])
  }

  private static let series = "LSTM parameters = 4 × (d + u + 1) × u\n"

  private static let wrongCells: [ShortTexts.Wrong] = [
    (
      series + "layer 1: 4 × (16 + 32 + 1) × 32 = 6272\nlayer 2: 4 × (32 + 64) × 64 = 24576", 3,
      .biasCountWrong
    ),
    (
      "循环层参数量 = 3 × (d + u + 1) × u\n第一层 GRU: 3 × (16 + 32 + 1) × 32 = 4704\n第二层 GRU: 3 × (32 + 64) × 64 = 18432",
      3,
      .biasCountWrong
    ),
    (cell + "| LSTM 1 | 8 | 32 | 5,120 |", 2, .biasCountWrong),
    (
      "| kind | weights |\n| standard: 3×3×16×48 | 6,921 |\n| separable: 3×3×16 + 16×48 | 912 |", 2,
      .digitsTransposed
    ),
    (
      "| Layer | Size | Parameters |\n| fc1 | 6400x4096 | 2.62M |\n| fc2 | 4096x4096 | 16.8M |\n| fc3 | 4096x500 | 2.05M |",
      2, .powerOfTenSlip
    ),
    (
      "| Part | Parameters | Share |\n|---|---|---|\n| Embedding | 31.3M | 29% |\n| Attention | 25.2M | 32% |\n| MLP | 50.4M | 47% |\n| Norms | 0.3M | <1% |\n| Total | 107.2M | 100% |",
      4, .productSlip
    ),
    ("tokens/s = 24,000 / 52 = 461,500 tokens/s", 1, .powerOfTenSlip),
  ]

  private static let rightCells = [
    series + "layer 1: 4 × (16 + 32 + 1) × 32 = 6272\nlayer 2, bias=False: 4 × (32 + 64) × 64 = 24576",
    series + "layer 1: 4 × (16 + 32 + 1) × 32 = 6272\nlayer 2: 4 × (32 + 64 + 1) × 64 = 24832",
    "| kind | weights |\n| standard: 3×3×16×48 | 6,912 |\n| separable: 3×3×16 + 16×48 | 912 |",
    "| Layer | Size | Parameters |\n| fc1 | 6400x4096 | 26.2M |\n| fc2 | 4096x4096 | 16.8M |\n| fc3 | 4096x500 | 2.05M |",
    "| Layer | Output | Parameters |\n| conv1 | 56x56x64 | 9.4K |\n| conv2 | 28x28x128 | 73.9K |\n| conv3 | 14x14x256 | 295K |",
    "| Part | Parameters | Share |\n|---|---|---|\n| Embedding | 31.3M | 29% |\n| Attention | 25.2M | 24% |\n| MLP | 50.4M | 47% |\n| Norms | 0.3M | <1% |\n| Total | 107.2M | 100% |",
    "12544 / 448 = 28,128 个通道",
    "tokens/s = 24,000 / 52 = 461.5 tokens/s",
  ]

  @Test("Cells, series and shares that contradict their neighbours are found")
  func cells() {
    #expect(ShortTexts.unfound(in: Self.wrongCells) == [])
    #expect(ShortTexts.alarms(in: Self.rightCells) == [])
  }
}
