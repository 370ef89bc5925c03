import Symbolics

/// What a line states of a block by arrows: "64 → 64 → 256 channels at 56×56", 32 → 64 通道，3×3，特征图 14×14.
struct ChannelsByArrows {
  /// The channels in order.
  let channels: [Rational]
  /// The side of the kernel that the line names, if it is one.
  let kernel: Rational?
  /// The sides of the maps that it names, in order.
  let maps: [Rational]

  init?(on line: TextLine, of bytes: [UInt8]) {
    guard line.range.count <= 512, line.row == nil else { return nil }
    var channels: [Rational] = []
    var end = 0
    for number in bytes.wholeNumbers(in: line.range) where number.value > 0 {
      if channels.isEmpty || end != number.range.lowerBound {
        if channels.count > 1 { break }
        channels = []
      }
      channels.append(Rational(number.value))
      var joint = Joint(bytes, from: number.range.upperBound, to: line.range.upperBound)
      if channels.count > 1, joint.take(ArrowWords.channels) {
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
    let squares = MapWords.squares(in: line.range, of: bytes).map { Rational($0.size) }
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
  func channelsByArrows(_ words: PhraseSet) -> (stated: ChannelsByArrows, place: Int)? {
    var found: (stated: ChannelsByArrows, place: Int)?
    for (place, line) in enumeratedLines(with: words) where words.isOn(line, of: working.bytes) {
      guard let stated = ChannelsByArrows(on: line, of: working.bytes) else { continue }
      if found != nil { return nil }
      found = (stated, place)
    }
    return found
  }

  /// Reports what a result has wrong.
  mutating func report(
    _ work: LabelledWork, _ mistake: Mistake, _ alternatives: [Mistake] = [], claimed: Rational? = nil,
    correct: Rational?, _ arguments: [(name: String, value: Finding.Argument)] = []
  ) {
    findings.append(
      Draft(
        mistake: mistake, alternatives: alternatives, range: work.range, claimed: claimed ?? work.value,
        correct: correct, arguments: arguments))
    work.entry?.status = .wrong
    work.entry?.misconception = mistake
  }

  /// Whether a result may be called wrong.
  func mayBeReported(_ work: LabelledWork) -> Bool {
    work.isRight && !isReported(work.range) && isAsserted(work.range, on: lines[work.home])
  }
}
