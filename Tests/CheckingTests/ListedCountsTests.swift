import Checking
import Testing

/// Lists and columns of layers with bare counts, and labels that a calculation does not follow.
@Suite("Bare counts of listed layers")
struct ListedCountsTests {
  private static let right = [
    """
    conv1 (3→32, 3×3): 864
    conv2 (32→32, 3×3): 9,216
    conv3 (32→64, 3×3): 18,432
    conv4 (64→64, 3×3, groups 2): 18,432
    fc (64→10): 640
    """,
    "conv1 (3→96, 11×11): 34,848\nconv2 (96→256, 5×5): 307,200\nconv3 (256→384, 3×3): 884,736",
    "conv1 (3→32, 3×3): 864\nbn1: 64\nfc1 (6272→64): 401,472\nfc2 (64→10): 650",
    """
    Layer     Output      Kernel   Params
    conv1     32x32x16    3x3      448
    conv2     32x32x32    3x3      4,640
    pool      16x16x32    2x2      0
    conv3     16x16x64    3x3      18,496
    conv4     16x16x64    1x1      4,160
    """,
    """
    Layer     Output      Kernel   MACs
    conv1     32x32x16    3x3      442,368
    conv2     32x32x32    3x3      4,718,592
    conv3     16x16x64    3x3      4,718,592
    """,
    "conv 3×3, 256 → 256: 9×256×256 + 256 = 590,080\nconv 3×3, 512 → 256: 9×512×256 + 256 = 1,179,904",
    "BasicBlock 64 → 128: 3×3: 9×128×128 = 147,456",
    "squeeze1x1: 96×16+16=1552\nexpand1x1: 16×64+64=1088\nexpand3x3: 9×16×64+64=9280",
    "MBConv6, 24 → 40, k5x5\nexpand: 24×144 = 3456\ndepthwise: 5×5×144 = 3600",
    "conv1: 3×3×3×64 = 1,728\nconv2: 3×3×64×128 = 73,728\nfc: 128×10 = 1,280\n76,736 parameters in total",
    "conv1: 1,792\nconv2: 36,928\nfc: 5,130\n12 layers in total",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "conv1 (3→32, 3×3): 896\nconv2 (32→64, 3×3): 18,496\nconv3 (64→128, 3×3): 73,586\nfc (128→10): 1,290",
      3,
      .digitsTransposed
    ),
    (
      "conv1 (3→32, 3×3): 896\nconv2 (32→64, 3×3): 18,432\nconv3 (64→64, 3×3): 36,928\nfc (64→10): 650", 2,
      .biasNotAdded
    ),
    (
      """
      Layer     Output      Kernel   Params
      conv1     32x32x16    3x3      448
      conv2     32x32x32    3x3      4,640
      conv3     16x16x64    3x3      18,496
      conv4     16x16x64    3x3      18,496
      """, 5, .copiedFromLineAbove
    ),
    ("conv 3×3, 256 → 128: 9×128×128 + 128 = 147,584", 1, .inputChannelsMissing),
    ("Fire module\nexpand1x1: 32×128+128=4224\nexpand3x3: 32×128+128=4224", 3, .kernelAreaMissing),
    (
      "MBConv6, 24 → 40, k5x5\nexpand: 24×144 = 3456\ndepthwise: 3×3×144 = 1296", 3,
      .dimensionLeftFromOtherModel
    ),
    (
      "conv1: 3×3×3×64 = 1,728\nconv2: 3×3×64×128 = 73,728\nfc: 128×10 = 1,280\n76,763 parameters in total",
      4,
      .digitsTransposed
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
