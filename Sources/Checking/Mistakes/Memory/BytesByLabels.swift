import Symbolics

/// A size behind the name of a format that is so many bytes for each of a number of parameters as another format has: `FP16:
/// 110MB` below `FP32: 110M × 4 = 440MB`.
extension Calculation {
  mutating func checkBytesByLabels() {
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: NumberFormat.spellings)
    where line.range.count <= 64 && line.chains.isEmpty && line.row == nil {
      guard let format = labelOfFormat(line), case let all = measures(on: line).filter({ $0.unit == .bytes }),
        all.count == 1, all[0].range.lowerBound > format.range.upperBound, all[0].per == .nothing,
        !LabelledFormats.otherwise.isOn(line, of: working.bytes)
      else { continue }
      let found = byHome ?? entriesByHome()
      byHome = found
      guard let count = countOfParameters(near: place, besides: format, found),
        let right = try? count.multiplied(by: format.width), right != all[0].numeral.value,
        [Rational.one, 2, 4].contains(where: { (try? count.multiplied(by: $0)) == all[0].numeral.value }),
        !isReported(all[0].range), isAsserted(all[0].range, on: line)
      else { continue }
      reportBytes(at: all[0].range, all[0].numeral.value, right, of: format.width)
    }
  }

  /// The one format of a line, with which it begins and behind which a colon stands.
  private func labelOfFormat(_ line: TextLine) -> NumberFormat? {
    let formats = NumberFormat.all(in: line.range, of: working.bytes)
    guard formats.count == 1, let format = formats.first, format.bits == 16 || format.bits == 32,
      !working.bytes[line.stretch(before: format.range.lowerBound)].contains(where: {
        $0.isASCIIWordByte || $0 >= 0xE3
      })
    else { return nil }
    var joint = Joint(working.bytes, from: format.range.upperBound, to: line.range.upperBound)
    return joint.take(LabelledFormats.colons) ? format : nil
  }

  /// 110M of `FP32: 110M × 4 = 440MB` on a line above or below, which is right for its format.
  private func countOfParameters(near place: Int, besides own: NumberFormat, _ byHome: [Int: [Entry]])
    -> Rational?
  {
    for entry in (max(0, place - 2)...place + 2).flatMap({ byHome[$0] ?? [] })
    where entry.home != place && entry.home < lines.count {
      guard entry.status == .right, entry.claimUnit == .bytes, let side = entry.workingSide,
        case .product(let factors) = side.located.expression, factors.count == 2,
        let count = Claim.numeral(of: factors[0])?.value, let width = Claim.numeral(of: factors[1])?.value,
        count >= 1_000_000
      else { continue }
      let line = lines[entry.home]
      let formats = NumberFormat.all(
        in: line.stretch(before: side.located.range.lowerBound, atMost: 48), of: working.bytes)
      if formats.count == 1, formats[0].width == width, formats[0].bits != own.bits { return count }
    }
    return nil
  }
}

private enum LabelledFormats {
  static let colons: PhraseSet = [":", "：", "="]
  static let otherwise: PhraseSet = [
    "less", "more", "saves", "saving", "half", "extra", "smaller", "delta", "per ", "shard", "each", "省", "少",
    "多", "每",
    "差", "~", "about",
  ]
}
