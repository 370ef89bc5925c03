import Testing

@testable import Checking

/// Calculations that go on in words, ratios and products that a sentence states.
@Suite struct SumsAndRatiosInWordsTests {
  @Test func calculationsThatGoOnInWords() {
    let right = [
      "5×5 = 25, times 8 channels = 200, times 16 filters = 3200, plus 16 biases = 3216.",
      "25，再乘 8=200，乘以 16=3200，加 16=3216", "100,480 + 8,256 + 650: total 109,386 parameters",
      "300·50 + 50 = 15,050\n50·20 + 20 = 1,020\n20·5 + 5 = 105; total 16,175 parameters",
      "The size is $17\\cdot2-2+4 = 36$.", "28×28×32×25×192 = 120,422,400，约 1.2 亿次乘法。",
      "In all $56^2\\cdot 36\\,864=115\\,605\\,504$, i.e. about \\SI{0.116}{G}.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("5×5 = 25, times 8 channels = 200, times 16 filters = 3400, plus 16 biases = 3416.", 1, .digitChanged),
      ("9·7=63，再乘 16=1080，加 32=1112", 1, .digitsTransposed),
      ("100,480 + 8,256 + 650: total 109,368 parameters", 1, .digitsTransposed),
      (
        "300·50 + 50 = 15,050\n50·20 + 20 = 1,020\n20·5 + 5 = 105; total 16,715 parameters", 3,
        .totalDoesNotAddUp
      ),
      ("The size is $17\\cdot2-2+4 = 38$.", 1, .totalDoesNotAddUp),
      ("7·7·32·10 + 10 = 1,578", 1, .factorDroppedInEvaluation),
      ("28×28×32×25×192 = 120,422,400，约 12 亿次乘法。", 1, .yiUnitSlip),
      ("In all $56^2\\cdot 36\\,864=115\\,605\\,504$, i.e. about \\SI{1.16}{G}.", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func ratiosOfTwoNumbers() {
    let right = [
      "Attention 2,362,368 of 7,087,872 parameters, i.e. 33.3 %.",
      "From 73,728 to 8,768 parameters: a reduction by a factor of 8.4.",
      "From 25.6 M to 11.7 M parameters: a reduction by a factor of 2.2.",
      "The MACs fall from 0.58 G to 0.15 G, by 75%.", "The MACs go up from 1.8 G to 4.1 G, by 128%.",
      "参数减少了 88.1%（73728→8768）。", "参数减少到 11.9%（73728→8768）。",
      "A needs 75.5M MACs, B 104.9M, i.e. 1.4 times as many.",
      "A has 100 M, B 50 M and C 210 M, i.e. 4.2 times as many as B.",
      "From 224 to 112 pixels: a reduction by a factor of 4.",
      "The error falls from 2,100 to 1,800, a factor of 0.86.",
      "Training takes 8 of 24 GPUs, i.e. 25 %, for 3 days.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("Attention 2,362,368 of 7,087,872 parameters, i.e. 36.3 %.", 1, .conclusionContradictsNumbers),
      ("From 73,728 to 8,768 parameters: a reduction by a factor of 4.8.", 1, .conclusionContradictsNumbers),
      ("The MACs fall from 0.58 G to 0.15 G, by 47%.", 1, .conclusionContradictsNumbers),
      ("参数减少了 98.1%（73728→8768）。", 1, .conclusionContradictsNumbers),
      ("A needs 75.5M MACs, B 104.9M, i.e. 1.29 times as many.", 1, .conclusionContradictsNumbers),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func soManyOfOneThing() {
    let right = [
      "Per gate 50,300 parameters. All four gates: 201,200 parameters.", "每个门参数 50,300 个，四个门共 201,200 个。",
      "Each layer has 7,087,872 parameters, and with the embedding 12 layers have 108,891,648.",
      "One gate 50,300; two gates of the GRU: 100,600; the LSTM has four gates: 201,200.",
      "Per gate 50,300 parameters; four gates in both directions: 402,400.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("Per gate 50,300 parameters. All four gates: 150,900 parameters.", 1, .recurrentGatesWrong),
      ("每个门参数 50,300 个，四个门共 201,500 个。", 1, .digitChanged),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
