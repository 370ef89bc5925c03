import Explaining
import Symbolics

/// A document with a block of every kind, in either language; its figures are those of ResNet-18 at 3 × 224 × 224.
func sampleDocument(_ language: Language) -> Document {
  let english = language == .english
  func say(_ first: String, _ second: String) -> [Inline] { [.text(english ? first : second)] }
  return Document(
    language: language,
    title: say("ResNet-18, counted by hand", "手算 ResNet-18"),
    subtitle: say(
      "Input 3 × 224 × 224, batch 1. One multiply–add (MAC) counts as two FLOPs.",
      "输入 3 × 224 × 224，批大小 1。一次乘加（MAC）计作两次 FLOPs。"),
    blocks: [
      .heading(level: 2, anchor: "totals", say("Totals", "总计")),
      .paragraph(
        say("The network has ", "整个网络有 ") + [.number(11_689_512)]
          + say(" parameters and takes ", " 个参数，需要 ") + [.strong([.number(1_814_073_344), .text(" MACs")])]
          + say(": a convolution of kernel ", "：卷积核大小为 ") + [.math(Math(Expression("K")))]
          + say(", stride ", "、步长为 ") + [.math(Math(Expression("S")))]
          + say(" and padding ", "、填充为 ") + [.math(Math(3, left: Expression("P"), relation: .equal))]
          + say(". See ", "。见 ") + [.link([.code("layer1.0.conv2")], target: "#conv1")] + say(".", "。")),
      .table(sampleTable(language)),
      .figure(sampleBars(language)),
      .heading(level: 2, anchor: "layers", say("Layer by layer", "逐层推导")),
      .heading(level: 3, anchor: "conv1", [.code("conv1")]),
      .details(
        summary: [
          .code("conv1"), .text(english ? ": " : "："), .strong([.number(118_013_952)]), .text(" MACs"),
        ],
        isOpen: true, [.calculation(sampleCalculation(language))]),
      .heading(level: 3, anchor: "layer1", [.code("layer1")]),
      .details(
        summary: [.code("layer1"), .text(english ? ": " : "："), .number(462_422_016), .text(" MACs")],
        isOpen: false, [.paragraph(say("Four equal convolutions.", "四个相同的卷积。"))]),
      .calculation(sampleTotal(language)),
      .heading(level: 2, anchor: "answer", say("A corrected answer", "批改示例")),
      .list(
        ordered: false,
        [
          [.paragraph(say("What was written is struck out.", "划掉的是原来写的。"))],
          [.paragraph(say("What is right stands above or beside it.", "正确的写在上方或旁边。"))],
        ]),
      .excerpt(sampleExcerpt(language)),
      .excerpt(
        Excerpt(
          place: "homework.md:12",
          line: [.text("FLOPs = 2×"), .marked([.text("2")]), .text("×118013952")],
          remarks: [
            .init(
              severity: .warning, name: say("Counted twice.", "重复乘 2。"),
              text: say(
                "The line above already has the factor 2 per MAC.", "上一行已经把每次 MAC 乘以 2。"))
          ])),
      .heading(level: 2, anchor: "gap", say("Where the gap comes from", "差额从哪里来")),
      .figure(sampleWaterfall(language)),
    ])
}

private func cell(_ text: String) -> [Inline] { [.text(text)] }

func sampleTable(_ language: Language) -> Table {
  let english = language == .english
  let stages: [(String, String, Rational, String)] = [
    ("conv1", "64 × 112 × 112", 118_013_952, "6.51 %"), ("layer1", "64 × 56 × 56", 462_422_016, "25.49 %"),
    ("layer2", "128 × 28 × 28", 411_041_792, "22.66 %"), ("layer3", "256 × 14 × 14", 411_041_792, "22.66 %"),
    ("layer4", "512 × 7 × 7", 411_041_792, "22.66 %"), ("fc", "1000", 512_000, "0.03 %"),
  ]
  return Table(
    caption: cell(
      english ? "MACs per stage, input 3 × 224 × 224, batch 1" : "各阶段的 MACs，输入 3 × 224 × 224，批大小 1"),
    columns: [
      .init(cell(english ? "Stage" : "阶段")), .init(cell(english ? "Output" : "输出")),
      .init(cell("MACs"), isNumeric: true), .init(cell("FLOPs"), isNumeric: true),
      .init(cell(english ? "Share" : "占比"), isNumeric: true),
    ],
    rows: stages.map { name, shape, macs, share in
      [
        [.link([.code(name)], target: "#" + name)], cell(shape), [.number(macs)],
        [.number((try? macs.multiplied(by: 2)) ?? 0)], cell(share),
      ]
    },
    footer: [
      cell(english ? "Total" : "合计"), [], [.number(1_814_073_344)], [.number(3_628_146_688)], cell("100 %"),
    ])
}

