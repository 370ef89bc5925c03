import Checking
import Testing

/// Mistakes of homework whose facts stand some lines above.
@Suite struct FactsFromAboveTests {
  @Test func gatesOfEachTerm() {
    let right = [
      "LSTM: 4 * (120 + 200) * 200 + 4 * 200 = 256,800",
      "LSTM: 4 * (120 + 200) * 200 + 2 * 4 * 200 = 257,600",
      "GRU: 3·120·200 + 3·200·200 + 3·200 = 192,600 parameters",
      "BiLSTM: 2 × 4 × (120 + 200) × 200 + 2 × 4 × 200 = 513,600",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("LSTM layer 2: 3 * (200 + 200) * 200 + 3 * 200 = 240,600", 1, .recurrentGatesWrong),
      ("GRU: 4·120·200 + 4·200·200 + 4·200 = 256,800 parameters", 1, .recurrentGatesWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func positionsOfAConvolutionBehindANorm() {
    let stem =
      "The stem is a 3×3 convolution with stride 2 and 24 filters on a 160×160×3 image, so the output is 80×80×24.\n\n"
    let right =
      stem + "- parameters: 3·3·3·24 = 648\n- batch norm: 2·24 = 48\n- MACs: 648 × 80 × 80 = 4,147,200\n"
    #expect(ShortTexts.alarms(in: [right]) == [])
    let wrong: [ShortTexts.Wrong] = [
      (
        stem
          + "- parameters: 3·3·3·24 = 648\n- batch norm: 2·24 = 48\n- MACs: 648 × 160 × 160 = 16,588,800\n",
        5,
        .inputSizeForOutputSize
      ),
      (
        stem
          + "- parameters: 3·3·3·24 = 648 (no bias, batch norm follows)\n- MACs: 648 × 160 × 160 = 16,588,800\n",
        4,
        .inputSizeForOutputSize
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func secondsBehindMathematics() {
    #expect(ShortTexts.alarms(in: [#"The run takes $4.06\times10^{5}$ s, that is 4.7 days."#]) == [])
    let wrong: [ShortTexts.Wrong] = [
      (#"The run takes $4.06\times10^{5}$ s, that is 7.4 days."#, 1, .durationWrong),
      (#"The run takes $4.06\times10^{5}\,\mathrm{s}$, that is 7.4 days."#, 1, .durationWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
