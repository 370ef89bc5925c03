import Derivations
import Networks
import Symbolics

/// FLOPs for a token far above two for each parameter, and those of attention.
///
/// A forward pass multiplies each weight once with each token; a training step three times as much. What attention adds stays
/// below that for usual contexts, so that only what is above ten times as much is called wrong.
extension Calculation {
  mutating func checkWorkPerToken() {
    for line in lines
    where line.traits.contains(.cost) && line.mentions.contains(where: { $0.noun == .model(.perToken) }) {
      for side in line.lone where side.traits.contains(.cost) && side.unit == .flops {
        check(side, line)
      }
    }
  }

  private mutating func check(_ side: Chain.Side, _ line: TextLine) {
    guard let claim = side.claim, claim.value >= 1_000_000_000 else { return }
    let range = side.located.range
    let sentence = clause(around: range, in: sentence(around: range.lowerBound, on: line))
    let words = line.mentions.filter { sentence.contains($0.range.lowerBound) }
    guard words.contains(where: { $0.noun == .model(.perToken) }),
      !words.contains(where: { $0.noun == .qualifier && !StatedSizes(working: working).isBatch($0) }),
      !isOfTokens(range, line),
      // A device's speed, or what a whole step or prompt takes.
      !Phrases.contains(
        ["peak", "a100", "h100", "v100", "4090", "prompt", "prefill", "step", "峰值", "算力", "每步", "预填充"],
        in: sentence,
        of: working.bytes)
    else { return }
    let behind = working.text(from: range.upperBound, to: min(line.range.upperBound, range.upperBound + 10))
    guard !behind.contains(substring: "/s"), !behind.contains(substring: "秒"),
      let parameters = parametersOfModel(line, self.sentence(around: range.lowerBound, on: line)),
      isAbove(claim.value, parameters, line) || isSixTimes(claim, parameters, line),
      isAsserted(range, on: line),
      let right = try? parameters.multiplied(by: .two)
    else { return }
    findings.append(
      Draft(
        mistake: .aboveTwoPerParameter, alternatives: isThousandfold(claim, right) ? [.prefixSlip] : [],
        range: range, claimed: claim.value, correct: right))
  }

  /// "0.25 TFLOPs" for 0.25 GFLOPs.
  private func isThousandfold(_ claim: Numeral, _ right: Rational) -> Bool {
    guard claim.scale.isPrefix, let thousand = try? right.multiplied(by: 1_000),
      let room = try? thousand.divided(by: 10)
    else { return false }
    return LinkChecker.isWithin(room, thousand, claim.value)
  }

  /// Whether a token takes more than it may: ten times what it takes in training, or for one pass of a model with a known
  /// or a named size, where no context is told that may be long, more than a training step with recomputation takes.
  private func isAbove(_ value: Rational, _ parameters: Rational, _ line: TextLine) -> Bool {
    guard let most = try? parameters.multiplied(by: Rational(60)) else { return false }
    if value > most { return true }
    guard line.range.count <= 512, line.row == nil, line.networks.count <= 1,
      !WorkPerTokenWords.otherwise.isOn(line, of: working.bytes),
      let place = place(of: line),
      let size = largestSize(near: place, besides: value)
    else { return false }
    // The network's own, or one that stands beside: the larger one.
    var all = max(size, parameters)
    var times: Rational = 18
    if let name = line.networks.first, let facts = forms?.facts, name.name == facts.derivation.network.name,
      let sizes = forms?.sizes, let own = sizes.parameters
    {
      all = max(all, own)
      if let layers = sizes[.layers], let width = sizes[.width], let context = sizes[.context],
        let attention = PartWeights.product(4 * layers, width * context),
        let limit = try? own.multiplied(by: 2),
        attention <= limit
      {
        times = 9
      }
    }
    guard let limit = try? all.multiplied(by: times) else { return false }
    return value > limit
  }

