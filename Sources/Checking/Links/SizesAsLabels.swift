import Symbolics

/// Sizes of maps, images and kernels that name what a number belongs to: `64×64 ≈ 24 GMACs`, `3×3 = 36,864 weights`,
/// `512×512 = 41 ms`, `ResNet-50 at 224×224 = 4.09 GMACs`, `7×7 windows on 56×56 = 64`.
///
/// A number that is near the product of the size, or has its digits, is meant for it: `64×64 = 4,069 positions` is a slip.
extension LinkChecker {
  /// What becomes of a link from a size to a number of something else; nil where the size may be multiplied out.
  func verdictOnSizeAsLabel(_ link: PlainLink) -> Verdict? {
    guard let claim = link.second.claim, let (side, other) = sizeAsLabel(link.first),
      link.sign == .equal || link.sign == .approximately,
      let area = try? Rational(side).multiplied(by: Rational(other))
    else { return nil }
    guard isWrittenAsSize(link.first, side, other) else { return nil }
    if claim.value.isZero { return .unchecked }
    let size = LabelledSize(area: area, side: side, other: other, claim: claim)
    if let verdict = verdictOnMultiple(link, size) { return verdict }
    if claim.scale == .percent { return .unchecked }
    // `16×16 = 265 GB`: the numbers have the scale of the result.
    if size.isNearWithoutScale { return nil }
    // A time has no digits in common with a size but by chance.
    if link.second.unit.seconds != nil { return size.isNear || size.hasDigits ? nil : .unchecked }
    if holdsWindows(link, size) { return .right }
    guard size.isFar, !size.hasDigits else { return nil }
    if size.isKernel, size.isMany || claim.hasScaleWord { return .unchecked }
    if isOfOtherKind(link.second, claim), side <= 4_096, side == other || size.isMany { return .unchecked }
    return isAtSize(link) ? .unchecked : nil
  }

  /// The two numbers of `64×64`, `640 x 480`, `112²`: of sides that are alike, and no `40 × 32` of so many cards.
  private func sizeAsLabel(_ side: Chain.Side) -> (Int, Int)? {
    func whole(_ expression: Expression) -> Int? {
      guard case .number(let numeral) = expression, numeral.scale == .one, numeral.lastPlace == .one,
        let size = numeral.value.integer, (1...8_192).contains(size)
      else { return nil }
      return size
    }
    guard side.unit == .none || side.unit == .other else { return nil }
    switch side.located.expression {
    case .product(let factors):
      guard factors.count == 2, let one = whole(factors[0]), let other = whole(factors[1]),
        one == other || min(one, other) >= 96 && max(one, other) * 2 <= min(one, other) * 5
      else { return nil }
      return (one, other)
    case .power(let base, let exponent):
      guard let size = whole(base), whole(exponent) == 2, size > 1 else { return nil }
      return (size, size)
    default: return nil
    }
  }

  /// Whether no blanks stand around the sign, as in `3×3`, or the size is a square of some extent: `16 × 2` multiplies.
  private func isWrittenAsSize(_ side: Chain.Side, _ one: Int, _ other: Int) -> Bool {
    if one == other, one >= 14 { return true }
    return !working.bytes[side.located.range.clamped(to: 0..<working.bytes.count)].contains {
      Doubt.isBlank($0)
    }
  }

  // MARK: - What the number belongs to

  /// Whether a number counts what no size comes to: operations or bytes in a scale.
  private func isOfOtherKind(_ side: Chain.Side, _ claim: Numeral) -> Bool {
    if side.unit == .macs || side.unit == .flops { return true }
    guard claim.hasScaleWord else { return false }
    var behind = around.joint(behind: side)
    return side.unit == .bytes || claim.binaryFactor != nil || behind.take(SizeLabels.operations)
  }

  /// "at 28×28", "@ 112×112", "3 blocks on 56×56", 输入 224×224, or the size behind an arrow.
  private func isAtSize(_ link: PlainLink) -> Bool {
    if link.index > 0, link.chain.signs[link.index - 1] == .arrow { return true }
    let start = around.back(from: link.first.located.range.lowerBound)
    return around.start(of: SizeLabels.places, endingAt: start) != nil
  }

  /// "7×7 windows on 56×56 = 64 windows", "patches of 14×14 in 336×336 = 576": so many of the ones fit into the other.
  private func holdsWindows(_ link: PlainLink, _ size: LabelledSize) -> Bool {
    guard size.claim.lastPlace == .one, size.claim.value < size.area else { return false }
    let place = link.first.located.range.lowerBound
    let clause = max(around.lineStart(of: place), place - 64)..<place
    guard SizeLabels.windows.isIn(clause, of: working.bytes) else { return false }
    let sizes = MeasureReader.measures(in: clause, of: working.bytes).suffix(2).compactMap {
      $0.numeral.value.integer
    }
    guard sizes.count == 2, sizes[0] > 0, sizes[1] > 0 else { return false }
    return Rational((size.side / sizes[0]) * (size.other / sizes[1])) == size.claim.value
  }

  // MARK: - Multiples

