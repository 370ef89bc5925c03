import Symbolics

/// Sums whose terms have their names before them: `depthwise 903,168 + pointwise 51,380,224 = 52,283,392`,
/// `conv 14.7M plus fc 123.6M = 138.3M`.
///
/// The names part the numbers, so that the sign of equality seems to stand between the last one and the total.
extension LinkChecker {
  /// What becomes of the link from the last term to the total; nil where no such sum stands before it.
  func verdictOnLabelledSum(_ link: PlainLink) -> Verdict? {
    guard link.index == 0, link.sign == .equal || link.sign == .approximately, let last = link.first.claim,
      let total = link.second.claim, total.value > last.value || total.hasScaleWord == last.hasScaleWord
    else { return nil }
    let place = link.first.located.range.lowerBound
    let start = around.lineStart(of: place)
    guard start < place, working.bytes[start..<place].contains(where: { $0.isASCIILetter || $0 >= 0xE4 })
    else {
      return nil
    }
    var terms = [last]
    var end = place
    for measure in MeasureReader.measures(in: start..<place, of: working.bytes).reversed() {
      guard terms.count < 12, measure.range.upperBound <= end, isPlus(measure.range.upperBound..<end) else {
        break
      }
      terms.append(measure.numeral)
      end = measure.range.lowerBound
    }
    guard terms.count > 1, isLabel(before: end, from: start) else { return nil }
    if agreesAsSum(of: terms, total) { return .right }
    guard let sum = NetworkFacts.sum(terms.map { $0.value }), terms.allSatisfy({ $0.value >= 10 }),
      terms.allSatisfy({ $0.hasScaleWord == last.hasScaleWord }), total.hasScaleWord == last.hasScaleWord,
      let ratio = try? total.value.divided(by: sum), ratio > .half, ratio < .two
    else { return nil }
    return .wrong(left: sum, claim: total.value)
  }

  /// `M + fc `, ` plus pointwise `: one plus and words, whatever unit stands before it.
  private func isPlus(_ gap: Range<Int>) -> Bool {
    guard gap.count <= 48 else { return false }
    var joint = Joint(working.bytes, from: gap.lowerBound, to: gap.upperBound)
    var hasPlus = false
    while !joint.isAtEnd {
      joint.skipBlanks()
      guard !joint.isAtEnd else { break }
      if joint.take(LinkChecker.pluses) {
        guard !hasPlus else { return false }
        hasPlus = true
      } else if joint.bytes[joint.at].isASCIILetter {
        while !joint.isAtEnd, joint.bytes[joint.at].isASCIILetter { joint.at += 1 }
      } else if joint.bytes[joint.at] >= 0xE4 {
        joint.at += 3
      } else {
        return false
      }
    }
    return hasPlus
  }

  /// Whether a name stands before the first term, and no calculation before that.
  private func isLabel(before place: Int, from start: Int) -> Bool {
    let bytes = working.bytes
    var at = around.back(from: place)
    var hasWord = false
    while at > start, place - at < 32 {
      let byte = bytes[at - 1]
      if byte.isASCIILetter || byte >= 0xE4 || byte >= 0x80 && byte < 0xC0 || byte == UInt8(ascii: "-") {
        hasWord = true
      } else if !Doubt.isBlank(byte), byte != UInt8(ascii: ":") {
        return hasWord
          && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "."))
      }
      at -= 1
    }
    return hasWord && at == start
  }

  private static let pluses: PhraseSet = ["+", "plus", "加上", "加", "＋"]
}
