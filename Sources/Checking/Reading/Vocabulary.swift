/// The words by which workings name the parts of a network and its quantities, in English and Chinese.
///
/// Matching goes by the longest entry at a place, so that 卷积核 (kernel) is not taken for 卷积 (convolution).
/// Latin entries are lower case and match whole words, with or without a plural `s`; a blank in an entry also matches
/// a hyphen or nothing.
struct Vocabulary: Sendable {
  /// A byte of some spellings. Spellings that begin alike share their first nodes.
  private struct Node: Sendable {
    var byte: UInt8
    /// Where a spelling ends: its length and the index of its noun.
    var length: UInt8 = 0
    var noun: UInt16 = 0
    /// The first of the bytes that may follow, and the next that may stand here instead; 0 if there is none.
    var child: UInt16 = 0
    var sibling: UInt16 = 0
  }

  /// All nodes. The first one stands for none.
  private var nodes = [Node(byte: 0)]
  /// For the first two bytes of a spelling the node of the second.
  private var roots = [UInt16](repeating: 0, count: 2_048)
  private var nouns: [Noun] = []

  /// The vocabulary of both languages.
  static let shared = Vocabulary()

  private init() {
    nodes.reserveCapacity(4_096)
    for (noun, words) in Vocabulary.english + Vocabulary.chinese + Vocabulary.models {
      for word in words { add(Array(word.utf8), UInt16(truncatingIfNeeded: nouns.count)) }
      nouns.append(noun)
    }
  }

  private mutating func add(_ spelling: [UInt8], _ noun: UInt16) {
    let key = Vocabulary.key(spelling[0], spelling[1])
    if roots[key] == 0 {
      roots[key] = UInt16(truncatingIfNeeded: nodes.count)
      nodes.append(Node(byte: spelling[1]))
    }
    var last = Int(roots[key])
    for byte in spelling[2...] {
      var next = Int(nodes[last].child)
      while next != 0, nodes[next].byte != byte { next = Int(nodes[next].sibling) }
      if next == 0 {
        next = nodes.count
        nodes.append(Node(byte: byte, sibling: nodes[last].child))
        nodes[last].child = UInt16(truncatingIfNeeded: next)
      }
      last = next
    }
    // Of nouns with one spelling the first counts.
    guard nodes[last].length == 0 else { return }
    nodes[last].length = UInt8(truncatingIfNeeded: spelling.count)
    nodes[last].noun = noun
    // Where a blank stands behind the first letter, it may be missing there too.
    if spelling[1] == .space { add([spelling[0]] + spelling[2...], noun) }
  }

  /// The place among ``roots`` of what begins with a letter or with the first byte of a Chinese character.
  @inline(__always)
  private static func key(_ first: UInt8, _ second: UInt8) -> Int {
    first < 0x80
      ? Int(first & 0x1F) << 5 | Int(second & 0x1F) : 1_024 | Int(first & 0x07) << 6 | Int(second & 0x3F)
  }

  // MARK: - Matching

  /// The mentions in a stretch of text, in order and without overlap.
  func mentions(in bytes: [UInt8], _ range: Range<Int>) -> [Mention] {
    var found: [Mention] = []
    find(in: bytes, range, into: &found)
    return found
  }

  /// Adds the mentions in a stretch of text.
  func find(in bytes: [UInt8], _ range: Range<Int>, into found: inout [Mention]) {
    bytes.withUnsafeBufferPointer { buffer in
      let end = range.upperBound
      var offset = range.lowerBound
      while offset < end {
        let byte = buffer[offset]
        let isLatin = byte.isASCIILetter
        if isLatin || byte >= 0xE4, let (noun, stop) = match(at: offset, until: end, in: buffer) {
          found.append(Mention(noun: noun, range: offset..<stop))
          offset = stop
        } else if isLatin {
          // Entries match whole words only, so the rest of this one is passed over.
          while offset < end, buffer[offset].isASCIIWordByte { offset += 1 }
        } else {
          offset =
            byte == UInt8(ascii: "]") ? Vocabulary.passLink(at: offset, until: end, in: buffer) : offset + 1
        }
      }
    }
  }

