import Checking
import Testing

/// Calculations that name on each of their lines what they calculate, and formulas that are written once more.
@Suite("Names that are repeated")
struct RepeatedNamesTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("C = 6 × 13 × 10⁹ × 260 × 10⁹\nC = 20280 × 10¹⁸\nC = 2.03 × 10²³", 3, .powerOfTenSlip),
    ("C = 6 × (13 × 10⁹) × (260 × 10⁹)\nC = 6 × 13 × 260 × 10¹⁹", 2, .powerOfTenSlip),
    ("C = 6 × 9 × 10⁹ × 10¹²\nC = 54 × 10²¹\nC = 5.4 × 10²³ FLOPs", 3, .powerOfTenSlip),
    ("C = 6 × 25 × 10¹⁸\nC = 1.5 × 10²¹", 2, .powerOfTenSlip),
    ("C = 6 × 5 × 10²⁰\nC = 3 × 10²²", 2, .powerOfTenSlip),
    ("C = 6 × 34 × 2 × 10²¹\nC = 6 × 58 × 10²¹\nC = 348 × 10²¹", 2, .productSlip),
    ("params = 4 × (300 × 256 + 256² + 256)\nparams = 4 × 142952", 2, .digitsTransposed),
    ("参数量 = 3 × (128 × 256 + 256² + 256)\n参数量 = 295689", 2, .digitChanged),
    ("num_params = [(num_units + input_dim + 1) * num_units] * 4 (GRU)", 1, .recurrentGatesWrong),
    (
      "FFN_params = 2 × d_model × d_ff + d_ff + d_model\nd_ff = 4 × d_model\nFFN_params = 8 × d_model² + 4 × d_model",
      3,
      .symbolicTermsDoNotAddUp
    ),
    (
      "attention_params = 4 × d²\nFFN_params = 8 × d²\nLayerNorm_params = 2 × d (two LayerNorms)\nblock | 12 × d² + 2 × d",
      3, .normCountWrong
    ),
    (
      "attention_params = 4 × d²\nFFN_params = 8 × d²\nLayerNorm_params = 2 × d, two per layer\nblock | 12 × d² + 6 × d",
      4, .symbolicTermsDoNotAddUp
    ),
  ]

  private static let right = [
    "C = 6 × 13 × 10⁹ × 260 × 10⁹\nC = 20280 × 10¹⁸\nC = 2.03 × 10²²",
    "C = 6 × 25 × 10¹⁸\nC = 1.5 × 10²⁰",
    "C = 6 × 34 × 2 × 10²¹\nC = 6 × 68 × 10²¹\nC = 408 × 10²¹",
    // Other layers, other runs.
    "C = 6 × 34 × 2 × 10²¹\nC = 6 × 13 × 10²¹\nC = 78 × 10²¹",
    "params = 3 × 3 × 16 × 32\nparams = 3 × 3 × 512\nparams = 4608",
    "params = 3 × 3 × 64 × 64\nparams = 3 × 3 × 64 × 128\nparams = 3 × 3 × 128 × 128",
    "C = 6 × 7e9 × 1e12\nC = 6 × 7e9 × 1e13\nC = 6 × 7e9 × 1e14",
    "FLOPs = 2 × 28 × 28 × 128 × 1152\nFLOPs = 231,211,008\nFLOPs = 2 × 14 × 14 × 256 × 2304\nFLOPs = 231,211,008",
    "params = 4 × (300 × 256 + 256² + 256)\nparams = 4 × 142592\nparams = 570368 ≈ 0.57M",
    "显存 = 7 × 10^9 × 2\n显存 = 14 GB",
    "num_params = [(num_units + input_dim + 1) * num_units] * 3 (GRU)",
    "FFN_params = 2 × d_model × d_ff + d_ff + d_model\nd_ff = 4 × d_model\nFFN_params = 8 × d_model² + 5 × d_model",
    "FFN_params = 2 × d_model × d_ff + d_ff + d_model\nd_ff = 4 × d_model\nFFN_params = 8 × d_model²",
    "attention_params = 4 × d²\nFFN_params = 8 × d²\nLayerNorm_params = 2 × d (each of two)\nblock | 12 × d² + 4 × d",
  ]

  @Test("What a slip of the hand makes of the line above is found")
  func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("Lines that go on rightly, or with another thing, are left alone")
  func leftAlone() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
