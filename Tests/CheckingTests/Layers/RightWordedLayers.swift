extension LayerWorkings {
  /// Workings that look like a mistake and hold none: single filters and positions, other layers named for contrast,
  /// steps on the way, and the right forms of what ``wrongInWords`` has wrong.
  static let rightInWords: [String] = [
    "AlexNet conv1: each filter has 11*11*3 = 363 weights.",
    "LeNet-5, C1: each filter has 5x5 = 25 weights.",
    "C3 of LeNet-5: 16 filters, each of 5x5x6 = 150, so 150*16 + 16 = 2,416 parameters.",
    "VGG-16 conv1_1: each filter has 3*3*3 = 27 weights, 3*3*3 + 1 = 28 parameters.",
    "LeNet-5. C5 has 120 units, each with 5x5x16 = 400 weights, so 48,120 parameters.",
    "VGG-16 conv1_1: per position 3*3*3*64 = 1,728 MACs.",
    "ResNet-50 conv1, one output map: 7*7*3*112*112 = 1,843,968 multiply-adds",
    "3×3 卷积,64→64,56×56,单个滤波器的乘加次数 3×3×64×56×56 = 1,806,336。",
    "3×3 卷积,64→64,56×56,单个卷积核的参数量 3×3×64 = 576",
    """
    3×3 卷积,64→64,56×56,得到一张输出图的乘加次数 3×3×64×56×56 = 1,806,336。
    """,
    "ResNet-50 conv1 的一个卷积核:参数量 7×7×3 = 147",
    "VGG-16 conv1_2:每个输出位置 3×3×64×64 = 36,864 次乘加",
    """
    The depthwise layer on 32 channels has 9*32 = 288 weights; a full 3x3 convolution would have 9*32*32 = 9,216.
    """,
    """
    3x3, 32 channels, depthwise: 288 weights, compared to 9*32*32 = 9,216 for a standard convolution
    """,
    """
    Depthwise 3x3, 32 channels, 112x112. Instead of 3*3*32*32*112*112 = 115,605,504 we only need 3*3*32*112*112 = 3,612,672.
    """,
    "Conv2d(128, 128, 3, groups=32): 4,608 weights instead of 3*3*128*128 = 147,456",
    """
    Conv2d(128, 128, 3, groups=32): 4,608 weights. The ungrouped layer has 3*3*128*128 = 147,456 weights.
    """,
    """
    3x3 conv, 64→64, stride 2, padding 1, input 112×112: 28,901,376 MACs, a quarter of 9*64*64*56*56 = 115,605,504
    """,
    """
    3x3 conv, 64→64, stride 2, padding 1, input 56×56: 28,901,376 MACs, a quarter of 9*64*64*56*56 = 115,605,504
    """,
    """
    深度卷积 3×3,32 通道:普通卷积要 3×3×32×32 = 9,216 个参数,深度卷积只要 288
    """,
    """
    深度卷积 3×3,32 通道,112×112。标准卷积需要 3×3×32×32×112×112 = 115,605,504 次乘加,深度卷积 3×3×32×112×112 = 3,612,672 次。
    """,
    """
    3×3 卷积,64→64,步长 2,填充 1,输入 56×56。若不降采样,乘加次数为 3×3×64×64×56×56 = 115,605,504。
    """,
    "Conv2d(128, 128, 3, groups=32)。不分组时参数量为 3×3×128×128 = 147,456。",
    """
    3x3 conv, 64→128 channels at 28×28: 64·128·28·28 = 6,422,528, times 9 makes 57,802,752.
    """,
    "BatchNorm2d(128): 128 weights and 128 biases",
    "输入 32×32×3,用 16 个 5×5 的卷积核,参数量 5×5×3×16=1200",
    "输入 32×32×3,用 16 个 5×5 的卷积核,带偏置参数量 5×5×3×16+16=1216",
    "灰度图 28×28,16 个 5×5 的卷积核,参数量 5×5×16=400",
    "单通道输入,16 个 5×5 卷积核,参数量:5×5×16=400,加偏置 416",
    "5×5 卷积,3 进 16 出,参数量 5×5×3×16=1200",
    """
    - 输入:32×32×3
    - 卷积核:5×5
    - 输出:28×28×16
    - 参数量:5×5×3×16=1200
    - 乘加次数:5×5×3×16×28×28=940,800
    """,
    "10 filters 5x5, RGB input 32x32: 5*5*3*10 + 10 = 760 weights and biases",
    """
    3x3 convolution, 64 to 128 channels, input 56x56: 3*3*64*128*56*56 = 231,211,008 multiply-adds
    """,
    """
    3x3 convolution, 64 to 128 channels, input 56x56: 3*3*64*128*54*54 = 214,990,848 multiply-adds without padding
    """,
    "3×3 卷积,128→128,分 32 组,参数量 3×3×4×128 = 4,608",
    "3×3 conv, 128→128, g=32, parameters 3×3×4×128 = 4,608",
    """
    ResNeXt: 32 groups of 4 channels; each group 3×3×4×4 = 144 weights, 32×144 = 4,608 in all
    """,
    "Grouped convolution, 3×3, 128→128, 32 groups. One group: 3×3×4×4 = 144 parameters",
    "第 2 组卷积 3×3,128→128,参数量 3×3×128×128 = 147,456",
    "第 2 组:3×3 卷积,64→128,参数量 3×3×64×128 = 73,728",
    "Depthwise:3×3×32×112×112 = 3,612,672",
    "Depthwise conv on a 32x32 map with 32 channels: 3×3×32×32×32 = 294,912",
    "Depthwise, one channel of a 64x64 map: 3×3×64×64 = 36,864 multiply-adds",
    "Depthwise: 3×3×64×64×64 = 2,359,296 MACs (64 channels, 64×64)",
    """
    A standard convolution has 3·3·64·64 = 36,864 weights, the depthwise one 3·3·64 = 576.
    """,
    """
    Depthwise separable: 3×3×32 + 32×64 = 2,336 weights, a normal one 3×3×32×64 = 18,432.
    """,
    "Depthwise 3×3×32 = 288 weights. Pointwise 32×32 = 1,024.",
    "nn.Conv2d(6, 16, 5)  # 2,416 parameters",
    "nn.Conv2d(6, 16, 5)  # 2,400 parameters without bias",
    "nn.Conv2d(6, 16, 5)  # 2,572 parameters so far",
    """
    nn.Linear(400, 120)  # 48,120 parameters
    nn.Linear(120, 84)  # 10,164 parameters
    nn.Linear(84, 10)  # 850 parameters
    """,
    "A 5x5 convolution from 6 to 16 channels has 2,416 parameters, about 2,400.",
    "5×5 conv, 64→32: 5×5×64×32 + 32 = 51,232 parameters",
    "5×5 conv, 64→32: 5×5×64×32 = 51,200 parameters",
    "3×3 conv, 32→64: (3*3*32 + 1)*64 = 18,496 parameters",
    "3×3 conv, 64→64: (3×3×64+1)×64 = 36,928 parameters",
    "Linear(400, 120): (400 + 1)*120 = 48,120 parameters",
    "1x1 conv and 3x3 conv side by side, 32→64: (3*3*32 + 32)*64 = 20,480 weights together",
    """
    We count a multiply-add as 2 FLOPs.
    3×3 conv, 64→64, 56×56: FLOPs = 2×3×3×64×64×56×56 = 231,211,008
    """,
    """
    1 MAC = 2 FLOPs.
    3×3 conv, 64→64, 56×56: MACs = 3×3×64×64×56×56 = 115,605,504
    FLOPs = 2×115,605,504 = 231,211,008
    """,
    """
    We do not count a multiply-add as 2 FLOPs.
    3×3 conv, 64→64, 56×56: FLOPs = 3×3×64×64×56×56 = 115,605,504
    """,
    """
    Some count a multiply-add as 2 FLOPs, we as one.
    3×3 conv, 64→64, 56×56: FLOPs = 3×3×64×64×56×56 = 115,605,504
    """,
    """
    约定:一次乘加记 1 FLOP。
    FLOPs = 3×3×64×64×56×56 = 115,605,504
    """,
    """
    约定:一次乘加记 2 FLOPs。
    乘加次数 = 3×3×64×64×56×56 = 115,605,504
    FLOPs = 231,211,008
    """,
    """
    1 MAC = 2 FLOPs. Max pooling 3x3 on 64 channels: FLOPs = 3×3×64×56×56 = 1,806,336 comparisons
    """,
    "Conv2d(3, 16, 5) on 32x32 gives 28x28.",
    "Conv2d(3, 16, 5, padding=2) on 32x32 gives 32x32x16.",
    "3x3, stride 2, padding 1: 56 → 28",
    "3x3 conv, stride 2, padding 1: 64 → 32 channels, 3*3*64*32 = 18,432 weights",
    "3x3 conv, stride 2, padding 1, 48 → 24: 3*3*48*24 = 10,368 weights",
    "MaxPool 3x3, stride 2: 55 → 27",
    "MaxPool 2x2: 7 → 3",
    "Pool 3x3, stride 2: 112 → 56",
    "Input 32x32x3, 16 filters of 5x5, stride 1, padding 2: output 32x32x16",
    "Output size of an 11x11 convolution with stride 4 on 227x227: (227-11)/4 + 1 = 55",
    "(13-3)/2+1 = 6",
    "(56+2-3)/2+1 = 28",
    "(56+2-3)/2+1 = 28.5, so 28",
    "3×3 卷积,256→512,参数量 = 3×3×256×512 = 1,179,648",
    "3×3 卷积,256→512。下一层参数量 = 3×3×512×512 = 2,359,296",
    """
    3×3 conv, 64→128: 3×3×64×128 = 73,728 weights; the next one has 3×3×128×128 = 147,456 weights
    """,
    """
    瓶颈块:1×1 卷积 256→64 参数 1×1×256×64 = 16,384,3×3 卷积 3×3×64×64 = 36,864
    """,
    """
    3×3 卷积,64→128,stride=2,输入 56×56,乘加次数 3×3×64×128×28×28 = 57,802,752
    """,
    "3×3 卷积,64→64,56×56:3×3×64×64×56×56 = 115,605,504 次乘加",
    "3×3 卷积,64→64,56×56:3×3×64×64 = 36,864 个参数",
    "3×3 卷积,64→64,56×56:每个位置 3×3×64×64 = 36,864 次乘加",
    "BatchNorm2d(64): 64 scales, 64 shifts, 128 parameters",
    "BatchNorm2d(64): γ 64 个参数,β 64 个参数,共 128",
    "空洞卷积 3×3,rate=2,256→256,28×28,乘加 3×3×256×256×28×28 = 462,422,016。",
    """
    3x3 conv with 512 input and 512 output channels, split over 2 GPUs: each has 3*3*512*256 = 1,179,648 weights
    """,
    """
    AlexNet conv2: 5×5×48×256 + 256 = 307,456 parameters, ungrouped it would be 5×5×96×256 + 256 = 614,656
    """,
    "Inception: 1×1, 192→64 gives 28×28×64: 192×64×28×28 = 9,633,792 multiply-adds",
    """
    Without the bottleneck: 5×5×192×32×28×28 = 120,422,400. With a 1×1 conv, 192→16: 192×16×28×28 = 2,408,448, then 5×5×16×32×28×28 = 10,035,200
    """,
    "U-Net up: 3×3 conv 128→64 on 256×256: 3*3*128*64*256*256 = 4,831,838,208 multiply-adds",
    "Dense(128): 784 → 128, 784*128 + 128 = 100,480 parameters",
    "Two 3x3 convs replace one 5x5: 2*3*3*64*64 = 73,728 against 5*5*64*64 = 102,400 weights",
    """
    MACs of a 3x3 grouped convolution with 64 input and 64 output channels, 4 groups, on a 28x28 map: 3*3*16*64*28*28 = 7,225,344
    """,
    "A 3x3 convolution with padding 1 and stride 1 on a 28x28 map gives a 28x28 map.",
    "A 3x3 convolution without padding on a 28x28 map gives a 26x26 map.",
    "输入 227×227,卷积核 11×11,步长 4,输出 55×55",
    "输入 224×224,卷积核 7×7,步长 2,输出 112×112",
    "输入 224×224,卷积核 7×7,步长 2,输出 109×109",
    "最大池化 3×3,步长 2,输入 112×112,输出 56×56",
    "BN 层 64 个通道,参数量 128",
    "BatchNorm2d(64): γ 和 β 各 64 个,参数量 128",
    """
    3×3 卷积,64→128,28×28:参数量 3×3×64×128 = 73,728,乘加 3×3×64×128×28×28 = 57,802,752
    """,
    """
    3×3 卷积,64→128,28×28:参数量 73,728,所以 3×3×64×128×28×28 = 57,802,752 次乘加
    """,
    """
    A 3x3 conv, 64→128, on a 28x28 map has 73,728 parameters and needs 3*3*64*128*28*28 = 57,802,752 multiply-adds.
    """,
    "A locally connected layer, 3x3, 64→128, 28x28: parameters 3*3*64*128*28*28 = 57,802,752",
    """
    | Layer | Kernel | Cin | Cout | Params |
    |---|---|---|---|---|
    | conv1 | 3×3 | 3 | 32 | 896 |
    | conv2 | 3×3 | 32 | 64 | 18,496 |
    | conv3 | 3×3 | 64 | 128 | 73,856 |
    """,
    """
    | layer | kernel | in | out | output | MACs |
    |---|---|---|---|---|---|
    | conv1 | 3x3 | 3 | 32 | 32x32 | 884736 |
    | conv2 | 3x3 | 32 | 64 | 16x16 | 4718592 |
    | conv3 | 3x3 | 64 | 128 | 8x8 | 4718592 |
    """,
    """
    | layer | kernel | in | out | FLOPs |
    |---|---|---|---|---|
    | conv1 | 3x3 | 3 | 32 | 1,769,472 |
    """,
    """
    | layer | in | out | params |
    |---|---|---|---|
    | fc1 | 784 | 256 | 200,960 |
    | fc2 | 256 | 10 | 2,570 |
    """,
    """
    这里一次乘法、一次加法分别算一次浮点运算。
    3×3 卷积,64→64,输出 56×56:2×3×3×64×64×56×56 = 231,211,008 FLOPs
    """,
    """
    FLOPs 有时指乘加次数。这里一次乘加算 1 FLOP。
    3×3 卷积,64→64,输出 56×56:3×3×64×64×56×56 = 115,605,504 FLOPs
    """,
    "LeNet-5, C3: the kernel is 5x5x6 = 150 weights.",
    """
    nn.Conv2d(64, 128, 3, padding=1)  # 73,856 parameters
    nn.BatchNorm2d(128)  # 256 parameters
    nn.Conv2d(128, 128, 3, padding=1)  # 147,584 parameters
    """,
    "conv 3x3, 64 -> 64, then conv 3x3, 64 -> 128, 56x56: 36,864 and 73,728 weights",
    """
    5×5 卷积拆成两个 3×3,64→64:参数从 5×5×64×64 = 102,400 减到 2×3×3×64×64 = 73,728
    """,
    """
    输入 28×28×192,先用 16 个 1×1 卷积核:1×1×192×16 = 3,072 个参数,再用 32 个 5×5 的卷积核:5×5×16×32 = 12,800 个参数
    """,
    """
    Conv2d(3, 64, 7, stride=2, padding=3): one input channel contributes 7*7*64 = 3,136 weights, all three 9,408.
    """,
    """
    问:输入 32×32×3,10 个 5×5 卷积核,步长 1,填充 2。输出尺寸:(32+2×2-5)/1+1 = 32,参数:(5×5×3+1)×10 = 760
    """,
    "3x3 conv, 16→32, stride 2, padding 1: 32 → 16, 3*3*16*32 = 4,608 weights",
    "Input: 28×28, padding 0, stride 1, kernel 5. (28-5)/1 = 23, 23 + 1 = 24",
    """
    卷积核 3×3×64,共 128 个,输出 28×28,乘加次数 3×3×64×128×28×28 = 57,802,752
    """,
    "输入输出均为 64 通道,3×3 卷积,参数量 3×3×64×64 = 36,864",
    "Ten 5x5 filters on an RGB image: 5*5*3*10 + 10 = 760 parameters",
    "Fully connected: 7*7*512 -> 4096. Parameters: 7*7*512*4096 + 4096 = 102,764,544",
  ]
}
