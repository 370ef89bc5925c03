import Derivations
import Networks
import Symbolics

/// A fully connected layer over a map that a pool has made smaller since: `pool2: 2×2 → 7×7×64` and then `fc1: 14×14×64×1024 +
/// 1024`; and one over the whole map where the network takes its average first.
extension Calculation {
  mutating func checkFlatteningBehindPools() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, let dense = DenseOverMap(side.located.expression),
        let value = entry.value, case let line = lines[entry.home], line.range.count <= 1_024,
        entry.claimUnit == .parameters || entry.claimUnit == .none || entry.claimUnit == .macs,
        !isReported(entry.chain.range)
      else { continue }
      let before = line.stretch(before: side.located.range.lowerBound, atMost: 80)
      guard
        dense.isFlattening
          ? FlatteningWords.flatten.isIn(before, of: working.bytes) && before.count <= 24
          : FlatteningWords.dense.isIn(before, of: working.bytes),
        !FlatteningWords.others.isOn(line, of: working.bytes), !isDenied(entry.chain.range, on: line)
      else { continue }
      if let size = lastMap(before: entry, dense), let right = dense.value(over: size) {
        report(.inputSizeForOutputSize, at: side, of: entry, value, correct: right)
      } else if isBehindAverage(dense), let right = dense.value(over: 1) {
        report(.extraFactor, at: side, of: entry, value, correct: right)
      } else if isBeforePool(dense), let right = dense.value(over: dense.side / 2) {
        report(.inputSizeForOutputSize, at: side, of: entry, value, correct: right)
      }
    }
  }

  /// The side of the last map with so many channels that the lines above state, where it is smaller than the one that is
  /// multiplied and an earlier one is that.
  private func lastMap(before entry: Entry, _ dense: DenseOverMap) -> Int? {
    var last: Int?
    for place in stride(from: entry.home, through: max(0, entry.home - 8), by: -1) {
      let line = lines[place]
      guard line.range.count <= 1_024, !FlatteningWords.others.isOn(line, of: working.bytes) else {
        return nil
      }
      let end = place == entry.home ? entry.chain.range.lowerBound : line.range.upperBound
      let stretch = line.range.lowerBound..<max(line.range.lowerBound, end)
      for volume in Volume.all(in: stretch, of: working.bytes).reversed()
      where volume.channels == dense.channels {
        // `3×3×64` may be a kernel.
        guard volume.isMap(in: working.bytes, on: line) else { return nil }
        if let last { return volume.side == dense.side ? last : nil }
        guard volume.side < dense.side else { return nil }
        last = volume.side
      }
    }
    return nil
  }

  /// Whether the network has such a layer on a map of half the side: `14×14×512×4096` in VGG-16, where a pool stands before it.
  private func isBeforePool(_ dense: DenseOverMap) -> Bool {
    guard let facts, !dense.isFlattening, dense.side % 2 == 0, !holds(FlatteningWords.otherInputs),
      !lines.contains(where: { $0.topics.contains(.variant) })
    else { return false }
    let inputs = dense.side / 2 * (dense.side / 2) * dense.channels
    return facts.layers.contains {
      guard case .layer(.linear(let layer)) = $0.part.kind else { return false }
      return layer.inputFeatures == inputs && layer.outputFeatures == dense.outputs
    }
  }

  /// Whether the network has such a layer on the channels alone: 2048×1000 in ResNet-50.
  private func isBehindAverage(_ dense: DenseOverMap) -> Bool {
    guard let facts, forms?.sizes == nil, dense.biases != nil else { return false }
    return facts.layers.contains {
      guard case .layer(.linear(let layer)) = $0.part.kind else { return false }
      return layer.inputFeatures == dense.channels && layer.outputFeatures == dense.outputs
    }
  }
}

/// `n·n·C·m`, perhaps with m biases; and `n·n·C`, the length of the flattened map.
private struct DenseOverMap {
  let side: Int
  let channels: Int
  let outputs: Int
  let biases: Int?
  var isFlattening = false