  /// Whether a token of inference takes six FLOPs for each parameter, as in training: "42 GFLOPs per generated token" for the
  /// seven billions of Llama-2-7B.
  private func isSixTimes(_ claim: Numeral, _ parameters: Rational, _ line: TextLine) -> Bool {
    guard line.range.count <= 256, line.row == nil, line.networks.count <= 1,
      WorkPerTokenWords.inference.isOn(line, of: working.bytes)
        || line.mentions.contains(where: { $0.noun == .model(.inference) }),
      !WorkPerTokenWords.otherwise.isOn(line, of: working.bytes),
      let six = try? parameters.multiplied(by: 6), let room = try? six.divided(by: 20)
    else { return false }
    return LinkChecker.isWithin(room, six, claim.value)
  }

  /// The largest number of parameters that the lines next to one may state: 1.5B, 774M; zero where there is none.
  private func largestSize(near place: Int, besides work: Rational) -> Rational? {
    var largest = Rational.zero
    for line in lines[max(0, place - 8)...min(lines.count - 1, place + 2)] {
      guard line.range.count <= 1_024 else { return nil }
      for number in numbers(on: line) where number.side.unit != .flops && number.side.unit != .macs {
        guard number.numeral.scale != .one, number.numeral.value >= 1_000_000 else { continue }
        largest = max(largest, number.numeral.value)
      }
    }
    return largest
  }

  /// The part of a sentence around a number, between commas that part no digits.
  private func clause(around number: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
    func isComma(_ at: Int) -> Bool {
      let bytes = working.bytes
      // ， is EF BC 8C.
      if bytes[at] == 0xEF, at + 2 < bytes.count { return bytes[at + 1] == 0xBC && bytes[at + 2] == 0x8C }
      guard bytes[at] == UInt8(ascii: ",") else { return false }
      return at + 1 >= bytes.count || at == 0 || !bytes[at + 1].isASCIIDigit || !bytes[at - 1].isASCIIDigit
    }
    var start = min(number.lowerBound, sentence.upperBound)
    var end = number.upperBound
    while start > sentence.lowerBound, !isComma(start - 1) { start -= 1 }
    while end < sentence.upperBound, !isComma(end) { end += 1 }
    return start..<max(start, end)
  }

  /// Whether the number is followed by that of the tokens: "79 GFLOPs for 1024 tokens".
  private func isOfTokens(_ range: Range<Int>, _ line: TextLine) -> Bool {
    StatedSizes(working: working).statements(on: line).contains {
      $0.field == .tokens && $0.range.lowerBound >= range.upperBound
        && $0.range.lowerBound - range.upperBound < 28
    }
  }

  /// The parameters of the model that a sentence speaks of: stated there, or the network's.
  func parametersOfModel(_ line: TextLine, _ sentence: Range<Int>) -> Rational? {
    for side in line.lone where sentence.contains(side.located.range.lowerBound) {
      guard let value = side.claim?.value, value >= 1_000_000 else { continue }
      let end = side.located.range.upperBound
      let behind = working.text(from: end, to: min(line.range.upperBound, end + 14)).lowercased()
        .drop { " -".contains($0) }
      if side.unit == .parameters || behind.hasPrefix("param") || behind.hasPrefix("model")
        || behind.hasPrefix("参数") || behind.hasPrefix("模型")
      {
        return value
      }
    }
    return forms?.sizes?.parameters
  }
}

private enum WorkPerTokenWords {
  static let inference: PhraseSet = [
    "inference", "generated token", "token generated", "generating", "generate", "decod", "batch=1",
    "batch = 1",
    "batch size 1", "batch 1", "serving", "推理", "生成", "解码",
  ]
  /// What may make a token dear: a long context, several answers at once, more than one pass.
  static let otherwise: PhraseSet = [
    "context", "sequence", "length", "beam", "prompt", "prefill", "train", "backward", "step", "samples",
    "batch of",
    "candidates", "draft", "would", "if ", "wrong", "instead", "not ", "n't", "moe", "expert", "up to",
    "less than",
    "below", "at most", "上下文", "序列", "长度", "训练", "反向", "批", "束", "如果", "若", "不是", "错", "专家", "不到", "以内",
  ]
}
