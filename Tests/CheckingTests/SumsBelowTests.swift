import Checking
import Testing

/// Totals below lists of rounded numbers, below a rule, and at the end of a line of items.
@Suite("Sums below lists, rules and items")
struct SumsBelowTests {
  private static let right = [
    "- a: 28·28·32·192 = 4.8M\n- b: 28·28·16·192 = 2.4M\n- c: 28·28·96·192 = 14.5M\n\nTotal: 21.7M",
    "- a: 9·64·64 = 36.9K\n- b: 512·1000 = 512K\n- c: 9·64·128 = 73.7K\nTotal: 700K with the rest",
    // A larger total may count what the list leaves out.
    "- a: 4.8M\n- b: 2.4M\n- c: 10.0M\nTotal: 27.2M",
    // Steps are no parts.
    "  9*64*64 = 36,864\n  36,864*4 = 147,456\n  147,456*2 = 294,912\n  total 294,912",
    "  512*512 = 0.26M\n  512*2048 = 1.05M\n  2048*512 = 1.05M\n  sum 2.36M of 3.15M, i.e. 75%",
    "  102.76M\n   16.78M\n  -------\n  119.54M",
    "  4.72M\n  2.36M\n  ----\n  7.1M",
    "2019\n2020\n----\n2021",
    "A net: input 784, conv 320, fc1 18,496, fc2 1,179,776; total 1,198,592.",
    "A net: conv 320, fc1 18,496, fc2 1,179,776, fc3 1,290; in total 1,199,882 parameters.",
    "60,000 pictures, 10,000 of them for tests and 50,000 for training, 70,000 in total.",
    "小网络：conv1 320，conv2 18,496，fc 11,530，合计 30,346。",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "- a: 28·28·32·192 = 4.8M\n- b: 28·28·16·192 = 2.4M\n- c: 28·28·96·192 = 14.5M\n\nTotal: 27.1M", 5,
      .totalDoesNotAddUp
    ),
    ("- a: 14.5M\n- b: 86.7M\n- c: 9.6M\nTotal: 101.8M", 4, .totalDoesNotAddUp),
    ("- a: 14.5M\n- b: 86.7M\n- c: 9.6M\n- d: 2.4M\nTotal: 111.9M", 5, .totalDoesNotAddUp),
    (
      "  512*512 = 0.26M\n  512*2048 = 1.05M\n  2048*512 = 1.05M\n  sum 2.63M of 3.15M", 4,
      .totalDoesNotAddUp
    ),
    ("  102.76M\n   16.78M\n  -------\n  115.94M", 4, .totalDoesNotAddUp),
    ("  1,728\n 36,864\n ------\n 38,952", 4, .totalDoesNotAddUp),
    (
      "A net: conv 320, fc1 18,496, fc2 1,179,776, fc3 1,290; in total 1,198,982 parameters.", 1,
      .totalDoesNotAddUp
    ),
    ("小网络：conv1 320，conv2 18,496，fc 11,530，合计 30,364。", 1, .totalDoesNotAddUp),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
