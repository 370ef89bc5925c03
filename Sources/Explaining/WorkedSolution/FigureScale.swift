import Symbolics

/// The scale in which all numbers of a picture stand: what its axis says, its labels need not repeat.
struct FigureScale {
  /// The scale, at most the largest one that readers have a word for.
  let scale: Scale
  private let unit: Rational

  /// The scale in which a language writes the largest value.
  init(largest: Rational, in language: Language) {
    let fitting = Scale.fitting(largest, in: language) ?? .one
    let limit: Scale = language == .chinese ? .wanyi : .tera
    scale = fitting.exponent > limit.exponent ? limit : fitting
    unit = (try? Rational(10).raised(to: Rational(scale.exponent))) ?? .one
  }

  /// A value in this scale.
  func scaled(_ value: Rational) -> Rational { (try? value.divided(by: unit)) ?? value }

  /// Multiply-adds in this scale: “billion MACs”.
  var macs: Phrase {
    switch scale {
    case .mega: .unitMegaMacs
    case .giga: .unitGigaMacs
    case .tera: .unitTeraMacs
    case .wan: .unitWanMacs
    case .yi: .unitYiMacs
    case .wanyi: .unitWanyiMacs
    default: .unitMacs
    }
  }

  /// Any quantity in this scale: “FLOPs, in billions (G)”.
  func unit(of quantity: String, _ wording: Wording) -> String {
    let word: Phrase? =
      switch scale {
      case .mega: .scaleMega
      case .giga: .scaleGiga
      case .tera: .scaleTera
      case .wan: .scaleWan
      case .yi: .scaleYi
      case .wanyi: .scaleWanyi
      default: nil
      }
    guard let word else { return quantity }
    return wording.string(
      .figureUnit, ["quantity": .text(quantity), "scale": .text(wording.string(word))])
  }
}
