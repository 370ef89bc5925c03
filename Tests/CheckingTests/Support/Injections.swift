import Checking

/// A right text and the same with one mistake in it.
struct Injection: Sendable {
  let mistake: Mistake
  let right: String
  let wrong: String
  /// The line of the mistake.
  let line: Int
}

/// The inverses of the rules that look at more than one link: each makes its mistake in a text of our own, with numbers
/// that differ from turn to turn.
enum Injections {
  static func all(_ random: inout SplitMix) -> [Injection] {
    var all = durations(&random) + units(&random) + conventions(&random)
    all += between(&random) + sentences(&random) + tables(&random)
    return all
  }

  /// A number with commas.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var at = digits.count - 3
    while at > 0 {
      digits.insert(",", at: at)
      at -= 3
    }
    return String(digits)
  }

  private static let widths = [320, 384, 512, 640, 768, 896, 1_024, 1_152, 1_280, 1_536, 2_048, 4_096]

  // MARK: - Durations

  static func durations(_ random: inout SplitMix) -> [Injection] {
    let days = 2 + random.below(300)
    let seconds = days * 86_400
    let devices = 8 << random.below(7)
    return [
      Injection(
        mistake: .durationWrong, right: "The run takes \(grouped(seconds)) s = \(days) days.",
        wrong: "The run takes \(grouped(seconds)) s = \(days * 7) days.", line: 1),
      Injection(
        mistake: .durationWrong, right: "\(days * 24) h × 3600 = \(grouped(seconds)) s",
        wrong: "\(days * 24) h × 3600 = \(grouped(days * 24 * 60)) s", line: 1),
      Injection(
        mistake: .durationWrong, right: "训练用了 \(days) 天 = \(days * 24) 小时",
        wrong: "训练用了 \(days) 天 = \(days * 12) 小时", line: 1),
      Injection(
        mistake: .durationWrong,
        right: "\(devices) GPUs × \(days) days = \(grouped(devices * days * 24)) GPU-hours",
        wrong: "\(devices) GPUs × \(days) days = \(grouped(devices * days * 2)) GPU-hours", line: 1),
    ]
  }

  // MARK: - Units

  static func units(_ random: inout SplitMix) -> [Injection] {
    let count = 10_000_000 + random.below(80_000_000)
    let bytes = count * 4
    let mebibytes = tenths(bytes * 10, over: 1_048_576)
    let megabytes = tenths(bytes * 10, over: 1_000_000)
    return [
      Injection(
        mistake: .binaryDecimalPrefixMixed, right: "\(grouped(bytes)) bytes = \(mebibytes) MiB",
        wrong: "\(grouped(bytes)) bytes = \(megabytes) MiB", line: 1),
      Injection(
        mistake: .binaryDecimalPrefixMixed,
        right: "\(grouped(count)) parameters × 4 bytes = \(megabytes) MB",
        wrong: "\(grouped(count)) parameters × 4 bytes = \(mebibytes) MB", line: 1),
      Injection(
        mistake: .yiUnitSlip,
        right: "\(grouped(bytes * 100)) ≈ \(tenths(bytes * 10, over: 1_000_000))亿",
        wrong: "\(grouped(bytes * 100)) ≈ \(tenths(bytes, over: 1_000_000))亿", line: 1),
      Injection(
        mistake: .prefixSlip, right: "2 × \(days(count)) M = \(days(count) * 2) M",
        wrong: "2 × \(days(count)) M = \(days(count) * 2) G", line: 1),
    ]
  }

  private static func days(_ count: Int) -> Int { count / 1_000_000 }

  /// A quotient with one digit behind the point, rounded. The dividend is ten times the number.
  private static func tenths(_ dividend: Int, over divisor: Int) -> String {
    let rounded = (2 * dividend + divisor) / (2 * divisor)
    return "\(rounded / 10).\(rounded % 10)"
  }

  // MARK: - Conventions

  static func conventions(_ random: inout SplitMix) -> [Injection] {
    let width = widths[random.below(5)]
    let macs = 9 * width * width * 28 * 28
    let product = "3×3×\(width)×\(width)×28×28"
    let share = 2 * (2 + random.below(20))
    return [
      Injection(
        mistake: .macCalledFlop,
        right: "multiplications and additions: 2×\(product) = \(grouped(2 * macs)) FLOPs",
        wrong: "multiplications and additions: \(product) = \(grouped(macs)) FLOPs", line: 1),
      Injection(
        mistake: .macFlopRatioReversed, right: "\(share) GFLOPs are \(share / 2) GMACs.",
        wrong: "\(share) GFLOPs are \(share * 2) GMACs.", line: 1),
      Injection(
        mistake: .mixedConventions,
        right: "conv1: \(product) = \(grouped(macs))\nfc: \(width)×1000 = \(grouped(width * 1_000))",
        wrong: "conv1: 2×\(product) = \(grouped(2 * macs))\nfc: \(width)×1000 = \(grouped(width * 1_000))",
        line: 2),
      Injection(
        mistake: .ratioOfUnlikeConventions, right: "The layer has \(share) GMACs of 100 GMACs = \(share) %.",
        wrong: "The layer has \(share) GFLOPs of 100 GMACs = \(share) %.", line: 1),
      Injection(
        mistake: .workDividedByRate,
        right: "\(share) GFLOPs per token / 100 TFLOP/s = 0.\(twoDigits(share)) ms",
        wrong: "\(share) GFLOPs per token / 100 TFLOP/s = 0.0\(twoDigits(share)) %", line: 1),
      Injection(
        mistake: .sparsePeakUsed,
        right: "A100: \(share * 3) TFLOP/s / 312 TFLOP/s = \((share * 600 + 312) / 624) %",
        wrong: "A100: \(share * 3) TFLOP/s / 624 TFLOP/s = \((share * 600 + 624) / 1_248) %", line: 1),
      Injection(
        mistake: .wrongQuantityNamed,
        right: "A \(width)×\(width) RGB image has \(grouped(width * width)) pixels.",
        wrong: "A \(width)×\(width) RGB image has \(grouped(width * width * 3)) pixels.", line: 1),
    ]
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
