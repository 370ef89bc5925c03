import Testing

@testable import Checking

/// Shapes that are written with the sign of a product and are no numbers.
@Suite struct ShapeAlgebraTests {
  @Test func whatAnOperationMakesOfShapesIsRight() {
    let right = [
      "(32×100) · (100×10) = (32×10), in all 32·100·10 = 32,000 products",
      "$AB: (50\\times20)(20\\times30)=50\\times30$",
      "(8×12×128×64) · (8×12×64×128) = 8×12×128×128",
      "Shapes: $6\\times1 = (6\\times5)(5\\times1)+6\\times1$",
      "32×32×3 * 5×5×3×6 = 28×28×6",
      "9 x 9 image * 3 x 3 filter = 7 x 7 output",
      "14×14 * 3×3 = 14×14 with padding 1",
      "$56\\times56 / 2\\times2 = 28\\times28$",
      "An image has $96\\times96 / 8\\times8 = 144$ patches.",
      "The receptive field: 9×9 ≈ 4 × (3×3).",
      "\\[\\begin{pmatrix}5&6\\\\7&8\\end{pmatrix} * 3 = \\begin{pmatrix}15&18\\\\21&24\\end{pmatrix}\\]",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test func shapesThatNoOperationMakesAreFound() {
    let wrong: [ShortTexts.Wrong] = [
      ("(32×100) · (100×10) = (32×100)", 1, .powerOfTenSlip),
      ("32×32×3 * 5×5×3×6 = 27×27×6", 1, .productSlip),
      ("$56\\times56 / 2\\times2 = 26\\times26$", 1, .productSlip),
      ("An image has $96\\times96 / 8\\times8 = 164$ patches.", 1, .productSlip),
      ("3×3×64×64 = 9×4,069", 1, .productSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
