import Symbolics

/// What a text changes about a known network before it gives the numbers of a layer: a batch of several images, one input
/// channel, a stride of 1. Only findings are held against it, so that it is looked for where something was found.
extension Calculation {
  /// Whether a finding is about a layer in a form that the text has announced.
  func isOfChangedForm(_ draft: Draft, on line: TextLine) -> Bool {
    guard forms != nil else { return false }
    switch draft.mistake {
    case .inputChannelsMissing: return says(Announced.oneChannel, for: draft.range, on: line)
    case .inputSizeForOutputSize where says(Announced.unstrided, for: draft.range, on: line): return true
    case .outputPositionsMissing, .networkTotalWrong: return false
    default:
      guard let claimed = draft.claimed, let right = draft.correct,
        let ratio = try? claimed.divided(by: right).integer, ratio > 1
      else { return false }
      return announcements(for: draft.range, on: line).contains { isBatch(of: ratio, in: $0) }
    }
  }

  private func says(_ words: PhraseSet, for number: Range<Int>, on line: TextLine) -> Bool {
    announcements(for: number, on: line).contains { words.isIn($0, of: working.bytes) }
  }

  /// Where a text announces what holds for a number: its own line, the sentences that name the network, the headings, and
  /// the header of its table.
  private func announcements(for number: Range<Int>, on line: TextLine) -> [Range<Int>] {
    guard let place = place(of: line) else { return [] }
    var found = [line.range] + namings(before: number, place).map { $0.range }
    found += labels(above: place).map { $0.range }
    if line.row != nil {
      var first = place
      while first > 0, place - first < 64, lines[first - 1].row != nil { first -= 1 }
      found.append(lines[first].range)
    }
    return found
  }

  /// "a batch of 8", "MACs for 8 images", batch 为 8, 8 张图.
  private func isBatch(of count: Int, in range: Range<Int>) -> Bool {
    guard Announced.batch.isIn(range, of: working.bytes) else { return false }
    return working.bytes.wholeNumbers(in: range).contains {
      $0.value == count && !$0.isPartOfWord && isBesideBatch($0.range, in: range)
    }
  }

  private func isBesideBatch(_ number: Range<Int>, in range: Range<Int>) -> Bool {
    let near =
      max(range.lowerBound, number.lowerBound - 16)..<min(range.upperBound, number.upperBound + 12)
    return Announced.batch.isIn(near, of: working.bytes)
  }
}

private enum Announced {
  static let oneChannel: PhraseSet = [
    "grayscale", "greyscale", "grey-scale", "gray-scale", "one input channel", "single-channel",
    "single channel",
    "1 input channel", "one channel", "1 channel", "mnist", "灰度", "单通道", "一个输入通道", "1 个输入通道", "1个输入通道",
    "输入通道为 1",
    "输入通道为1", "输入通道数为 1",
  ]
  static let unstrided: PhraseSet = [
    "stride 1 in", "stride 1 for", "with stride 1", "stride of 1", "stride changed to 1", "stride = 1",
    "stride=1",
    "no downsampling", "unstrided", "步长改为 1", "步长改为1", "步长为 1", "步长为1", "步长 1", "步长1", "步幅 1", "步幅为 1",
    "步幅改为 1",
    "不降采样", "不下采样",
  ]
  static let batch: PhraseSet = [
    "batch", "images", "pictures", "frames", "crops", "张图", "幅图", "张", "批", "帧",
  ]
}
