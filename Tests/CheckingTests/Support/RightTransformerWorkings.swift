/// Right counts of transformers: parts, totals, caches, tables. Figures come from the formulas; nothing here may be called
/// wrong.
enum RightTransformerWorkings {
  static let all = [
    #"""
    d_model = 512, seq_len = 100, num_heads = 8, batch_size = 8
    Attention: Q, K, V: 8 × 3 × 100 × 512 × 512 = 629,145,600 multiply-adds.
    """#,
    #"""
    d_model = 512, seq_len = 100, num_heads = 8
    Attention, batch of 8: Q, K, V: 8 × 3 × 100 × 512 × 512 = 629,145,600 multiply-adds.
    """#,
    #"""
    # GPT-2 small
    d = 768, L = 12, h = 12, V = 50257, S = 1024
    Token embedding: 50257 × 768 = 38,597,376
    Position embedding: 1024 × 768 = 786,432
    Attention projections, per layer: 4 × 768² = 2,359,296
    MLP, per layer: 2 × 768 × 3072 = 4,718,592
    One block: 12 × 768² = 7,077,888
    All blocks: 12 × 7,077,888 = 84,934,656
    GPT-2 has 124,439,808 parameters.
    """#,
    #"""
    GPT-2 (124M): QKV: 768 × 2304 + 2304 = 1,771,776; output projection: 768×768 + 768 = 590,592; MLP: 768×3072 + 3072 + 3072×768 + 768 = 4,722,432; two layer norms: 2×2×768 = 3,072.
    Block: 1,771,776 + 590,592 + 4,722,432 + 3,072 = 7,087,872
    12 × 7,087,872 = 85,054,464
    Total: 38,597,376 + 786,432 + 85,054,464 + 1,536 = 124,439,808 ≈ 124M
    """#,
    #"""
    BERT-base: 12 layers, hidden size 768, 12 heads, FFN 3072, vocabulary 30522, 512 positions.
    Embeddings: (30522 + 512 + 2) × 768 = 23,835,648
    Attention: 4 × (768 × 768 + 768) = 2,362,368
    FFN: 768×3072 + 3072 + 3072×768 + 768 = 4,722,432
    Total without pooler: 108,891,648; with pooler 109,482,240.
    """#,
    #"""
    BERT-base每层：注意力 4×768² = 2,359,296，前馈 2×768×3072 = 4,718,592，合计 7,077,888，12层共 84,934,656。
    词嵌入：30522×768 = 23,440,896
    """#,
    #"""
    ## Llama-2-7B
    | Part | Formula | Parameters |
    |---|---|---|
    | Embedding | 32000 × 4096 | 131,072,000 |
    | Attention per layer | 4 × 4096² | 67,108,864 |
    | MLP per layer | 3 × 4096 × 11008 | 135,266,304 |
    | LM head | 4096 × 32000 | 131,072,000 |

    Per layer: 67,108,864 + 135,266,304 + 2 × 4096 = 202,383,360
    32 × 202,383,360 = 6,476,267,520
    Total: 6,738,415,616 ≈ 6.74B
    KV cache per token: 2 × 32 × 32 × 128 × 2 bytes = 524,288 bytes = 512 KiB
    In fp16 the weights take 6.74B × 2 bytes = 13.5 GB.
    """#,
    #"""
    Llama-3-8B uses grouped-query attention: 32 query heads, 8 KV heads, head dimension 128.
    Q: 4096 × 4096 = 16,777,216
    K: 4096 × 1024 = 4,194,304
    V: 4096 × 1024 = 4,194,304
    O: 4096 × 4096 = 16,777,216
    FFN: 3 × 4096 × 14336 = 176,160,768
    KV cache: 2 × 32 layers × 8 × 128 × 2 bytes = 131,072 bytes per token = 128 KiB
    For 8192 tokens: 8192 × 131,072 = 1,073,741,824 bytes = 1 GiB
    """#,
    #"""
    Transformer with d_model = 512, 8 heads, d_ff = 2048, 6 layers.
    Attention: 4 × 512² = 1,048,576
    FFN: 2 × 512 × 2048 = 2,097,152
    One layer: 1,048,576 + 2,097,152 = 3,145,728
    6 layers: 6 × 3,145,728 = 18,874,368
    """#,
    #"""
    d_model = 512，8 个头，每个头 64 维。
    每个头的 Q、K、V：3 × 512 × 64 = 98,304，8 个头：8 × 98,304 = 786,432
    输出投影：512 × 512 = 262,144
    合计：786,432 + 262,144 = 1,048,576
    """#,
    #"""
    A decoder layer has $4d^2$ parameters for attention and $8d^2$ for the MLP, so $12d^2$ per layer and $12Ld^2$ in total:
    \[ 12 \cdot 96 \cdot 12288^2 = 173{,}946{,}175{,}488 \approx 174\,\mathrm{B}. \]
    GPT-3 175B has 96 layers, $d_{model} = 12288$, 96 heads of 128.
    """#,
    #"""
    ViT-B/16 at 224×224: 14 × 14 = 196 patches, 197 tokens with the class token.
    Patch embedding: 16×16×3×768 + 768 = 590,592
    Position embedding: 197 × 768 = 151,296
    QKV projections: 197 × 768 × 2304 = 348,585,984 multiply-adds per layer
    Attention scores QKᵀ: 197 × 197 × 768 = 29,805,312
    Attention × V: 197 × 197 × 768 = 29,805,312
    Output projection: 197 × 768 × 768 = 116,195,328
    MLP: 2 × 197 × 768 × 3072 = 929,562,624
    ViT-B/16 has 86.6M parameters and needs about 17.6 GMACs.
    """#,
    #"""
    S = 512, d = 768. Attention scores: S² × d = 201,326,592 multiply-adds, weighted sum of values: 201,326,592, together 2 × 512² × 768 = 402,653,184 per layer.
    Causal: half of it, 201,326,592.
    """#,
    #"""
    Chinchilla: 70B parameters, 1.4T tokens: 6 × 70e9 × 1.4e12 = 5.88e23 FLOPs. That is 20 tokens per parameter: 20 × 70B = 1.4T.
    """#,
    #"""
    Mixtral-8x7B has 8 experts, 2 active per token, 32 layers, width 4096, expert width 14336.
    Experts of one layer: 8 × 3 × 4096 × 14336 = 1,409,286,144
    Active experts: 2 × 3 × 4096 × 14336 = 352,321,536
    Router: 4096 × 8 = 32,768
    Total 46.7B parameters, 12.9B active.
    """#,
    #"""
    Llama-2-70B: 80 layers, d = 8192, 64 heads, 8 KV heads, d_ff = 28672
    KV cache per token in fp16: 2 × 80 × 8 × 128 × 2 = 327,680 bytes
    With full multi-head attention it would be 2 × 80 × 64 × 128 × 2 = 2,621,440 bytes, 8 times more.
    4096 tokens: 327,680 × 4096 = 1,342,177,280 bytes ≈ 1.34 GB
    """#,
    #"""
    7B model in different formats: fp32 7e9 × 4 = 28 GB, fp16 7e9 × 2 = 14 GB, int8 7 GB, int4 7e9 × 0.5 = 3.5 GB.
    Decoding at batch size 1 reads all weights: 14 GB / 2 TB/s = 7 ms per token.
    """#,
    #"""
    GPT-2 small, embedding tied with the head. The logits cost 2 × 768 × 50257 = 77,194,752 FLOPs per token, 79,047,426,048 FLOPs for 1024 tokens.
    Per token and layer: QKV 6 × 768² = 3,538,944, scores 2 × 1024 × 768 = 1,572,864, values 2 × 1024 × 768 = 1,572,864, output 2 × 768² = 1,179,648, MLP 16 × 768² = 9,437,184 FLOPs.
    """#,
    #"""
    Without weight tying GPT-2 would have 124,439,808 + 50257 × 768 = 163,037,184 parameters.
    """#,
    #"""
    BERT-large: 24 layers, d = 1024, 16 heads, f = 4096.
    FFN: 2 × 1024 × 4096 = 8,388,608
    Attention: 4 × 1024² = 4,194,304
    Layer: 12,582,912, 24 layers: 24 × 12,582,912 = 301,989,888 ≈ 302M. With embeddings 335M.
    """#,
    #"""
    T5-base has 12 encoder and 12 decoder layers, d_model 768, d_ff 3072, 12 heads, vocabulary 32128.
    Embedding: 32128 × 768 = 24,674,304
    T5-base has about 223M parameters.
    """#,
    #"""
    Whisper small: 12 encoder layers, 12 decoder layers, width 768, 12 heads. The encoder sees 1500 frames.
    Encoder self-attention scores: 1500² × 768 = 1,728,000,000 multiply-adds a layer.
    Whisper small has 244M parameters (241.7M without the buffers).
    """#,
    #"""
    Doubling the sequence length makes the attention scores 4 times as expensive; the projections only 2 times.
    ViT: from 224 to 448 pixels a side the tokens grow from 196 to 784, 4 times, the attention matrix 784²/196² = 16 times.
    """#,
    #"""
    序列长度加倍，注意力分数的计算量变为 4 倍，前馈部分变为 2 倍。
    """#,
    #"""
    Attention with d = 1024: Q, K and V need 3 × 1024² = 3,145,728 parameters, the output projection another 1024² = 1,048,576, together 4 × 1024² = 4,194,304.
    """#,
    #"""
    SwiGLU: three matrices, 3 × 2048 × 5632 = 34,603,008; the gate and up projections alone 2 × 2048 × 5632 = 23,068,672.
    """#,
    #"""
    Standard FFN (ReLU) with d = 2048, f = 8192: 2 × 2048 × 8192 = 33,554,432 parameters.
    """#,
    #"""
    \begin{align}
    N &\approx 12\,L\,d^2 = 12 \times 12 \times 768^2 = 84{,}934{,}656 \\
    C_{\text{forward}} &= 2N + 2 L S d = 2 \times 84{,}934{,}656 + 2 \times 12 \times 1024 \times 768 = 188{,}743{,}680
    \end{align}
    """#,
    #"""
    One transformer layer, S = 1024 tokens, d = 768, forward, FLOPs:
    - QKV: 3 × 2 × 1024 × 768² = 3,623,878,656
    - scores: 2 × 1024² × 768 = 1,610,612,736
    - weighted values: 2 × 1024² × 768 = 1,610,612,736
    - output: 2 × 1024 × 768² = 1,207,959,552
    - MLP: 2 × 2 × 1024 × 768 × 3072 = 9,663,676,416
    Sum: 3,623,878,656 + 1,610,612,736 + 1,610,612,736 + 1,207,959,552 + 9,663,676,416 = 17,716,740,096
    """#,
    #"""
    | 模块 | 公式 | 参数量 |
    |---|---|---|
    | 词嵌入 | 30522×768 | 23,440,896 |
    | 位置嵌入 | 512×768 | 393,216 |
    | 每层注意力 | 4×(768×768+768) | 2,362,368 |
    | 每层前馈 | 2×768×3072+3072+768 | 4,722,432 |
    | 每层归一化 | 2×2×768 | 3,072 |

    BERT-base 共 12 层。
    """#,
    #"""
    隐藏层大小 h=5120，层数 l=40，词表大小 V=32000，模型参数量约为 12lh² + Vh = 12×40×5120² + 32000×5120 = 12,746,752,000，约 127亿。
    """#,
    #"""
    KV cache，fp16，batch 32，序列长度 1024，Llama-2-7B：2 × 2 × 32 × 32 × 1024 × 4096 字节 = 17,179,869,184 字节 = 16 GiB。
    """#,
    #"""
    "GPT-2 needs 0.25 GFLOPs per token" follows from 2N; the attention adds 2 × 2 × 12 × 1024 × 768 = 37,748,736 at full context.
    """#,
    #"""
    GPT-2 XL: 48 layers, 1600 wide, 25 heads. Blocks: 12 × 48 × 1600² = 1,474,560,000; embedding 50257 × 1600 = 80,411,200; total about 1.56B, 1,557,611,200 exactly. OpenAI calls it 1.5B.
    """#,
    #"""
    Multi-query attention with d = 4096, 32 heads, one KV head of 128: Q 4096×4096 = 16,777,216, K and V 2×4096×128 = 1,048,576, output 4096×4096 = 16,777,216.
    """#,
    #"""
    Attention in bytes: the score matrix of one layer, 32 heads × 2048 × 2048 × 2 bytes = 268,435,456 bytes = 256 MiB.
    """#,
    #"""
    Global batch of 512 sequences of 2048 tokens = 1,048,576 tokens per step. 6 × 1.3e9 × 1,048,576 = 8.18e15 FLOPs per step.
    300e9 / 1,048,576 = 286,102 steps.
    """#,
    #"""
    Gemma-2B: embedding 256000 × 2048 = 524,288,000, MLP 3 × 2048 × 16384 = 100,663,296, 18 layers, 8 heads of 256, one KV head.
    """#,
    #"""
    Attention is 12 heads × 64 = 768 wide. Per head: Q 768×64 = 49,152. 12 heads × 3 × 768 × 64 = 1,769,472 for Q, K and V.
    """#,
    #"""
    DistilBERT has 6 layers instead of BERT-base's 12 and 66M parameters instead of 110M.
    """#,
    #"""
    Our model has half the layers of GPT-2 medium (24): 12 layers with d_model = 1024: 12 × 12 × 1024² = 150,994,944.
    """#,
    #"""
    d = 4096, f = 11008, L = 32, V = 32000
    Attention 4 × 4096² = 67.1M, FFN 3 × 4096 × 11008 = 135.3M, so 202.4M per layer and 32 × 202.4M = 6.48B; embeddings and head 2 × 131M = 262M; total 6.74B.
    """#,
    #"""
    The embedding table (50257 × 768 = 38,597,376) is used again as the output head, so it is counted once.
    N_total = 124,439,808, N_non-embedding = 85,842,432 without the token table, 85,056,000 without both tables.
    """#,
    #"""
    The number of parameters in one encoder layer: $4 d_{model}^2 + 2 d_{model} d_{ff}$. With $d_{model}=512$ and $d_{ff}=2048$:
    $$4 \times 512^2 + 2 \times 512 \times 2048 = 1{,}048{,}576 + 2{,}097{,}152 = 3{,}145{,}728.$$
    A decoder layer has two attentions: $8 \times 512^2 + 2 \times 512 \times 2048 = 4{,}194{,}304$.
    """#,
    #"""
    WQ: d × (n_heads × d_head) = 8192 × 8192 = 67M
    WK: d × (n_kv × d_head) = 8192 × 1024 = 8.4M
    WV: 8.4M, WO: 67M
    Per layer attention: 67 + 8.4 + 8.4 + 67 = 151M
    """#,
    #"""
    ### Multi-head attention of BERT-base
    Each head has W_Q, W_K, W_V of 768 × 64. Parameters per head: 3 × (768 × 64 + 64) = 147,648
    12 heads: 12 × 147,648 = 1,771,776
    W_O: 768 × 768 + 768 = 590,592
    Total: 2,362,368
    """#,
    #"""
    embedding参数 = (30522 + 2 + 512)* 768 = 23835648
    Multi-head Attention:(768*64 * 12 * 3 + 768 * 768)* 12 = 28311552
    FeedForward:12 * (2 * 768 * 3072) = 56623104
    LayerNorm:768 * 2 + (768 * 2)*12 + (768 * 2)*12 = 38400
    """#,
    #"""
    The attention score matrix has S × S entries for each of the 12 heads: 12 × 1024 × 1024 = 12,582,912 values; in fp16 25,165,824 bytes per layer.
    """#,
    #"""
    Self-attention: Q, K, V: 3 · n · d² ; QKᵀ: n² · d ; AV: n² · d ; output: n · d². With n = 1024 and d = 768:
    3 · 1024 · 768² = 1,811,939,328
    1024² · 768 = 805,306,368
    1024² · 768 = 805,306,368
    1024 · 768² = 603,979,776
    total: 1,811,939,328 + 805,306,368 + 805,306,368 + 603,979,776 = 4,026,531,840 multiply-adds
    """#,
    #"""
    MFU = 6 × 7e9 × 4000 / 312e12 = 53.8 % at 4,000 tokens/s per A100.
    """#,
  ]
}
