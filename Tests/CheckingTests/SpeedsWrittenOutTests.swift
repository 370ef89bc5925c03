import Checking
import Testing

/// Speeds with their formats, tokens for each parameter, the bound below two times, prefixes of one text.
@Suite struct SpeedsWrittenOutTests {
  @Test func peaksWithFormats() {
    let right = [
      "A100: 312 TFLOPS dense FP16 = 3.12 × 10^14 FLOP/s", "speed = 312 TFLOPS at FP16, 45% MFU = 1.4e14",
      "H100: 989 TFLOPS BF16, 1979 TFLOPS with sparsity = 2 × 989", "V100: 125 TFLOPS FP16 = 1.25e5 GFLOPS",
      "V100: 125 TFLOPS FP16 = 1.25e11 FLOP per ms", "H100: 989 TFLOPS dense BF16, 3.35 TB/s = 295 FLOP/B",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("A100: 312 TFLOPS dense FP16 = 3.12 × 10^13 FLOP/s", 1, .powerOfTenSlip),
      ("speed = 312 TFLOPS at FP16, 45% MFU = 1.4e13", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func tokensForEachParameter() {
    let right = [
      "20 tokens per parameter: 7B parameters need 1.4 × 10^11 tokens",
      "按每个参数20个token: 70B参数需要1.4 × 10¹²个token",
      "20 tokens per parameter would be 140B tokens for 7B parameters, LLaMA was trained on 1.4T",
      "With 20 tokens per parameter Chinchilla has 70B parameters and 1.4T tokens; Llama 3 took 15T",
      "The ratio is 200 tokens per parameter: 1.4T tokens for 7B parameters",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("20 tokens per parameter: 7B parameters need 1.4 × 10^12 tokens", 1, .powerOfTenSlip),
      ("按每个参数20个token: 70B参数需要1.4 × 10¹¹个token", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func boundBelowTimesOfOneLine() {
    let right = ["计算时间 0.30 ms, 访存时间 0.21 ms\n→ 计算受限", "compute 0.2 ms, memory 0.9 ms\n→ memory-bound"]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("计算时间 0.30 ms, 访存时间 0.21 ms\n→ 访存受限", 2, .conclusionContradictsNumbers),
      ("compute 0.2 ms, memory 0.9 ms\n→ compute-bound", 2, .conclusionContradictsNumbers),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func prefixesOfOneText() {
    let binary = "Input: 64 × 28 × 28 × 4 = 200,704 B (196.0 KB)\n"
    let right = [
      binary + "Weights: 9 × 64 × 64 × 4 = 147,456 B (144.0 KB)",
      binary + "Weights: 9 × 512 × 512 × 4 = 9,437,184 B (9.44 MB)",
    ]
    var series = Checker.Series(Checker())
    for text in right { #expect(series.diagnose(HandCalculation(text)).findings.isEmpty) }
    let wrong: [ShortTexts.Wrong] = [
      (binary + "Weights: 9 × 64 × 64 × 4 = 147,456 B (147.5 KB)", 2, .binaryDecimalPrefixMixed)
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
