import Checking
import Testing

/// Numbers that are those of a stage, of a part or of another form, as the words beside them say; and the slips next door.
@Suite struct CountsOfStagesTests {
  @Test func rightTextsAreSilent() {
    let alarms = ShortTexts.alarms(in: [
      "ResNet-50: conv3_x has 12 convolutions", "ResNet-50, conv5_x: 3 blocks, 9 convolutions",
      "ResNet-34的conv3_x: 8个卷积层, 每个115,605,504次乘加", "ResNet-152有50个残差块, conv3_x有8个, 其余42个",
      "P = 4 × (n(n + m) + n)\n= 4 × (128 × (128 + 512) + 128) = 328192",
      "56x56x16 x 64 + 28x28x32 x 9 x 16 = 3.2 + 3.6 = 6.8 M",
      "GRU with input size 16 and hidden size 32.\nCandidate: 32 · 48 + 32 = 1,568\nTotal: 4,704",
      "LSTM: input 50, hidden 64.\ni, f, o: 3 · 7,360 = 22,080\ng: 7,360\nSum: 29,440",
      "Training: N = 3B, D = 60B.\ndX: 2 · 3e9 · 60e9 = 3.6e20 FLOPs",
      "Two 13B models in FP16 need 52 GB.",
      "Llama 3 8B differs from Llama 2 7B in the KV heads (8 instead of 32): K and V have 8,388,608 weights per layer instead of 33,554,432 (d = 4096).",
      "Model: 13B parameters, FP16, GPU with 3000 GB/s.\nTokens per second: 3000 / 26 = 115.4",
    ])
    #expect(alarms.isEmpty)
  }

  @Test func slipsNextDoorAreFound() {
    let unfound = ShortTexts.unfound(in: [
      ("ResNet-50: conv3_x has 11 convolutions", 1, .layerCountWrong),
      ("ResNet-34的conv3_x: 7个卷积层", 1, .layerCountWrong),
      ("56x56x16 x 64 + 28x28x32 x 9 x 16 = 3.2 + 4.6 = 7.8 M", 1, .productSlip),
      ("LSTM with input size 16 and hidden size 32.\n3 · (32 · 48 + 32) = 4,704", 2, .recurrentGatesWrong),
      ("Training: N = 3B, D = 60B.\nCompute: 2 · 3e9 · 60e9 = 3.6e20 FLOPs", 2, .trainingFactorWrong),
      ("A 13B model in FP16 needs 52 GB.", 1, .bytesPerValueWrong),
    ])
    #expect(unfound.isEmpty)
  }
}
