import Symbolics

/// The backward pass taken as once, three or four times the forward pass; it is twice: one product for the gradient of the
/// weights, one for that of the input.
extension Calculation {
  mutating func checkBackwardFactors() {
    let places = lines.indices.filter { place in
      lines[place].topics.contains(.model)
        && lines[place].mentions.contains { $0.noun == .model(.backward) } && !saysRecomputation(near: place)
        && !isDirection(place) && !Calculation.otherAlgorithms.isOn(lines[place], of: working.bytes)
    }
    guard !places.isEmpty else { return }
    var byPlace: [Int: [Entry]] = [:]
    for entry in entries { byPlace[entry.home, default: []].append(entry) }
    for place in places {
      checkCalculation(byPlace[place] ?? [], lines[place], place)
      checkSentence(lines[place])
      checkBackwardNumbers(lines[place])
      checkBackwardInLetters(lines[place])
      checkBackwardLetters(lines[place])
      checkBackwardSums(lines[place])
      checkBackwardLine(place)
      checkBackwardBelow(place)
      checkBackwardSentence(lines[place])
      checkBackwardInWords(lines[place])
      checkBothPasses(lines[place])
      checkBackwardRow(place)
    }
  }

  private func saysRecomputation(near place: Int) -> Bool {
    lines[max(0, place - 2)...min(lines.count - 1, place + 1)].contains { line in
      line.mentions.contains { $0.noun == .model(.recomputation) }
    }
  }

  /// "BiLSTM: forward direction 5 GFLOPs, backward direction 5 GFLOPs", | backward | 5 G | below | direction | FLOPs |: whether a
  /// line speaks of the directions of a recurrent network, and of no pass.
  private func isDirection(_ place: Int) -> Bool {
    guard
      lines[max(0, place - 4)...place].contains(where: {
        Calculation.directions.isOn($0, of: working.bytes)
      })
    else { return false }
    return !lines[place].mentions.contains { mention in
      guard mention.noun == .model(.backward) else { return false }
      if Calculation.passes.isIn(mention.range, of: working.bytes) { return true }
      var joint = Joint(working.bytes, from: mention.range.upperBound, to: lines[place].range.upperBound)
      return joint.take(Calculation.passes)
    }
  }

  private static let directions: PhraseSet = [
    "direction", "bilstm", "bi-lstm", "bigru", "bi-gru", "birnn", "双向", "方向",
  ]
  private static let passes: PhraseSet = [
    "pass", "passes", "propagation", "prop", "propagate", "backprop", "backpropagation", "传播",
  ]
  /// Ways of computing a layer whose backward pass has other products: "FFT-based: forward 3, backward 9 (three transforms)".
  private static let otherAlgorithms: PhraseSet = ["fft", "fourier", "winograd", "傅里叶"]

  /// "Backward pass: 3 × 8 = 24 GFLOPs" behind "Forward pass: 8 GFLOPs"; `backward = 3 × forward`.
  private mutating func checkCalculation(_ entries: [Entry], _ line: TextLine, _ place: Int) {
    // "gradient of the weights 1 × 8, of the input 1 × 8" are the two products of a backward pass.
    let text = working.text(line.range).lowercased()
    guard !text.contains(substring: "grad"), !text.contains(substring: "梯度") else { return }
    for entry in entries {
      guard lastPass(before: entry.workingOrFirst, on: line) == .backward,
        let side = entry.chain.sides.first(where: { $0.isProduct }),
        case .product(let factors) = side.located.expression, factors.count == 2
      else { continue }
      for (factor, other) in [(factors[0], factors[1]), (factors[1], factors[0])] {
        guard case .number(let numeral) = factor, isWrong(numeral.value),
          isForward(other, before: entry, place)
        else {
          continue
        }
        let claimed = (try? side.located.expression.evaluated()) ?? numeral.value
        let correct = try? claimed.divided(by: numeral.value).multiplied(by: .two)
        findings.append(
          Draft(
            mistake: .backwardFactorWrong, range: side.located.range, claimed: claimed,
            correct: correct))
        entry.status = .wrong
        return
      }
    }
  }