  /// The offset behind the target of a link, `](#layer1)`, whose words nobody reads; or behind the bracket alone.
  private static func passLink(
    at bracket: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard bracket + 1 < end, buffer[bracket + 1] == UInt8(ascii: "(") else { return bracket + 1 }
    var offset = bracket + 2
    while offset < end, buffer[offset] > 0x20, buffer[offset] != UInt8(ascii: ")") { offset += 1 }
    return offset < end && buffer[offset] == UInt8(ascii: ")") ? offset + 1 : bracket + 1
  }

  /// The entry that the text at a place spells, the longest if there are several.
  private struct Match {
    var length: UInt8 = 0
    var noun: UInt16 = 0
    var end = 0
  }

  private func match(
    at offset: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt8>
  ) -> (noun: Noun, end: Int)? {
    guard offset + 1 < end else { return nil }
    let isLatin = buffer[offset] < 0x80
    if isLatin, offset > 0, buffer[offset - 1].isASCIIWordByte { return nil }
    let second = Vocabulary.folded(buffer[offset + 1], isLatin)
    let root = Int(roots[Vocabulary.key(buffer[offset], second)])
    guard root != 0, nodes[root].byte == second else { return nil }
    var best = Match()
    follow(root, offset + 2, until: end, in: buffer, isLatin, &best)
    return best.length > 0 ? (nouns[Int(best.noun)], best.end) : nil
  }

  /// Follows the text from behind a node on, and notes the longest entry that ends on the way.
  private func follow(
    _ node: Int, _ place: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt8>, _ isLatin: Bool,
    _ best: inout Match
  ) {
    var last = node
    var at = place
    while last != 0 {
      if nodes[last].length > best.length,
        let stop = isLatin ? Vocabulary.wordEnd(at, until: end, in: buffer) : at
      {
        best = Match(length: nodes[last].length, noun: nodes[last].noun, end: stop)
      }
      // LaTeX that must not break at a hyphen has it in braces: `feed{-}forward`.
      let isBraced =
        isLatin && at + 2 < end && buffer[at] == UInt8(ascii: "{") && buffer[at + 1] == .hyphen
        && buffer[at + 2] == UInt8(ascii: "}")
      let byte = isBraced ? .space : at < end ? Vocabulary.folded(buffer[at], isLatin) : 0
      var next = 0
      var child = Int(nodes[last].child)
      while child != 0 {
        if nodes[child].byte == byte {
          next = child
        } else if isLatin, nodes[child].byte == .space {
          follow(child, at, until: end, in: buffer, isLatin, &best)
        }
        child = Int(nodes[child].sibling)
      }
      last = next
      at += isBraced ? 3 : 1
    }
  }

  /// A byte as entries spell it: letters small, a hyphen between Latin words as a blank.
  @inline(__always)
  private static func folded(_ byte: UInt8, _ isLatin: Bool) -> UInt8 {
    guard isLatin else { return byte }
    return byte.isASCIILetter ? byte | 0x20 : byte == .hyphen ? .space : byte
  }

