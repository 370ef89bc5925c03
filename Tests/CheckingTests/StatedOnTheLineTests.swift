import Checking
import Testing

/// Numbers that contradict what their own line says.
@Suite("Stated on the line")
struct StatedOnTheLineTests {
  @Test("The bytes of a model's size")
  func bytesOfSizes() {
    #expect(
      ShortTexts.alarms(in: [
        "FP16 推理 30B 模型，显存 30×2=60GB", "BF16 每参数 2 字节，236B：236×2=472GB", "int4 的 32B 模型：32×0.5=16GB",
        "8B 模型 BF16 权重：8×2=16GB", "34B int4：34×4=136Gbit=17GB", "7B 模型原来 7×2=14GB，int4 量化后 3.5GB",
        "FP16 34B 模型 34×2=68GB，FP32 34×4=136GB", "A 34B model in bf16 with Adam: 34 × 8 = 272 GB of states",
        "34B fp16 双卡：34×1=34GB 一张卡",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("FP16 推理 30B 模型，显存 30×4=120GB", 1, .bytesPerValueWrong),
        ("30B 模型 FP16 权重：30×10⁹×4=120×10⁹ 字节=120GB", 1, .bytesPerValueWrong),
        ("int4 的 32B 模型：32×1=32GB", 1, .bytesPerValueWrong),
        ("BF16 每参数 2 字节，236B：236×1=236GB", 1, .bytesPerValueWrong),
        ("A 34B model in fp32 takes 34 × 2 = 68 GB", 1, .bytesPerValueWrong),
      ]) == [])
  }

  @Test("Heads and values of a cache")
  func cache() {
    #expect(
      ShortTexts.alarms(in: [
        "LLaMA2-70B KV cache（GQA 8头），2048长度，FP16：\n2×2×80×8×128×2048=671088640字节",
        "LLaMA2-70B 每 token KV：2×80×8×128×2=327680 字节",
        "LLaMA2-7B 的 K cache，1024 长度 FP16：32×4096×1024×2=268435456字节",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("LLaMA2-70B KV cache（GQA 8头），2048长度，FP16：\n2×2×80×64×128×2048=5368709120字节", 2, .kvHeadsIgnored),
        ("LLaMA2-70B 每 token KV：2×80×64×128×2=2621440 字节", 1, .kvHeadsIgnored),
        ("LLaMA2-7B KV cache 1024 长度 FP16：32×4096×1024×2=268435456字节", 1, .partsOmitted),
      ]) == [])
  }

  @Test("Shares and changes")
  func shares() {
    #expect(
      ShortTexts.alarms(in: [
        "两个全连接：102764544+16781312=119545856，占 138357544 的 86%", "fc 层：512×1000=512000 MACs，占 1.8G 的 0.03%",
        "显存 8GiB → 2GiB，降低了 75%", "计算量 4.1G → 1.8G，节省约 56%", "25.6M → 11.7M，减少 54%",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("两个全连接：102764544+16781312=119545856，占 138357544 的 68%", 1, .conclusionContradictsNumbers),
        ("fc 层：512×1000=512000 MACs，占 1.8G 的 0.3%", 1, .powerOfTenSlip),
        ("显存 8GiB → 2GiB，降低了 60%", 1, .conclusionContradictsNumbers),
        ("512000/1.8e9=0.3%", 1, .powerOfTenSlip),
      ]) == [])
  }

  @Test("Conclusions about a name")
  func conclusions() {
    #expect(
      ShortTexts.alarms(in: [
        "方案A 33.1M MACs，方案B 5.2M MACs，A 的计算量更大", "方案A 33.1M MACs，方案B 5.2M MACs，B 的参数量更大",
        "ResNet-34 是 3.6G，ResNet-18 是 1.8G，ResNet-18 的计算量更小",
        "模型甲 1.2 GFLOPs，模型乙 0.9 GFLOPs，乙的延迟更高",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("方案A 33.1M MACs，方案B 5.2M MACs，B 的计算量更大", 1, .conclusionContradictsNumbers),
        ("ResNet-34 是 3.6G，ResNet-18 是 1.8G，ResNet-18 的计算量更大", 1, .conclusionContradictsNumbers),
      ]) == [])
  }

  @Test("Passes, projections and training")
  func training() {
    #expect(
      ShortTexts.alarms(in: [
        "训练：前向 2N，反向 4N，共 6N", "LoRA 训练：前向 2N，反向 2N，共 4N（权重冻结）",
        "OPT-175B 每 token 推理算力：2×175e9=3.5e11 FLOPs", "W_Q、W_K、W_V、W_O 共 4×640×640=1638400",
        "W_Q、W_K、W_V、W_O 中前三个 3×640×640=1228800",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("训练：前向 2N，反向 2N，共 4N", 1, .backwardFactorWrong),
        ("65B 模型每 token 训练算力：2×65e9=1.3e11 FLOPs", 1, .trainingFactorWrong),
        ("W_Q、W_K、W_V、W_O 共 3×640×640=1228800", 1, .outputProjectionMissing),
        ("序列长翻倍，注意力 QK^T 计算量变为 2 倍", 1, .scalingExponentWrong),
      ]) == [])
  }

  @Test("Sizes, biases, batches")
  func layers() {
    #expect(
      ShortTexts.alarms(in: [
        "卷积 5×5 s2 p2，64 输入：(64-5+4)/2+1=32", "padding 2，(64-5+2×2)/1+1=64", "总 padding 1：(64-3+1)/2+1=32",
        "(64-5+2×2)/2=31.5，向下取整 31，加 1 得输出 32", "偏置数 96，偏置加法 28×28×96=75264",
        "batch=16，一张图 1.8 GMACs，整个 batch 1.8×16=28.8 GMACs", "65B（650亿参数）",
        "BN 层 C=96：参数 4×96=384，其中可训练参数 2×96=192",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("卷积 5×5 s2 p2，64 输入：(64-5+2)/2+1=31", 1, .paddingForgotten),
        ("输出：(64-5+2×2)/1+1=60", 1, .paddingForgotten),
        ("(64-5+2×2)/2=31.5，所以输出 31×31", 1, .outputSizePlusOneMissing),
        ("卷积 3×3，48→96，输出 28×28，偏置数 28×28×96=75264", 1, .biasPerPosition),
        ("batch=16，一张图 1.8 GMACs，整个 batch 1.8/16=0.1125 GMACs", 1, .batchDividesWork),
        ("65B（65亿参数）", 1, .yiUnitSlip), ("BN 层 C=96：可训练参数 4×96=384", 1, .normCountWrong),
        ("H800 FP16 稠密峰值 1979 TFLOPS，1024 卡 MFU 38%", 1, .sparsePeakUsed),
      ]) == [])
  }
}