  /// What becomes of a number that is a multiple of the size: "864 weights, at 112² = 10,838,016", "= 200,704 for 64
  /// channels", "13×13 = 507 boxes", `10×10 = 600, 5×5 = 150`.
  private func verdictOnMultiple(_ link: PlainLink, _ size: LabelledSize) -> Verdict? {
    guard size.claim.value > size.area else { return nil }
    if isAtSize(link) {
      let start = around.lineStart(of: link.first.located.range.lowerBound)
      let before = start..<link.first.located.range.lowerBound
      let results = MeasureReader.measures(in: before, of: working.bytes).filter {
        isBehindSign($0.range.lowerBound, from: start)
      }
      if let last = results.last?.numeral, let value = try? last.value.multiplied(by: size.area) {
        if fits(value, size.claim, isApproximate: link.isApproximate, isBare: false) { return .right }
        if size.claim.lastPlace == .one, Digits.differ(value, size.claim.value) {
          return .wrong(left: value, claim: size.claim.value)
        }
      }
    }
    guard size.isMultiple else { return nil }
    var behind = around.joint(behind: link.second)
    _ = behind.takeUnits()
    if behind.take(SizeLabels.candidates) || namesFactor(link, size) { return .unchecked }
    return hasSiblings(link) ? .unchecked : nil
  }

  /// "200,704 activations for 64 channels": the factor behind the number.
  private func namesFactor(_ link: PlainLink, _ size: LabelledSize) -> Bool {
    let end = link.second.located.range.upperBound
    let near = end..<max(end, min(around.lineEnd(of: end), end + 40))
    guard let word = SizeLabels.each.first(in: near, of: working.bytes) else { return false }
    return MeasureReader.measures(in: word.upperBound..<near.upperBound, of: working.bytes).first.map {
      (try? $0.numeral.value.multiplied(by: size.area)) == size.claim.value
    } ?? false
  }

  /// Whether another size of the line has a multiple of its own behind a sign: two such are no slips.
  private func hasSiblings(_ link: PlainLink) -> Bool {
    let place = link.first.located.range.lowerBound
    let line = around.lineStart(of: place)
    let stretch = max(line, place - 96)..<min(around.lineEnd(of: place), place + 128)
    var label: (area: Rational, start: Int)?
    for piece in around.pieces(in: stretch) {
      guard case .side(let side) = piece else {
        if case .wall = piece { label = nil }
        continue
      }
      if let (one, other) = sizeAsLabel(side), let area = try? Rational(one).multiplied(by: Rational(other)) {
        label = (area, side.located.range.lowerBound)
      } else if let size = label, let claim = side.claim, size.start != place {
        if LabelledSize(area: size.area, side: 0, other: 0, claim: claim).isMultiple { return true }
        label = nil
      } else {
        label = nil
      }
    }
    return false
  }
}

/// A size with the number behind it.
private struct LabelledSize {
  let area: Rational
  let side: Int
  let other: Int
  let claim: Numeral

  /// `3×3`, `1×1`, `11×11`
  var isKernel: Bool { side == other && side <= 11 }

  private var ratio: Rational? { try? claim.value.divided(by: area) }

  /// Whether the number is at least four times as large or as small.
  var isFar: Bool { ratio.map { $0 >= 4 || $0 <= .fourth } ?? false }
  /// Whether it is within a factor of two.
  var isNear: Bool { ratio.map { $0 < .two && $0 > .half } ?? false }
  /// Whether its digits before the scale are near to the size.
  var isNearWithoutScale: Bool {
    guard claim.hasScaleWord, let digits = try? claim.value.divided(by: claim.writtenFactor),
      let ratio = try? digits.divided(by: area), let double = try? ratio.multiplied(by: .two)
    else { return false }
    return double < 3 && (try? ratio.multiplied(by: 3)).map { $0 > .two } ?? false
  }
  /// Whether it is so large that no slip leads to it.
  var isMany: Bool { ratio.map { $0 >= 16 } ?? false }

  /// Whether the number is the size so many times, at least twice, to its digits.
  var isMultiple: Bool {
    guard let ratio, ratio >= .two, let times = try? ratio.adding(.half).floor,
      let product = try? area.multiplied(by: times)
    else { return false }
    if claim.lastPlace == .one { return product == claim.value }
    return times <= 64
      && LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: true), product, claim.value)
  }

  /// Whether the number has the digits of the product, in another power of ten or of 1,024.
  var hasDigits: Bool {
    guard area > .one else { return false }
    let room = LinkChecker.tolerance(of: claim, isApproximate: false)
    for base in [area, try? area.divided(by: 1_024), try? area.divided(by: 1_048_576)] {
      guard var scaled = base else { continue }
      while scaled > claim.value, let next = try? scaled.divided(by: 10) { scaled = next }
      for _ in 0..<20 {
        if LinkChecker.isWithin(room, scaled, claim.value) { return true }
        if scaled > claim.value { break }
        guard let next = try? scaled.multiplied(by: 10) else { return false }
        scaled = next
      }
    }
    return false
  }
}

extension Rational {
  fileprivate static let fourth = (try? Rational(1, over: 4)) ?? .zero
}

private enum SizeLabels {
  static let places: [StaticString] = [
    "at", "@", "on", "resolution", "input", "images", "输入", "在", "分辨率", "尺寸", "图像",
  ]
  static let windows: PhraseSet = ["window", "patch", "tile", "窗口", "图块", "切块", "patches"]
  static let operations: PhraseSet = [
    "mult-adds", "mult-add", "multiply-adds", "multiply-accumulates", "multiplications", "mul-adds", "次乘加",
    "次乘法",
    "次运算", "次浮点", "乘加", "fps", "images/s", "w", "watts", "j",
  ]
  static let candidates: PhraseSet = [
    "boxes", "default boxes", "anchors", "anchor boxes", "priors", "prior boxes", "predictions", "proposals",
    "candidates", "个框", "个锚框", "锚框", "个先验框", "先验框", "个预测", "个候选框", "候选框",
  ]
  static let each: PhraseSet = ["for ", "with ", "×", " x ", "per "]
}
