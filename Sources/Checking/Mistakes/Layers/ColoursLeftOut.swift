import Symbolics

/// The values of a colour image that are its pixels only: "a 64×64 colour image has 64·64 = 4,096 values", 彩色图片有 64×64 个数值.
/// Each pixel has three.
extension Calculation {
  mutating func checkColoursLeftOut() {
    for line in lines(with: ColourWords.images)
    where line.row == nil && line.range.count <= 512 && ColourWords.images.isOn(line, of: working.bytes) {
      guard !ColourWords.others.isOn(line, of: working.bytes) else { continue }
      let squares = MapWords.squares(in: line.range, of: working.bytes).filter { $0.size >= 8 }
      guard let side = squares.first?.size, squares.count <= 2, squares.allSatisfy({ $0.size == side }),
        side <= 16_384, Volume.all(in: line.range, of: working.bytes).isEmpty
      else { continue }
      let pixels = Rational(side * side)
      for (value, range) in countsOnLine(line) where value == pixels {
        var behind = Joint(working.bytes, from: range.upperBound, to: line.range.upperBound)
        guard behind.take(ColourWords.values), !isReported(range), isAsserted(range, on: line),
          let right = try? pixels.multiplied(by: 3)
        else { continue }
        findings.append(
          Draft(
            mistake: .inputChannelsMissing, alternatives: [.wrongQuantityNamed], range: range,
            claimed: pixels,
            correct: right))
        return
      }
    }
  }

  /// The whole numbers of a line, those with commas between their digits, too.
  private func countsOnLine(_ line: TextLine) -> [(value: Rational, range: Range<Int>)] {
    let sides = line.lone + line.chains.flatMap { $0.sides }
    return sides.compactMap { side in
      guard let claim = side.claim, claim.scale == .one, claim.lastPlace == .one else { return nil }
      return (claim.value, side.located.range)
    }
  }
}

private enum ColourWords {
  static let images: PhraseSet = [
    "colour image", "color image", "rgb image", "colour picture", "color picture", "colour photo",
    "color photo",
    "彩色图", "彩色圖", "彩图", "彩色照片", "rgb 图", "rgb图", "rgb 圖",
  ]
  static let values: PhraseSet = [
    "values", "numbers", "inputs", "input values", "input features", "features", "dimensions", "个数字", "個數字",
    "个数", "個數", "个值", "個值", "个数值", "個數值", "个输入", "個輸入", "个特征", "维", "維",
  ]
  static let others: PhraseSet = [
    "channel", "each colour", "each color", "per colour", "per color", "pixel", "gray", "grey", "patch",
    "palette",
    "index", "packed", "bit", "times three", "times 3", "three times", "调色板", "通道", "每", "像素", "灰度", "图块",
    "乘以 3",
    "乘以3", "三倍", "3 倍",
  ]
}
