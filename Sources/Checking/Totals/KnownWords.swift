import Derivations
import Networks
import Symbolics

/// Whether what is said beside a network's name is all understood. A bracket with a word in it that nobody knows, "U-Net
/// (bilinear)", may make the network another one.
extension Calculation {
  /// Whether a stretch of a line holds no word that may make a network another one, but for places that are known already.
  func holdsOnlyKnownWords(_ range: Range<Int>, besides known: [Range<Int>], on line: TextLine) -> Bool {
    let known =
      known + line.networks.map { $0.range }
      + line.mentions.filter { $0.noun.leavesNetwork }.map { $0.range }
    let bytes = working.bytes
    var at = range.lowerBound
    while at < range.upperBound {
      if let passed = known.first(where: { $0.contains(at) }) {
        at = passed.upperBound
      } else if bytes[at].isASCIILetter {
        let start = at
        at = bytes.skip(from: at, to: range.upperBound) { $0.isASCIILetter }
        // `B7`, `S2` name something; `v1` is a version.
        // The sign of 224x224 is no word.
        let isSign =
          bytes[start] == UInt8(ascii: "x") && start > range.lowerBound && bytes[start - 1].isASCIIDigit
        if isSign, isMultiple(before: start, behind: at) { return false }
        if at < range.upperBound, bytes[at].isASCIIDigit || bytes[at] == UInt8(ascii: "="),
          bytes[start] | 0x20 != UInt8(ascii: "v"), !isSign
        {
          return false
        }
        if !isKnownWord(working.text(start..<at)) { return false }
      } else if bytes[at] >= 0xE4, bytes[at] <= 0xE9 {
        guard
          let word = Calculation.chineseWords.first(where: { working.begins(at..<range.upperBound, with: $0) }
          )
        else { return false }
        at += word.utf8CodeUnitCount
      } else if bytes[at] == 0xC3, isMultiple(before: at, behind: at + 2) {
        return false
      } else if bytes[at] == 0xCE || bytes[at] == 0xCF {
        // A Greek letter stands for a size that is changed.
        return false
      } else {
        at += 1
      }
    }
    return true
  }

  /// Whether a sign of multiplication makes a width of the number before it: "at 1.4×".
  private func isMultiple(before sign: Int, behind end: Int) -> Bool {
    let bytes = working.bytes
    let next = bytes.skip(from: end, to: bytes.count) { $0 == .space }
    return sign > 0 && bytes[sign - 1].isASCIIDigit && !(next < bytes.count && bytes[next].isASCIIDigit)
  }

  func isKnownWord(_ word: String) -> Bool {
    let small = word.lowercased()
    if small.utf8.count == 1 || Calculation.englishWords.contains(small) { return true }
    // The authors of its publication.
    return facts?.derivation.network.publication.authors.contains(substring: word) ?? false
  }

