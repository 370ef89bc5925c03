import Checking
import Testing

/// Sizes of a layer that the text states and its calculation leaves out, or takes from another layer.
@Suite("Stated sizes of layers")
struct SizesLeftOutTests {
  private static let right = [
    "Pointwise convolution, 512 → 1024 on the 7×7 map: 7·7·512·1024 = 25,690,112 MACs.",
    "The last pointwise layer of the network: 7×7×960×320 = 15,052,800.",
    "At 5×5 resolution the pointwise layer takes 5·5·512·512 = 6,553,600 MACs.",
    "逐点卷积作用在 7×7 特征图上：7×7×256×256 = 3211264。",
    "C_fwd = 2ND = 2·3e9·6e10 = 3.6e20, C_bwd = 4ND = 7.2e20, C = 6ND = 1.08e21.",
    "Training compute: 2ND = 2·3e9·6e10 = 3.6e20 (forward), 4ND = 4·3e9·6e10 = 7.2e20 (backward).",
    "训练：C = 4ND = 4×3e9×6e10 = 7.2e20 为反向。",
    "Scores and weighted sum: QKᵀ takes 512·512·1024 = 268,435,456 MACs, AV as many.",
    "The products QKᵀ and AV cost the same: 512·512·1024 = 268,435,456 MACs.",
    "Conv 3×3, 64 → 128, output 56×56. One row of the output: 3·3·64·128·56 = 4,128,768 MACs.",
    "A 5×5 conv from 32 to 64 channels on 16×16 maps. MACs: 16·16·32·64·25 = 13,107,200.",
    "A depthwise 3×3 layer over 144 channels at 28×28: 28·28·144·9 = 1,016,064 MACs.",
    "MACs of the depthwise layer at 14×14 with 256 channels: 14·14·256·9 = 451,584; a dense one would take 14·14·256·256·9 = 115,605,504.",
    "A dense layer with biases from 784 inputs to 256 outputs: 784·256 = 200,704 weights, 200,960 parameters.",
    "A dense layer with biases has 784·256 + 256 = 200,960 parameters.",
    "A fully connected layer with bias: 785·256 = 200,960 parameters.",
    "The conv layer with bias has 28·64 = 1,792 parameters.",
    "The conv layer (3×3, 3 → 64, with bias): 3·3·3·64 = 1,728 parameters in the kernel and 64 in the bias.",
    "Conv 3×3, 64 → 128 with bias: 9·64·128 + 128 = 73,856 parameters.",
    "全连接层输入 256 维、输出 100 维，含偏置：256×100 = 25600 个权重，另加 100 个偏置。",
    "Transposed convolution 256 → 128, kernel 2×2, stride 2, biases: 2·2·256·128 + 128 = 131,200.",
    "Conv1d with 40 input channels, 128 output channels, kernel size 5: 40·128·5 + 128 = 25,728 parameters.",
    "Conv1d with 64 input channels, 128 output channels, kernel size 1: 64·128 + 128 = 8,320 parameters.",
    "3D 卷积核 3×3×3，输入 16 通道，输出 32 通道：27×16×32 = 13824 个权重。",
    "The 7×7×512 map is flattened to 25,088 values; fc6 has 25,088·4096 = 102,760,448 weights.",
    "Flatten 4×4×64 = 1024, then a dense layer: 1024·128 + 128 = 131,200.",
    "Instead of flattening the 7×7×512 map, global pooling leaves 512 features: 512·1000 = 512,000 weights.",
    "A 3×3 max pooling with stride 2 turns the 55×55×96 map into 27×27×96 = 69,984 values.",
    "A 2×2 max pooling with stride 2 turns the 27×27 map into 14×14.",
    "A 3×3 max pooling with stride 1 turns the 28×28 map into 26×26.",
    "BatchNorm with 256 channels has a scale and a shift per channel, i.e. 512 parameters.",
    "BatchNorm over 128 channels: a scale and a shift, i.e. 128 parameters each.",
    "BN 层有 64 个通道，每个通道两个参数：2×64 = 128。",
    "28×28 input, 5×5 kernel, stride 1, padding 2: output side = 28 − 5 + 4 + 1 = 28.",
    "32×32 input, 5×5 kernel, stride 1, no padding: output side = 32 − 5 + 1 = 28.",
    "Conv 1: 3×3, 64 → 64, output 56×56. Conv 2: 3×3, 64 → 64, output 28×28.\nMACs, conv 1: 56·56·9·64·64 = 115,605,504\nMACs, conv 2: 28·28·9·64·64 = 28,901,376",
    "Conv 3×3, 32 → 64, output 16×16 at stride 2; without stride it takes 32·32·9·32·64 = 18,874,368 MACs.",
    "| Layer | in | out | k | H_out | params |\n|---|---|---|---|---|---|\n| c1 | 3 | 16 | 5 | 32 | 3·16·25 = 1,200 |\n| c2 | 16 | 32 | 3 | 16 | 16·32·9 = 4,608 |",
    "| Layer | Weights | MACs |\n|---|---|---|\n| conv1 (5×5, 1→6, out 28×28) | 5·5·6 = 150 | 28·28·25·6 = 117,600 |\n| conv2 (5×5, 6→16, out 10×10) | 25·6·16 = 2,400 | 10·10·2400 = 240,000 |",
    "| Block | Parameters | FLOPs |\n|---|---|---|\n| conv 3×3, 64→64 | 36,864 | 2·56·56·36,864 = 231,211,008 |\n| conv 1×1, 64→256 | 16,384 | 2·56·56·16,384 = 102,760,448 |",
    "ResNet-50 takes 4.1 GMACs per image, i.e. 8.2 GFLOPs.",
    "1.2e14 FLOP/s = 38.5% of 312 TFLOP/s.",
    "Two layers of 4·512² = 1,048,576 and one of 2,097,152: 2·1,048,576 + 2,097,152 = 4,194,304.",
    "| Layer | k | stride | in | out | H_out | MACs |\n|---|---|---|---|---|---|---|\n| a | 3 | 2 | 32 | 64 | 28 | 14,450,688 |",
    "Conv 7×7, stride 2, 3 → 64, output 112×112: 118,013,952 MACs, not the 472,055,808 of stride 1.",
    "A conv 3×3 (64 → 64) on 56×56. FLOPs: 2·56·56·9·64·64 = 231,211,008",
    "A strip of the conv (3×3, 64 → 64, 56×56 map), one column of outputs: 9·64·64·56 = 2,064,384 MACs.",
    "The 3×3 conv, 16 → 16 channels at 9×9. Parameters: 3·3·16·16 = 2,304",
    "Separable: a 3×1 and a 1×3 conv (64 → 64, 28×28 map): 3·64·64·28·28 = 9,633,792 MACs each.",
    "MobileNet block at 14×14, 256 channels: depthwise 14·14·9·256 = 451,584, pointwise 14·14·256·256 = 12,845,056.",
    "The depthwise conv uses one 3×3 filter per channel, 256 channels: 9·256 = 2,304 weights.",
    "Dense layer with bias: weights 512·100 = 51,200\nbias: 100",
    "Two dense layers with biases: 784·100 + 100 = 78,500 and 100·10 + 10 = 1,010 parameters.",
    "A dense layer 512 → 10 with bias on top. The convolution before it has 9·64·64 = 36,864 parameters.",
    "A conv with 64 input and 128 output channels, 3×3, biases included: 9·64·128 + 128 = 73,856.",
    "Conv with bias, 128 → 64, 1×1: 128·64 + 64 = 8,256 parameters.",
    "带偏置的全连接层，输入 512，输出 10：512×10 + 10 = 5130 个参数。",
    "Transposed conv, 64 → 32, kernel 4×4, stride 2, with bias: 16·64·32 + 32 = 32,800 parameters.",
    "Conv1d, 80 → 256, kernel size 3, bias: 3·80·256 + 256 = 61,696 parameters.",
    "3D conv, 3×3×3, 8 → 16: 3·3·3·8·16 = 3,456 weights.",
    "(2+1)D conv: 1×3×3 then 3×1×1, 64 → 64: 9·64·64 = 36,864 weights in space.",
    "Flatten the 5×5×16 map: 400 inputs; fc1: 400·120 + 120 = 48,120.",
    "A 2×2 max pooling with stride 2 turns the 26×26×32 map into 13×13×32 = 5,408 values.",
    "Conv 1: 5×5, 1 → 6, output 28×28. Pool. Conv 2: 5×5, 6 → 16, output 10×10.\nMACs of conv 1: 28·28·25·1·6 = 117,600\nMACs of conv 2: 10·10·25·6·16 = 240,000",
    "Conv A: 3×3, 64 → 64, output 56×56.\nConv B: the same at 28×28: 28·28·9·64·64 = 28,901,376 MACs",
    "conv2_1: 3×3, 64→128, output 112×112: 112·112·9·64·128 = 924,844,032\nconv2_2: 112·112·9·128·128 = 1,849,688,064",
    "C = 2ND = 2·7e9·1e12 = 1.4e22 for inference on 1e12 tokens.",
    "Training a frozen backbone: forward 2ND = 2·7e9·1e12 = 1.4e22.",
    "3×3: 9·32·64 + 64 = 18,496",
    "expand 1×1: 32·128 + 128 = 4,224",
    "depthwise 3×3: 9·64 + 64 = 640",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("Pointwise convolution, 64 → 128: 3·3·64·128 = 73,728 parameters.", 1, .extraFactor),
    ("C = 4ND = 4·3e9·6e10 = 7.2e20 FLOPs for the training run.", 1, .trainingFactorWrong),
    ("Training takes 2ND = 2·3e9·6e10 = 3.6e20 FLOPs.", 1, .trainingFactorWrong),
    (
      "Training takes C = 4ND = 4·3e9·6e10 = 7.2e20 FLOPs for the forward and the backward pass.", 1,
      .trainingFactorWrong
    ),
    ("QKᵀ and AV together: 512·512·1024 = 268,435,456 MACs.", 1, .oneOfTwoAttentionProducts),
    ("Attention, QKᵀ and AV: 512·512·1024 = 268,435,456 MACs.", 1, .oneOfTwoAttentionProducts),
    (
      "A 3×3 convolution, 64 → 128 channels, stride 2, padding 1, input 56×56, output 28×28.\nMACs: 3·3·64·128·28 = 2,064,384",
      2, .outputPositionsMissing
    ),
    ("3×3 卷积，64→128，输出 28×28。\n乘加次数：3×3×64×128×28 = 2064384", 2, .outputPositionsMissing),
    (
      "A 7×7 conv from 3 to 32 channels, output 112×112.\nMACs: 112·112·3·32·7 = 8,429,568", 2,
      .kernelAreaMissing
    ),
    ("depthwise 5×5 at 28×28: 28·28·120·120·25 = 282,240,000 MACs", 1, .depthwiseAsDense),
    ("逐通道卷积 3×3，输入 56×56×64：56×56×9×64×64 = 115605504 次乘加", 1, .depthwiseAsDense),
    ("A fully connected layer with bias from 512 to 100 has 512·100 = 51,200 parameters.", 1, .biasNotAdded),
    ("卷积层 3×3，64→128，含偏置，参数量 3×3×64×128 = 73728。", 1, .biasNotAdded),
    ("U-Net: 128 → 256, 3×3, with bias: 9·128·256 + 128 = 295,040.", 1, .biasCountWrong),
    ("3×3 卷积，输入 64 通道，输出 128 通道，带偏置：3×3×64×128 + 64 = 73792。", 1, .biasCountWrong),
    (
      "Conv1d with 64 input channels, 128 output channels, kernel size 3: 64·128 + 128 = 8,320 parameters.",
      1, .kernelAreaMissing
    ),
    ("3D 卷积核 3×3×3，输入 16 通道，输出 32 通道：9×16×32 = 4608 个权重。", 1, .kernelAreaMissing),
    (
      "The 7×7×256 map is flattened, then a dense layer with 1000 outputs: 256·1000 = 256,000 weights.", 1,
      .outputPositionsMissing
    ),
    ("A 2×2 max pooling with stride 2 turns the 32×32 map into 31×31.", 1, .formulaDoesNotGiveResult),
    (
      "BatchNorm with 128 channels has a scale and a shift per channel, i.e. 128 parameters.", 1,
      .normCountWrong
    ),
    ("32×32 input, 3×3 kernel, stride 1, padding 1: output side = 32 − 3 + 1 = 30.", 1, .paddingForgotten),
    (
      "Conv 1: 3×3, 3 → 64, output 56×56. Conv 2: 3×3, 64 → 64, output 28×28.\nMACs, conv 1: 56·56·9·3·64 = 5,419,008\nMACs, conv 2: 56·56·9·64·64 = 115,605,504",
      3, .inputSizeForOutputSize
    ),
    (
      "| Layer | in | out | k | H_out | params |\n|---|---|---|---|---|---|\n| c1 | 3 | 16 | 3 | 32 | 3·16·9 = 432 |\n| c2 | 16 | 32 | 5 | 16 | 16·32·5 = 2,560 |",
      4, .kernelAreaMissing
    ),
    (
      "| Layer | Weights | MACs |\n|---|---|---|\n| conv1 (5×5, 1→6, out 28×28) | 5·5·6 = 150 | 28·28·25·6 = 117,600 |\n| conv2 (5×5, 6→16, out 10×10) | 25·6·16 = 2,400 | 14·14·25·6·16 = 470,400 |",
      4, .inputSizeForOutputSize
    ),
    ("ResNet-50 takes 4.1 GMACs per image, i.e. 2.05 GFLOPs.", 1, .macFlopRatioReversed),
    ("1.2e14 FLOP/s = 35.8% of 312 TFLOP/s.", 1, .digitsTransposed),
    ("expand 3×3: 32·128 + 128 = 4,224", 1, .kernelAreaMissing),
    (
      "| Layer | k | stride | in | out | H_out | MACs |\n|---|---|---|---|---|---|---|\n| a | 3 | 2 | 32 | 64 | 28 | 57,802,752 |",
      3, .inputSizeForOutputSize
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test func aModuleNamedByItsPlaceIsNotTheLayerAbove() {
    let text = """
      `body.5.expand`: 3×3 convolution, 32 → 128 channels, padding 1, output 54×54

      MACs = 3×3×32×128×54×54 = 107,495,424

      **`body.7`: 35,831,808 MACs, 49,440 parameters**
      """
    #expect(ShortTexts.alarms(in: [text]) == [])
  }
}
