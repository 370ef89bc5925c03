import Checking
import Testing

/// What the lines above tell of maps, strides, heads and times, and a calculation that does not keep to it.
@Suite struct GeometryInProseTests {
  @Test func mapsBehindPools() {
    let right = [
      "conv2: output 14×14×24\npool2 → 7×7×24\nfc1: 7×7×24×50 + 50 = 58,850",
      "conv: output 14×14×24\npool → 7×7×24\nup: output 14×14×24\nfc: 14×14×24×10 + 10 = 47,050",
      "conv1: 40×40×3×3×3×16 = 691,200 MACs\npool 2×2\nconv2: 20×20×3×3×16×32 = 1,843,200 MACs",
      "ResNet-18 的 fc:512×1000 + 1000 = 513000",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      (
        "conv2: output 14×14×24\npool2 → 7×7×24\nfc1: 14×14×24×50 + 50 = 235,250", 3, .inputSizeForOutputSize
      ),
      (
        "卷积2:输出 16×16×40\n池化2:2×2 → 8×8×40\n全连接:16×16×40×100+100 = 1024100", 3, .inputSizeForOutputSize
      ),
      (
        "conv1: 40×40×3×3×3×16 = 691,200 MACs\npool 2×2\nconv2: 40×40×3×3×16×32 = 7,372,800 MACs", 3,
        .inputSizeForOutputSize
      ),
      ("ResNet-18, last layer:\nfc: 7×7×512×1000 + 1000 = 25,089,000", 2, .extraFactor),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func stridesOfBlocks() {
    let right = [
      "Block (96 -> 192, stride 2, output 20x20):\nconv1: 3*3*96*192*20*20 = 66355200",
      "Bottleneck (96 -> 192, stride 2, output 20x20):\nreduce: 96*48*40*40 = 7372800",
      "MobileNetV2 块: 扩张 28×28×32×192=4816896, 深度(stride 2) 14×14×192×9=338688, 投影 14×14×192×64=2408448",
      "输出边长 (64-8)/4+1=15\n连接数 15×15×32×(192+1)=1389600",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      (
        "Block (96 -> 192, stride 2, output 20x20):\nconv1: 3*3*96*192*40*40 = 265420800", 2,
        .inputSizeForOutputSize
      ),
      (
        "MobileNetV2 块: 扩张 28×28×32×192=4816896, 深度(stride 2) 28×28×192×9=1354752, 投影 14×14×192×64=2408448",
        1,
        .inputSizeForOutputSize
      ),
      ("输出边长 (64-8)/4+1=15\n连接数 64×64×32×(192+1)=25296896", 2, .inputSizeForOutputSize),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func sumsInProse() {
    let right = [
      "各阶段残差块数为 2、3、5、2，共 12 块，每块 2 个卷积", "VGG-16 有 5 块，每块卷积层数 2、2、3、3、3，共 13 层",
      "enc1: 3×3×3×48+48=1344, 3×3×48×48+48=20784, 小计22128",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("各阶段残差块数为 2、3、5、2，共 13 块，每块 2 个卷积", 1, .blockCountWrong),
      ("the stages have 2, 3, 5 and 2 blocks, 11 blocks in total", 1, .blockCountWrong),
      ("enc1: 3×3×3×48+48=1344, 3×3×48×48+48=20784, 小计22182", 1, .totalDoesNotAddUp),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
    // With its brackets left out a formula is written wrongly; its result is right, and so is what goes on with it.
    let missing = "conv: 3 * 32 + 1 * 64 = 6208\ndense: 64 * 5 + 5 = 325\nTotal 6208 + 325 = 6533"
    #expect(Checker().diagnose(HandCalculation(missing)).findings.map { $0.place.line } == [1])
  }

  @Test func growthInProse() {
    let right = [
      "每层参数 12×512²=3145728 → 12×1024²=12582912, 增加到 4 倍", "参数从 2,000,000 变为 6,000,000, 是原来的 3 倍",
      "序列长度从 512 增加到 2048, KV cache 变为原来的 4 倍, 注意力分数变为 16 倍",
      "序列长度从 512 增加到 2048, batch 增加到 4, KV cache 变为原来的 16 倍", "延迟 12 ms → 3 ms, 变为 4 倍的速度",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("每层参数 12×512²=3145728 → 12×1024²=12582912, 增加到 2 倍", 1, .conclusionContradictsNumbers),
      ("参数从 2,000,000 变为 6,000,000, 是原来的 4 倍", 1, .conclusionContradictsNumbers),
      ("序列长度从 512 增加到 2048, KV cache 变为原来的 16 倍", 1, .scalingExponentWrong),
      (
        "When the context grows from 512 to 1536 tokens, the KV cache grows 9 times.", 1,
        .scalingExponentWrong
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func boundsAndHeads() {
    let right = [
      "计算时间 0.07 ms 远小于读权重 8.1 ms，因此 decode 是访存受限",
      "compute 14.5 ms, memory traffic 2.1 ms: prefill is compute-bound",
      "每个头的维度 384/6 = 64\nWQ、WK、WV 各为 384×384=147456，合计 442368",
      "head width 384/6 = 64\n6 layers, Q in all layers: 6×384×384 = 884,736",
      "LLaMA: d = 2048, hidden = 5504\nSwiGLU gate and up: 2 × 2048 × 5504 = 22,544,384",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("计算时间 0.07 ms 远小于读权重 8.1 ms，因此 decode 是计算瓶颈", 1, .conclusionContradictsNumbers),
      ("compute 14.5 ms, memory traffic 2.1 ms: prefill is memory-bound", 1, .conclusionContradictsNumbers),
      ("每个头的维度 384/6 = 64\nWQ、WK、WV 各为 384×384=147456，合计 442368×6=2654208", 2, .headsMultipliedAgain),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func blocksHeadedByTheirNetwork() {
    let right = [
      "MobileNetV2 倒残差块(输入 28×28×32,t=6,输出 32,stride=1),计 MACs:\n"
        + "1. 扩张 1×1:28×28×32×192 = 4,816,896\n2. 深度 3×3:28×28×192×9 = 1,354,752\n"
        + "3. 投影 1×1:28×28×192×32 = 4,816,896\n合计 4,816,896+1,354,752+4,816,896 = 10,988,544"
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let dense =
      "MobileNetV2 倒残差块(输入 28×28×32,t=6,输出 32,stride=1),计 MACs:\n"
      + "1. 扩张 1×1:28×28×32×192 = 4,816,896\n2. 深度 3×3:28×28×192×192×9 = 260,112,384\n"
      + "3. 投影 1×1:28×28×192×32 = 4,816,896\n合计 4,816,896+260,112,384+4,816,896 = 269,746,176"
    let findings = Checker().diagnose(HandCalculation(dense)).findings.filter { $0.severity == .error }
    #expect(findings.map { $0.place.line } == [3])
    #expect(findings.first?.mistake == .depthwiseAsDense)
  }

  @Test func sumsTimesSteps() {
    let parts = "LSTM, 输入特征 30, 隐藏单元 48, 时间步 25\n输入权重: 30*48=1440\n循环权重: 48*48=2304\n偏置: 48\n"
    #expect(ShortTexts.alarms(in: [parts + "每个门 1440+2304+48=3792 个参数"]) == [])
    #expect(
      ShortTexts.unfound(in: [(parts + "共 (1440+2304+48)*25=94800 个参数", 5, .timestepsMultiplied)]) == [])
  }
}
