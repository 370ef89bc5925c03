import Checking
import Testing

@Suite("Lines about language models, memory and training that look wrong")
struct LanguageModelLinesTests {
  @Test("A right line raises nothing", arguments: LanguageModelLines.right)
  func isRight(_ text: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(findings.map { $0.mistake.rawValue } == [])
  }

  @Test("A wrong line like it is found", arguments: LanguageModelLines.wrong)
  func isFound(_ text: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(!findings.isEmpty)
  }

  @Test("A quotient that is a whole number was not rounded")
  func wholeQuotient() {
    let findings = Checker().diagnose(HandCalculation("ZeRO: 176/8 = 21 GB")).findings
    #expect(!findings.isEmpty && !findings.contains { $0.mistake == .roundingWrong })
  }

  @Test("A factor between a rounded quotient and its claim is named")
  func ratio() throws {
    let finding = try #require(Checker().diagnose(HandCalculation("1555/12.7 = 245 tokens/s")).findings.first)
    #expect(finding.arguments.contains { $0.name == "factor" && $0.value == .number(2) })
  }

  @Test("Who goes on with a number of weights does not go on with a wrong result of like digits")
  func operand() {
    let text = "2 × 3B = 3 GB\n\n2 bytes × 3B = 6 GB"
    let findings = Checker().diagnose(HandCalculation(text)).findings
    #expect(!findings.contains { $0.mistake == .errorCarriedForward })
  }
}

enum LanguageModelLines {
  static let right = given + runningSums + bytes + otherThings + times + rough + changed
  static let wrong =
    wrongGiven + wrongRunningSums + wrongBytes + wrongOtherThings + wrongTimes + wrongRough + wrongChanged

  /// Values of letters that a formula is given, and the line below that puts them in.
  static let given = [
    "LSTM: 4h(h + x + 1), h = 200, x = 30\n= 4 · 200 · 231 = 184,800",
    "GRU 参数 3h(h + x + 1)，其中 h = 200，x = 30\n= 3 × 200 × 231 = 138,600",
    "6ND, N = 3e9, D = 1e12\n= 6 × 3e9 × 1e12 = 1.8e22",
    "attention: 4*d*d, d=512\n=4*512*512=1,048,576",
    "KV cache (d = 1024)\n= 2 · 24 · 1024 · 2 = 98,304 bytes",
    "缓存（d = 1024）\n= 2×24×1024×2 = 98,304 字节",
    "Model: small GPT, d = 768\n\n= 4 · 768² per attention = 2.36M",
    #"$3h(h+x+1)$ with $h=200$, $x=30$\#n$= 3\cdot 200\cdot 231 = 138{,}600$"#,
    #"\begin{align}\#nP &= 4h(h+x+1), \quad h=200,\ x=30 \\\#n&= 4\cdot 200\cdot 231 = 184{,}800\#n\end{align}"#,
    "C = 6ND where N = 3e9 and D = 1e12\n= 1.8e22 FLOPs",
    "P ≈ 12 L d², L = 24, d = 1024\n≈ 12 × 24 × 1024² ≈ 302M",
    "P = 4d² (d=512)\n  = 4 × 512²\n  = 1.05M",
    "d_model = 1024, n_layers = 24\n= 12 × 24 × 1024² = 302M",
    #"$$P = 4h(h+x+1),\ h=200,\ x=30 \\ = 4\cdot 200\cdot 231 = 184800$$"#,
    "Let L = 24 and d = 1024:\n= 12 × 24 × 1024² = 302M",
    "参数量：12Ld²，取 L=24、d=1024\n=12×24×1024²≈3.02 亿",
    #"$P = 4d^2$ with $d = 512$:\#n$$= 4 \cdot 512^2 = 1{,}048{,}576$$"#,
    #"$$\#n\begin{aligned}\#nP &= 12 L d^2 && (L = 24, d = 1024) \\\#n  &= 12 \cdot 24 \cdot 1024^2 \\\#n  &= 301{,}989{,}888\#n\end{aligned}\#n$$"#,
    "P = 12·L·d²   (L = 24, d = 1024)\n  = 12 · 24 · 1024²\n  = 301,989,888",
    "P = 12·L·d²   # L = 24, d = 1024\n  = 12 · 24 · 1024²\n  = 301,989,888",
    "KV per token = 2·L·h·d_h·2 B, L = 32, h = 8, d_h = 128\n             = 2 · 32 · 8 · 128 · 2 B = 131,072 B",
    #"\begin{align*}\#nC &= 6ND, & N &= 7\times 10^9 \\\#n  &= 8.4\times 10^{22}, & D &= 2\times 10^{12}\#n\end{align*}"#,
  ]

