import Derivations
import Networks
import Symbolics

/// What a text calculates beside a layer without meaning the layer as a whole: one filter of it, one position, one map;
/// or another layer that it is compared with. Such a number is right although it is not the layer's.
extension Calculation {
  /// Whether the words around a number say that it counts one filter, one position or one map.
  func countsOnePart(_ range: Range<Int>, on line: TextLine) -> Bool {
    let sentence = sentence(around: range.lowerBound, on: line)
    // What was said of an earlier calculation does not go on: "each of 5x5x6 = 150, so 150*16 = 2,400".
    let earlier = line.chains.last { $0.range.upperBound <= range.lowerBound }?.range.upperBound ?? 0
    let start = max(sentence.lowerBound, earlier, range.lowerBound - 80)
    let before = start..<max(start, range.lowerBound)
    let behind = range.upperBound..<max(range.upperBound, min(sentence.upperBound, range.upperBound + 40))
    let near = max(start, range.lowerBound - 20)..<max(start, range.lowerBound)
    if Phrases.containsWord(
      ["the kernel", "the filter", "this kernel", "this filter"], in: near, of: working.bytes)
    {
      return true
    }
    return [before, behind].contains { stretch in
      Phrases.contains(PartWords.chinese, in: stretch, of: working.bytes)
        || Phrases.containsWord(PartWords.english, in: stretch, of: working.bytes)
    }
  }

  /// Whether a number stands for another layer, with which the text compares the one that it describes: "a full
  /// convolution would have …", "instead of …", 普通卷积要 ….
  func contrasts(_ range: Range<Int>, on line: TextLine, with mistake: Mistake) -> Bool {
    let sentence = sentence(around: range.lowerBound, on: line)
    let stretches = [
      sentence.lowerBound..<max(sentence.lowerBound, range.lowerBound),
      range.upperBound..<max(range.upperBound, sentence.upperBound),
    ]
    let isOfGroups = mistake == .depthwiseAsDense || mistake == .groupsIgnored
    if mistake == .kernelAreaMissing, speaksOfOneDimension(line, besides: range) { return true }
    if isOfGroups, areGroupsSaidLater(range, on: line) || isOfPointwise(range, on: line) { return true }
    for stretch in stretches {
      if Phrases.contains(ContrastWords.chinese, in: stretch, of: working.bytes)
        || Phrases.containsWord(ContrastWords.english, in: stretch, of: working.bytes)
      {
        return true
      }
      if isOfGroups,
        Phrases.contains(ContrastWords.chineseDense, in: stretch, of: working.bytes)
          || Phrases.containsWord(ContrastWords.englishDense, in: stretch, of: working.bytes)
      {
        return true
      }
    }
    return false
  }
}

extension Calculation {
  /// Whether a line names kernels of one row or column: beside a calculation, and not within numbers as `3×128` is.
  private func speaksOfOneDimension(_ line: TextLine, besides range: Range<Int>) -> Bool {
    let bytes = working.bytes
    var start = line.range.lowerBound
    while let found = ContrastWords.oneDimensional.first(in: start..<line.range.upperBound, of: bytes) {
      let isWithin =
        bytes[found.lowerBound].isASCIIDigit && found.lowerBound > 0
        && bytes[found.lowerBound - 1].isASCIIDigit
        || bytes[found.upperBound - 1].isASCIIDigit && found.upperBound < bytes.count
          && bytes[found.upperBound].isASCIIDigit
      if !isWithin, !range.overlaps(found) { return true }
      start = found.upperBound
    }
    return false
  }

  /// "depthwise 9·512·196 = 903,168, pointwise 512·512·196": the words right before a calculation name the other layer of the
  /// two.
  private func isOfPointwise(_ range: Range<Int>, on line: TextLine) -> Bool {
    let earlier = line.chains.last { $0.range.upperBound <= range.lowerBound }?.range.upperBound
    let start = max(line.range.lowerBound, earlier ?? 0, range.lowerBound - 48)
    guard start < range.lowerBound,
      let word = ContrastWords.pointwise.first(in: start..<range.lowerBound, of: working.bytes)
    else { return false }
    return !ContrastWords.groups.isIn(word.upperBound..<range.lowerBound, of: working.bytes)
  }