  /// The end of a Latin word or of its plural at a place; `nil` if the word goes on. A digit may follow, as in `block1`.
  private static func wordEnd(
    _ place: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let stop = place < end && buffer[place] | 0x20 == UInt8(ascii: "s") ? place + 1 : place
    return stop < end && (buffer[stop].isASCIILetter || buffer[stop] == UInt8(ascii: "_")) ? nil : stop
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
  var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isASCIIWordByte: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") }
  static let space = UInt8(ascii: " ")
  static let hyphen = UInt8(ascii: "-")
}

// MARK: - The words

extension Vocabulary {
  private static let english: [(Noun, [String])] = [
    (.inputLayer, ["input layer"]),
    (
      .other,
      [
        "input channel", "output channel", "convolution kernel", "conv kernel",
        "convolutional kernel", "kernel", "filter", "output", "stride", "padding", "block size",
        "output shape", "output size", "feature map", "convolutional neural network",
      ]
    ),
    (
      .input,
      [
        "input", "input image", "input size", "input shape", "input resolution", "resolution", "image",
        "crop", "pixel", "randn",
      ]
    ),
    (
      .variant,
      [
        "pruned", "pruning", "dilated", "backbone", "option", "classes", "class", "cifar", "variant",
        "modified", "wide",
        "detector", "segmentation", "detr", "deeplab", "deeplabv3", "quantized", "sparse", "fpn", "mask",
        "dropout",
      ]
    ),
    (
      .qualifier,
      [
        "siamese", "twin", "branches", "batch", "batch of", "images", "fps", "epoch", "without", "differ",
        "difference", "differs", "more", "less", "fewer", "saves", "save",
        "compared", "compare", "vs", "versus", "than", "over", "almost", "nearly", "under", "at least",
        "at most",
        "ensemble", "gpu", "throughput", "seconds", "half", "quarter", "double", "ours", "our", "student",
        "teacher", "adds", "removes", "removed", "reduced", "extra", "additional", "features", "stem",
        "spends", "of which", "similar", "unlike", "faster", "keras",
      ]
    ),
    (
      .convolution,
      ["convolutional layer", "convolution layer", "conv layer", "convolution", "convolutional", "conv"]
    ),
    (
      .linear,
      [
        "fully connected layer", "fully connected", "fully connected linear layer", "linear layer", "linear",
        "dense layer", "dense", "fc", "fc layer", "classifier", "classification layer",
      ]
    ),
    (
      .globalPool,
      [
        "global average pooling", "global average pooling layer", "global average pool", "global pooling",
        "average pooling", "average pooling layer", "average pool", "avgpool", "adaptive average pooling",
      ]
    ),
    (.pool, ["max pooling", "max pooling layer", "max pool", "maxpool", "pooling", "pooling layer", "pool"]),
    (
      .norm,
      [
        "batch normalization", "batch normalization layer", "batch normalisation",
        "batch normalisation layer",
        "batch norm", "batch norm layer", "normalization layer", "normalisation layer", "bn", "bn layer",
        "norm",
        "norm layer", "normalization", "normalisation",
      ]
    ),
    (.activation, ["relu", "activation", "activation layer"]),
    (
      .shortcut,
      [
        "shortcut", "shortcut branch", "shortcut connection", "shortcut projection", "projection shortcut",
        "skip connection", "projection", "downsample", "downsampling branch", "identity branch",
      ]
    ),
    (
      .block,
      [
        "residual block", "bottleneck block", "bottleneck", "basic block", "res block", "block",
        "residual unit",
      ]
    ),
    (.stage, ["stage"]),
    (.addition, ["residual addition", "residual add", "elementwise addition", "element wise addition"]),
    (
      .total,
      [
        "total", "in total", "in all", "altogether", "whole network", "entire network", "the network",
        "whole model",
        "entire model", "sum total", "grand total", "overall", "whole", "entire",
      ]
    ),
    (.parameters, ["parameter", "param", "weight", "trainable parameter"]),
    (
      .macs,
      [
        "mac", "macc", "multiply add", "multiply accumulate", "multiply accumulation", "mult add", "madd",
        "gmac", "mmac",
      ]
    ),
    (
      .bothOperations,
      [
        "multiplications and additions", "multiplication and addition", "multiplies and adds",
        "both operations",
      ]
    ),
    (.flops, ["flop", "gflop", "mflop", "tflop", "floating point operation", "bflop"]),
    (.operations, ["operation", "computation", "compute", "cost"]),
    (.bias, ["bias", "biases"]),
    (.each, ["each", "every", "per", "all", "each of"]),
    (.same, ["the same", "same", "identical", "equal", "equally"]),
    (.no, ["different", "differ", "differs", "not", "no", "except"]),
    (.copula, ["is", "are", "be", "equals", "gives", "makes", "needs", "has", "have", "about"]),
    (.and, ["and"]),
    (
      .contains,
      ["contains", "contain", "includes", "include", "consists of", "consist of", "with", "made of"]
    ),
    (.ordinal(1), ["first"]), (.ordinal(2), ["second"]), (.ordinal(3), ["third"]),
    (.ordinal(4), ["fourth"]), (.ordinal(5), ["fifth"]), (.ordinal(6), ["sixth"]),
    (.count(1), ["one", "a single"]), (.count(2), ["two"]), (.count(3), ["three"]), (.count(4), ["four"]),
    (.count(5), ["five"]), (.count(6), ["six"]), (.count(7), ["seven"]), (.count(8), ["eight"]),
    (.count(9), ["nine"]),
    (.count(10), ["ten"]), (.count(12), ["twelve"]), (.count(16), ["sixteen"]), (.count(50), ["fifty"]),
  ]

