import Symbolics

/// Rows of convolutions with the map that comes out, the kernel and a count, in columns of blanks or of walls:
///
///     conv2   56x56x64     3x3    36,928
///     conv3   28x28x128    3x3    36,928
///
/// Each takes what the row above gives. Where at least two counts are right, the odd one is judged as in any list of layers.
extension Calculation {
  mutating func checkRowsOfKernels() {
    guard holds(KernelRowWords.convolutions) else { return }
    var list: [ListedCount] = []
    var channels: Int?
    var last = -4
    for (place, line) in lines.enumerated() where line.range.count <= 256 {
      guard let row = KernelRow(line, of: working.bytes) else { continue }
      if place - last > 2 {
        checkListed(list, [])
        (list, channels) = ([], nil)
      }
      if let kernel = row.kernel, let claim = row.claim, let inputs = channels,
        let count = ListedCount(claim, place, kernel: kernel, inputs, row.channels)
      {
        list.append(count)
      }
      (channels, last) = (row.keepsChannels ? row.channels : nil, place)
    }
    checkListed(list, [])
  }
}

/// A row with one map, `28x28x128`, or the kernel of a convolution and its count as well.
private struct KernelRow {
  let channels: Int
  private(set) var kernel: Int?
  private(set) var claim: (value: Rational, range: Range<Int>)?
  /// Whether the next row takes what comes out of this one.
  let keepsChannels: Bool

  init?(_ line: TextLine, of bytes: [UInt8]) {
    let start = bytes.skip(from: line.range.lowerBound, to: line.range.upperBound) { !$0.isASCIILetter }
    guard start < line.range.upperBound, start - line.range.lowerBound <= 4,
      case let volumes = Volume.all(in: line.range, of: bytes), volumes.count == 1,
      KernelRow.hasColumns(line.range, of: bytes)
    else { return nil }
    // A map that stands before the first letter has no name.
    guard start <= volumes[0].range.lowerBound else { return nil }
    channels = volumes[0].channels
    let name = start..<volumes[0].range.lowerBound
    let isConvolution = KernelRowWords.convolutions.isIn(name, of: bytes)
    keepsChannels = isConvolution || KernelRowWords.passing.isIn(name, of: bytes)
    guard isConvolution, !KernelRowWords.others.isOn(line, of: bytes) else { return }
    let squares = MapWords.squares(in: line.range, of: bytes).filter { !$0.range.overlaps(volumes[0].range) }
    guard squares.count == 1, (1...11).contains(squares[0].size) else { return }
    let end = bytes.skipBack(from: line.range.upperBound, to: line.range.lowerBound) {
      $0 <= 0x20 || $0 == UInt8(ascii: "|")
    }
    let first = bytes.skipBack(from: end, to: max(line.range.lowerBound, end - 16)) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ",")
    }
    guard first < end, first > squares[0].range.upperBound, first > volumes[0].range.upperBound,
      bytes[first - 1] <= 0x20 || bytes[first - 1] == UInt8(ascii: "|"),
      let number = PrintedSummary.number(in: first..<end, of: bytes), number.range.upperBound == end,
      // Another long number would be another quantity.
      !KernelRow.holdsNumber(max(squares[0].range.upperBound, volumes[0].range.upperBound)..<first, of: bytes)
    else { return }
    (kernel, claim) = (squares[0].size, number)
  }

  /// Whether walls, tabs or two blanks part what stands on a line.
  private static func hasColumns(_ range: Range<Int>, of bytes: [UInt8]) -> Bool {
    for place in range.dropLast() {
      if bytes[place] == UInt8(ascii: "|") || bytes[place] == UInt8(ascii: "\t") { return true }
      if bytes[place] == .space, bytes[place + 1] == .space { return true }
    }
    return false
  }

  private static func holdsNumber(_ range: Range<Int>, of bytes: [UInt8]) -> Bool {
    bytes.wholeNumbers(in: range).contains { $0.value > 9 }
  }
}

private enum KernelRowWords {
  static let convolutions: PhraseSet = ["conv", "卷积"]
  /// Layers that give as many channels as they say, one behind the other.
  static let passing: PhraseSet = ["pool", "input", "relu", "norm", "drop", "池化", "输入", "激活"]
  static let others: PhraseSet = [
    "group", "depthwise", "dw", "separab", "shortcut", "skip", "concat", "branch", "_x", "block", "stage",
    "分组", "深度", "可分离", "捷径", "拼接", "分支", "块", "阶段",
  ]
}
