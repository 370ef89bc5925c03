import Symbolics

/// A sum that goes on from an earlier number by a word: `64,761,364,480; adding 524,288,000 + 8192 = 65,285,660,672`.
extension LinkChecker {
  /// Whether the word before a sum adds it to a number that was said before.
  func addsToEarlier(_ link: PlainLink) -> Bool {
    guard let claim = link.second.claim, let value = value(of: link.first), claim.value > value else {
      return false
    }
    let place = link.first.located.range.lowerBound
    let end = around.back(from: place)
    guard let word = around.start(of: LinkChecker.addingWords, endingAt: end),
      around.start(of: ["相加", "累加", "叠加"], endingAt: end) == nil
    else { return false }
    let start = max(0, word - 512)
    let measures = MeasureReader.measures(in: start..<word, of: working.bytes).suffix(8)
    return measures.contains { measure in
      guard let sum = try? measure.numeral.value.adding(value) else { return false }
      let room = measure.numeral.lastPlace == .one ? Rational.zero : measure.numeral.lastPlace
      return fits(sum, claim, isApproximate: link.isApproximate, isBare: false)
        || LinkChecker.isWithin(room, sum, claim.value)
    }
  }

  private static let addingWords: [StaticString] = [
    "adding", "add", "added to", "adding the", "together with", "together with the", "along with",
    "as well as",
    "plus", "plus the", "plus another", "and another", "in addition to", "加上", "加", "外加", "连同", "算上", "另有",
    "还有", "再加上",
  ]
}
