import Checking
import Testing

/// Bytes, prefixes and cards as people write them beside their numbers.
@Suite("Bytes beside their numbers")
struct GluedBytesTests {
  @Test("A glued B is bytes where the line has bytes")
  func gluedBytes() {
    #expect(
      ShortTexts.alarms(in: [
        "float32：178110×4=712440B≈695.7KB", "权重 5×5×3×32×4B=9600B=9.375KB",
        "每 token：24×2×64×2×2=12288B=12KB", "合计 1605632B+18816B=1624448B≈1.55MB",
        "fp16: 3×3×128×128×2B = 294912B = 288KB", "6×13B×260B=2.028e22", "7B×2B=14GB",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("float32：178110×4=712440B≈659.7KB", 1, .roundingWrong),
        ("每 token：24×2×64×2×2=12288B=21KB", 1, .productSlip),
        ("13B × 2 = 29 GB", 1, .productSlip),
      ]) == [])
  }

  @Test("A change of prefix may go by 1,024")
  func prefixes() {
    #expect(
      ShortTexts.alarms(in: [
        "256KB×4096=1048576KB=1024MB=1GB", "49MB×128=6272MB≈6.1GB", "4GB×16=64GB=65536MB",
        "48GB×1024=49152MB",
        "1605632/1024=1568KB，1568/1024=1.53125MB", "1073741824/1024/1024=1024MB，1024/1024=1GB",
        "48GB/96KB=524288",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("48GB×1024=4915.2MB", 1, .powerOfTenSlip),
        ("1605632/1024=1568KB，1568/1024=1.53125GB", 1, .prefixSlip),
        ("32768 bytes; 32768/1024 = 32 MB", 1, .prefixSlip),
        ("4GB×16=64GB=56536MB", 1, .roundingWrong),
      ]) == [])
  }

  @Test("A number of weights keeps its scale in the bytes behind it")
  func weights() {
    #expect(
      ShortTexts.alarms(in: [
        "FP32 每个参数 4 字节，11.7M 参数 = 11.7×4 = 46.8MB", "5.3M params = 5.3 × 2 = 10.6 MB (fp16)",
        "11.7M 个参数 = 11.7×10⁶×4 = 46.8×10⁶ 字节 = 46.8MB", "11.69M 参数，fp32 模型约 11.69×4=44.6MiB",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("11.7M 参数 = 11.7×4 = 46.8GB", 1, .prefixSlip), ("5.3M 参数，FP32 需 5.3×4=21.2KB", 1, .prefixSlip),
        ("A 2.7B model needs 2.7 × 2 = 5.4 MB of memory.", 1, .prefixSlip),
        ("11.69M 参数，fp32 模型约 11.69×4=46.76MiB", 1, .binaryDecimalPrefixMixed),
      ]) == [])
  }

  @Test("1080Ti is a card")
  func cards() {
    #expect(
      ShortTexts.alarms(in: [
        "3×1080Ti=3×11GB=33GB", "2×3080Ti=24GB，4×3090=96GB", "显存 12GB×8（3080Ti）=96GB", "2TiB×4=8TiB",
      ]) == [])
    #expect(ShortTexts.unfound(in: [("3×1080Ti=3×11GB=44GB", 1, .productSlip)]) == [])
  }

  @Test("A result in powers of ten is divided on the next line")
  func continued() {
    #expect(
      ShortTexts.alarms(in: [
        "总算力：4.2×10²²\n÷(256×125×10¹²)\n≈1.3125×10⁶秒\n÷86400\n≈15.2天",
        "单卡：4.2×10²²÷(125×10¹²)=3.36×10⁸ s\n÷86400≈3889 天",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("总算力：4.2×10²²\n÷(256×125×10¹²)\n≈1.3125×10⁶秒\n÷86400\n≈25.2天", 5, .durationWrong),
        ("单卡：4.2×10²²÷(125×10¹²)=3.63×10⁸ s\n÷86400≈4201 天", 1, .formulaDoesNotGiveResult),
      ]) == [])
  }
}
