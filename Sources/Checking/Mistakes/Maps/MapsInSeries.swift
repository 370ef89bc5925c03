import Derivations
import Networks
import Symbolics

/// One convolution of three with another map than the two around it: "bottleneck on a 56×56 map: 256·64·56·56;
/// 3·3·64·64·28·28; 64·256·56·56". The channels lead from one to the next, and the heading states the map of them all.
extension Calculation {
  mutating func checkMapsInSeries() {
    guard entries.count >= 3 else { return }
    for index in entries.indices.dropFirst().dropLast() {
      let entry = entries[index]
      guard entry.status == .right, entry.misconception == nil, let side = entry.workingSide,
        let own = SeriesWork(side.located.expression), let before = work(index - 1),
        let next = work(index + 1),
        before.map == next.map, own.map != before.map, before.outputs == own.inputs,
        own.outputs == next.inputs, let value = entry.value,
        entries[index + 1].home - entries[index - 1].home <= 4,
        isMapOfAll(before.map, above: index), !isReported(entry.chain.range),
        let scale = try? before.map.multiplied(by: before.map).divided(by: own.map.multiplied(by: own.map)),
        let right = try? value.multiplied(by: scale)
      else { continue }
      findings.append(
        Draft(
          mistake: .dimensionLeftFromOtherModel, alternatives: [.factorSwapped, .inputSizeForOutputSize],
          range: side.located.range, claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .dimensionLeftFromOtherModel
    }
  }

  func work(_ index: Int) -> SeriesWork? {
    entries[index].status == .right
      ? entries[index].workingSide.flatMap { SeriesWork($0.located.expression) } : nil
  }

  /// Whether the line above the series states the map, and no line changes it.
  private func isMapOfAll(_ map: Rational, above index: Int) -> Bool {
    let (first, last) = (entries[index - 1].home, entries[index + 1].home)
    guard first < last, last < lines.count, let side = map.integer else { return false }
    let stretch = lines[max(0, first - 1)...last]
    guard
      !stretch.contains(where: {
        $0.range.count > 1_024 || MapSeriesWords.changing.isOn($0, of: working.bytes)
      })
    else { return false }
    let head = lines[max(0, first - 1)]
    let end = min(
      head.range.upperBound, first == head.index ? entries[index - 1].chain.range.lowerBound : .max)
    let squares = MapWords.squares(
      in: head.range.lowerBound..<max(head.range.lowerBound, end), of: working.bytes
    ).filter { $0.size > 7 }
    return !squares.isEmpty && squares.allSatisfy { $0.size == side }
  }
}

/// The work of a layer of a known network on the map before the pool that stands before it: "VGG16 conv2_1:
/// 3·3·64·128·224·224". Its cost with a factor of two is that of another layer, so that the sizes tell, not the value.
extension Calculation {
  mutating func checkMapsOfKnownLayers() {
    guard let forms, forms.sizes == nil else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide,
        let work = SeriesWork(side.located.expression), let value = entry.value,
        let index = layerMeant(by: entry, work, forms.facts), forms.facts.layers.indices.contains(index),
        entry.claimUnit == .macs || entry.claimUnit == .flops || entry.claimUnit == .none,
        case let layer = forms.facts.layers[index], case .layer(.convolution(let own)) = layer.part.kind,
        own.groups == 1, work.inputs == Rational(own.inputChannels),
        work.outputs == Rational(own.outputChannels), own.window.taps.map({ Rational($0) }) == work.taps,
        own.window.stride.height == 1
          || own.window.stride.height == 2 && work.taps > .one
            && !holds(MapSeriesWords.strideOne),
        case let output = layer.part.output, output.rank == 4,
        work.map == Rational(2 * output.height), output.height == output.width,
        let line = line(at: entry.chain.range.lowerBound), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line),
        !holds(MapSeriesWords.otherInputs),
        own.window.stride.height == 2 || !holds(MapSeriesWords.strides),
        let right = try? value.divided(by: 4)
      else { continue }
      findings.append(
        Draft(
          mistake: .inputSizeForOutputSize, alternatives: [.dimensionLeftFromOtherModel],
          range: side.located.range, about: layer.path + ".macs", claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputSizeForOutputSize
    }
  }
}

extension Calculation {
  /// The layer that the words of a calculation name; or else the only one of a plain network with its channels, where two other
  /// calculations of the text count layers of the network.
  private func layerMeant(by entry: Entry, _ work: SeriesWork, _ facts: NetworkFacts) -> Int? {
    if entry.subject.isSpecific {
      guard case .layers(let candidates) = entry.subject.target, candidates.count == 1 else { return nil }
      return candidates.first
    }
    guard work.taps == 9, facts.stages.isEmpty || !facts.layers.contains(where: { $0.isShortcut }) else {
      return nil
    }
    var found: Int?
    for (index, layer) in facts.layers.enumerated() {
      guard case .layer(.convolution(let own)) = layer.part.kind,
        work.inputs == Rational(own.inputChannels), work.outputs == Rational(own.outputChannels)
      else { continue }
      if found != nil { return nil }
      found = index
    }
    guard let found else { return nil }
    let others = entries.prefix(64).count { other in
      guard other !== entry, let value = other.value else { return false }
      return facts.layers.contains { $0.macs == value && $0.macs > 1_000_000 }
    }
    return others >= 2 && !lines.contains { $0.topics.contains(.variant) } ? found : nil
  }
}

/// The work of a convolution: `C·C′·n·n`, `k·k·C·C′·n·n`, `9·C·C′·n·n`.
struct SeriesWork {
  let taps: Rational
  let inputs: Rational
  let outputs: Rational
  let map: Rational

  init?(_ expression: Expression) {
    guard case .product(let operands) = expression, (2...6).contains(operands.count) else { return nil }
    var factors = Factors.written(in: expression)
    guard (4...6).contains(factors.count), let last = factors.popLast(), factors.popLast() == last, last > 3,
      let outputs = factors.popLast(), let inputs = factors.popLast(), inputs > 1, outputs > 7
    else { return nil }
    switch factors.count {
    case 0: taps = .one
    case 1:
      guard [9, 25, 49].contains(factors[0]) else { return nil }
      taps = factors[0]
    default:
      guard factors[0] == factors[1], factors[0] <= 11, let area = try? factors[0].multiplied(by: factors[1])
      else { return nil }
      taps = area
    }
    (self.inputs, self.outputs, map) = (inputs, outputs, last)
  }
}

private enum MapSeriesWords {
  static let changing: PhraseSet = [
    "stride", "pool", "down", "up", "/2", "s=2", "s2", "transpos", "dilat", "步", "池化", "下采样", "上采样", "转置",
  ]
  /// `3×3×512×512` is a kernel, and no size of the input.
  static let otherInputs: PhraseSet = [
    "448x", "448×", " 448", " 512x512", " 512×512", "（512×512", "(512×512", "(512x512", "入512×512",
    "without pool", "no pool",
    "before pool", "before the pool", "resolution",
    "cifar", "池化前", "不池化", "无池化", "分辨率",
  ]
  static let strides: PhraseSet = ["stride", "步长"]
  static let strideOne: PhraseSet = [
    "stride 1", "stride=1", "stride = 1", "stride of 1", "no stride", "without stride", "without the stride",
    "步长 1", "步长1", "步长为 1", "步长为1", "步长=1", "没有步长",
  ]
}
