import Symbolics

/// What a line states of a block by arrows: "64 → 64 → 256 channels at 56×56", 32 → 64 通道，3×3，特征图 14×14.
struct ChannelsByArrows {
  /// The channels in order.
  let channels: [Rational]
  /// The side of the kernel that the line names, if it is one.
  let kernel: Rational?
  /// The sides of the maps that it names, in order.
  let maps: [Rational]

  /// The place behind the statement.
  let end: Int

  init?(on line: TextLine, of bytes: [UInt8]) {
    guard line.range.count <= 4_096, line.row == nil else { return nil }
    let line = line.range.lowerBound..<min(line.range.upperBound, line.range.lowerBound + 512)
    var channels: [Rational] = []
    var (end, behind) = (0, 0)
    for number in bytes.wholeNumbers(in: line) where number.value > 0 {
      if channels.isEmpty || end != number.range.lowerBound {
        if channels.count > 1 { break }
        channels = []
      }
      channels.append(Rational(number.value))
      var joint = Joint(bytes, from: number.range.upperBound, to: line.upperBound)
      if channels.count > 1, joint.take(ArrowWords.channels) {
        behind = joint.at
        end = -1
        break
      }
      guard joint.take(ArrowWords.arrows) else {
        channels = []
        continue
      }
      joint.skipBlanks()
      end = joint.at
    }
    guard end == -1, channels.count >= 2 else { return nil }
    self.channels = channels
    // In prose the calculations follow on the same line.
    var stop = behind
    while stop < line.upperBound, bytes[stop] != UInt8(ascii: "="), !bytes.has(". ", at: stop),
      !bytes.has("。", at: stop)
    {
      stop += 1
    }
    self.end = stop
    let squares = MapWords.squares(in: line.lowerBound..<stop, of: bytes).map { Rational($0.size) }
    let kernels = Set(squares.filter { $0 > .one && $0 <= 5 })
    kernel = kernels.count == 1 ? kernels.first : nil
    maps = squares.filter { $0 > 5 }
  }
}

private enum ArrowWords {
  static let arrows: PhraseSet = ["→", "->", "\\to", "\\rightarrow", "⟶"]
  static let channels: PhraseSet = ["channels", "通道", "个通道"]
}

extension Calculation {
  /// What the one line with some words and channels by arrows states; nil where several do.
  func channelsByArrows(_ words: PhraseSet) -> ChannelsByArrows? {
    var found: ChannelsByArrows?
    for line in lines(with: words) where words.isOn(line, of: working.bytes) {
      guard let stated = ChannelsByArrows(on: line, of: working.bytes) else { continue }
      if found != nil { return nil }
      found = stated
    }
    return found
  }
}
