/// Layers that a text tells in words, as lecture notes and posts do. All figures come from the formulas.
extension LayerWorkings {
  /// Workings with the mistake that each holds.
  static let wrongInWords: [(String, String)] = [
    ("输入 32×32×3,用 16 个 5×5 的卷积核,参数量 5×5×16=400", "input-channels-missing"),
    ("5×5 卷积,输入 3 通道,输出 16 通道,参数量 5×5×16=400", "input-channels-missing"),
    ("卷积层 k=5, Cin=3, Cout=16,参数量 5×5×16=400", "input-channels-missing"),
    ("卷积核 5×5,$C_{in}=3$,$C_{out}=16$,参数量 5×5×16=400", "input-channels-missing"),
    ("conv: in=3,out=16,kernel=5, parameters 5×5×16=400", "input-channels-missing"),
    ("5×5 卷积,3 进 16 出,参数量 5×5×16=400", "input-channels-missing"),
    (
      """
      - 输入:32×32×3
      - 卷积核:5×5
      - 输出:28×28×16
      - 参数量:5×5×16=400
      """, "input-channels-missing"
    ),
    ("128 filters of size 3x3 on an input of 64 channels: 3*3*128 = 1,152 weights", "input-channels-missing"),
    ("10 filters 5x5, RGB input 32x32: 5*5*10 = 250 weights", "input-channels-missing"),
    ("3x3 convolution from 14x14x256 to 14x14x512: 3*3*512 = 4,608 weights", "input-channels-missing"),
    (
      "3x3 convolution, 64 to 128 channels, input 56x56: 3*3*128*56*56 = 3,612,672 multiply-adds",
      "input-channels-missing"
    ),
    ("3×3 卷积,128→128,分 32 组,参数量 3×3×128×128 = 147,456", "groups-ignored"),
    ("3×3 卷积,128→128,32 组,参数量 3×3×128×128 = 147,456", "groups-ignored"),
    ("3×3 卷积,128→128,分成 32 组,参数量 3×3×128×128 = 147,456", "groups-ignored"),
    ("3×3 卷积,128→128,分组数 32,参数量 3×3×128×128 = 147,456", "groups-ignored"),
    ("3×3 卷积,128→128,组数=32,参数量 3×3×128×128 = 147,456", "groups-ignored"),
    ("3×3 conv, 128→128, group=32, parameters 3×3×128×128 = 147,456", "groups-ignored"),
    ("3×3 conv, 128→128, g=32, parameters 3×3×128×128 = 147,456", "groups-ignored"),
    ("Grouped convolution, 3×3, 128→128, 32 groups: 3×3×128×128 = 147,456 parameters", "groups-ignored"),
    ("分组卷积，3×3，128→128，分 32 组：参数量 3×3×128×128 = 147,456", "groups-ignored"),
    ("DW 3×3,32 通道,112×112:3×3×32×32×112×112 = 115,605,504", "depthwise-as-dense"),
    ("DWConv 3×3, 32 channels: 3*3*32*32 = 9,216 weights", "depthwise-as-dense"),
    ("深度方向卷积 3×3,32 通道:参数量 3×3×32×32 = 9,216", "depthwise-as-dense"),
    ("Depthwise:3×3×32×32×112×112 = 115,605,504", "depthwise-as-dense"),
    ("For the depthwise part we get 3·3·64·64 = 36,864 weights.", "depthwise-as-dense"),
    ("深度卷积的计算量:3×3×32×32×112×112 = 115,605,504", "depthwise-as-dense"),
    ("nn.Conv2d(6, 16, 5)  # 2,461 parameters", "digits-transposed"),
    ("A 5x5 convolution from 6 to 16 channels has 2,461 parameters.", "digits-transposed"),
    ("nn.Linear(400, 120): 48,210 parameters", "digits-transposed"),
    ("5×5 conv, 64→32: 5×5×64×32 + 64 = 51,264 parameters", "bias-count-wrong"),
    ("5×5 conv, 64→32: 5×5×64×32 + 1 = 51,201 parameters", "bias-count-wrong"),
    ("3×3 conv, 32→64: (3*3*32 + 32)*64 = 20,480 parameters", "bias-count-wrong"),
    ("Linear(400, 120): 400*120 + 400 = 48,400 parameters", "bias-count-wrong"),
    ("3×3 conv, 64→128: (3×3×64+1)×64 = 36,928 parameters", "bias-count-wrong"),
    ("5×5 conv, 3→16: 5×5×16+16=416 parameters", "input-channels-missing"),
    ("5×5 conv, 96→256, groups=2: 5×5×96×256 + 256 = 614,656 parameters", "groups-ignored"),
    (
      """
      We count a multiply-add as 2 FLOPs.
      3×3 conv, 64→64, 56×56: FLOPs = 3×3×64×64×56×56 = 115,605,504
      """, "mac-called-flop"
    ),
    (
      """
      1 MAC = 2 FLOPs.
      3×3 conv, 64→64, 56×56: FLOPs = 3×3×64×64×56×56 = 115,605,504
      """, "mac-called-flop"
    ),
    (
      """
      约定:一次乘法和一次加法各算 1 FLOP。
      3×3 卷积,64→64,56×56:FLOPs = 3×3×64×64×56×56 = 115,605,504
      """, "mac-called-flop"
    ),
    (
      """
      FLOPs = 2 × MACs
      3×3 conv, 64→64, 56×56: FLOPs = 3×3×64×64×56×56 = 115,605,504
      """, "mac-called-flop"
    ),
    (
      """
      约定:一次乘加记 2 FLOPs。
      FLOPs = 3×3×64×64×56×56 = 115,605,504
      """, "mac-called-flop"
    ),
    ("Conv2d(3, 16, 5) on 32x32 gives 27x27.", "output-size-plus-one-missing"),
    ("3x3, stride 2, padding 1: 56 → 27", "output-size-plus-one-missing"),
    ("MaxPool 3x3, stride 2: 55 → 26", "output-size-plus-one-missing"),
    ("Input 32x32x3, 16 filters of 5x5, stride 1, no padding: output 32x32x16", "input-size-for-output-size"),
    (
      "Output size of an 11x11 convolution with stride 4 on 227x227: (227-11)/4 = 54",
      "output-size-plus-one-missing"
    ),
    ("Output size of a 5x5 convolution on 32x32: (32-5)/1 = 28", "output-size-plus-one-missing"),
    ("(13-3)/2+1 = 5", "output-size-plus-one-missing"),
    ("3×3 卷积,256→512,参数量 = 3×3×128×512 = 589824", "dimension-left-from-other-model"),
    ("3×3 卷积,64→64,输出 56×56,乘加次数 3×3×64×64×28×28 = 28901376", "dimension-left-from-other-model"),
    ("3×3 卷积,64→64,56×56:3×3×64×64 = 36,864 次乘加", "output-positions-missing"),
    (
      """
      A convolutional layer takes a 64x64 RGB image and applies 32 filters of size 5x5. It has 5*5*32 + 32 = 832 parameters.
      """, "input-channels-missing"
    ),
    (
      "The first layer has 32 5x5 filters and sees an RGB image, so it has 5*5*32 = 800 weights.",
      "input-channels-missing"
    ),
    ("conv1: 32 kernels, 3x3, 3 input channels. Parameters: 3*3*32 = 288", "input-channels-missing"),
    (
      """
      Suppose the input is 28x28x16 and we apply 32 kernels of size 3x3. Parameters = 3*3*32 + 32 = 320
      """, "input-channels-missing"
    ),
    (
      """
      卷积层输入为 28×28×16,使用 32 个大小为 3×3 的卷积核,参数个数为 3×3×32+32=320。
      """, "input-channels-missing"
    ),
    (
      """
      卷积层输入 56×56×64,输出 56×56×128,卷积核 3×3。计算量 = 3×3×64×128 = 73,728 次乘加
      """, "output-positions-missing"
    ),
    (
      """
      输入 112×112×64,3×3 卷积,步长 2,填充 1,输出通道 128。乘加次数:3×3×64×128×112×112 = 924,844,032
      """, "input-size-for-output-size"
    ),
    (
      """
      MACs of a 3x3 grouped convolution with 64 input and 64 output channels, 4 groups, on a 28x28 map: 3*3*64*64*28*28 = 28,901,376
      """, "groups-ignored"
    ),
    (
      """
      ShuffleNet 1x1 group conv, 240 -> 240 channels, groups = 3, 28x28: 240*240*28*28 = 45,158,400 MACs
      """, "groups-ignored"
    ),
    (
      "Depthwise conv 5x5, 40 channels, 28x28 output: MACs = 5*5*40*40*28*28 = 31,360,000",
      "depthwise-as-dense"
    ),
    ("深度卷积(5×5,40 通道)参数量 5×5×40×40 = 40,000", "depthwise-as-dense"),
    (
      """
      3×3 卷积,输入 32 通道,输出 64 通道,输出 28×28:乘加 32×64×28×28 = 1,605,632
      """, "kernel-area-missing"
    ),
    ("全连接层 256→10,参数 256×10 + 256 = 2,816", "bias-count-wrong"),
    ("fc: 256 inputs, 10 outputs: 256*10 + 1 = 2,561 parameters", "bias-count-wrong"),
    ("3×3 卷积,16→32,输出 28×28,带偏置:3×3×16×32 + 32×28×28 = 29,696 个参数", "bias-per-position"),
    ("A 3x3 convolution with padding 1 and stride 1 on a 28x28 map gives a 26x26 map.", "padding-forgotten"),
    ("输入 227×227,卷积核 11×11,步长 4,输出 54×54", "output-size-plus-one-missing"),
    ("输入 28×28,5×5 卷积,无填充,输出尺寸 = 28-5 = 23", "output-size-plus-one-missing"),
    (
      """
      Convention: one MAC equals two FLOPs.
      Layer 1 (3x3, 64→64, 56x56 output): 3*3*64*64*56*56 = 115,605,504 FLOPs
      """, "mac-called-flop"
    ),
    (
      """
      这里一次乘法、一次加法分别算一次浮点运算。
      3×3 卷积,64→64,输出 56×56:3×3×64×64×56×56 = 115,605,504 FLOPs
      """, "mac-called-flop"
    ),
    ("BN 层 64 个通道,参数量 64", "norm-count-wrong"),
    ("BatchNorm2d(64) has 64 parameters.", "norm-count-wrong"),
    ("BatchNorm2d(64) adds 4*64 = 256 trainable parameters", "norm-count-wrong"),
    ("nn.Conv2d(64, 128, 3, padding=1)  # 73,782 parameters", "digits-transposed"),
    ("nn.Conv2d(64, 128, 3, padding=1)  # 73,828 parameters", "digit-changed"),
    ("nn.Linear(4096, 1000)  # 40,970,000 parameters", "power-of-ten-slip"),
    ("nn.Linear(9216, 4096)  # 37,757,832 parameters", "digit-changed"),
    ("3×3 卷积,64→128,28×28:参数量 3×3×64×128×28×28 = 57,802,752", "weights-counted-per-position"),
    (
      "A 3x3 conv, 64→128, on a 28x28 map has 3*3*64*128*28*28 = 57,802,752 parameters.",
      "weights-counted-per-position"
    ),
    ("3×3 conv, 64→128, 28×28: parameters = 64*128 = 8,192", "kernel-area-missing"),
    (
      """
      | Layer | Kernel | Cin | Cout | Params |
      |---|---|---|---|---|
      | conv1 | 3×3 | 3 | 32 | 896 |
      | conv2 | 3×3 | 32 | 64 | 18,496 |
      | conv3 | 3×3 | 64 | 128 | 74,856 |
      """, "digit-changed"
    ),
    (
      """
      | layer | kernel | in | out | output | MACs |
      |---|---|---|---|---|---|
      | conv1 | 3x3 | 3 | 32 | 32x32 | 884736 |
      | conv2 | 3x3 | 32 | 64 | 16x16 | 4718592 |
      | conv3 | 3x3 | 64 | 128 | 8x8 | 7418592 |
      """, "digits-transposed"
    ),
    (
      """
      Input volume: 32x32x3. Ten 5x5 filters with stride 1, pad 2. Number of parameters in this layer: 5*5*10+10 = 260
      """, "input-channels-missing"
    ),
    (
      """
      Q: how many MACs for a 3x3 conv, 128 in, 256 out, 14x14 output? A: 3*3*256*14*14 = 451,584.
      """, "input-channels-missing"
    ),
    (
      """
      例 2:输入 28×28×64,卷积核 3×3×64,共 128 个,求乘加次数。解:3×3×128×28×28 = 903,168
      """, "input-channels-missing"
    ),
    (
      """
      分组卷积(groups=8),输入输出均为 256 通道,卷积核 3×3,参数量 = 3×3×256×256 = 589,824
      """, "groups-ignored"
    ),
    ("Bias: 3x3 conv, 256→256 has 3*3*256*256 + 256*256 = 655,360 parameters.", "bias-count-wrong"),
  ]
}
