import Checking
import Testing

/// What is bound by what, where the larger of two numbers is the balance of a machine, or neither is one.
@Suite("Compared intensities")
struct ComparedIntensityTests {
  private static let right = [
    "The ridge is 160 FLOPs/byte, above the layer's intensity of 12: it is memory-bound.",
    "The machine balance of 295 exceeds the intensity of 64, so the product is memory-bound.",
    "The ridge of 9.6 lies above 2: memory-bound",
    "拐点（208）大于该层的强度（16），因此是内存受限。",
    "The ridge of the new GPU is 300, higher than the old one's 140, so more kernels are memory-bound.",
    "新卡的拐点 300 高于旧卡的 140，因此更多算子是内存受限。",
    "The compute roof (990 TFLOPS) is above the bandwidth roof (67 TFLOPS) at this intensity: memory-bound.",
    "The intensity of prefill is 512, higher than decoding's 1, so decoding is memory-bound.",
    "The ridge intensity is 160, higher than the intensity of 12 here: memory-bound.",
    "The intensity of 410 is above the ridge of 295: compute-bound.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "The layer's intensity of 410 is above the ridge of 295: memory-bound.", 1,
      .conclusionContradictsNumbers
    ),
    (
      "350 FLOPs/byte is higher than the balance of 208, so it is memory-bound.", 1,
      .conclusionContradictsNumbers
    ),
    ("该层的强度 350 高于拐点 208，因此是内存受限。", 1, .conclusionContradictsNumbers),
    (
      "The ridge is 160 FLOPs/byte, above the layer's intensity of 12: it is compute-bound.", 1,
      .conclusionContradictsNumbers
    ),
    ("拐点（208）大于该层的强度（16），因此是计算受限。", 1, .conclusionContradictsNumbers),
    (
      "The ridge is at 295.\nThe intensity of 410 > 295, so it is memory-bound.", 2,
      .conclusionContradictsNumbers
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
