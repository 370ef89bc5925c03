import Checking
import Testing

/// Two numbers and what is said of the one beside the other: shares, savings, factors.
@Suite("Compared pairs")
struct ComparedPairTests {
  private static let nets = "TinyNet: 1.2M params, 0.8 GMACs; BroadNet: 61M params, 0.7 GMACs\n"
  private static let pair = "plain: 9*64*64 = 36864\nseparated: 9*64 + 64*64 = 4672\n"
  private static let sum = "total = 320 + 18496 + 4000 = 22816\n"

  private static let wrong: [ShortTexts.Wrong] = [
    ("three kernels: 36 vs 48, i.e. 25% more", 1, .conclusionContradictsNumbers),
    ("36 vs 48, 33% fewer.", 1, .conclusionContradictsNumbers),
    ("12 GB instead of 16 GB, 33% less.", 1, .conclusionContradictsNumbers),
    ("64C² vs 16C², 7x fewer", 1, .conclusionContradictsNumbers),
    ("100 ms vs 40 ms, 4.5x less", 1, .conclusionContradictsNumbers),
    ("3.5M vs 138M parameters, about 20x fewer", 1, .conclusionContradictsNumbers),
    (nets + "TinyNet has about 5 times fewer parameters than BroadNet", 2, .powerOfTenSlip),
    (nets + "BroadNet/TinyNet: 5.1x params", 2, .powerOfTenSlip),
    ("参数 138M, 是 25.6M 的 6.4 倍", 1, .conclusionContradictsNumbers),
    (pair + "saving: 78%", 3, .conclusionContradictsNumbers),
    (sum + "The second layer has 71% of them (18496).", 2, .productSlip),
  ]

  private static let right = [
    "three kernels: 36 vs 48, i.e. 25% fewer", "36 vs 48, 33% more.", "12 GB instead of 16 GB, 25% less.",
    "12 GB vs 16 GB, 1.3x smaller.", "k = 3 vs 7, 5.4x more", "256 vs 128, 4x more", "2*9 vs 25, 28% fewer",
    "64C² vs 17C², 3.8x fewer", "100 ms vs 40 ms, 2.5x less", "3.5M vs 138M parameters, about 40x fewer",
    nets + "TinyNet has about 50 times fewer parameters than BroadNet", nets + "TinyNet/BroadNet: 1.1x MACs",
    nets + "BroadNet needs 50x the parameters of TinyNet and 0.9x the MACs.",
    "TinyNet: 1.2M params in the head; BroadNet: 61M params\nBroadNet has 4 times more parameters than TinyNet",
    "序列 1024 是 512 的 2 倍", "参数 138M, 是 25.6M 的 5.4 倍", "计算量 448 时 16.4G, 是 224 时 4.1G 的 4 倍",
    pair + "saving: 87%", pair + "savings: 7.9x", sum + "The second layer has 81% of them (18496).",
  ]

  @Test("A share or a factor that its two numbers contradict is found")
  func pairs() {
    #expect(ShortTexts.unfound(in: Self.wrong) == [])
    #expect(ShortTexts.alarms(in: Self.right) == [])
  }
}
