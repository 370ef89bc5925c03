import Symbolics

/// Four bytes a weight for both moments of Adam in FP32: `| Adam m and v (fp32) | 4 | 28 GB |` below a head "Bytes/param", "Adam
/// keeps m and v in fp32: 4 bytes per parameter", `Adam states (FP32): 7B × 4 bytes = 28 GB`. Two numbers take eight.
extension Calculation {
  mutating func checkMomentsOfAdam() {
    for (place, line) in enumeratedLines(with: AdamMoments.names) where line.range.count <= 512 {
      let saysBoth = AdamMoments.both.isOn(line, of: working.bytes)
      guard saysBoth || AdamMoments.states.isOn(line, of: working.bytes),
        !AdamMoments.otherwise.isOn(line, of: working.bytes), isInSingles(line),
        !measures(on: line).contains(where: { $0.numeral.value == 8 }), !goesOn(below: place),
        let range = line.row == nil
          ? bytesOfWeight(on: line, besideProducts: !saysBoth)
          : saysBoth ? bytesInCell(of: line, place) : nil,
        !isReported(range), isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .bytesPerValueWrong, alternatives: [.partsOmitted, .factorDroppedInEvaluation],
          range: range,
          claimed: 4, correct: 8, arguments: [("expected", .number(8))]))
      markWrong(at: range)
    }
  }

  /// Whether FP32 is the one format of a line.
  private func isInSingles(_ line: TextLine) -> Bool {
    let formats = NumberFormat.all(in: line.range, of: working.bytes)
    return !formats.isEmpty && formats.allSatisfy { $0.bits == 32 }
  }

  /// Whether the next line adds the second moment, or corrects the first.
  private func goesOn(below place: Int) -> Bool {
    lines[min(place + 1, lines.count)..<min(place + 3, lines.count)].contains {
      AdamMoments.further.isOn($0, of: working.bytes)
    }
  }

  /// `4 bytes per parameter`, 每个参数 4 字节; the 4 of `7B × 4 bytes` for the states as a whole.
  private func bytesOfWeight(on line: TextLine, besideProducts: Bool) -> Range<Int>? {
    let bytes = working.bytes
    guard besideProducts else {
      for measure in measures(on: line)
      where measure.numeral.value == 4 && (measure.unit == .bytes || standsBeforeBytes(measure.range)) {
        let digits = measure.range.lowerBound..<measure.endOfDigits(in: bytes)
        var joint = Joint(bytes, from: digits.upperBound, to: line.range.upperBound)
        _ = joint.takeUnits()
        if joint.take(AdamMoments.perWeight) { return digits }
        let before = line.stretch(before: digits.lowerBound, atMost: 24)
        if AdamMoments.eachWeight.isIn(before, of: bytes) { return digits }
      }
      return nil
    }
    guard line.chains.count == 1,
      let side = line.chains[0].sides.first(where: { $0.isCompound && !$0.isSymbolic }),
      line.chains[0].sides.last?.unit == .bytes,
      case .product = side.located.expression, side.located.operands.count == 2
    else { return nil }
    let operands = side.located.operands
    guard let (count, width) = countAndWidth(operands), count.value >= 1_000_000, width.value == 4,
      standsBeforeBytes(width.range)
    else { return nil }
    // `= 28 GB for m` has one of them.
    var tail = Joint(bytes, from: line.chains[0].range.upperBound, to: line.range.upperBound)
    _ = tail.take(AdamMoments.prefixed)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd() ? width.range : nil
  }

  /// The 4 of a row in the column whose head says bytes of a parameter.
  private func bytesInCell(of line: TextLine, _ place: Int) -> Range<Int>? {
    guard let row = line.row else { return nil }
    var first = place
    while first > 0, place - first < 24, lines[first - 1].row != nil { first -= 1 }
    guard first < place, let head = lines[first].row, head.cells.count == row.cells.count else { return nil }
    for (cell, name) in zip(row.cells, head.cells).dropFirst()
    where AdamMoments.heads.isIn(name, of: working.bytes) {
      var joint = Joint(working.bytes, from: cell.lowerBound, to: cell.upperBound)
      joint.skipBlanks()
      guard let number = working.bytes.wholeNumber(at: joint.at, to: cell.upperBound), number.value == 4
      else {
        continue
      }
      let range = joint.at..<number.end
      joint.at = number.end
      _ = joint.takeUnits()
      joint.skipBlanks()
      if joint.isAtEnd { return range }
    }
    return nil
  }
}

private enum AdamMoments {
  static let names: PhraseSet = ["adam", "optimizer", "optimiser", "优化器"]
  static let both: PhraseSet = [
    "m and v", "m & v", "m, v", "m + v", "m+v", "m/v", "first and second moment", "both moments",
    "two moments",
    "momentum and variance", "mean and variance", "一阶和二阶", "一阶、二阶", "一阶与二阶", "m 和 v", "m和v", "m、v", "两个动量",
  ]
  static let states: PhraseSet = [
    "adam states", "adam optimizer states", "adamw states", "adam 状态", "adam状态", "adam 优化器状态", "adam优化器状态",
  ]
  static let prefixed: PhraseSet = ["gb", "gib", "tb", "mb"]
  static let perWeight: PhraseSet = [
    "per parameter", "per param", "per weight", "/param", "/parameter", "/weight", "a parameter", "a weight",
    "每个参数", "每参数", "/参数",
  ]
  static let eachWeight: PhraseSet = ["每个参数", "每参数", "每个权重", "per parameter:", "per parameter takes"]
  static let heads: PhraseSet = [
    "bytes/param", "byte/param", "bytes per param", "b/param", "bytes / param", "bytes a param", "字节/参数",
    "每参数字节",
    "bytes/weight", "bytes per weight", "每个参数字节", "每参数字节数", "每个参数的字节数",
  ]
  static let otherwise: PhraseSet = [
    "each", "apiece", "per moment", "per state", "per value", "respectively", "4 + 4", "4+4", "2 × 4", "2×4",
    "2 * 4", "2*4", "2x4", "8-bit", "8bit", "shard", "zero", "offload", "not ", "n't", "instead", "if ",
    "would",
    "twice", "and moment", "only", "factored", "lion", "momentum only", "sgd", "各", "分别", "每个状态", "切分", "分片",
    "如果",
    "若", "不是", "而不", "只", "× 2", "×2", "* 2", "*2",
  ]
  static let further: PhraseSet = [
    "second moment", "variance", "another", "adam v", "twice", "two states", "8 bytes", "二阶", "方差", "8 字节",
    "8字节",
  ]
}
