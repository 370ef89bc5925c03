import Checking
import Testing

/// The memory of a model whose size and number format its line names.
@Suite("Stored models")
struct StoredModelTests {
  @Test("The memory that is stated") func statedMemory() {
    #expect(
      ShortTexts.unfound(in: [
        ("A 34B model in 8-bit takes 68 GB.", 1, .bytesPerValueWrong),
        ("The 70B model in bf16 needs 70 GB.", 1, .bytesPerValueWrong),
        ("7B 模型用 fp16 存储需要 28 GB。", 1, .bytesPerValueWrong),
        ("A model with 3B parameters in int4 needs 3 GB.", 1, .bytesPerValueWrong),
        ("A 14B model takes 14 GB in fp16.", 1, .bytesPerValueWrong),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "A 14B model in 8 bit needs 14 GB; in 4 bit it needs 7 GB.",
        "A 14B model takes 28 GB; in 8 bit 14 GB.",
        "A 7B model in fp16 needs 14 GB, with the KV cache 28 GB.",
        "A 7B model with 2 bytes per parameter needs 14 GB; training needs 16 bytes each, 112 GB.",
        "fp16 的 7B 模型占 14 GB，比 fp32 的 28 GB 少一半。", "A 14B model in 16-bit needs 28 GB = 26.1 GiB.",
        "It is wrong that a 14B model in 8 bit needs 28 GB.", "Does a 14B model in 8 bit need 28 GB?",
      ]).isEmpty)
  }

  @Test("The memory that is computed")
  func computedMemory() {
    #expect(
      ShortTexts.alarms(in: [
        "FP16 推理 30B 模型，显存 30×2=60GB", "BF16 每参数 2 字节，236B：236×2=472GB", "int4 的 32B 模型：32×0.5=16GB",
        "8B 模型 BF16 权重：8×2=16GB", "34B int4：34×4=136Gbit=17GB", "7B 模型原来 7×2=14GB，int4 量化后 3.5GB",
        "FP16 34B 模型 34×2=68GB，FP32 34×4=136GB", "A 34B model in bf16 with Adam: 34 × 8 = 272 GB of states",
        "34B fp16 双卡：34×1=34GB 一张卡", "13B params: fp16 26 GB; fp32 13 * 4 = 52 GB",
        "A 9B model, 2 bytes per parameter: 9×2 = 18 GB",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("FP16 推理 30B 模型，显存 30×4=120GB", 1, .bytesPerValueWrong),
        ("30B 模型 FP16 权重：30×10⁹×4=120×10⁹ 字节=120GB", 1, .bytesPerValueWrong),
        ("int4 的 32B 模型：32×1=32GB", 1, .bytesPerValueWrong),
        ("BF16 每参数 2 字节，236B：236×1=236GB", 1, .bytesPerValueWrong),
        ("A 34B model in fp32 takes 34 × 2 = 68 GB", 1, .bytesPerValueWrong),
        ("13B params in fp16: 13 * 4 = 52 GB", 1, .bytesPerValueWrong),
        ("7B 参数，fp16：7×4 = 28 GB", 1, .bytesPerValueWrong),
        ("A 9B model, 2 bytes per parameter: 9×4 = 36 GB", 1, .bytesPerValueWrong),
      ]) == [])
  }

  @Test("A format may be named by its width")
  func widths() {
    #expect(
      ShortTexts.alarms(in: [
        "A 30B model with 8bits needs 30 GB.", "A 30B model in uint8 takes 30 GB.", "6B 模型 32位 需要 24 GB",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("A 30B model with 8bits needs 60 GB.", 1, .bytesPerValueWrong),
        ("A 30B model in uint8 takes 60 GB.", 1, .bytesPerValueWrong),
        ("6B 模型 32位 需要 12 GB", 1, .bytesPerValueWrong),
      ]) == [])
  }
}
