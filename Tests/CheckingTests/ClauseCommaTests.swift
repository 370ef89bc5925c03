import Checking
import Testing

/// Commas between equations, and sums of parts.
@Suite("Clauses and parts")
struct ClauseCommaTests {
  @Test("A comma ends an equation where the next one begins with three digits")
  func clauses() {
    #expect(
      ShortTexts.alarms(in: [
        "388-4=384，384/2=192，192-4=188，188/2=94", "通道：48×4=192，192×2=384，384×2=768，768×2=1536",
        "输入 320，320/32=10；416/32=13，416/16=26", "7×7×8=392，392+1=393，393×100=39300",
        "宽 48*4=192,192*4=768,768*2=1536", "每组 2×500=1,000，共 4×1,000=4,000",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("388-4=384，384/2=182，182-4=178", 1, .digitChanged),
        ("宽 48×4=192，192×4=786，786×2=1572", 1, .digitsTransposed),
      ]) == [])
  }

  @Test("A sum of some parts is no total of the network")
  func parts() {
    #expect(
      ShortTexts.alarms(in: [
        "# ResNet-34 前两个 stage\nconv1 118013952，layer1 693633024\n合计 118013952+693633024=811646976",
        "# ResNet-18 stem+layer1 计算量\nconv1 118013952，layer1 462422016\n合计 118013952+462422016=580435968",
        "AlexNet 五个卷积层乘加合计：105415200+223948800+149520384+112140288+74760192=665784864",
        "VGG-16 全部 64 通道层：86704128+1849688064=1936392192 次乘加",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        (
          "# ResNet-18\nconv1 118013952，layer1 462422016，layer2 411041792，layer3 411041792，fc 512000\n"
            + "合计 118013952+462422016+411041792+411041792+512000=1403031552", 3, .networkTotalWrong
        ),
        (
          "AlexNet 五个卷积层乘加合计：105415200+223948800+149520384+112140288+74760192=665784846", 1, .digitsTransposed
        ),
      ]) == [])
  }

  @Test("The two layers of squeeze and excitation, Mamba's expansion, a family's sizes")
  func others() {
    #expect(
      ShortTexts.alarms(in: [
        "# EfficientNet-B0\n扩张 24×144×56×56=10838016\nSE：144→6→144：2×144×6=1728",
        "d=1024，expand 2 → 2048\nin_proj 1024×4096=4194304", "GPT-2 has 1.5B parameters.", "GPT-2 有 15 亿参数",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("GPT-2 有 2.24 亿参数", 1, .networkTotalWrong),
        ("QKV 512→1536：3×512×1536=2359296", 1, .extraFactor),
      ]) == [])
  }
}
