import Symbolics

/// What a text says a FLOP is: "1 MAC = 2 FLOPs", "we count a multiply-add as two", 一次乘加记 2 FLOPs.
extension Calculation {
  private static let flops: PhraseSet = ["flop", "浮点"]
  private static let multiplyAdds: PhraseSet = [
    "mac", "multiply", "multiplication", "乘加", "乘法", "mul-add", "fma",
  ]

  /// Whether one line of the text says that a multiply-add is two FLOPs, and none says otherwise.
  var declaresTwoOperations: Bool {
    var declares = false
    for line in lines {
      guard Calculation.flops.isOn(line, of: working.bytes),
        Calculation.multiplyAdds.isOn(line, of: working.bytes)
      else { continue }
      switch declaration(on: line) {
      case true: declares = true
      case false: return false
      case nil: continue
      }
    }
    return declares
  }

  /// Whether a line counts two FLOPs (true) or one (false); nil where it says nothing of it.
  private func declaration(on line: TextLine) -> Bool? {
    guard DeclarationWords.elsewhere.isOn(line, of: working.bytes) else { return declaration(on: line.range) }
    // "A multiply-add counts as one FLOP here; in other papers it is 2 FLOPs": what others count declares nothing.
    var declares: Bool?
    var start = line.range.lowerBound
    while start < line.range.upperBound {
      let end =
        DeclarationWords.clauseEnds.first(in: start..<line.range.upperBound, of: working.bytes)?.upperBound
        ?? line.range.upperBound
      let clause = start..<end
      start = end
      guard !DeclarationWords.elsewhere.isIn(clause, of: working.bytes) else { continue }
      guard let own = declaration(on: clause) else { continue }
      if !own { return false }
      declares = true
    }
    return declares
  }

  private func declaration(on range: Range<Int>) -> Bool? {
    if Phrases.contains(DeclarationWords.doubts, in: range, of: working.bytes)
      || Phrases.containsWord(
        ["not", "some", "often", "or", "sometimes", "if"], in: range, of: working.bytes)
    {
      return false
    }
    if Phrases.contains(DeclarationWords.two, in: range, of: working.bytes) { return true }
    return Phrases.contains(DeclarationWords.one, in: range, of: working.bytes) ? false : nil
  }

  /// Whether a chain's line calls its result FLOPs and nothing else.
  func isNamedFlops(_ entry: Entry, on line: TextLine) -> Bool {
    if entry.claimUnit != .none, entry.claimUnit != .flops { return false }
    let quantities = line.mentions.filter { $0.noun.isQuantity }
    guard quantities.allSatisfy({ $0.noun == .flops }) else { return false }
    return entry.claimUnit == .flops
      || quantities.contains {
        $0.range.lowerBound < entry.workingSide?.located.range.lowerBound ?? entry.chain.range.lowerBound
      }
  }

  /// Whether a later calculation doubles a value.
  func isDoubledLater(_ value: Rational, _ entry: Entry) -> Bool {
    guard let index = entries.firstIndex(where: { $0 === entry }),
      let doubled = try? value.multiplied(by: .two)
    else { return false }
    return entries[min(index + 1, entries.count)...].prefix(16).contains { other in
      other.chain.sides.contains { $0.outcome.value == doubled }
    }
  }
}

private enum DeclarationWords {
  static let two: [StaticString] = [
    "2 flop", "two flop", "as two", "as 2", "counts two", "is two", "= 2 × mac", "= 2×mac", "= 2 * mac",
    "=2×mac", "= 2*mac",
    "= 2 mac", "= 2 \\times", "=2*mac", "twice the mac", "twice the number of mac", "2 × mac", "2×mac",
    "2 * mac", "2*mac", "两次浮点",
    "2 次浮点", "2次浮点", "两个 flop", "两 flop", "2flop", "各算一次", "分别算", "分别记", "分别计", "equals two flop",
    "equals 2 flop", "各算 1", "各算1", "各记一次", "各记 1", "各记1", "各计一次",
    "各计 1",
    "各计1", "各为一次", "各为 1", "each count as one", "each counts as one", "count separately",
    "counted separately",
    "both count", "算两次", "记两次", "计两次", "算 2 次", "算2次", "记 2 次", "记2次", "计 2 次", "计2次", "算作两次", "算作 2",
  ]

  static let one: [StaticString] = [
    "1 flop", "one flop", "as one", "as 1", "1flop", "一次浮点", "算一次", "记一次", "计一次", "算 1", "记 1", "计 1",
  ]

  static let elsewhere: PhraseSet = [
    "other paper", "others", "other author", "other text", "other work", "other tool", "other source",
    "elsewhere", "in the literature", "其他论文", "其它论文", "别的论文", "其他文献", "有的论文", "别处", "其他工具", "其他资料",
  ]
  static let clauseEnds: PhraseSet = ["; ", ", ", ". ", "；", "，", "。", " (", "（", " but ", " while ", "而"]

  static let doubts: [StaticString] = ["有些", "有人", "有的", "不", "或", "如果", "若", "n't", "也有"]
}

extension Expression {
  /// Whether the expression has the sizes of a convolution: a kernel and a map, both square, with channels between.
  var multipliesConvolution: Bool {
    let factors = Factors.written(in: self)
    guard (5...7).contains(factors.count) else { return false }
    let kernels: [Rational] = [3, 5, 7, 11]
    let kernel = kernels.first { size in factors.filter { $0 == size }.count >= 2 }
    guard let kernel else { return false }
    let rest = factors.filter { $0 != kernel }
    return rest.count >= 4 && Set(rest).contains { size in rest.filter { $0 == size }.count >= 2 }
  }
}
