import Symbolics

/// Finds the input sizes that a text states: `224×224`, `384²`, `3×160×160`, `@320px`, `448-pixel`, 分辨率为384, "ResNet-50 at
/// 448", "Swin-B/384", `(1, 3, 320, 320)`.
enum InputSizes {
  /// The sides of square inputs that a text states, in order, without repetition.
  static func sides(in lines: [TextLine], of working: HandCalculation) -> [Int] {
    var sides: [Int] = []
    for line in lines {
      let speaksOfInput =
        !line.networks.isEmpty
        || line.topics.contains(.input)
          && !line.mentions.contains { $0.noun.isPart && $0.noun != .total }
      guard speaksOfInput else { continue }
      for size in pixels(on: line, working) where size >= 32 && size <= 8_192 && !sides.contains(size) {
        sides.append(size)
      }
      for side in line.lone {
        guard
          let size = size(of: side.located.expression).flatMap({ isOfMap(side, line, working) ? nil : $0 })
            ?? labelled(side, line, working), size >= 16, size <= 8_192, !sides.contains(size)
        else { continue }
        sides.append(size)
      }
    }
    return sides
  }

  /// The side of `a×a`, `a×a×3`, `3×a×a`, `1×3×a×a`.
  private static func size(of expression: Expression) -> Int? {
    if case .power(.number(let side), .number(let two)) = expression, side.scale == .one, two.value == .two {
      // `384²`, as wide as an input is.
      return side.value.integer.flatMap { $0 >= 64 ? $0 : nil }
    }
    guard case .product(let factors) = expression, factors.count >= 2, factors.count <= 4 else { return nil }
    var numbers: [Int] = []
    for factor in factors {
      guard case .number(let numeral) = factor, numeral.scale == .one, let number = numeral.value.integer
      else { return nil }
      numbers.append(number)
    }
    let rest = numbers.filter { $0 > 3 }
    guard rest.count == 2, rest[0] == rest[1], numbers.count == 2 || numbers.contains(3) else { return nil }
    return rest[0]
  }

  /// Whether `a×a` is the size of a map inside the network, because a layer is described before it in its clause: "64→64 on
  /// 56×56", "the 3×3 layers at 28×28", "transition 1: … on 56×56".
  private static func isOfMap(_ side: Chain.Side, _ line: TextLine, _ working: HandCalculation) -> Bool {
    let place = side.located.range.lowerBound
    let name = line.networks.last { $0.range.upperBound <= place }
    let start = name?.range.upperBound ?? line.range.lowerBound
    guard start < place else { return false }
    let stretch = start..<place
    if layerWords.isIn(stretch, of: working.bytes) { return true }
    // An input that is stated first is followed by what it goes into.
    let isLayer = line.mentions.contains { mention in
      guard stretch.contains(mention.range.lowerBound) else { return false }
      switch mention.noun {
      case .convolution, .linear, .pool, .block, .stage, .shortcut: return true
      default: return false
      }
    }
    let saysInput = line.mentions.contains {
      $0.noun == .input && stretch.contains($0.range.lowerBound)
    }
    if saysInput { return false }
    return isLayer
      || line.chains.contains {
        stretch.contains($0.range.lowerBound) && $0.signs.contains(.arrow)
      }
      || line.lone.contains {
        stretch.contains($0.located.range.lowerBound)
          && (self.size(of: $0.located.expression).map { $0 <= 11 } ?? false)
      }
  }

  /// Words of a layer's description.
  private static let layerWords: PhraseSet = [
    "→", "->", "transition", "expansion", "feature map", "maps of", "kernel", "depthwise", "pointwise",
    "conv1", "conv2",
    "conv3", "conv4", "conv5", "layer1", "layer2", "layer3", "layer4", "features.", "特征图", "卷积核", "过渡层", "扩张",
    "升维",
    "降维",
  ]

  /// The numbers in front of `px` and `pixel`.
  private static func pixels(on line: TextLine, _ working: HandCalculation) -> [Int] {
    var found: [Int] = []
    let bytes = working.bytes
    for index in line.range where bytes[index] == UInt8(ascii: "p") && (line.range ~= index + 1) {
      let next = bytes[index + 1]
      guard
        next == UInt8(ascii: "x")
          || next == UInt8(ascii: "i") && working.text(from: index, to: index + 5) == "pixel"
      else { continue }
      var end = index
      if end > line.range.lowerBound,
        bytes[end - 1] == UInt8(ascii: "-") || bytes[end - 1] == UInt8(ascii: " ")
      {
        end -= 1
      }
      let start = bytes.digitsBack(from: end, to: line.range.lowerBound, atMost: 5)
      if let number = Int(working.text(from: start, to: end)) { found.append(number) }
    }
    return found
  }

  /// `320, 320` in a call, 分辨率为384.
  private static func labelled(_ side: Chain.Side, _ line: TextLine, _ working: HandCalculation) -> Int? {
    guard case .number(let numeral) = side.located.expression, numeral.scale == .one,
      let number = numeral.value.integer,
      number >= 32
    else { return nil }
    let range = side.located.range
    let behind = working.text(from: range.upperBound, to: min(line.range.upperBound, range.upperBound + 12))
      .lowercased()
    if behind.hasPrefix(", \(number)") || behind.hasPrefix(",\(number)") { return number }
    let before = working.text(from: max(line.range.lowerBound, range.lowerBound - 24), to: range.lowerBound)
    for word in [
      "分辨率", "输入大小为", "输入为", "输入", "输入尺寸", "resolution ", "resolution of ", "@ ", "@", "↑", "with input ",
      "input size ", "input of ",
    ]
    where before.hasSuffix(word) || before.hasSuffix(word + "为") || before.hasSuffix(word + " ") {
      return number
    }
    // "Swin-B/384", "384 分辨率"
    if line.networks.contains(where: { $0.range.upperBound == range.lowerBound - 1 }), before.hasSuffix("/"),
      number >= 64
    {
      return number
    }
    let unit = behind.drop { $0 == " " || $0 == "-" }
    if unit.hasPrefix("分辨率") || unit.hasPrefix("resolution") || unit.hasPrefix("input") { return number }
    // "ResNet-50 at 448: 16.4 GMACs; at 320: …": a number of pixels and nothing else is meant by itself.
    guard number >= 64, number <= 2_048, number % 4 == 0, before.hasSuffix("at "), side.unit == .none,
      !line.networks.isEmpty
    else { return nil }
    let next = behind.utf8.first
    return next == nil || next == UInt8(ascii: ":") || next == UInt8(ascii: ",") || next == UInt8(ascii: ")")
      || behind.hasPrefix(" it ") || behind.hasPrefix(" needs") || behind.hasPrefix(" has")
      || behind.hasPrefix(" costs") || behind.hasPrefix(" takes") ? number : nil
  }
}
