import Symbolics

/// "The forward pass costs 14 GFLOPs, the backward pass the same": it takes twice as much.
extension Calculation {
  mutating func checkBackwardInWords(_ line: TextLine) {
    for backward in line.mentions where backward.noun == .model(.backward) {
      let sentence = sentence(around: backward.range.lowerBound, on: line)
      let before = sentence.lowerBound..<max(sentence.lowerBound, backward.range.lowerBound)
      guard
        case let follows = line.mentions.contains(where: {
          $0.noun == .model(.forward) && before.contains($0.range.lowerBound)
        }), follows || BackwardWords.work.isOn(line, of: working.bytes),
        !follows || BackwardWords.work.isIn(before, of: working.bytes) || isWorkOfTokens(before, on: line),
        !BackwardWords.otherwise.isOn(line, of: working.bytes)
      else { continue }
      var joint = Joint(working.bytes, from: backward.range.upperBound, to: sentence.upperBound)
      for _ in 0..<3 { _ = joint.take(BackwardWords.verbs) }
      joint.skipBlanks()
      let start = joint.at
      guard joint.take(BackwardWords.same) else { continue }
      let range = start..<joint.at
      _ = joint.take(BackwardWords.amounts)
      let isNamed = takesForward(&joint) || takenFromForward(backward.range.upperBound..<start)
      joint.skipBlanks()
      guard follows || isNamed,
        joint.isAtClauseEnd() || isNamed && joint.take(BackwardWords.equals),
        !isTimes(behind: joint.at, on: line),
        !isReported(range), isAsserted(range, on: line)
      else { continue }
      findings.append(Draft(mistake: .backwardFactorWrong, range: range, claimed: .one, correct: .two))
      return
    }
  }
}

extension Calculation {
  /// "same as forward, ×2": whether a factor follows at once.
  private func isTimes(behind place: Int, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: place, to: line.range.upperBound)
    _ = joint.take(BackwardWords.commas)
    guard joint.take(BackwardWords.times) else { return false }
    return joint.isAtEnd || !joint.bytes[joint.at].isASCIIDigit
  }

  /// "same as forward", "the same as the forward pass"
  private func takesForward(_ joint: inout Joint) -> Bool {
    var next = joint
    guard next.take(BackwardWords.like) else { return false }
    _ = next.take(BackwardWords.articles)
    guard next.take(BackwardWords.forward) else { return false }
    _ = next.take(BackwardWords.passes)
    joint = next
    return true
  }

  /// 反向：与前向相同
  private func takenFromForward(_ gap: Range<Int>) -> Bool {
    BackwardWords.asForward.isIn(gap, of: working.bytes)
  }

  /// `Forward 2 × 1.3e9 × 26e9 = 6.76e19`: whether a stretch works out two operations for each weight and token.
  private func isWorkOfTokens(_ stretch: Range<Int>, on line: TextLine) -> Bool {
    line.chains.contains { chain in
      guard stretch.contains(chain.range.lowerBound), chain.sides.count == 2,
        case .product(let factors) = chain.sides[0].located.expression, (2...5).contains(factors.count),
        let first = Claim.numeral(of: factors[0]), first.value == .two, let claim = chain.sides[1].claim
      else { return false }
      return claim.value >= 1_000_000_000 && chain.sides[1].unit == .none
    }
  }

  /// "forward+backward: ×2 = 6.1 TFLOPs": both passes take three times the forward one.
  mutating func checkBothPasses(_ line: TextLine) {
    guard BothPasses.names.mayBe(on: line), line.row == nil,
      let name = BothPasses.names.first(on: line, of: working.bytes),
      !BackwardWords.otherwise.isOn(line, of: working.bytes)
    else { return }
    var joint = Joint(working.bytes, from: name.upperBound, to: line.range.upperBound)
    _ = joint.take(BackwardWords.passes)
    guard joint.take(BothPasses.signs) else { return }
    joint.skipBlanks()
    let start = joint.at
    guard joint.take(BothPasses.twice) else { return }
    let range = start..<joint.at
    joint.skipBlanks()
    guard joint.isAtClauseEnd() || joint.take(BackwardWords.equals),
      BackwardWords.work.isIn(
        max(0, line.range.lowerBound - 256)..<line.range.upperBound, of: working.bytes),
      !isReported(range), isAsserted(range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .backwardFactorWrong, alternatives: [.trainingFactorWrong], range: range, claimed: .two,
        correct: 3))
  }
}

private enum BothPasses {
  static let names: PhraseSet = [
    "forward+backward", "forward + backward", "forward and backward", "forward plus backward", "fwd+bwd",
    "fwd + bwd", "前向+反向", "前向 + 反向", "前向和反向", "前向加反向", "前向与反向", "前向＋反向",
  ]
  static let signs: PhraseSet = [":", "：", "="]
  static let twice: PhraseSet = ["×2", "× 2", "x2", "x 2", "*2", "* 2", "乘以2", "乘以 2", "乘 2", "乘2"]
}

private enum BackwardWords {
  static let like: PhraseSet = ["as"]
  static let commas: PhraseSet = [",", "，", ";", "(", "（"]
  static let articles: PhraseSet = ["the", "for the", "in the", "for"]
  static let forward: PhraseSet = ["forward", "fwd"]
  static let passes: PhraseSet = ["pass", "passes", "propagation", "one", "传播"]
  static let asForward: PhraseSet = ["与前向", "和前向", "同前向", "跟前向"]
  static let equals: PhraseSet = ["=", "≈", "："]
  static let times: PhraseSet = ["×2", "× 2", "2 ×", "2×", "*2", "* 2", "2 *", "x2", "two "]
  static let work: PhraseSet = ["flop", "浮点", "运算量", "计算量"]
  static let verbs: PhraseSet = [
    "pass", "propagation", ":", "：", "costs", "takes", "needs", "is", "has", "传播", "也", "需要", "需", "的计算量",
    "计算量", "与之",
    "和它", "与前向传播", "和前向传播", "与前向", "和前向", "同前向", "跟前向",
  ]
  static let same: PhraseSet = [
    "the same", "same", "just as much", "just as many", "as much again", "as many again", "equally much",
    "相同", "一样",
    "同样多",
    "也一样",
  ]
  static let amounts: PhraseSet = ["amount", "number", "again", "cost"]
  /// Where half of a backward pass is meant, or none of its work.
  static let otherwise: PhraseSet = [
    "grad", "dw", "dx", "lora", "frozen", "freez", "adapter", "twice", "double", "recomp", "checkpoint",
    " ms", "second",
    "memory", "梯度", "冻结", "两倍", "重计算", "显存", "秒",
  ]
}
