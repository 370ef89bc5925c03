import Checking
import Testing

/// Numbers that contradict what their own line says.
@Suite("Stated on the line")
struct StatedOnTheLineTests {
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

  @Test("Sizes, norms, batches")
  func layers() {
    #expect(
      ShortTexts.alarms(in: [
        "卷积 5×5 s2 p2，64 输入：(64-5+4)/2+1=32", "padding 2，(64-5+2×2)/1+1=64", "总 padding 1：(64-3+1)/2+1=32",
        "batch=16，一张图 1.8 GMACs，整个 batch 1.8×16=28.8 GMACs", "65B（650亿参数）",
        "BN 层 C=96：参数 4×96=384，其中可训练参数 2×96=192",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("卷积 5×5 s2 p2，64 输入：(64-5+2)/2+1=31", 1, .paddingForgotten),
        ("输出：(64-5+2×2)/1+1=60", 1, .paddingForgotten),
        ("batch=16，一张图 1.8 GMACs，整个 batch 1.8/16=0.1125 GMACs", 1, .batchDividesWork),
        ("65B（65亿参数）", 1, .yiUnitSlip), ("BN 层 C=96：可训练参数 4×96=384", 1, .normCountWrong),
        ("H800 FP16 稠密峰值 1979 TFLOPS，1024 卡 MFU 38%", 1, .sparsePeakUsed),
      ]) == [])
  }
}