  /// Sums whose addends are worked out on the way.
  static let runningSums = [
    "Phi with LoRA: 5.56 GB of frozen weights + 2.62M × 16 B = 42 MB.",
    "4 × 2048² = 16.8M for attention + 3 × 2048 × 5632 = 34.6M for the MLP = 51.4M per layer",
    "Q: 2048² = 4.2M + K: 2048·256 = 0.52M + V: 2048·256 = 0.52M + O: 2048² = 4.2M = 9.4M",
    "3B x 2 bytes = 6 GB + 3B x 2 bytes (grads) = 6 GB + 3B x 12 bytes (optim) = 36 GB = 48 GB",
    "权重 3B×2=6 GB+梯度 3B×2=6 GB+优化器 3B×12=36 GB=48 GB",
    "Embedding 32000 × 4096 = 131M + blocks 32 × 202.4M = 6.48B + head 131M = 6.74B",
    "嵌入 32000×4096=1.31 亿 + 32 层 32×2.024 亿=64.8 亿 + 输出 1.31 亿 = 67.4 亿",
    "weights 7B × 2 = 14 GB + KV cache 2 × 32 × 4096 × 2 × 4096 = 2.1 GB = 16.1 GB",
    "4·768² = 2.36M (attention) + 8·768² = 4.72M (MLP) = 7.08M",
    #"$4 \times 4096^2 = 67.1\,\text{M (attention)} + 3 \times 4096 \times 11008 = 135.3\,\text{M (MLP)} = 202.4\,\text{M}$"#,
  ]

  /// Numbers of weights and their bytes, bytes and bits.
  static let bytes = [
    "50,000 × 1,024 = 51.2M = 102.4 MB in bf16",
    "50000×1024=5120 万=102.4 MB(FP16)",
    "50,000 × 1,024 = 51.2M = 205 MB in fp32",
    "51.2M × 12 = 614.4M = 2.46 GB",
    "7B params = 14 GB in fp16 = 13.0 GiB",
    "12 × 7.09M = 85.1M = 170 MB (bf16)",
    "12×7.09M=85.1M=340 MB（FP32）",
    "2 × 4096 × 4096 = 33.6M = 67 MB in half precision",
    "LoRA: 2 × 8 × 4096 × 64 = 4.19M params = 8.4 MB in bf16",
    "KV heads: 2 × 32 × 8 × 128 = 65,536 = 131 kB in fp16",
    "KV cache 每 token：2×32×8×128=65536=128 KB（FP16，2 字节）",
    #"$32000 \times 4096 = 131\,\text{M} = 262\,\text{MB (fp16)}$"#,
    "13B × 4 bits = 52 Gb = 6.5 GB = 6.05 GiB",
    "4 × 50 GB/s = 200 GB/s = 1.6 Tb/s",
    "16 × 25 Gbps = 400 Gbps = 50 GB/s",
    "A block stores 32 weights in 18 bytes: 18 bytes/32 = 4.5 bpw",
    "13B×4 比特=52 Gb=6.5 GB",
    "NVLink: 18 × 50 GB/s = 900 GB/s = 7.2 Tb/s",
    "PCIe 5.0：32 GT/s × 16 = 512 Gb/s = 64 GB/s",
    #"$13 \times 10^9 \times 2\,\text{B} = 26\,\text{GB} = 208\,\text{Gb}$"#,
    "7B × 4.5 bits = 31.5 Gb ≈ 3.94 GB",
    "7B×4.5 bpw/8=3.94 GB",
  ]

