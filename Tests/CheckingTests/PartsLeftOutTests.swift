import Checking
import Testing

/// Layers that count several things on a line: totals without one of them, maps in front of a pool, flattening, positions.
@Suite("Layers of a small network")
struct PartsLeftOutTests {
  private static let layers = """
    Input: 32×32×3.

    conv1: 3×3, 3→12, padding 1. Parameters: 3·3·3·12 + 12 = 336. MACs: 3·3·3·12·32·32 = 331,776.
    max pool 2×2
    conv2: 3×3, 12→24, padding 1. Parameters: 3·3·12·24 + 24 = 2,616. MACs: 3·3·12·24·16·16 = 663,552.
    fc: 6,144 → 10. Parameters: 6,144·10 + 10 = 61,450. MACs: 6,144·10 = 61,440.


    """

  private static let right = [
    layers
      + "Total parameters: 336 + 2,616 + 61,450 = 64,402\nTotal MACs: 331,776 + 663,552 + 61,440 = 1,056,768",
    layers + "The convolutions together: 336 + 2,616 = 2,952 parameters.",
    layers + "Total without the second convolution: 336 + 61,450 = 61,786 parameters.",
    // What stands last is compared with the two before it.
    """
    depthwise: 9·64 parameters = 576
    pointwise: 64·96 parameters = 6,144
    a standard layer: 9·64·96 parameters = 55,296

    Total parameters: 576 + 6,144 = 6,720
    """,
    "conv, output 8×8×24\nmax pool 2×2: 4×4×24\nFlatten: 4·4·24 = 384",
    "conv, output 8×8×24, averaged over all channels\nFlatten: 8·8 = 64",
    "Positions of the 8×8×24 map: 8·8 = 64.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (layers + "Total parameters: 336 + 61,450 = 61,786", 8, .partsOmitted),
    (layers + "Total MACs: 331,776 + 61,440 = 393,216", 8, .partsOmitted),
    (layers + "Total parameters: 61,786", 8, .partsOmitted),
    (
      """
      ## Layer 1
      params = 3·3·3·12 + 12 = 336

      ## Layer 2
      params = 3·3·12·24 + 24 = 2,616

      ## Layer 3
      params = 6,144·10 + 10 = 61,450

      Total params: 336 + 61,450 = 61,786
      """, 10, .partsOmitted
    ),
    (
      layers.replacing("3·3·12·24·16·16 = 663,552", with: "3·3·12·24·32·32 = 2,654,208"), 5,
      .inputSizeForOutputSize
    ),
    (layers.replacing("3·3·12·24·16·16 = 663,552", with: "3·3·12·24 = 2,592"), 5, .outputPositionsMissing),
    ("conv, output 8×8×24\nmax pool 2×2: 4×4×24\nFlatten: 4·4 = 16", 3, .inputChannelsMissing),
    ("conv3: 5×5, 64→20, padding 2\n池化后为 6×6\n展平：6×6 = 36", 3, .inputChannelsMissing),
  ]

  @Test("Right ones") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("Slips") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let place = range(of: old) else { return self }
    return self[..<place.lowerBound] + new + self[place.upperBound...]
  }

  private func range(of part: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(part) }.map { $0..<index($0, offsetBy: part.count) }
  }
}
