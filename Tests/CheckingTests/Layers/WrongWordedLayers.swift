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
  ]
}
