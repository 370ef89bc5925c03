/// Right counts of training, inference and recurrent layers.
enum RightTrainingWorkings {
  static let all = [
    #"""
    Training compute: 6 × 13e9 × 260e9 = 2.028e22 FLOPs.
    With more data: 2 × 10¹² tokens for 13B parameters, about 1.6 × 10²³ FLOPs.
    The forward passes alone: 2 × 10¹² tokens for 13B parameters, about 5.2 × 10²² FLOPs.
    """#,
    #"""
    Only a part of the experts is active: 6 × 37e9 × 14.8e12 = 3.2856e24 FLOPs.
    14.8T tokens for 671B parameters, 3.3 × 10²⁴ FLOPs. Dense, it were 6 × 671e9 × 14.8e12 = 5.95848e25.
    """#,
    #"""
    Each of the 32 layers has three FFN matrices, 135M, and attention, 67M: × 32 layers = 6.5B parameters for a 7B model.
    """#,
    #"""
    For GPT-3 175B trained on 300B tokens the training compute is
    $$C = 6ND = 6 \times 175 \times 10^9 \times 300 \times 10^9 = 3.15 \times 10^{23}\ \text{FLOPs}.$$
    On 1,024 A100 GPUs at 312 TFLOP/s and 45% utilisation this takes 3.15e23 / (1024 × 312e12 × 0.45) = 2.19e6 seconds, about 25 days.
    """#,
    #"""
    GPT-3 的训练计算量：C ≈ 6ND = 6 × 175B × 300B = 3.15 × 10^23 FLOPs。前向每个token约 2N = 3500亿次，反向约 4N = 7000亿次。
    """#,
    #"""
    LSTM with input 64 and hidden 128: 4 × ((64 + 128) × 128 + 128) = 98,816 parameters (Keras); PyTorch has two bias vectors: 4 × (64×128 + 128×128 + 2×128) = 99,328.
    """#,
    #"""
    GRU(64, 128): 3 × (64 × 128 + 128 × 128 + 128) = 74,112
    With two biases: 3 × (64×128 + 128×128 + 2×128) = 74,496
    """#,
    #"""
    LSTM层：输入维度 100，隐藏层 256。
    参数量 = 4 × ((100 + 256) × 256 + 256) = 365,568
    每个时间步的乘加次数 = 4 × (100 + 256) × 256 = 364,544，20 个时间步共 20 × 364,544 = 7,290,880
    """#,
    #"""
    Simple RNN, input 32, hidden 64: 64 × (32 + 64 + 1) = 6,208 parameters.
    Bidirectional LSTM 64→128: 2 × 4 × 128 × (64 + 128 + 1) = 197,632 parameters.
    """#,
    #"""
    FLOPs of one forward pass of GPT-2 over 1024 tokens: 2 × 124M × 1024 = 254 GFLOPs (approximately), per token 2N = 248 MFLOPs.
    Training costs three times the forward pass: 6N = 744 MFLOPs per token.
    """#,
    #"""
    Forward: 8 GFLOPs. Backward: 2 × 8 = 16 GFLOPs. One training step: 8 + 16 = 24 GFLOPs = 3 × forward.
    With full activation recomputation the step costs 4 × 8 = 32 GFLOPs.
    """#,
    #"""
    前向传播 8 GFLOPs，反向传播约为前向的 2 倍：2 × 8 = 16 GFLOPs，每步共 24 GFLOPs。
    """#,
    #"""
    Training a 7B model with Adam in mixed precision: 16 bytes per parameter, 16 × 7e9 = 112 GB.
    """#,
    #"""
    C = 6·N·D with N = 1.3e9 and D = 26e9: 6 × 1.3e9 × 26e9 = 2.028e20 FLOPs. With recomputation 8 × 1.3e9 × 26e9 = 2.704e20.
    Forward alone: 2 × 1.3e9 × 26e9 = 6.76e19; backward: 4 × 1.3e9 × 26e9 = 1.352e20.
    """#,
    #"""
    An A100 has a peak of 312 TFLOPS in BF16, an H100 SXM 989 TFLOPS, a V100 125 TFLOPS, a TPU v4 275 TFLOPS.
    """#,
    #"""
    每个token训练的计算量约为 6N，前向为 2N，反向为 4N。7B 模型训练 2T tokens：6×7e9×2e12 = 8.4e22 FLOPs。
    """#,
    #"""
    Decoding one token with Llama-2-7B takes about 2 × 6.74e9 = 13.5 GFLOPs; a prompt of 1000 tokens about 13.5 TFLOPs.
    """#,
    #"""
    Embedding layer with 10,000 words and 300 dimensions: 10000 × 300 = 3,000,000 parameters; an LSTM with 512 units on top: 4 × (300 + 512 + 1) × 512 = 1,665,024; dense 512 × 10000 + 10000 = 5,130,000.
    """#,
    #"""
    Stacked LSTM, 2 layers, input 32, hidden 64 (Keras): layer 1: 4 × 64 × (32 + 64 + 1) = 24,832; layer 2: 4 × 64 × (64 + 64 + 1) = 33,024; total 24,832 + 33,024 = 57,856.
    """#,
    #"""
    LLaMA-7B 推理：每生成一个 token 约需 2 × 7B = 14 GFLOPs；训练 1T tokens 需 6 × 7e9 × 1e12 = 4.2e22 FLOPs。
    A100 峰值 312 TFLOPS，利用率 50%：4.2e22 / (312e12 × 0.5) = 2.69e8 秒，1024 张卡约 3 天。
    """#,
    #"""
    GPT-2 small, batch size 8, sequence length 1024: tokens per step 8 × 1024 = 8192; forward FLOPs ≈ 2 × 124e6 × 8192 = 2.03e12, backward twice that: 4.06e12, together 6.1 TFLOPs.
    """#,
    #"""
    PyTorch: nn.LSTM(64, 128) has weight_ih 512×64 = 32,768, weight_hh 512×128 = 65,536, bias_ih 512, bias_hh 512: 32,768 + 65,536 + 512 + 512 = 99,328.
    """#,
    #"""
    Each gate of the LSTM has 128 × (64 + 128) + 128 = 24,704 parameters, four gates 4 × 24,704 = 98,816.
    """#,
    #"""
    LSTM(128) on 28 time steps of 28 inputs: 4 × 128 × (28 + 128 + 1) = 80,384. GRU(128) the same way: 3 × 128 × (28 + 128 + 1) = 60,288; Keras (reset_after) counts 3 × 128 × (28 + 128 + 2) = 60,672.
    """#,
    #"""
    A bidirectional GRU with 50 inputs and 100 units has 2 × 3 × 100 × (50 + 100 + 1) = 90,600 parameters.
    """#,
    #"""
    Peephole-free LSTM, i = 10, h = 20: weights 4 × (10 × 20 + 20 × 20) = 2,400, biases 4 × 20 = 80, total 2,480.
    """#,
    #"""
    LoRA on GPT-3 175B with r = 4 on W_q and W_v: 2 × 96 × 2 × 12288 × 4 = 18,874,368 trainable parameters, 0.01 % of 175B.
    """#,
    #"""
    Optimizer states for a 1.5B model: 12 × 1.5e9 = 18 GB. Weights and gradients in fp16: 4 × 1.5e9 = 6 GB.
    """#,
    #"""
    训练 GPT-3 需要 3.14E23 FLOPs，1024 张 A100，利用率 45%：3.14e23 / (1024 × 312e12 × 0.45) = 2.18e6 秒 ≈ 25 天。
    """#,
    #"""
    C = 6 × N × D, so for N = 70e9 and D = 1.4e12: C = 5.88e23. Forward only: 2 × N × D = 1.96e23.
    """#,
    #"""
    In multiply-adds training costs 3·N·D: 3 × 70e9 × 1.4e12 = 2.94e23 MACs.
    """#,
    #"""
    With activation checkpointing training costs 8·N·D = 8 × 13e9 × 300e9 = 3.12e22 FLOPs, i.e. 4/3 of 6·N·D.
    """#,
    #"""
    Distillation: teacher forward 2 × 70e9 × 1e11 = 1.4e22, student training 6 × 7e9 × 1e11 = 4.2e21, total 1.82e22 FLOPs.
    """#,
    #"""
    One step of our trainer: forward 1.2 PFLOPs, backward 2.4 PFLOPs, total 3.6 PFLOPs for a batch of 512.
    """#,
    #"""
    Backward is about 2x forward. Gradient w.r.t. weights: 1x forward, gradient w.r.t. inputs: 1x forward. So the total is 3x forward.
    """#,
    #"""
    反向传播包含两次矩阵乘法，计算量约为前向的两倍，所以训练总计算量是前向的 3 倍。
    """#,
    #"""
    H100 SXM: 989 TFLOPS dense BF16 peak (1,979 with sparsity). A100: peak 312 TFLOPS. At 40% MFU the A100 sustains 125 TFLOPS.
    """#,
    #"""
    GPT-2 was trained with a vocabulary of 50,257 and a context of 1,024; nanoGPT pads it to 50,304. 
    """#,
    #"""
    LoRA fine-tuning of a 7B model: frozen weights need no gradient of their own, so about 4 × 7e9 × 1e9 = 2.8e19 FLOPs for training on 1B tokens.
    """#,
    #"""
    Forward and backward together cost 3 times the forward pass.
    """#,
    #"""
    Backward: gradient of the weights 1 × 8 = 8 GFLOPs, gradient of the inputs 1 × 8 = 8 GFLOPs. Forward: 8 GFLOPs.
    """#,
    #"""
    反向传播加前向传播共为前向传播的 3 倍。
    """#,
    #"""
    The training step (forward plus backward) costs 3x the forward pass, or 4x with full recomputation.
    """#,
    #"""
    # GPT-2
    GPT-2 is a decoder-only Transformer.
    The Transformer block has attention of 4 × 768² = 2,359,296 and an MLP of 8 × 768² = 4,718,592 parameters.
    In an LSTM there would be 4 × (768 + 768 + 1) × 768 = 4,721,664.
    """#,
    #"""
    The LSTM's forget gate alone: 128 × (64 + 128) + 128 = 24,704 parameters.
    """#,
    #"""
    GPT-3 was trained with batch size 3.2M tokens; one step costs 6 × 175e9 × 3.2e6 = 3.36e18 FLOPs.
    """#,
    #"""
    RNN：h = 128，输入 64：128×(64+128)+128 = 24,704；LSTM 是它的 4 倍：4×24,704 = 98,816；GRU 是 3 倍：3×24,704 = 74,112。
    """#,
    #"""
    How many A100 days? 3.14e23 / (312e12 × 0.4 × 86400) = 29,120 A100 days at 40 % of peak.
    """#,
    #"""
    Total work: 6 · 70B · 2T = 8.4e23. With 2,048 A100s at 50% of the 312 TFLOPS peak: 8.4e23 / (2048 × 156e12) = 2.63e6 s = 30.4 days.
    """#,
  ]
}
