import Checking
import Testing

/// Conclusions that name one of two things.
@Suite("Conclusions by name")
struct NamedConclusionTests {
  private static let right = [
    "PaLM used 2.5e24 FLOPs, Gopher 5.0e23. So Gopher used less.",
    "PaLM used 2.5e24 FLOPs, Gopher 5.0e23. So PaLM used more.",
    "A 5×5: 25C² = 1,638,400 parameters; two 3×3: 18C² = 1,179,648 parameters. So the two 3×3 layers have fewer parameters.",
    "Conv: 3.2M parameters; fc: 1.8M parameters, so fc has more activations.",
    "BERT has 110M parameters, GPT-2 124M, so GPT-2 needs more memory.",
    "甲有 3.2M 参数，乙有 1.8M 参数，所以甲的参数更多。",
    "方案A 33.1M MACs，方案B 5.2M MACs，A 的计算量更大", "方案A 33.1M MACs，方案B 5.2M MACs，B 的参数量更大",
    "ResNet-34 是 3.6G，ResNet-18 是 1.8G，ResNet-18 的计算量更小",
    "模型甲 1.2 GFLOPs，模型乙 0.9 GFLOPs，乙的延迟更高",
    "甲 5.3M，乙 2.9M，乙的计算量更大", "Slow R-CNN 5.2G，Fast R-CNN 3.1G，Slow R-CNN 的计算量更大",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("PaLM used 2.5e24 FLOPs, Gopher 5.0e23. So Gopher used more.", 1, .conclusionContradictsNumbers),
    (
      "The dense conv has 3.2M parameters, the depthwise one 0.4M, so the depthwise one has more parameters.",
      1, .conclusionContradictsNumbers
    ),
    ("甲有 3.2M 参数，乙有 1.8M 参数，所以乙的参数更多。", 1, .conclusionContradictsNumbers),
    ("方案A 33.1M MACs，方案B 5.2M MACs，B 的计算量更大", 1, .conclusionContradictsNumbers),
    ("ResNet-34 是 3.6G，ResNet-18 是 1.8G，ResNet-18 的计算量更大", 1, .conclusionContradictsNumbers),
    ("方案 A 33.1M MACs，方案 B 5.2M MACs，A 的计算量更低", 1, .conclusionContradictsNumbers),
    ("甲 5.3M 参数，乙 2.9M 参数，显然乙的参数量明显更多", 1, .conclusionContradictsNumbers),
    ("Slow R-CNN 5.2G，Fast R-CNN 3.1G，Fast R-CNN 的计算量更大一些。", 1, .conclusionContradictsNumbers),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
