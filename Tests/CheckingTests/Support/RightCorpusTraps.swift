/// Right workings beside which a hasty reader would see a mistake.
extension RightCorpus {
  static let traps: [String] = [
    #"""
    | Layer | C_in | C_out | k | k | H | W | MACs |
    |---|---|---|---|---|---|---|---|
    | 1 | 3 | 32 | 3 | 3 | 32 | 32 | 884,736 |
    | 2 | 32 | 64 | 3 | 3 | 16 | 16 | 4,718,592 |
    | 3 | 64 | 64 | 5 | 5 | 8 | 8 | 6,553,600 |
    | pool | 64 | 64 | 2 | 2 | 4 | 4 | 0 |
    """#,
    #"""
    | name | n | weights |
    |---|---|---|
    | a | 3 | 1,728 |
    | b | 2 | 36,864 |
    | total | 5 | 78,912 |
    """#,
    "workload: 1e15 / 3e14 = 3.3 s, memory: 2e12 / 1e12 = 2 s; compute-bound",
    #"""
    The whole run: 1,000,000 steps × 0.42 s = 420,000 s = 117 h = 4.9 days; with 2 runs 9.7 days.
    """#,
    "A 3.5 h job costs 3.5 h × 8 GPUs × $2.5 = $70.",
    "0.35 s per step × 1,000 steps = 350 s ≈ 5 min 50 s",
    "4.1 GMACs = 8.2 GFLOPs; utilisation 8.2 GFLOPs × 1,500 images/s / 312 TFLOP/s = 3.9 %",
    "peak 312 TFLOPS, achieved 156 TFLOPS: 156 / 312 = 50 %",
    "FLOPs per token: 2 × 6.7e9 = 13.4 GFLOPs. Peak 312 TFLOPS. 13.4e9 / 312e12 = 43 µs",
    #"""
    x = 3, y = 4; x·y = 12, x + y = 7
    x = 5 now, so x·y = 20
    """#,
    "batch = 32, seq = 128: 32 × 128 = 4,096; later batch = 23: 23 × 128 = 2,944",
    "Input 640×460, then 604 anchors: 604 × 4 = 2,416",
    "每层 4×d²，d=1,024 时为 4×1,024²=4,194,304，约 419 万；24 层共 24×4,194,304=100,663,296，约 1.01 亿",
    "精度 FP8 下 H100 的峰值是 1,979 TFLOP/s，6e18 / 1979e12 = 3,032 秒 ≈ 51 分钟",
    "2.1 G vs 4.1 G: the second needs more memory but is not slower.",
    "The first network (0.9 G) beats the second one (1.2 G) by 0.3 G: 1.2 − 0.9 = 0.3",
    "1.2 G against 0.9 G: the first is larger, the second is smaller.",
    "Loss 2.3 > 1.9; accuracy 76.1 % > 69.8 %",
    "112 → 56 → 28: 112/2 = 56, 56/2 = 28",
    #"""
    n(n+1)/2 = n²/2 + n/2; (a+b)² = a² + 2ab + b²
    T(n) = T(n−1) + n = n(n+1)/2
    """#,
    #"""
    E = mc²; y = wx + b; L = L1 + L2 + L3
    C_total = C_attn + C_ffn = 4·n·d² + 2·n²·d + 8·n·d² = 12·n·d² + 2·n²·d
    """#,
    "12·n·d² + 2·n²·d ≈ 12·n·d²",
    "params ≈ 12·L·d² = 12 × 24 × 1024² = 301,989,888 ≈ 302 M; with embeddings 354 M",
    #"""
    40 GB = 40 × 1024³ bytes = 42.9e9 bytes
    80 GB × 0.9 = 72 GB; (80 − 14) GB = 66 GB; 66 GB / 131,072 bytes = 503,540 tokens
    """#,
    "44.6 MiB = 46.8 MB; 46,758,048 bytes = 44.6 MiB",
    "1.5e9 × 2 = 3e9 bytes = 3 GB = 2.79 GiB",
    "8 × 24 h × 30 = 5,760 GPU-hours; 5,760 × $1.5 = $8,640",
    "2048 GPUs, 1.4T tokens, 380 tokens/s/GPU: 1.4e12 / (2048 × 380) = 1.8e6 s ≈ 21 days",
    "82,432 GPU-hours / 1,024 GPUs = 80.5 h ≈ 3.4 days",
    "约需 1.8e6 秒，即 1.8e6/86400 ≈ 20.8 天，约 3 周",
    "10 epochs × 50,000 / 128 = 3,906 steps; 3,906 × 0.1 s = 390.6 s = 6.5 min",
  ]
}
