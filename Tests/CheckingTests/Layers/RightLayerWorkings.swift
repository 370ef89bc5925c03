/// Workings about layers, each with a diagnosis that is known.
enum LayerWorkings {
  static let right: [String] = [
    """
    Conv2d(3, 64, kernel_size=7, stride=2, padding=3) on a 224×224 image gives 112×112×64.
    Weights: 7×7×3×64 = 9,408; with biases 9,472 parameters.
    """,
    """
    nn.Conv2d(3, 16, 3, padding=1)  # 448 params
    nn.ReLU()
    nn.MaxPool2d(2)
    nn.Conv2d(16, 32, 3, padding=1)  # 4,640 params
    nn.Linear(32*8*8, 10)
    """,
    """
    Conv2D(32, (3,3), input_shape=(28,28,1)): 26×26×32 out, 3×3×1×32 + 32 = 320 parameters
    MaxPooling2D((2,2)): 13×13×32, no parameters
    Conv2D(64, (3,3)): 11×11×64, 3×3×32×64 + 64 = 18,496 parameters
    Flatten(): 7744
    Dense(10): 7744×10 + 10 = 77,450 parameters
    """,
    """
    输入 32×32×3，卷积核 5×5，输出通道 6，步长 1，无填充
    输出大小：(32−5)/1+1 = 28
    参数量：5×5×3×6+6 = 456
    乘加次数：5×5×3×6×28×28 = 352,800
    """,
    """
    3×3 conv, 64→64, padding 1, on 56×56: FLOPs = 2×3×3×64×64×56×56 = 231,211,008
    """,
    """
    3×3 conv, 64→64, padding 1, on 56×56: 3×3×64×64×56×56 = 115,605,504 MACs, 36,864 parameters, 36,928 with bias
    """,
    """
    Depthwise separable: depthwise 3×3 on 112×112×32: 3×3×32×112×112 = 3,612,672 MACs
    pointwise 32→64: 32×64×112×112 = 25,690,112 MACs
    """,
    """
    Depthwise 3×3 convolution, 96 input channels, 96 output channels, padding 1, on 56×56
    MACs: 3×3×96×56×56 = 2,709,504
    Parameters: 3×3×96 = 864
    """,
    """
    Grouped 3×3 convolution, 128→256, 32 groups, padding 1, input 28×28
    Parameters: 3×3×4×256 = 9,216
    MACs: 3×3×4×256×28×28 = 7,225,344
    """,
    """
    Linear(784, 10): 784×10 + 10 = 7,850 parameters, 784×10 = 7,840 multiply-adds
    """,
    """
    Dense(128) on 784 inputs has 784×128 + 128 = 100,480 parameters.
    """,
    """
    A fully connected layer with 4096 inputs and 1000 outputs: 4096×1000 + 1000 = 4,097,000 parameters, 2×4096×1000 = 8,192,000 FLOPs
    """,
    """
    Batch norm of 64 channels: 2×64 = 128 parameters (with the running statistics 4×64 = 256).
    """,
    """
    Max pooling 2×2, stride 2, input 112×112×64: (112 − 2)/2 + 1 = 56, so the output is 56×56×64. Parameters: 0
    """,
    """
    3×3 max pooling, stride 2, padding 1, input 112×112: ⌊(112 + 2 − 3)/2⌋ + 1 = 56
    """,
    """
    MaxPool2d(3, stride=2, ceil_mode=True): input 112×112 → 56×56
    """,
    """
    Each 5×5×3 filter has 5×5×3 = 75 weights and one bias, 76 numbers; 10 filters have 760 parameters.
    A convolution with 10 filters of 5×5, input 32×32×3, stride 1, padding 2: 76×10 = 760 parameters.
    """,
    """
    Conv 3×3, 64→128, stride 2, padding 1, input 56×56
    weights of one filter: 3×3×64 = 576
    all: 576×128 = 73,728 parameters
    MACs: 73,728×28×28 = 57,802,752
    """,
    """
    Conv 3×3, 64→128, stride 2, padding 1, input 56×56
    3×3×64 = 576 multiply-adds per output value, 28×28×128 = 100,352 output values, 100,352×576 = 57,802,752 multiply-adds
    """,
    """
    A 5×5 convolution without padding on 32×32 gives (32 − 5)/1 + 1 = 28.
    """,
    """
    A 3×3 convolution with dilation 2, padding 2, stride 1, input 28×28: 28 + 2×2 − 2×(3−1) − 1 + 1 = 28
    """,
    """
    | Layer | Kernel | Stride | Padding | Input | Output channels | Output | Parameters | MACs |
    |---|---|---|---|---|---|---|---|---|
    | conv1 | 3×3 | 1 | 1 | 32×32×3 | 16 | 32×32 | 432 | 442,368 |
    | conv2 | 3×3 | 2 | 1 | 32×32×16 | 32 | 16×16 | 4,608 | 1,179,648 |
    | conv3 | 1×1 | 1 | 0 | 16×16×32 | 64 | 16×16 | 2,048 | 524,288 |
    """,
    """
    | 层 | 卷积核 | 步长 | 填充 | 输入 | 输出通道 | 参数量 |
    |---|---|---|---|---|---|---|
    | 卷积1 | 5×5 | 1 | 0 | 32×32×1 | 6 | 156 |
    | 卷积2 | 5×5 | 1 | 0 | 14×14×6 | 16 | 2,416 |
    """,
    """
    Conv(3→64, k=7, s=2, p=3): 224 → 112. Params 7×7×3×64 = 9,408, MACs 7×7×3×64×112×112 = 118,013,952
    """,
    """
    Conv 1×1, 256→64, 56×56: 256×64×56×56 = 51,380,224 MACs, 256×64 = 16,384 weights
    """,
    """
    28×28×192 → Conv 5×5, same padding, 32 filters → 28×28×32
    MACs: 28×28×32×5×5×192 = 120,422,400
    """,
    """
    First convolution, 11×11, stride 4, 96 filters, input 227×227×3: output (227 − 11)/4 + 1 = 55, parameters 11×11×3×96 + 96 = 34,944, MACs 11×11×3×96×55×55 = 105,415,200
    """,
    """
    The first layer is a 7×7 convolution, 3→64 channels, stride 2, on 224×224. Its 7×7×3×64 = 9,408 weights are used at 112×112 = 12,544 positions: 9,408×12,544 = 118,013,952 multiply-adds.
    """,
    """
    Two 3×3 convolutions 64→64 at 28×28 cost 2×3×3×64×64×28×28 = 57,802,752 MACs.
    """,
    """
    3×3 convolution, 64→64, 28×28, padding 1
    MACs: 3×3×64×64×28×28 = 28,901,376
    For a batch of 8: 8×28,901,376 = 231,211,008 MACs
    """,
    """
    Conv2d(64, 64, 3, padding=1) followed by BatchNorm2d(64) on 56×56: params 3×3×64×64 + 2×64 = 36,992
    """,
    """
    Input 32×32×3. A convolution with 16 kernels of 3×3, stride 1, padding 1.
    parameters: (3×3×3 + 1)×16 = 448
    without biases: 432
    output: 32×32×16 = 16,384 values
    """,
    """
    conv 3x3, 3->32, s=2, p=1, 224x224 input
    MACs = 3*3*3*32*112*112 = 10,838,016
    MFLOPs = 2*10,838,016 = 21,676,032
    """,
    """
    nn.Conv2d(1, 6, 5)   # 28×28 → 24×24
    nn.AvgPool2d(2)      # 12×12
    nn.Conv2d(6, 16, 5)  # 8×8
    nn.AvgPool2d(2)      # 4×4
    nn.Linear(256, 120)  # 30,840 parameters
    """,
    """
    卷积层：输入通道16，输出通道32，卷积核3×3
    参数量：3×3×16×32 = 4,608
    加上偏置：3×3×16×32+32 = 4,640
    """,
    """
    全连接层：输入120个神经元，输出84个神经元，参数量为120×84+84 = 10,164
    """,
    """
    最大池化层：2×2，步长2，输入28×28×6，输出14×14×6，没有参数。
    """,
    """
    3×3卷积，输入56×56×64，输出56×56×64，参数量3×3×64×64=36,864，计算量3×3×64×64×56×56=115,605,504，FLOPs约231M
    """,
    """
    7×7 conv, 64 filters, stride 2, padding 3, input 224×224×3. Output 112×112×64 = 802,816 activations, times 4 bytes = 3,211,264 bytes.
    """,
    """
    A kernel of 3×3 on a 5×5 input gives 3×3 without padding and 5×5 with padding 1.
    """,
    """
    Receptive field: two 3×3 convolutions see 5×5, three see 7×7. Three 3×3 layers have 27C² weights, one 7×7 has 49C²: 49/27 = 1.81
    """,
    """
    A 3×3 convolution with 512 input and 512 output channels has 3×3×512×512 = 2,359,296 weights. At 14×14 it costs 2,359,296×14×14 = 462,422,016 multiply-adds.
    """,
    """
    Conv: 3×3, 32→64 channels, 14×14 map, stride 1, padding 1. 3.61 M multiply-adds (7.23 MFLOPs), 18.4 K weights.
    """,
    """
    Conv1: 6 filters of 5×5 on 32×32×1, stride 1, no padding → 28×28×6; parameters 5×5×1×6 + 6 = 156
    Pool: 2×2, stride 2 → 14×14×6
    Conv2: 16 filters of 5×5, stride 1, no padding → 10×10×16; parameters 5×5×6×16 + 16 = 2,416
    FC: 120 neurons, parameters 400×120 + 120 = 48,120
    """,
    """
    Replacing a 5×5 layer (32→32 at 28×28: 5×5×32×32×28×28 = 20,070,400 MACs) by two 3×3 layers of 3×3×32×32×28×28 = 7,225,344 each saves 5,619,712.
    """,
    """
    im2col of a 3×3 convolution with 64 channels at 56×56: 3×3×64 = 576 rows and 56×56 = 3,136 columns, 576×3,136 = 1,806,336 values
    """,
    """
    Transposed convolution, 4×4 kernel, stride 2, padding 1, 14×14 input: (14 − 1)×2 − 2×1 + 4 = 28
    """,
    """
    1D convolution, kernel 3, 64→128 channels, length 100: 3×64×128×100 = 2,457,600 MACs
    """,
    """
    Conv3d 3×3×3, 16→32: 27×16×32 = 13,824 weights
    """,
    """
    Stem: 3×3 conv, 3→32, stride 2, input 224×224. MACs 3×3×3×32×112×112 = 10,838,016; ≈ 10.8 M
    """,
    """
    Conv 3×3, 128→128, padding 1, 28×28 input. Bias adds 28×28×128 = 100,352 operations, so 2×115,605,504 + 100,352 = 231,311,360 FLOPs.
    """,
    """
    Output size with valid padding: 28 − 3 + 1 = 26; with same padding 28.
    """,
    """
    Linear(in_features=512, out_features=256, bias=False) has 512×256 = 131,072 parameters.
    """,
    """
    A 2×2 pooling with stride 2 halves 55×55 to 27×27.
    """,
    """
    Input 224×224×3 = 150,528 values. Conv 3×3, 64 filters, same padding: 3×3×3×64 + 64 = 1,792 parameters.
    """,
    """
    3×3 convolution 64→64 at 56×56: additions (576 − 1)×64×56×56 = 115,404,800, multiplications 576×64×56×56 = 115,605,504
    """,
    """
    VGG-16 conv1_1: 3×3×3×64×224×224 = 86,704,128
    conv1_2: 3×3×64×64×224×224 = 1,849,688,064
    fc6: 25,088×4,096 = 102,760,448
    VGG-16 has 13 convolutional layers and 3 fully connected layers.
    """,
    """
    LeNet-5: C1 parameters: 5×5×1×6 + 6 = 156
    C3 parameters: 5×5×6×16 + 16 = 2,416, in the paper's sparse table 1,516
    F6 parameters: 120×84 + 84 = 10,164
    """,
    """
    conv1: 3×3 convolution, 64→64, padding 1, input 56×56
    parameters: 3×3×64×64 = 36,864
    conv2: 64×64 = 4,096 parameters (a 1×1 kernel)
    """,
    """
    A 3×3 convolution, 64→64, padding 1, input 56×56, has 3×3×64×64 = 36,864 parameters.
    The second convolution is pointwise, parameters: 64×64 = 4,096
    """,
  ]
}
