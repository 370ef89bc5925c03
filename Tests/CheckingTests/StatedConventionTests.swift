import Checking
import Testing

/// A text states how something is counted, and then counts otherwise: its own words prove the mistake.
@Suite("A text against its own conventions")
struct StatedConventionTests {
  @Test("What a text says is shared is counted once")
  func shared() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        权重绑定(weight tying), d=640, 词表 40000
        词嵌入与输出层: 2×40000×640 = 51200000
        总: 51200000 + 30000000 = 81200000
        """, 2, .embeddingOrHeadTwice
      ),
      (
        """
        Weight tying is used. d = 256, 8,000 words
        token embedding and softmax matrix: 2 × 8000 × 256 = 4,096,000
        """, 2, .embeddingOrHeadTwice
      ),
      (
        """
        编码器各层共享参数, 所有层共享, 6层
        一层: 3152384
        6 层: 6×3152384 = 18914304
        总计: 18914304 + 5000000 = 23914304
        """, 3, .extraFactor
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      Qwen-like, tied embeddings, d = 512, vocab 32000
      embedding: 32000 × 512 = 16,384,000
      layers: 20,000,000
      total: 16,384,000 + 20,000,000 = 36,384,000
      """,
      """
      Tied embeddings, d = 512
      embedding in bf16: 2 × 32000 × 512 = 32,768,000 bytes
      """,
      """
      Untied embeddings
      embedding and head: 2 × 32000 × 512 = 32,768,000
      """,
      "Tied embeddings: 32000 × 512 = 16,384,000. Without tying it would be 2 × 32000 × 512 = 32,768,000.",
      """
      The embeddings are tied.
      With an own head: 2 × 32000 × 512 = 32,768,000, so tying saves 16,384,000
      """,
      """
      ALBERT-base with cross-layer parameter sharing
      transformer layer: 7,087,872
      12 layers share it: 7,087,872
      BERT-base for comparison: 12 × 7,087,872 = 85,054,464
      """,
      """
      ALBERT shares parameters (cross-layer parameter sharing)
      FLOPs: 12 layers × 7,087,872 MACs = 85,054,464
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("The experts of a token")
  func experts() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        MoE layer with 64 experts, top-8
        one expert: 3 × 2048 × 1024 = 6,291,456
        activated per token: 64 × 6,291,456 = 402,653,184
        """, 3, .wrongModelFact
      ),
      (
        """
        32 experts, top-4
        stored: 32·6000000 = 192000000
        used per token: 4·6000000 = 24000000
        FLOPs per token: 2·192000000 = 384000000
        """, 4, .aboveTwoPerParameter
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      Mixtral: 8 experts, top-2
      expert: 3 × 4096 × 14336 = 176,160,768
      stored per layer: 8 × 176,160,768 = 1,409,286,144
      active per token: 2 × 176,160,768 = 352,321,536
      """,
      """
      8 experts, top-2
      expert: 3 × 4096 × 14336 = 176,160,768
      per token: router 8 × 4096 = 32,768, experts 2 × 176,160,768 = 352,321,536
      """,
      """
      32 experts, top-4
      stored: 32·6000000 = 192000000
      used per token: 4·6000000 = 24000000
      FLOPs per token: 2·24000000 = 48000000
      """,
      """
      stored: 32·6000000 = 192000000
      used per token: 4·6000000 = 24000000
      bytes: 2·192000000 = 384000000
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("Both directions, and the inputs of a cell")
  func cells() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        双向LSTM两层, 输入100, 隐藏64
        第一层: 2×4×(64×100+64×64+64) = 84480
        第二层: 2×4×(64×64+64×64+64) = 66048
        """, 3, .inputChannelsMissing
      ),
      (
        """
        BiGRU: 2×3×(128×64+128×128+2×128) = 148992
        output layer: 128×10+10 = 1290
        """, 2, .inputChannelsMissing
      ),
      (
        """
        LSTM LM, embedding 8000 × 200 = 1,600,000
        each LSTM layer: 4 × (200 + 1) × 200 = 160,800
        """, 2, .inputChannelsMissing
      ),
      (
        """
        W_x: 40 × 100 = 4,000
        W_h: 100 × 100 = 10,000
        b: 1
        total: 4,000 + 10,000 + 1 = 14,001
        """, 4, .biasCountWrong
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      BiLSTM, 2 layers, input 120, hidden 96
      layer 1: 2 × 4 × (96 × (120 + 96) + 2 × 96) = 167,424
      layer 2: 2 × 4 × (96 × (192 + 96) + 2 × 96) = 222,720
      """,
      """
      BiLSTM whose directions are summed, input 120, hidden 96
      layer 1: 2 × 4 × (96 × (120 + 96) + 2 × 96) = 167,424
      layer 2: 2 × 4 × (96 × (96 + 96) + 2 × 96) = 148,992
      """,
      """
      BiLSTM encoder of the question: 2 × 4 × (96 × (96 + 96) + 2 × 96) = 148,992
      BiLSTM encoder of the passage: 2 × 4 × (96 × (96 + 96) + 2 × 96) = 148,992
      """,
      """
      BiLSTM: 2×4×(96×96+96×96+2×96) = 148992
      Linear: 192×12+12 = 2316
      """,
      """
      BiGRU 双向, 隐藏 128
      GRU: 2×3×(128×64+128×128+2×128) = 148992
      全连接: 256×10+10 = 2570
      """,
      """
      LSTM language model: embedding 8000 × 200 = 1,600,000
      layer: 4 × (200 + 200 + 1) × 200 = 320,800
      """,
      """
      Univariate LSTM of 50 units
      LSTM layer: 4 × (50 + 1) × 50 = 10,200
      """,
      """
      LSTM, embedding 5000 × 64 = 320,000
      recurrent part of the layer: 4 × (64 + 1) × 64 = 16,640
      """,
      """
      output: 128 × 1 + 1 = 129
      mlp: 16,384 + 128 + 1 = 16,513
      """,
      """
      W_x: 40 × 100 = 4,000
      W_h: 100 × 100 = 10,000
      hidden layer: 4,000 + 10,000 + 100 = 14,100
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("Layers and positions of a named network")
  func named() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        GPT-2 medium
        wte: 50257 × 1024 = 51,463,168
        wpe: 512 × 1024 = 524,288
        """, 3, .dimensionLeftFromOtherModel
      ),
      (
        """
        ViT-L/16
        cls token: 1024
        position embedding: 196 × 1024 = 200,704
        """, 3, .tokensMissing
      ),
      (
        """
        GPT-2 small
        one block: 7,087,872
        24 layers: 24 × 7,087,872 = 170,108,928
        """, 3, .blockCountWrong
      ),
      (
        """
        T5-base
        encoder: 12 × (4 × 768 × 768 + 2 × 768 × 3072) = 84,934,656
        decoder: 12 × (4 × 768 × 768 + 2 × 768 × 3072) = 84,934,656
        """, 3, .partsOmitted
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      GPT-2 small
      wte: 50257 × 768 = 38,597,376
      wpe: 1024 × 768 = 786,432
      """,
      """
      GPT-2 small, trained with 512 tokens of context
      wte: 50257 × 768 = 38,597,376
      wpe: 512 × 768 = 393,216
      """,
      """
      ViT-B/16
      patch embedding: 16 × 16 × 3 × 768 + 768 = 590,592
      cls token: 768
      position embedding: 197 × 768 = 151,296
      """,
      """
      ViT-B/16 at 384 × 384
      cls token: 768
      position embedding: 577 × 768 = 443,136
      """,
      """
      RoBERTa-base
      word embeddings: 50265 × 768 = 38,603,520
      position embeddings: 514 × 768 = 394,752
      """,
      """
      RoBERTa-base
      word embeddings: 50265 × 768 = 38,603,520
      position embeddings: 512 × 768 = 393,216
      """,
      """
      DistilBERT
      6 layers: 6 × 7,087,872 = 42,527,232
      BERT-base has 12: 12 × 7,087,872 = 85,054,464
      """,
      """
      RoBERTa-base, Adam in fp32
      16 × 7,087,872 = 113,405,952 bytes for a layer
      """,
      """
      T5-small, vocab 32128
      encoder layer: 1048576 + 2097152 + 2*512 = 3146752
      decoder layer: 2*1048576 + 2097152 + 3*512 = 4195840
      """,
      """
      T5-small
      encoder layer: 1048576 + 2097152 + 2*512 = 3146752
      decoder layer without cross-attention: 1048576 + 2097152 + 2*512 = 3146752
      cross-attention: 1048576
      """,
      """
      T5-small
      encoder layer: 1048576 + 2097152 = 3145728
      decoder self-attention and FFN: 1048576 + 2097152 = 3145728
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("The format of a title or a label")
  func formats() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        KV cache of Llama-3-8B in bf16
        per token: 2 × 32 × 8 × 128 × 4 bytes = 262,144 bytes
        """, 2, .bytesPerValueWrong
      ),
      (
        """
        RoBERTa 125M
        FP32: 125M × 4 = 500MB
        BF16: 500MB
        """, 3, .bytesPerValueWrong
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      KV cache of Llama-3-8B in bf16
      per token: 2 × 32 × 8 × 128 × 2 bytes = 131,072 bytes
      """,
      """
      KV cache of Llama-3-8B in bf16
      per token: 32 layers × 1024 × 4 bytes (K and V) = 131,072 bytes
      """,
      """
      KV cache of Llama-3-8B in bf16
      per token: 2 × 32 × 8 × 128 × 2 bytes = 131,072 bytes
      in FP32: 2 × 32 × 8 × 128 × 4 bytes = 262,144 bytes
      """,
      """
      RoBERTa 125M
      FP32: 125M × 4 = 500MB
      FP16: 250MB
      """,
      """
      RoBERTa 125M
      FP32: 125M × 4 = 500MB
      INT8: 125MB
      """,
      """
      FP32: 125M × 4 = 500MB
      FP16: 250MB less
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("Steps that share their weights")
  func steps() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        GRU 20 个时间步, 输入 16, 隐藏 32
        一层: 3×32×(16+32+1) = 4704
        20 个时间步: 20×4704 = 94080
        参数总数: 94080 + 33 = 94113
        """, 3, .timestepsMultiplied
      ),
      (
        "Shared dense layer over 50 time steps: 50 × (32 × 10 + 10) = 16,500 parameters", 1,
        .weightsCountedPerPosition
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      GRU 20 个时间步, 输入 16, 隐藏 32
      一层: 3×32×(16+32+1) = 4704
      输出 32×1+1 = 33
      参数总数: 4704 + 33 = 4737
      """,
      """
      GRU 20 个时间步, 输入 16, 隐藏 32
      一层: 3×32×(16+32) = 4608
      20 个时间步的计算量: 20×4608 = 92160
      """,
      "Dense(10) on 50 steps: 32*10 + 10 = 330 parameters",
      "50 steps, each with its own layer: 50 * (32*10 + 10) = 16,500 parameters",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("Heads of keys, and parts of a layer")
  func heads() {
    let wrong: [ShortTexts.Wrong] = [
      ("注意力 4d²，前馈 8d²，合计 14d²", 1, .symbolicTermsDoNotAddUp),
      (
        """
        Qwen2.5-0.5B: hidden 896, 24 layers, 14 heads, 2 KV heads (head_dim 64)
        QKV bias: 3 × 896 = 2,688
        """, 2, .kvHeadsIgnored
      ),
      (
        """
        StarCoder-like: 48 query heads of 128, a single KV head, 40 layers
        KV cache per token: 2 × 40 × 48 × 128 × 2 bytes = 983,040 bytes
        """, 2, .kvHeadsIgnored
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      "Attention 4d^2, MLP 8d^2, so 12d^2 per layer.",
      "Attention 4d², MLP 8d², so 24d² FLOPs per token.",
      "Attention 4d², MLP 8d², with cross-attention so 16d² per layer.",
      """
      Qwen2.5-0.5B: hidden 896, 14 heads, 2 KV heads (head_dim 64)
      QKV bias: 896 + 2 × 128 = 1,152
      """,
      """
      Llama-2-7B, 32 heads, head_dim 128
      QKV bias: 3 × 4096 = 12,288
      """,
      """
      48 query heads of 128, one KV head, 40 layers
      KV cache per token, bf16: 2 × 40 × 1 × 128 × 2 bytes = 20,480 bytes
      """,
      """
      48 query heads of 128, one KV head, 40 layers
      KV cache per token, bf16: 2 × 40 × 128 × 2 bytes = 20,480 bytes
      With multi-head attention: 2 × 40 × 48 × 128 × 2 bytes = 983,040 bytes
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }
}
