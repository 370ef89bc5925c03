import Symbolics

/// A total and what each of several things has of it: `112 GB = 14 GB per GPU on 8 GPUs`, `1.29e15 = 161 TFLOPS/GPU`,
/// `96 GB = 3 GB per layer`, 112 GB = 每卡 14 GB.
extension LinkChecker {
  /// What becomes of a link from a total to a share; nil where the second number is none.
  ///
  /// How many share it may stand on the line, or be a factor of the chain: then the share is judged. Where it is told nowhere
  /// the share is left open, if it is no power of ten of the total, as a misplaced digit would be.
  func verdictOnShareOfEach(_ link: PlainLink) -> Verdict? {
    guard !link.first.isCompound, let all = link.first.claim, let one = link.second.claim,
      one.scale != .percent,
      all.scale != .percent, link.first.unit.seconds == nil, link.second.unit.seconds == nil,
      one.value > .zero, let ratio = try? all.value.divided(by: one.value), ratio >= LinkChecker.leastRatio,
      let sharers = sharers(behind: link.second), self.sharers(behind: link.first) == nil
    else { return nil }
    let counts = counts(of: sharers, near: link)
    var values = counts
    for (place, first) in counts.enumerated() {
      for second in counts[(place + 1)...] {
        if let product = try? first.multiplied(by: second) { values.append(product) }
      }
    }
    for side in link.chain.sides where side.isCompound {
      values += Factors.written(in: side.located.expression).prefix(8)
    }
    let slack = slack(of: link.first, value: all.value)
    for count in values where count > .one {
      guard let share = try? all.value.divided(by: count), let room = try? slack.divided(by: count),
        let wide = try? room.adding(LinkChecker.tolerance(of: one, isApproximate: true))
      else { continue }
      if LinkChecker.isWithin(wide, share, one.value) || fits(share, one, isApproximate: true, isBare: false)
      {
        return .right
      }
    }
    guard let count = counts.first(where: { $0 > .one }) else {
      return Magnitude.power(from: all.value, to: one) == nil ? .unchecked : nil
    }
    // Not all of it need be shared: "ZeRO-1", "the rest is replicated".
    let place = link.first.located.range.lowerBound
    let line = around.lineStart(of: place)..<max(place, around.lineEnd(of: place))
    if counts.count > 1 || LinkChecker.sharedInPart.isIn(line, of: working.bytes) { return .unchecked }
    return (try? all.value.divided(by: count)).map { .wrong(left: $0, claim: one.value) }
  }

  /// The word for what a number is the share of: `per GPU`, `/GPU`, `on each GPU`, 每卡.
  private func sharers(behind side: Chain.Side) -> PhraseSet? {
    var joint = around.joint(behind: side)
    joint.skipMarkup()
    _ = joint.take(LinkChecker.unitsShared)
    _ = joint.take(LinkChecker.nounsShared)
    if joint.take(LinkChecker.perEach) { return LinkChecker.sharing.first { joint.take($0) } }
    let before = around.back(from: side.located.range.lowerBound)
    return around.start(of: ["每卡", "每张卡", "每个 GPU", "每块 GPU", "每 GPU", "每台"], endingAt: before) == nil
      ? nil : LinkChecker.sharing.first
  }

  /// The whole numbers near a link that count such things: `8 GPUs`, `8×H100`, 64 张卡.
  private func counts(of sharers: PhraseSet, near link: PlainLink) -> [Rational] {
    let (start, end) = (link.first.located.range.lowerBound, link.second.located.range.upperBound)
    let near = max(around.lineStart(of: start), start - 200)..<min(around.lineEnd(of: end), end + 160)
    guard near.lowerBound < near.upperBound else { return [] }
    var counts: [Rational] = []
    for measure in MeasureReader.measures(in: near, of: working.bytes) {
      guard measure.numeral.value.isInteger, measure.numeral.value < 1_000_000, counts.count < 6 else {
        continue
      }
      // What a number has for its unit is taken with it.
      var end = measure.range.lowerBound
      while end < near.upperBound, working.bytes[end].isASCIIDigit || working.bytes[end] == UInt8(ascii: ",")
      {
        end += 1
      }
      var joint = Joint(working.bytes, from: end, to: near.upperBound)
      joint.skipMarkup()
      _ = joint.take(Neighbourhood.times)
      joint.skipMarkup()
      // `8 A100 GPUs`, `8×H100`
      var behind = joint
      _ = behind.take(LinkChecker.modelsOfDevices)
      guard joint.take(sharers) || behind.take(sharers), !counts.contains(measure.numeral.value) else {
        continue
      }
      counts.append(measure.numeral.value)
    }
    return counts
  }

  private static let leastRatio = (try? Rational(3, over: 2)) ?? .two
  private static let perEach: PhraseSet = [
    "/", "per", "on each", "on every", "in each", "for each", "for every", "each", "每张", "每块", "每个", "每台",
    "每",
  ]
  private static let unitsShared: PhraseSet = [
    "bytes", "byte", "b/s", "b", "ib", "flop/s", "flops", "flop", "parameters", "params", "tokens/s",
    "tokens",
    "weights", "字节", "个参数", "参数",
  ]
  private static let nounsShared: PhraseSet = [
    "of memory", "of weights", "of states", "of model states", "of gradients", "of activations", "of cache",
  ]
  private static let modelsOfDevices: PhraseSet = [
    "a100", "h100", "v100", "a800", "h800", "h200", "b200", "张", "块", "个", "台",
  ]
  private static let sharing: [PhraseSet] = [
    [
      "gpus", "gpu", "tpus", "tpu", "a100s", "a100", "h100s", "h100", "v100s", "v100", "h800s", "h800",
      "h200s",
      "h200", "b200s", "b200", "devices", "device", "cards", "card", "ranks", "rank", "workers", "worker",
      "chips",
      "chip", "accelerators", "accelerator", "nodes", "node", "machines", "machine", "hosts", "host",
      "shards",
      "shard", "stages", "stage", "卡", "显卡", "设备", "节点",
    ],
    ["layers", "layer", "blocks", "block", "层", "块"], ["experts", "expert", "专家"], ["heads", "head", "头"],
    ["steps", "step", "步"], ["sequences", "sequence", "序列"],
  ]
  private static let sharedInPart: PhraseSet = [
    "zero-1", "zero-2", "zero 1", "zero 2", "zero1", "zero2", "stage 1", "stage 2", "replicat", "overhead",
    "plus ",
    "activation", "副本", "开销", "激活",
  ]
}
