import Symbolics

/// A padding that the text states and that the formula of the output's size adds once: 7×7 s2 p3, (224 − 7 + 3)/2 + 1. Both
/// edges have it.
extension Calculation {
  mutating func checkPaddingOnce() {
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, let value = entry.value, value < 100_000, entry.home < lines.count,
        let (padding, kernel, right) = side.located.expression.paddedOnce, padding + 1 != kernel,
        right != value
      else { continue }
      let line = lines[entry.home]
      let before = line.stretch(before: side.located.range.lowerBound, atMost: 160)
      guard states(padding, in: before), !Calculation.bothEdges.isIn(before, of: working.bytes),
        !isReported(entry.chain.range)
      else { continue }
      findings.append(
        Draft(
          mistake: .paddingForgotten, alternatives: [.formulaDoesNotGiveResult], range: side.located.range,
          claimed: value, correct: right))
      entry.status = .wrong
      entry.misconception = .paddingForgotten
    }
  }

  /// `p3`, `p=3`, `padding 3`, 填充 3
  private func states(_ padding: Int, in range: Range<Int>) -> Bool {
    let bytes = working.bytes
    var start = range.lowerBound
    while start < range.upperBound,
      let word = Calculation.paddings.first(in: start..<range.upperBound, of: bytes)
    {
      start = word.upperBound
      if word.lowerBound > 0, bytes[word.lowerBound].isASCIILetter, bytes[word.lowerBound - 1].isASCIIWordByte
      {
        continue
      }
      var joint = Joint(bytes, from: word.upperBound, to: range.upperBound)
      for _ in 0..<2 { _ = joint.take(Calculation.signs) }
      joint.skipBlanks()
      if let number = bytes.wholeNumber(at: joint.at, to: range.upperBound), number.value == padding,
        number.end >= bytes.count || !bytes[number.end].isASCIIWordByte
      {
        return true
      }
    }
    return false
  }

  private static let paddings: PhraseSet = ["padding", "pad", "填充", "补零", "p"]
  private static let signs: PhraseSet = ["=", ":", "：", "为", "of", "是", "＝"]
  private static let bothEdges: PhraseSet = [
    "total", "altogether", "both", "in all", "one side", "总", "共", "合计", "两侧", "单侧", "单边", "一侧", "一边", "左",
    "上",
    "left", "top", "asymmetric",
  ]
}

extension Expression {
  /// The p and the k of (n − k + p)/s + 1, and the size with 2p; nil for anything else.
  fileprivate var paddedOnce: (padding: Int, kernel: Int, right: Rational)? {
    guard case .sum(let outer) = self, outer.count == 2, !outer[1].isSubtracted, outer[1].value == 1,
      case .quotient(.sum(let terms), let stride) = outer[0].value.insideOfFloor, terms.count == 3
    else { return nil }
    let added = terms.dropFirst().filter { !$0.isSubtracted }
    guard added.count == 1, case .number(let number) = added[0].value, let padding = number.value.integer,
      (1...16).contains(padding), let taken = terms.first(where: { $0.isSubtracted }),
      case .number(let kernel) = taken.value, let size = kernel.value.integer,
      let steps = try? stride.evaluated(),
      let inside = try? Expression.sum(terms).evaluated(),
      let right = try? inside.adding(number.value).divided(by: steps).floor.adding(.one)
    else { return nil }
    return (padding, size, right)
  }

  private var insideOfFloor: Expression { if case .floor(let inner) = self { inner } else { self } }
}
