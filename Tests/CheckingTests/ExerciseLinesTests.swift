import Checking
import Testing

/// Lines of exercise sheets, lecture notes and reports that say more with a word or a unit than with a sign.
struct ExerciseLinesTests {
  @Test("A sign behind a conjunction begins a calculation")
  func signsBehindConjunctions() {
    let right = [
      "The logits are −3.6/1.2 = −3 and −5.4/1.2 = −4.5, so the first one wins.",
      "Die Werte sind 2·1.5 = 3 und -6·0.5 = -3.",
      "得分为 −7/2 = −3.5 和 −9/2 = −4.5。",
      "$-3.6/1.2 = -3$ and $-5.4/1.2 = -4.5$",
      "from 6/4 = 1.5 to −8/5 = −1.6",
      "3 − 2.25 = 0.75 or +1.5/2 = +0.75",
      "448 weights + 16 biases = 464 parameters",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("The logits are 360/12 = 30 and −12 + 4,600 = 4,858.", 1, .digitsTransposed),
      ("The logits are −360/12 = −30 and −540/12 = −54.", 1, .productSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test("A derivative's argument is no side")
  func derivatives() {
    let right = [
      "f'(0.25) = (1 − 3) × 3 = −6", "Then $g'(1.5) = (2 - 4) \\cdot 3 = -6$.", "f’(2.5) = 4 × 3 = 12",
      "σ′(0.5) = 3 × 4 = 12",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: [("f'(0.25) = 12 × 34 × 56 = 22,884", 1, .digitsTransposed)]) == [])
  }

  @Test("Fractions of LaTeX need no braces and no sign behind them")
  func fractions() {
    let right = [
      "$\\frac12(36 + 64) = 50$", "$\\tfrac12 (3 - 1)^2 = 2$", "$\\frac1{12}(24 + 36) = 5$",
      "$\\frac{1}4 (24 + 36) = 15$",
      "$\\frac{1}{2} (24 + 36) = 30$", "$\\frac{1}{2} \\left(24 + 36\\right) = 30$",
      "Simpson: $\\frac13 (2 + 4 \\cdot 3 + 4) = 6$",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(
      ShortTexts.unfound(in: [("$\\frac12 (4{,}610 + 5{,}234) = 4{,}292$", 1, .digitsTransposed)]) == [])
  }

  @Test("Points and percent are hundredths")
  func points() {
    let right = [
      "The gain is 0.934 − 0.918 = 0.016 = 1.6 points.", "提升 0.934 − 0.918 = 0.016 = 1.6 个百分点。",
      "0.45/0.6 = 0.75 = 75 percent", "The error is 1 − 0.875 = 0.125 = 12.5 per cent.",
      "0.81 − 0.79 = 0.02 = 2 pp", "58 − 40 = 18 points", "0.5 × 0.5 = 0.25 = 25 percent points",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("The gain is 0.934 − 0.918 = 0.016 = 16 points.", 1, .powerOfTenSlip),
      ("0.45/0.6 = 0.75 = 57 percent", 1, .productSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test("A price at the end and units of electricity")
  func otherUnits() {
    let right = [
      "8 A100 for 5 days = 8 × 120 × 0.75 = 720.00 €", "10 kΩ × 220 nF = 2.2 ms",
      "U = R · I = 3.3 kΩ · 3 mA = 9.9 V",
      "Q = 220 µF · 5 V = 1.1 mC", "$4.7\\,\\text{k}\\Omega \\cdot 100\\,\\text{nF} = 0.47$\\,ms",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong = ["8 A100 for 5 days = 8 × 120 × 0.75 = 702.00 €", "10 kΩ × 220 nF = 2.6 ms"]
    for text in wrong {
      #expect(
        Checker().diagnose(HandCalculation(text)).findings.contains { $0.severity == .error }, "\(text)")
    }
  }

  @Test("Marks behind a result, labels with a plus, ratios at a line's end")
  func surroundings() {
    let right = [
      "3×3×16×32 + 32 = 4,640(2 分)", "27 · 16 + 16 = 448 (1 mark)", "conv + BN   3*3*16*32 + 64 = 4,672",
      "speedup 2.4x\n3 * 3 * 32 * 64 = 18,432", "the GPU is 3.5×\n128 * 256 + 256 = 33,024",
      "3 * 3 * 32 x\n64 = 18,432",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("3×3×16×32 + 32 = 4,460(2 分)", 1, .digitsTransposed),
      ("128·256 + 256 = 33,204(2 marks)", 1, .digitsTransposed),
      ("qkv + proj   4 * 196 * 256^2 = 51,830,224", 1, .digitsTransposed),
      ("speedup 2.4x\n3 * 3 * 32 * 64 = 18,342", 2, .digitsTransposed),
      ("50,176 × 4096 = 20,552,089", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
