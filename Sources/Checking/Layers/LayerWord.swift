/// What a word says of a layer: what the layer is, which of its options a number is, or how numbers go together.
enum LayerWord: UInt8, Sendable {
  // What the layer is.
  case convolution, linear, pool, maxPool, averagePool, globalPool, norm, flatten
  /// A layer that keeps the shape: an activation, dropout.
  case pass
  /// A layer whose costs need more than a description gives here: transposed, separable, over one or three axes.
  case unsupported

  // Which option a number is.
  /// A kernel, a filter, a window: its size stands beside it.
  case kernel
  /// Kernels or filters: how many there are, or their size.
  case filters
  case stride, padding, dilation, groups
  /// 分: with a number of groups behind it.
  case split
  case input, output
  /// "gives", "yields": what comes out is behind it.
  case gives
  case inputChannels, outputChannels, channels
  /// Neurons, units: the outputs of a fully connected layer.
  case units
  /// "at 56×56": a map that goes in or comes out.
  case at
  /// A feature map.
  case map
  /// A picture, which goes into a network where no layer was named before it.
  case image
  case batch
  /// A picture of three channels or of one: "RGB", "grayscale".
  case colour, gray

  // Options in words.
  case depthwise, pointwise, same, valid, no, yes, bias, grouped

  // Words of a sentence.
  /// Words that may stand between an option and its number: "size", "of", "is".
  case filler
  case max, average, global
  /// "each filter", "per position": what follows is about a part of the layer.
  case each
  /// "two", "several": more than one layer.
  case several
  /// "then", "followed", "and": parts two layers.
  case then
  case to
  case other
}

extension LayerWord {
  /// Whether the word names a layer.
  var isLayer: Bool {
    switch self {
    case .convolution, .linear, .pool, .maxPool, .averagePool, .globalPool, .norm, .flatten, .pass,
      .unsupported:
      true
    default: false
    }
  }

