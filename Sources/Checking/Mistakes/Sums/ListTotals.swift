import Symbolics

/// A list of lines, each with one number, and a line below them that says "total".
///
///     conv1: 3×3×3×64 = 1,728
///     conv2: 3×3×64×128 = 73,728
///     total: 74,456
///
/// A list may leave parts out, so that a total that is larger than its parts is called wrong only where it is off by one of
/// them, a digit, two exchanged digits or a power of ten; one that is a little smaller than exact parts is wrong in any case.
extension Calculation {
  mutating func checkListTotals() {
    for place in lines.indices.dropFirst(2) where lines[place].row == nil {
      guard let total = ListTotal(lines[place], bytes: working.bytes) else { continue }
      if let word = total.whole, !isListOf(word, above: place) { continue }
      check(total, at: place)
    }
  }

  /// Whether the line that opens the list above a line speaks of a whole: "One layer:" above its parts and `layer: …`.
  private func isListOf(_ word: Range<Int>, above place: Int) -> Bool {
    var at = place - 1
    while at > 0, place - at < 32, let part = ListPart(lines[at], bytes: working.bytes),
      part.numeral.value > 999, !ListTotal.otherThings.isOn(lines[at], of: working.bytes)
    {
      at -= 1
    }
    while at > 0, place - at < 34, lines[at].isBlank(in: working.bytes) { at -= 1 }
    guard at >= 0, place - at > 3, lines[at].introducesList(in: working.bytes) else { return false }
    return ListTotal.wholes.isOn(lines[at], of: working.bytes)
  }

  private mutating func check(_ total: ListTotal, at place: Int) {
    guard let parts = parts(above: place).map(withoutSingles), parts.count >= 2,
      !findings.contains(where: { $0.range.overlaps(lines[place].range) }),
      parts.allSatisfy({ $0.unit == total.unit || $0.unit == .none || total.unit == .none })
    else { return }
    let values = parts.map { $0.numeral }
    let isOneOfTwo = values.count == 2 && values[0].value == values[1].value && values[0].value > 99
    if !isOneOfTwo, total.whole == nil, endsList(total.numeral.value, values) { return }
    if carriesOn(lines[max(0, place - 8)..<place], values) { return }
    if let sum = total.sum {
      checkAddends(of: sum, against: values)
    } else {
      check(total.numeral, total.range, against: values, isList: true, isOfAll: total.count == parts.count)
    }
  }

  /// The parts without what the next one has so many of: `encoder layer: 7,087,872` above `12 layers: 85,054,464`.
  private func withoutSingles(_ parts: [ListPart]) -> [ListPart] {
    parts.indices.filter { index in
      guard index + 1 < parts.count, case let (one, all) = (parts[index], parts[index + 1]),
        all.numeral.value > one.numeral.value,
        let times = (try? all.numeral.value.divided(by: one.numeral.value))?.integer, times > 1
      else { return true }
      // The 2 of `conv2d_3` and of `conv2` counts nothing, that of `layer ×2` and `layer x2` does.
      return !working.bytes.wholeNumbers(in: all.label).contains { number in
        number.value == times && (!number.isPartOfWord || isBehindCross(number.range.lowerBound, all.label))
      }
    }.map { parts[$0] }
  }

  /// Whether an `x` that is no part of a word stands right before a number.
  private func isBehindCross(_ place: Int, _ label: Range<Int>) -> Bool {
    guard place > label.lowerBound, working.bytes[place - 1] | 0x20 == UInt8(ascii: "x") else { return false }
    return place - 1 == label.lowerBound || !working.bytes[place - 2].isASCIIWordByte
  }

  /// Whether a total is that of the last parts alone: the lines before them may be about another thing.
  private func endsList(_ total: Rational, _ parts: [Numeral]) -> Bool {
    var sum = Rational.zero
    for part in parts.reversed() {
      guard let next = try? sum.adding(part.value) else { return true }
      sum = next
      if Calculation.isSame(sum, total, part) { return true }
    }
    return false
  }

  /// Whether a line of a list calculates with the result of another one: then they are steps, and no parts.
  private func carriesOn(_ lines: ArraySlice<TextLine>, _ parts: [Numeral]) -> Bool {
    lines.contains { line in
      line.chains.contains { chain in
        var isStep = false
        for side in chain.sides where side.isCompound {
          LinkChecker.forEachNumeral(of: side.located.expression) { numeral in
            isStep =
              isStep
              || numeral.value > 1_024 && parts.contains { $0.value == numeral.value }
                && chain.sides.last?.claim?.value != numeral.value
          }
        }
        return isStep
      }
    }
  }

