import Checking
import Testing

/// Totals below their last part, heads and blocks of named networks, outputs behind arrows, bytes, bounds and letters.
@Suite("Wholes below parts, and named networks")
struct WholesAndNamesTests {
  private static let right = [
    "pool → FC: 96·5 + 5 = 485\n≈ 0.31M params in total",
    "fc: 100·60 + 60 = 6,060\n= 52,318 parameters for the whole network",
    "conv1: 3·3·3·24 + 24 = 672\nfc: 900·10 + 10 = 9,010\n≈ 9.7k in total",
    "fc: 100·60 + 60 = 6,060\n≈ 52.3k 个参数（整个网络）",
    "In ResNet-50 all identity blocks have the same MACs.",
    "ResNet-18 除下采样块外，每个残差块的计算量都相同。",
    "VGG-19 with global average pooling and one FC layer: 512·1000 + 1000 = 513,000",
    "VGG-16 with GAP, then one FC layer: 512·200 + 200 = 102,600",
    "Conv 5x5: (36 - 4)/1 = 32 -> 32x32x8",
    "max pool 2x2, stride 2: (36 - 2 + 2)/2 = 18 -> 18x18x8",
    "Conv 3x3, stride 2, padding 1, input 36x36: (36 - 3 + 2)/2 = 17.5 -> 18x18",
    "fp16: 32 x 256 x 64 x 64 = 33,554,432 elements -> 64 MiB",
    "44,549,160 ≈ 44.5M parameters, 178 MB in fp32",
    "fp16: 33,554,432 elements and their gradients -> 128 MiB",
    "Arithmetic intensity: 31.5 FLOP/B\nMachine balance: 12.9 FLOP/B\nThe layer is compute bound.",
    "Intensity of conv1: 31.5 FLOP/B\nIntensity of conv2: 2.8 FLOP/B\nMachine balance: 12.9 FLOP/B\n"
      + "So conv2 is memory bound.",
    "MACs = 231,211,008\nFLOPs = 2 × MACs ≈ 462.4 × 10^6",
    "MACs = 231,211,008 per image\nat 1000 images/s: 2 × MACs = 462.4 GFLOP/s",
    "A block has 2 * 25 * C^2 = 50C^2 weights, in bytes 2 * 50 * C^2 = 100C^2.",
    "ResNet-34 has 3 + 4 + 6 + 3 = 16 blocks, ResNet-101 has 3 + 4 + 23 + 3 = 33, ResNet-152: [3, 8, 36, 3].",
    "If ResNet-50 has 3 + 4 + 5 + 3 blocks, it loses 2%.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("Total: 672 + 18,496 + 9,010\n= 28,378 parameters in total", 2, .digitChanged),
    ("conv1: 3·3·3·24 + 24 = 672\nfc: 900·10 + 10 = 9,010\n= 9,862 in total", 3, .digitsTransposed),
    ("fc: 100·60 + 60 = 6,060\n≈ 0.6k in total", 2, .powerOfTenSlip),
    ("In ResNet-34 all blocks have the same FLOPs.", 1, .allBlocksTakenSame),
    ("ResNet-50 with global average pooling has 2 FC layers.", 1, .layerCountWrong),
    ("POOL: 3x3, stride 2 -> (35 - 3)/2 = 16 -> 16x16x48", 1, .outputSizePlusOneMissing),
    ("conv 3x3, padding 1: (20 - 3 + 2)/1 = 19 → 19×19", 1, .outputSizePlusOneMissing),
    ("fp16: 32 x 256 x 64 x 64 = 33,554,432 elements -> 128 MiB", 1, .bytesPerValueWrong),
    ("44,549,160 ≈ 44.5M parameters, 89.1 MB in fp32", 1, .bytesPerValueWrong),
    (
      "Arithmetic intensity: 31.5 FLOP/B\nMachine balance: 12.9 FLOP/B\nSo the layer is memory bound.", 3,
      .conclusionContradictsNumbers
    ),
    ("MACs = 231,211,008\nFLOPs = 2 × MACs ≈ 462.4 × 10^9", 2, .powerOfTenSlip),
    ("Three 5x5 layers have 3 * (5^2 * C^2) = 25C^2 weights.", 1, .symbolicTermsDoNotAddUp),
    (
      "ResNet-34 has 3 + 4 + 6 + 3 = 16 blocks, ResNet-101 has 3 + 4 + 24 + 3 = 34.", 1, .blockCountWrong
    ),
    ("ResNet-34 has 3 + 4 + 6 + 3 blocks, ResNet-152 has 3 + 8 + 35 + 3.", 1, .blockCountWrong),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
