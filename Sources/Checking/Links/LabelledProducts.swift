import Symbolics

/// Sums whose terms are products with names of several words before them: `reward model forward 2·7e9 + policy training 6·7e9 =
/// 56 GFLOPs`, `显存: 权重 2·7e9 + 优化器 12·7e9 = 98 GB`.
extension LinkChecker {
  /// What becomes of the link from the last product to the total; nil where no such sum stands before it.
  func verdictOnLabelledProducts(_ link: PlainLink) -> Verdict? {
    guard link.index == 0, link.sign == .equal || link.sign == .approximately, link.first.isCompound,
      !link.first.isSymbolic, !link.second.isCompound, case .product = link.first.located.expression
    else { return nil }
    let bytes = working.bytes
    let place = link.first.located.range.lowerBound
    let start = max(around.lineStart(of: place), place - 320)
    guard start < place, place <= bytes.count, let terms = namedTerms(in: start..<place),
      let others = NetworkFacts.sum(terms),
      let sum = try? others.adding(link.value)
    else { return nil }
    // `…, 3 heads 64·10 + …`: the name of the last one stands right before it.
    let name = bytes.skipBlanksBack(from: place, to: start)
    guard name > start, bytes[name - 1].isASCIILetter || bytes[name - 1] >= 0x80 else { return nil }
    if fits(sum, link.claim, isApproximate: link.isApproximate, isBare: link.isBare) { return .right }
    guard let ratio = try? link.claim.value.divided(by: sum), ratio > .half, ratio < .two else { return nil }
    return .wrong(left: sum, claim: link.claim.value)
  }

  /// The values of the named terms that a stretch adds up, each before its plus; nil where anything else stands there.
  private func namedTerms(in range: Range<Int>) -> [Rational]? {
    let bytes = working.bytes
    var terms: [Rational] = []
    var end = range.upperBound
    while terms.count < 12 {
      let plus = bytes.skipBack(from: end, to: range.lowerBound) { !LinkChecker.endsTerm($0) }
      let segment = plus..<end
      let isLast = plus == range.lowerBound || bytes[plus - 1] != UInt8(ascii: "+")
      if end == range.upperBound {
        // The name of the last product, without a number.
        guard !isLast, !bytes[segment].contains(where: { $0.isASCIIDigit }) else { return nil }
      } else {
        guard let value = namedTerm(in: segment) else { return nil }
        terms.append(value)
        if isLast { return terms }
      }
      end = plus - 1
    }
    return nil
  }

  /// Where a term begins: behind a plus, or what begins the sum. A bracket may hold anything.
  private static func endsTerm(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  /// The value of a number or a product behind a name, with nothing but a unit behind it.
  private func namedTerm(in range: Range<Int>) -> Rational? {
    let bytes = working.bytes
    var sides: [Chain.Side] = []
    for piece in around.pieces(in: range) {
      switch piece {
      case .side(let side): sides.append(side)
      case .relation: return nil
      case .wall: continue
      }
    }
    guard let side = sides.last, !side.isSymbolic, let value = self.value(of: side),
      bytes[range.lowerBound..<side.located.range.lowerBound].contains(where: {
        $0.isASCIILetter || $0 >= 0xE4
      })
    else { return nil }
    var tail = Joint(bytes, from: side.located.range.upperBound, to: range.upperBound)
    _ = tail.takeUnits()
    return tail.isAtEnd ? value : nil
  }
}
