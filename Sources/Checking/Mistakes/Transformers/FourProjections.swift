import Symbolics

/// 3·d² where the four matrices of attention are named: W_Q、W_K、W_V、W_O 共 3×512×512.
extension Calculation {
  mutating func checkFourProjections(_ claims: [ModelClaim]) {
    checkFourInLetters()
    for claim in claims where isFree(claim) && !claim.label.saysOperations {
      guard claim.isThreeSquares else { continue }
      let line = lines[claim.place]
      // "512/8 = 64, Q, K, V and output: 3 × 512²": what is worked out before has its own label.
      let start = line.chains.last { $0.range.upperBound <= claim.range.lowerBound }?.range.upperBound
      guard line.chains.last.map({ claim.range.lowerBound >= $0.range.lowerBound }) ?? true else { continue }
      let before = line.stretch(before: claim.range.lowerBound, atMost: 96)
      let label = max(before.lowerBound, min(start ?? 0, before.upperBound))..<before.upperBound
      guard line.range.count <= 1_024, namesFour(label),
        !Calculation.threeMatrices.isOn(line, of: working.bytes),
        let right = try? claim.value.multiplied(by: 4).divided(by: 3)
      else { continue }
      report(.outputProjectionMissing, claim, correct: right)
    }
  }

  /// "Q, K, V and output projection: 3d²"
  private mutating func checkFourInLetters() {
    for entry in entries where entry.chain.traits.contains(.symbolic) && entry.home < lines.count {
      guard let side = entry.chain.sides.first(where: { $0.isCompound }), side.isSymbolic,
        case .product(let factors) = side.located.expression, factors.count == 2,
        case .number(let three) = factors[0], three.value == 3,
        case .power(.symbol, .number(let two)) = factors[1],
        two.value == .two, entry.claimUnit == .none || entry.claimUnit == .parameters,
        case let line = lines[entry.home], line.range.count <= 1_024,
        namesFour(line.stretch(before: side.located.range.lowerBound, atMost: 96)),
        !Calculation.threeMatrices.isOn(line, of: working.bytes), !isReported(side.located.range),
        isAsserted(side.located.range, on: line), !isDenied(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .outputProjectionMissing, range: side.located.range, claimed: entry.claim?.value,
          correct: try? entry.claim?.value.multiplied(by: 4).divided(by: 3)))
      entry.status = .wrong
      entry.misconception = .outputProjectionMissing
    }
  }

  /// Whether words name all four matrices, and none of them once more: not "Q, K, V and output: Q, K, V need".
  private func namesFour(_ label: Range<Int>) -> Bool {
    let bytes = working.bytes
    guard let found = Calculation.fourMatrices.first(in: label, of: bytes),
      found.upperBound >= bytes.count || !bytes[found.upperBound - 1].isASCIILetter
        || !bytes[found.upperBound].isASCIILetter
    else { return false }
    return !Calculation.keysAndValues.isIn(found.upperBound..<label.upperBound, of: bytes)
  }

  private static let keysAndValues: PhraseSet = ["k, v", "k、v", "k，v", "k,v", "k/v", "kv", "k and v", "w_k"]
  private static let fourMatrices: PhraseSet = [
    "w_v、w_o", "w_v, w_o", "w_v，w_o", "w_v,w_o", "w_v and w_o", "w_v, and w_o", "wv、wo", "wv, wo",
    "wv, and wo",
    "q, k, v and output", "q, k, v, and output", "q, k, v and the output", "q, k, v, output",
    "q/k/v and output",
    "q/k/v/output", "qkv and output", "query, key, value and output", "query, key, value, and output",
    "queries, keys, values and output", "q、k、v 和输出", "q、k、v和输出", "q、k、v 及输出", "q、k、v、输出", "q、k、v 与输出",
    "含输出投影", "包括输出投影", "包含输出投影", "including the output projection", "including output projection",
    "incl. output projection", "with the output projection", "with output projection", "和输出投影", "及输出投影",
    "与输出投影",
    "q、k、v、o", "q、k、v 和 o", "q, k, v, o", "q, k, v and o", "q, k, v, and o", "q/k/v/o", "qkvo", "四个投影",
    "四个权重矩阵", "four projection", "four attention matrices",
  ]
  private static let threeMatrices: PhraseSet = [
    "three", "first", "without", "前三", "三个", "不含", "除", "gqa", "mqa", "each", "每个", "每头", "未含", "不包", "没有",
    "未包",
    "未计", "plus", "另",
  ]
}

extension ModelClaim {
  /// 3·d·d
  fileprivate var isThreeSquares: Bool {
    guard case .product? = expression else { return false }
    let sizes = factors.sorted()
    return sizes.count == 3 && sizes[0] == 3 && sizes[1] == sizes[2] && sizes[1] >= 64
  }
}
