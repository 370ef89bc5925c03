/// Right workings of our own, in both languages and all forms. Nothing in them may be remarked upon.
extension RightCorpus {
  static let layers: [String] = [
    #"""
    # GPT-2 small by hand
    V = 50257, S = 1024, d = 768, L = 12
    token embedding: V × d = 50257 × 768 = 38,597,376
    positions: S × d = 1024 × 768 = 786,432
    one block: 12·d² + 13·d = 12 × 589,824 + 13 × 768 = 7,077,888 + 9,984 = 7,087,872
    all blocks: 12 × 7,087,872 = 85,054,464
    final norm: 2 × 768 = 1,536
    38,597,376 + 786,432 + 85,054,464 + 1,536 = 124,439,808 ≈ 124 M
    """#,
    #"""
    VGG的第一层：3×3×3×64+64=1,792个参数，乘加次数为3×3×3×64×224×224=86,704,128，约8670万次。
    第二层：3×3×64×64+64=36,928；乘加3×3×64×64×224×224=1,849,688,064，约18.5亿次。
    全连接层fc6：512×7×7×4096+4096=102,764,544。
    """#,
    #"""
    Output size: (227 − 11)/4 + 1 = 55
    Parameters: 11×11×3×96 + 96 = 34,944
    Multiply-adds: 11×11×3×96×55×55 = 105,415,200
    With the bias additions: 105,415,200 + 96×55×55 = 105,705,600
    """#,
    #"""
    MobileNet block, 112×112, 32→64:
    depthwise 3×3×32×112×112 = 3,612,672
    pointwise 32×64×112×112 = 25,690,112
    together 29,302,784, a dense layer needs 3×3×32×64×112×112 = 231,211,008
    ratio: 231,211,008 / 29,302,784 = 7.9
    1/64 + 1/9 = 0.127
    """#,
    "Speed-up: 8.6× fewer parameters: 295,168 / 34,304 = 8.6",
    #"""
    LSTM: 4 × ((64 + 128) × 128 + 128) = 98,816
    GRU: 3 × ((64 + 128) × 128 + 128) = 74,112
    4 × (64×128 + 128×128 + 128) = 98,816
    """#,
    #"""
    SwiGLU: 3 × 4096 × 11008 = 135,266,304
    attention: 4 × 4096² = 67,108,864
    one layer: 135,266,304 + 67,108,864 + 2 × 4096 = 202,383,360
    32 layers: 32 × 202,383,360 = 6,476,267,520
    embedding and head: 2 × 32000 × 4096 = 262,144,000
    total: 6,476,267,520 + 262,144,000 + 4096 = 6,738,415,616 ≈ 6.74 B
    """#,
    #"""
    ViT-B/16: (224/16)² = 196 patches, with the class token 197.
    patch embedding: 16×16×3×768 + 768 = 590,592
    positions: 197 × 768 = 151,296
    attention per layer: 197² × 768 × 2 = 59,610,624
    """#,
    #"""
    For S = 196 tokens the scores take 196 × 196 × 768 = 29,503,488; with the class token 197 × 197 × 768 = 29,805,312.
    A 13×13 map has 169 positions, a 14×14 map 196.
    """#,
    #"""
    Layer 1: C_in = 3, C_out = 64: 3×3×3×64 = 1,728
    Layer 2: C_in = 64, C_out = 128: 3×3×64×128 = 73,728
    Layer 3: C_in = 128, C_out = 256: 3×3×128×256 = 294,912
    """#,
    #"""
    H = 224; after the stem H = 112; then H = 56: 64 × 56 × 56 = 200,704
    hidden size 640: 4 × 640 × 640 = 1,638,400
    heads: 640 / 10 = 64
    """#,
    #"""
    GPT-3: 96 layers, d = 12288. 12 × 96 × 12288² = 173,946,175,488 ≈ 174 B
    FLOPs per token 2 × 175e9 = 350 GFLOPs; 2048 tokens: 350e9 × 2048 = 7.17e14
    """#,
    #"""
    Energy: 400 W × 1,000 GPUs × 24 h = 9,600,000 Wh = 9.6 MWh
    0.4 kW × 24 h = 9.6 kWh
    """#,
    #"""
    | 层 | 参数量 |
    |---|---|
    | conv1 | 1,792 |
    | conv2 | 36,928 |
    | fc | 5,130 |
    | 合计 | 43,850 |
    """#,
    #"""
    | module | MACs |
    |---|---|
    | conv1 | 118,013,952 |
    | layer1 | 462,422,016 |
    | layer1.0 | 231,211,008 |
    | layer1.1 | 231,211,008 |
    | fc | 512,000 |
    | total | 580,947,968 |
    """#,
    #"""
    | part | share | GFLOPs |
    |---|---|---|
    | attention | 33 % | 1.2 |
    | ffn | 66 % | 2.4 |
    | head | 1 % | 0.04 |
    | total | 100 % | 3.64 |
    """#,
    #"""
    conv1: 9,408
    conv2: 36,864
    fc: 512,000
    Total: 9,408 + 36,864 + 512,000 = 558,272
    """#,
    #"""
    One image: 4.1 GMACs = 8.2 GFLOPs. 1000 images/s need 8.2 TFLOP/s, that is 8.2 / 312 = 2.6 % of an A100.
    """#,
    #"""
    NVLink: 900 GB/s. All-reduce of 14 GB: 2 × 14 / 900 = 0.031 s = 31 ms.
    PCIe 4.0 ×16: 32 GB/s, 14 GB / 32 GB/s = 0.44 s
    Reading the weights: 14 GB / 2,039 GB/s = 6.9 ms, so at most 1 / 0.0069 = 145 tokens/s.
    """#,
    "读一遍权重：14 GB / 2 TB/s = 7 毫秒；每秒最多 1/0.007 ≈ 143 个词元。",
    #"""
    0.5 × 4 bytes = 2 bytes; 1 KB = 1024 B; 1 MB = 1024 KB = 1,048,576 B
    4 GB = 4,096 MB; 4 GiB = 4,294,967,296 bytes = 4.29 GB
    """#,
    #"""
    6·N·D with N = 6.7e9 and D = 1e12 gives 6 × 6.7e9 × 1e12 = 4.02e22 FLOPs; forward alone is a third: 4.02e22 / 3 = 1.34e22.
    Backward is twice the forward: 2 × 1.34e22 = 2.68e22.
    """#,
    #"""
    Llama-2-70B, 2T tokens: 6 × 70e9 × 2e12 = 8.4e23 FLOPs. The paper reports 1,720,320 GPU-hours: 1,720,320 × 3600 × 312e12 = 1.93e24, so MFU = 8.4e23 / 1.93e24 = 43.5 %.
    """#,
    #"""
    10^9 / 10^6 = 1000
    2^10 = 1024, 2^20 = 1,048,576, 2^30 = 1,073,741,824
    3.2 × 10^4 = 32,000; 1e-3 = 0.001
    5% of 200 is 10: 0.05 × 200 = 10
    """#,
    #"""
    log2(1024) = 10, √256 = 16, 512/√64 = 64
    d_k = 64, so 1/√64 = 0.125
    """#,
    #"""
    Batch 8 × sequence 512 = 4,096 tokens; 4,096 × 768 × 3072 × 2 = 19,327,352,832 FLOPs ≈ 19.3 GFLOPs
    """#,
    #"""
    The network takes 3 h 20 min for 10 epochs, i.e. 20 min per epoch.
    1.5 h = 90 min
    2 weeks = 14 days = 336 hours
    """#,
    #"""
    第一层：$3\times3\times3\times64=1728$；第二层：$3\times3\times64\times64=36864$；两层之和：$1728+36864=38592$。
    """#,
    "参数量约 1.1 亿：12×(4×768²+2×768×3072)=84,934,656，加上词嵌入 23,440,896，约 1.08 亿。",
    #"""
    The receptive field grows by (k − 1)·stride: 3 + (3 − 1) × 2 = 7.
    output = (input − kernel + 2 × padding) / stride + 1 = (32 − 5 + 0)/1 + 1 = 28
    transposed: (14 − 1) × 2 − 2 × 1 + 4 = 28
    """#,
    #"""
    conv1_1 + conv1_2: 86,704,128 + 1,849,688,064 = 1,936,392,192
    2 × conv3: 2 × 924,844,032 = 1,849,688,064
    """#,
    #"""
    conv1: 3×3×3×64×224×224 = 86,704,128; fc: 4096×1000 = 4,096,000
    conv5 (three layers): 3 × 462,422,016 = 1,387,266,048
    conv1: 2×3×3×3×64×224×224 = 173,408,256; fc: 2×4096×1000 = 8,192,000
    """#,
    #"""
    Throughput with 8 A100: 8 × 3,100 = 24,800 tokens/s; 1e12 tokens take 1e12 / 24,800 = 4.03e7 s = 467 days.
    On 1 GPU: 467 × 8 = 3,736 days; 467 days on 8 GPUs = 3.65 days on 1,024 GPUs
    """#,
    #"""
    1.2 GFLOPs is less than 1.9 GFLOPs. 7.8 GFLOPs > 4.1 GFLOPs.
    64 > 128 > 256 are the channels. 0.9 M is smaller than 1.1 M.
    """#,
    #"""
    A 48×48 RGB image has 2,304 pixels, 48×48×3 = 6,912 pixel values.
    48×48 的 RGB 图像有 2,304 个像素，48×48×3=6,912 个像素值。
    """#,
  ]
}
