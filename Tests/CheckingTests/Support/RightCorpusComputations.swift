/// Right workings of our own, in both languages and all forms. Nothing in them may be remarked upon.
extension RightCorpus {
  static let computations: [String] = [
    #"""
    Training compute. N = 1.3e9 parameters, D = 26e9 tokens.
    C = 6·N·D = 6 × 1.3e9 × 26e9 = 2.028e20 FLOPs
    An A100 at 40 % of 312 TFLOP/s delivers 0.4 × 312e12 = 1.248e14 FLOP/s.
    2.028e20 / 1.248e14 = 1.625e6 s = 451 hours = 18.8 days on one GPU.
    On 8 GPUs: 18.8 / 8 = 2.35 days.
    """#,
    #"""
    6 × 175e9 × 300e9 = 3.15e23 FLOPs
    3.15e23 / (1,024 × 140e12) = 2.197e6 s
    2.197e6 s / 86,400 = 25.4 days
    """#,
    #"""
    GPU-hours: 512 × 21 days × 24 = 258,048 GPU-hours.
    At $2 per GPU-hour that is 258,048 × 2 = $516,096.
    """#,
    "512 GPUs × 21 days = 258,048 GPU-hours",
    #"""
    Memory of the weights in fp16: 7e9 × 2 bytes = 14 GB.
    Adam in mixed precision needs 16 bytes a parameter: 7e9 × 16 = 112 GB.
    Activations take 34·s·b·h bytes a layer: 34 × 2048 × 1 × 4096 = 285,212,672 bytes ≈ 285 MB = 272 MiB.
    32 layers: 32 × 285 MB = 9.1 GB
    """#,
    #"""
    KV cache: 2 × 32 × 8 × 128 × 2 bytes = 131,072 bytes = 128 KiB a token.
    For 4,096 tokens: 4,096 × 128 KiB = 512 MiB.
    For a batch of 16: 16 × 512 MiB = 8 GiB.
    """#,
    #"""
    d = 768, L = 12, h = 12
    Parameters of the blocks without biases: 12·L·d² = 12 × 12 × 768² = 84,934,656
    Per head: 768 / 12 = 64
    Embedding: 30,522 × 768 = 23,440,896
    Sum: 84,934,656 + 23,440,896 = 108,375,552 ≈ 108.4 M
    """#,
    #"""
    令 d=512，h=8，则每个头的维度是 512/8=64。
    注意力的参数量：4×512×512=1,048,576
    前馈层的参数量：2×512×2048=2,097,152
    每层合计：1,048,576+2,097,152=3,145,728，约314.6万。
    6层共：6×3,145,728=18,874,368≈1887万
    """#,
    #"""
    utilisation: 140 TFLOP/s / 312 TFLOP/s = 44.9 %
    MFU = 6 × 7e9 × 3,000 / 312e12 = 40.4 %
    """#,
    #"""
    6 GFLOPs / 300 TFLOP/s = 20 µs
    With 20 µs a token that is 1 / 20e-6 = 50,000 tokens/s.
    """#,
    #"""
    1 year = 365 days = 8,760 hours = 31,536,000 seconds
    1 day = 24 h = 86,400 s
    3 days = 72 hours = 4,320 minutes
    """#,
    #"""
    3.15e23 / 312e12 = 1.01e9 s ≈ 32 years on one A100
    32 years / 1000 GPUs ≈ 12 days
    """#,
    #"""
    训练计算量：6 × 70e9 × 15e12 = 6.3e24 FLOPs
    若每张卡 400 TFLOP/s，则需要 6.3e24 / 400e12 = 1.575e10 秒 ≈ 499 年。
    用 16,000 张卡：1.575e10 / 16000 = 984,375 秒 = 11.4 天
    """#,
    #"""
    4,089,184,256 次 ≈ 40.9亿次
    1,814,073,344 ≈ 18.1亿
    25,557,032 个参数 ≈ 2556万个参数
    25,557,032 × 4 字节 = 102,228,128 字节 = 102.2 MB
    """#,
    #"""
    | Layer | Output | Calculation | Parameters |
    |---|---|---|---|
    | conv1 | 28×28×6 | 5×5×1×6 + 6 | 156 |
    | conv2 | 10×10×16 | 5×5×6×16 + 16 | 2,416 |
    | fc1 | 120 | 400×120 + 120 | 48,120 |
    | fc2 | 84 | 120×84 + 84 | 10,164 |
    | fc3 | 10 | 84×10 + 10 | 850 |
    | Total | | | 61,706 |
    """#,
    #"""
    | layer | H | W | C_in | k | C_out | MACs |
    |---|---|---|---|---|---|---|
    | 1 | 32 | 32 | 3 | 3 | 16 | 442,368 |
    | 2 | 16 | 16 | 16 | 3 | 32 | 1,179,648 |
    | 3 | 8 | 8 | 32 | 3 | 64 | 1,179,648 |
    | total | | | | | | 2,801,664 |
    """#,
    #"""
    A dot product of n = 27 values takes 27 multiplications and 26 additions: 27 + 26 = 53 operations.
    For all outputs: 53 × 64 × 112 × 112 = 42,549,248
    Multiplications: 27×64×112×112 = 21,676,032; additions: 26×64×112×112 = 20,873,216; sum 42,549,248.
    """#,
    #"""
    The image has 224×224 = 50,176 pixels and 224×224×3 = 150,528 values.
    A 32×32 RGB image has 1,024 pixels.
    28×28 = 784 pixels
    """#,
    #"""
    1.8 GMACs are 3.6 GFLOPs.
    3.6 GFLOPs = 1.8 GMACs
    GFLOPs = 2 × GMACs
    """#,
    #"""
    0.9 G against 1.2 G: the second network is the more expensive one.
    1.3 G 与 1.7 G 相比，第一个网络的运算量更小。
    With 0.9 GFLOPs against 1.2 GFLOPs the first one is cheaper.
    """#,
    #"""
    4d² + 8d² + 2d = 12d² + 2d
    4·d·d + 2·d·4·d = 12·d²
    n² + 2n = n(n + 2)
    a + b = b + a
    params = V·d + L·(12d² + 13d) = V·d + 12·L·d² + 13·L·d
    """#,
    #"""
    Time: 1.2 GFLOPs / 1,979 TFLOP/s (FP8) = 0.6 µs
    Time for memory: 1.4 MB / 3 TB/s = 0.47 µs
    So it is compute-bound.
    """#,
    #"""
    Time for the products: 2.1 GFLOPs / 312 TFLOP/s = 6.7 µs
    Time for the memory traffic: 40 MB / 1.5 TB/s = 26.7 µs
    Memory-bound.
    """#,
    #"""
    Arithmetic intensity: 2,415,919,104 / 4,718,592 = 512 FLOPs/byte. The ridge point is 312e12 / 1.555e12 = 200.6 FLOPs/byte.
    """#,
    #"""
    H100: 495 TFLOP/s achieved / 989 = 50 %
    A100: 156 / 312 = 50 %
    """#,
    "The sparse peak of an A100 is 624 TFLOP/s, the dense one 312 TFLOP/s: 624 / 2 = 312.",
    #"""
    0.059 GMACs of 0.59 GMACs = 10 %
    118,013,952 / 1,814,073,344 = 6.5 %
    """#,
    #"""
    2×9e9 = 18 GFLOPs a token
    2 × 7B = 14 GFLOPs per token; 14 GFLOPs × 1000 tokens/s = 14 TFLOP/s
    """#,
    #"""
    115,605,504 ≈ 115.6 M ≈ 0.116 G
    231,211,008 ≈ 2.3 × 10^8
    10,035,200 ≈ 10.0 M
    12,845,056 ≈ 1.28e7
    """#,
    #"""
    1,000 steps of 0.35 s take 350 s, that is 350 / 60 = 5.8 min.
    300B tokens / 4M tokens per step = 75,000 steps
    75,000 steps × 3.5 s = 262,500 s = 72.9 hours ≈ 3 days
    """#,
    #"""
    Chinchilla: D = 20·N = 20 × 70e9 = 1.4e12 tokens
    C = 6 × 70e9 × 1.4e12 = 5.88e23
    """#,
    #"""
    $$C = 6 N D = 6 \times 1.5\times 10^{9} \times 3\times 10^{11} = 2.7\times 10^{21}\ \text{FLOPs}$$
    $$t = \frac{2.7\times 10^{21}}{64 \times 1.4\times 10^{14}} = 3.01\times 10^{5}\ \text{s} \approx 3.5\ \text{days}$$
    """#,
    #"""
    \begin{align}
    P &= 4 d^2 + 2 d f \\
      &= 4 \cdot 1024^2 + 2 \cdot 1024 \cdot 4096 \\
      &= 12{,}582{,}912
    \end{align}
    """#,
    #"""
    A batch of 256 sequences of 2,048 tokens is 256 × 2,048 = 524,288 tokens, about 0.5 M.
    300e9 / 524,288 ≈ 572,205 steps.
    """#,
    #"""
    Weights in int4: 70e9 × 0.5 bytes = 35 GB. In int8: 70 GB. In bf16: 140 GB.
    70e9 × 4 bit = 35 GB
    """#,
    #"""
    checkpoint: 175e9 × 12 bytes = 2.1 TB
    2.1 TB / 64 = 32.8 GB each
    """#,
    "Throughput: 3,000 tokens/s × 86,400 s = 259,200,000 tokens a day ≈ 259 M",
    #"""
    模型权重：7B × 2 字节 = 14 GB
    优化器：7B × 8 字节 = 56 GB
    梯度：7B × 2 字节 = 14 GB
    合计：14 + 56 + 14 = 84 GB
    """#,
    #"""
    推理一个词元约需 2 × 13e9 = 26 GFLOPs，A100 的利用率取 50 %，即 156 TFLOP/s，故每个词元 26e9 / 156e12 = 0.167 毫秒。
    """#,
    #"""
    total_flops = 3 × forward = 3 × 4.1 G = 12.3 G
    forward + backward = 4.1 + 8.2 = 12.3 GFLOPs
    """#,
    #"""
    d_model = 1024; d_ff = 4096; n_layers = 24
    attn = 4 * d_model**2 = 4194304
    ffn = 2 * d_model * d_ff = 8388608
    block = attn + ffn = 12582912
    total = n_layers * block = 301989888
    """#,
    #"""
    head_dim = 128, n_heads = 32, so d = 128 × 32 = 4096.
    q: 4096 × 4096 = 16,777,216; k and v with 8 heads: 2 × 4096 × 1024 = 8,388,608; o: 16,777,216.
    Sum = 16,777,216 + 8,388,608 + 16,777,216 = 41,943,040
    """#,
    #"""
    conv: 3×3×16×32×28×28 = 3,612,672; fc: 256×100 = 25,600
    multiplications and additions: 2×3×3×32×64×28×28 = 28,901,376 FLOPs
    Two convolutions: 2×3×3×64×64×56×56 = 231,211,008
    """#,
    "a = 4,096; b = 36,864; c = 16,384; total = a + b + c = 57,344",
  ]
}
