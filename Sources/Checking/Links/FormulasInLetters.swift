import Symbolics

/// Results of formulas in letters: `P = C(9·K + 1)`, `V·d`, `Vd`, with values that the text has told.
///
/// The letters may have other values by now, so that only a digit, two exchanged ones or a zero prove a slip.
extension LinkChecker {
  /// What a name gives that the text has given a formula, or that is letters side by side: `P = C(9·K + 1)` with values for
  /// C and K, `Vd` with values for V and d. The letters may have other values by now, so that only a digit proves a slip.
  func valueOfLetters(_ side: Chain.Side) -> Rational? {
    guard case .symbol(let symbol) = side.located.expression else { return nil }
    if let formula = formulas[symbol] { return try? formula.evaluated { values[$0] } }
    let letters = Array(symbol.base.utf8)
    guard symbol.index.isEmpty, (2...3).contains(letters.count) else { return nil }
    var product = Rational.one
    for letter in letters {
      guard letter.isASCIILetter, let value = values[Symbol(String(UnicodeScalar(letter)))],
        let next = try? product.multiplied(by: value)
      else { return nil }
      product = next
    }
    return product
  }

  /// Whether a formula with letters gives the claim but for a digit, two exchanged ones or a zero. Letters may have other
  /// values than the text has told so far, but these would not give the same digits.
  func isCopyingSlip(_ value: Rational, _ left: Chain.Side, _ claim: Numeral) -> Bool {
    guard left.isSymbolic, left.isCompound, claim.lastPlace == .one, claim.value >= 100_000 else {
      return false
    }
    // A letter alone has its value from the chain that it begins.
    if case .symbol = left.located.expression { return false }
    if Digits.differ(value, claim.value) { return true }
    return (try? value.multiplied(by: 10)) == claim.value || (try? claim.value.multiplied(by: 10)) == value
  }

  /// `FLOPs = 2 × MACs ≈ 231.2 × 10⁹` below `MACs = 115,605,504`: a thousand times too much of what one name has been given.
  func isMagnitudeSlip(_ value: Rational, _ left: Chain.Side, _ claim: Numeral) -> Bool {
    guard left.isSymbolic, value >= 1_000_000, claim.value >= 1_000_000,
      case .product(let factors) = left.located.expression, factors.count == 2,
      claim.shows(atLeast: 1_000), let power = Magnitude.power(from: value, to: claim),
      case let place = left.located.range.lowerBound,
      !LetterWords.several.isIn(around.lineStart(of: place)..<around.lineEnd(of: place), of: working.bytes)
    else { return false }
    let names = factors.count {
      if case .symbol(let symbol) = $0 { symbol.base.utf8.count > 1 } else { false }
    }
    return names == 1 && factors.contains { if case .number = $0 { true } else { false } } && power % 3 == 0
  }
}

private enum LetterWords {
  /// What may be counted a thousand times without a factor that says so: `at 1000 images/s: 2 × MACs`.
  static let several: PhraseSet = [
    "image", "batch", "sample", "second", "/s", "fps", "frame", "step", "token", "epoch", "图", "张", "批", "每秒",
    "帧", "步", "样本", "词元",
  ]
}
