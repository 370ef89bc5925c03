import Checking
import Testing

/// Bits a second, bytes of a number format, and work that is told in words.
@Suite struct BitsAndFormatsTests {
  @Test func bytesOverBitsASecondTakeEightTimesAsLong() {
    #expect(
      ShortTexts.unfound(in: [
        ("The gradients are 26 GB; at 200 Gb/s this takes 26/200 = 0.13 s.", 1, .durationWrong),
        ("Over InfiniBand: 2.62 GB / 400 Gb/s = 6.6 ms.", 1, .durationWrong),
        ("权重 26 GB，网络 200 Gbps：26/200 = 0.13 秒。", 1, .durationWrong),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "The gradients are 26 GB; at 200 Gb/s this takes 26 × 8/200 = 1.04 s.",
        "Over NVLink: 2.62 GB / 400 GB/s = 6.6 ms.", "Over InfiniBand: 2.62 GB / 400 Gb/s = 52 ms.",
        "With 8 links of 100 Gb/s: 14 GB / 100 GB/s = 0.14 s.",
        "208 Gb of gradients at 200 Gb/s: 208/200 = 1.04 s.", "26 GB at 25 GB/s (200 Gb/s): 26/25 = 1.04 s.",
      ]).isEmpty)
  }

  @Test func bytesFollowTheFormatThatIsNamed() {
    #expect(
      ShortTexts.unfound(in: [
        ("With bf16 gradients the 13B model's gradients occupy 13e9 × 4 = 52 GB.", 1, .bytesPerValueWrong),
        ("NF4 weights, 4 bits each: 34e9 × 4 bytes = 136 GB.", 1, .bytesPerValueWrong),
        (
          "KV cache per token of Llama-3-8B in fp16: 2 × 32 × 8 × 128 × 4 bytes = 262,144 bytes.", 1,
          .bytesPerValueWrong
        ),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "With bf16 gradients the 13B model's gradients occupy 13e9 × 2 = 26 GB.",
        "NF4 weights, 4 bits each: 34e9 × 0.5 bytes = 17 GB.",
        "bf16 weights and gradients: 7e9 × 4 bytes = 28 GB.", "fp32 weights: 7e9 × 4 = 28 GB.",
        "KV cache per token in fp16: 2 × 32 × 8 × 128 × 2 bytes = 131,072 bytes.",
        "We accumulate bf16 gradients in 4 bytes: 7e9 × 4 bytes = 28 GB.",
        "fp16 weights: 4 × 7e9 = 28 GB for two models.", "The fp8 run: 8 × 80 GB = 640 GB.",
      ]).isEmpty)
  }

  @Test func workOfTrainingIsCountedWhole() {
    #expect(
      ShortTexts.unfound(in: [
        (
          "Training the 2B model on 400B tokens without recomputation: C = 2 × 2e9 × 400e9 = 1.6e21 FLOPs of training compute.",
          1, .trainingFactorWrong
        ),
        (
          "The forward pass of the 13B model costs 26 GFLOPs per token, the backward pass the same.", 1,
          .backwardFactorWrong
        ),
        (
          "$5.18\\times10^{21}/8.64\\times10^{19} \\approx 600$ PFLOP/s-days.", 1, .powerOfTenSlip
        ),
        (
          "The dense bf16 peak of the H100 SXM is 1979 TFLOP/s and its bandwidth 3.35 TB/s.", 1,
          .sparsePeakUsed
        ),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "Training the 2B model on 400B tokens without recomputation: C = 6 × 2e9 × 400e9 = 4.8e21 FLOPs.",
        "Training the 2B model on 400B tokens with full recomputation: C = 8 × 2e9 × 400e9 = 6.4e21 FLOPs.",
        "The forward pass costs 26 GFLOPs; the backward pass the same for the gradient of the weights and the same for that of the inputs.",
        "$5.18\\times10^{21}/8.64\\times10^{19} \\approx 60$ PFLOP/s-days.",
        "The dense fp8 peak of the H100 SXM is 1979 TFLOP/s.",
        "The dense bf16 peak of the H100 SXM is 989 TFLOP/s and its bandwidth 3.35 TB/s.",
      ]).isEmpty)
  }
}