  /// Results that are told in other things: money, devices, rates, groups.
  static let otherThings = [
    "8 GPUs × 24 h × 5 d = 960 GPU-hours ≈ $2,400 at $2.50",
    "8 卡×24 小时×5 天=960 卡时≈9600 元(每卡时 10 元)",
    "8 卡×24 小时×5 天=960 卡时≈0.96 万元(每卡时 10 元)",
    "2000 × 0.5e-6 + 100 × 1.5e-6 = $0.00115 = 0.115 ¢",
    "2000 × 0.5e-6 + 100 × 1.5e-6 = $0.00115 = 0.115 cents",
    "3e23 / 4e14 = 7.5e8 s = 208,333 GPU-hours = $416,667 at $2",
    "2.08e5 GPU-hours × $2 = $416k",
    "100 万 token × 2 元 = 200 万元 = 28 万美元",
    "20,000 GPU·h ≈ 4 万美元",
    "$0.5 per 1M input × 3 = $1.5 = 150 cents",
    #"$1024 \cdot 25.4 \cdot 24 = 624{,}230$ GPU-hours $\approx$ \$1.25M at \$2"#,
    #"$1{,}344$ GPU-hours $= \$2{,}688$"#,
    "Hardware: 512 H100-80GB.\n\n2.1e23 / 2.05e17 FLOP/s = 1.02e6 s = 11.9 days = 146k GPU-hours",
    "在 512 张卡上：2.1e23 / 2.05e17 = 1.02e6 秒 = 11.9 天 = 14.6 万卡时",
    "The run took 21 days = 1.03M GPU-hours on 2048 A100s.",
    "训练 21 天 = 103 万 GPU 小时（2048 张 A100）",
    "8 GPUs × 80 GB = 640 GB = 8 A100s",
    "140 GB / 80 = 1.75 = 2 GPUs",
    "16 B × 13B = 208 GB = 2.6 H100s",
    "16 B×13B=208 GB=3 张 80 GB 卡",
    "10 steps/s = 100 ms/step = 600 steps/min",
    "20 tok/s = 50 ms/token = 1200 tok/min = 72,000 tok/h",
    "300 TFLOP/s × 0.5 = 150 TFLOP/s = 13 EFLOP/day",
    "500 tokens × 8 ms = 4 s = 125 tok/s",
    "50 ms/token = 20 tok/s = 72,000 tok/h",
    "150 tokens/s × 86,400 = 12.96M tokens/day = 389M tokens/month",
    "150 token/s = 1296 万 token/天",
    "100 PFLOP/s = 8.64 ZFLOP/day",
    "0.5 steps/s = 1800 steps/h = 43,200 steps/day",
    "8 × 156 TFLOP/s = 1.25 PFLOP/s = 108 EFLOP/day",
    #"$2039 / 13.5 = 151\,\text{tok/s} = 9{,}060\,\text{tok/min}$"#,
    "1024 GPUs × 140.4 TFLOPS = 143.8 PFLOPS = 12.4 ZFLOP/day",
    "Adam: 4 + 4 + 4 = 12 B/param = 84 GB",
    "Adam：4+4+4=12 字节/参数=84 GB（7B）",
    "32 × 2048 = 65,536 tokens = 256 sequences of 256",
    "4M tokens = 2,048 sequences of 2,048",
    "128 × 2048 = 262,144 tokens = 128 sequences × 2048",
    "4.2 GB / 256 KiB = 16.0k tokens = 7.8 sequences of 2,048",
    "20 / (3000 × 3.6e3) × 1e6 = $1.85 / 1M tokens",
    "20 美元/(3000×3600)×1e6 = 1.85 美元 / 100 万 token",
    "$3 / 1M tokens = $0.003 / 1K tokens",
    "0.5 美元/百万 token = 5e-7 美元/token",
    "- per layer = 202.4M\n- blocks: 32 layers = 6.48B\n- 共 32 层 = 64.8 亿",
    "1 layer = 202.4M, 32 layers = 6.48B",
    "12 + 12 = 24 layers = 220M",
    "12+12=24 层=2.2 亿",
  ]

  /// Work divided by speed: rounded numbers, left-out prefixes, days by their letter.
  static let times = [
    "16 GPUs, 3 days: 3 d × 16 = 1152 GPU-h",
    "Weights: 6.5 GB / 900 GB/s = 7.2 ms; KV cache: 0.54 GB / 900 = 0.6 ms",
    "Prefill at 50% of 312 TFLOP/s: 7 TFLOPs / 156 = 45 ms",
    "权重 6.5 GB/900 GB/s=7.2 ms，缓存 0.54 GB/900=0.6 ms",
    "At 40% of 989 TFLOP/s prefill takes 30.8/396 = 77.9 ms.",
    "512 H100s at 40% of 989 TFLOP/s give 2.03e17 FLOP/s, so it takes 4.53e23 / 2.03e17 = 25.9 days.",
    "16 GB / 900 = 17.8 ms",
    "Reading 3.5 GB at 935 GB/s takes 3.5/935 = 3.7 ms",
    "预填充：14 TFLOP/(312×0.6)=75 ms",
    "13.4 GB / 25 GB/s = 0.54 s; 26 GB / 25 = 1.04 s",
    "3.15e23/(1024×140.4e12) = 2.19e6 s = 25.4 天",
    "3.15e23 / 1.438e17 = 2.19e6 s ≈ 608 h ≈ 25 days",
    "300B tokens / 1.44e5 tokens/s = 2.08e6 s = 24.1 days",
    "3000 亿 token ÷ 14.4 万 token/秒 = 208 万秒 = 24.1 天",
    "8 ms/token × 250 tokens = 2 s",
    "8 毫秒/token × 250 token = 2 秒",
    "2 s / 250 tokens = 8 ms/token",
    "512 × 989e12 × 0.4 = 2.03e17 FLOP/s\n4.11e22 FLOP / 2.03e17 FLOP/s = 203k s",
    "(80 ms + 200 × 6 ms) × 1000 / 16 = 80 s",
    "600 GB/3 = 200 s",
    "7.77M/3600=2159 token/秒",
  ]

