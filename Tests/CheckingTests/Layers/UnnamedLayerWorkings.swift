/// Layers that no word names, only their sizes: wrong counts with their mistakes, and right ones.
enum UnnamedLayerWorkings {
  static let wrong: [(mistake: String, text: String)] = [
    ("output-channels-missing", "3×3, 32→96 at 14×14: 3×3×32×14×14 = 56,448"),
    ("kernel-area-missing", "5×5, 16→48, 28×28: 16×48×28×28 = 602,112"),
    ("output-positions-missing", "3×3, 48→48 at 14×14: 20,736 multiply-adds"),
    ("input-size-as-kernel", "3×3, 1→6 on a 10×10 image: 10×10×1×6 = 600 weights"),
    ("stride-misstated", #"5×5, padding 2, "stride 3", 28×28 → 14×14"#),
    ("groups-ignored", "3×3, 96→96, 4 groups, at 28×28: 65,028,096"),
    ("depthwise-as-dense", "3×3 depthwise, 48 channels at 28×28: 3×3×48×48×28×28 = 16,257,024"),
    ("bias-count-wrong", "3×3, 24→40: 3×3×24×40 + 24 = 8,664"),
    ("bias-per-position", "3×3, 3→8 at 16×16, parameters: (3×3×3 + 16×16)×8 = 2,264"),
    ("norm-count-wrong", "BatchNorm over 48 channels: 4 × 48 = 192 trainable parameters."),
    ("input-layer-given-work", "Input layer: 96×96×3 = 27,648 operations"),
    ("input-layer-given-work", "input layer: 32×32×3 = 3,072 FLOPs"),
    ("block-count-wrong", "ResNet-34: 2×(2+2+2+2) + 2 = 18 layers"),
    ("block-count-wrong", "ResNet-101 的层数：3×(3+4+6+3) + 2 = 50"),
    ("ratio-of-unlike-conventions", "conv1 of ResNet-18: 0.236 GFLOPs of 1.814 GMACs = 13.0 %"),
  ]

  static let right = [
    "3×3, 32→96 at 14×14: 3×3×32×96×14×14 = 5,419,008",
    "3×3, 32→96 at 14×14: output values 14×14×96 = 18,816",
    "3×3, 48→48 at 14×14: 20,736",
    "3×3, 96→96, 4 groups, at 28×28: 16,257,024",
    "3×3, 24→40: (3×3×24 + 1)×40 = 8,680",
    "5×5, padding 2, stride 2, 28×28 → 14×14",
    "BatchNorm over 48 channels: 4 × 48 = 192 parameters, of which 96 trainable.",
    "BatchNorm over 48 channels: 2 × 48 = 96 trainable parameters.",
    "Input layer: 96×96×3 = 27,648 values, no operations",
    "ResNet-34: 2×(3+4+6+3) + 2 = 34 layers, ResNet-18: 2×(2+2+2+2) + 2 = 18 layers",
    "3x3 window, 7x7 map -> 5x5: 25 positions",
  ]
}
