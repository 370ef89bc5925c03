import Checking
import Testing

/// Quantities that are near each other, proportions, bounds, physical units, and what says one thing in two units.
@Suite("Near quantities and units")
struct NearAndPhysicalTests {
  @Test func nearQuantitiesAreNoRoundedNumbers() {
    let right = [
      "The inner width is chosen so that 3·2048·5504 = 33,816,576 ≈ 8·2048² = 33,554,432.",
      "Two of them weigh 3·1024·2730 = 8,386,560 ≈ 8,388,608 = 8·1024².",
      "Rule of thumb: 12Ld² = 301,989,888 ≈ 302,309,376, the exact count.",
      "512·1536 = 786,432 ≈ 787,968 with the biases.",
      "12·40·5120² = 12,582,912,000 ≈ 13B, the name of the model.",
      "A layer has 12·256² = 786,432 weights; a GRU with h = 362 has 6·362² = 786,264 ≈ 786,432.",
      "512·1536 = 786432 ≈ 787968（含偏置）。",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (
        "The inner width is chosen so that 3·2048·5504 = 33,861,576 ≈ 8·2048² = 33,554,432.", 1,
        .digitsTransposed
      ),
      ("3·2048·5504 = 33,816,576 ≈ 8·2048² = 33,554,342.", 1, .digitsTransposed),
      ("512·1536 = 786,432 ≈ 786,342, the exact count.", 1, .digitsTransposed),
      ("512·1536 = 786,432 ≈ 0.79M, 512·1536 = 786,432 ≈ 0.97M", 1, .productSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func proportionsAndBounds() {
    let right = [
      "Attention : FFN = 4·512² : 8·512² = 1,048,576 : 2,097,152 = 1 : 2.",
      "GRU to LSTM: $3\\cdot98{,}560 : 4\\cdot98{,}560 = 295{,}680 : 394{,}240 = 3:4$.",
      "比例为 9·64·64 : 9·64·128 = 36,864 : 73,728 = 1 : 2。",
      "n² ≤ 50,000, so n ≤ √50,000 = 223.", "n² ≥ 50,000, so n ≥ √50,000 = 224.",
      "1.37 + 2.58 = 3.96 GMACs", "12.34 + 45.67 + 8.91 = 66.93",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("Attention : FFN = 4·512² : 8·512² = 1,048,576 : 2,079,152 = 1 : 2.", 1, .factorSwapped),
      ("n² ≤ 50,000, so n ≤ √50,000 = 232.", 1, .productSlip),
      ("1.37 + 2.58 = 4.05 GMACs", 1, .totalDoesNotAddUp), ("1,370 + 2,580 = 3,960", 1, .digitChanged),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func linesThatMultiplyWhatStandsAbove() {
    let right = [
      "4 · 256² · 4 = 1,048,576 bytes = 1 MiB, 16 · 256² · 4 = 4,194,304 bytes = 4 MiB per layer\n× 6 = 25,165,824 bytes = 24 MiB",
      "\\begin{align*}\n12\\cdot256^2\\cdot16 &= 12{,}582{,}912\\text{ bytes} = 12\\text{ MiB per layer}\\\\\n\\times 6 &= 75{,}497{,}472\\text{ bytes} = 72\\text{ MiB}\n\\end{align*}",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("12 · 256² · 16 = 12,582,912 bytes = 12 MiB per layer\n× 6 = 75,479,472 bytes", 2, .digitsTransposed)
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func physicalUnitsHavePrefixes() {
    let right = [
      "A 3,600 J battery is good for 3,600 J / 0.8 mJ = 4.5 million inferences.", "9.3 mJ / 310 µJ = 30×.",
      "3 mW / 50 µJ = 60 frames per second.", "1 W / 5 pJ = 200 GMAC/s",
      "18 kJ / 300 mW = 60,000 s = 16.7 h.",
      "5 V × 200 mA = 1 W.", "3 W / 60 fps = 50 mJ per frame.", "4800 MT/s × 64 bit / 8 = 38.4 GB/s.",
      "1280 × 720 × 3 × 30 = 82,944,000 B/s ≈ 82.9 MB/s ≈ 664 Mb/s.", "7.2 M cycles / 160 MHz = 45 ms.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("3,600 J / 0.8 mJ = 4.5 billion inferences.", 1, .prefixSlip),
      ("18 kJ / 300 mW = 6,000 s", 1, .powerOfTenSlip),
      ("4800 MT/s × 64 bit / 8 = 3.84 GB/s.", 1, .powerOfTenSlip),
      ("1280 × 720 × 3 × 30 = 82,944,000 B/s ≈ 82.9 MB/s ≈ 746 Mb/s.", 1, .productSlip),
      ("7.2 M cycles / 160 MHz = 45 µs.", 1, .durationWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func linesOfAKernelAreNoFactors() {
    let right = [
      "A 3×3 convolution with stride 1 needs K−1 = 2 full lines.",
      "A 7×7 filter keeps K − 1 = 6 lines in BRAM.",
      "3×3 layer, 64→128, 28×28 output:\n\n* reduction dim 9·64 = 576 = 9 × 64 → 9 row tiles",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [("A layer with 3×3 kernels 9 − 1 = 7.", 1, .totalDoesNotAddUp)]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func onePlaceInTwoUnits() {
    let right = [
      "20,000 B = 19.5 KiB", "20,000 B = 20 KB", "512 GMAC/s = 1.02 TOPS.", "512 GMAC/s = 0.512 TOPS.",
      "16 · 1024² · 2 = 33,554,432 bytes per layer = 32 MiB.", "For n = 64, 12nd² = 12·64·768² MACs.",
      "k²c = 9·64 with k = 3.", "nd² = 100·65536",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("20,000 B = 20.5 KiB", 1, .productSlip), ("512 GMAC/s = 10.24 TOPS.", 1, .powerOfTenSlip),
      ("For n = 64, 12nd² = 12·64·770 = 591,360 MACs.", 1, .formulaDoesNotGiveResult),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func totalsSharesAndSpeedUpsInSentences() {
    let right = [
      "Two products: 12·64·512² = 201,326,592 and 2·64²·512 = 4,194,304. Sum = 205,520,896.",
      "With one KV head (d=2048, d_h=64) 2·2048·64 = 262,144, W_Q and W_O 8,388,608, together 8,650,752.",
      "The image shrinks from 900 KiB to 540 KiB, a reduction by 40 %.",
      "Latency dropped from 240 ms to 30.0 ms, a speed-up of 8.0×.",
      "As int8 that's 6.2 MB, which fits into the 8 MB flash.",
      "The tensor takes 600 KiB, which does not fit into 320 KiB of SRAM.",
      "100 + 60 + 20 = 180 KB of 512 KB, i.e. 35 % of the flash.",
      "From 16 bits to 8 bits, a reduction by 40 % of the energy.",
      "Moving from 128 MB to 64 MB, a speed-up of 1.4×.",
      "The 10 MB model does not fit into 16 MB of flash beside the bootloader and the file system.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (
        "Two products: 12·64·512² = 201,326,592 and 2·64²·512 = 4,194,304. Sum = 205,502,896.", 1,
        .totalDoesNotAddUp
      ),
      (
        "With one KV head (d=2048, d_h=64) 2·2048·64 = 262,144, W_Q and W_O 8,388,608, together 8,605,752.",
        1, .totalDoesNotAddUp
      ),
      ("The image shrinks from 900 KiB to 540 KiB, a reduction by 60 %.", 1, .conclusionContradictsNumbers),
      ("Latency dropped from 240 ms to 30.0 ms, a speed-up of 7.0×.", 1, .conclusionContradictsNumbers),
      ("As int8 that's 4.2 MB, which does not fit into the 8 MB flash.", 1, .conclusionContradictsNumbers),
      ("The tensor takes 600 KiB, which fits into 320 KiB of SRAM.", 1, .conclusionContradictsNumbers),
      ("100 + 60 + 20 = 180 KB of 512 KB, i.e. 45 % of the flash.", 1, .digitChanged),
      ("100 + 60 + 20 = 180 KB of 512 KB, i.e. 3.5 % of the flash.", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