  /// Shares of other numbers, next multiples, energy, prefixes of devices.
  static let rough = [
    "LoRA: W0 is 2048×2048 = 4.2M, BA with r=4 has 2·4·2048 = 16,384 = 0.39%, i.e. 256× fewer.",
    "LoRA 的 r=4：2×4×2048=16384=0.39%",
    "12 × 2·768·64 = 1,179,648 = 1.4% of 85M",
    "r = 8: 2 × 8 × 4096 × 2 × 32 = 4,194,304 = 0.06% of 6.74B",
    "r=8：2×8×4096×2×32=4,194,304=0.06%（总参数 67.4 亿）",
    "top-2 of 8 experts: 2/8 = 25% of 45.1B = 11.3B",
    "2/8 experts = 25% = 11.3B of 45.1B",
    "65,536/16,777,216 = 0.39% = 1/256",
    "32 × 202.4M = 6.48B = 96% of 6.74B",
    "32 × 202.4M = 6.48B = 96%",
    "32×2.024 亿=64.8 亿=96%",
    "Llama-2-13B: 13824 = 2/3 · 4 · 5120 = 13,653 rounded up to a multiple of 256: 54 · 256 = 13,824",
    "8/3 × 5120 = 13,824 (rounded up to a multiple of 256)",
    "8/3×5120=13824（向上取整到 256 的倍数）",
    "2/3 × 4 × 4096 = 10,923, rounded up to the next multiple of 256 = 11,008",
    "512 × 700 W × 200 h = 71.7 MWh × 1.2 = 86 MWh",
    "300 W × 8 × 24 h = 57.6 kWh × $0.1 = $5.76",
    "300 W×8×24 h=57.6 kWh×0.6 元=34.56 元",
    "512 × 400 W = 204.8 kW × 24 h = 4.9 MWh × 1.1 = 5.4 MWh",
    "DGX H100: 8 × 989 = 7.9 PFLOPS",
    "512 × 312 × 0.4 = 63.9 PFLOPS",
    "8 × 80 = 0.64 TB",
    "1024 × 0.45 × 312 = 144 PFLOPS",
    "2048 × 989 × 0.4 = 810 PFLOP/s",
    "16 × 80 = 1.28 TB",
    "warmup 500/20000 = 2.5% = 500 steps",
    "lr 6e-4 × 0.1 = 6e-5 = 10%",
  ]

  /// Networks that the line changes.
  static let changed = [
    "We widen the FFN of Llama-2-13B to 20480: 3 × 5120 × 20480 = 314,572,800 per layer.",
    "把 Llama-2-7B 的 FFN 加宽到 14336：每层 3×4096×14336=176,160,768。",
    "We change the FFN of Llama-2-7B to 14336. FFN: 3 × 4096 × 14336 = 176,160,768 per layer.",
    "DistilGPT2 keeps 6 of 12 layers: 39.4M + 42.5M = 81.9M",
    "DistilBERT keeps 6 of the 12 layers.",
    "DistilBERT 保留 BERT-base 12 层中的 6 层",
    "In BERT-base we freeze 8 of 12 layers.",
    "We set d_ff of Llama-2-7B to 16384, so one layer's FFN has 3 × 4096 × 16384 = 201,326,592 weights.",
    "BERT-base with an FFN of width 4096: 2 × 768 × 4096 = 6,291,456",
    "只保留 BERT-base 12 层中的 6 层",
    "We prune BERT-base to 6 of 12 layers: 42.5M",
    "GPT-2 small with a gated FFN of width 2048: 3·768·2048 = 4,718,592 per layer",
  ]

  static let wrongGiven = [
    "Parameters P = 3×3×64×64 + 64\n= 36,982",
    "P = 38,928\n= 3×3×64×64 + 64",
    "h = 200, x = 30: P = 4h(h + x + 1)\n= 4 · 200 · 231 = 148,800",
    "LSTM: 4h(h + x + 1), h = 200, x = 30\n= 4 · 200 · 231 = 148,800",
    "P = 4d² (d=512)\n  = 4 × 512²\n  = 1.50M",
    "d = 1024, so P = 4d²\n= 4 × 1024² = 4.91M",
    "Attention has 4·d² weights, so P = 4,193,404\n= 4 · 1024²",
    "Model: d = 512, P = 1,048,756\n= 4 · 512²",
  ]

