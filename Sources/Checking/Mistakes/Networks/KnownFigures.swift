import Symbolics

/// Totals that everybody knows: a sum that is far from its total may have been fitted to one of them.
enum KnownFigures {
  /// Multiply-adds and parameters as they are usually quoted, with the place of their last digit as a power of ten.
  ///
  /// ResNet-18 to -152 (He et al., 2016), VGG-16 and -19 (Simonyan and Zisserman, 2015), AlexNet (Krizhevsky et al., 2012),
  /// GoogLeNet (Szegedy et al., 2015), MobileNet and MobileNetV2 (Howard et al., 2017; Sandler et al., 2018), BERT (Devlin et
  /// al., 2019), GPT-2 and GPT-3 (Radford et al., 2019; Brown et al., 2020).
  private static let figures: [(digits: Int, power: Int)] = [
    (18, 8), (36, 8), (38, 8), (41, 8), (76, 8), (78, 8), (113, 8), (115, 8), (155, 8), (196, 8), (72, 7),
    (15, 8), (569, 6), (300, 6),
    (117, 5), (218, 5), (256, 5), (445, 5), (602, 5), (138, 6), (144, 6), (60, 6), (62, 6), (110, 6),
    (340, 6), (124, 6), (175, 9), (314, 21), (315, 21),
  ]

  /// Whether a rounded claim is one of these figures, to its own digits.
  static func holdsNear(_ claim: Numeral) -> Bool {
    guard claim.scale != .one || claim.lastPlace > .one else { return false }
    return figures.contains { figure in
      guard let unit = try? Rational(10).raised(to: Rational(figure.power)),
        let value = try? Rational(figure.digits).multiplied(by: unit)
      else { return false }
      return Sums.isNear(value, claim.value)
    }
  }
}