  init?(_ expression: Expression) {
    var product = expression
    var last: Int?
    if case .sum(let terms) = expression {
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let numeral) = terms[1].value else {
        return nil
      }
      (product, last) = (terms[0].value, numeral.value.integer)
    }
    guard case .product = product else { return nil }
    var factors = Factors.written(in: product)
    if factors.count == 3, last == nil {
      factors.append(.one)
      isFlattening = true
    }
    guard factors.count == 4, factors[0] == factors[1], let side = factors[0].integer,
      let channels = factors[2].integer, let outputs = factors[3].integer, 2...256 ~= side,
      1...100_000 ~= channels, 1...100_000 ~= outputs, last == nil || last == outputs
    else { return nil }
    (self.side, self.channels, self.outputs, biases) = (side, channels, outputs, last)
  }

  func value(over side: Int) -> Rational? {
    try? Rational(side * side).multiplied(by: Rational(channels)).multiplied(by: Rational(outputs))
      .adding(Rational(biases ?? 0))
  }
}

/// A map with its channels as a text writes it, `7×7×64`.
struct Volume {
  let side: Int
  let channels: Int
  let range: Range<Int>

  /// The volumes n×n×C of a stretch; what has more factors is a product.
  static func all(in range: Range<Int>, of bytes: [UInt8]) -> [Volume] {
    var volumes: [Volume] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at].isASCIIDigit, at == range.lowerBound || !bytes[at - 1].isASCIIWordByte,
        var number = bytes.wholeNumber(at: at, to: range.upperBound, below: 100_000)
      else {
        at += 1
        continue
      }
      let start = at
      var sizes = [number.value]
      at = number.end
      while let next = sign(at: at, range.upperBound, bytes),
        let more = bytes.wholeNumber(at: next, to: range.upperBound, below: 100_000)
      {
        number = more
        if sizes.count < 4 { sizes.append(more.value) }
        at = more.end
      }
      guard sizes.count == 3, sizes[0] == sizes[1], 1...100_000 ~= sizes[0], 1...100_000 ~= sizes[2] else {
        continue
      }
      volumes.append(Volume(side: sizes[0], channels: sizes[2], range: start..<at))
    }
    return volumes
  }

  private static func sign(at place: Int, _ limit: Int, _ bytes: [UInt8]) -> Int? {
    let at = bytes.skip(from: place, to: limit) { $0 == 0x20 }
    for sign in ["×", "x", "*", "\\times", "·"] as [StaticString] where bytes.has(sign, at: at) {
      return bytes.skip(from: at + sign.utf8CodeUnitCount, to: limit) { $0 == 0x20 }
    }
    return nil
  }

  /// Whether a word or an arrow right before it says that it is what comes out of a layer, and no formula goes on behind it.
  func isMap(in bytes: [UInt8], on line: TextLine) -> Bool {
    let behind = bytes.skip(from: range.upperBound, to: line.range.upperBound) { $0 == 0x20 }
    if behind < line.range.upperBound, [UInt8(ascii: "="), UInt8(ascii: "+")].contains(bytes[behind]) {
      return false
    }
    if let row = line.row {
      return row.cells.contains { $0.contains(range.lowerBound) && $0.count <= range.count + 8 }
    }
    return FlatteningWords.results.isIn(line.stretch(before: range.lowerBound, atMost: 14), of: bytes)
  }
}

private enum FlatteningWords {
  static let flatten: PhraseSet = ["flatten", "flattened", "展平", "拉平", "展开"]
  static let otherInputs: PhraseSet = [
    "448x", "448×", "× 448", " 448", " 512x512", " 512×512", "(512×512", "（512×512", "入512×512", "resolution",
    "input size", "larger", "分辨率", "输入尺寸", "更大",
  ]
  static let dense: PhraseSet = [
    "fc", "dense", "linear", "fully connected", "fully-connected", "classifier", "全连接", "全連接", "线性", "線性",
    "分类器",
  ]
  static let results: PhraseSet = [
    "→", "->", "=>", "\\to", "output", "out ", "out:", "gives", "becomes", "leaves", "map", "shape", "size",
    "输出", "輸出",
    "得到", "变为", "变成", "變為", "得", "尺寸", "大小", "即",
  ]
  static let others: PhraseSet = [
    "without", "instead", "if ", "would", "not ", "n't", "upsampl", "transpos", "deconv", "unpool", "skip",
    "wrong",
    "branch", "如果", "若", "没有", "沒有", "不池化", "不做", "不是", "不经", "去掉", "上采样", "转置", "反卷积", "跳跃", "分支", "错",
  ]
}
