import Symbolics

/// The line below a list that gives the sum of its numbers.
struct ListTotal {
  let numeral: Numeral
  let range: Range<Int>
  let unit: Unit
  /// The sum that the line writes out, if it does.
  let sum: Located?
  /// The name of what the list has the parts of, where that stands in place of a word for the total: `layer: …`.
  let whole: Range<Int>?
  /// How many parts it is the total of, where it says so: "total of both layers", 三层共.
  let count: Int?

  init?(_ line: TextLine, bytes: [UInt8]) {
    guard !line.lone.isEmpty || !line.chains.isEmpty else { return nil }
    if let side = ListTotal.numberInFront(of: line, bytes), let claim = side.claim {
      (numeral, range, unit) = (claim, side.located.range, side.unit)
      (sum, whole, count) = (nil, nil, nil)
      return
    }
    var joint = Joint(bytes, from: line.range.lowerBound, to: line.range.upperBound)
    count = ListTotal.takeCounted(&joint)
    // "So the network has 203,530 parameters" is said as plainly as "Total: …".
    let isConclusion = count == nil && joint.take(ListTotal.conclusions)
    let isNamed =
      count != nil || isConclusion || joint.take(ListTotal.words) || ListTotal.takeSubtotal(&joint)
    if !isNamed {
      joint.skipBlanks()
      let start = joint.at
      guard joint.take(ListTotal.wholes) else { return nil }
      whole = start..<joint.at
    } else {
      whole = nil
    }
    _ = joint.takeUnits()
    _ = joint.take(ListTotal.quantities)
    _ = joint.takeUnits()
    let hasSign = joint.take(ListTotal.signs) || isConclusion || isNamed && joint.take(ListTotal.subjects)
    if !isNamed, !hasSign { return nil }
    joint.skipBlanks()
    // "sum 132.6M of 138.4M": the word stands right before the number. What is calculated with it may follow: "In total 266,610
    // parameters, in float32 that is 266,610 · 4 = …".
    let isRightBefore = isNamed && line.lone.first?.located.range.lowerBound == joint.at
    let isCarriedOn =
      isRightBefore && line.chains.allSatisfy { $0.range.lowerBound > joint.at }
    guard
      hasSign || isCarriedOn
        || line.chains.isEmpty
          && (line.lone.count == 1 || ListTotal.hasWideGap(before: joint.at, in: bytes)
            || line.lone.first?.located.range.lowerBound == joint.at)
    else { return nil }
    if line.chains.count == 1, line.lone.isEmpty, let last = line.chains[0].sides.last, let claim = last.claim
    {
      let chain = line.chains[0]
      let sums = chain.sides.filter { if case .sum = $0.located.expression { !$0.isSymbolic } else { false } }
      let others = chain.sides.filter { $0.isCompound && !$0.isName && !sums.contains($0.located.range) }
      guard others.isEmpty, sums.count <= 1 else { return nil }
      numeral = claim
      range = last.located.range
      unit = last.unit
      sum = sums.first?.located
    } else if line.chains.isEmpty || isCarriedOn, let side = line.lone.first, let claim = side.claim,
      side.located.range.lowerBound == joint.at, claim.scale != .percent
    {
      numeral = claim
      range = side.located.range
      unit = side.unit
      sum = nil
    } else {
      return nil
    }
    var tail = Joint(bytes, from: range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    guard
      tail.isAtEnd || bytes[tail.at] == UInt8(ascii: "(") || tail.isAtClauseEnd() || tail.take(ListTotal.of)
    else { return nil }
  }

  /// "76,736 parameters in total": the number with which a line begins, if it says that this is the total.
  private static func numberInFront(of line: TextLine, _ bytes: [UInt8]) -> Chain.Side? {
    guard line.chains.isEmpty, let side = line.lone.first, let claim = side.claim, claim.scale == .one,
      side.located.range.lowerBound == line.range.lowerBound, behind.mayBe(on: line)
    else { return nil }
    let digits = bytes.skip(from: line.range.lowerBound, to: line.range.upperBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ",")
    }
    var joint = Joint(bytes, from: digits, to: line.range.upperBound)
    _ = joint.take(trainable)
    _ = joint.take(counted)
    guard joint.take(behind) else { return nil }
    return joint.isAtClauseEnd() ? side : nil
  }

  private static let trainable: PhraseSet = ["trainable", "learnable", "model", "network"]
  private static let counted: PhraseSet = [
    "parameters", "params", "weights", "weights and biases", "macs", "multiply-adds", "flops",
  ]
  private static let behind: PhraseSet = ["in total", "altogether", "in all", "overall", "total"]

  /// `Subtotal:`, 嵌入层小计：a short name and the word for the sum of some.
  private static func takeSubtotal(_ joint: inout Joint) -> Bool {
    let start = joint.at
    let stretch = start..<max(start, min(joint.end, start + 40))
    guard let word = subtotals.first(in: stretch, of: joint.bytes),
      !joint.bytes[start..<word.lowerBound].contains(where: { $0.isASCIIDigit || $0 == UInt8(ascii: ":") })
    else { return false }
    joint.at = word.upperBound
    joint.skipBlanks()
    // The sign of a colon or of equality has to follow.
    var next = joint
    return next.take(signs)
  }

