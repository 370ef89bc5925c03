import Derivations
import Networks
import Symbolics

/// A network's name, a word for the whole and a number: `GPT-2 small total: 110,264,064`, ResNet-18 合计: 11656744, `Llama-3-8B
/// total: 5.10B + 1.05B = 6.15B`.
///
/// The number is one of parameters if a word says so, or if it is near the network's and the text speaks of nothing else that
/// is counted. It is wrong only where no form, tool or usual omission gives it, and no word of the text makes the network
/// another one or leaves a part of it out.
extension Calculation {
  mutating func checkNamedTotals() {
    guard let forms, !findings.contains(where: { $0.mistake == .networkTotalWrong }) else { return }
    for (place, line) in enumeratedLines(with: NamedTotals.wholes)
    where line.row == nil && !line.networks.isEmpty && line.range.count <= 256 {
      guard let claim = namedTotal(on: line, forms), isAsserted(claim.range, on: line),
        !isOfUsualOmissions(claim, forms), !isAccepted(claim, forms), !isWellKnown(claim, forms),
        !isOfVariation(claim.range, on: line)
      else { continue }
      // What holds of the whole text is asked once.
      guard !holds(NamedTotals.variations), !lines.contains(where: { speaksOfVariant($0) }) else { return }
      guard !isReported(claim.range), !carriesOn(claim.range),
        !lines[max(0, place - 64)...place].contains(where: { givesSizesOfOwn($0) })
      else { continue }
      findings.append(
        Draft(
          mistake: .networkTotalWrong, range: claim.range, about: Quantity.parameters.name,
          claimed: claim.numeral.value, correct: forms.facts.parameters))
      markWrong(at: claim.range)
      return
    }
  }

  /// The number of a line that says nothing else: the name, a word for the whole, the number.
  private func namedTotal(on line: TextLine, _ forms: KnownForms) -> TotalClaim? {
    let bytes = working.bytes
    guard let name = line.networks.first, name.name == forms.facts.derivation.network.name,
      line.networks.allSatisfy({ $0.name == name.name }), name.range.upperBound <= line.range.upperBound,
      !bytes[line.range.lowerBound..<max(line.range.lowerBound, name.range.lowerBound)].contains(where: {
        $0.isASCIIWordByte || $0 >= 0xE3
      })
    else { return nil }
    var joint = Joint(bytes, from: name.range.upperBound, to: line.range.upperBound)
    _ = joint.take(NamedTotals.possessives)
    guard joint.take(NamedTotals.wholes) else { return nil }
    let saysParameters =
      NamedTotals.parameters.isIn(name.range.upperBound..<joint.at, of: bytes)
      || joint.take(NamedTotals.parameters)
    guard joint.take(NamedTotals.signs) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard let side = result(at: joint.at, on: line), let numeral = side.claim,
      side.unit == .none || side.unit == .parameters, numeral.value >= 1_000_000
    else { return nil }
    var tail = Joint(bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    guard tail.isAtEnd || tail.isAtClauseEnd() && tail.end - tail.at <= 3 else { return nil }
    let isSaid = saysParameters || side.unit == .parameters
    guard isNear(numeral.value, forms.facts.parameters, isSaid: isSaid), isSaid || !countsOtherThings(forms)
    else { return nil }
    return TotalClaim(
      range: side.located.range, numeral: numeral, isApproximate: side.isApproximate, quantity: .parameters,
      entry: nil, isSpecific: true)
  }

  /// Whether a calculation goes on with an earlier wrong result.
  func carriesOn(_ range: Range<Int>) -> Bool {
    entries.contains { $0.usesWrongValue && $0.chain.range.overlaps(range) }
  }

  /// The number that stands at a place, or that the calculation there comes to.
  func result(at place: Int, on line: TextLine) -> Chain.Side? {
    if let side = line.lone.first(where: { $0.located.range.lowerBound == place }) { return side }
    return line.chains.first { chain in
      chain.sides.contains { $0.located.range.lowerBound == place }
    }?.sides.last
  }

  private func isNear(_ value: Rational, _ right: Rational, isSaid: Bool) -> Bool {
    let ratio = value.approximation / right.approximation
    return isSaid ? ratio > 0.4 && ratio < 2.5 : ratio > 0.65 && ratio < 1.35
  }

  /// Whether the text counts anything but parameters.
  private func countsOtherThings(_ forms: KnownForms) -> Bool { holds(NamedTotals.otherThings) }

  /// Whether a transformer's tables are left out or counted twice, which need not be said: with a head of its own, without the
  /// tables of words or positions, with a padded vocabulary.
  func isOfUsualOmissions(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    ([forms.facts] + forms.variants).contains { facts in
      guard let sizes = forms.sizes, let width = sizes[.width] else { return false }
      let words = Shape.product([sizes[.vocabulary] ?? 0, width]).map { Rational($0) } ?? .zero
      let positions = Shape.product([sizes[.context] ?? 0, width]).map { Rational($0) } ?? .zero
      for tables in [-2, -1, 0, 1] {
        for others in [-1, 0] {
          guard let more = try? words.multiplied(by: Rational(tables)),
            let rest = try? positions.multiplied(by: Rational(others)),
            let total = try? facts.parameters.adding(more).adding(rest), total > .zero,
            let room = try? total.multiplied(by: 15).divided(by: 1_000)
          else { continue }
          if LinkChecker.isWithin(max(room, claim.tolerance), total, claim.numeral.value) { return true }
        }
      }
      return false
    }
  }
}

enum NamedTotals {
  static let wholes: PhraseSet = [
    "total number of parameters", "total parameter count", "total parameters", "total params", "grand total",
    "in total", "total", "sum", "总参数量", "总参数", "参数总量", "参数总数", "参数量合计", "参数合计", "参数量总计", "合计", "总计",
    "共计",
  ]
  static let possessives: PhraseSet = ["'s", "’s", "model", "network", "的", "模型", "网络", "(", "（"]
  static let parameters: PhraseSet = [
    "parameters", "parameter count", "params", "parameter", "weights", "参数量", "参数",
  ]
  static let signs: PhraseSet = [":", "：", "=", "＝", "≈", "is", "为", "是", "约"]
  static let otherThings: PhraseSet = [
    "flop", " mac", "bytes", "memory", "activations", "gradient", " gb", " mb", " gib", " mib", "multipl",
    "浮点", "乘加", "运算", "计算量", "显存", "内存", "字节", "激活", "梯度",
  ]
  /// What may make the network another one, or leave a part of it out.
  static let variations: PhraseSet = [
    "lora", "adapter", "frozen", "freez", "trainable", "prun", "distil", "quantiz", "quantis", "without",
    "exclud", "ignor", "omit", "except", "untied", "non-embedding", "no bias", "extended", "fine-tun",
    "finetun", "num_labels", "custom", "modif", "smaller", "shrunk", "replac", "instead", "only", "alone",
    "half", "reduced", "truncat", "our own", "variant", "mini-", "active", "so far", "subtotal",
    "multilingual", "base-cased", "large-cased", "wrong", "estimate", "不含", "不计", "不算", "去掉", "除去", "裁剪",
    "剪枝", "微调", "冻结", "可训练", "忽略", "省略", "只", "仅", "修改", "替换", "蒸馏", "量化", "缩小", "激活参数", "目前", "估算",
    "小计",
  ]
}
