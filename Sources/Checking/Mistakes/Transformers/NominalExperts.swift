import Derivations
import Networks
import Symbolics

/// The name of a network of experts multiplied out: "Mixtral 8x7B: 8 × 7B = 56B parameters". The experts share attention, norms
/// and embeddings, so that it has 46.7 B, of which a token meets 12.9 B and not 2 × 7.
extension Calculation {
  mutating func checkNominalExperts() {
    guard let facts, let experts = forms?.sizes?[.experts], experts > 1,
      let nominal = billionsOfExpert(facts.derivation.network.name, experts),
      !holds(NominalExperts.withdrawing)
    else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, let count = Claim.numeral(of: factors[0])?.value.integer,
        Claim.numeral(of: factors[1])?.value == nominal, count == experts || count == 2,
        let claim = entry.claim, let range = entry.claimRange,
        entry.claimUnit == .none || entry.claimUnit == .parameters || entry.claimUnit == .other,
        entry.home < lines.count, case let line = lines[entry.home], line.range.count <= 512,
        let right = count == experts
          ? isOfTotal(entry, on: line) ? facts.parameters : nil
          : NominalExperts.active.isOn(line, of: working.bytes) ? activeParameters(count) : nil,
        !TrainingNumbers.isNear(claim.value, right), !NominalExperts.otherwise.isOn(line, of: working.bytes),
        !isReported(entry.chain.range), isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .networkTotalWrong, alternatives: [.wrongModelFact, .wrongQuantityNamed], range: range,
          claimed: claim.value, correct: right))
      entry.status = .wrong
      entry.misconception = .networkTotalWrong
    }
  }

  /// 7·10⁹ for `mixtral-8x7b`.
  private func billionsOfExpert(_ name: String, _ experts: Int) -> Rational? {
    let bytes = Array(name.utf8)
    var at = 0
    while at < bytes.count {
      at = bytes.skip(from: at, to: bytes.count) { !$0.isASCIIDigit }
      guard let first = bytes.wholeNumber(at: at, to: bytes.count) else { return nil }
      at = first.end
      guard first.value == experts, at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "x"),
        let second = bytes.wholeNumber(at: at + 1, to: bytes.count), second.end < bytes.count,
        bytes[second.end] | 0x20 == UInt8(ascii: "b")
      else { continue }
      return try? Rational(second.value).multiplied(by: Rational(1_000_000_000))
    }
    return nil
  }

  /// Whether a product is called the total, or the parameters of the network, whose name stands right before it.
  private func isOfTotal(_ entry: Entry, on line: TextLine) -> Bool {
    entry.claimUnit == .parameters
      || NominalExperts.totals.isIn(
        line.stretch(before: entry.chain.range.lowerBound, atMost: 40), of: working.bytes)
      || NominalExperts.parameters.isIn(
        line.stretch(behind: entry.chain.range.upperBound, atMost: 24), of: working.bytes)
  }

  /// The network's parameters without those of the experts that a token does not meet.
  private func activeParameters(_ used: Int) -> Rational? {
    guard let facts, let sizes = forms?.sizes, let experts = sizes[.experts], experts > used,
      let unused = PartWeights.product(
        experts - used, sizes[.layers], sizes.innerMatrices, sizes[.width], sizes[.innerWidth]),
      let active = try? facts.parameters.subtracting(unused), active > .zero
    else { return nil }
    return active
  }
}

private enum NominalExperts {
  static let totals: PhraseSet = [
    "total", "parameters", "params", "altogether", "in all", "总", "合计", "参数", "共",
  ]
  static let parameters: PhraseSet = ["param", "in total", "total", "参数", "总"]
  static let active: PhraseSet = ["active", "activated", "per token", "激活", "每 token", "每个 token", "每个token"]
  static let withdrawing: PhraseSet = [
    "naive", "nominal", "misleading", "the name", "actually", "in fact", "in reality", "46.7", "47b", "47 b",
    "141b", "141 b", "140.6", "shared attention", "share the", "is not", "isn't", "rather than", "名义", "看似",
    "并非",
    "不是", "实际", "其实", "名字", "467",
  ]
  static let otherwise: PhraseSet = [
    "if ", "would", "upper", "less than", "fewer", "below", "not ", "n't", "wrong", "separate", "independent",
    "dense", "ensemble", "eight models", "如果", "若", "上限", "小于", "少于", "错", "独立", "不到", "稠密",
  ]
}
