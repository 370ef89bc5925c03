import Checking
import Testing

/// Conclusions, ratios, formats and prices that the numbers beside them contradict, and right ones of the same forms.
@Suite struct ContradictedByNumbersTests {
  /// `1 FLOP/byte < 295 FLOPs/byte`: no balance is as small as the first, unless the text says so.
  @Test func whatBoundsFollowsFromTheNumbers() {
    #expect(
      ShortTexts.alarms(in: [
        "1 FLOP/byte < 295 FLOPs/byte, so the layer is memory-bound",
        "CPU ridge: 100 GFLOPS / 50 GB/s = 2 FLOPs/byte\n2 FLOPs/byte < 170 FLOPs/byte → compute-bound",
        "计算时间: 20 / 312 = 0.06 秒\n读权重: 14 GB / 2 TB/s = 7 ms 每token, 共14秒\n所以是带宽瓶颈",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("1 FLOP/byte < 295 FLOPs/byte, so the layer is compute-bound", 1, .conclusionContradictsNumbers),
        (
          "计算时间: 20 / 312 = 0.06 秒\n读权重: 14 GB / 2 TB/s = 7 ms 每token, 共14秒\n所以是算力瓶颈", 3,
          .conclusionContradictsNumbers
        ),
      ]).isEmpty)
  }

  /// A device that is named with its memory, below what is needed.
  @Test func aCardWithLessMemoryIsNotEnough() {
    #expect(
      ShortTexts.alarms(in: [
        "Falcon-40B in FP16 takes 80 GB\nSo it fits on a single 96 GB card",
        "LLaMA-13B in FP16 needs 26 GB\nIt fits on a 24 GB RTX 4090 after quantization",
        "LLaMA-13B in FP16 needs 26 GB\nIt fits on two 24 GB cards",
        "权重14GB + KV 1GB×8 = 8GB, 共22GB; 一张V100-32G够用", "共34GB; 一张V100-32G不够用", "共34GB; 两张V100-32G够用",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        (
          "Falcon-40B in FP16 takes 80 GB\nSo it fits on a single 40 GB A100", 2,
          .conclusionContradictsNumbers
        ),
        ("权重26GB + KV 8GB, 共34GB, 一张3090(24GB)就够用", 1, .conclusionContradictsNumbers),
      ]).isEmpty)
  }

  /// Twice, four or ten times the ratio is a slip; any other number may be that of other things.
  @Test func theNumbersOnBothSidesTellTheRatio() {
    #expect(
      ShortTexts.alarms(in: [
        "2 × 8 × 1024 = 16,384 vs 1024 × 1024 = 1,048,576 → 64x fewer parameters",
        "2 × 8 × 1024 = 16,384 vs 1024 × 1024 = 1,048,576\n=> 64x smaller",
        "2 × 8 × 1024 = 16,384 vs 1024 × 1024 = 1,048,576\n=> 128x fewer over both matrices of rank 4",
        "上下文从8K到32K，KV缓存变为4倍", "上下文从8K到32K，头数减半，KV缓存变为2倍",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        (
          "2 × 8 × 1024 = 16,384 vs 1024 × 1024 = 1,048,576 → 128x fewer parameters", 1,
          .conclusionContradictsNumbers
        ),
        (
          "2 × 8 × 1024 = 16,384 vs 1024 × 1024 = 1,048,576\n=> 32x smaller", 2, .conclusionContradictsNumbers
        ),
        ("上下文从4K到64K, KV cache变为32倍: 1GB → 32GB", 1, .conclusionContradictsNumbers),
      ]).isEmpty)
  }

  /// What a label says of the format is what the factor has to be.
  @Test func theFormatOfALabelTellsTheBytes() {
    #expect(
      ShortTexts.alarms(in: [
        "34B int4: 34 × 0.5 = 17 GB", "7B fp16: 7 × 2 × 2 = 28 GB (weights and gradients)",
        "Adam states (FP32 momentum and variance): 1.3B × (4 + 4) = 10.4GB",
        "m and v: 2 × 1.3e9 × 4 bytes = 10.4 GB in FP32", "m and v: 2 × 1.3e9 × 2 bytes = 5.2 GB in BF16",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("34B int4: 34 × 0.25 = 8.5 GB", 1, .bytesPerValueWrong),
        ("13B int8: 13 × 2 × 1.1 = 28.6 GB", 1, .bytesPerValueWrong),
        ("Adam states (FP32 momentum and variance): 1.3B × (2 + 2) = 5.2GB", 1, .bytesPerValueWrong),
        ("m and v: 2 × 1.3e9 × 2 bytes = 5.2 GB in FP32", 1, .bytesPerValueWrong),
      ]).isEmpty)
  }

  /// The other sizes on the line, or those of the weights and the gradients, tell what one has to be.
  @Test func theSizesBesideItTellOne() {
    #expect(
      ShortTexts.alarms(in: [
        "ResNet-50 25.6M parameters: FP32 102 MB, FP16 51 MB, INT8 26 MB",
        "MobileNet 4.2M 参数, FP32 约 16.8MB, INT8 约 4.2MB",
        "训练显存 (VGG16, Adam): 参数 552MB, 梯度 552MB, 优化器 1104MB",
        "训练显存 (VGG16, SGD): 参数 552MB, 梯度 552MB, 优化器 552MB",
        "8-bit Adam: weights 14 GB, gradients 14 GB, optimizer 14 GB",
        "Adam\nweights: 28 GB\ngradients: 28 GB\noptimizer: momentum 28 GB, variance 28 GB",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("ResNet-50 25.6M parameters: FP32 102 MB, FP16 51 MB, INT8 51 MB", 1, .bytesPerValueWrong),
        ("MobileNet 4.2M 参数, FP32 约 16.8MB, INT8 约 8.4MB", 1, .bytesPerValueWrong),
        ("训练显存 (VGG16, Adam): 参数 138M×4=552MB, 梯度 552MB, 优化器 552MB", 1, .bytesPerValueWrong),
      ]).isEmpty)
  }

  /// A power of ten too much or too little of what something costs, or emits.
  @Test func pricesAndEmissionsKeepTheirZeros() {
    #expect(
      ShortTexts.alarms(in: [
        "500 MWh × 0.4 kg/kWh = 200 t", "500 kWh × 400 g/kWh = 200 kg", "12,000 GPU hours at $2: $24,000",
        "GPU hours: 32 × 100 = 3,200\ncost at $1.5/h: $4.8k",
        "$3/h / 15M tokens/h = $0.20 per million tokens",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("500 MWh × 0.4 kg/kWh = 200 kg", 1, .prefixSlip), ("500 kWh × 400 g/kWh = 200 t", 1, .prefixSlip),
        ("12,000 GPU hours at $2: $240,000", 1, .productSlip),
        ("GPU hours: 32 × 100 = 3,200\ncost at $1.5/h: $48,000", 2, .productSlip),
        ("$3/h / 15M tokens/h = $2.00 per million tokens", 1, .productSlip),
      ]).isEmpty)
  }
}
