import Networks
import Symbolics

/// The usual size of a part where the network has one of its own: "LLaMA-7B: FFN 4 × 4096 = 16384", which has 11,008, and the
/// vocabulary of another family, `token embedding: 30522 × 768` for GPT-2.
extension Calculation {
  mutating func checkUsualSizes() {
    guard let forms, let own = forms.sizes, let width = own[.width],
      holds(UsualSizes.inner) || holds(UsualSizes.embeddings),
      !lines.contains(where: { $0.topics.contains(.variant) })
    else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, case .number(let first) = factors[0], case .number(let second) = factors[1],
        second.value == Rational(width) || first.value == Rational(width), entry.home < lines.count,
        entry.claimUnit == .none || entry.claimUnit == .parameters || entry.claimUnit == .other,
        case let line = lines[entry.home], line.range.count <= 512,
        case let operands = side.located.operands, operands.count == 2
      else { continue }
      let isFirst = second.value == Rational(width)
      let other = isFirst ? first.value : second.value
      let label = line.stretch(before: side.located.range.lowerBound, atMost: 32)
      if other == 4 {
        checkUsualInner(entry, label, on: line, own)
      } else if let vocabulary = own[.vocabulary], let number = other.integer, number != vocabulary {
        checkUsualVocabulary(entry, number, vocabulary, operands[isFirst ? 0 : 1].range, label, on: line)
      }
    }
  }

  /// 4·d for a feed-forward layer that is not four times as wide.
  private mutating func checkUsualInner(
    _ entry: Entry, _ label: Range<Int>, on line: TextLine, _ own: ModelSizes
  ) {
    guard let inner = own[.innerWidth], let claim = entry.claim, let range = entry.claimRange,
      entry.claimUnit != .parameters, claim.value != Rational(inner), entry.value == claim.value,
      isLabel(UsualSizes.inner, in: label), !isStatedBesides(Rational(inner), range),
      !UsualSizes.otherwise.isOn(line, of: working.bytes),
      !isReported(entry.chain.range), isAsserted(range, on: line), !givesSizesOfOwn(line)
    else { return }
    findings.append(
      Draft(
        mistake: .wrongModelFact, alternatives: [.dimensionLeftFromOtherModel], range: range,
        claimed: claim.value, correct: Rational(inner), fix: Expression(Rational(inner))))
    entry.status = .wrong
    entry.misconception = .wrongModelFact
  }

  /// Whether one of some words ends a label: only `:`, `=`, "is", "size" stand behind it.
  private func isLabel(_ words: PhraseSet, in label: Range<Int>) -> Bool {
    guard let word = words.first(in: label, of: working.bytes) else { return false }
    var joint = Joint(working.bytes, from: word.upperBound, to: label.upperBound)
    while !joint.isAtEnd, joint.take(UsualSizes.links) { joint.skipBlanks() }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private mutating func checkUsualVocabulary(
    _ entry: Entry, _ number: Int, _ vocabulary: Int, _ range: Range<Int>, _ label: Range<Int>,
    on line: TextLine
  ) {
    guard UsualSizes.vocabularies.contains(number), abs(number - vocabulary) > vocabulary / 20,
      UsualSizes.embeddings.isIn(label, of: working.bytes),
      !UsualSizes.otherwise.isOn(line, of: working.bytes), !isStatedBesides(Rational(number), range),
      !isReported(entry.chain.range), isAsserted(range, on: line), !givesSizesOfOwn(line)
    else { return }
    findings.append(
      Draft(
        mistake: .dimensionLeftFromOtherModel, alternatives: [.wrongModelFact], range: range,
        claimed: Rational(number), correct: Rational(vocabulary), fix: Expression(Rational(vocabulary))))
    entry.status = .wrong
    entry.misconception = .dimensionLeftFromOtherModel
  }

  /// Whether the text gives a number elsewhere, or another network's name, of which it may be.
  private func isStatedBesides(_ number: Rational, _ own: Range<Int>) -> Bool {
    lines.prefix(1_024).contains { line in
      line.range.count <= 4_096
        && (UsualSizes.otherWords.isOn(line, of: working.bytes)
          || measures(on: line).contains {
            $0.numeral.value == number && $0.range.lowerBound != own.lowerBound
          })
    }
  }
}

private enum UsualSizes {
  static let inner: PhraseSet = [
    "ffn", "mlp", "feed-forward", "feed forward", "d_ff", "intermediate", "inner", "前馈", "中间",
  ]
  static let links: PhraseSet = [
    ":", "：", "=", "is", "size", "width", "dimension", "dim", "hidden", "layer", "of", "维度", "宽度", "大小", "层",
    "为",
    "是", ",",
  ]
  static let embeddings: PhraseSet = ["embed", "wte", "词嵌入", "嵌入", "词表", "词向量"]
  static let otherwise: PhraseSet = [
    "if ", "would", "4x", "a 4", "instead", "rather", "usual", "vanilla", "standard", "plain", "normal",
    "classic",
    "compar",
    " vs", "not ", "n't", "2/3", "8/3", "wrong", "should", "replac", "token_type", "segment", "如果", "若", "通常",
    "标准", "经典", "普通", "相比", "对比", "不是", "而不", "错", "替换", "三分之二", "段",
  ]
  static let otherWords: PhraseSet = [
    "own vocab", "new vocab", "new tokenizer", "own tokenizer", "different tokenizer", "bert tokenizer",
    "bert's tokenizer", "wordpiece", "extended", "分词器", "新词表", "扩充",
  ]
  /// Rows of the tables of BERT (uncased, cased), GPT-2, RoBERTa, T5, Llama, Mistral and Llama 3.
  static let vocabularies: Set<Int> = [
    30_522, 28_996, 50_257, 50_265, 32_128, 32_000, 128_256, 151_936,
  ]
}
