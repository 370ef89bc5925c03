import Symbolics

/// Bytes of another width than the text has given for each number: 每个数 2 字节 above `2×32×4096×4 = 1,048,576 字节`.
///
/// Judged of caches that have their 2 for keys and values besides, where all other factors are told above and the last one is
/// told nowhere.
extension Calculation {
  mutating func checkStatedBytes() {
    var stated: (width: Rational, place: Int)?
    var next = 0
    for (place, line) in lines.enumerated() {
      defer { if let width = statedWidth(on: line) { stated = (width, place) } }
      var home: [Entry] = []
      while next < entries.count, entries[next].home <= place {
        if entries[next].home == place { home.append(entries[next]) }
        next += 1
      }
      guard let stated, place - stated.place <= 3 else { continue }
      for entry in home { check(entry, stated.width, stated.place, on: line) }
    }
  }

  private mutating func check(_ entry: Entry, _ width: Rational, _ place: Int, on line: TextLine) {
    guard entry.status == .right, entry.claimUnit == .bytes, let range = entry.claimRange,
      let claim = entry.claim, let side = entry.workingSide, case .product = side.located.expression,
      (3...8).contains(side.located.operands.count), !NumberFormat.mayBe(on: line),
      !StatedBytes.otherwise.isOn(line, of: working.bytes)
    else { return }
    var factors: [Rational] = []
    for operand in side.located.operands {
      guard let numeral = Claim.numeral(of: operand.expression) else { return }
      factors.append(numeral.value)
    }
    let used = factors.removeLast()
    guard used != width, [1, 2, 4, 8].contains(used), !factors.contains(where: { $0 == width && $0 != 2 })
    else { return }
    let twos = factors.count { $0 == 2 }
    let source = lines[place]
    // Four bytes may be those of two maps, where no 2 counts them.
    guard twos == 1, StatedBytes.caches.isOn(source, of: working.bytes) else { return }
    // What the text has told, up to this line.
    let told = lines[max(0, place - 8)...place].flatMap { measures(on: $0).map { $0.numeral.value } }
    guard !told.contains(used), factors.allSatisfy({ $0 == 2 || told.contains($0) }),
      !isReported(entry.chain.range), isAsserted(range, on: line),
      let right = try? claim.value.multiplied(by: width).divided(by: used)
    else { return }
    reportBytes(at: range, claim.value, right, of: width)
    entry.status = .wrong
  }

  /// 每个数 2 字节, "2 bytes per value", "each value takes 2 bytes"
  private func statedWidth(on line: TextLine) -> Rational? {
    guard line.row == nil, line.range.count < 1_024, StatedBytes.each.mayBe(on: line),
      let word = StatedBytes.each.first(on: line, of: working.bytes)
    else { return nil }
    for measure in measures(on: line) where [1, 2, 4].contains(measure.numeral.value) {
      guard standsBeforeBytes(measure.range) || measure.unit == .bytes else { continue }
      if measure.range.lowerBound >= word.upperBound {
        var joint = Joint(working.bytes, from: word.upperBound, to: measure.range.lowerBound)
        _ = joint.take(StatedBytes.takes)
        joint.skipBlanks()
        if joint.isAtEnd { return measure.numeral.value }
      } else if word.lowerBound >= measure.range.upperBound, word.lowerBound - measure.range.upperBound <= 8 {
        return measure.numeral.value
      }
    }
    return nil
  }
}

private enum StatedBytes {
  static let each: PhraseSet = [
    "每个数", "每个元素", "每个值", "每个数值", "per value", "per number", "per element", "each value", "each number",
    "each element",
  ]
  static let takes: PhraseSet = ["takes", "has", "is", "of", "占用", "占", "为", "是", "用", "需要", "需", "：", ":"]
  static let caches: PhraseSet = [
    "k 和 v", "k和v", "k 与 v", "k、v", "kv", "k/v", "k and v", "keys and values", "cache", "缓存",
  ]
  static let otherwise: PhraseSet = [
    "optimi", "adam", "gradient", "master", "moment", "float", "double", "batch", "优化器", "梯度", "动量", "副本",
    "精度",
    "份", "量化", "bit",
  ]
}
