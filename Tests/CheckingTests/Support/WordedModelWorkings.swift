/// Short lines about transformers, recurrent layers and training, as people write them beside their code: the sizes in words,
/// the names of weights, a formula without a unit.
enum WordedModelWorkings {
  static let wrong: [(mistake: String, text: String)] = [
    ("training-factor-wrong", "Training FLOPs: C = 4 * 175e9 * 300e9 = 2.1e23"),
    ("training-factor-wrong", "training FLOPs ≈ 4 × 175B × 300B"),
    ("training-factor-wrong", "训练算力 = 4×70亿×2万亿 = 5.6×10^22"),
    ("training-factor-wrong", "Training needs 4ND FLOPs"),
    ("recurrent-gates-wrong", "LSTM with 100 inputs and 256 units has 3 × 256 × (100 + 256 + 1) = 274,176"),
    ("recurrent-gates-wrong", "nn.LSTM(100, 256): 3 × 256 × (100 + 256 + 1) = 274,176"),
    ("recurrent-gates-wrong", "GRU with 64 inputs and 128 units: 4 × 128 × (64 + 128 + 1) = 98,816"),
    (
      "timesteps-multiplied",
      "LSTM 64 units, 16 features, 30 time steps: parameters = 30 × 4 × ((16+64)×64+64) = 622,080"
    ),
    ("recurrent-gates-wrong", "GRU 参数量:4 × 200 × (100 + 200 + 1) = 240,800"),
    ("recurrent-gates-wrong", "GRU(64→128):4×128×(64+128+1)=98,816"),
    (
      "timesteps-multiplied",
      "LSTM with 256 inputs and 256 hidden units, 525,312 parameters; over 200 time steps: 200 x 525,312 = 105,062,400 parameters"
    ),
    (
      "timesteps-multiplied",
      "LSTM 128→256 has 394,240 parameters, over 200 time steps: 200 x 394,240 = 78,848,000 parameters"
    ),
    ("kv-heads-ignored", "Llama 3 8B: k_proj 4096 × 4096 = 16,777,216"),
    ("kv-heads-ignored", "KV 缓存(GQA,32 个 query 头,8 个 KV 头,128 维,32 层):2×32×32×128×2=524,288 字节/token"),
    ("sparse-peak-used", "On an A100 we reach 115 TFLOP/s, MFU = 115 / 624 = 18.4 %"),
    ("sparse-peak-used", "H100: 400 TFLOP/s achieved, MFU 400/1979"),
    ("sparse-peak-used", "H100 实测 396 TFLOPS,利用率 = 396 / 1979 = 20%"),
    ("per-token-per-sequence-mixed", "S = 1024, d = 768, per token: attention 2×1024²×768 = 1,610,612,736"),
    (
      "one-of-two-attention-products",
      "S = 1024, d = 768: attention scores and values: 1024² × 768 = 805,306,368 multiply-adds"
    ),
    ("one-of-two-attention-products", "QKᵀ 和 AV 两个矩阵乘法:2048²×4096 = 17,179,869,184 MACs"),
    (
      "one-of-two-attention-products",
      "Sequence length 2048, width 4096.\nQKᵀ and AV, the two products: 2048² × 4096 = 17,179,869,184 multiply-adds"
    ),
    ("dimension-left-from-other-model", "BERT-large word embeddings = 30,522 × 768 = 23.4M"),
    ("dimension-left-from-other-model", "Llama-2-13B mlp: 3 × 5120 × 11008 = 169,082,880"),
    ("dimension-left-from-other-model", "BERT-base FFN: 2 × 768 × 4096 = 6,291,456"),
    ("dimension-left-from-other-model", "BERT-base embedding: 30522 × 1024 = 31,254,528"),
    ("output-projection-missing", "attention (Q, K, V, O) with d = 512: 3 × 512² = 786,432"),
    ("ffn-matrix-missing", "LLaMA-7B gate, up and down: 2 × 4096 × 11008 = 90,177,536"),
    ("ffn-matrix-missing", "gate, up and down: 2 × 4096 × 11008 = 90,177,536"),
    ("ffn-matrix-missing", "Mixtral 8x7B expert: 2 × 4096 × 14336 = 117,440,512"),
    ("ffn-matrix-missing", "SwiGLU, d = 4096, f = 11008\n2 × 4096 × 11008 = 90,177,536 parameters"),
    ("ffn-matrix-missing", "LLaMA-7B per layer: 4 × 4096² + 2 × 4096 × 11008 = 157,286,400"),
    ("extra-factor", "nn.Linear(2560, 7680): 3 × 2560 × 7680 = 58,982,400"),
    ("tokens-missing", "一个 768→3072 的线性层处理 196 个 token,乘加数为 768×3072 = 2,359,296"),
    ("norm-count-wrong", "GPT-2: 25 LayerNorms, 25 × 768 = 19,200 parameters"),
    ("norm-count-wrong", "BERT-base 每个 LayerNorm:768 个参数"),
    ("wrong-model-fact", "LLaMA-7B 的层数为 40"),
    ("wrong-model-fact", "BERT-large 有 12 个 Transformer 层"),
    ("mac-flop-ratio-reversed", "GFLOPs = GMACs / 2"),
    ("mac-flop-ratio-reversed", "16.87 GMACs are 8.4 GFLOPs"),
    ("mac-flop-ratio-reversed", "ResNet-18 needs 1.8 GMACs (0.9 GFLOPs)"),
    ("backward-factor-wrong", "前向 8 GFLOPs,反向 24 GFLOPs,一步训练 32 GFLOPs"),
    ("norm-count-wrong", "GPT-2 的 LayerNorm 参数:25×768=19,200"),
    ("norm-count-wrong", "GPT-2, 25 layer norms: 25 × 768 = 19,200 parameters"),
    ("norm-count-wrong", "BERT-base: 25 LayerNorms, 25 × 768 = 19,200 parameters"),
    ("output-projection-missing", "If d = 512, attention has 3 × 512² = 786,432 parameters"),
    ("output-projection-missing", "BERT-base attention without biases: 3 × 768² = 1,769,472 parameters"),
    ("scaling-exponent-wrong", "Doubling the sequence length doubles the cost of attention"),
    ("scaling-exponent-wrong", "序列长度加倍,注意力的计算量变为 2 倍"),
    ("sparse-peak-used", "8 张 H100,每张 1979 TFLOPS"),
    ("wrong-model-fact", "An A100 has a peak of 412 TFLOPS in BF16"),
    ("kv-heads-ignored", "Llama 3 8B: v_proj 4096 × 4096 = 16,777,216 parameters"),
    ("training-factor-wrong", "Compute for training: C ≈ 4 N D = 4 × 7e9 × 2e12 = 5.6e22 FLOPs"),
    ("training-factor-wrong", "The training FLOPs are 4·N·D."),
    ("training-factor-wrong", "总训练计算量约为 4ND FLOPs"),
    ("training-factor-wrong", "预训练的 FLOPs = 3 × 7e9 × 2e12 = 4.2e22,其中 7B 参数,2T token"),
    ("training-factor-wrong", "Training a 7B model on 2T tokens takes 2 × 7e9 × 2e12 = 2.8e22 FLOPs."),
    (
      "training-factor-wrong",
      "$C_{train} = 4 \\cdot 70\\cdot10^9 \\cdot 1.4\\cdot10^{12} = 3.92\\cdot10^{23}$ FLOPs of training"
    ),
    ("recurrent-gates-wrong", "LSTM(input_size=100, hidden_size=256): 274,176 parameters"),
    (
      "recurrent-gates-wrong", "An LSTM layer with input size 100 and hidden size 256 has 274,176 parameters."
    ),
    ("recurrent-gates-wrong", "GRU,输入维度 64,隐藏单元 128,参数量为 98,816"),
    (
      "recurrent-gates-wrong",
      "GRU, 64 inputs, 128 hidden units: 4 × ((64 + 128) × 128 + 128) = 98,816 parameters"
    ),
    ("recurrent-gates-wrong", "双向 LSTM,输入 64,隐藏 128:2 × 3 × 128 × (64 + 128 + 1) = 148,224"),
    ("recurrent-gates-wrong", "LSTM with 32 inputs and 64 units\n\n3 * 64 * (32 + 64 + 1) = 18,624"),
    ("timesteps-multiplied", "LSTM,输入 32,隐藏 64,时间步 50:参数量 50 × 4 × 64 × (32 + 64 + 1) = 1,241,600"),
    (
      "timesteps-multiplied",
      "A GRU with 32 inputs and 64 units runs over 50 time steps, so it has 50 × 3 × 64 × (32 + 64 + 1) = 931,200 parameters."
    ),
    ("kv-heads-ignored", "Llama-3-70B: v_proj 8192 × 8192 = 67,108,864"),
    ("kv-heads-ignored", "Mistral-7B `k_proj.weight`: 4096 × 4096 = 16,777,216"),
    ("kv-heads-ignored", "Llama-3-8B 的 K、V 投影:2 × 4096 × 4096 = 33,554,432"),
    ("kv-heads-ignored", "Llama-3-8B 的 K 投影:4096 × 4096 = 16,777,216"),
    (
      "kv-heads-ignored",
      "KV cache: 64 query heads, 8 KV heads, head dim 128, 80 layers, fp16: 2 × 80 × 64 × 128 × 2 = 2,621,440 bytes per token"
    ),
    (
      "ffn-matrix-missing",
      "Llama-3-8B: gate_proj, up_proj and down_proj have 2 × 4096 × 14336 = 117,440,512 weights"
    ),
    ("ffn-matrix-missing", "Mistral-7B 的 MLP(gate、up、down):2 × 4096 × 14336 = 117,440,512"),
    ("ffn-matrix-missing", "LLaMA-7B 32 层:32 × (4 × 4096² + 2 × 4096 × 11008) = 5,033,164,800"),
    ("output-projection-missing", "BERT-base 每层:3 × 768² + 2 × 768 × 3072 = 6,488,064"),
    ("output-projection-missing", "自注意力(Q、K、V、O),d = 512:3 × 512 × 512 = 786,432"),
    ("dimension-left-from-other-model", "GPT-2 XL embedding: 50257 × 768 = 38,597,376"),
    ("dimension-left-from-other-model", "BERT-large FFN:2×1024×3072 = 6,291,456"),
    ("dimension-left-from-other-model", "BERT-large attention: 4 × 768² = 2,359,296"),
    ("per-token-per-sequence-mixed", "每个 token 的注意力 FLOPs(n=2048, d=4096):4×2048²×4096 = 68,719,476,736"),
    (
      "per-token-per-sequence-mixed",
      "GPT-2, attention per token at sequence length 1024: 2 × 1024² × 768 = 1,610,612,736 MACs"
    ),
    ("one-of-two-attention-products", "注意力(QK^T 与 AV),n = 1024,d = 768:1024 × 1024 × 768 = 805,306,368 次乘加"),
    (
      "tokens-missing",
      "A linear layer 768→3072 applied to 196 tokens needs 768 × 3072 = 2,359,296 multiply-adds"
    ),
    ("norm-count-wrong", "ViT-B/16: each LayerNorm has 768 parameters"),
    ("mac-flop-ratio-reversed", "4.09 GMACs,即 2.05 GFLOPs"),
    ("mac-flop-ratio-reversed", "MACs = 2 × FLOPs"),
    ("backward-factor-wrong", "Forward pass 6 TFLOPs, backward pass 18 TFLOPs, so a step costs 24 TFLOPs"),
    ("backward-factor-wrong", "forward: 2 TFLOPs; backward: 6 TFLOPs"),
    ("wrong-model-fact", "Llama-3-8B 的注意力头数为 40"),
    ("wrong-model-fact", "GPT-2 small: number of layers 24"),
    ("wrong-model-fact", "BERT-base 的层数:24"),
    ("sparse-peak-used", "A100 peak 624 TFLOPS; achieved 300, MFU = 300/624 = 48 %"),
    ("sparse-peak-used", "H100 实测 450 TFLOPS,MFU = 450/1979 = 22.7%"),
  ]
}
