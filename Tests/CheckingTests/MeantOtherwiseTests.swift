import Checking
import Symbolics
import Testing

@Suite("Links that their words and units explain")
struct MeantOtherwiseTests {
  @Test("A right line raises nothing", arguments: MeantOtherwise.right)
  func isRight(_ text: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(findings.map { $0.mistake.rawValue } == [])
  }

  @Test("A wrong line like it is found", arguments: MeantOtherwise.wrong)
  func isFound(_ text: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(!findings.isEmpty)
  }

  @Test("Hundreds of blanks between the words do no harm")
  func blanks() {
    let gap = String(repeating: " ", count: 600)
    for text in ["96 GB 的\(gap)1/4 = 34 GB", "1/4 of\(gap)96 GB = 34 GB", "5 –\(gap)6 × 2 = 9\(gap)– 11 GB"] {
      _ = Checker().diagnose(HandCalculation(text))
    }
  }

  @Test("A slip has the name of its reason", arguments: MeantOtherwise.named)
  func isNamed(_ text: String, mistake: Mistake) {
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(findings.map { $0.mistake } == [mistake])
  }

  @Test("Of a sum that is worked out term by term the wrong term is shown")
  func wrongTerm() throws {
    let text = "4·40²·80² + 2·25·40²·80 = 40.96M + 64.0M = 104.96M"
    let finding = try #require(Checker().diagnose(HandCalculation(text)).findings.first)
    #expect(finding.mistake == .powerOfTenSlip)
    #expect(finding.claimed == 64_000_000)
    #expect(finding.correct == 6_400_000)
  }

  @Test("A factor between a quotient and its claim is named")
  func ratio() throws {
    let finding = try #require(Checker().diagnose(HandCalculation("393,216/8,192 = 16")).findings.first)
    #expect(finding.mistake == .productSlip)
    #expect(finding.arguments.contains { $0.name == "ratio" && $0.value == .number(3) })
  }
}

enum MeantOtherwise {
  static let right = [
    // Shares of something.
    "8 × 8 × 640² = 26.2M = 25% of 104.9M", "5 × 5 × 8 × 32 × 56² = 20.1M ≈ 3.1% of the total",
    "8×8×640² = 26.2M ≈ 104.9M 的 25%", "2 × 1024 × 4096 = 8.4M ≈ 2/3 of the block",
    "2 × 1024 × 4096 = 8.4M ≈ 2× the projections", "96 GB 的 1/4 = 24 GB", "1/4 of 96 GB = 24 GB",
    "2 × 1024 × 4096 = 8.4M ≈ 4.2M 的 2 倍",
    #"$5 \times 5 \times 8 \times 32 = 6.4\,\text{K} \approx 3\%\ \text{of the total}$"#,
    // K of 1,024.
    "16,384 bytes a token = 16 KB.\n4096 × 16 KB = 64 MB.", "6144 × 24 KB = 144 MB",
    "64k × 40,960 B = 2.68 GB",
    "16k × 16k = 2.68e8 scores", "64k × 2 KB = 128 MB",
    // Conversions on the way.
    "65,536 bytes = 65,536/1024 = 64 KiB", "1.82 GMACs = 1.82 × 2 = 3.64 GFLOPs",
    "2.16e21 FLOPs = 2.16e21 / 8.64e19 = 25 PF-days", "200 Gb/s = 200/8 = 25 GB/s",
    "25.6 亿 = 25.6/10 = 2.56B",
    // Units of time.
    "0.3 s + 100×20 ms = 2.3 s", "100 × 20 ms + 0.3 s = 2.3 s", "0.3 s + 20 ms × 100 = 2.3 s",
    "1 h + 3 × 20 min = 2 h", "0.3 秒 + 100×20 毫秒 = 2.3 秒", "1 s / 12.5 ms × 64 = 5,120 tok/s",
    "3 h / 45 min = 4",
    "(2 h + 30 min) × 2 = 5 h", "7.2e22 / 3e16 = 2.4 Ms = 27.8 days",
    "720,000 GPU hours / 30 days / 24 = 1000 GPUs",
    // So much for so many.
    "$3 / (20,000 × 3600) = $0.0417 per million tokens", "3 美元/(20,000 × 3600) = 0.0417 美元/百万 token",
    "1.2M GPU-hours / 8T tokens = 150K GPU-hours per trillion tokens",
    // Power, money and oddments.
    "40e9 × 0.5 B = 20.0 GB + 5% = 21.0 GB", "(80 − 20.5) GB / 256 KiB = 226,974 tokens",
    "1,000 GPU-h × $3 = $3,000 ≈ 2.1 万元", "40 × 32 ≈ 1.3 TB", "260 GB ≈ 0.26 TB ≈ 1/4 TB",
    "1/4 TB × 8 = 2 TB",
    // Ranges.
    "4.0–4.5 × 2 = 8–9 GB", "4.0-4.5 × 2 = 8-9 GB", "30–40% × 200 = 60–80 TFLOPS",
    "1000/(12.5–20) = 50–80 tok/s",
    "3 × 4.1 = 12–13 GB", "4.0~4.5 × 2 = 8~9 GB",
    // Lists and what they give together.
    "depths 3/4/6/3 = 16 blocks", "q 1024·1024, k,v 2·1024·256, o 1024·1024 = 2.62M",
    "40², 20², 10² = 1600, 400, 100",
    "W1 512×2048, W2 2048×512 = 2,097,152", "2·4096² and 2·4096·512 = 37.7M", "3/8/30B × 2 B = 6/16/60 GB",
    "3B, 8B, 30B × 2 bytes = 6, 16, 60 GB", "3B、8B、30B × 2 字节 = 6、16、60 GB",
    // Names with numbers.
    "PCIe 5.0 ×16 = 64 GB/s; 12.8 GB / 64 GB/s = 0.2 s", "RTX 3090 ×4 = 96 GB", "Mixtral 8×22B = 141B params",
    "4 A100-40GB = 160 GB", "96 GB = 4 RTX-3090",
    // Words that add.
    "40×12,288 = 491,520；加 65,536+512 = 557,568。", "40 × 12,288 = 491,520; adding 65,536 + 512 = 557,568.",
    // Rough numbers.
    "9 × 12 ≈ 110 GB", "495 × 0.4 ≈ 200 TFLOPS", "2 × 1024 × 4096 = 8.39M ≈ 2 × 4.15M",
    "316.2 G = 3.7 × 85.4 G",
    "26.4B = 3.4 × 7.77B", "1000 / 14.1 = 71 steps/s × 64 = 4,539 tok/s",
    "3072² × 150 × 2 = 2.83 GMACs; 12 × 2.83 = 34.0 GMACs", "MFU 41.3% × 989 = 408.2 TFLOPS",
    "3 × 51 × 500 B ≈ 77 KB ≈ 75 KiB", "1.28M / 128 = 10,009 iterations × 90 = 901k",
    "Block: 20·30 + 30 + 60 + 30·90 + 90 = 600 + 30 + 60 + ... total = 3,480.",
  ]