  private func isWrong(_ factor: Rational) -> Bool { factor == 1 || factor == 3 || factor == 4 }

  /// The pass that is named last before an offset. In "Training (forward once, backward twice): 3 × 8" the brackets say
  /// what the name before them is made of.
  private func lastPass(before offset: Int, on line: TextLine) -> ModelWord? {
    var last: ModelWord?
    var end = line.range.lowerBound
    let aside = remark(before: offset, on: line)
    for mention in line.mentions where mention.range.lowerBound < offset {
      if let aside, aside.contains(mention.range.lowerBound) { continue }
      if mention.noun == .total || mention.noun == .model(.training) { last = nil }
      if let word = mention.noun.modelWord, word == .forward || word == .backward {
        // "forward + backward", 前向和反向: both passes.
        let isJoined = last != nil && last != word && joins(end..<mention.range.lowerBound)
        last = isJoined || includes(mention.range.lowerBound, on: line) ? nil : word
        end = mention.range.upperBound
      }
    }
    return last
  }

  private func joins(_ between: Range<Int>) -> Bool {
    guard between.count <= 24 else { return false }
    return ["+", "＋", "/", "and", "plus", "&", "和", "与", "加", "、"].contains {
      working.text(between).lowercased().contains(substring: $0)
    }
  }

  /// "Including the backward pass 3 × 8", 加上反向传播: the forward pass is counted with it.
  func includes(_ pass: Int, on line: TextLine) -> Bool {
    return Calculation.including.isIn(line.stretch(before: pass, atMost: 24), of: working.bytes)
  }

  private static let including: PhraseSet = [
    "includ", "with the", "with a", "with its", "plus", "along with", "as well as", "together with", "adding",
    "连同", "加上", "算上", "包括", "包含", "计入", "含",
  ]

  /// The brackets that end before a calculation, up to a colon or an equals sign.
  private func remark(before offset: Int, on line: TextLine) -> Range<Int>? {
    let bytes = working.bytes
    // A calculation may have begun on the line above.
    guard offset > line.range.lowerBound else { return nil }
    var end = bytes.skipBack(from: min(offset, line.range.upperBound), to: line.range.lowerBound) {
      $0 == .space || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=")
    }
    if working.ends(line.range.lowerBound..<end, with: "：") { end -= 3 }
    let isWide = working.ends(line.range.lowerBound..<end, with: "）")
    guard isWide || end > line.range.lowerBound && bytes[end - 1] == UInt8(ascii: ")") else { return nil }
    var start = end - 1
    while start > line.range.lowerBound {
      start -= 1
      if bytes[start] == UInt8(ascii: "(") || working.begins(start..<end, with: "（") { return start..<end }
    }
    return nil
  }

  /// Whether a factor is the cost of the forward pass: a number that was given for it, or its name.
  private func isForward(_ expression: Expression, before entry: Entry, _ place: Int) -> Bool {
    if case .symbol(let symbol) = expression { return symbol.description.lowercased().hasPrefix("forward") }
    guard let claim = Claim.numeral(of: expression) else { return false }
    for line in lines[max(0, place - 24)...place] {
      let numbers = line.lone + line.chains.flatMap { $0.sides }
      for side in numbers where side.located.range.upperBound <= entry.chain.range.lowerBound {
        guard let other = side.claim, other.value == claim.value || other.unscaled == claim.value,
          lastPass(before: side.located.range.lowerBound, on: line) == .forward
        else { continue }
        return true
      }
    }
    return false
  }

  // MARK: - Sentences

