import Symbolics

/// Numbers that a mistake about a layer's parts or a model's form would give, and that are right for what the words say: one part
/// of a whole that is added up below, another form that stands beside the usual one on the line.
extension Calculation {
  /// Whether a finding is about such a number.
  func isOfPartOrForm(_ draft: Draft, on line: TextLine) -> Bool {
    if let words = PartWords.words(against: draft.mistake) {
      // "Reformer shares Q and K: … 3·512²": the sentence says so.
      let sentence = sentence(around: draft.range.lowerBound, on: line)
      let isRoundedDown =
        draft.mistake == .roundingWrong && (draft.claimed ?? .zero) < (draft.correct ?? .zero)
      if !isRoundedDown, words.isIn(sentence, of: working.bytes) { return true }
    }
    guard let correct = draft.correct, let claimed = draft.claimed, let place = place(of: line) else {
      return false
    }
    switch draft.mistake {
    case .recurrentGatesWrong:
      return statesBeside(correct, on: line) || isCompleted(claimed, to: correct, from: place)
        || isRepeated(claimed, draft.range, place) || isOfCoupledCell(place)
    case .partsOmitted: return isCompleted(claimed, to: correct, from: place)
    case .outputProjectionMissing, .kvHeadsIgnored: return statesBeside(correct, on: line)
    case .trainingFactorWrong:
      // "LoRA training: …" above `4·N·D`: frozen weights have no gradients of their own.
      return lines[max(0, place - 3)..<place].contains { PartWords.frozen.isOn($0, of: working.bytes) }
    default: return false
    }
  }

  /// "8,388,608 instead of 33,554,432": the right number stands on the line as well.
  private func statesBeside(_ correct: Rational, on line: TextLine) -> Bool {
    line.range.count <= 1_024 && numbers(on: line).contains { $0.numeral.value == correct }
  }

  /// `3·64·32 = 6,144` above `3·64·64 = 12,288`, biases of 192 and `Total: 18,624`: whether a number and others of the lines around
  /// it add up to what is right, or to a tenth more, on one of the next lines.
  private func isCompleted(_ part: Rational, to right: Rational, from place: Int) -> Bool {
    guard part < right, let most = try? right.multiplied(by: 11).divided(by: 10) else { return false }
    var others: [Rational] = []
    for index in max(0, place - 4)...min(lines.count - 1, place + 8) where lines[index].range.count <= 512 {
      guard let result = numbers(on: lines[index]).last?.numeral.value else { continue }
      if index > place, result >= right, result <= most, isSum(result, part, others) { return true }
      if index != place, result < right, others.count < 8 { others.append(result) }
    }
    return false
  }

  /// Whether a number is a part and some of a few others together.
  private func isSum(_ whole: Rational, _ part: Rational, _ others: [Rational]) -> Bool {
    guard let rest = try? whole.subtracting(part), rest > .zero else { return false }
    var sums: [Rational] = [.zero]
    for other in others {
      for sum in sums {
        guard let next = try? sum.adding(other) else { continue }
        if next == rest { return true }
        sums.append(next)
      }
    }
    return false
  }

  /// "… not to exceed the 14,200": a number without a calculation that a line above has worked out.
  private func isRepeated(_ number: Rational, _ range: Range<Int>, _ place: Int) -> Bool {
    guard !line(lines[place], calculates: range) else { return false }
    return lines[max(0, place - 12)..<place].contains { above in
      above.range.count <= 1_024 && numbers(on: above).contains { $0.numeral.value == number }
    }
  }

  private func line(_ line: TextLine, calculates range: Range<Int>) -> Bool {
    line.chains.contains { $0.range.overlaps(range) && $0.sides.contains { $0.isCompound && !$0.isSymbolic } }
  }

  /// Whether a line above names a cell whose gates are coupled.
  private func isOfCoupledCell(_ place: Int) -> Bool {
    lines[max(0, place - 3)...place].contains { PartWords.coupled.isOn($0, of: working.bytes) }
  }

  /// "Two 7B models in FP16 need 28 GB": as many times what is right as models are counted.
  func isOfSeveral(_ draft: Draft, on line: TextLine) -> Bool {
    guard draft.mistake == .bytesPerValueWrong, let claimed = draft.claimed, let correct = draft.correct,
      !correct.isZero, let times = try? claimed.divided(by: correct).integer,
      let words = PartWords.several.first(where: { $0.count == times })?.words
    else { return false }
    return words.isIn(line.stretch(before: draft.range.lowerBound, atMost: 80), of: working.bytes)
  }
}

private enum PartWords {
  /// The words by which a sentence means something else than what a mistake is about.
  static func words(against mistake: Mistake) -> PhraseSet? {
    switch mistake {
    case .recurrentGatesWrong: cells
    case .outputProjectionMissing: attentions
    case .roundingWrong: roundedUp
    case .aboveTwoPerParameter: looped
    case .oneOfTwoAttentionProducts: oneProduct
    case .inputChannelsMissing: gray
    case .trainingFactorWrong: gradients
    case .wrongModelFact, .dimensionLeftFromOtherModel: changed
    default: nil
    }
  }

  /// The parts of a recurrent layer, which has all its gates in each of them.
  static let cells: PhraseSet = [
    "input weights", "recurrent weights", "weight_ih", "weight_hh", "weights for the input",
    "macs for the input", "for the state", "input-to-hidden", "hidden-to-hidden", "kernel weights",
    "candidate",
    "输入权重", "循环权重", "递归权重", "候选", "输入到隐藏", "隐藏到隐藏",
  ]
  static let attentions: PhraseSet = [
    "lora", "low-rank", "adapter", "prun", "remov", "save", "saving", "share", "activations", "reformer",
    "低秩",
    "剪", "裁掉", "节省", "共享", "激活值",
  ]
  static let roundedUp: PhraseSet = [
    "ceil", "rounding up", "rounds up", "round up", "rounded up", "向上取整", "上取整",
  ]
  static let looped: PhraseSet = [
    "loop", "used three times", "used twice", "times over", "universal transformer", "recurrently", "循环",
    "重复使用",
    "共享层",
  ]
  static let oneProduct: PhraseSet = [
    "q kᵀ takes", "q kᵀ costs", "q kᵀ needs", "q kᵀ:", "q kᵀ 需要", "q kᵀ：", "q k^t:",
  ]
  static let gray: PhraseSet = [
    "gray", "grey", "averaging the rgb", "averaging the kernel", "averages the rgb", "灰度", "求平均", "取平均",
  ]
  static let gradients: PhraseSet = [
    "dx:", "dw:", "dx =", "dw =", "lora", "adapter", "frozen", "gradient of the", "gradients of the",
    "gradient with",
    "gradients with", "求梯度", "求导", "冻结", "适配器",
  ]
  static let frozen: PhraseSet = ["lora", "adapter", "frozen", "冻结", "适配器"]
  /// A known model after a change, and what its output is taken to.
  static let changed: PhraseSet = [
    "converted to", "uptrained", "retrained with", "projected to", "projects to", "compressed to",
    "reduced to",
    "cut to", "改造", "改成", "改为", "减到", "减至", "缩减", "投影到", "压缩到", "映射到", "inner dimension",
  ]
  static let coupled: PhraseSet = ["cifg", "coupled", "耦合"]
  static let several: [(words: PhraseSet, count: Int)] = [
    (["two ", "both ", "2 copies", "两个", "两份", "2 个"], 2), (["three ", "3 copies", "三个", "三份", "3 个"], 3),
    (["four ", "4 copies", "四个", "四份", "4 个"], 4),
  ]
}
