import Derivations
import Networks
import Symbolics

/// A list of layers with a bare number behind each, which nothing calls parameters:
///
///     conv1 (3→64, 3×3): 1,728
///     conv2 (64→64, 3×3): 36,864
///     conv3 (64→128, 3×3): 36,864
///
/// Where at least two others are exactly the weights of their layers, with biases or without, the numbers are parameters. The
/// odd one is wrong if a known mistake gives it: the number of a neighbour, half of it, its biases left out, a slip of a digit.
extension Calculation {
  mutating func checkListedCounts(_ layers: [DescribedLayer]) {
    guard layers.count >= 3 else { return }
    var list: [ListedCount] = []
    var next = 0
    // The columns of a table have names of their own.
    for (place, line) in lines.enumerated() where line.row == nil {
      for side in line.lone {
        let start = side.located.range.lowerBound
        while next < layers.count, layers[next].scope.upperBound <= start { next += 1 }
        guard next < layers.count else { break }
        guard layers[next].scope.contains(start), line.range.contains(layers[next].description.start),
          let count = ListedCount(side, place, next, of: layers[next])
        else { continue }
        if let last = list.last, place - last.place > 4 {
          checkListed(list, layers)
          list = []
        }
        // Of two numbers beside one layer nobody can tell which is its count, but for one that is right.
        if let last = list.last, last.layer == next {
          if last.isRight { continue }
          list.removeLast()
        }
        list.append(count)
      }
    }
    checkListed(list, layers)
  }

  /// Names the odd one of a list; the layers that a text describes are asked whether it is set right there.
  mutating func checkListed(_ list: [ListedCount], _ layers: [DescribedLayer]) {
    guard list.count >= 3 else { return }
    let plain = list.count { $0.claim.value == $0.weights }
    let biased = list.count { $0.claim.value == $0.all }
    guard max(plain, biased) >= 2, list.count(where: { !$0.isRight }) <= 1 else { return }
    for (index, odd) in list.enumerated() where !odd.isRight || odd.claim.value == odd.weights && plain == 1 {
      let neighbours = [index - 1, index + 1].filter(list.indices.contains).map { list[$0] }
      let right = plain > biased ? odd.weights : odd.all
      let line = lines[odd.place]
      guard !odd.isRight || mayLackBiases(odd, list), plain != biased || odd.isRight,
        let names = odd.mistakes(right, neighbours), !isReported(odd.range), isAsserted(odd.range, on: line),
        !ListedCountWords.others.isOn(line, of: working.bytes),
        !contrasts(odd.range, on: line, with: names[0]),
        !layers.indices.contains(odd.layer) || !isSetRight(odd.range, .parameters, layers[odd.layer])
      else { continue }
      findings.append(
        Draft(
          mistake: names[0], alternatives: Array(names.dropFirst()), range: odd.range,
          claimed: odd.claim.value, correct: right, fix: Expression(right)))
      markWrong(at: odd.range)
    }
  }
}

extension Calculation {
  /// Whether weights alone are a mistake: all others have biases, two of the same kind among them, and no norm does without.
  private func mayLackBiases(_ odd: ListedCount, _ list: [ListedCount]) -> Bool {
    list.count { $0.claim.value == $0.all && $0.isLinear == odd.isLinear } >= 2
      && list.count { $0.claim.value == $0.all } == list.count - 1 && !holds(ListedCountWords.norms)
  }
}

/// A bare number beside a layer, and what its parameters are.
struct ListedCount {
  let claim: Numeral
  let range: Range<Int>
  let place: Int
  let layer: Int
  let weights: Rational
  let all: Rational
  /// The outputs, of which a norm counts two.
  let outputs: Rational
  let isLinear: Bool

  /// A number of a convolution that its row tells in full.
  init?(
    _ claim: (value: Rational, range: Range<Int>), _ place: Int, kernel: Int, _ inputs: Int, _ outputs: Int
  ) {
    guard let weights = try? Rational(kernel * kernel * inputs).multiplied(by: Rational(outputs)),
      let all = try? weights.adding(Rational(outputs))
    else { return nil }
    self.claim = Numeral(value: claim.value, lastPlace: .one)
    (range, self.place, layer) = (claim.range, place, -1)
    (self.weights, self.all, self.outputs, isLinear) = (weights, all, Rational(outputs), false)
  }

  init?(_ side: Chain.Side, _ place: Int, _ index: Int, of layer: DescribedLayer) {
    guard side.unit == .none || side.unit == .parameters, let claim = side.claim, claim.scale == .one,
      claim.lastPlace == .one, claim.value >= 100, claim.value.isInteger,
      let reading = layer.readings.first, reading.knowsChannels,
      case .layer(let operation) = reading.layer.part.kind, ListedCount.isCounted(operation),
      let weights = try? reading.layer.parameters.subtracting(Rational(operation.biases)),
      case let outputs = Rational(reading.layer.part.output.channels),
      let all = try? weights.adding(outputs)
    else { return nil }
    (self.claim, range, self.place, self.layer) = (claim, side.located.range, place, index)
    (self.weights, self.all, self.outputs) = (weights, all, outputs)
    isLinear = if case .linear = operation { true } else { false }
  }

  /// Convolutions without groups, and linear layers.
  private static func isCounted(_ operation: Operation) -> Bool {
    switch operation {
    case .convolution(let layer): layer.groups == 1
    case .linear: true
    default: false
    }
  }

  /// With or without biases, or with the two numbers of a norm.
  var isRight: Bool {
    claim.value == weights || claim.value == all
      || (try? weights.adding(outputs).adding(outputs)) == claim.value
      || (try? all.adding(outputs).adding(outputs)) == claim.value
  }

  /// What gives the number in place of the right one.
  func mistakes(_ right: Rational, _ neighbours: [ListedCount]) -> [Mistake]? {
    let value = claim.value
    guard value != right else { return nil }
    if value == weights { return [.biasNotAdded] }
    if neighbours.contains(where: { $0.claim.value == value && $0.isRight }) {
      return [.copiedFromLineAbove, .productSlip, .factorDroppedInEvaluation]
    }
    if let slip = claim.slip(from: right) { return slip + [.productSlip] }
    // Half of the weights alone may be those of two groups.
    if (try? value.multiplied(by: .two)) == right, right != weights || value == all {
      return [.factorDroppedInEvaluation, .productSlip]
    }
    if (try? right.multiplied(by: .two)) == value { return [.productSlip, .extraFactorInEvaluation] }
    return nil
  }
}

private enum ListedCountWords {
  /// Layers before which a bias is of no use.
  static let norms: PhraseSet = ["norm", "bn", "bias", "归一", "偏置"]
  /// Layers whose parameters are counted in another way, and lines that tell more than one layer.
  static let others: PhraseSet = [
    "group", "depthwise", "separab", "shared", "tied", " ×2", "(×2", " x2", "(x2", " 2×", "(2×", " 2 ×",
    "twice", "two ", "both",
    "shortcut", "wrong", "instead", "should", "frozen", "pruned", "sparse", "lora", "bidirect", "no bias",
    "without bias", "bias=false", "分组", "深度", "可分离", "共享", "两", "双", "错", "应为", "应该", "捷径", "剪枝", "稀疏",
    "无偏置", "不含偏置", "没有偏置",
  ]
}
