import Symbolics

extension SlipRule {
  /// 2×3e9 = 6 TFLOPs, then 300 TFLOP/s ÷ 6 TFLOPs = 50,000: the second slip undoes the first one, and the end is right.
  static let slipsThatCancel = SlipRule(
    mistake: .slipsThatCancel,
    recognise: { link in
      guard link.corrected.contains(where: { $0 != link.value && link.isClaimed($0) }) else { return nil }
      return Slip(
        mistake: .slipsThatCancel,
        alternatives: Magnitude.power(of: link) == nil ? [.productSlip] : [.powerOfTenSlip, .productSlip])
    },
    // It takes an earlier slip.
    inject: { _, _ in nil })
}
