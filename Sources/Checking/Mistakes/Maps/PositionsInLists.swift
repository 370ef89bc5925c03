import Symbolics

/// One convolution of three without the positions that the two others have, and the sum of all: `1·1·256·64·56·56`, `3·3·64·64`,
/// `1·1·64·256·56·56`, and a total to which its weights were added.
extension Calculation {
  mutating func checkPositionsInLists() {
    guard entries.count >= 3 else { return }
    var works: [SeriesWork?] = []
    for first in 0...(entries.count - 3) {
      // Each entry is read once, although it stands in three lists.
      works = works.isEmpty ? [work(first), work(first + 1)] : Array(works.dropFirst())
      works.append(work(first + 2))
      let three = entries[first...(first + 2)]
      guard three.last.map({ $0.home - entries[first].home <= 4 && $0.home < lines.count }) ?? false,
        three.allSatisfy({ $0.status == .right && $0.misconception == nil })
      else { continue }
      guard works.count(where: { $0 == nil }) == 1, let odd = works.firstIndex(where: { $0 == nil }),
        case let entry = entries[first + odd], let side = entry.workingSide, let value = entry.value,
        let own = WeightsOfKernel(side.located.expression)
      else { continue }
      let others = works.compactMap { $0 }
      guard others[0].map == others[1].map, others[0].map > own.side,
        odd == 0 || works[odd - 1]?.outputs == own.inputs,
        odd == 2 || works[odd + 1]?.inputs == own.outputs,
        let positions = try? others[0].map.multiplied(by: others[0].map),
        let right = try? value.multiplied(by: positions), isAdded(three, below: first + 2),
        case let stretch = lines[max(0, entries[first].home - 1)...entries[first + 2].home],
        !stretch.contains(where: {
          $0.range.count > 1_024 || PositionWords.changing.isOn($0, of: working.bytes)
        }), !PositionWords.parameters.isOn(lines[entry.home], of: working.bytes),
        !isReported(entry.chain.range), isAsserted(entry.chain.range, on: lines[entry.home])
      else { continue }
      findings.append(
        Draft(
          mistake: .outputPositionsMissing, range: side.located.range, claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .outputPositionsMissing
    }
  }

  /// Whether the three, and nothing else, are added up on one of the next two lines.
  private func isAdded(_ three: ArraySlice<Entry>, below last: Int) -> Bool {
    guard let sum = NetworkFacts.sum(three.compactMap { $0.value }) else { return false }
    let home = entries[last].home
    return lines[home..<min(lines.count, home + 3)].contains { line in
      numbers(on: line).contains {
        $0.numeral.value == sum && $0.range.lowerBound > entries[last].chain.range.lowerBound
      }
    }
  }
}

/// The weights of a convolution whose kernel is written out: `k·k·C·C′`.
private struct WeightsOfKernel {
  let side: Rational
  let inputs: Rational
  let outputs: Rational

  init?(_ expression: Expression) {
    guard case .product = expression else { return nil }
    let factors = Factors.written(in: expression)
    guard factors.count == 4, factors[0] == factors[1], factors[0] <= 11, factors[2] > 1, factors[3] > 1
    else {
      return nil
    }
    (side, inputs, outputs) = (factors[0], factors[2], factors[3])
  }
}

private enum PositionWords {
  static let changing: PhraseSet = [
    "stride", "pool", "squeeze", "excit", "global", "dense", "linear", "fc", "1x1 map", "1×1 map", "vector",
    "步长",
    "池化", "压缩", "激励", "全局", "全连接", "向量",
  ]
  static let parameters: PhraseSet = ["param", "weight", "参数", "权重"]
}
