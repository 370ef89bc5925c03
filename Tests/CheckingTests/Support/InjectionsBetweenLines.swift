import Checking

extension Injections {
  // MARK: - Between lines

  static func between(_ random: inout SplitMix) -> [Injection] {
    let (width, slip) = misspelled[random.below(misspelled.count)]
    let factor = 3 + random.below(9)
    let parts = (0..<3).map { _ in 1_000 + random.below(900_000) }
    let weights = 9 * width * width
    return [
      Injection(
        mistake: .valueInconsistentBetweenLines,
        right: "d_model = \(width)\n\(factor)×\(width)×\(width) = \(grouped(factor * width * width))",
        wrong: "d_model = \(width)\n\(factor)×\(slip)×\(slip) = \(grouped(factor * slip * slip))", line: 2),
      Injection(
        mistake: .valueInconsistentBetweenLines,
        right: "The hidden size is \(width).\n\(factor)·\(width)² = \(grouped(factor * width * width))",
        wrong: "The hidden size is \(width).\n\(factor)·\(slip)² = \(grouped(factor * slip * slip))", line: 2),
      Injection(
        mistake: .addendsDoNotMatchParts, right: named(parts, "a + b + c", parts.reduce(0, +)),
        wrong: named(parts, "2×a + b", 2 * parts[0] + parts[1]), line: 4),
      Injection(
        mistake: .errorCarriedForward,
        right:
          "3×3×\(width)×\(width) = \(grouped(weights))\n\(grouped(weights))×49 = \(grouped(weights * 49))",
        wrong: """
          3×3×\(width)×\(width) = \(grouped(weights + 1_300))
          \(grouped(weights + 1_300))×49 = \(grouped((weights + 1_300) * 49))
          """, line: 2),
      Injection(
        mistake: .slipsThatCancel,
        right:
          "2×\(factor)e9 = \(2 * factor)e9 FLOPs a token\n\(factor * 8)e12 ÷ \(2 * factor)e9 = 4,000 tokens/s",
        wrong:
          "2×\(factor)e9 = \(2 * factor)e12 FLOPs a token\n\(factor * 8)e12 ÷ \(2 * factor)e12 = 4,000 tokens/s",
        line: 2),
      Injection(
        mistake: .digitsTransposed,
        right: "d = \(width), L = \(factor)\n12·L·d² = \(grouped(12 * factor * width * width))",
        wrong: "d = \(width), L = \(factor)\n12·L·d² = \(grouped(transposed(12 * factor * width * width)))",
        line: 2),
    ]
  }

  private static let misspelled = [
    (1_024, 1_042), (640, 604), (768, 786), (384, 348), (512, 521), (896, 869), (1_280, 1_208),
    (2_048, 2_084),
  ]

  private static func named(_ parts: [Int], _ sum: String, _ total: Int) -> String {
    let letters = ["a", "b", "c"]
    let lines = zip(letters, parts).map { "\($0) = \(grouped($1))" }
    return lines.joined(separator: "\n") + "\ntotal = \(sum) = \(grouped(total))"
  }

  /// The number with the first two digits exchanged that differ.
  static func transposed(_ number: Int) -> Int {
    var digits = Array(String(number))
    for index in digits.indices.dropLast().dropFirst() where digits[index] != digits[index + 1] {
      digits.swapAt(index, index + 1)
      break
    }
    return Int(String(digits)) ?? number
  }

  // MARK: - Sentences and formulas

  static func sentences(_ random: inout SplitMix) -> [Injection] {
    let low = 2 + random.below(40)
    let high = low + 1 + random.below(40)
    let (first, second) = (2 + random.below(9), 2 + random.below(9))
    return [
      Injection(
        mistake: .conclusionContradictsNumbers,
        right: "\(low) GFLOPs against \(high) GFLOPs: the second network is the more expensive one.",
        wrong: "\(low) GFLOPs against \(high) GFLOPs: the first network is the more expensive one.", line: 1),
      Injection(
        mistake: .conclusionContradictsNumbers, right: "\(low) G 与 \(high) G 相比，第一个网络的运算量更小。",
        wrong: "\(low) G 与 \(high) G 相比，第二个网络的运算量更小。", line: 1),
      Injection(
        mistake: .conclusionContradictsNumbers, right: "\(high) GMACs is more than \(low) GMACs.",
        wrong: "\(high) GMACs is less than \(low) GMACs.", line: 1),
      Injection(
        mistake: .symbolicTermsDoNotAddUp,
        right: "\(first)d² + \(second)d² + 3d = \(first + second)d² + 3d",
        wrong: "\(first)d² + \(second)d² + 3d = \(first + second + 1)d² + 3d", line: 1),
      Injection(
        mistake: .symbolicTermsDoNotAddUp, right: "\(first)·a·b + \(second)·b·a = \(first + second)·a·b",
        wrong: "\(first)·a·b + \(second)·b·a = \(first + second + 2)·a·b", line: 1),
    ]
  }

  // MARK: - Tables

  static func tables(_ random: inout SplitMix) -> [Injection] {
    let rows = (0..<5).map { _ in 10_000 + random.below(9_000_000) }
    let total = rows.reduce(0, +)
    let missing = total - rows[random.below(5)]
    return [
      Injection(
        mistake: .totalDoesNotAddUp, right: table(rows, total), wrong: table(rows, missing), line: 8),
      Injection(
        mistake: .totalDoesNotAddUp, right: table(rows, total), wrong: table(rows, transposed(total)), line: 8
      ),
    ]
  }

  private static func table(_ rows: [Int], _ total: Int) -> String {
    var lines = ["| layer | multiply-adds |", "|---|--:|"]
    for (index, row) in rows.enumerated() { lines.append("| conv\(index + 1) | \(grouped(row)) |") }
    lines.append("| total | \(grouped(total)) |")
    return lines.joined(separator: "\n")
  }
}
