import Symbolics

/// A calculation that a number in words multiplies: `1M steps of 256 × 512 tokens = 131B tokens`, 10 万步，每步 512 × 2048 个
/// token = 1049 亿 token, `8 A100 at 312 TFLOPS × 45% = 1,123 TFLOPS`.
extension LinkChecker {
  /// Whether a claim is the value times the number of things that are named right before it.
  func agreesTimesCountInFront(_ link: PlainLink) -> Bool {
    guard link.index == 0, link.first.isCompound else { return false }
    let place = link.first.located.range.lowerBound
    let start = max(around.lineStart(of: place), place - 64)
    guard start < place, let count = MeasureReader.measures(in: start..<place, of: working.bytes).last,
      count.numeral.value.isInteger, count.numeral.value > .one,
      count.unit == .none || count.unit == .other
    else { return false }
    var joint = Joint(working.bytes, from: count.range.upperBound, to: place)
    let isNamed = joint.take(LinkChecker.thingsCounted) || count.unit == .other
    _ = joint.take(LinkChecker.commas)
    guard isNamed, joint.take(LinkChecker.countJoints) else { return false }
    joint.skipBlanks()
    guard joint.isAtEnd, let value = try? link.value.multiplied(by: count.numeral.value) else { return false }
    return fits(value, link.claim, isApproximate: true, isBare: false)
  }

  private static let thingsCounted: PhraseSet = [
    "training steps", "optimizer steps", "gradient steps", "steps", "iterations", "updates", "batches",
    "layers", "blocks", "heads", "experts", "sequences", "images", "samples", "epochs", "requests", "prompts",
    "步", "次迭代", "轮", "层", "个块", "个批次", "批", "条序列",
    // `64 H100 at 989 TFLOPS × 50% = 31.6 PFLOPS`
    "a100s", "a100 gpus", "a100", "h100s", "h100 gpus", "h100", "h200s", "h200", "v100s", "v100 gpus", "v100",
    "b200s", "b200", "a800", "h800", "gpus", "tpus", "cards", "chips", "devices", "accelerators", "nodes",
    "张卡", "张 a100", "张a100", "张 h100", "张h100", "张 v100", "张v100", "块 a100", "块 h100", "个 gpu", "块 gpu",
    "张 gpu", "卡",
  ]
  private static let commas: PhraseSet = [",", "，", "、"]
  private static let countJoints: PhraseSet = [
    "each of", "each with", "each at", "each", "of", "at", "with", "@", "每步", "每次", "每轮", "每批", "每条",
    "每个批次", "每张", "每卡", "每块", "单卡", "每个",
  ]
}