func sampleBars(_ language: Language) -> Figure {
  let english = language == .english
  let bars: [(String, [Rational], String)] = [
    ("conv1", [118, 0, 0, 0], "118.0"), ("layer1", [0, 462, 0, 0], "462.4"),
    ("layer2", [0, 405, 6, 0], "411.0"),
    ("layer3", [0, 405, 6, 0], "411.0"), ("layer4", [0, 405, 6, 0], "411.0"), ("fc", [0, 0, 0, 1], "0.5"),
  ]
  return Figure(
    kind: .stackedBars(
      series: english
        ? ["7×7 conv", "3×3 conv", "1×1 conv", "linear"] : ["7×7 卷积", "3×3 卷积", "1×1 卷积", "全连接"],
      bars: bars.map { .init(label: $0, values: $1, total: $2) }, unit: english ? "million MACs" : "百万次 MACs"),
    title: english ? "MACs per stage" : "各阶段的 MACs",
    description: bars.map { "\($0) \($2)" }.joined(separator: "; "),
    caption: cell(english ? "Where the MACs are." : "MACs 分布在哪里。"))
}

func sampleWaterfall(_ language: Language) -> Figure {
  let english = language == .english
  return Figure(
    kind: .waterfall(
      start: .init(label: english ? "right" : "正确", value: 7_801_405_440, printed: "7,801,405,440"),
      contributions: [
        .init(label: english ? "product slip" : "乘积算错", value: Rational(-30_597_632), printed: "−30,597,632"),
        .init(
          label: english ? "projection shortcut left out" : "漏算捷径投影", value: Rational(-141_295_616),
          printed: "−141,295,616"),
        .init(label: english ? "stride ignored" : "忽略步长", value: 210_431_808, printed: "+210,431,808"),
      ], end: .init(label: english ? "claimed" : "所写", value: 7_839_944_000, printed: "7,839,944,000"),
      unit: "MACs", rising: english ? "raises the total" : "使总数偏大",
      falling: english ? "lowers the total" : "使总数偏小"),
    title: english ? "From the right total to the claimed one" : "从正确总数到所写总数",
    description: "7,801,405,440 − 30,597,632 − 141,295,616 + 210,431,808 = 7,839,944,000",
    caption: cell(english ? "The gap, part by part." : "差额逐项分解。"))
}

func sampleCalculation(_ language: Language) -> Calculation {
  let english = language == .english
  let height = Expression("H", "out")
  func quotient(_ h: Expression, _ p: Expression, _ k: Expression, _ s: Expression) -> Expression {
    .sum([
      .init(.floor(.quotient(.sum([.init(h), .init(.product([2, p])), .init(k, isSubtracted: true)]), s))),
      .init(1),
    ])
  }
  return Calculation(
    label: english ? "conv1, step by step" : "conv1 逐步推导",
    rows: [
      .init(
        height, .equal, quotient(Expression("H"), Expression("P"), Expression("K"), Expression("S")),
        note: cell(english ? "formula" : "公式")),
      .init(nil, .equal, quotient(224, 3, 7, 2), note: cell(english ? "numbers put in" : "代入")),
      .init(
        nil, .equal, 112,
        note: cell(english ? "(224 + 6 − 7) ÷ 2 = 111.5, rounded down" : "(224 + 6 − 7) ÷ 2 = 111.5，向下取整"),
        isResult: true),
      .init(
        Expression("MACs"), .equal,
        .product([
          Expression("K", "h"), Expression("K", "w"), Expression("C", "in"), Expression("C", "out"), height,
          Expression("W", "out"),
        ]), note: cell(english ? "formula" : "公式")),
      .init(nil, .equal, .product([7, 7, 3, 64, 112, 112])),
      .init(nil, .equal, 118_013_952, note: cell(english ? "≈ 118.0 M" : "≈ 1.18亿"), isResult: true),
      .init(
        Expression("FLOPs"), .equal, .product([2, 118_013_952]),
        note: cell(english ? "1 MAC = 2 FLOPs" : "1 次 MAC = 2 次 FLOPs")),
      .init(nil, .equal, 236_027_904, isResult: true),
    ])
}

func sampleTotal(_ language: Language) -> Calculation {
  let parts = ["conv1", "layer1", "layer2", "layer3", "layer4", "fc"]
  let values: [Expression] = [118_013_952, 462_422_016, 411_041_792, 411_041_792, 411_041_792, 512_000]
  return Calculation(
    label: language == .english ? "the sum" : "求和",
    rows: [
      .init(
        Expression("MACs", "layer1.0.downsample"), .equal, .sum(of: parts.map { Expression("MACs", $0) }),
        note: cell(language == .english ? "the sum of its parts" : "各部分之和")),
      .init(nil, .equal, .sum(of: values)), .init(nil, .equal, 1_814_073_344, isResult: true),
    ])
}

func sampleExcerpt(_ language: Language) -> Excerpt {
  let english = language == .english
  return Excerpt(
    place: "homework.md:8",
    line: [
      .text("conv1: (7×7×"), .deleted([.text("64")]), .inserted([.number(3)]), .text(")×64×112×112 = "),
      .deleted([.text("2517630976")]), .inserted([.number(118_013_952)]),
    ],
    remarks: [
      .init(
        severity: .error, name: cell(english ? "Wrong factor." : "因数用错。"),
        text: cell(
          english ? "The input has 3 channels; 64 is the number of filters." : "输入有 3 个通道；64 是卷积核的个数。")
      ),
      .init(
        severity: .note, name: cell(english ? "Carried forward." : "错误延续。"),
        text: cell(english ? "This follows from the factor above:" : "由上面的因数引起："),
        correction: Calculation(
          label: "conv1",
          rows: [
            .init(Expression("MACs"), .equal, .product([7, 7, 3, 64, 112, 112])),
            .init(nil, .equal, 118_013_952, isResult: true),
          ])),
    ])
}
