import Symbolics

/// Which part of a network the label of a calculation names.
enum LabelledPart {
  case embedding, positions, attention, feedForward, norms, lastNorm, layer, layers, head, total

  /// Whether it is a part of the whole, and not one of a layer.
  var isOfWhole: Bool {
    switch self {
    case .embedding, .positions, .lastNorm, .layers, .head: true
    default: false
    }
  }

  /// Whether it is a part of one layer.
  var isOfLayer: Bool {
    switch self {
    case .attention, .feedForward, .norms: true
    default: false
    }
  }

  static let subjects: PhraseSet = [
    "embedding", "attention", "ffn", "mlp", "feed-forward", "嵌入", "注意力", "前馈",
  ]

  /// The part that a label names, which has no other quantity.
  init?(named label: Range<Int>, of bytes: [UInt8]) {
    guard !label.isEmpty, !Words.others.isIn(label, of: bytes) else { return nil }
    if Words.layer.isIn(label, of: bytes) {
      self = .layer
    } else if Words.positions.isIn(label, of: bytes) {
      self = .positions
    } else if Words.norms.isIn(label, of: bytes) {
      self = Words.last.isIn(label, of: bytes) ? .lastNorm : .norms
    } else if Words.head.isIn(label, of: bytes) {
      self = .head
    } else if Words.embedding.isIn(label, of: bytes) {
      self = .embedding
    } else if Words.attention.isIn(label, of: bytes) {
      self = .attention
    } else if Words.feedForward.isIn(label, of: bytes) {
      self = .feedForward
    } else if Words.isWhole(label, of: bytes) {
      self = .total
    } else if Words.layers.isIn(label, of: bytes) {
      self = .layers
    } else {
      return nil
    }
  }

  /// Whether a label says that something is the total, and of nothing else than the whole.
  static func namesWhole(_ label: Range<Int>, of bytes: [UInt8]) -> Bool { Words.isWhole(label, of: bytes) }

  private enum Words {
    static let others: PhraseSet = [
      "cache", "缓存", "flop", "mac", "byte", "memory", "字节", "显存", "内存", "乘加", "计算量", "if ", "without",
      "exclud", "instead", "would", "wrong", "%", "lora", "adapter", "encoder", "cross", "expert", "如果", "若",
      "不含", "不计", "错", "编码器", "交叉", "专家", "head dim", "non-emb", "非嵌入", "activation", "激活", "scores",
    ]
    static let layer: PhraseSet = [
      "per layer", "one layer", "each layer", "per block", "one block", "each block", "p_layer =", "每层", "一层",
      "单层", "每块", "每个块", "一个块", "per-layer",
    ]
    static let positions: PhraseSet = ["position", "位置"]
    static let norms: PhraseSet = ["norm", "归一化"]
    static let last: PhraseSet = ["final", "last", "ln_f", "最后", "最终", "末"]
    static let head: PhraseSet = [
      "output head", "lm head", "lm_head", "unembedding", "output layer", "输出层", "输出头", "classifier head",
    ]
    static let embedding: PhraseSet = ["embedding", "嵌入"]
    static let attention: PhraseSet = ["attention", "注意力"]
    static let feedForward: PhraseSet = ["ffn", "mlp", "feed-forward", "feed forward", "feedforward", "前馈"]
    static let layers: PhraseSet = ["layers", "blocks", "层", "个块"]
    private static let whole: PhraseSet = [
      "total number of parameters", "total parameters", "total params", "parameters", "params", "total",
      "in all", "altogether", "sum", "grand", "n_total", "text", "mathbf", "textbf", "step", "of", "the",
      "model",
      "总参数量", "总参数", "参数总量", "参数总数", "参数量", "参数", "总计", "合计", "一共", "共计", "总", "共", "量", "数",
      "第", "步", "：", "，", "个", "=", "p", "n", "for", "we", "get", "comes", "to", "is", "gives", "接着算", "得到",
      "为",
      "是", "。", "；", "→", "—", "–",
    ]
    private static let totals: PhraseSet = ["total", "altogether", "in all", "总", "合计", "一共", "共计"]

    /// Whether a label says that something is the total, and of nothing else than the whole.
    static func isWhole(_ label: Range<Int>, of bytes: [UInt8]) -> Bool {
      guard totals.isIn(label, of: bytes) else { return false }
      var at = label.lowerBound
      while at < label.upperBound {
        if let length = whole.length(at: at, until: label.upperBound, in: bytes) {
          at += length
        } else if bytes[at].isASCIILetter || bytes[at] >= 0x80 {
          return false
        } else {
          at += 1
        }
      }
      return true
    }
  }
}
