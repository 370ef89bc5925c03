import Symbolics

/// A map in a table that is smaller than the one above by the whole kernel: `| C3 5×5 | 7×7×16 |` below `| S2 | 12×12×8 |`.
///
/// No stride of one with any padding on both sides makes n − k of n.
extension Calculation {
  mutating func checkMapsInRows() {
    for (place, line) in enumeratedLines(with: MapRowWords.convolutions) where line.row != nil {
      guard place > 0, line.range.count <= 512, let map = mapOfRow(line),
        case let above = lines[place - 1], above.row != nil, above.range.count <= 512,
        let before = mapOfRow(above), before.side > map.side, let cell = line.row?.cells.first,
        MapRowWords.convolutions.isIn(cell, of: working.bytes),
        let kernel = MapWords.squares(in: line.range, of: working.bytes).first(where: {
          $0.range.lowerBound < map.range.lowerBound && 3...11 ~= $0.size
        })?.size, before.side - kernel == map.side, map.side > 3,
        !MapRowWords.others.isOn(line, of: working.bytes), !isReported(map.range)
      else { continue }
      let right = Rational(map.side + 1)
      findings.append(
        Draft(
          mistake: .outputSizePlusOneMissing, range: map.range, claimed: Rational(map.side), correct: right,
          fix: Expression(right)))
    }
  }

  /// The shape that fills a cell of a row behind its name.
  private func mapOfRow(_ line: TextLine) -> Volume? {
    guard let cells = line.row?.cells, cells.count >= 2 else { return nil }
    for cell in cells.dropFirst() {
      let volumes = Volume.all(in: cell, of: working.bytes)
      guard volumes.count == 1 else { continue }
      let start = working.bytes.skip(from: cell.lowerBound, to: cell.upperBound) {
        !$0.isASCIIDigit && !$0.isASCIILetter
      }
      let end = working.bytes.skipBack(from: cell.upperBound, to: start) {
        !$0.isASCIIDigit && !$0.isASCIILetter
      }
      if volumes[0].range == start..<end { return volumes[0] }
    }
    return nil
  }
}

private enum MapRowWords {
  static let convolutions: PhraseSet = ["conv", "c1", "c3", "卷积"]
  static let others: PhraseSet = [
    "stride", "/2", "s=", "s2", "pad", "p=", "same", "dilat", "transpos", "deconv", "pool", "crop", "步长",
    "步幅",
    "填充", "空洞", "膨胀", "转置", "池化", "裁",
  ]
}
