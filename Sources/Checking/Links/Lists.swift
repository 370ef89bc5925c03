import Symbolics

/// Several numbers at once: `52², 26², 13² = 2704, 676, 169`, `7/13/70B × 2 B = 14/26/140 GB`, `depths 2/2/6/2 = 12`,
/// `W1 768×3072, W2 3072×768 = 4,718,592`.
extension LinkChecker {
  /// Whether both sides are lists of as many numbers, of which only the two at the sign would be compared.
  func isList(_ link: PlainLink) -> Bool {
    let (one, two) = (strokes(in: link.first), strokes(in: link.second))
    if isSplit(link, into: two) { return true }
    if one.count >= 3, one.count == two.count || isNumbered(one, link.first) { return true }
    let behind = itemsBehind(link.second)
    return behind > 0 && itemsBefore(link.first) == behind
  }

  /// `80/10/10 of 70,000 = 56,000/7,000/7,000`: the parts add up to what was split.
  private func isSplit(_ link: PlainLink, into parts: [Rational]) -> Bool {
    guard parts.count >= 2, let whole = link.first.claim, whole.value >= 10 else { return false }
    return NetworkFacts.sum(parts) == whole.value
  }

  /// `448 / 2,320 / 4,640 for layers 1/2/3 = 7,408`: the numbers of what is listed, behind its name.
  private func isNumbered(_ numbers: [Rational], _ side: Chain.Side) -> Bool {
    for index in numbers.indices.dropFirst() where numbers[index] != (try? numbers[index - 1].adding(.one)) {
      return false
    }
    let end = around.back(from: side.located.range.lowerBound)
    return numbers[0] <= 100 && end > 0
      && (working.bytes[end - 1].isASCIILetter || working.bytes[end - 1] >= 0x80)
  }

  /// Whether a claim is what several calculations give together.
  func isJointResult(_ link: PlainLink) -> Bool {
    guard let claim = link.second.claim else { return false }
    let counts = strokes(in: link.first)
    if counts.count >= 3, counts.allSatisfy({ $0.isInteger && $0 < 1_000 }),
      let sum = NetworkFacts.sum(counts), sum == claim.value
    {
      return true
    }
    guard link.first.isCompound else { return false }
    var sum = link.value
    for side in sidesBefore(link.first).suffix(8).reversed() {
      guard let value = side.outcome.value, let next = try? sum.adding(value) else { return false }
      sum = next
      if fits(sum, claim, isApproximate: link.isApproximate, isBare: link.isBare) { return true }
    }
    return false
  }

  /// The calculations of the clause before a side, back to the last relation.
  private func sidesBefore(_ side: Chain.Side) -> [Chain.Side] {
    let place = side.located.range.lowerBound
    let start = around.lineStart(of: place)
    guard start < place else { return [] }
    var sides: [Chain.Side] = []
    for piece in around.pieces(in: start..<place) {
      switch piece {
      case .relation: sides.removeAll()
      case .side(let side): if side.isCompound, !side.isSymbolic { sides.append(side) }
      case .wall: continue
      }
    }
    return sides
  }

  /// The numbers of `7/13/70B`, in a side's text, two at least.
  private func strokes(in side: Chain.Side) -> [Rational] {
    let (bytes, range) = (working.bytes, side.located.range)
    var at = range.lowerBound
    var numbers: [Rational] = []
    while at < range.upperBound {
      var end = bytes.skip(from: at, to: range.upperBound) { $0.isASCIIDigit }
      while end < range.upperBound, isInsideNumber(end) {
        end = bytes.skip(from: end + 1, to: range.upperBound) { $0.isASCIIDigit }
      }
      guard end > at, case .side(let number)? = around.pieces(in: at..<end).first, let claim = number.claim
      else { return numbers.count >= 2 ? numbers : [] }
      numbers.append(claim.value)
      // `75%/8.3%/16.7%`
      if end < range.upperBound, bytes[end] == UInt8(ascii: "%") { end += 1 }
      guard end < range.upperBound, bytes[end] == UInt8(ascii: "/") else { break }
      at = end + 1
    }
    return numbers.count >= 2 ? numbers : []
  }

  /// A point, or a comma between thousands.
  private func isInsideNumber(_ place: Int) -> Bool {
    let bytes = working.bytes
    guard bytes[place] == UInt8(ascii: ",") else { return bytes[place] == UInt8(ascii: ".") }
    return place + 3 < bytes.count && bytes[place + 1...place + 3].allSatisfy { $0.isASCIIDigit }
  }

  /// How many bare numbers follow a claim with commas between them, before the clause ends.
  private func itemsBehind(_ side: Chain.Side) -> Int {
    guard side.claim != nil else { return 0 }
    var joint = around.joint(behind: side)
    _ = joint.takeUnits()
    var count = 0
    while count < 16, joint.take(LinkChecker.commas) {
      joint.skipBlanks()
      guard let item = around.number(at: joint.at) else { return 0 }
      count += 1
      joint.at = item.located.range.upperBound
      _ = joint.takeUnits()
    }
    return joint.isAtClauseEnd() ? count : 0
  }

  /// How many calculations or numbers stand before a side with commas between them.
  private func itemsBefore(_ side: Chain.Side) -> Int {
    let place = side.located.range.lowerBound
    let start = around.lineStart(of: place)
    let comma = around.back(from: place)
    guard around.start(of: [",", "，", "、", "and", "和"], endingAt: comma) != nil else { return 0 }
    var count = 0
    for piece in around.pieces(in: start..<place) {
      switch piece {
      case .relation: count = 0
      case .side: count += 1
      case .wall: continue
      }
    }
    return count
  }

  private static let commas: PhraseSet = [", and", ",", "，", "、", "and", "和"]
}
