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

  /// "A 224×224×3 image is 50,176 numbers", 一张 224×224×3 的图像有 50,176 个数值: a shape with its channels, and the values without.
  mutating func checkValuesOfImages() {
    for line in lines(with: ColourWords.pictures) where line.row == nil && line.range.count <= 512 {
      let volumes = Volume.all(in: line.range, of: working.bytes)
      guard volumes.count == 1, (2...4).contains(volumes[0].channels), volumes[0].side >= 8,
        volumes[0].side <= 16_384, !ColourWords.others.isOn(line, of: working.bytes)
      else { continue }
      let pixels = Rational(volumes[0].side * volumes[0].side)
      for (value, range) in countsOnLine(line)
      where value == pixels && range.lowerBound >= volumes[0].range.upperBound {
        var behind = Joint(working.bytes, from: range.upperBound, to: line.range.upperBound)
        guard behind.take(ColourWords.values) || behind.take(ColourWords.weights), !isReported(range),
          isAsserted(range, on: line), let right = try? pixels.multiplied(by: Rational(volumes[0].channels))
        else { continue }
        findings.append(
          Draft(
            mistake: .factorDroppedInEvaluation, alternatives: [.inputChannelsMissing, .wrongQuantityNamed],
            range: range, claimed: pixels, correct: right))
        break
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
  static let pictures: PhraseSet = ["image", "picture", "photo", "图像", "图片", "圖像", "圖片", "照片"]
  static let weights: PhraseSet = ["weights", "parameters", "connections", "个权重", "個權重", "个参数", "個參數"]
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
