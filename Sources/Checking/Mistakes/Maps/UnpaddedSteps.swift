import Symbolics

/// Sizes in a row of convolutions that the text calls unpadded: "unpadded 3×3: 140 → 138 → 138, pool → 69". Each takes
/// k − 1 from the size.
extension Calculation {
  mutating func checkUnpaddedSteps() {
    for (place, head) in enumeratedLines(with: UnpaddedWords.names) where head.range.count <= 1_024 {
      guard UnpaddedWords.names.isOn(head, of: working.bytes),
        !UnpaddedWords.others.isOn(head, of: working.bytes)
      else { continue }
      let stated = kernel(on: head)
      var steps: [(first: Int, second: Int, range: Range<Int>)] = []
      for line in lines[place..<min(place + 12, lines.count)] {
        guard line.range.count <= 512, line.index == head.index || !line.isHeading else { break }
        if UnpaddedWords.others.isOn(line, of: working.bytes) { break }
        steps += unpaddedSteps(on: line)
      }
      guard let kernel = stated ?? commonKernel(of: steps) else { continue }
      let wrong = steps.filter { $0.first - $0.second != kernel - 1 }
      guard wrong.count == 1, steps.count >= 2, let step = wrong.first,
        (0..<2 * kernel).contains(step.first - step.second), !isReported(step.range)
      else { continue }
      findings.append(
        Draft(
          mistake: .formulaDoesNotGiveResult,
          alternatives: [.paddingForgotten, .valueInconsistentBetweenLines, .productSlip], range: step.range,
          claimed: Rational(step.second), correct: Rational(step.first - kernel + 1)))
      markWrong(at: step.range)
    }
  }

  /// The kernel that all steps but one of a long row have, where none is stated: 3 of `572 → 570 → 568`.
  private func commonKernel(of steps: [(first: Int, second: Int, range: Range<Int>)]) -> Int? {
    guard steps.count >= 6, case let drop = steps[0].first - steps[0].second, [2, 4].contains(drop),
      steps.count(where: { $0.first - $0.second == drop }) == steps.count - 1
    else { return nil }
    return drop + 1
  }

  /// The one kernel that a line states, `3×3`.
  private func kernel(on line: TextLine) -> Int? {
    let squares = MapWords.squares(in: line.range, of: working.bytes).filter { $0.size <= 15 }
    guard let first = squares.first, first.size > 1, squares.allSatisfy({ $0.size == first.size }) else {
      return nil
    }
    return first.size
  }

  /// The steps from number to number where arrows alone stand between, in runs of three at least: the first number of a run of
  /// two may be what a pool makes.
  private func unpaddedSteps(on line: TextLine) -> [(first: Int, second: Int, range: Range<Int>)] {
    let bytes = working.bytes
    var steps: [(first: Int, second: Int, range: Range<Int>)] = []
    var run: [WholeNumber] = []
    func flush() {
      guard run.count >= 3 else { return }
      for (first, second) in zip(run, run.dropFirst()) {
        steps.append((first.value, second.value, second.range))
      }
    }
    for number in bytes.wholeNumbers(in: line.range) {
      let isLinked = run.last.map { isArrow(from: $0.range.upperBound, to: number.range.lowerBound) } ?? false
      if !isLinked {
        flush()
        run.removeAll(keepingCapacity: true)
      }
      run.append(number)
    }
    flush()
    return steps
  }

  private func isArrow(from start: Int, to end: Int) -> Bool {
    guard end - start <= 20 else { return false }
    let from = working.bytes.skipBlanks(from: start, to: end)
    guard let length = UnpaddedWords.arrows.length(at: from, until: end, in: working.bytes) else {
      return false
    }
    return working.bytes.skipBlanks(from: from + length, to: end) == end
  }
}

private enum UnpaddedWords {
  static let names: PhraseSet = [
    "unpadded", "no padding", "without padding", "valid conv", "valid padding", "padding 0", "padding=0",
    "padding = 0", "无填充", "不填充", "没有填充",
  ]
  static let arrows: PhraseSet = ["→", "->", "$\\to$", "\\to", "=>"]
  static let others: PhraseSet = [
    "stride 2", "stride=2", "s=2", "strided", "dilat", "atrous", "same", "mirror", "步长 2", "步长为 2", "空洞",
    "channels:",
    "通道：",
  ]
}
