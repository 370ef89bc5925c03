import Checking
import Testing

/// Results that words announce, and addends of a total, with a digit wrong.
@Suite("Numbers copied with a digit wrong")
struct MiscopiedResultTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("782 steps an epoch, 90 epochs: 70,830 steps in all", 1, .digitsTransposed),
    ("6 experts of 4,194,304 parameters each: 25,168,524", 1, .digitsTransposed),
    ("每轮 412 步，共 80 轮，合计 32690 步。", 1, .digitsTransposed),
    ("每层 1575168 个参数，4 层共 6300762 个", 1, .digitsTransposed),
    ("4325376 比 4194304 多 130172", 1, .totalDoesNotAddUp),
    ("4,325,376 is 113,072 more than 4,194,304", 1, .totalDoesNotAddUp),
    (
      "Layer 1 has 832 parameters, layer 2 has 51,264 and layer 3 has 31,370: a total of 83,646.", 1,
      .totalDoesNotAddUp
    ),
    ("1228800 + 8192 -> 1239692", 1, .digitsTransposed),
    ("9,600 + 540 + 9,600 → 19,470", 1, .digitsTransposed),
    ("9×(8+1)=81，32×(9×8+1)=2336，100×10+10=1010，合计 3247", 1, .totalDoesNotAddUp),
    (
      """
      a: 16*26 = 416
      b: 32*145 = 4640
      c: 2048*10+10 = 20490
      In all 416 + 4604 + 20490 = 25510
      """, 4, .addendsDoNotMatchParts
    ),
    (
      """
      P_1 = 2432
      P_2 = 51264
      P = P_1 + P_2 = 2432 + 15264 = 17696
      """, 3, .addendsDoNotMatchParts
    ),
  ]

  private static let right = [
    "每轮 412 步, 第 80 轮用时 32690 秒。",
    "每轮 412 步，共 80 轮，用时 32690 秒。",
    "412 steps per epoch; epoch # 80 took 32690 s",
    "391 steps per epoch, 200 epochs: 78,200 steps",
    "8 experts of 8,388,608 parameters each: 67,108,864",
    "每层 3150336 个参数，6 层共 18902016 个",
    "8650752 比 8388608 多 262144",
    "8,650,752 is 262,144 more than 8,388,608",
    "25,557,032 is 2,000,000 more than 23,557,032",
    "ResNet-50 has 25,557,032 parameters, 13,867,520 more than ResNet-18's 11,689,512.",
    "Layer 1 has 448 parameters, layer 2 has 4,640 and layer 3 has 18,496: a total of 23,584.",
    "448, 4,640 and 18,496 make a total of 23,584",
    "An encoder with 12 layers of 7,087,872 and embeddings of 23,837,184: total 109,482,240",
    "12 layers of 7,087,872 parameters each and a head: 85,646,592 in all",
    "50 epochs of 12,345 steps each make about 617,000",
    "10 轮，每轮 12,345 步，共 123,450 步",
    "8 头，每头 12,345 个，共 98,760",
    "24·144 = 3,456; 9·144 = 1,296; Σ = 4,752",
    "2457600 + 16384 -> 2473984",
    "4,800 + 540 + 4,800 → 10,140",
    "16·16 → 512",
    "64+64 → 128",
    "320×1280 → 409,600",
    "conv 64 → 128, 3×3×64×128 → 73,728",
    "8×(9+1)=80，16×(8×9+1)=1168，合计 1248",
    "a 1234 比 b 1000 大 23.4%",
    "3000 比 1000 多 2 倍",
    "3,000 is 3 times more than 1,000",
    "模型 A 有 12000 个参数, 比 10000 多 2000",
    """
    conv1: 16*76 = 1216
    conv2: 32*145 = 4640
    fc: 2048*10+10 = 20490
    total: 1216 + 4640 + 20490 = 26346
    """,
    """
    Q: 768*768+768 = 590,592
    K: 768*768+768 = 590,592
    with 950,592 more in the head, 590,592 + 950,592 = 1,541,184
    layer: 590,592 + 590,592 = 1,181,184
    """,
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