  private static func isSame(_ sum: Rational, _ total: Rational, _ part: Numeral) -> Bool {
    guard part.lastPlace != .one else { return sum == total }
    guard let room = try? part.lastPlace.multiplied(by: .two) else { return true }
    return LinkChecker.isWithin(room, sum, total)
  }

  /// The numbers of the lines above a total, without gap between them; nil where it is not sure that these are all parts.
  private func parts(above place: Int) -> [ListPart]? {
    var parts: [ListPart] = []
    var indent: Int?
    var at = place
    while at > 0, place - at < 128 {
      at -= 1
      let line = lines[at]
      if line.isBlank(in: working.bytes) {
        if parts.isEmpty, place - at < 2 { continue }
        // A list that goes on above the gap has parts there.
        return at > 0 && ListPart(lines[at - 1], bytes: working.bytes) != nil ? nil : parts.reversed()
      }
      if line.isElision(in: working.bytes) { return nil }
      // `\end{itemize}` stands between a list and what is said below it.
      if ListTotal.listEnd.length(at: line.range.lowerBound, until: line.range.upperBound, in: working.bytes)
        != nil
      {
        if parts.isEmpty, place - at < 3 { continue }
        return nil
      }
      if ListTotal.listBeginning.length(
        at: line.range.lowerBound, until: line.range.upperBound, in: working.bytes)
        != nil
      {
        return parts.reversed()
      }
      if line.isRule(in: working.bytes) { continue }
      // What stands above another total was added up there.
      if let total = ListTotal(line, bytes: working.bytes), total.whole == nil { return nil }
      guard line.row == nil, !line.isHeading, let part = ListPart(line, bytes: working.bytes) else {
        return line.isHeading || line.introducesList(in: working.bytes) ? parts.reversed() : nil
      }
      let column = line.range.lowerBound - working.segments[line.index].range.lowerBound
      if let indent, indent != column { return nil }
      indent = column
      parts.append(part)
    }
    return parts.reversed()
  }

  /// Whether a sum uses the right value where the line above claims a wrong one.
  func isRightInstead(of claimed: Rational, _ used: Rational) -> Bool {
    entries.contains { $0.slip != nil && $0.claim?.value == claimed && $0.rightValue == used }
  }

  /// `Total: 1,728 + 73,728 = 75,456` below three parts: one of them is not in the sum, or is not what stands above.
  private mutating func checkAddends(of sum: Located, against parts: [Numeral]) {
    guard parts.count >= 3, let addends = addends(of: sum), addends.allSatisfy({ $0.count == 1 }),
      parts.allSatisfy({ $0.lastPlace == .one })
    else { return }
    // A sum of the last parts alone may leave out what was about another thing.
    if let value = try? sum.expression.evaluated(), endsList(value, parts) { return }
    var rest = parts.map { $0.value }
    var unknown: [Rational] = []
    for addend in addends {
      if let index = rest.firstIndex(of: addend.value) {
        rest.remove(at: index)
      } else {
        unknown.append(addend.value)
      }
    }
    guard rest.count == 1, rest[0] > 99, addends.count >= 2,
      let right = NetworkFacts.sum(parts.map { $0.value })
    else { return }
    if let other = unknown.first {
      guard unknown.count == 1, Digits.differ(rest[0], other), !isRightInstead(of: rest[0], other) else {
        return
      }
    }
    guard isOnce(rest[0], in: parts.map { $0.value }), let claimed = try? sum.expression.evaluated() else {
      return
    }
    findings.append(
      Draft(
        mistake: .addendsDoNotMatchParts, alternatives: [.partsOmitted], range: sum.range, claimed: claimed,
        correct: right))
  }
}

/// A line of a list that gives a number to a name: `conv1: 1,728`, `- embedding = 30522 × 768 = 23,440,896`.
struct ListPart {
  let numeral: Numeral
  let unit: Unit
  /// What stands before the number, or before its calculation.
  let label: Range<Int>

  init?(_ line: TextLine, bytes: [UInt8]) {
    guard let (side, chain) = line.lastNumber(in: bytes), let claim = side.claim, claim.scale != .percent,
      !line.mentions.contains(where: { $0.noun == .total || $0.noun == .each }),
      !Phrases.contains(ListPart.strange, in: line.range, of: bytes), !ListPart.namesTimes(line, in: bytes)
    else { return nil }
    let start = chain?.range.lowerBound ?? side.located.range.lowerBound
    // `512→256: 512·256·16 = 2,097,152` names a layer by its channels, `1×1, 512→256: 131,072` as well.
    let isCalculated =
      chain.map { $0.hasEquality && $0.sides[0].isCompound } ?? false
      || line.hasColon(before: start, in: bytes)
    let beginning = isCalculated ? min(start, line.range.upperBound) : line.range.lowerBound
    if ListPart.arrows.isIn(max(line.range.lowerBound, beginning)..<line.range.upperBound, of: bytes) {
      return nil
    }
    if !(chain?.sides[0].isSymbolic ?? false) {
      guard line.hasLabel(before: start, in: bytes) || line.isOneCalculation(chain, in: bytes) else {
        return nil
      }
    }
    numeral = claim
    unit = side.unit
    label = line.stretch(before: start, atMost: 48)
  }