  /// "A 3×3 convolution has 147,456 weights; with 32 groups it has 4,608": the groups are those of another layer, of which a
  /// later clause tells.
  private func areGroupsSaidLater(_ range: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let limit = min(line.range.upperBound, range.upperBound + 160)
    let before =
      line.stretch(before: range.lowerBound, atMost: 400)
    guard range.upperBound < limit, before.lowerBound < before.upperBound,
      !ContrastWords.groups.isIn(before, of: bytes),
      let word = ContrastWords.groups.first(in: range.upperBound..<limit, of: bytes)
    else { return false }
    return ContrastWords.ends.isIn(range.upperBound..<word.lowerBound, of: bytes)
  }
}

/// Words for one piece of a layer.
private enum PartWords {
  static let english: [StaticString] = [
    "each", "every", "one filter", "one kernel", "one output", "one position", "one map", "one channel",
    "one neuron", "one unit", "one pixel", "one value", "one window", "one input", "one of", "single",
    "a filter", "a kernel", "a neuron", "a pixel", "per filter", "per kernel", "per output", "per position",
    "per pixel", "per map", "per channel", "per neuron", "per unit", "per value", "per location",
    "per window", "per input", "reduction dim", "reduction dimension", "fan-in", "fan in", "dot product",
    "contraction", "im2col", "inner dimension",
  ]

  static let chinese: [StaticString] = [
    "每", "单个", "单张", "单一", "一个卷积核", "一个滤波器", "一个过滤器", "一个核", "一个输出", "一个位置", "一个点", "一个像素", "一个神经元",
    "一个通道", "一张", "一幅", "一个特征图", "单通道", "其中一", "归约维", "内积长度", "点积", "扇入",
  ]
}

/// Words that set one layer against another.
private enum ContrastWords {
  static let english: [StaticString] = [
    "would", "instead", "rather than", "compared", "compare", "versus", "vs", "than", "unlike", "whereas",
    "if it were", "if it was", "if we had", "had it", "were it", "as opposed", "quarter of", "half of",
    "third of", "eighth of", "tenth of", "times", "without grouping", "without groups", "without the stride",
    "without stride", "without downsampling", "without subsampling", "not strided", "naive", "naively",
    "wrong", "wrongly", "with same padding", "with valid padding", "same padding", "valid padding",
  ]

  static let chinese: [StaticString] = [
    "若不", "如果不", "假如", "倘若", "要是", "若没有", "如果没有", "若换", "如果换", "若改", "如果改", "换成", "改为", "改成", "改用", "相比",
    "相对", "而不是", "而非", "不是", "分之", "一半", "倍", "对比", "比较", "原来", "原本", "本来", "本应",
  ]

  static let englishDense: [StaticString] = [
    "full", "ordinary", "regular", "standard", "normal", "dense", "ungrouped", "plain", "usual",
    "conventional", "without", "if", "equivalent", "corresponding", "vanilla", "traditional",
  ]

  /// Kernels of one row or column beside the square one.
  static let oneDimensional: PhraseSet = [
    "1×3", "3×1", "1x3", "3x1", "1×5", "5×1", "1×7", "7×1", "1-d", "1d ", "one-dim", "factori", "asymmetric",
    "separab", "一维", "分解", "非对称", "可分离",
  ]
  static let groups: PhraseSet = ["group", "depthwise", "dwise", "depth-wise", "分组", "组", "深度", "逐通道"]
  static let pointwise: PhraseSet = ["pointwise", "point-wise", "pw ", "pw:", "逐点"]
  static let ends: PhraseSet = [";", "；", ". ", "。"]

  static let chineseDense: [StaticString] = [
    "普通", "标准", "常规", "传统", "一般", "不分组", "未分组", "不用分组", "不使用", "若", "如果", "同样", "等价", "对应", "比",
  ]
}
