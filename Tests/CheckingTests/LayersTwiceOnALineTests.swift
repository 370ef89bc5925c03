import Checking
import Testing

/// Sizes and counts that come of two things on one line.
@Suite("Two things on a line")
struct LayersTwiceOnALineTests {
  private static let right = [
    "16 H100 at 989 TFLOPS × 40% = 6.33 PFLOPS.",
    "conv 5×5 (stride 1, padding 0) followed by a 2×2 max pool: 20×20 → 8×8.",
    "nn.ZeroPad2d(2), then Conv2d(32, 32, 5, stride=1, padding=0): 40×40 → 40×40.",
    "Conv 3×3, stride 1, padding 1, cropped to the centre: 30×30 → 28×28.",
    "The small layer sees 2048 inputs: 2,097,152, which is 3.1 times as many.",
    "BERT-large has 24 layers with two norms each, 48, plus the embedding norm: 49 norms.",
    "DenseNet-169: 82 layers of two convs each = 164, and 3 transitions with one conv each.",
    "GoogLeNet has 9 inception modules, two convs deep each, that is 18, plus 3 convs and one fc.",
    "A ResNet-34 with 17 blocks: we add one block to stage 3, [3,4,7,3].",
    "BiLSTM inference: forward direction 7 GFLOPs, backward direction 7 GFLOPs, sum 14 GFLOPs.",
    "Winograd conv: forward 2 GFLOPs, backward 6 GFLOPs (three transforms), total 8.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("16 H100 at 989 TFLOPS × 40% = 6.93 PFLOPS.", 1, .productSlip),
    ("conv 3×3 (stride 1, padding 1) followed by a 2×2 max pool: 20×20 → 9×9.", 1, .outputSizePlusOneMissing),
    ("Conv2d(32, 32, 5, stride=1, padding=0): 40×40 → 40×40.", 1, .inputSizeForOutputSize),
    ("Conv 3×3, stride 1, padding 1: 30×30 → 28×28.", 1, .paddingForgotten),
    ("BERT-large has 24 layers with three norms each, 72 in all.", 1, .normCountWrong),
    ("ResNet-34 has 17 blocks.", 1, .blockCountWrong),
    ("VGG-16: 13 conv layers plus 4 FC layers.", 1, .layerCountWrong),
    ("BiLSTM training: forward pass 7 GFLOPs, backward pass 7 GFLOPs.", 1, .backwardFactorWrong),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
