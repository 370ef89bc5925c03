import Symbolics

/// Findings in what the words beside them count otherwise: an adapter's matrices, a pruned or a shared projection, one gate of a
/// cell, the product with the keys alone, the gradient of the inputs, two models at once.
extension Calculation {
  func isOfOtherAccount(_ draft: Draft, on line: TextLine) -> Bool {
    guard draft.severity == .error, line.range.count <= 1_024 else { return false }
    let bytes = working.bytes
    func says(_ words: PhraseSet) -> Bool { words.isOn(line, of: bytes) }
    switch draft.mistake {
    case .outputProjectionMissing: return says(OtherAccounts.ofAttention)
    case .kvHeadsIgnored:
      return findsCorrect(draft, on: line, before: draft.range) || says(OtherAccounts.savings)
    case .oneOfTwoAttentionProducts:
      return says(OtherAccounts.withKeys) && !says(OtherAccounts.withValues)
    case .recurrentGatesWrong, .biasCountWrong, .partsOmitted: return isPartOfCell(draft, on: line)
    case .trainingFactorWrong: return says(OtherAccounts.gradients) || isOfAdapters(line)
    case .aboveTwoPerParameter: return says(OtherAccounts.loops)
    case .bytesPerValueWrong: return isOfSeveralModels(draft, on: line)
    case .inputChannelsMissing: return says(OtherAccounts.averages)
    case .roundingWrong: return says(OtherAccounts.ceilings)
    case .prefixSlip: return isOtherRate(draft)
    case .tokensMissing: return isOfStatedTokens(draft, line)
    case .wrongModelFact, .dimensionLeftFromOtherModel: return isWidthOfHeads(draft, on: line)
    default: return false
    }
  }

  /// "instead of 33,554,432", "before: 67,108,864 … after: 41,943,040": the line gives the right number as well, so that it
  /// compares the two.
  private func findsCorrect(_ draft: Draft, on line: TextLine, before range: Range<Int>) -> Bool {
    guard let correct = draft.correct, correct >= 1_000 else { return false }
    return line.lone.contains {
      $0.claim?.value == correct && !$0.located.range.overlaps(draft.range)
    }
      || line.lone.contains { $0.located.range == range }
        && OtherAccounts.suppositions.isOn(line, of: working.bytes)
        && numbers(on: line).contains { $0.numeral.value == correct }
  }

  /// `i, f, o: 3 × 29,312` and a total of all four below, "candidate: 20·30 + 20", "input weights: 3·64·32", `3·20·20 = 1,200`
  /// of the 1,860 that the terms come to, and the other cell's number: "instead of 24,832".
  private func isPartOfCell(_ draft: Draft, on line: TextLine) -> Bool {
    let bytes = working.bytes
    guard holds(OtherAccounts.cells), let place = place(of: line) else { return false }
    if draft.mistake == .recurrentGatesWrong {
      if OtherAccounts.instead.isIn(line.stretch(before: draft.range.lowerBound, atMost: 24), of: bytes)
        || OtherAccounts.coupled.isOn(line, of: bytes)
      {
        return true
      }
      if OtherAccounts.partsOfCells.isIn(line.stretch(before: draft.range.lowerBound, atMost: 48), of: bytes)
      {
        return true
      }
    }
    guard let value = results(on: line).first(where: { $0 == draft.claimed }) ?? draft.claimed,
      value >= 10
    else { return false }
    let near = lines[max(0, place - 6)..<min(lines.count, place + 7)]
    guard !near.contains(where: { OtherAccounts.otherLayers.isOn($0, of: bytes) }) else { return false }
    let (above, below) = (near.prefix { $0 !== line }, near.drop { $0 !== line }.dropFirst())
    if let correct = draft.correct, draft.mistake == .recurrentGatesWrong,
      below.contains(where: { OtherAccounts.totals.isOn($0, of: bytes) && results(on: $0).contains(correct) })
    {
      return true
    }
    // Two or three results that a total below them adds up.
    let totals = Set(
      below.filter { OtherAccounts.totals.isOn($0, of: bytes) }.flatMap { results(on: $0).suffix(1) })
    guard !totals.isEmpty else { return false }
    let parts = (Array(above) + Array(below)).filter { !OtherAccounts.totals.isOn($0, of: bytes) }
      .compactMap { results(on: $0).last }.prefix(12)
    for (index, first) in parts.enumerated() {
      guard let two = try? value.adding(first) else { continue }
      if totals.contains(two) { return true }
      for second in parts.dropFirst(index + 1) {
        if let three = try? two.adding(second), totals.contains(three) { return true }
      }
    }
    return false
  }

  private func results(on line: TextLine) -> [Rational] {
    line.range.count <= 512 ? numbers(on: line).map { $0.numeral.value } : []
  }

  /// Whether a line above speaks of adapters: frozen weights take no gradients.
  private func isOfAdapters(_ line: TextLine) -> Bool {
    guard let place = place(of: line) else { return false }
    return lines[max(0, place - 3)...place].contains { OtherAccounts.adapters.isOn($0, of: working.bytes) }
  }

  /// "Two 7B models in FP16 need 28 GB": twice or three times what one takes.
  private func isOfSeveralModels(_ draft: Draft, on line: TextLine) -> Bool {
    guard let claimed = draft.claimed, let correct = draft.correct, correct > .zero,
      let times = (try? claimed.divided(by: correct))?.integer, times == 2 || times == 3,
      case let words = times == 2 ? OtherAccounts.two : OtherAccounts.three,
      let word = words.first(on: line, of: working.bytes)
    else { return false }
    let behind = word.upperBound..<min(line.range.upperBound, word.upperBound + 32)
    return behind.lowerBound < behind.upperBound && OtherAccounts.models.isIn(behind, of: working.bytes)
  }