  /// The word that Latin letters spell. Numbers at the end of a name, as in `conv1_2`, do not count.
  static func latin(_ word: Range<Int>, in bytes: [UInt8]) -> LayerWord {
    guard let exact = ShortWord(bytes, word) else { return longWord(word, in: bytes) }
    if let found = find(exact) { return found }
    let end = bytes.skipBack(from: word.upperBound, to: word.lowerBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: "_")
    }
    guard end < word.upperBound, end > word.lowerBound + 1,
      let stem = ShortWord(bytes, word.lowerBound..<end), let found = find(stem),
      found.isLayer || found == .depthwise || found == .pointwise
    else { return .other }
    return found
  }

  private static func find(_ wanted: ShortWord) -> LayerWord? {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].word < wanted { low = middle + 1 } else { high = middle }
    }
    return low < words.count && words[low].word == wanted ? words[low].meaning : nil
  }

  private static let words: [(word: ShortWord, meaning: LayerWord)] = {
    var table: [(word: ShortWord, meaning: LayerWord)] = []
    for (spellings, meaning) in english {
      let bytes = Array(spellings.utf8)
      for spelling in bytes.split(whereSeparator: { $0 == UInt8.space || $0 == 0x0A }) {
        if let word = ShortWord(bytes, spelling.indices) { table.append((word, meaning)) }
      }
    }
    return table.sorted { $0.word < $1.word }
  }()

  /// Words of more than twelve letters.
  private static func longWord(_ word: Range<Int>, in bytes: [UInt8]) -> LayerWord {
    guard word.count <= 24 else { return .other }
    for (spelling, meaning) in long where spelling.utf8.count == word.count {
      let isEqual = zip(bytes[word], spelling.utf8).allSatisfy { $0 | ($0.isASCIILetter ? 0x20 : 0) == $1 }
      if isEqual { return meaning }
    }
    return .other
  }

  private static let long: [(String, LayerWord)] = [
    ("convolutional", .convolution), ("input_channels", .inputChannels), ("output_channels", .outputChannels),
    ("batchnormalization", .norm), ("averagepooling2d", .averagePool), ("adaptiveavgpool2d", .globalPool),
    ("globalaveragepooling2d", .globalPool), ("convtranspose2d", .unsupported),
    ("conv2dtranspose", .unsupported), ("convtranspose", .unsupported), ("conv_transpose", .unsupported),
    ("conv_transpose2d", .unsupported), ("conv2d_transpose", .unsupported),
    ("transposedconv2d", .unsupported), ("separableconv2d", .unsupported), ("normalization", .norm),
    ("normalisation", .norm), ("depthwiseconv2d", .unsupported), ("zeropadding2d", .unsupported),
    ("deconvolution", .unsupported), ("upconvolution", .unsupported), ("upconvolutional", .unsupported),
  ]

  private static let english: [(String, LayerWord)] = [
    ("conv convs convolution convolutions conv2d convlayer", .convolution),
    ("linear dense fc fully", .linear),
    ("pool pooling", .pool),
    ("maxpool maxpool2d maxpooling maxpooling2d", .maxPool),
    ("avgpool avgpool2d", .averagePool),
    ("gap", .globalPool),
    ("bn norm batchnorm batchnorm2d", .norm),
    ("flatten", .flatten),
    ("relu relu6 dropout dropout2d softmax sigmoid tanh gelu activation", .pass),
    (
      """
      deconv transposed transpose separable upsample upsampling upconv conv1d conv3d convtranspose unpool lstm gru rnn embedding \
      attention 1d 3d inception residual bottleneck block blocks shortcut concat interpolate
      """, .unsupported
    ),
    ("kernel filter window kernel_size ksize filter_size kernelsize pool_size k", .kernel),
    ("kernels filters", .filters),
    ("stride strides s", .stride),
    ("padding pad padded p pads", .padding),
    ("dilation dilated dilation_rate rate", .dilation),
    ("groups cardinality", .groups),
    ("grouped group", .grouped),
    ("input inputs input_shape input_size", .input),
    ("output outputs", .output),
    ("in_channels cin c_in in_ch inchannels in_features in_planes", .inputChannels),
    (
      "out_channels cout c_out out_ch num_filters n_filters nfilters out_features out_planes", .outputChannels
    ),
    ("channel channels", .channels),
    ("gives giving yields yielding produces producing returns", .gives),
    ("units neurons nodes", .units),
    ("at", .at),
    ("on over", .input),
    ("map maps resolution volume volumes tensor", .map),
    ("image images picture pictures", .image),
    ("batch minibatch batch_size batchsize", .batch),
    ("depthwise dw dwconv dwise", .depthwise),
    ("rgb colour color", .colour),
    ("grayscale greyscale gray grey monochrome", .gray),
    ("pointwise pwconv", .pointwise),
    ("same", .same),
    ("valid", .valid),
    ("no without none false zero", .no),
    ("true with", .yes),
    ("bias biases use_bias", .bias),
    (
      """
      size sized of is are a an the layer has have uses using shape dim dims dimension dimensions applied for connected \
      square spatial feature by be
      """, .filler
    ),
    ("max maximum", .max),
    ("average avg mean", .average),
    ("global adaptive", .global),
    ("each per every single one", .each),
    ("two three four five several both stacked stack multiple layers parallel", .several),
    ("then followed followed_by next and plus", .then),
    ("to", .to),
  ]

  /// The word that Chinese characters spell at a place, the longest there is, with its length.
  static func chinese(at place: Int, until end: Int, in bytes: [UInt8]) -> (LayerWord, count: Int)? {
    guard end - place >= 3 else { return nil }
    for (spelling, meaning) in chineseWords[Int(bytes[place + 2] & 0x3F)]
    where spelling.count <= end - place && spelling[0] == bytes[place] {
      var isEqual = true
      for offset in 1..<spelling.count where bytes[place + offset] != spelling[offset] {
        isEqual = false
        break
      }
      if isEqual { return (meaning, spelling.count) }
    }
    return nil
  }

  /// By the last bits of the first character; longer spellings come first.
  private static let chineseWords: [[([UInt8], LayerWord)]] = {
    var table = [[([UInt8], LayerWord)]](repeating: [], count: 64)
    for (spellings, meaning) in chineseSpellings {
      for spelling in spellings {
        let bytes = Array(spelling.utf8)
        table[Int(bytes[2] & 0x3F)].append((bytes, meaning))
      }
    }
    return table.map { row in row.sorted { $0.0.count > $1.0.count } }
  }()

  private static let chineseSpellings: [([String], LayerWord)] = [
    (["卷积核大小", "卷积核尺寸", "核大小", "核尺寸", "核宽", "窗口", "池化核"], .kernel),
    (["卷积核", "滤波器", "过滤器", "卷积核数量", "卷积核个数", "卷积核数", "滤波器个数", "滤波器数量"], .filters),
    (["输入通道数", "输入通道", "输入特征数"], .inputChannels), (["输出通道数", "输出通道", "输出特征数"], .outputChannels),
    (["通道数", "通道"], .channels), (["输入特征图", "输入图像", "输入图片", "输入大小", "输入尺寸", "输入"], .input),
    (["输出特征图", "输出大小", "输出尺寸", "输出"], .output), (["特征图"], .map), (["图像", "图片"], .image),
    (["步长", "步幅"], .stride), (["填充"], .padding), (["膨胀率", "空洞率", "膨胀系数"], .dilation),
    (["组数", "分组数", "组"], .groups), (["分组"], .grouped), (["分成", "分为", "分"], .split),
    (["分别", "分类", "分支", "部分", "百分", "分钟", "分块"], .other), (["分辨率"], .map),
    (["彩色"], .colour), (["灰度", "单通道"], .gray), (["进"], .inputChannels), (["出"], .outputChannels),
    (["进行", "进而", "进一步", "得出", "给出", "算出", "求出", "推出", "列出", "写出", "看出"], .other),
    (["深度可分离", "转置卷积", "反卷积", "残差", "瓶颈", "上采样", "一维", "三维", "模块"], .unsupported),
    (["深度卷积", "逐通道卷积", "逐深度卷积", "深度方向卷积", "深度方向的卷积", "逐通道"], .depthwise), (["逐点卷积"], .pointwise),
    (["卷积层", "卷积"], .convolution), (["全连接层", "全连接", "线性层"], .linear), (["最大池化层", "最大池化"], .maxPool),
    (["平均池化层", "平均池化"], .averagePool), (["全局平均池化层", "全局平均池化"], .globalPool), (["池化层", "池化"], .pool),
    (["批归一化层", "批归一化", "批量归一化", "批标准化", "归一化"], .norm), (["展平", "拉平"], .flatten), (["激活"], .pass),
    (["无", "不", "没有"], .no), (["带", "有"], .yes), (["偏置"], .bias), (["神经元", "节点", "单元"], .units),
    (["批大小", "一批"], .batch),
    (["大小", "尺寸", "为", "是", "的", "个", "使用", "采用", "数量", "个数", "数", "层", "均", "都"], .filler),
    (["每个", "每一个", "每", "单个", "一个"], .each), (["两个", "三个", "四个", "两层", "三层", "多个", "并联"], .several),
    (["然后", "接着", "再", "后接", "和"], .then), (["到", "变为", "变成"], .to), (["得到"], .gives), (["在"], .at),
  ]
}
