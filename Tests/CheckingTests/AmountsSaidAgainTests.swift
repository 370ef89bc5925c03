import Checking
import Testing

/// Amounts in 万, rates in bits, bytes of quantised weights, steps of epochs and savings, said wrongly.
@Suite("Amounts said again")
struct AmountsSaidAgainTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("卡时：6.48e9 ÷ 3600 = 1.80e6，即 18 万卡时", 1, .yiUnitSlip),
    ("1.24M × 3 = 3.72M 美元，即约 3720 万美元", 1, .yiUnitSlip),
    ("单卡时间＝3.6×10^21÷1.0×10^14＝3.60×10^7 秒≈10.0万卡时", 1, .yiUnitSlip),
    ("The link has 25 Gb/s = 25 GB/s.", 1, .prefixSlip),
    ("200 Mbps 即 200 MB/s", 1, .prefixSlip),
    ("The model has 9.2B parameters.\nINT8 weights: 9.2 × 2 = 18.4 GB", 2, .bytesPerValueWrong),
    ("模型 3.6B\nINT4 量化后 3.6×1＝3.6 GB", 2, .bytesPerValueWrong),
    ("每轮 782 步, 60 轮共 49,620 步", 1, .digitsTransposed),
    ("782 steps an epoch, 60 epochs are 49,620 steps", 1, .digitsTransposed),
    ("1 epoch = 100000/128 = 782 steps; 60 epochs = 4,692 steps", 1, .powerOfTenSlip),
    ("96 / 19.2 = 5, 缩小了 20%", 1, .conclusionContradictsNumbers),
    ("from 50 ms to 20 ms: 40 % less", 1, .conclusionContradictsNumbers),
    ("甲需要 32 GiB，乙只要 8 GiB，省了 25%。", 1, .conclusionContradictsNumbers),
  ]

  private static let right = [
    "卡时：6.48e9 ÷ 3600 = 1.80e6，即 180 万卡时", "1.24M × 3 = 3.72M 美元，即约 372 万美元",
    "3.72M 美元，约 2700 万元", "单卡 3.60×10^7 秒≈1.00万卡时", "一张卡 8 天，10 张卡 3.6×10^7 秒≈10万卡时",
    "The link has 25 Gb/s = 3.125 GB/s.", "25 Gb/s is not 25 GB/s", "the link 400 Gb/s, the memory 400 GB/s",
    "The model has 9.2B parameters.\nINT8 weights: 9.2 × 1 = 9.2 GB", "模型 3.6B\nINT4 量化后 3.6×0.5＝1.8 GB",
    "FP16 weights on two cards: 2 × 24 = 48 GB", "INT8 训练：3.6B × 2 = 7.2 GB",
    "每轮 782 步, 60 轮共 46,920 步", "每轮 782 步（丢弃最后一批则 781 步）, 60 轮共 46,860 步",
    "每轮 782 步, 每 4 步更新一次, 60 轮共 11,730 次更新", "782 steps an epoch, 60 epochs are 46,920 steps",
    "96 / 19.2 = 5, 缩小了 80%", "96 / 19.2 = 5, 缩小到 20%", "from 50 ms to 20 ms: 60 % less",
    "from 20 ms to 50 ms: 150 % more", "甲需要 32 GiB，乙只要 8 GiB，省了 75%。",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("right ones are left alone") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