  /// "GPU with 2000 GB/s" beside 14 GB of weights: a speed, not a thousand times what the weights take.
  private func isOtherRate(_ draft: Draft) -> Bool {
    let bytes = working.bytes
    var at = draft.range.upperBound
    at = bytes.skip(from: at, to: at + 6) { $0 == .space || $0.isASCIILetter }
    guard bytes.has("/s", at: at), let claimed = draft.claimed, let correct = draft.correct, correct > .zero,
      claimed > .zero, let ratio = try? max(claimed, correct).divided(by: min(claimed, correct))
    else { return false }
    return !(ratio >= 500 && ratio <= 2_000 || ratio >= 500_000)
  }

  /// `197·768` where another model's 198 tokens are told beside the 197: the number is one of the tokens that the text states.
  private func isOfStatedTokens(_ draft: Draft, _ line: TextLine) -> Bool {
    guard let claimed = draft.claimed, let correct = draft.correct,
      let width = try? correct.subtracting(claimed), width > .one,
      let tokens = (try? claimed.divided(by: width))?.integer, let place = place(of: line)
    else { return false }
    return lines[max(0, place - 8)..<place].contains { other in
      other.range.count <= 512
        && working.bytes.wholeNumbers(in: other.range).contains { number in
          var joint = Joint(working.bytes, from: number.range.upperBound, to: other.range.upperBound)
          return number.value == tokens && joint.take(OtherAccounts.tokens)
        }
    }
  }

  /// "32 heads of 128, inner dimension 4096": the width of all heads together, whatever the feed-forward layers have.
  private func isWidthOfHeads(_ draft: Draft, on line: TextLine) -> Bool {
    guard let claimed = draft.claimed?.integer, claimed > 1,
      let word = OtherAccounts.headsOf.first(on: line, of: working.bytes),
      let heads = working.bytes.wholeNumber(endingAt: word.lowerBound, to: line.range.lowerBound, digits: 4),
      let size = working.bytes.wholeNumber(at: word.upperBound, to: line.range.upperBound)
    else { return false }
    return heads * size.value == claimed
  }
}

private enum OtherAccounts {
  static let ofAttention: PhraseSet = [
    "attention activations", "activations for", "激活值", "lora", "adapter", "适配器", "pruning", "pruned",
    "removing",
    "剪枝", "剪掉", "shares q", "share q", "shared q", "sharing q", "reformer", "共享 q", "共享q", "saves", "saving",
    "节省", "省下",
  ]
  static let savings: PhraseSet = ["saves", "saving of", "saved by", "节省", "省下"]
  static let suppositions: PhraseSet = ["they would", "it would", "将会"]
  static let withKeys: PhraseSet = [
    "q kᵀ", "qkᵀ", "q·kᵀ", "qk^t", "q k^t", "qk^{t}", "q·k^t", "qk^\\top", "qk^{\\top}", "qk^{\\t",
  ]
  static let withValues: PhraseSet = [
    "av", "·v", "× v", "×v", "values", "softmax", "both", "two products", "weighted", "加权", "两个", "两次", " v:",
    ", v", "score·", "a·v", "pv",
  ]
  static let cells: PhraseSet = ["lstm", "gru", "rnn"]
  static let instead: PhraseSet = ["instead of", "exceed the", "more than the", "而不是", "代替", "不超过"]
  static let coupled: PhraseSet = ["cifg", "coupled input"]
  static let partsOfCells: PhraseSet = [
    "input weights", "recurrent weights", "candidate", "输入权重", "循环权重", "候选",
  ]
  static let otherLayers: PhraseSet = [
    "dense", "linear", "embedding", "fully", "output layer", "fc", "softmax", "全连接", "嵌入", "输出层", "线性",
    "attention",
    "layer 2", "第二层",
  ]
  static let totals: PhraseSet = [
    "total", "sum", "parameters:", "together", "合计", "总计", "总数", "总参数", "共计", "一共",
  ]
  static let gradients: PhraseSet = [
    "dx:", "dx =", "dx=", "dw:", "dw =", "dw=", "对输入求", "对权重求", "输入梯度", "权重梯度", "input gradient",
    "weight gradient", "gradient of the input", "gradient of the weight", "grad_input", "grad_weight",
  ]
  static let adapters: PhraseSet = ["lora", "adapter", "适配器"]
  static let loops: PhraseSet = [
    "weight sharing", "shared layers", "layers are used", "layers are shared", "looped", "recurrent depth",
    "universal transformer", "循环使用", "共享层", "层共享", "权重共享", "参数共享",
  ]
  static let averages: PhraseSet = [
    "averag", "grayscale", "greyscale", "summing the", "summed over the rgb", "灰度", "取平均", "求平均", "平均化",
  ]
  static let ceilings: PhraseSet = ["ceil mode", "ceil_mode", "ceil-mode", "ceil 模式", "ceil模式", "caffe"]
  static let two: PhraseSet = ["two ", "both ", "2 ", "两个", "2 个", "2个"]
  static let three: PhraseSet = ["three ", "3 ", "三个", "3 个", "3个"]
  static let models: PhraseSet = ["models", "copies", "replicas", "模型", "副本"]
  static let tokens: PhraseSet = ["tokens", "token", "个 token", "个token", "个词元"]
  static let headsOf: PhraseSet = [" heads of "]
}
