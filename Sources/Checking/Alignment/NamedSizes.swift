import Symbolics

/// Sizes that a text states by their names before it calculates: `hidden size = 256`, 隐藏单元数 256, a table of settings. One
/// that is stated twice, and not the same, is none.
struct NamedSizes {
  private var values: [Int?]
  private var isDoubtful: [Bool]

  init(count: Int) {
    values = Array(repeating: nil, count: count)
    isDoubtful = Array(repeating: false, count: count)
  }

  subscript(_ index: Int) -> Int? { isDoubtful[index] ? nil : values[index] }

  mutating func state(_ value: Int, _ index: Int) {
    if let known = values[index], known != value { isDoubtful[index] = true }
    values[index] = value
  }
}

extension Calculation {
  /// The sizes whose names stand right in front of a number, for each set of names: the first set that fits names it.
  func namedSizes(_ names: [PhraseSet], besides others: PhraseSet) -> NamedSizes {
    var sizes = NamedSizes(count: names.count)
    let bytes = working.bytes
    for line in lines.prefix(96)
    where line.range.count <= 2_048 && names.contains(where: { $0.isOn(line, of: bytes) }) {
      // Behind the first calculation numbers are parts of formulas. `image = 224×224×3` calculates nothing.
      let end =
        line.chains.first {
          $0.sides.contains { $0.isCompound && !$0.isSymbolic }
            && $0.sides.contains { !$0.isCompound && $0.claim != nil }
        }?.range.lowerBound ?? line.range.upperBound
      var last = line.range.lowerBound
      for number in measures(on: line) {
        guard number.range.lowerBound < end else { break }
        let from = max(last, number.range.lowerBound - 48)
        last = max(last, number.endOfDigits(in: bytes))
        guard from <= number.range.lowerBound, let value = number.numeral.value.integer,
          (1...100_000).contains(value), number.numeral.scale == .one
        else { continue }
        let comma = bytes.skipBack(from: number.range.lowerBound, to: from) {
          $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "(")
        }
        let front = comma..<number.range.lowerBound
        guard !others.isIn(front, of: bytes),
          let index = names.firstIndex(where: { $0.isIn(front, of: bytes) })
        else { continue }
        sizes.state(value, index)
      }
    }
    return sizes
  }

  /// Reports a labelled calculation, unless something was found there or it is not said in earnest.
  mutating func report(
    _ mistake: Mistake, _ alternatives: [Mistake], _ labelled: LabelledCalculation, claimed: Int? = nil,
    correct: Int, _ arguments: [(name: String, value: Finding.Argument)] = []
  ) {
    let line = lines[labelled.home]
    guard labelled.value != correct || claimed != nil, !isReported(labelled.range),
      !LabelledWords.otherwise.isIn(labelled.label, of: working.bytes),
      // "Total without the head" supposes nothing.
      LabelledPart.isTotal(labelled.label, of: working.bytes)
        ? !isDenied(labelled.range, on: line) : isAsserted(labelled.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: mistake, alternatives: alternatives, range: labelled.range,
        claimed: Rational(claimed ?? labelled.value), correct: Rational(correct), arguments: arguments))
    for entry in entries(above: labelled.home + 1).reversed() {
      if entry.home < labelled.home { break }
      if entry.chain.range.overlaps(labelled.range) {
        entry.status = .wrong
        entry.misconception = mistake
      }
    }
  }

  mutating func report(
    _ mistake: Mistake, _ labelled: LabelledCalculation, claimed: Int? = nil, correct: Int,
    _ arguments: [(name: String, value: Finding.Argument)] = []
  ) {
    report(mistake, [], labelled, claimed: claimed, correct: correct, arguments)
  }
}

enum LabelledWords {
  /// What a label is not about the thing itself with.
  static let otherwise: PhraseSet = [
    "if ", "would", "instead", "wrong", "without bias", "no bias", "weights only", "not ", "n't", "naive",
    "错误", "错", "如果", "若", "不含偏置", "不计偏置", "仅权重", "误",
  ]
  /// Labels of other things than parameters.
  static let operations: PhraseSet = [
    "mac", "flop", "multiply", "mult-add", "byte", "memory", "activation", "operation", "乘加", "计算量", "字节",
    "显存",
    "内存", "激活", "运算", "per token", "per second", "%", "time per", "mib", "gib", " mb", " kb", " gb",
  ]
}