  /// What makes a number something else than one part of a sum.
  private static let strange: [StaticString] = [
    "subtotal", "sub-total", "小计", "each", "per ", "/token", "average", "mean", "ratio", "share", "speed",
    "shared", "tied", "of which", "including", "其中", "平均", "共享", "每", "...", "…", "input", "输入", "batch",
    "(x", "(×", " x)", "standard layer", "standard conv", "instead", "compared", "标准卷积", "相比",
  ]
  private static let arrows: PhraseSet = ["→", "->"]
  private static let time: PhraseSet = ["time"]

  /// Whether a line speaks of a time, or of so many times; `$1\times1$` is a shape.
  private static func namesTimes(_ line: TextLine, in bytes: [UInt8]) -> Bool {
    guard time.mayBe(on: line) else { return false }
    var start = line.range.lowerBound
    while let word = time.first(in: start..<line.range.upperBound, of: bytes) {
      start = word.upperBound
      let sign = word.lowerBound - 1
      guard sign > line.range.lowerBound, bytes[sign] == UInt8(ascii: "\\") else { return true }
      let before = bytes.skipBlanksBack(from: sign, to: line.range.lowerBound)
      let behind = bytes.skipBlanks(from: word.upperBound + 1, to: line.range.upperBound)
      guard before > line.range.lowerBound, behind < line.range.upperBound,
        bytes[before - 1].isASCIIDigit || bytes[before - 1] == UInt8(ascii: "}"), bytes[behind].isASCIIDigit
      else { return true }
    }
    return false
  }
}

extension Chain.Side {
  /// Whether a number is a power of two below 8,192, as widths and lengths are.
  fileprivate var isWidth: Bool {
    guard let size = outcome.value?.integer, size <= 4_096 else { return false }
    return size.nonzeroBitCount == 1
  }
}

extension TextLine {
  /// The number that ends the line, with the chain whose last side it is.
  fileprivate func lastNumber(in bytes: [UInt8]) -> (Chain.Side, Chain?)? {
    var last: (Chain.Side, Chain?)?
    if let chain = chains.last, let side = chain.sides.last { last = (side, chain) }
    if let side = lone.last,
      side.located.range.lowerBound > last?.0.located.range.lowerBound ?? 0
    {
      last = (side, nil)
    }
    // `= 86,704,128 (0.87 亿)`: what stands in brackets rounds the result.
    if last?.1 == nil, let remark = last?.0, let rounded = remark.claim, let chain = chains.last,
      let side = chain.sides.last, let claim = side.claim,
      LinkChecker.isWithin(
        LinkChecker.tolerance(of: rounded, isApproximate: true), claim.value, rounded.value),
      endsInBrackets(remark, behind: chain.range.upperBound, in: bytes)
    {
      return (side, chain)
    }
    guard let last, last.0.claim != nil, range.contains(last.0.located.range.lowerBound) else { return nil }
    var tail = Joint(bytes, from: last.0.located.range.upperBound, to: range.upperBound)
    _ = tail.takeUnits()
    if !tail.isAtEnd, bytes[tail.at] == UInt8(ascii: ".") || bytes[tail.at] == UInt8(ascii: ";") {
      tail.at += 1
    }
    tail.skipBlanks()
    return tail.isAtEnd ? last : nil
  }

  /// Whether a number stands in brackets right behind a place, which end the line.
  private func endsInBrackets(_ side: Chain.Side, behind place: Int, in bytes: [UInt8]) -> Bool {
    let end = bytes.skipBack(from: range.upperBound, to: range.lowerBound) { $0 <= 0x20 }
    var joint = Joint(bytes, from: place, to: end)
    _ = joint.takeUnits()
    guard joint.take(Joint.opening) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    // The brackets may be a part of the number that they hold.
    let range = side.located.range
    guard joint.at >= range.lowerBound, joint.at < range.upperBound,
      let close = Joint.closing.first(in: joint.at..<max(joint.at, end), of: bytes)
    else { return false }
    return close.upperBound == end && end - joint.at <= 32
  }

