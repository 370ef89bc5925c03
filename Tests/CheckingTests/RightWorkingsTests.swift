import Checking
import Testing

/// Right workings in many conventions, forms and languages. Nothing here may be called wrong.
@Suite("Right workings")
struct RightWorkingsTests {
  @Test("A right answer is never called wrong", arguments: RightWorkings.all)
  func raisesNothing(_ text: String) {
    let diagnosis = Checker().diagnose(HandCalculation(text))
    for finding in diagnosis.findings where finding.severity == .error {
      Issue.record("\(finding.place.line):\(finding.place.column) \(finding.mistake.rawValue)")
    }
    #expect(diagnosis.verdict != .wrong)
  }
}

enum RightWorkings {
  static let all = [
    // The sum of some layers is a share of the network, not its total.
    """
    VGG16 的第一个全连接层：7×7×512×4096 = 102,760,448 个权重，加上 4096 个偏置共 102,764,544 个参数。
    第二个全连接层 4096×4096 + 4096 = 16,781,312。第三个 4096×1000 + 1000 = 4,097,000。
    三层合计 102,764,544 + 16,781,312 + 4,097,000 = 123,642,856，占总参数 138,357,544 的 89.4%。
    """,
    """
    VGG-16
    The three dense layers together: 102,764,544 + 16,781,312 + 4,097,000 = 123,642,856, of the total parameters \
    138,357,544 these are 89.4%.
    """,
    // A part that is only pointed at is not what the next lines are about.
    """
    EfficientNet-B3
    features.1.0.block.1.fc1: 1×1 convolution, 40 → 10 channels
    Params = 1×1×40×10 + 10 = 410
    features.1.0.block.1.fc2: 1×1 convolution, 10 → 40 channels
    H_out = 1                                    as for
                                                 features.1.0.block.1.fc1
    Params = 1×1×10×40 + 40 = 440
    """,
    """
    EfficientNet-B3
    features.1.0.block.1.fc2：1×1 卷积，10 → 40 通道
    H_out = 1
              同 features.1.0.block.1.fc1
    Params = 1×1×10×40 + 40 = 440
    """,
    // The size of a map, where the lines above count; with biases the kernel would have as many parameters.
    """
    EfficientNetV2-M
    features.0.0: 37,324,800 MACs, 648 parameters
    H_out = ⌊(480 + 2×1 − 3)/2⌋ + 1
          = ⌊479/2⌋ + 1
          = 240
    """,
    """
    features.0.0: 3×3 convolution, 3 → 24 channels, stride 2
    features.0.0: 37,324,800 MACs, 648 parameters
    H_out = ⌊(480 + 2×1 − 3)/2⌋ + 1
          = ⌊479/2⌋ + 1
          = 239 + 1
          = 240
    """,
    // Two widths of one network whose digits are those of the other.
    """
    RegNetY-3.2GF
    1,152 parameters and 8 more: 24×48 = 1,152
    Params = 1×1×576×1,512 = 870,912
    """,
    """
    # ResNet-50
    ResNet-50 has 49 convolutional layers and 1 fully connected layer, 16 bottleneck blocks (3, 4, 6 and 3), 25.6 M \
    parameters and needs about 4.1 GFLOPs (multiply-adds).

    conv1: 7×7×3×64×112×112 = 118,013,952
    Stage 1: first block 64×64×56×56 + 3×3×64×64×56×56 + 64×256×56×56 + 64×256×56×56 = 231,211,008, the other two \
    218,365,952 each:
    231,211,008 + 2×218,365,952 = 667,942,912
    Stage 2: 372,506,624 + 3 × 218,365,952 = 1,027,604,480
    Stage 3: 372,506,624 + 5 × 218,365,952 = 1,464,336,384
    Stage 4: 372,506,624 + 2×218,365,952 = 809,238,528
    fc: 2048 × 1000 = 2,048,000
    Total: 118,013,952 + 667,942,912 + 1,027,604,480 + 1,464,336,384 + 809,238,528 + 2,048,000 = 4,089,184,256 ≈ 4.09 G
    """,
    """
    # ResNet-50 (original, stride in the first 1×1)
    ResNet-50的计算量约为38.6亿次乘加，即77.2亿FLOPs。
    总乘加次数为3,857,973,248，约38.6亿。
    第一个卷积层: FLOPs = 2×7×7×3×64×112×112 = 236,027,904。
    全连接层: FLOPs = 2×2048×1000 = 4,096,000。
    每个残差块包含3个卷积层，每个卷积层后有1个批归一化层。
    """,
    #"""
    \section*{ResNet-18}
    The network ResNet-18 has 17 convolutions on the main path, 3 projections, and one fully connected layer, in 8 basic
    blocks with two convolutions each.
    \begin{align}
    \text{MACs}_{\text{conv1}} &= K^2 C_{in} C_{out} H_{out} W_{out} \\
     &= 7^2 \cdot 3 \cdot 64 \cdot 112^2 \\
     &= 118\,013\,952
    \end{align}
    Each block of stage 1 costs $2\cdot 115{,}605{,}504 = 231{,}211{,}008$ multiply-adds.
    The batch norm after conv1 needs $2 \cdot 64 \cdot 112 \cdot 112 = 1{,}605{,}632$ operations and has
    $2\cdot 64=128$ parameters.
    In total ResNet-18 needs 1.81 GMACs or 3.63 GFLOPs and has $11.7\,\mathrm{M}$ parameters.
    """#,
    """
    ## ResNet-101 parameters
    conv1: 7*7*3*64 = 9408
    bn1: 2*64 = 128
    fc: 2048*1000 + 1000 = 2049000
    Layer 1 block 1: 64*64 + 64*64*9 + 64*256 + 64*256 = 73,728 weights, plus 2*(64+64+256+256) = 1,280 for the norms.
    ResNet-101 has 44.5M parameters, 44,549,160 to be exact; in float32 that is 178.2 MB (169.9 MiB).
    44,549,160 × 4 = 178,196,640 bytes = 178.2 MB
    Blocks: 3+4+23+3 = 33, convolutions: 3×33 + 1 = 100, plus 1 fully connected layer = 101 layers.
    The output of conv1 is 112×112×64 = 802,816 values. (224 + 2*3 - 7)/2 + 1 = 112.
    ⌊(224 + 2×3 − 7)/2⌋ + 1 = 112
    """,
    """
    ResNet-34: 2*(3+4+6+3) + 2 = 34 layers. Its 16 blocks have two 3x3 convolutions each.
    Total FLOPs of ResNet-34: 3.6 GFLOPs (He et al.), i.e. 3,663,761,408 multiply-adds = 7.33 GFLOPs if you count both.
    The first convolution takes 118,013,952 / 3,663,761,408 = 3.2 % of it.
    layer1.0.conv1: 3*3*64*64*56*56 = 115605504 MACs = 231211008 FLOPs
    With batch 32: 32 × 3.66 G = 117 G.
    """,
    """
    1 MAC = 2 FLOPs. 1 KB = 1024 B. Conv(3→64, k=7, s=2, p=3): 224 → 112.
    64 → 128 = 3×3×64×128 weights. Layer 1 - 64 filters.
    - 28x28x192 => Conv 5x5, same 32 => 28x28x32
    multiplied by 112×112 positions
    = the same as before
    67M and 8.4M: 67 + 8.4 + 8.4 + 67 + 235 + 235 + 235 = 856M
    3.15 × 10^23 / (125 × 10^12) = 2.52e9 seconds = 29,167 days
    (1.2 G) / 3,958 T = 0.3 μs
    151,277,313×0.5 ≈ 75,638,657 bytes at 4 bits, 75,638,656.5 to be exact.
    """,
  ]
}
