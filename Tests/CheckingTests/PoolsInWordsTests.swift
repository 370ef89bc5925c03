import Checking
import Testing

/// Pools as people write them lead on from one layer to the next.
@Suite("Pools in words")
struct PoolsInWordsTests {
  private static let first =
    "Input: 32×32×3.\n\nconv1 (3×3, 3 → 12, padding 1): MACs 3·3·3·12·32·32 = 331,776\n"
  private static let second = "\nLayer 2 (3×3, 12 → 12, padding 1)\n- MACs: 3·3·12·12·"

  /// Each makes 16×16 of 32×32.
  private static let pools = [
    "pool 2×2 → 16×16", "pool 2×2 → 16×16×12", "max pool 2x2: 16×16×12, no parameters",
    "Pooling halves the map to 16×16.",
    "pool1: 2×2, stride 2 → 16×16×12", "2×2 最大池化后为 16×16", "池化：16×16×12，没有参数", "最大池化，输出 16×16×12",
    // What goes in is told again.
    "max pool 2x2: 32×32×12",
  ]

  private static let right =
    pools.map { first + $0 + second + "16·16 = 331,776" }
    + pools.map { first + $0 + "\nFlatten: 16·16·12 = 3,072" }
    + [
      "We take 28×28 images with 1 channel.\nconv1 (3×3, 1 → 8, no padding)\n- MACs: 3·3·1·8·26·26 = 48,672",
      // A window of 3 and stride 1 keeps the map, and one of stride 2 makes half of an odd one.
      first + "max pool 3×3, stride 1, padding 1: 32×32×12" + second + "32·32 = 1,327,104",
      "Input: 55×55×8.\nmax pool 3×3 → 27×27\nFlatten: 27·27·8 = 5,832",
      first + "pool 2×2 → 16×16\nWithout the pool we would flatten 32·32·12 = 12,288 values.",
      first + "Pooling comes later.\nFlatten: 32·32·12 = 12,288",
      // The pool is the layer's own, in front of it.
      "Input: 32×32×3.\nmax pool 2×2: 16×16×3\nconv1 (3×3, 3 → 12, padding 1): MACs 3·3·3·12·16·16 = 82,944",
      "After this we have 26×26 images with 8 channels.\nconv2 (3×3, 8 → 8): 3·3·8·8 = 576 weights",
    ]

  private static let wrong: [ShortTexts.Wrong] =
    pools.map { (first + $0 + second + "32·32 = 1,327,104", 6, .inputSizeForOutputSize) }
    + pools.map { (first + $0 + "\nFlatten: 32·32·12 = 12,288", 5, .inputSizeForOutputSize) }
    + [
      (first + "pool 2×2 → 16×16\nfc: 12288 → 10. Weights: 12,288·10 = 122,880", 5, .inputSizeForOutputSize),
      (
        "We take 28×28 images with 1 channel.\nconv1 (3×3, 1 → 8, no padding)\n- MACs: 3·3·1·8·28·28 = 56,448",
        3,
        .inputSizeForOutputSize
      ),
    ]

  @Test func rightTextsAreSilent() { #expect(ShortTexts.alarms(in: Self.right) == []) }
  @Test func theMapBeforeThePoolIsFound() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