  static let wrong = [
    "8 × 8 × 640² = 26.2M = 35% of 104.9M", "96 GB 的 1/4 = 34 GB", "6144 × 24 KB = 174 MB",
    "64k × 40,960 B = 2.98 GB", "65,536 bytes = 65,536/1024 = 74 KiB", "1.82 GMACs = 1.82 × 2 = 3.46 GFLOPs",
    "0.3 s + 100×20 ms = 3.2 s", "1 h + 3 × 20 min = 3 h",
    "1.2M GPU-hours / 8T tokens = 160K GPU-hours per trillion tokens",
    "40e9 × 0.5 B = 20.0 GB + 5% = 22.0 GB",
    "40 × 32 ≈ 1.5 TB", "260 GB ≈ 0.26 TB ≈ 1/2 TB", "3 × 4.6 = 12–13 GB", "64·64·9 = 36,964 (ResNet-50)",
    "64·64·9 = 36,964\n\nSo ResNet-50 has it.", "depths 3/4/6/3 = 17 blocks",
    "q 1024·1024, k,v 2·1024·256, o 1024·1024 = 2.82M", "5×5 = 25, 6×6 = 46, 7×7 = 49",
    "40 × 12,288 = 491,520; adding 65,536 + 512 = 567,568.", "Adding 65,536 + 512 = 66,084",
    "9 × 12 ≈ 130 GB",
    "316.2 G = 3.9 × 85.4 G", "1000 / 14.1 = 71 steps/s × 64 = 4,939 tok/s",
    "3072² × 150 × 2 = 2.83 GMACs; 12 × 2.83 = 36.0 GMACs", "MFU 41.3% × 989 = 428.2 TFLOPS",
    "1.28M / 128 = 10,009 iterations × 90 = 941k",
    "20·30 + 30 + 60 + 30·90 + 90 = 600 + 30 + 60 + 270 = 3,480.",
  ]

  static let named: [(String, Mistake)] = [
    ("1555 GB/s / 12.7 GB = 1220 tok/s.", .powerOfTenSlip),
    ("200B/130B = 15 tokens per parameter.", .powerOfTenSlip),
    ("96/64 = 15 GB", .powerOfTenSlip), ("81,920 字节 = 82 KiB", .binaryDecimalPrefixMixed),
    ("6 + 24/128 = 6.375", .productSlip), ("2,401/49 = 94 windows", .digitsTransposed),
    ("1.75² = 3.5", .productSlip),
    ("VGG-16 has 138M params and 1.55 GMACs.", .powerOfTenSlip),
  ]
}
