/// A hand calculation with what is wrong on which line.
///
/// The figures are those of a published count of ResNet-101 and ResNet-50 that is wrong in many ways at once; the text is
/// our own, told in four forms.
struct Retelling: Sendable, CustomStringConvertible {
  let name: String
  let text: String
  /// A piece of a line, and the mistake that must be found on that line.
  let expected: [(piece: String, mistake: String)]
  /// Pieces of lines on which nothing may be found.
  let right: [String]

  var description: String { name }

  static let all = [english, latex, table, chinese]

  private static let bracket = "54×(3×(1×1×256×64 + 3×3×64×64 + 1×1×64×256 + 2×256×56×56))"

  static let english = Retelling(
    name: "English",
    text: """
      # FLOPs of ResNet-101, counted by hand

      ResNet-101 needs about 7.8 GFLOPs for a 224x224 image.

      1. Input layer: the image is 224×224×3, so its FLOPs are 224×224×3 = 150,528.
      2. First convolution, 7×7, stride 2, 64 filters, output 112×112×64: FLOPs = (7×7×3)×64×112×112 = 87,416,320.
      3. Suppose each residual block contains 3 convolutional layers and 1 batch normalization layer. Then
         a. first convolution: (1×1×input_channels)×bottleneck_channels×input_size×input_size
         b. second convolution: (3×3×bottleneck_channels)×bottleneck_channels×input_size×input_size
         c. third convolution: (1×1×bottleneck_channels)×output_channels×input_size×input_size
         d. batch norm: 2×output_channels×input_size×input_size
      4. Global average pooling, input 7×7×2048: FLOPs = (7×7)×2048 = 100,352.
      5. Fully connected layer: FLOPs = 2048×1000 = 2,048,000.
      6. Adding everything up, the total FLOPs of ResNet-101 are
         150,528 + 87,416,320 + \(bracket) + 100,352 + 2,048,000 = 7,839,944,000

      So ResNet-101 needs about 0.78 GFLOPs.

      # ResNet-50

      ResNet-50 has 50 convolutional layers.

      1. First convolutional layer (7x7, stride 2, 64 output channels), FLOPs:
         (7 x 7 x 3 x 64) x (112 x 112) x 2 = 55,296,768
      2. Residual block 1: it has 3 convolutional layers and a shortcut, and each convolutional layer costs the same FLOPs:
         - first convolutional layer, input 56x56x64, kernel 1x1, FLOPs:
           (1 x 1 x 64 x 64) x (56 x 56) = 2,359,296
         - second convolutional layer, FLOPs:
           (3 x 3 x 64 x 64) x (56 x 56) = 37,748,736
         - third convolutional layer, FLOPs:
           (1 x 1 x 64 x 256) x (56 x 56) = 37,748,736
         - shortcut: input 56x56x64, output 56x56x256, so its FLOPs are 0

         So the whole residual block 1 costs
         (2 x 2,359,296 + 37,748,736) x 2 = 80,874,240
      3. Residual blocks 2, 3 and 4 are like block 1, every residual block costs the same FLOPs, so ResNet-50 needs
         (1 x 55,296,768) + (3 x 80,874,240) x 3 = 1,718,719,872

      Therefore the FLOPs of ResNet-50 are 1.7 billion.
      """,
    expected: founding101 + founding50 + [
      ("about 0.78 G", "prefix-slip"), ("each residual block contains", "norm-count-wrong"),
      ("each convolutional layer costs the same", "all-blocks-taken-same"),
      ("every residual block costs the same", "all-blocks-taken-same"),
      ("output 56x56x256", "shortcut-projection-missing"),
      ("has 50 convolutional", "layer-count-wrong"),
    ],
    right: ["7.8 GFLOPs", "a. first", "b. second", "c. third", "(7×7)×2048", "2048×1000", "kernel 1x1"])