  /// Words that leave a network what it is.
  static let englishWords: Set<String> = [
    "the", "an", "of", "in", "to", "at", "on", "and", "or", "has", "have", "is", "are", "its", "it", "this",
    "that",
    "for", "with", "about", "around", "roughly", "approximately", "approx", "ca", "only", "all", "no",
    "without",
    "number", "counts", "counting", "counted", "count", "needs", "uses", "by", "as", "from", "per", "one",
    "single",
    "input", "inputs", "image", "images", "size", "resolution", "px", "pixel", "pixels", "rgb", "imagenet",
    "ilsvrc",
    "torchvision", "pytorch", "tensorflow", "timm", "original", "paper", "standard", "classic", "usual",
    "plain",
    "default", "batch", "network", "model", "cnn", "net", "layers", "layer", "bias", "biases", "million",
    "billion",
    "bn", "ms", "gb", "mb", "forward", "pass", "inference", "two", "gpu", "gpus", "tower", "grouped",
    "groups",
    "group", "dense", "sparse", "classification", "classifier", "classes", "trained", "training",
    "pretrained",
    "et", "al", "year", "fp", "float", "total", "overall", "gives", "full", "whole", "version", "config",
    "configuration", "multiplications", "additions", "multiply", "adds", "add", "including", "included",
    "excluding",
    "trainable", "learnable", "costs", "cost", "require", "requires", "required", "takes", "take", "perform",
    "performs",
    "contain", "holds", "hold", "come", "comes", "sum", "sums", "amount", "amounts", "totals", "totalling",
    "totaling", "up",
    "exactly", "precisely", "nearly", "almost", "just", "some", "also", "so", "thus", "therefore", "hence",
    "then", "we",
    "get", "gets", "obtain", "find", "which", "what", "should", "be", "together", "altogether", "was", "were",
    "had",
    "therefore", "mean", "means", "s", "weighs", "weigh", "does", "do", "did", "executes", "runs", "run",
    "spends", "approx",
    "about", "circa", "over", "their", "result", "results", "equals", "equal", "make", "makes", "making",
    "giving", "as",
    "stated", "published", "reported", "real", "actual", "actually", "true", "correct", "figure", "figures",
    "value",
    "thousand", "m", "k", "g", "b", "numbers", "work", "complexity", "computational", "computation",
    "computations", "again",
    "per", "evaluation", "evaluate", "classify", "classifying", "single", "picture", "pictures", "standard",
    "resolutions",
    "here", "however", "altogether", "text", "textbf", "mathrm", "mathbf", "times", "cdot", "approx", "num",
    "qty", "giga",
    "mega", "si", "strong", "em", "li", "td", "th", "p", "br", "span", "code", "nbsp", "emph", "quad",
    "texttt", "ch", "hw",
    "ends", "end", "process", "processes", "processing", "large", "larger", "big", "bigger", "huge", "small",
    "smaller",
    "whopping", "alone", "than", "more", "still", "already", "even", "now", "today", "leads", "lead",
    "arrives",
    "classifies", "inferring", "infer", "predict", "predicts", "published", "released", "proposed",
    "introduced",
    "whose", "but", "known", "well", "famous", "popular", "old", "new", "heavy", "light", "very", "much",
    "many",
    "e", "i",
  ]

  /// The same in Chinese, the longer ones first.
  private static let chineseWords: [StaticString] = [
    "不考虑", "不包含", "前向传播", "浮点", "不含", "不计", "忽略", "包含", "包括", "输入", "图像", "图片", "尺寸", "大小", "分辨率", "论文", "原版",
    "原始", "标准", "经典", "默认", "网络", "模型", "参数", "总共", "一共", "大约", "约", "前向", "推理", "用于", "偏置", "权重", "计算", "乘加",
    "通道",
    "彩色", "分类", "任务", "数据集", "训练", "版本", "双卡", "分组", "两组", "分两组", "稠密", "全部", "所有", "可训练", "可学习", "整个", "需要",
    "单位",
    "完整", "亿", "万", "的", "为", "有", "含", "无", "是", "在", "上", "下", "时", "每", "个", "张", "幅", "单", "一", "次", "年",
    "量", "数",
    "高达", "多达", "最终", "差不多", "左右", "大致", "大概", "拥有", "具有", "因此", "所以", "那么", "消耗", "花费", "执行", "估计", "估算",
    "整体", "规模", "将近",
    "几乎", "应该", "应", "达到", "达", "需", "则", "也", "就", "故", "即", "只", "要", "做", "这", "该", "此", "它", "而", "并",
    "运算", "次数",
    "开销", "复杂度", "结果", "等于", "处理", "来说", "而言", "大",
    "总", "共", "和", "与", "及", "带", "三", "两", "层", "按", "以", "对", "中", "其", "后", "计", "算", "给", "出", "得", "到",
  ]
}

extension Noun {
  /// Whether a word speaks of what is counted, or joins words, and says nothing of the network.
  fileprivate var leavesNetwork: Bool {
    switch self {
    case .total, .parameters, .macs, .flops, .operations, .bothOperations, .bias, .copula, .and, .contains,
      .input,
      .each, .network:
      true
    default: false
    }
  }
}
