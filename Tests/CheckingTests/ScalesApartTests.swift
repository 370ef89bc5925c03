import Testing

@testable import Checking

/// Scales that do not stand right behind their number.
@Suite struct ScalesApartTests {
  @Test func aSpaceOrTheEndOfAFormulaPartsNoScale() {
    let right = [
      "$300\\cdot2000=600\\,000\\approx 0.60\\,$M weights.",
      "$56^2\\cdot 36\\,864\\approx115.6~$M additions.",
      "We get \\(56^2\\cdot36864\\approx115.6\\,\\)M.", "$56^2\\cdot 36864\\approx1.156\\,$亿次乘加。",
      "$56^2\\cdot 36864\\approx 115.6$M in all.", "56² · 36,864 ≈ *115.6* million",
      "$56^2\\cdot 36864\\approx 1.156\\cdot$10\\textsuperscript{8}.", "18.432 k + 64 = 18.496 k",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("$300\\cdot2000=600\\,000\\approx 0.66\\,$M weights.", 1, .roundingWrong),
      ("$56^2\\cdot 36\\,864\\approx116.5~$M additions.", 1, .digitsTransposed),
      ("$56^2\\cdot 36864\\approx1.156\\,$万次乘加。", 1, .powerOfTenSlip),
      ("56² · 36,864 ≈ *116.5* million", 1, .digitsTransposed),
      ("18.432 k + 64 = 19.496 k", 1, .digitChanged),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func scalesInBracketsGroupsAndWordsAreTaken() {
    let right = [
      "$56^2\\cdot 36864\\approx 115.6$ (million).", "$56^2\\cdot 36864\\approx 115.6$ (in millions).",
      "$56^2\\cdot 36864\\approx 0.1156\\ [\\text{G}]$.",
      "$56^2\\cdot 36864\\approx 115.6${\\small M} in all.",
      "$56^2\\cdot 36864\\approx 115.6$ Mega-MACs.", "image 4000×3000 = 12 MP",
      "295,936 / 1024 = 289 KB ≈ 0.282 MB", "6 = 1 · 2 · 3 = 3!",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("$56^2\\cdot 36864\\approx 116.5$ (in millions).", 1, .productSlip),
      ("image 4000×3000 = 13 MP", 1, .productSlip), ("295,936 / 1024 = 289 KB ≈ 0.252 MB", 1, .roundingWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func headingsOfColumnsStateScales() {
    let right = [
      "| layer | Params / k |\n|--|--|\n| a | 9·64·128 = 73.7 |",
      "| layer | FLOPs in M |\n|--|--|\n| a | 2·9·64·128·196 = 28.9 |",
      "| layer | size (MB) |\n|--|--|\n| a | 1,048,576·4 = 4 |",
      "| layer | Memory [MiB] |\n|--|--|\n| a | 3·1,048,576·4 = 12 |",
      "\\begin{tabular}{lr}\nLayer & Memory in KiB\\\\\na & $16\\cdot1024\\cdot4=64$\\\\\n\\end{tabular}",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("| layer | Params / k |\n|--|--|\n| a | 9·64·128 = 77.3 |", 3, .productSlip),
      ("| layer | Params / k | n |\n|--|--|--|\n| a | 73.7 | 9·64·128 = 73.7 |", 3, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