  /// Whether a name and a colon, an equals sign or a wide gap stand before a number, and the name has no multiplicity.
  fileprivate func hasLabel(before place: Int, in bytes: [UInt8]) -> Bool {
    let at = bytes.skipBack(from: place, to: range.lowerBound) {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "*")
        || $0 == UInt8(ascii: "$")
    }
    guard at > range.lowerBound else { return false }
    let hasColon =
      bytes[at - 1] == UInt8(ascii: ":")
      // ： is EF BC 9A.
      || at - range.lowerBound > 3 && bytes[at - 1] == 0x9A && bytes[at - 2] == 0xBC
    let hasGap = place - at >= 2 || bytes[place - 1] == UInt8(ascii: "\t")
    guard hasColon || hasGap || isShortName(until: at, in: bytes) else { return false }
    let label = range.lowerBound..<at
    // A shape names a layer, too: `- 1×1, 64: 9,633,792`.
    var hasLetters = false
    for index in label {
      if bytes[index] == 0xC3, hasColon, isOfShape(index, in: bytes) { hasLetters = true }
      // `784-256-10:` names a network of dense layers.
      if bytes[index] == .hyphen, hasColon, isBetweenDigits(index, in: bytes) { hasLetters = true }
      hasLetters = hasLetters || bytes[index].isASCIILetter || bytes[index] >= 0xE4
      // × is C3 97: `block × 12: 7,087,872`.
      if bytes[index] == 0xC3, hasColon, !isOfShape(index, in: bytes) { return false }
    }
    return hasLetters
  }

  private func isBetweenDigits(_ hyphen: Int, in bytes: [UInt8]) -> Bool {
    hyphen > range.lowerBound && hyphen + 1 < range.upperBound && bytes[hyphen - 1].isASCIIDigit
      && bytes[hyphen + 1].isASCIIDigit
  }

  /// Whether a cross stands between two digits: `1×1`, `28×28`.
  private func isOfShape(_ cross: Int, in bytes: [UInt8]) -> Bool {
    cross > range.lowerBound && cross + 2 < range.upperBound && bytes[cross - 1].isASCIIDigit
      && bytes[cross + 2].isASCIIDigit
  }

  /// Whether a colon ends the label right before a place.
  fileprivate func hasColon(before place: Int, in bytes: [UInt8]) -> Bool {
    let at = bytes.skipBlanksBack(from: place, to: range.lowerBound)
    return at > range.lowerBound && bytes[at - 1] == UInt8(ascii: ":")
      || at - range.lowerBound > 3 && bytes[at - 1] == 0x9A && bytes[at - 2] == 0xBC
  }

  /// Whether a line holds one calculation with its result and nothing before it: `  4096×1000 = 4.10M`.
  fileprivate func isOneCalculation(_ chain: Chain?, in bytes: [UInt8]) -> Bool {
    guard let chain, chains.count == 1, lone.isEmpty, chain.sides.count == 2, chain.sides[0].isCompound,
      !chain.sides[0].isSymbolic, chain.range.lowerBound >= range.lowerBound
    else { return false }
    return !bytes[range.lowerBound..<chain.range.lowerBound].contains { $0.isASCIIWordByte || $0 >= 0x80 }
  }

  /// `Attention 41,943,040`: whether a line begins with a name of one or two words, and holds one number.
  private func isShortName(until end: Int, in bytes: [UInt8]) -> Bool {
    let name = bytes[range.lowerBound..<max(range.lowerBound, end)]
    return !name.isEmpty && name.count <= 24
      && name.allSatisfy { $0.isASCIILetter || $0 == .space || $0 >= 0xE4 || (0x80..<0xC0).contains($0) }
      && name.count(where: { $0 == .space }) <= 1 && chains.count + lone.count == 1
  }

  /// Whether the line only opens the list: it ends in a colon, or holds no number of any size.
  fileprivate func introducesList(in bytes: [UInt8]) -> Bool {
    let at = bytes.skipBack(from: range.upperBound, to: range.lowerBound) {
      $0 <= 0x20 || $0 == UInt8(ascii: "*")
    }
    if at > range.lowerBound, bytes[at - 1] == UInt8(ascii: ":") { return true }
    if at - range.lowerBound > 3, bytes[at - 1] == 0x9A, bytes[at - 2] == 0xBC { return true }
    // `224×224` is a shape; "24 layers, 1024 wide" gives sizes; `MACs = H_out × W_out × C_out` is the formula for all.
    return chains.allSatisfy { $0.sides.allSatisfy { $0.isSymbolic } }
      && !lone.contains { !$0.isCompound && !$0.isWidth && ($0.outcome.value ?? 0) >= 1_000 }
  }
}
