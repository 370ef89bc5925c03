import Checking
import Testing

/// Multiples of labelled things the wrong way round, steps against the batch, and products of electrical units.
@Suite("Compared things")
struct ComparedThingsTests {
  private static let table =
    "| model | params | MACs |\n|---|---|---|\n| net P | 96.3M | 12.1G |\n| net Q | 21.4M | 3.6G |\n\n"

  private static let wrongMultiples: [ShortTexts.Wrong] = [
    (table + "So net Q has about 4.5 times as many parameters as net P.", 6, .conclusionContradictsNumbers),
    (table + "所以 net Q 的参数量是 net P 的 4.5 倍。", 6, .conclusionContradictsNumbers),
    (table + "net Q is 4.5× larger than net P.", 6, .conclusionContradictsNumbers),
    ("甲 模型: 参数 2.6M\n乙 模型: 参数 18.2M\n甲 是 乙 的 7 倍", 3, .conclusionContradictsNumbers),
  ]

  private static let rightMultiples = [
    table + "So net P has about 4.5 times as many parameters as net Q.",
    table + "所以 net P 的参数量是 net Q 的 4.5 倍。",
    table + "net Q is 4.5× faster than net P.",
    table + "net Q 的速度是 net P 的 2 倍。",
    table + "net Q is not 4.5× larger than net P.",
    table + "net Q has 9 times as many layers as net P.",
    "甲 模型: 参数 2.6M\n乙 模型: 参数 18.2M\n乙 是 甲 的 7 倍",
  ]

  @Test("Multiples the wrong way round are found")
  func multiples() {
    #expect(ShortTexts.unfound(in: Self.wrongMultiples) == [])
    #expect(ShortTexts.alarms(in: Self.rightMultiples) == [])
  }

  private static let wrong: [ShortTexts.Wrong] = [
    ("批大小从 32 增到 128，每轮步数从 1563 变为 782", 1, .conclusionContradictsNumbers),
    (
      "The batch grows from 64 to 256, so the steps per epoch go from 938 down to 469.", 1,
      .conclusionContradictsNumbers
    ),
    ("24.5 mW × 32.8 ms = 8.0 mJ", 1, .powerOfTenSlip),
    ("0.4 A × 5 V × 600 s = 120 J", 1, .powerOfTenSlip),
    ("280 W × 24 h = 67.2 kWh", 1, .powerOfTenSlip),
    ("320 mAh × 3.7 V = 11.84 Wh", 1, .powerOfTenSlip),
  ]

  private static let right = [
    "批大小从 32 增到 128，每轮步数从 1563 变为 391",
    "批大小从 32 增到 64，每轮步数从 1563 变为 782",
    "批大小从 32 增到 128，总步数从 100000 变为 50000",
    "批大小从 32 增到 128，数据集扩大一倍，每轮步数从 1563 变为 782",
    "The batch grows from 64 to 256, so the steps per epoch go from 938 down to 235.",
    "24.5 mW × 32.8 ms = 0.80 mJ",
    "0.4 A × 5 V × 600 s = 1200 J",
    "0.4 A × 5 V × 600 s = 1.2 kJ",
    "280 W × 24 h = 6.72 kWh",
    "320 mAh × 3.7 V = 1.184 Wh",
    "3.3 V × 15 mA = 49.5 mW",
    "12 kΩ × 100 nF = 1.2 ms",
    "280 W × 8 GPUs × 24 h = 53.8 kWh",
  ]

  @Test("Steps and energies are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("Steps and energies are right") func silent() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
