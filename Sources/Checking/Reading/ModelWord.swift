/// A word of a working that speaks of a transformer, a recurrent layer or training.
enum ModelWord: UInt8, Hashable, Sendable {
  // Parts of a transformer.
  case attention, query, keyOrValue, queryKeyValue, outputProjection, scores, weightedValues, softmax
  case feedForward, gated, plainActivation, feedForwardMatrix, embedding, positionTable, head, cache, router
  // Recurrent layers.
  case lstm, gru, simpleRecurrent, bidirectional
  // Sizes.
  case layers, heads, keyHeads, headWidth, width, innerWidth, vocabulary, context, tokens, sequenceLength
  case experts, inputWidth, timeSteps, parametersOfModel, peak
  // What is counted for what.
  case perToken, perSequence, perLayer, perHead, causal, multiHead, tied, untied, doubling, quadrupling, side
  case times, recomputation
  // Passes.
  case training, forward, backward, inference
}

/// A set of such words.
struct ModelWords: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }
  init(_ word: ModelWord) { rawValue = 1 << UInt64(word.rawValue) }
  init(_ words: [ModelWord]) {
    rawValue = words.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
  }

  func contains(_ word: ModelWord) -> Bool { contains(ModelWords(word)) }
  func containsAny(of words: ModelWords) -> Bool { !isDisjoint(with: words) }

  /// Words that name a part with weights or products.
  static let parts = ModelWords([
    .attention, .query, .keyOrValue, .queryKeyValue, .outputProjection, .scores, .weightedValues,
    .feedForward,
    .gated, .feedForwardMatrix, .embedding, .positionTable, .head, .cache, .router, .lstm, .gru,
    .simpleRecurrent,
  ])
  /// Words that name a piece of attention, so that the whole is not meant.
  static let piecesOfAttention = ModelWords([
    .query, .keyOrValue, .queryKeyValue, .outputProjection, .scores, .weightedValues, .softmax, .cache,
    .router,
  ])
  static let recurrent = ModelWords([.lstm, .gru, .simpleRecurrent])
}

extension Noun {
  /// The word of a model that it is.
  var modelWord: ModelWord? { if case .model(let word) = self { word } else { nil } }

  /// Whether it makes a number something else than a network's plain total or count.
  var qualifies: Bool {
    switch self {
    case .qualifier, .model(.training), .model(.backward), .model(.multiHead): true
    default: false
    }
  }
}

// MARK: - The words

