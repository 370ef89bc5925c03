import Checking
import Testing

/// Names that end in a number, separators that look like operators, mistakes that a text tells of, numbers of other things,
/// rows of tables that are no addends.
@Suite("Labels, lists, told mistakes, other things")
struct ToldAsideTests {
  @Test("A right text raises nothing", arguments: right)
  func isRight(_ text: String) { #expect(ShortTexts.alarms(in: [text]) == []) }

  @Test("A wrong text like it is found", arguments: wrong)
  func isFound(_ text: String) { #expect(ShortTexts.alarms(in: [text]) != []) }

  static let right = labels + lists + told + otherThings + tables

  static let labels = [
    "layer 4 = 9·32·64 = 18,432", "conv 2 = 5·5·6·16 = 2,400", "卷积层 3 = 9×32×64 = 18432",
    "1×1 = 32·128 = 4,096; 3×3 = 9·32·32 = 9,216", "5×5 at 128 = 25·128² = 409,600",
    "tokens at 288 = 18² + 1 = 325",
    "MACs at 28×28 = 9,216·784 = 7.2M", "cost for k = 7 = 49·32² = 50,176",
    "\\begin{align*}\n\\text{Layer 1} &= 5\\cdot5\\cdot3\\cdot32 = 2{,}400\\\\\n\\text{Layer 2} &= 9\\cdot32\\cdot32 = 9{,}216\n\\end{align*}",
    "\\textbf{Layer 3} $= 9\\cdot32\\cdot32 = 9{,}216$", "Layer 1 - 5·5·3·32 = 2,400",
    "Layer 1 – 9·32·32 = 9,216; layer 2 – 9·32·64 = 18,432", "Sum of 4 and 5 = 2,400 + 9,216 = 11,616",
  ]

  static let lists = [
    "3×3×32×32=9216／1×1×32×128=4096", "3×3×32×32 = 9216 / 5×5×3×32 = 2400",
    "（１）３×３×３２×３２＝９２１６；（２）５×５×３×３２＝２４００。",
    "1.3×3×32×32=9216\n2.5×5×3×32=2400", "３×３×３２×３２＝０．９２万", "9·32·32 → 9·32·64 = 9,216 → 18,432",
    "9,216 + 10% = 10,138; 9,216 − 36% = 5,898",
    "Per image 1 GMAC, per batch of 4 images 4 GMACs, or 2 GFLOPs and 8 GFLOPs.",
    "编码器 0.7 GMACs、解码器 2.8 GMACs，即 1.4 GFLOPs 和 5.6 GFLOPs。",
  ]

  static let told = [
    "d=256，h=4\n\n常见错误：把 4 个头再乘一次，得 4×4×256×256 = 1048576，扣 1 分。",
    "3×3 conv, 32→96: 9·32·96 = 27,648 weights. Common mistake: forgetting the input channels, 3·3·96 = 864.",
    "**Q2.** A student wrote \"3×3 conv, 32→96, has 3·3·96 = 864 parameters\". What went wrong? [3 marks]",
    "错误示例：5×5 卷积，32→96，参数量 = 5×5×96 = 2400。\n正确：5×5×32×96 = 76800。",
    "| Page | Was | Now |\n|--|--|--|\n| 12 | 4096×1000 = 4,960,000 | 4096×1000 = 4,096,000 |",
    "勘误表\n\n| 页 | 误 | 正 |\n|--|--|--|\n| 12 | 4096×1000=4960000 | 4096×1000=4096000 |",
    "某同学认为 ResNet-18 有 5000 万参数，其实只有 1170 万。",
    "My first guess for ResNet-18 was 30M parameters; it is really 11.7M.",
    "@ann: nit: \"5×5×32×32 = 25,060\" has two digits swapped, should be 25,600.",
    "Exercise 2. \"A 3×3 conv from 8 to 24 has 3·3·24 = 216 weights.\" True or false? [1 mark]",
    "Conv 5×5, stride 2, padding 2 on 64: ⌊(64+4−5)/2⌋+1 = 32. Without padding: ⌊(64−5)/2⌋+1 = 30.",
    "判断：ResNet-18 的参数量为 138M。（×）",
  ]

  static let otherThings = [
    "ResNet-18: 11.7M params.\n\n36,864 weights; three times that = 110,592.",
    "ResNet-18: 11.7M params, 1.8 GMACs.\n\nA toy MLP: 784·64 + 64 = 50,240; 64·10 + 10 = 650; total = 50,890 parameters.",
    "ResNet-18: 11.7M params.\n\nAdapter: 2·512·32 + 32 + 512 = 33,312 parameters.",
    "Two forward passes of ResNet-18 cost 3.63 GMACs, which is 7.26 GFLOPs.",
    "Ten crops through ResNet-18 cost 18.1 GMACs, i.e. 36.3 GFLOPs.",
    "ResNet-18 前向两次共 3.63 GMACs，即 7.26 GFLOPs。",
    "`nn.Conv2d(32, 128, 4, bias=False)` has 65,536 parameters.\n\nThe 64×64 matrix has 4,096 parameters.",
    "`nn.Conv2d(64, 64, 3, padding=1)` has 36,928 parameters.\n\nThe squeeze layer has 4,096 weights.",
  ]

  private static func table(_ last: String) -> String {
    "| Layer | Params |\n|---|---|\n| conv1 | 160 |\n| conv2 | 4,640 |\n| fc | 15,690 |\n" + last
  }

  static let tables = [
    table("| without fc | 4,800 |\n| total | 20,490 |"), table("| 其中偏置 | 58 |\n| 合计 | 20,490 |"),
    table("| (conv2 if 16 filters) | (2,320) |\n| Total | 20,490 |"),
    table("| Mean | 6,830 |\n| Total | 20,490 |"),
    table("| old fc (removed) | 156,900 |\n| Total | 20,490 |"), table("| Total convs | 4,800 |"),
  ]

  @Test("A slip behind a name is shown at its number, and nothing is carried forward from the name")
  func placeBehindName() {
    let text = "conv 2 = 3·3·24·48 + 48 = 10,461 weights.\nThe map is halved: 64/2 = 32."
    let findings = Checker().diagnose(HandCalculation(text)).findings
    #expect(findings.map { $0.claimed } == [10_461])
  }

  static let wrong = [
    "output 113 = (224+6−7)/2+1 = 112",
    "We thought of 5×5 kernels; 5·5·24·48 = 28,008 weights is actually too much.",
    "unit: 5·5·6 = 105", "Total if all is counted: 5·5·6 = 105",
    "| Part | Params |\n|---|---|\n| features | 2,400 |\n| classifier | 15,690 |\n| Total | 18,900 |",
    "d = 1024, f = 2816, SwiGLU: 2 × 1024 × 2816 = 5,767,168 parameters.",
    "Input 32x32x3, 8 filters of 5x5, stride 1, no padding: output 32x32x8",
    "layer 4 = 9·32·64 = 18,342", "\\text{Layer 1} $= 5\\cdot5\\cdot3\\cdot32 = 2{,}040$",
    "Layer 1 - 5·5·3·32 = 2,040",
    "3×3×32×32 = 9216 / 5×5×3×32 = 2040", "（２）５×５×３×３２＝２０４０。", "9·32·32 → 9·32·64 = 9,216 → 18,342",
    "9,216 + 10% = 10,318", "3×3 conv, 32→96: 3·3·96 = 864 weights.",
    "| Page | Old layer | New layer |\n|--|--|--|\n| 12 | 4096×1000 = 4,960,000 | 4096×1000 = 4,096,000 |",
    "Conv 5×5, stride 2, padding 2 on 64: ⌊(64−5)/2⌋+1 = 30.",
    "ResNet-18 costs 3.63 GMACs, which is 7.26 GFLOPs.",
    table("| bn | 96 |\n| total | 20,490 |"), table("| total | 20,409 |"),
    "`nn.Conv2d(32, 128, 4, bias=False)` has 65,636 parameters.",
  ]
}