  static let latex = Retelling(
    name: "LaTeX",
    text: #"""
      \documentclass{article}
      \section{ResNet-101}
      We count the FLOPs of ResNet-101.
      \begin{enumerate}
      \item Input layer: $\text{FLOPs} = 224 \times 224 \times 3 = 150{,}528$.
      \item First convolutional layer: $(7\times 7\times 3)\times 64\times 112\times 112 = 87{,}416{,}320$ FLOPs.
      \item Each residual block contains 3 convolutional layers and 1 batch normalisation layer.
      \item Global average pooling: $(7\times 7)\times 2048 = 100{,}352$.
      \item Fully connected layer: $2048\times 1000 = 2{,}048{,}000$.
      \item The total FLOPs of ResNet-101:
      \begin{align*}
      150{,}528 &+ 87{,}416{,}320 + 54\times(3\times(1\times1\times256\times64 + 3\times3\times64\times64
        + 1\times1\times64\times256 + 2\times256\times56\times56)) + 100{,}352 + 2{,}048{,}000 \\
       &= 7{,}839{,}944{,}000
      \end{align*}
      \end{enumerate}
      \section{ResNet-50}
      ResNet-50 has 50 convolutional layers.
      \begin{itemize}
      \item First convolution: \[(7 \cdot 7 \cdot 3 \cdot 64) \cdot (112 \cdot 112) \cdot 2 = 55{,}296{,}768\]
      \item Residual block 1, where each convolution has the same FLOPs. First convolution:
      \[ (1 \times 1 \times 64 \times 64) \times (56 \times 56) = 2{,}359{,}296 \]
      Second convolution:
      \[ (3 \times 3 \times 64 \times 64) \times (56 \times 56) = 37{,}748{,}736 \]
      Third convolution:
      \[ (1 \times 1 \times 64 \times 256) \times (56 \times 56) = 37{,}748{,}736 \]
      Shortcut from $56\times56\times64$ to $56\times56\times256$: FLOPs $= 0$.
      \item The whole residual block 1: $(2 \times 2{,}359{,}296 + 37{,}748{,}736)\times 2 = 80{,}874{,}240$
      \item All residual blocks have the same FLOPs, so the total of ResNet-50 is
      $$(1\times 55{,}296{,}768) + (3\times 80{,}874{,}240)\times 3 = 1{,}718{,}719{,}872$$
      \end{itemize}
      So ResNet-50 needs $1.7$ billion FLOPs.
      """#,
    expected: [
      ("Input layer", "input-layer-given-work"), (#"times 112\times 112"#, "product-slip"),
      ("1 batch normalisation", "norm-count-wrong"), (#"54\times(3"#, "block-count-wrong"),
      (#"54\times(3"#, "extra-factor"), (#"54\times(3"#, "output-positions-missing"),
      (#"54\times(3"#, "all-blocks-taken-same"), (#"54\times(3"#, "shortcut-projection-missing"),
      ("&= 7{,}839", "total-fitted-to-known-answer"), ("&= 7{,}839", "network-total-wrong"),
      ("has 50 convolutional", "layer-count-wrong"), (#"\cdot 2 = 55"#, "product-slip"),
      (#"\cdot 2 = 55"#, "mixed-conventions"), ("each convolution has the same", "all-blocks-taken-same"),
      ("= 2{,}359", "factor-swapped"), (#"3 \times 3 \times 64 \times 64) "#, "factor-swapped"),
      (#"64 \times 256"#, "copied-from-line-above"), ("Shortcut from", "shortcut-projection-missing"),
      ("whole residual block", "product-slip"), ("whole residual block", "addends-do-not-match-parts"),
      ("All residual blocks", "all-blocks-taken-same"), (#"(3\times 80"#, "block-count-wrong"),
      (#"(3\times 80"#, "total-does-not-add-up"), (#"(3\times 80"#, "parts-omitted"),
      ("1.7$ billion", "network-total-wrong"),
    ],
    right: ["Global average", "Fully connected"])

  static let table = Retelling(
    name: "Markdown table",
    text: """
      ## ResNet-101

      Each residual block has 3 convolutions and 1 batch norm.

      | Layer | Calculation | FLOPs |
      |:--|:--|--:|
      | Input layer | 224×224×3 | 150,528 |
      | First convolution | (7×7×3)×64×112×112 | 87,416,320 |
      | Global average pooling | (7×7)×2048 | 100,352 |
      | Fully connected layer | 2048×1000 | 2,048,000 |
      | Total of ResNet-101 | 150,528 + 87,416,320 + \(bracket) + 100,352 + 2,048,000 | 7,839,944,000 |

      ## ResNet-50

      | What | Count |
      |---|---|
      | Convolutional layers of ResNet-50 | 50 |

      | Layer | Working | FLOPs |
      |:--|:--|--:|
      | First convolution | (7 x 7 x 3 x 64) x (112 x 112) x 2 | 55,296,768 |
      | Residual block 1, first convolution | (1 x 1 x 64 x 64) x (56 x 56) | 2,359,296 |
      | Residual block 1, second convolution | (3 x 3 x 64 x 64) x (56 x 56) | 37,748,736 |
      | Residual block 1, third convolution | (1 x 1 x 64 x 256) x (56 x 56) | 37,748,736 |
      | Residual block 1, shortcut 56x56x64 → 56x56x256 | none | 0 |
      | Residual block 1, whole | (2 x 2,359,296 + 37,748,736) x 2 | 80,874,240 |
      | Whole ResNet-50 | (1 x 55,296,768) + (3 x 80,874,240) x 3 | 1,718,719,872 |

      ResNet-50 has 1.7 billion FLOPs.
      """,
    expected: founding101 + founding50 + [
      ("1 batch norm", "norm-count-wrong"), ("layers of ResNet-50", "layer-count-wrong"),
      ("56x56x256 |", "shortcut-projection-missing"), ("(3 x 80,874,240)", "all-blocks-taken-same"),
    ],
    right: ["Global average", "Fully connected"])

  static let chinese = Retelling(
    name: "Chinese",
    text: """
      手算ResNet-101的计算量，通常说约为7.8G。
      1、输入层：FLOPs为224×224×3=150，528
      2、第一层卷积（7×7，步长2），输出112×112×64，FLOPs是（7×7×3）×64×112×112＝87，416，320
      3、设每个残差块由3个卷积层和1个批归一化层组成。
      4、全局平均池化：7×7×2048=100,352
      5、全连接层：2048×1000=2,048,000
      6、ResNet-101总的FLOPs：
      150,528 + 87,416,320 + \(bracket) + 100,352 + 2,048,000
      = 7,839,944,000
      所以ResNet-101的计算量约7.8亿次。

      再算ResNet-50。ResNet-50共有50个卷积层。
      第一个卷积层的FLOPs：
      (7 x 7 x 3 x 64) x (112 x 112) x 2 = 55,296,768
      残差块1有3个卷积层，每个卷积层的计算量一样：
      * 第一个卷积层的FLOPs：(1 x 1 x 64 x 64) x (56 x 56) = 2,359,296
      * 第二个卷积层的FLOPs：(3 x 3 x 64 x 64) x (56 x 56) = 37,748,736
      * 第三个卷积层的FLOPs：(1 x 1 x 64 x 256) x (56 x 56) = 37,748,736
      * 捷径分支从56x56x64到56x56x256，FLOPs为0
      残差块1合计：(2 x 2,359,296 + 37,748,736) x 2 = 80,874,240
      所有残差块的计算量相同，于是整个ResNet-50的FLOPs：
      (1 x 55,296,768) + (3 x 80,874,240) x 3 = 1,718,719,872
      即ResNet-50的FLOPs是17亿。
      """,
    expected: founding50.filter { $0.mistake != "network-total-wrong" } + [
      ("输入层", "input-layer-given-work"), ("步长2", "product-slip"), ("1个批归一化层", "norm-count-wrong"),
      ("54×(3", "block-count-wrong"), ("54×(3", "extra-factor"), ("54×(3", "output-positions-missing"),
      ("54×(3", "all-blocks-taken-same"), ("54×(3", "shortcut-projection-missing"),
      ("= 7,839,944,000", "total-fitted-to-known-answer"), ("= 7,839,944,000", "network-total-wrong"),
      ("约7.8亿", "yi-unit-slip"), ("50个卷积层", "layer-count-wrong"), ("计算量一样", "all-blocks-taken-same"),
      ("捷径分支", "shortcut-projection-missing"), ("计算量相同", "all-blocks-taken-same"),
      ("17亿", "network-total-wrong"),
    ],
    right: ["约为7.8G", "7×7×2048=", "2048×1000="])

  private static let founding101: [(piece: String, mistake: String)] = [
    ("Input layer", "input-layer-given-work"), ("×64×112×112", "product-slip"),
    ("54×(3", "block-count-wrong"),
    ("54×(3", "extra-factor"), ("54×(3", "output-positions-missing"), ("54×(3", "all-blocks-taken-same"),
    ("54×(3", "shortcut-projection-missing"), ("7,839,944,000", "total-fitted-to-known-answer"),
    ("7,839,944,000", "network-total-wrong"),
  ]

  private static let founding50: [(piece: String, mistake: String)] = [
    ("55,296,768", "product-slip"), ("x (112 x 112) x 2", "mixed-conventions"),
    ("(1 x 1 x 64 x 64)", "factor-swapped"),
    ("(3 x 3 x 64 x 64)", "factor-swapped"), ("(1 x 1 x 64 x 256)", "copied-from-line-above"),
    ("(2 x 2,359,296", "product-slip"), ("(2 x 2,359,296", "addends-do-not-match-parts"),
    ("(3 x 80,874,240)", "block-count-wrong"), ("(3 x 80,874,240)", "total-does-not-add-up"),
    ("(3 x 80,874,240)", "parts-omitted"), ("1.7 billion", "network-total-wrong"),
  ]
}