  static let wrongRunningSums = [
    "4 × 2048² = 16.8M for attention + 3 × 2048 × 5632 = 36.4M for the MLP = 51.4M per layer",
    "4 × 2048² = 16.8M for attention + 3 × 2048 × 5632 = 34.6M for the MLP = 54.1M per layer",
    "3B x 2 bytes = 6 GB + 3B x 2 bytes (grads) = 6 GB + 3B x 12 bytes (optim) = 36 GB = 84 GB",
    "Q: 2048² = 4.2M + K: 2048·256 = 0.52M + V: 2048·256 = 0.52M + O: 2048² = 4.2M = 4.9M",
    "73,728 + 2×128 = 256",
    "1024² = 1,048,576 + 768 = 1,094,344",
    "3B x 2 bytes = 6 GB + 3B x 12 bytes = 63 GB = 42 GB",
    "3B x 2 bytes = 6 GB + 3B x 12 bytes = 36 GB = 24 GB",
    "权重 3B×2=6 GB+优化器 3B×12=36 GB=24 GB",
  ]

  static let wrongBytes = [
    "50,000 × 1,024 = 51.2M = 120.4 MB in bf16",
    "50,000 × 1,024 × 2 = 102.4M = 204.8 MB",
    "13B × 4 bits = 52 Gb = 6.9 GB",
    "4 × 50 GB/s = 200 GB/s = 1.9 Tb/s",
    "7B × 2 = 14 GB = 31.0 GiB",
    "12 × 7.09M = 85.1M = 710 MB (bf16)",
    "12×7.09M=85.1M=170 MB（FP32）",
  ]

  static let wrongOtherThings = [
    "8 × 24 × 5 = 960 = 2,400",
    "$2.50 × 960 = $2,500",
    "1.02e6 s = 19.1 days",
    "512 × 11.9 days = 164k GPU-hours",
    "20 tok/s = 50 ms/token = 1500 tok/min",
    "300 TFLOP/s × 0.5 = 150 TFLOP/s = 31 EFLOP/day",
    "500 tokens × 8 ms = 5 s = 125 tok/s",
    "15 PFLOP/s × 2 = 30 PFLOP/s = 26 ZFLOP/day",
    "50 ms/token = 40 tok/s",
    "32 × 2048 = 65,563 tokens = 256 sequences of 256",
    "2.1e23 / 2.05e17 FLOP/s = 1.02e6 s = 18.1 days = 146k GPU-hours",
    "1344 GPU-hours × $2 = $2,868",
    "1024 GPUs × 140.4 TFLOPS = 143.8 PFLOPS = 21.4 ZFLOP/day",
    "The cache takes 262,144 bytes = 0.25 GiB per token.",
    "4.2 GB / 256 KiB = 16.0k tokens = 8.7 sequences of 2,048",
  ]

  static let wrongTimes = [
    "16 GPUs, 3 days: 3 d × 16 = 1125 GPU-h",
    "0.54 GB / 900 GB/s = 6 ms",
    "0.54 GB / 900 = 0.7 ms",
    "4.53e23 / 2.03e17 = 29.5 days.",
    "At 60% of 312 TFLOP/s prefill takes 14.5/187 = 87 ms.",
    "Weights: 6.5 GB / 900 GB/s = 7.2 ms; KV cache: 0.54 GB / 900 = 0.9 ms",
    "8 ms/token × 250 tokens = 2.5 s",
    "2 s / 250 tokens = 80 ms/token",
    "600 GB/3 = 260 s",
    "7.77M/3600=2195 token/秒",
  ]

  static let wrongRough = [
    "8 × 989 = 9.7 PFLOPS",
    "512 × 312 × 0.4 = 69.3 PFLOPS",
    "16/64 = 0.25 = 52%",
    "8/3 × 5120 = 13,824",
    "512 × 700 W × 200 h = 71.7 MWh × 1.2 = 68 MWh",
    "2·4·2048 = 16,348 = 0.39%",
    "8/3 × 4096 = 11,088 (rounded up to a multiple of 256)",
    "8/64 = 0.125 = 1.25%",
  ]

  static let wrongChanged = [
    "BERT-base has 16 layers.",
    "Llama-2-7B: the FFN has 3 × 4096 × 14336 = 176,160,768 weights.",
  ]
}