extension Vocabulary {
  static let models: [(Noun, [String])] = [
    (
      .model(.attention),
      [
        "attention", "attn", "self attention", "multi head attention", "multi head self attention",
        "attention layer",
        "attention block", "mha", "cross attention", "q, k, v, o", "q, k, v and o", "q, k, v, and o",
        "q/k/v/o",
        "qkvo", "q k v o", "q、k、v、o", "q、k、v 和 o", "q, k, v 和 o", "w_q, w_k, w_v, w_o",
        "w_q, w_k, w_v and w_o", "wq, wk, wv, wo", "query, key, value and output",
        "query, key, value, output", "注意力", "自注意力", "多头注意力", "多头自注意力", "注意力层",
      ]
    ),
    (
      .model(.query),
      ["query", "queries", "query projection", "q projection", "q proj", "q_proj", "q 投影", "wq", "w_q"]
    ),
    (
      .model(.keyOrValue),
      [
        "key", "key projection", "k projection", "k proj", "k_proj", "k 投影", "v 投影", "k、v 投影", "kv 投影",
        "k 和 v 投影", "wk", "w_k", "value projection",
        "v projection",
        "v proj", "v_proj", "wv", "w_v", "k and v", "k, v", "k/v", "kv projection", "键", "值投影",
      ]
    ),
    (
      .model(.queryKeyValue),
      [
        "qkv", "q, k, v", "in projection", "in proj", "in_proj", "qkv_proj",
        "input projection", "c_attn", "输入投影", "q, k and v", "q, k, and v", "q/k/v",
        "q k v", "qkv projection", "qkv projections",
        "query, key and value", "query, key, and value", "query, key, value", "query/key/value", "q、k、v",
        "查询、键",
      ]
    ),
    (
      .model(.outputProjection),
      [
        "output projection", "o projection", "o proj", "out proj", "o_proj", "out_proj", "o 投影", "wo", "w_o",
        "输出投影",
      ]
    ),
    (
      .model(.scores),
      [
        "attention score", "score", "attention matrix", "attention map", "logits of attention", "qk", "qk^t",
        "注意力分数", "注意力矩阵", "注意力得分",
      ]
    ),
    (
      .model(.weightedValues),
      ["av", "weighted value", "weighted sum", "attention output", "加权", "attn·v", "and values", "和 v 的乘积"]
    ),
    (.model(.softmax), ["softmax"]),
    (
      .model(.feedForward),
      [
        "ffn", "mlp", "feed forward", "feed forward layer", "feed forward network", "ffn layer", "mlp layer",
        "mlp block", "ff layer", "ffw", "前馈", "前馈网络", "前馈层", "前馈神经网络",
      ]
    ),
    (
      .model(.gated),
      [
        "swiglu", "geglu", "reglu", "gated mlp", "gated ffn", "gated feed forward", "gated",
        "gate, up and down", "gate, up, and down", "gate, up, down", "gate/up/down", "gate、up、down",
        "gate、up 和 down", "gate, up 和 down", "gate_proj, up_proj, down_proj",
        "gate_proj, up_proj and down_proj", "gate_proj, up_proj, and down_proj",
        "gate_proj、up_proj、down_proj", "w_gate, w_up, w_down", "w_gate, w_up and w_down",
        "w_gate, w_up, and w_down", "w_gate、w_up、w_down", "wgate, wup, wdown", "wgate, wup and wdown",
        "wgate、wup、wdown", "wgate/wup/wdown",
      ]
    ),
    (.model(.plainActivation), ["gelu"]),
    (
      .model(.feedForwardMatrix),
      [
        "gate projection", "up projection", "down projection", "gate", "gate matrix", "gate proj", "up proj",
        "down proj", "gate_proj", "up_proj", "down_proj", "gate_proj and up_proj",
        "gate and up",
        "up and gate", "w_gate", "w_up", "w_down", "wgate", "wup", "wdown", "fc1", "fc2",
      ]
    ),
    (
      .model(.embedding),
      [
        "embedding", "token embedding", "word embedding", "embedding table", "embedding layer",
        "embedding matrix", "词嵌入", "嵌入层", "嵌入", "词向量",
      ]
    ),
    (
      .model(.positionTable),
      [
        "position embedding", "positional embedding", "position table", "positional encoding",
        "position encoding", "位置嵌入", "位置编码", "位置向量",
      ]
    ),
    (.model(.head), ["lm head", "output head", "language model head", "logit", "unembedding", "输出头"]),
    (
      .model(.cache),
      ["kv cache", "key value cache", "cache", "kv per token", "每 token kv", "token kv", "缓存"]
    ),
    (.model(.router), ["router", "gating network", "路由"]),
    (.model(.lstm), ["lstm"]), (.model(.gru), ["gru"]), (.model(.simpleRecurrent), ["rnn", "simplernn"]),
    (.model(.bidirectional), ["bidirectional", "bilstm", "bigru", "双向"]),
    (
      .model(.layers),
      [
        "layer", "transformer layer", "encoder layer", "decoder layer", "hidden layer", "层", "层数",
        "number of layers",
      ]
    ),
    (
      .model(.heads),
      [
        "head", "attention head", "query head", "q head", "个头", "注意力头", "头", "query 头", "q 头", "查询头", "头数",
        "注意力头数", "number of heads", "number of attention heads",
      ]
    ),
    (
      .model(.keyHeads),
      [
        "kv head", "key value head", "key/value head", "k/v head", "key head", "键值头", "kv 头", "个 kv 头",
        "kv 头数", "键值头数", "number of kv heads", "number of key value heads",
        "number of key/value heads",
      ]
    ),
    (.model(.headWidth), ["head dimension", "head dim", "head size", "head width", "每个头", "头维度", "每头"]),
    (
      .model(.width),
      [
        "hidden size", "hidden dimension", "hidden dim", "hidden width", "model dimension", "model width",
        "embedding dimension", "embedding size", "d_model", "d model", "hidden unit", "unit", "hidden",
        "隐藏维度", "隐藏层大小", "隐藏层维度", "隐藏大小", "隐层", "隐藏层", "隐藏单元", "模型维度", "嵌入维度", "隐藏单元数",
      ]
    ),
    (
      .model(.innerWidth),
      [
        "ffn dimension", "ffn size", "ffn width", "intermediate size", "inner dimension", "inner size",
        "feed forward dimension", "feed forward size", "ffn hidden size", "ffn inner dimension",
        "expert width",
        "mlp width", "mlp dimension", "d_ff", "ffn hidden dimension", "mlp hidden size",
        "mlp hidden dimension", "中间维度", "前馈维度", "前馈层维度", "ffn 隐藏维度", "ffn 隐藏层维度", "ffn 隐藏层大小",
        "ffn 隐藏大小", "ffn 中间维度", "ffn 维度", "ffn 宽度", "mlp 隐藏维度", "mlp 隐藏层维度", "mlp 中间维度",
        "mlp 维度", "mlp 宽度", "前馈隐藏维度", "前馈网络隐藏维度", "前馈层隐藏维度",
      ]
    ),
    (.model(.vocabulary), ["vocabulary", "vocab", "vocabulary size", "vocab size", "词表", "词表大小", "词汇表"]),
    (
      .model(.context),
      ["context length", "context window", "context size", "maximum context", "上下文长度", "上下文窗口"]
    ),
    (.model(.tokens), ["token", "patch", "patches", "词元", "个token"]),
    (
      .model(.sequenceLength),
      ["sequence length", "seq length", "seq len", "序列长度", "序列长", "sequence of length"]
    ),
    (.model(.experts), ["expert", "专家"]),
    (
      .model(.inputWidth),
      ["input dimension", "input dim", "input feature", "输入维度", "输入特征"]
    ),
    (.model(.timeSteps), ["time step", "timestep", "step", "时间步", "个时间步"]),
    (.model(.peak), ["peak", "peaks", "theoretical peak", "峰值", "峰值算力"]),
    (
      .model(.perToken),
      [
        "per token", "a token", "each token", "one token", "every token", "每个token", "每 token", "每个 token",
        "每个词元", "一个token", "一个 token",
      ]
    ),
    (
      .model(.perSequence),
      [
        "per sequence", "for the sequence", "whole sequence", "whole image", "for the whole image",
        "per image",
        "all tokens", "整个序列", "所有token",
      ]
    ),
    (
      .model(.perLayer),
      [
        "per layer", "each layer", "a layer", "one layer", "of a layer", "in each layer", "of one layer",
        "每层", "每一层",
      ]
    ),
    (.model(.perHead), ["per head", "each head", "one head", "a head", "一个头", "单头"]),
    (.model(.causal), ["causal", "causal mask", "triangle", "因果"]),
    (
      .model(.multiHead),
      ["full multi head", "with mha", "without gqa", "would be", "would need", "如果", "若用"]
    ),
    (.model(.tied), ["tied", "weight tying", "tying", "shared with", "used again", "共享", "绑定"]),
    (
      .model(.untied),
      ["untied", "not tied", "without weight tying", "without tying", "separate head", "不共享"]
    ),
    (.model(.doubling), ["doubling", "doubles", "doubled", "twice", "加倍", "翻倍"]),
    (.model(.side), ["side", "image size", "边长", "side of the image"]),
    (.model(.recomputation), ["recomputation", "recompute", "checkpointing", "重计算", "重算"]),
    (.model(.training), ["training", "train", "trained", "trains", "pretraining", "训练", "预训练"]),
    (.model(.forward), ["forward", "forward pass", "前向", "前向传播"]),
    (.model(.backward), ["backward", "backward pass", "backpropagation", "反向", "反向传播"]),
    (
      .model(.inference),
      ["inference", "generate", "generating", "generation", "decoding", "decode", "prefill", "推理", "生成"]
    ),
  ]
}
