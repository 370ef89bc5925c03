/// Lines that are right as their readers understand them, whatever their signs of equality say: counts in words, definitions in
/// a row, running totals, rounded operands, figures that the text takes back.
enum RightLooseLines {
  static let lines = [
    // Shapes that words count.
    "2 matrices of 256x256 = 131,072", "16 filters of 3×3×8 = 1,152 weights", "64 张 3×32×32 = 196608",
    "Q、K、V 三个 256×256=196608", "two 3×3 = 18 < one 5×5 = 25", "两个 3×3 = 18，一个 5×5 = 25",
    "Three layers of 64×64 = 12,288",
    // Shapes that stand for themselves.
    "5x5 = 3x3 + 3x3", "3×3 = 1×3 + 3×1: 6 weights", "一个 7×7 = 3×3 + 3×3 + 3×3，参数由 49 变为 27",
    "[3x3, 128] x 2 = 2*147,456 = 294,912", "1x1-32, 3x3-32, 1x1-128 = 14,336",
    // Definitions in a row.
    "C=32 K=3: 3*3*32*32 = 9216", "k=5 s=2 p=2: (64+4-5)/2+1 = 32.5, rounded down 32",
    "T=64 B=16: 64*16 = 1024",
    "params=11689512 macs=1814073344 flops=3628146688", "批大小 B=8 S=128，B·S = 1024", "N=100 M=20 K=5",
    #"$k=3\ s=2\ p=1$"#, "d=64 h=4: 64/4 = 16", "stride s = 1. FLOPs:\nattention: d = 256, n = 64",
    "a = 3*5 = 15\nb = a + 2 = 17\nc = 4b = 68", "Let M be the MACs, 1,228,801. FLOPs = 2M = 2,457,602",
    // Running totals and asides.
    "4*32*32 = 4096\n+ BN 2*32 = 64\n= 4160", "3*3*16 = 144\nx 2 = 288\n+ 16 = 304",
    "10,000 - 2,500 = 7,500 = 75 % fewer", "512 (a) + 256 (b) + 2*8*8 = 128 (c) = 896",
    "1 multiply + 1 add = 2*4,096 = 8,192 FLOPs", "每个元素 1 次乘法+1 次加法=2×4096=8192 次",
    "1,234,567 params * 4 B = 4,938,268 B = 4938.3 KB = 4822.5 KiB",
    // The sign of a ratio at the end of a line.
    "speed-up: 40/4 = 10x\n3x3x8 = 72", "ratio 73,728/8,768 = 8.4×\n576 + 8,192 = 8,768",
    "8 x 8 x\n4 x 4 = 1024",
    // Rounded down, in words and brackets.
    "(64 + 4 - 5)/2 + 1 = 32.5 = 32 (rounded down)", "63/2 = 31.5 = 31 (floor)", "63/2=31.5=32（向上取整）",
    "O=[(64+4-5)/2]+1=[31.5]+1=32",
    // Numbers that were rounded when they were written.
    "8.37 M / 35.9 M = 23.4 %", "12.13M − 6.48M = 5.66M", "0.2850 ≈ 1/3.5", "1,000,000 s ≈ 280 h",
    "| layer | params | FP32 (KB) |\n|---|--:|--:|\n| a | 9,915,654 | 39663 |\n| b | 3,277,948 | 13112 |\n| c | 8,710,457 | 34842 |\n| d | 3,920,923 | 15684 |\n| sum | 25,824,982 | 103300 |",
    "1.2×10^24/(8.9×10^17)=1.35×10^6 秒=375 小时=15.6 天", "t = 9*3600 = 32400 s=9 h=540 min",
    "Linear attention, d = 512, h = 8, n = 128: K^T V takes 8*128*64*64 = 4,194,304 MACs.",
    "Each of the 4 heads has its own W_Q, W_K, W_V of size 32x32: 4*3*32*32 = 12,288.",
    #"$8 \times 300\,\mathrm{W} \times 24\,\mathrm{h} = 57.6\,\mathrm{kWh}$"#,
    #"$3\times3\times128 = 1{，}152$"#,
    "H_out = ⌊(224 + 6 − 7)/2⌋ + 1 = 112\nW_out = 112   likewise: the same numbers as for the height",
    // Commas.
    "池化后 64/2=32,128 个通道。", "The side is 224/4 = 56,96 channels remain.",
    // Changes and savings.
    "From 36,864 to 4,672, a reduction of 87.3 %.", "从 36864 减少到 4672，减少了 87.3%。",
    "From 64 to 14, saving 78 %, about 80 %.",
    "从 100 增加到 150，增加了 50%。", "8/25 = 0.32, a saving of 68 %", "1 - 8/25 = 68 %, a saving of 68 %",
    "From 4.1 G to 2.05 G: a saving of 50 %.", "参数从 36864 减少到 4672，减少了 32192。",
    "8×10=80，16×73=1168，合计 1248", "24·10 = 240; 9·40 = 360; Σ = 600",
    "The second row: 3·10 = 30; 9·40 = 360; total 750 with the first.",
    // What a text takes back.
    "Not 9·64 = 586 but 576.", "错解：12×75=910。正解：12×75=900。", "注意不是 9×64=567，而是 576。",
    "❌ 12×75=910 ✅ 12×75=900",
    "Wrong: 3·3·32 = 298. Right: 3·3·32 = 288.", "3·3·32 = 298 is wrong; it is 288.",
    // Units and devices.
    "Energy: 250 W * 4 h = 1 kWh", "1 亿 = 1 万万", "2^20 = 1 Mi", "2x3090 = 48 GB",
    "70B×2/80=1.75，至少 2 张 80G 显卡",
    // A word belongs to the number behind it.
    "VGG-16\n\nconv1_2: 3·3·64·64 + 64 = 36,928; MACs 1,849,688,064",
    "VGG-16，输入 32×32\n\nconv1_1：3×3×3×64+64=1792，乘加 32×32×64×27=1769472",
  ]

  /// Lines like these with a slip of their own.
  static let wrong = [
    "2 matrices of 256x256 = 131,172", "Q、K、V 三个 256×256=169608", "C=32 K=3: 3*3*32*32 = 9261",
    "T=64 B=16: 64*16 = 1042",
    "12.13M − 6.48M = 5.76M", "8.37 M / 35.9 M = 32.4 %", "10,000 - 2,500 = 8,500",
    "speed-up: 40/4 = 12x\n3x3x8 = 72",
    "63/2 = 31.5 = 33 (floor)", "4096 + 4096 = 4096 ≈ 8.2 K",
    "H_out = ⌊(224 + 6 − 7)/2⌋ + 1 = 112\nW_out = 121   likewise: the same numbers as for the height",
    "H_out = ⌊(64 + 6 − 7)/2⌋ + 1 = 32\nW_out = 64   同理，各数值与高度方向相同", "1,000,000 s ≈ 380 h",
    "Right: 3·3·32 = 298.", "正解：12×75=910。",
    "4*32*32 = 4096\n+ BN 2*32 = 64\n= 4106", "From 36,864 to 4,672, a reduction of 78.3 %.",
    "从 36864 减少到 4672，减少了 78.3%。",
    "从 100 增加到 150，增加了 40%。", "8/25 = 0.32, a saving of 32 %", "参数从 36864 减少到 4672，减少了 32129。",
    "24·1000 = 24,000; 9·400 = 3,600; 7·8 = 56; Σ = 27,566",
  ]
}
