/// More right counts of transformers, of grouped queries, experts and images.
enum RightModelWorkings {
  static let all = [
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
    #"""
    Attention memory without FlashAttention: 2 bytes × 32 heads × 4096² = 1,073,741,824 bytes per layer and sequence.
    """#,
    #"""
    Llama-2-13B：40 层，隐藏维度 5120，40 个头，中间维度 13824。每层参数：4×5120² + 3×5120×13824 = 317,194,240，40 层共 12,687,769,600，加上词嵌入和输出头 2×32000×5120 = 327,680,000，合计约 130.2亿。
    """#,
    #"""
    Llama-2-7B的KV cache：每个token 2×32×4096×2 = 524,288 字节，4096 个 token 共 2 GiB。如果用 GQA（8 个 KV 头），则为 2×32×8×128×2 = 131,072 字节。
    """#,
    #"""
    | Model | Layers | d_model | Heads | Parameters |
    |---|---|---|---|---|
    | GPT-2 small | 12 | 768 | 12 | 124M |
    | GPT-2 medium | 24 | 1024 | 16 | 355M |
    | GPT-2 large | 36 | 1280 | 20 | 774M |
    | GPT-2 XL | 48 | 1600 | 25 | 1.56B |
    """#,
    #"""
    Compared with BERT-base (12 layers, 110M parameters), BERT-large has 24 layers and 340M parameters.
    """#,
    #"""
    We fine-tune only the last 4 layers of BERT-base: 4 × 7,087,872 = 28,351,488 parameters.
    """#,
    #"""
    BERT-base's first 6 layers hold 6 × 7,087,872 = 42,527,232 parameters. Two layer norms per layer, 2 × 2 × 768 = 3,072.
    """#,
    #"""
    Mistral-7B: GQA with 8 KV heads; attention per layer 4096×4096 + 2×4096×1024 + 4096×4096 = 41,943,040; FFN 3 × 4096 × 14336 = 176,160,768. 32 layers: 32 × 218,103,808 = 6,979,321,856. Embeddings and head: 2 × 32000 × 4096 = 262,144,000.
    """#,
    #"""
    Qwen3-8B: 36 layers; Q 4096×4096, K 4096×1024, V 4096×1024, O 4096×4096; FFN 3×4096×12288 = 150,994,944.
    """#,
    #"""
    ViT-L/16: 24 layers, D = 1024, MLP 4096, 16 heads, 307M parameters (304.3M in torchvision).
    """#,
    #"""
    For images of 384×384 ViT-B/16 has 24 × 24 = 576 patches and 577 tokens; attention per layer 2 × 577² × 768 = 511,378,944 multiply-adds, projections 4 × 577 × 768² = 1,361,313,792.
    """#,
    #"""
    Whisper: 30 s of audio are 3000 mel frames, 1500 after the convolution with stride 2. conv1: 80 × 384 × 3 = 92,160 weights (Whisper tiny).
    """#,
    #"""
    Swin-T: window attention of 49 tokens: 2 × 49² × 96 = 460,992 multiply-adds per window, 64 windows: 64 × 460,992 = 29,503,488.
    """#,
    #"""
    Inference over 1e12 tokens with a 7B model: 2 × 7e9 × 1e12 = 1.4e22 FLOPs.
    """#,
    #"""
    Tokens per second: 312e12 / (2 × 7e9) = 22,286 at full utilisation.
    """#,
    #"""
    An expert has 3 × 2048 × 768 = 4,718,592 parameters; 128 experts 128 × 4,718,592 = 603,979,776; 8 of them are active: 8 × 4,718,592 = 37,748,736. (Qwen3 30B-A3B)
    """#,
    #"""
    Gemma 7B: heads × head_dim = 16 × 256 = 4096 ≠ 3072. Q: 3072 × 4096 = 12,582,912; attention 4 × 3072 × 4096 = 50,331,648.
    """#,
    #"""
    T5-11B: d_model = 1024, d_kv = 128, 128 heads: q, k, v 3 × 1024 × 16384 = 50,331,648, o 16384 × 1024 = 16,777,216.
    """#,
    #"""
    Positional encoding sinusoidal: 0 parameters. Embedding 37000 × 512 = 18,944,000 shared by encoder, decoder and output.
    The Transformer base model has 65M parameters (63M by the count of matrices).
    """#,
    #"""
    A 2-layer MLP with input 784, hidden 256 and output 10: 784 × 256 + 256 + 256 × 10 + 10 = 203,530 parameters.
    """#,
    #"""
    One attention head: d_k = 64. Scores for one head: 1024 × 1024 × 64 = 67,108,864; 12 heads: 12 × 67,108,864 = 805,306,368.
    """#,
    #"""
    Causal attention needs half: 2 × 1024² × 768 / 2 = 805,306,368 multiply-adds per layer.
    """#,
    #"""
    SwiGLU hidden size: 8/3 × 4096 = 10,923, rounded up to a multiple of 256: 11,008.
    """#,
    #"""
    When the context grows from 2048 to 8192 tokens, the KV cache grows 4 times and the attention scores 16 times.
    """#,
    #"""
    参数量 12·L·d²：L=96，d=12288：12×96×12288² = 173,946,175,488 ≈ 1739亿，加上词嵌入 50257×12288 = 617,558,016 ≈ 6亿，合计约 1746亿。
    """#,
    #"""
    # Cost of one GPT-3 token
    Per layer: attention weights 4 × 12288² = 603,979,776, MLP 8 × 12288² = 1,207,959,552, sum 1,811,939,328. 96 layers: 173,946,175,488. FLOPs per token: 2 × 174B = 348 GFLOPs.
    """#,
    #"""
    Vocabulary of 32k, width 4096: 32000 × 4096 = 131,072,000 for the table, as many for the head.
    """#,
    #"""
    BERT's vocabulary has about 30,000 word pieces; BERT-base has 12 transformer blocks, 12 heads and a hidden size of 768.
    """#,
  ]
}
