/// Wrong counts of transformers, recurrent layers and training, each with its mistake.
enum WrongModelWorkings {
  static let all: [(mistake: String, text: String)] = [
    ("timesteps-multiplied", "LSTM 64→128 over 20 steps: 1,976,320 parameters"),
    ("weights-counted-per-position", "projection 768→768 over 512 tokens: 301,989,888 parameters"),
    ("extra-factor", "Q, K, V as one 768→2304 layer: 3×768×2304 = 5,308,416"),
    ("above-two-per-parameter", "A 3 B-parameter network needs 0.9 TFLOPs a token."),
    ("above-two-per-parameter", "A 3B-parameter network needs 0.9 TFLOPs per token."),
    (
      "dimension-left-from-other-model",
      "BERT-base, d_ff = 4096: 2×768×4096 = 6,291,456 weights in the feed-forward layer"
    ),
    ("extra-factor", "FFN_params = 2 × (d_model × d_ff + d_ff × d_model) + d_ff + d_model"),
    ("output-projection-missing", "attention_params = 3 × d_model² + 3 × d_model"),
    ("recurrent-gates-wrong", "GRU_params = 4 × (n × h + h × h + h)"),
    (
      "symbolic-terms-do-not-add-up",
      """
      attn_params = 4 × d_model²
      FFN_params = 2 × d_model × d_ff + d_ff + d_model
      Encoder block: 4 × d_model² + 3 × d_model × d_ff + d_ff + d_model
      """
    ),
    (
      "heads-multiplied-again",
      #"""
      Attention with d_model = 512, seq_len = 100, num_heads = 8
      Q, K, V projections: 3 × 100 × 512 × 512 × 8 = 629,145,600 multiply-adds.
      """#
    ),
    (
      "product-slip",
      #"""
      Training compute: 6 × 13e9 × 260e9 = 2.028e22 FLOPs.
      With more data: 2 × 10¹² tokens for 13B parameters, about 3.1 × 10²³ FLOPs.
      """#
    ),
    (
      "network-total-wrong",
      #"""
      | FFN | ~135M |
      | Attention | ~67M |
      | Block | ~202M |
      × 32 layers = ~5B parameters for a 7B model
      """#
    ),
    (
      "training-factor-wrong",
      #"""
      C = 4·N·D: 4 × 1.3e9 × 26e9 = 1.352e20 FLOPs for training a 1.3B model on 26B tokens.
      """#
    ),
    (
      "training-factor-wrong",
      #"""
      GPT-3 175B was trained on 300B tokens. Training compute = 3 × 175e9 × 300e9 = 1.575e23 FLOPs.
      """#
    ),
    (
      "training-factor-wrong",
      #"""
      Training compute of Chinchilla (70B parameters, 1.4T tokens):
      $$C = 12 \times 70 \times 10^9 \times 1.4 \times 10^{12} = 1.176 \times 10^{24}$$
      """#
    ),
    ("training-factor-wrong", #"训练计算量 C = 2 × 6 × 175B × 300B = 6.3 × 10^23 FLOPs（GPT-3，3000亿 token）。"#),
    ("training-factor-wrong", #"训练一个 7B 模型，数据 2T tokens，总计算量为 4 × 7e9 × 2e12 = 5.6e22 FLOPs。"#),
    (
      "training-factor-wrong",
      #"""
      The training FLOPs follow from C = 3ND, where N is the number of parameters and D the number of tokens.
      """#
    ),
    (
      "backward-factor-wrong",
      #"""
      Forward pass: 8 GFLOPs. Backward pass: 3 × 8 = 24 GFLOPs. Training step: 8 + 24 = 32 GFLOPs.
      """#
    ),
    ("backward-factor-wrong", #"前向传播：5 GFLOPs。反向传播：1 × 5 = 5 GFLOPs，每步 5 + 5 = 10 GFLOPs。"#),
    (
      "backward-factor-wrong",
      #"""
      The forward pass costs 120 GFLOPs, and the backward pass costs three times as much as the forward pass.
      """#
    ),
    ("backward-factor-wrong", #"反向传播的计算量是前向传播的 3 倍。"#),
    (
      "one-of-two-attention-products",
      #"""
      S = 512, d = 768: attention = 512² × 768 = 201,326,592 multiply-adds per layer.
      """#
    ),
    (
      "one-of-two-attention-products",
      #"""
      ViT-B/16, 197 tokens, d = 768. The two attention products QKᵀ and AV: 197² × 768 = 29,805,312 multiply-adds per layer.
      """#
    ),
    (
      "one-of-two-attention-products",
      #"""
      GPT-2, S = 1024: multiply-adds of the attention of a layer: 1024² × 768 = 805,306,368
      """#
    ),
    (
      "one-of-two-attention-products",
      #"""
      序列长度 S = 1024，d = 1024，注意力（QK^T 和 AV）的乘加次数为 1024² × 1024 = 1,073,741,824
      """#
    ),
    ("ffn-matrix-missing", #"d = 2048, f = 5632, SwiGLU: 2 × 2048 × 5632 = 23,068,672 parameters."#),
    ("ffn-matrix-missing", #"Llama-2-7B, MLP per layer: 2 × 4096 × 11008 = 90,177,536 parameters."#),
    (
      "ffn-matrix-missing",
      #"""
      | Part of Llama-3-8B | Formula | Parameters |
      |---|---|---|
      | FFN | 2 × 4096 × 14336 | 117,440,512 |
      """#
    ),
    ("ffn-matrix-missing", #"Llama-2-13B 每层前馈网络的参数量：2×5120×13824 = 141,557,760"#),
    ("output-projection-missing", #"d = 1024. Attention parameters per layer: 3 × 1024² = 3,145,728"#),
    (
      "output-projection-missing",
      #"""
      BERT-base, multi-head attention, one layer: 3 × 768² = 1,769,472 parameters.
      """#
    ),
    ("output-projection-missing", #"GPT-3 每层注意力参数量 = 3 × 12288² = 452,984,832"#),
    (
      "output-projection-missing",
      #"""
      Self-attention of the Transformer base ($d_{model} = 512$): $3 \times 512^2 = 786,432$ parameters
      """#
    ),
    ("heads-multiplied-again", #"d = 512, 8 heads. Attention parameters: 4 × 512² × 8 = 8,388,608"#),
    (
      "heads-multiplied-again",
      #"""
      BERT-base has 12 heads, so its attention needs (768 × 768 × 3 + 768 × 768) × 12 = 28,311,552 parameters per layer.
      """#
    ),
    ("heads-multiplied-again", #"d_model = 512，8个头：多头注意力参数量 = 8 × 3 × 512 × 512 + 512×512 = 6,553,600"#),
    (
      "heads-multiplied-again",
      #"""
      GPT-2: Q, K, V: 3 × 768 × 768 × 12 heads = 21,233,664 parameters in each layer.
      """#
    ),
    (
      "kv-heads-ignored",
      #"""
      32 heads, 8 KV heads, head dimension 128, 32 layers, 2 bytes: KV cache 2×32×32×128×2 = 524,288 bytes per token
      """#
    ),
    (
      "kv-heads-ignored",
      #"""
      Llama-3-8B, KV cache per token in fp16: 2 × 32 × 4096 × 2 = 524,288 bytes
      """#
    ),
    ("kv-heads-ignored", #"Llama-2-70B 的 KV cache：每个 token 2 × 80 × 64 × 128 × 2 = 2,621,440 字节"#),
    ("kv-heads-ignored", #"Llama-3-8B: K projection: 4096 × 4096 = 16,777,216 parameters"#),
    ("kv-heads-ignored", #"Mistral-7B, attention parameters per layer: 4 × 4096² = 67,108,864"#),
    (
      "weights-counted-per-position",
      #"""
      A projection 768→768 over 512 tokens has 512 × 768 × 768 = 301,989,888 parameters.
      """#
    ),
    (
      "weights-counted-per-position",
      #"""
      BERT-base, S = 512: FFN parameters of a layer = 512 × 2 × 768 × 3072 = 2,415,919,104
      """#
    ),
    ("weights-counted-per-position", #"GPT-2，S = 1024，注意力参数量：1024 × 4 × 768² = 2,415,919,104"#),
    (
      "per-token-per-sequence-mixed",
      #"""
      d = 768, S = 1024, one layer, per token: 4×768² + 2×1024²×768 = 1,612,972,032
      """#
    ),
    (
      "per-token-per-sequence-mixed",
      #"""
      GPT-2, multiply-adds per token and layer: 12 × 768² + 2 × 1024² × 768 = 1,617,690,624
      """#
    ),
    (
      "per-token-per-sequence-mixed",
      #"""
      每层注意力（d = 1024，S = 2048），每个 token 的乘加次数：4×1024² + 2×2048²×1024 = 8,594,128,896
      """#
    ),
    (
      "tokens-missing",
      #"""
      One 768→3072 layer over 196 tokens: 768 × 3072 = 2,359,296 multiply-adds.
      """#
    ),
    (
      "tokens-missing",
      #"""
      ViT-B/16, 197 tokens: QKV projections of a layer: 3 × 768² = 1,769,472 multiply-adds for the whole image.
      """#
    ),
    (
      "tokens-missing",
      #"""
      GPT-2, sequence of 1024 tokens: MLP of one layer: 2 × 768 × 3072 = 4,718,592 MACs for the sequence.
      """#
    ),
    ("above-two-per-parameter", #"A network with 3 B parameters needs 0.9 TFLOPs per token."#),
    ("above-two-per-parameter", #"GPT-2 needs about 0.6 TFLOPs per token."#),
    ("above-two-per-parameter", #"Llama-2-7B 生成一个 token 需要约 1.4 TFLOPs。"#),
    ("scaling-exponent-wrong", #"Going from 196 to 784 tokens, the attention matrix grows 4 times."#),
    (
      "scaling-exponent-wrong",
      #"""
      Doubling the sequence length doubles the cost of the attention scores.
      """#
    ),
    ("scaling-exponent-wrong", #"序列长度加倍，注意力矩阵的大小变为原来的 2 倍。"#),
    (
      "scaling-exponent-wrong",
      #"""
      ViT: doubling the side of the image makes attention 4 times as expensive: 196 tokens become 784.
      """#
    ),
    (
      "dimension-left-from-other-model",
      #"""
      BERT-base, FFN: 2 × 768 × 4096 = 6,291,456 parameters per layer (BERT-large has 4096).
      """#
    ),
    (
      "dimension-left-from-other-model",
      #"""
      BERT-large: d = 1024, f = 4096. FFN: 2 × 1024 × 4096 = 8,388,608 parameters.
      BERT-base: FFN: 2 × 768 × 4096 = 6,291,456 parameters.
      """#
    ),
    (
      "batch-divides-work",
      #"""
      Training compute with a batch of 256: 6 × 1.3e9 × 26e9 / 256 = 7.92e17 FLOPs.
      """#
    ),
    ("batch-divides-work", #"批大小为 512，训练总计算量 6 × 7e9 × 1e12 / 512 = 8.2e19 FLOPs。"#),
    ("embedding-or-head-twice", #"GPT-2: 124,439,808 + 50257 × 768 = 163,037,184 parameters."#),
    ("embedding-or-head-twice", #"GPT-2 has 163,037,184 parameters."#),
    ("recurrent-gates-wrong", #"LSTM 64→128: 3 × 128 × (64 + 128 + 1) = 74,112 parameters."#),
    (
      "recurrent-gates-wrong",
      #"""
      GRU with input 64 and hidden size 128: 4 × (64×128 + 128×128 + 128) = 98,816 parameters.
      """#
    ),
    ("recurrent-gates-wrong", #"LSTM，输入 100，隐藏层 256：参数量 = (100 + 256 + 1) × 256 = 91,392"#),
    (
      "timesteps-multiplied",
      #"""
      LSTM 64→128 over 20 time steps: 20 × 4 × 128 × (64 + 128 + 1) = 1,976,320 parameters
      """#
    ),
    (
      "timesteps-multiplied",
      #"""
      LSTM，输入维度 50，隐藏单元 100，时间步 30：参数量 = 30 × 4 × 100 × (50 + 100 + 1) = 1,812,000
      """#
    ),
    ("wrong-model-fact", #"BERT-base has 16 layers."#),
    ("wrong-model-fact", #"GPT-2 has 12 layers, a hidden size of 768 and 16 attention heads."#),
    ("wrong-model-fact", #"GPT-3 175B: 96 layers, d_model = 12188, 96 heads."#),
    ("wrong-model-fact", #"Llama-2-7B 有 36 层，隐藏维度 4096。"#),
    ("wrong-model-fact", #"BERT-base uses a vocabulary of 50,257 tokens."#),
    ("wrong-model-fact", #"The NVIDIA A100 reaches a peak of 412 TFLOPS in BF16."#),
    ("wrong-model-fact", #"Mixtral-8x7B has 16 experts per layer."#),
    ("wrong-model-fact", #"GPT-2's context length is 2048 tokens."#),
    (
      "training-factor-wrong",
      #"""
      C = 3·N·D: with N = 70e9 and D = 1.4e12 the training takes 2.94e23 FLOPs.
      """#
    ),
    (
      "output-projection-missing",
      #"""
      The attention layer of GPT-2 medium has 3 × 1024² = 3,145,728 parameters.
      """#
    ),
    (
      "ffn-matrix-missing",
      #"""
      d_model = 4096，d_ff = 11008，采用 SwiGLU 的 FFN 参数量：2 × 4096 × 11008 = 90,177,536
      """#
    ),
    (
      "heads-multiplied-again",
      #"""
      With $h = 8$ heads and $d = 512$ the attention has $8 \times 4 \times 512^2 = 8{,}388{,}608$ parameters.
      """#
    ),
    (
      "kv-heads-ignored",
      #"""
      Mistral-7B has 32 query heads and 8 KV heads.
      | | Formula | Bytes |
      |---|---|---|
      | KV cache of one token | 2 × 32 × 32 × 128 × 2 | 524,288 |
      """#
    ),
    (
      "backward-factor-wrong",
      #"""
      Forward 120 GFLOPs; backward = 1 × 120 = 120 GFLOPs; one step = 240 GFLOPs.
      """#
    ),
    (
      "recurrent-gates-wrong",
      #"""
      | GRU, input 100, hidden size 50 | 4 × 50 × (100 + 50 + 1) = 30,200 parameters |
      """#
    ),
    (
      "timesteps-multiplied",
      #"""
      GRU 32→64, 15 time steps: parameters = 15 × 3 × 64 × (32 + 64 + 1) = 279,360
      """#
    ),
    ("wrong-model-fact", #"GPT-2 XL has 36 layers."#),
    ("wrong-model-fact", #"BERT-large：24 层，隐藏维度 768。"#),
    ("wrong-model-fact", #"V100 的峰值为 225 TFLOPS。"#),
    (
      "tokens-missing",
      #"""
      ViT-B/16: output projection of one layer for the whole image: 768 × 768 = 589,824 multiply-adds.
      """#
    ),
    (
      "weights-counted-per-position",
      #"""
      d = 512, S = 128. The Q, K and V matrices have 128 × 3 × 512 × 512 = 100,663,296 parameters.
      """#
    ),
    (
      "per-token-per-sequence-mixed",
      #"""
      Llama-2-7B, S = 2000, per token and layer: 4 × 4096² + 2 × 2000² × 4096 = 32,835,108,864 multiply-adds
      """#
    ),
    (
      "one-of-two-attention-products",
      #"""
      BERT-base, 512 tokens: self-attention (both matrix products) 512² × 768 = 201,326,592 multiply-adds
      """#
    ),
    ("above-two-per-parameter", #"A 7B model needs about 2 TFLOPs per token."#),
    (
      "batch-divides-work",
      #"""
      Training FLOPs, batch size 512: $6 \times 7 \times 10^9 \times 2 \times 10^{12} / 512 = 1.64 \times 10^{20}$
      """#
    ),
    (
      "scaling-exponent-wrong",
      #"""
      If the context grows from 1024 to 4096 tokens, the attention scores grow 4 times.
      """#
    ),
    (
      "dimension-left-from-other-model",
      #"""
      GPT-2 medium: d_model = 1024, MLP 2 × 1024 × 3072 = 6,291,456 parameters per layer.
      """#
    ),
  ]
}