  /// "the backward pass costs three times as much as the forward pass", 反向传播的计算量是前向传播的 3 倍.
  private mutating func checkSentence(_ line: TextLine) {
    let text = working.text(line.range).lowercased()
    for word in ["slow", "memory", "grad", "梯度", "显存"] where text.contains(substring: word) { return }
    for backward in line.mentions where backward.noun == .model(.backward) {
      let sentence = sentence(around: backward.range.lowerBound, on: line)
      let behind = line.mentions.filter {
        $0.range.lowerBound >= backward.range.upperBound && sentence.contains($0.range.lowerBound)
      }
      // "Forward and backward together cost 3 times the forward pass."
      let isOfBoth = line.mentions.contains {
        ($0.noun == .model(.forward) || $0.noun == .model(.training) || $0.noun == .total)
          && $0.range.upperBound <= backward.range.lowerBound && sentence.contains($0.range.lowerBound)
          && backward.range.lowerBound - $0.range.upperBound < 16
      }
      guard !isOfBoth, behind.count(where: { $0.noun == .model(.forward) }) == 1,
        let forward = behind.first(where: { $0.noun == .model(.forward) }),
        !behind.contains(where: { $0.noun == .total || $0.noun == .no || $0.noun == .and }),
        !behind.contains(where: {
          $0.noun == .model(.backward) && $0.range.lowerBound < forward.range.lowerBound
        })
      else { continue }
      let stretch = backward.range.upperBound..<min(sentence.upperBound, forward.range.upperBound + 16)
      guard let (factor, range) = ratio(in: stretch, on: line), isWrong(factor),
        !isOfWholeStep(backward.range, until: range.lowerBound, on: line)
      else { continue }
      findings.append(
        Draft(mistake: .backwardFactorWrong, range: range, claimed: factor, correct: .two))
      return
    }
  }

  /// "Including the backward pass, training costs three times the forward", 算上反向传播，一步是前向的 3 倍: whether the ratio is said
  /// of both passes, which another clause names.
  private func isOfWholeStep(_ pass: Range<Int>, until ratio: Int, on line: TextLine) -> Bool {
    if includes(pass.lowerBound, on: line) { return true }
    let between = pass.upperBound..<max(pass.upperBound, ratio)
    guard let turn = Calculation.turns.first(in: between, of: working.bytes) else { return false }
    let clause = turn.lowerBound..<between.upperBound
    return Calculation.wholeSteps.isIn(clause, of: working.bytes)
      && !Calculation.asideOfSteps.isIn(clause, of: working.bytes)
  }

  private static let turns: PhraseSet = [
    ",", "，", ";", "；", ":", "：", " so ", "which", " makes", " making", " brings", " hence", " thus",
    " raises",
    "使", "让", "因此", "所以", "于是", "从而",
  ]
  /// "which in training costs three times the forward pass" is said of the pass itself.
  private static let asideOfSteps: PhraseSet = [
    "in training", "during training", "of training", "of a step", "训练中", "训练时",
  ]
  private static let wholeSteps: PhraseSet = [
    "training", "train ", "a step", "one step", "each step", "every step", "the step", "whole", "total",
    "in all", "together", "both", "overall", "altogether", "iteration", "the sum", "训练", "一步", "每步", "总",
    "合计",
    "一共", "共", "整个", "整体", "两者", "全部", "加起来",
  ]

  /// The ratio that a stretch states: "three times", "3×", "3 倍", "the same as".
  func ratio(in stretch: Range<Int>, on line: TextLine) -> (Rational, Range<Int>)? {
    for mention in line.mentions where stretch.contains(mention.range.lowerBound) {
      guard case .count(let count) = mention.noun, isTimes(mention.range.upperBound) else {
        continue
      }
      return (Rational(count), mention.range)
    }
    for side in line.lone where stretch.contains(side.located.range.lowerBound) {
      guard let claim = side.claim, isTimes(side.located.range.upperBound) else { continue }
      return (claim.value, side.located.range)
    }
    return nil
  }

  /// Whether "times", × or 倍 stands behind a number.
  private func isTimes(_ end: Int) -> Bool {
    let behind = working.text(from: end, to: min(working.bytes.count, end + 8)).drop { $0 == " " }
    return behind.hasPrefix("times") || behind.hasPrefix("倍") || behind.hasPrefix("×")
      || behind.hasPrefix("x ")
  }
}

extension Chain.Side {
  fileprivate var isProduct: Bool { if case .product = located.expression { true } else { false } }
}

extension Entry {
  /// Where the side begins that computes, or the chain.
  fileprivate var workingOrFirst: Int {
    workingSide?.located.range.lowerBound ?? chain.sides[0].located.range.upperBound
  }
}
