extension LayerWorkings {
  /// Workings with the mistake that each holds.
  static let wrong: [(String, String)] = [
    ("C3: 输入14x14x6, 过滤器5x5, 输出10x10x16: 10x10x16(25+1)=41600个连接", "input-channels-missing"),
    (
      """
      3×3 convolution, 128→256, stride 1, padding 1, input 28×28
      weights: 3×3×256 = 2,304
      """,
      "input-channels-missing"
    ),
    (
      """
      Conv(3→64, k=7, s=2, p=3) on 224×224
      MACs: 7×7×64×112×112 = 39,337,984
      """,
      "input-channels-missing"
    ),
    (
      """
      3×3 conv, 64→128, padding 1, input 28×28
      MACs: 3×3×64×28×28 = 451,584
      """,
      "output-channels-missing"
    ),
    (
      """
      5×5 conv, 32→64, padding 2, input 14×14
      MACs: 32×64×14×14 = 401,408
      """,
      "kernel-area-missing"
    ),
    (
      """
      nn.Conv2d(64, 64, 3, padding=1) on 56×56
      multiply-adds: 3×3×64×64 = 36,864
      """,
      "output-positions-missing"
    ),
    (
      """
      7×7 conv, 3→64, stride 2, padding 3, input 224×224
      MACs: 7×7×3×64×224×224 = 472,055,808
      """,
      "input-size-for-output-size"
    ),
    (
      """
      3×3 conv, 1→8, padding 1, input 8×8
      parameters: 8×8×1×8 = 512
      """,
      "input-size-as-kernel"
    ),
    (
      """
      3×3 conv, 64→64, stride 1, padding 1, input 28×28
      output 30×30
      MACs: 3×3×64×64×30×30 = 33,177,600
      """,
      "padding-counted-in-output"
    ),
    (
      """
      3×3 conv, 64→64, stride 1, padding 1, input 28×28
      MACs: 3×3×64×64×26×26 = 24,920,064
      """,
      "padding-forgotten"
    ),
    (
      """
      3×3 conv, 64→64, stride 1, padding 1, input 28×28, output 26×26
      """,
      "padding-forgotten"
    ),
    (
      """
      5×5 conv, stride 1, padding 0, input 32×32×3, 6 filters
      output: (32 − 5 + 0)/1 = 28
      """,
      "output-size-plus-one-missing"
    ),
    (
      """
      5×5 conv, stride 1, padding 0, input 32×32×3, 6 filters
      output: (32 − 5)/1 = 27
      """,
      "output-size-plus-one-missing"
    ),
    (
      """
      3×3 convolution, padding 1, stride 4: 56×56 → 28×28
      """,
      "stride-misstated"
    ),
    (
      """
      卷积层：卷积核3×3，填充1，步长4，输入56×56×64，输出28×28×128
      """,
      "stride-misstated"
    ),
    (
      """
      3×3 conv, 128→128, 32 groups, padding 1, input 56×56
      MACs: 3×3×128×128×56×56 = 462,422,016
      """,
      "groups-ignored"
    ),
    (
      """
      nn.Conv2d(128, 128, 3, padding=1, groups=32)
      parameters: 3×3×128×128 = 147,456
      """,
      "groups-ignored"
    ),
    (
      """
      3×3 depthwise conv, padding 1, input 56×56×96
      MACs: 3×3×96×96×56×56 = 260,112,384
      """,
      "depthwise-as-dense"
    ),
    (
      """
      Depthwise 3×3 convolution, 32 input channels
      parameters: 3×3×32×32 = 9,216
      """,
      "depthwise-as-dense"
    ),
    (
      """
      3×3 conv, 32→64
      parameters: 3×3×32×64 + 32 = 18,464
      """,
      "bias-count-wrong"
    ),
    (
      """
      3×3 conv, 32→64
      parameters: 3×3×32×64 + 1 = 18,433
      """,
      "bias-count-wrong"
    ),
    (
      """
      Linear(784, 10): 784×10 + 784 = 8,624 parameters
      """,
      "bias-count-wrong"
    ),
    (
      """
      3×3 conv, 3→16, padding 1, input 32×32
      parameters: (3×3×3 + 32×32)×16 = 16,816
      """,
      "bias-per-position"
    ),
    (
      """
      Batch norm of 256 channels: parameters: 256
      """,
      "norm-count-wrong"
    ),
    (
      """
      BatchNorm2d(64) has 64 parameters
      """,
      "norm-count-wrong"
    ),
    (
      """
      输入 32×32×3，卷积核 5×5，输出通道 6，步长 1，填充 0
      参数量：5×5×6 = 150
      """,
      "input-channels-missing"
    ),
    (
      """
      输入 32×32×3，卷积核 5×5，输出通道 6，步长 1，填充 0
      计算量：5×5×3×6 = 450
      """,
      "output-positions-missing"
    ),
    (
      """
      输入 56×56×64，卷积核 3×3，输出通道 128，步长 2，填充 1
      乘加次数：3×3×64×128×56×56 = 231,211,008
      """,
      "input-size-for-output-size"
    ),
    (
      """
      全连接层：输入特征数120，输出特征数84
      参数量：120×84+120 = 10,200
      """,
      "bias-count-wrong"
    ),
    (
      """
      卷积层：输入通道16，输出通道32，卷积核3×3
      参数量：16×32 = 512
      """,
      "kernel-area-missing"
    ),
    (
      """
      Conv2D(32, (3,3), input_shape=(28,28,1)): 3×3×1×32 + 1 = 289 parameters
      """,
      "bias-count-wrong"
    ),
    (
      """
      Conv2D(16, (3,3), input_shape=(28,28,3))
      Conv2D(32, (3,3))
      parameters: 3×3×32 = 288
      """,
      "input-channels-missing"
    ),
    (
      """
      nn.Conv2d(3, 16, 3, padding=1)  # on 32×32
      nn.MaxPool2d(2)
      nn.Conv2d(16, 32, 3, padding=1)
      MACs: 3×3×16×32×14×14 = 903,168
      """,
      "padding-forgotten"
    ),
    (
      """
      | Layer | Kernel | Stride | Padding | Input | Output channels | Parameters |
      |---|---|---|---|---|---|---|
      | conv1 | 3×3 | 1 | 1 | 32×32×3 | 16 | 144 |
      | conv2 | 3×3 | 2 | 1 | 32×32×16 | 32 | 4,608 |
      """,
      "input-channels-missing"
    ),
    (
      """
      | Layer | Kernel | Stride | Padding | Input | Output channels | MACs |
      |---|---|---|---|---|---|---|
      | conv1 | 3×3 | 2 | 1 | 32×32×3 | 16 | 442,368 |
      """,
      "input-size-for-output-size"
    ),
    (
      """
      | Layer | Kernel | Stride | Padding | Input | Output channels | Output |
      |---|---|---|---|---|---|---|
      | conv1 | 3×3 | 1 | 1 | 32×32×3 | 16 | 34×34 |
      """,
      "padding-counted-in-output"
    ),
    (
      """
      | 层 | 卷积核 | 步长 | 填充 | 输入 | 输出通道 | 参数量 |
      |---|---|---|---|---|---|---|
      | 卷积1 | 5×5 | 1 | 0 | 32×32×3 | 6 | 150 |
      """,
      "input-channels-missing"
    ),
    (
      """
      A convolutional layer with 96 filters of size 11×11, stride 4 and padding 0 on a 227×227×3 input.
      Parameters: 11×11×96 = 11,616
      """,
      "input-channels-missing"
    ),
    (
      """
      A convolutional layer with 96 filters of size 11×11, stride 4 and padding 0 on a 227×227×3 input.
      Output: (227 − 11)/4 = 54
      """,
      "output-size-plus-one-missing"
    ),
    (
      """
      A convolutional layer with 96 filters of size 11×11, stride 4 and padding 0 on a 227×227×3 input.
      MACs: 11×11×3×96×227×227 = 1,795,682,592
      """,
      "input-size-for-output-size"
    ),
    (
      """
      The input is 64×64×16. We apply 32 kernels of 3×3 with stride 1 and padding 1.
      MACs: 3×3×16×32×66×66 = 20,072,448
      """,
      "padding-counted-in-output"
    ),
    (
      """
      The input is 64×64×16. We apply 32 kernels of 3×3 with stride 1 and padding 1.
      FLOPs: 2×3×3×32×64×64 = 2,359,296
      """,
      "input-channels-missing"
    ),
    (
      """
      Conv2d(16, 32, 3, padding=1) on 64×64
      FLOPs: 2×16×32×64×64 = 4,194,304
      """,
      "kernel-area-missing"
    ),
    (
      """
      Convolution layer:
      - Input: 28×28×1
      - Kernel size: 5×5
      - Output channels: 20
      - Stride: 1
      - Padding: 0
      Parameters: 28×28×1×20 = 15,680
      """,
      "input-size-as-kernel"
    ),
    (
      """
      Convolution layer:
      - Input: 28×28×8
      - Kernel size: 5×5
      - Output channels: 20
      - Stride: 1
      - Padding: 2
      Output: (28 − 5)/1 + 1 = 24
      """,
      "padding-forgotten"
    ),
    (
      """
      1×1 conv, 256→64, input 56×56
      MACs: 1×1×256×64 = 16,384
      """,
      "output-positions-missing"
    ),
    (
      """
      1×1 conv, 256→64, input 56×56
      MACs: 256×56×56 = 802,816
      """,
      "output-channels-missing"
    ),
    (
      """
      VGG-16 conv1_3: 3×3×64×64×224×224 = 1,849,688,064
      """,
      "layer-that-does-not-exist"
    ),
    (
      """
      VGG-16 has 16 convolutional layers.
      """,
      "layer-count-wrong"
    ),
    (
      """
      VGG-16 conv3_1, parameters: 3×3×256 = 2,304
      """,
      "input-channels-missing"
    ),
    (
      """
      VGG-16 fc6, parameters: 25,088×4,096 + 25,088 = 102,785,536
      """,
      "bias-count-wrong"
    ),
    (
      """
      AlexNet has 8 convolutional layers.
      """,
      "layer-count-wrong"
    ),
    (
      """
      LeNet-5 C3, parameters: 5×5×16 = 400
      """,
      "input-channels-missing"
    ),
    (
      """
      ResNet-50: 16 × 218,365,952 = 3,493,855,232 for the blocks
      """,
      "all-blocks-taken-same"
    ),
    (
      """
      VGG-16 needs 30 GMACs.
      """,
      "network-total-wrong"
    ),
    (
      """
      MobileNetV2 has 7.5 M parameters.
      """,
      "network-total-wrong"
    ),
    (
      """
      DenseNet-121 has 9.9 M parameters.
      """,
      "network-total-wrong"
    ),
  ]
}