  private static let chinese: [(Noun, [String])] = [
    (.inputLayer, ["输入层"]),
    (
      .other,
      [
        "卷积核", "输入通道", "输出通道", "输出大小", "输出尺寸", "卷积神经网络", "输入特征图", "输出特征图", "多个", "多少", "特征图", "步长", "填充",
        "全连接网络", "模块",
      ]
    ),
    (.variant, ["剪枝", "骨干", "主干", "类别", "分类数", "空洞", "改进"]),
    (.input, ["输入图像", "输入大小", "输入尺寸", "输入", "图像", "图片", "分辨率"]),
    (
      .qualifier,
      [
        "批大小", "一批", "比", "多", "少", "减少", "增加", "不含", "不包括", "去掉", "相差",
        "超过", "不到", "接近", "以上", "以下", "每秒", "量化", "稀疏", "换成", "降到", "改成", "其中",
      ]
    ),
    (.convolution, ["卷积层", "卷积"]),
    (.linear, ["全连接层", "全连接", "线性层", "分类层", "分类器"]),
    (.globalPool, ["全局平均池化层", "全局平均池化", "平均池化层", "平均池化", "全局池化"]),
    (.pool, ["最大池化层", "最大池化", "池化层", "池化"]),
    (.norm, ["批归一化层", "批归一化", "批量归一化层", "批量归一化", "批标准化层", "批标准化", "归一化层", "归一化", "bn层"]),
    (.activation, ["激活层", "激活函数", "激活"]),
    (.shortcut, ["捷径分支", "捷径连接", "捷径", "跳跃连接", "残差连接", "恒等映射", "投影", "下采样分支", "下采样"]),
    (.block, ["残差块", "残差单元", "瓶颈块", "基本块", "残差模块", "块"]),
    (.stage, ["阶段"]),
    (.addition, ["逐元素相加", "残差相加"]),
    (.total, ["总共", "总计", "合计", "一共", "整个网络", "整个模型", "总的", "整个", "总"]),
    (.parameters, ["参数量", "参数个数", "参数数量", "参数", "权重"]),
    (.macs, ["乘加次数", "乘加运算", "乘加", "乘累加"]),
    (.bothOperations, ["乘法和加法", "乘法与加法", "乘法 + 加法", "乘法+加法", "乘、加法"]),
    (.flops, ["浮点运算次数", "浮点运算量", "浮点运算", "浮点计算量"]),
    (.operations, ["计算量", "运算量", "运算次数"]),
    (.bias, ["偏置"]),
    (.each, ["每个", "每一个", "每", "各个", "各", "所有", "全部"]),
    (.same, ["相同", "一样", "相等", "一致"]),
    (.no, ["不同", "不", "除了", "没有"]),
    (.copula, ["为", "是", "等于", "约为", "有", "需要"]),
    (.and, ["和", "与", "及", "以及"]),
    (.contains, ["包含", "包括", "含有", "由"]),
    (.ordinal(1), ["第一", "首个"]), (.ordinal(2), ["第二"]), (.ordinal(3), ["第三"]), (.ordinal(4), ["第四"]),
    (.ordinal(5), ["第五"]), (.ordinal(6), ["第六"]),
    (.count(1), ["一个", "一层"]), (.count(2), ["两个", "二个", "两层"]), (.count(3), ["三个", "三层"]),
    (.count(4), ["四个"]), (.count(5), ["五个"]), (.count(6), ["六个"]), (.count(8), ["八个"]), (.count(16), ["十六个"]),
  ]
}