  /// "Total of both layers", "Sum of the three branches", 两层共: how many parts there are.
  private static func takeCounted(_ joint: inout Joint) -> Int? {
    var next = joint
    let isFirst = next.take(TotalCounts.totals)
    if isFirst {
      guard next.take(TotalCounts.of) else { return nil }
    }
    _ = next.take(TotalCounts.articles)
    next.skipBlanks()
    guard let index = TotalCounts.numbers.index(at: next.at, until: next.end, in: next.bytes) else {
      return nil
    }
    next.at += TotalCounts.numbers.phrases[index].utf8CodeUnitCount
    guard next.take(TotalCounts.things), isFirst || next.take(TotalCounts.together) else { return nil }
    joint = next
    return TotalCounts.values[index]
  }

  private static let subtotals: PhraseSet = ["subtotal", "sub-total", "小计"]
  static let listEnd: PhraseSet = ["\\end{itemize}", "\\end{enumerate}", "\\end{description}"]
  static let listBeginning: PhraseSet = [
    "\\begin{itemize}", "\\begin{enumerate}", "\\begin{description}",
  ]
  static let wholes: PhraseSet = ["layer", "block", "整层", "单层", "每层", "一层", "整块", "每块"]
  /// What a layer has besides the parts of one number.
  static let otherThings: PhraseSet = [
    "output", "activation", "map", "mac", "flop", "multipl", "hidden", "width", "size", "dim", "vocab",
    "rank",
    "memory", "byte", "token", "输出", "激活", "乘加", "浮点", "宽度", "维度", "显存", "字节",
  ]
  private static let subjects: PhraseSet = [
    "the network has", "the model has", "the net has", "this network has", "this model has",
    "the network needs",
    "the model needs", "there are", "that is", "that makes", "this makes", "this gives", "we get", "it has",
    "the layer has", "the block has", "网络有", "模型有", "网络共有", "模型共有",
  ]
  /// A list in columns has a wide gap for a sign.
  private static func hasWideGap(before place: Int, in bytes: [UInt8]) -> Bool {
    guard place >= 2 else { return false }
    return bytes[place - 1] == UInt8(ascii: "\t")
      || bytes[place - 1] == .space && bytes[place - 2] == .space
  }

  private static let conclusions: PhraseSet = [
    "so the network has", "so the model has", "so the net has", "so there are", "so we have", "so it has",
    "thus the network has", "thus the model has", "thus there are", "hence the network has",
    "hence the model has", "hence there are", "the network has", "the model has", "the whole network has",
    "the full network has", "the net has", "所以网络有", "所以网络共有", "所以模型有", "所以模型共有", "所以共有", "所以一共有",
    "因此网络有", "因此网络共有", "因此模型共有", "因此共有", "因此一共有", "网络共有", "模型共有", "网络一共有", "模型一共有", "整个网络有",
    "整个网络共有", "整个模型有", "整个模型共有", "共有",
  ]

  private static let quantities: PhraseSet = ["number of", "of parameters", "量", "数", "计算量", "参数量"]
  private static let of: PhraseSet = ["of", "out of"]
  private static let signs: PhraseSet = [":", "：", "=", "＝", "≈", "is", "为", "是"]
  private static let words: PhraseSet = [
    "grand total", "in total", "total", "altogether", "all together", "together", "all in all", "overall",
    "sum", "Σ",
    "all", "总参数量",
    "总参数", "总计算量", "总运算量",
    "总和", "总计", "总共", "合计", "一共", "共计", "总", "共",
  ]
}

extension Chain.Side {
  /// Whether the side is a name and nothing else.
  fileprivate var isName: Bool { if case .symbol = located.expression { true } else { false } }
}

extension [Chain.Side] {
  fileprivate func contains(_ range: Range<Int>) -> Bool { contains { $0.located.range == range } }
}

private enum TotalCounts {
  static let totals: PhraseSet = ["total", "sum"]
  static let of: PhraseSet = ["of", "for", "over"]
  static let articles: PhraseSet = ["all", "the"]
  static let numbers: PhraseSet = ["both", "two", "three", "four", "five", "两", "二", "三", "四", "五"]
  static let values = [2, 2, 3, 4, 5, 2, 2, 3, 4, 5]
  static let things: PhraseSet = [
    "layers", "convolutions", "convs", "parts", "branches", "steps", "matrices", "items", "层", "个卷积层", "个卷积",
    "个全连接层", "部分", "个部分", "个分支", "项", "步", "个矩阵", "者",
  ]
  static let together: PhraseSet = [
    "together", "in total", "altogether", "共计", "合计", "总计", "总共", "一共", "加起来", "相加", "共",
  ]
}
