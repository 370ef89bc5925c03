import Checking
import Testing

/// What so many of one thing, the parts of a list and the columns of a table come to.
@Suite("So many of one thing, sums of parts, columns that follow from others")
struct SumsAndMultiplesTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("Each layer 789,760; 6 layers 3,948,800.", 1, .productSlip),
    ("每层 789,760，6 层共 9,477,120。", 1, .productSlip),
    ("Per block 1,181,952; times 9: 10,673,568", 1, .productSlip),
    ("six layers of 789,760 each, i.e. 4,738,650", 1, .productSlip),
    ("18 layers of 3,154,432 parameters: 12 × 3,154,432 = 37,853,184", 1, .productSlip),
    ("```\nblock      = 1_181_952\n6 blocks   = 4_727_808\n```", 3, .productSlip),
    ("One direction: 4 × (64 × 64 + 64) = 16,640. Both: 16,640.", 1, .productSlip),
    ("dw + pw 17,536; four such pairs make 52,608.", 1, .productSlip),
    ("$192^2\\cdot 8 = 294{,}912$, $\\times 5 = 1{,}179{,}648$", 1, .productSlip),
    ("QKᵀ takes 50,331,648 MACs, the product with V as many, so 50,331,648 together.", 1, .totalDoesNotAddUp),
    ("QK^T 需要 50331648 次乘加，与 V 相乘同样多，合计 100663269 次。", 1, .totalDoesNotAddUp),
    ("P_1 = 3·3·16 + 16 = 160\nP_2 = 9·16·32 + 32 = 4640\nP_1 + P_2 = 4460", 3, .totalDoesNotAddUp),
    (
      "A small network:\n\n- conv: 9·3·16 + 16 = 448\n- dense: 1024·64 + 64 = 65,600\n- out: 64·10 + 10 = 650\n\nIn total the network has 66,050 parameters.",
      7, .totalDoesNotAddUp
    ),
    (
      "One layer:\n- attention: 262,144\n- MLP: 524,288\n- norms: 1,024\n- layer: 525,312", 5,
      .totalDoesNotAddUp
    ),
    (
      "嵌入：\n- 词：8000×256 = 2,048,000\n- 位置：128×256 = 32,768\n- 归一化：2×256 = 512\n- 嵌入小计：2,080,768", 5,
      .totalDoesNotAddUp
    ),
    ("A 64·64 = 4,096; B 64·32 = 2,048; C 64·10 = 640. Sum: 6,144 (no biases)", 1, .totalDoesNotAddUp),
    ("- Q: 65,536\n- K: 65,536\n- sum: 65,536", 3, .totalDoesNotAddUp),
    (
      "| stage | MACs |\n|---|---|\n| stem | 1,548,288 |\n| 1×1 to 640 | 9,633,792 |\n| fc | 640,000 |\n| sum | 2,188,288 |",
      6, .totalDoesNotAddUp
    ),
    (
      "| layer | params |\n|---|---|\n| a | 64·256 + 256 = 16,640 |\n| b | 256·256 + 256 = 65,792 |\n| c | 256·10 + 10 = 2,570 |\n| sum | 68,362 |",
      6, .totalDoesNotAddUp
    ),
    (
      "| stage | per block | blocks | total |\n|---|---|---|---|\n| 1 | 70,400 | 2 | 140,800 |\n| 2 | 279,040 | 4 | 558,080 |",
      4, .productSlip
    ),
    (
      "| run | GPU-hours | price/h | cost |\n|---|---|---|---|\n| a | 1,100 | $3 | $3,300 |\n| b | 2,400 | $3 | $2,700 |",
      4, .productSlip
    ),
    (
      "| model | N | D | 6ND |\n|---|---|---|---|\n| a | 200M | 4B | 4.8e18 |\n| b | 500M | 10B | 3.0e20 |",
      4, .productSlip
    ),
    (
      "| model | params | tokens | tokens/param |\n|---|---|---|---|\n| a | 2B | 60B | 30 |\n| b | 5B | 100B | 30 |",
      4, .productSlip
    ),
    (
      "| net | full | head | backbone |\n|---|---|---|---|\n| A | 61,706 | 10,164 | 51,542 |\n| B | 184,200 | 20,330 | 164,870 |\n| C | 91,250 | 10,250 | 81,000 |",
      4, .productSlip
    ),
    ("256→256 at 28×28: depthwise 9·256·784 = 462,422,016", 1, .extraFactorInEvaluation),
    ("Net-8:64700 + 32896 = 97956", 1, .digitsTransposed),
    ("gate 1   3 × (200×200 + 200) = 160,800", 1, .factorSwapped),
    ("$W$ with bias $4\\,(256^2 + 256) = 263\\,680$", 1, .productSlip),
    ("A small encoder: 3.6 G multiply-adds, 1.8 GFLOPs.", 1, .macFlopRatioReversed),
    ("The tool prints 12.4 GFLOPs (= 24.8 GMACs).", 1, .macFlopRatioReversed),
  ]

  private static let right = [
    "A small encoder: 3.6 G multiply-adds, 7.2 GFLOPs.",
    "The encoder takes 3.6 GMACs, 1.8 GFLOPs of them in attention.",
    "The tool prints 12.4 GFLOPs (= 6.2 GMACs).",
    "Each layer 789,760; 6 layers 4,738,560.",
    "Each layer 789,760; 6 layers with the embeddings 6,786,560.",
    "Per layer the attention takes 262,144, the MLP 524,288; 6 layers: 4,718,592.",
    "Per head 64·256 = 16,384; Q, K and V 49,152; 4 heads 196,608.",
    "Each layer 786,432 MACs; 6 layers 9,437,184 FLOPs.",
    "Per layer 131,072 values; 6 layers 1,572,864 bytes.",
    "Per layer: 2 norms, 512 each; 6 layers 6,144.",
    "embeddings 2,080,768; 6 layers 4,738,560",
    "每层 789,760，6 层共 4,738,560。",
    "每个方向 16640，双向 33280",
    "Per block 1,181,952; times 9: 10,637,568",
    "18 layers of 3,154,432 parameters, 12 × 3,154,432 = 37,853,184 of them frozen.",
    "\\begin{tabular}{lll}\n32 & $\\times 2$ & 128 \\\\\n64 & $\\times 3$ & 256 \\\\\n\\end{tabular}",
    "QKᵀ takes 50,331,648 MACs, the product with V as many, so 100,663,296 together.",
    "With 8 heads of 32 there are as many: 262,144 in total.",
    "P_1 = 160\nP_2 = 4640\nP_1 + P_2 = 4800",
    "One layer:\n- weights: 36,864\n- biases: 64\n- outputs: 50,176\n- layer: 36,928",
    "- embedding: 2,048,000\n- attention: 262,144\n- MLP: 524,288\n- layer: 786,432",
    "The first costs 4 × (32 × 64) = 8,192, the others 4 × (64 × 64) = 16,384 each; 3 × 16,384 = 49,152; total 57,344.",
    "- Q: 65,536\n- K: 65,536\n- sum: 131,072",
    "| stage | params |\n|---|---|\n| stem | 9,280 |\n| block ×4 | 412,160 |\n| fc | 128,100 |\n| sum | 1,786,020 |",
    "| stage | per block | blocks | total |\n|---|---|---|---|\n| 1 | 70,400 | 2 | 140,800 |\n| 2 (plus merging) | 279,040 | 4 | 1,149,312 |",
    "| run | GPU-hours | price/h | cost |\n|---|---|---|---|\n| a | 1,100 | $3 | $3,300 |\n| b | 2,400 | $2.5 | $6,000 |",
    "| model | N | D | 6ND |\n|---|---|---|---|\n| a | 200M | 4B | 4.8e18 |\n| b | 500M | 10B | 3.0e19 |",
    "| model | W | b | emb | Total |\n|---|---|---|---|---|\n| a | 786,432 | 3,328 | 2,048,000 | 2,837,760 |\n| b (tied) | 786,432 | 3,328 | 2,048,000 | 789,760 |",
    "256→256 at 28×28: pointwise 256·256·784 = 51,380,224",
    "Net-8:64700 + 32896 = 97596",
    "2:4 = 1/2 is the sparsity, 3 × 64 = 192 the width",
    "gate 1   4 × (200×200 + 200) = 160,800",
    "run 2   3 × 64 = 192",
    "$W$ with bias $4\\,(256^2 + 256) = 263\\,168$",
    "four matrices of 256×256 = 262,144",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
