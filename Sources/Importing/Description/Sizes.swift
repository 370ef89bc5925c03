import Networks

/// Sizes written with a cross between them: `3x224x224`, `1×28×28`.
enum Sizes {
  /// More digits are no size.
  private static let mostDigits = 9

  /// The sizes of a text, or nil if it is not made of them.
  static func read(_ text: String) -> [Int]? {
    var sizes: [Int] = []
    for piece in text.split(omittingEmptySubsequences: false, whereSeparator: { "xX×".contains($0) }) {
      let digits = piece.utf8
      guard !digits.isEmpty, digits.count <= mostDigits, digits.allSatisfy({ (0x30...0x39).contains($0) }),
        let size = Int(piece)
      else { return nil }
      sizes.append(size)
    }
    return sizes
  }
}

extension Extents {
  /// Sizes along the axes of a window, the outermost first; one size means all axes. Nil for another number of sizes.
  init?(_ sizes: [Int], axisCount: Int) {
    switch (sizes.count, axisCount) {
    case (1, _): self.init(all: sizes[0])
    case (2, 2): self.init(sizes[0], sizes[1])
    case (3, 3): self.init(sizes[0], sizes[1], sizes[2])
    default: return nil
    }
  }
}

extension Shape {
  /// The axis of the channels or features; nil where there is none, as in tokens that were not looked up yet.
  var channelAxis: Int? {
    switch layout {
    case .vector, .signal, .map, .volume: rank > 1 ? 1 : nil
    case .sequence, .mapLast, .windows, .heads, .windowHeads: rank - 1
    case .tokens, .scores, .windowScores, .plain, .constant: nil
    }
  }

  /// The number of channels or features.
  var channelCount: Int? { channelAxis.map { dimensions[$0] } }

  /// Over how many axes a window moves here; nil where none does.
  var windowAxes: Int? {
    switch layout {
    case .signal: 1
    case .map: 2
    case .volume: 3
    default: nil
    }
  }
}
