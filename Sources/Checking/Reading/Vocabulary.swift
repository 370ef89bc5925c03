/// The words by which workings name the parts of a network and its quantities, in English and Chinese.
///
/// Matching goes by the longest entry at a place, so that 卷积核 (kernel) is not taken for 卷积 (convolution).
/// Latin entries are lower case and match whole words, with or without a plural `s`; a blank in an entry also matches
/// a hyphen or nothing.
struct Vocabulary: Sendable {
  private struct Entry: Sendable {
    /// The place of its spelling among ``spellings``.
    let spelling: Range<Int>
    let noun: Noun
  }

  /// The spellings of all entries, one behind the other.
  private let spellings: [UInt8]
  /// The entries in the order of their keys, those with one key longest first.
  private let entries: [Entry]
  /// For each key the index of its first entry; one more at the end.
  private let firstEntries: [UInt16]

  /// The vocabulary of both languages.
  static let shared = Vocabulary()

  private init() {
    var spellings: [UInt8] = []
    var table = [[Entry]](repeating: [], count: Vocabulary.keyCount)
    for (noun, words) in Vocabulary.english + Vocabulary.chinese {
      for word in words {
        let start = spellings.count
        spellings += Array(word.utf8)
        let entry = Entry(spelling: start..<spellings.count, noun: noun)
        for key in Vocabulary.keys(of: spellings[entry.spelling]) { table[key].append(entry) }
      }
    }
    var entries: [Entry] = []
    var firstEntries: [UInt16] = []
    for var bucket in table {
      firstEntries.append(UInt16(truncatingIfNeeded: entries.count))
      if bucket.count > 1 { bucket.sort { $0.spelling.count > $1.spelling.count } }
      entries += bucket
    }
    firstEntries.append(UInt16(truncatingIfNeeded: entries.count))
    (self.spellings, self.entries, self.firstEntries) = (spellings, entries, firstEntries)
  }

  // MARK: - Keys

  /// Entries are found by what they begin with: two letters, or one Chinese character. Few places of a text have a key
  /// with an entry, and few entries share one.
  private static let keyCount = 2_048

  /// The key of a place that begins with these three bytes.
  @inline(__always)
  private static func key(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    first < 0x80
      ? Int(first & 0x1F) << 5 | Int(second & 0x1F) : 1_024 | (Int(second) << 6 ^ Int(third)) & 0x3FF
  }

  /// The keys under which a spelling is met: a blank in it may also be a hyphen or nothing.
  private static func keys(of spelling: ArraySlice<UInt8>) -> [Int] {
    let bytes = Array(spelling.prefix(3))
    guard bytes.count > 1, bytes[1] == .space else { return [key(bytes[0], bytes[1], bytes.last ?? 0)] }
    return [UInt8.space, .hyphen, bytes[2]].map { key(bytes[0], $0, 0) }
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
        if byte.isASCIILetter {
          if let (noun, stop) = latinMatch(at: offset, until: end, in: buffer) {
            found.append(Mention(noun: noun, range: offset..<stop))
            offset = stop
          } else {
            // Entries match whole words only, so the rest of this one is passed over.
            while offset < end, buffer[offset].isASCIIWordByte { offset += 1 }
          }
        } else if byte >= 0xE4, let (noun, stop) = chineseMatch(at: offset, until: end, in: buffer) {
          found.append(Mention(noun: noun, range: offset..<stop))
          offset = stop
        } else {
          offset += 1
        }
      }
    }
  }

  private func latinMatch(
    at offset: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt8>
  ) -> (noun: Noun, end: Int)? {
    guard offset + 1 < end, offset == 0 || !buffer[offset - 1].isASCIIWordByte else { return nil }
    let key = Vocabulary.key(buffer[offset], buffer[offset + 1], 0)
    for index in firstEntries[key]..<firstEntries[key + 1] {
      let entry = entries[Int(index)]
      if let stop = latinEnd(of: entry.spelling, at: offset, until: end, in: buffer) {
        return (entry.noun, stop)
      }
    }
    return nil
  }

  private func chineseMatch(
    at offset: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt8>
  ) -> (noun: Noun, end: Int)? {
    guard offset + 2 < end else { return nil }
    let key = Vocabulary.key(buffer[offset], buffer[offset + 1], buffer[offset + 2])
    search: for index in firstEntries[key]..<firstEntries[key + 1] {
      let spelling = entries[Int(index)].spelling
      guard offset + spelling.count <= end else { continue }
      for (at, wanted) in spelling.enumerated() where buffer[offset + at] != spellings[wanted] {
        continue search
      }
      return (entries[Int(index)].noun, offset + spelling.count)
    }
    return nil
  }

  private func latinEnd(
    of spelling: Range<Int>, at offset: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var at = offset
    for index in spelling {
      let wanted = spellings[index]
      if wanted == .space {
        if at < end, buffer[at] == .space || buffer[at] == .hyphen { at += 1 }
        continue
      }
      guard at < end else { return nil }
      guard buffer[at] | (buffer[at].isASCIILetter ? 0x20 : 0) == wanted else { return nil }
      at += 1
    }
    if at < end, buffer[at] | 0x20 == UInt8(ascii: "s") { at += 1 }
    // A digit may follow, as in `block1` or `conv1`.
    if at < end, buffer[at].isASCIILetter || buffer[at] == UInt8(ascii: "_") { return nil }
    return at
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
        "siamese", "twin", "branches", "batch", "batch of", "images", "fps", "training", "train", "epoch",
        "backward", "without", "differ", "difference", "differs", "more", "less", "fewer", "saves", "save",
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
    (.ordinal(1), ["first", "1st"]), (.ordinal(2), ["second", "2nd"]), (.ordinal(3), ["third", "3rd"]),
    (.ordinal(4), ["fourth", "4th"]), (.ordinal(5), ["fifth", "5th"]), (.ordinal(6), ["sixth", "6th"]),
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
        "批大小", "一批", "训练", "比", "多", "少", "减少", "增加", "不含", "不包括", "去掉", "相差",
        "超过", "不到", "接近", "以上", "以下", "每秒", "反向", "量化", "稀疏", "换成", "降到", "改成", "其中",
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
