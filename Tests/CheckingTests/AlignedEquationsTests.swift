import Checking
import Testing

/// Equations over several lines with remarks beside them, as derivations are set, and numbers for parts that are named by
/// their paths.
@Suite("Equations over several lines, results of named parts")
struct AlignedEquationsTests {
  static let wrong: [(text: String, line: Int, mistake: Mistake)] = [
    (#"$$\left\lfloor \frac{111}{1} \right\rfloor + 1 = 712$$"#, 1, .digitChanged),
    (#"$$\Bigl(7 \times 7 \times 3\Bigr) \times 64 = 9{,}480$$"#, 1, .digitsTransposed),
    (
      #"""
      $$
      \begin{aligned}
      \text{FLOPs} &= 2 \times 117{,}600 && \text{1 MAC = 2 FLOPs} \\
      &= \underline{235{,}201}
      \end{aligned}
      $$
      """#, 4, .digitChanged
    ),
    (
      """
           FLOPs = 2×117,600                  1 MAC = 2 FLOPs
                 = 235,201                    = 235.2 k
      """, 2, .digitChanged
    ),
    (
      """
          FLOPs_{trunk.block1-0}
                = 2×1,504,677,888             1 MAC = 2 FLOPs
                = 1,504,677,888               ≈ 3.01 G
      """, 3, .factorDroppedInEvaluation
    ),
    (
      #"""
      \begin{align*}
      \text{Params}_{\text{a.b}} &= \text{Params}_{\text{a.b.0}} && \text{各部分之和} \\
      &\qquad {} + \text{Params}_{\text{a.b.1}} \\
      &= 69{,}760 + 70{,}880 \\
      &= 140{,}649
      \end{align*}
      """#, 5, .digitChanged
    ),
    (
      """
          Params_f.5 = Params_f.5.0 + Params_f.5.1
                         + Params_f.5.2
                         the sum of the parts
                     = 98,304 + 1,536 + 6,912
                     = 107,652
      """, 5, .digitsTransposed
    ),
    ("P = N\n+ M\n= 69,760 + 70,880\n= 140,649", 4, .digitChanged),
    ("ResNet-50\n\nlayer1.0.conv2: 115,605,405 MACs", 3, .digitsTransposed),
    ("ResNet-50\n\nlayer1.0.conv2 needs 36,864 MACs", 3, .outputPositionsMissing),
    (
      """
      ResNet-50

      | layer | MACs | Params |
      |---|---|---|
      | layer1.0.conv1 | 12,845,056 | 4,096 |
      | layer1.0.conv2 | 115,605,504 | 36,884 |
      """, 6, .digitChanged
    ),
    ("ResNet-50\n\nMACs_{layer1.0.conv1} = 12,845,057", 3, .digitChanged),
    ("# ResNet-50\n\nThe stem, conv1:\n\nW_out = 121", 5, .digitsTransposed),
  ]

  @Test("A mistake is found on its line under its name", arguments: wrong)
  func isFound(_ text: String, _ line: Int, _ mistake: Mistake) {
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity != .note }
    #expect(findings.map { $0.mistake } == [mistake])
    #expect(findings.first?.place.line == line)
  }

  static let right: [String] = [
    #"$$\left\lfloor \frac{111}{1} \right\rfloor + 1 = 112$$"#,
    "FLOPs = 2×117,600       1 MAC = 2 FLOPs\n      = 235,200         = 235.2 k",
    // A list with plus signs goes on with nothing.
    "x = 3 + 4\n+ the rest is easy\n+ M is 12\n= 7",
    "a = 12 + 3 = 15     b = 2 + 2 = 4\nc = 15 + 4 = 19",
    // Two operators of code are no comparison because a line has two signs.
    "n = 2*3*4   # 1 MAC = 2 FLOPs\n  = 24",
    "ResNet-50\n\nlayer1.0.conv2: 115,605,504 MACs, 36,864 parameters",
    "ResNet-50\n\nThe layer layer1.0.conv2 reads 200,704 values and has 36,864 weights, each used 3,136 times.",
    "ResNet-50\n\nIf layer1.0.conv2 had 115,605,405 MACs, the difference would be small.",
    "ResNet-50\n\nlayer1.0.conv2: 231,211,008 FLOPs",
    "ResNet-50\n\nWith groups=32 layer1.0.conv2 has 1,152 weights and 3,612,672 MACs.",
    "ResNet-50\n\nlayer1.0.conv2's depthwise version: 1,806,336 MACs",
    "ResNet-50\n\nlayer1.0.conv2: 36,864 MACs per output position",
    "ResNet-50\n\nlayer1.0.conv2 每个位置需要 36,864 次乘加，共 3,136 个位置",
    "ResNet-50\n\n| layer | MACs (K) |\n|---|---|\n| layer1.0.conv1 | 12,845 |\n| layer1.0.conv2 | 115,606 |",
    "ResNet-50, batch 10\n\n| layer | MACs |\n|---|---|\n| layer1.0.conv3 | 513,802,240 |",
    // What a text counts by its own rules is nobody's formula.
    "ResNet-50\n\nlayer1.0.relu: Ops = C×H×W = 64×56×56 = 200,704",
    "DenseNet, peak at 312 TFLOPS\n\nnorm1: Params = 2×C = 2×624 = 1,248 Ops = 2×C×H×W = 2×624×14×14 = 244,608",
  ]

  @Test("A right working raises nothing", arguments: right)
  func raisesNothing(_ text: String) {
    #expect(Checker().diagnose(HandCalculation(text)).findings.map { $0.mistake.rawValue } == [])
  }
}
