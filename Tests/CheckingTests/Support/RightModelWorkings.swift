/// More right counts of transformers, of grouped queries, experts and images.
enum RightModelWorkings {
  static let all = [
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
    #"""
    BERT-base with a 2-layer classifier: 768 × 256 + 256 + 256 × 2 + 2 = 197,378 parameters on top of 109,482,240.
    """#,
    #"""
    Llama-2-7B on 4 GPUs with pipeline parallelism: 8 layers per GPU.
    """#,
    #"""
    GPT-2 has 12 layers with 12 heads each, 144 heads in all.
    """#,
    #"""
    We replace GPT-2's 12 heads by 16 heads.
    """#,
    #"""
    Doubling the sequence length doubles the attention cost per token and doubles the KV cache.
    """#,
    #"""
    FlashAttention: doubling the sequence length doubles the memory of attention instead of multiplying it by 4.
    """#,
    #"""
    Attention in-projection of BERT-base: 3 × 768 × 768 = 1,769,472 parameters.
    """#,
    #"""
    nn.MultiheadAttention(512, 8): in_proj_weight 1536 × 512 = 786,432, in_proj_bias 1,536, out_proj 512 × 512 + 512 = 262,656, in total 786,432 + 1,536 + 262,656 = 1,050,624.
    """#,
    #"""
    Mixtral 8x7B: attention 4096×4096×2 + 4096×1024×2 = 41,943,040 per layer; router 32,768; 8 experts 8 × 176,160,768 = 1,409,286,144.
    """#,
    #"""
    A transformer with d = 1024 and 16 heads: multi-head attention has h · 3 · d · d_k + d² = 16 × 3 × 1024 × 64 + 1024² = 4,194,304 parameters.
    """#,
    #"""
    S = 4096, d = 4096: QKᵀ: 4096 × 4096 × 4096 = 68,719,476,736 multiply-adds, as many for the values.
    """#,
    #"""
    N = 6.7e9, D = 1e12. FLOPs = 6 × 6.7e9 × 1e12 = 4.02e22. Data parallel over 8 nodes: 4.02e22 / 8 = 5.025e21 each.
    """#,
    #"""
    Batch of 256 sequences, 2048 tokens each: 256 × 2048 = 524,288 tokens; 6 × 1.3e9 × 524,288 = 4.09e15 FLOPs per step, 4.09e15 / 256 = 1.6e13 per sequence.
    """#,
    #"""
    Conv1d front end of Whisper small: 80 × 768 × 3 + 768 = 185,088; second 768 × 768 × 3 + 768 = 1,770,240.
    """#,
    #"""
    | | GPT-2 | Llama-2-7B |
    |---|---|---|
    | layers | 12 | 32 |
    | width | 768 | 4096 |
    | FFN | 2 × 768 × 3072 | 3 × 4096 × 11008 |
    """#,
    #"""
    DeepSeek-V3 has 61 layers, 256 routed experts and one shared expert, 8 active per token, 671B parameters, 37B active.
    """#,
    #"""
    BLOOM has 70 layers, a hidden size of 14336, 112 heads and a vocabulary of 250,880.
    """#,
    #"""
    T5-base: d_model = 768, d_ff = 3072, so a feed-forward layer has 2 × 768 × 3072 = 4,718,592 parameters; flan-T5-base has three matrices of 768 × 2048: 3 × 768 × 2048 = 4,718,592, just as many.
    """#,
    #"""
    PaLM uses multi-query attention: K and V have one head of 256.
    """#,
    #"""
    设隐藏维度 d=4096，序列长度 s=2048，层数 l=32。每层前向：QKV 6sd² = 6×2048×4096² = 206,158,430,208，注意力分数 2s²d = 2×2048²×4096 = 34,359,738,368，加权求和 2s²d = 34,359,738,368，输出投影 2sd² = 68,719,476,736 FLOPs。
    """#,
    #"""
    Attention weights of GPT-2 per head: 4 × 768 × 64 = 196,608; all 12 heads: 12 × 196,608 = 2,359,296.
    """#,
  ]
}
