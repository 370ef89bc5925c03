import Testing

@testable import Checking

/// What a sentence says of a layer, of a row of layers, and of a perceptron.
@Suite struct LayersInSentencesTests {
  @Test func biasesThatWordsNameOrDeny() {
    let right = [
      "A dense layer from 1,568 to 64 with bias has 100,416 parameters.",
      "A dense layer from 1568 to 64 with bias has 100,352 weights and 64 biases.",
      "A dense layer from 1568 to 64 has 100,352 parameters.",
      "A dense layer from 1568 to 64 has 100,352 parameters without bias, 100,416 with bias.",
      "`nn.Linear(256, 20, bias=False)` has 5,120 parameters.",
      "A 7×7 conv, 3 → 32, no bias: 4,704 parameters.",
      "`nn.Conv1d(48, 64, kernel_size=3, groups=4, bias=False)` has 12·3·64 = 2,304 weights.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("A dense layer from 1568 to 64 with bias has 100,352 parameters.", 1, .biasNotAdded),
      ("`nn.Linear(256, 20)` has 5,120 parameters including the bias.", 1, .biasNotAdded),
      ("全连接层 1568→64（含偏置）共 100352 个参数。", 1, .biasNotAdded),
      ("A 7×7 conv, 3 → 32, no bias: 4,736 parameters.", 1, .biasCountWrong),
      (
        "`nn.Conv1d(48, 64, kernel_size=3, groups=4, bias=False)` has 48·64·3 = 9,216 weights.", 1,
        .groupsIgnored
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func sizesAlongARowOfLayers() {
    let right = [
      "32 → conv 5×5 → 28 → pool 2×2 → 14 → conv 5×5 → 10 → pool → 5",
      "28 → conv 3×3 → 28 → pool → 14 → conv 3×3 → 14",
      "224 → conv 7×7 → 112 → pool 3×3 → 56 → conv 3×3 → 56",
      "28 → conv 5×5 → 24 → conv 3×3 stride 2 → 11 → conv 3×3 → 9",
      "Three stacked 3×3 convolutions (stride 1) have a receptive field of 7×7.",
      "Flatten of 6×6×32 gives 1,152 features.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("32 → conv 5×5 → 28 → pool 2×2 → 14 → conv 5×5 → 8 → pool → 4", 1, .formulaDoesNotGiveResult),
      ("32×32×3 → conv 5×5 → 28×28×6 → pool → 14×14×6 → conv 5×5 → 9×9×16", 1, .outputSizePlusOneMissing),
      (
        "Three stacked 3×3 convolutions (stride 1) have a receptive field of 9×9.", 1,
        .formulaDoesNotGiveResult
      ),
      ("Flatten of 6×6×32 gives 1,125 features.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func perceptronsByTheirWidths() {
    let right = [
      "An MLP 400–120–10 has 49,200 weights and 130 biases.", "An MLP 400-120-10 has 49,330 parameters.",
      "多层感知机 400→120→10（不含偏置）共 49200 个参数。",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("An MLP 400–120–10 (with biases) has 49,200 parameters.", 1, .biasNotAdded),
      ("An MLP 400-120-10 has 43,930 parameters.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func mapsWhoseWindowIsTold() {
    let right = [
      "Transposed conv: 4×4 kernel, stride 2, padding 1 on 8×8 gives 16×16.",
      "A 5×5 convolution without padding on 20×20 gives 16×16.",
      "输入 20×20，5×5 卷积（无填充）得 16×16，2×2 池化得 8×8，再 5×5 卷积得 4×4。",
      "A 5×5 convolution with padding 2 on 20×20 gives 20×20, then a 3×3 convolution gives 20×20.",
      "A 3×3 convolution with stride 2 and no padding on 21×21 gives 10×10.",
      "A 3×3 convolution on 21×21 gives 19×19; with same padding it gives 21×21.",
      "Three 3×3 convolutions without padding on 28×28 give 22×22.",
      "A 3×3 convolution without padding, applied twice to 28×28, gives 24×24.",
      "输入 32×32，3×3 卷积（填充 1）得 32×32，2×2 池化得 16×16，3×3 卷积得 14×14。",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("Transposed conv: 4×4 kernel, stride 2, padding 1 on 8×8 gives 18×18.", 1, .formulaDoesNotGiveResult),
      ("A 5×5 convolution without padding on 20×20 gives 15×15.", 1, .outputSizePlusOneMissing),
      ("输入 20×20，5×5 卷积（无填充）得 16×16，2×2 池化得 8×8，再 5×5 卷积得 6×6。", 1, .formulaDoesNotGiveResult),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func weightsStepByStep() {
    let right = [
      "Conv layer 3×3, 24 → 48:\n\nweights 3·3·24·48 = 10,368\nwith bias: 10,368 + 48 = 10,416",
      "A depthwise 3×3 conv with 32 channels has 288 weights.",
      "LayerNorm, d = 96, has gamma and beta, together 192 parameters.",
      "LayerNorm, d = 96: gamma has 96 parameters, beta has 96 parameters.",
      "   1532\n+    64\n-------\n   1596", "12\n\n---\n\n1532",
      "A 3×3 conv, 24 → 48, split into 3×1 and 1×3: 3·24·48 = 3,456 weights and 3·48·48 = 6,912.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (
        "Conv layer 3×3, 24 → 48:\n\nweights 3·3·24·48 = 10,368\nwith bias: 10,368 + 24 = 10,392", 4,
        .biasCountWrong
      ),
      ("LayerNorm, d = 96, has gamma and beta, together 96 parameters.", 1, .normCountWrong),
      ("   1532\n+    64\n-------\n   1586", 4, .totalDoesNotAddUp),
      ("A 3×3 conv, 24 → 48, no bias: 3·24·48 = 3,456 weights.", 1, .kernelAreaMissing),
      ("Forward: 2 x 300,200 = 600,400 FLOPs\nBackward: 600,400 FLOPs", 2, .backwardFactorWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
