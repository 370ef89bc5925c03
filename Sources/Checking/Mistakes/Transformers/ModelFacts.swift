import Networks
import Symbolics

/// Sizes of a network of the catalogue that a text states wrongly: "BERT-base has 16 layers", `d_model = 12188`.
extension Calculation {
  mutating func checkModelFacts() {
    guard let forms, let own = forms.sizes, !lines.contains(where: { $0.topics.contains(.variant) }) else {
      return
    }
    let stated = StatedSizes(working: working)
    for line in lines where !line.networks.isEmpty {
      let statements = stated.statements(on: line)
      for statement in statements where isAboutNetwork(statement, line) {
        guard isWrong(statement, own), let right = own.fact(statement.field),
          !isOfOwnSizes(statement, statements, own, line),
          !mayBeOfAnother(
            sentence(around: statement.range.lowerBound, on: line), on: line, at: statement.range),
          !isOneOfSeveral(statement.range, on: line)
        else { continue }
        let isOthers = forms.relatives.contains { relative in
          relative.facts(statement.field).contains { Rational($0) == statement.value.value }
        }
        let isLeft = isOthers && statement.isSymbol
        findings.append(
          Draft(
            mistake: isLeft ? .dimensionLeftFromOtherModel : .wrongModelFact,
            alternatives: (isLeft ? [.wrongModelFact] : isOthers ? [.dimensionLeftFromOtherModel] : [])
              + (statement.field == .layers ? [.layerCountWrong] : []),
            range: statement.range, claimed: statement.value.value, correct: Rational(right),
            fix: Expression(Rational(right))))
      }
    }
  }

  /// Whether a sentence gives the sizes of a network of its own: several of them are not those of the network whose name it
  /// is called after ("GPT-2 with 6 layers, 6 heads and d = 384"), or one size has several values ("12 layers 124M, 24
  /// layers 355M").
  private func isOfOwnSizes(
    _ statement: StatedSizes.Statement, _ all: [StatedSizes.Statement], _ own: ModelSizes, _ line: TextLine
  ) -> Bool {
    let sentence = sentence(around: statement.range.lowerBound, on: line)
    let others = all.filter { sentence.contains($0.range.lowerBound) && $0.range != statement.range }
    return others.contains { other in
      // "128 heads of 96": the two numbers are exchanged.
      if other.field == .headWidth, statement.field == .heads,
        own[.heads].map({ Rational($0) }) == other.value.value,
        own[.headWidth].map({ Rational($0) }) == statement.value.value
      {
        return false
      }
      return other.field == statement.field ? other.value.value != statement.value.value : isWrong(other, own)
    }
  }

  /// Whether a sentence says a size of the one network that it names, and of nothing else.
  private func isAboutNetwork(_ statement: StatedSizes.Statement, _ line: TextLine) -> Bool {
    let sentence = sentence(around: statement.range.lowerBound, on: line)
    let names = line.networks.filter { sentence.contains($0.range.lowerBound) }
    guard let name = names.first, names.allSatisfy({ $0.name == name.name && !$0.name.isEmpty }),
      name.range.upperBound <= statement.range.lowerBound
    else { return false }
    let words = mentions(on: line, in: sentence)
    if words.contains(where: { $0.noun.qualifies || $0.noun == .variant }) { return false }
    if isChanged(working.text(sentence).lowercased())
      || holds(Calculation.resizing, in: sentence, besides: names.map { $0.range })
    {
      return false
    }
    let last = names.last { $0.range.upperBound <= statement.range.lowerBound } ?? name
    if standsForAnother(last, on: line) || isDenied(statement.range, on: line) { return false }
    if isMadeFrom(last, statement) || isBorrowed(from: last, statement, in: sentence, on: line)
      || isOfSeveralCopies(of: last, statement, in: sentence, on: line)
    {
      return false
    }
    let stretch = name.range.upperBound..<statement.range.lowerBound
    // A calculation in between has numbers of its own, and a product's factor is no statement.
    if line.chains.contains(where: { !$0.isAssignment && stretch.overlaps($0.range) }) {
      return false
    }
    let before = working.text(
      from: max(line.range.lowerBound, statement.range.lowerBound - 10), to: statement.range.lowerBound
    )
    .lowercased()
    for word in [
      "first ", "last ", "the ", "other ", "top ", "every ", "each ", "per ", "每", "每 ", "隔", "取", "共享", "前",
      "后", "第", "两", "最后", "after ",
    ]
    where before.hasSuffix(word) {
      return false
    }
    // "Keeps 6 of 12 layers": the 12 are another network's.
    if before.hasSuffix("of "), before.dropLast(3).last == " ",
      before.dropLast(4).utf8.last.map({ $0.isASCIIDigit }) ?? false
    {
      return false
    }
    switch statement.field {
    case .tokens, .batch, .inputWidth, .timeSteps, .headWidth: return false
    // A shorter context may be used, and a sub-layer may have layers.
    case .context:
      return true
    case .innerWidth where statement.isSymbol: return true
    case .width, .innerWidth:
      return !words.contains {
        $0.noun == .model(.feedForward) || $0.noun == .model(.experts) || $0.noun == .model(.perHead)
          || $0.noun == .model(.head)
      }
    case .layers:
      return !behindIsPart(statement, line) && !isOfPart(stretch, line)
        && !Calculation.someLayers.isIn(sentence, of: working.bytes)
    case .heads, .keyHeads: return !Calculation.otherHeads.isIn(sentence, of: working.bytes)
    default: return true
    }
  }

  /// "GPT-2 with a vocabulary of 32,000 has …", "BERT-base with 4 layers only": a network that is made from the one that is
  /// named. A number with the right one's digits in another order is miswritten all the same.
  private func isMadeFrom(_ name: NetworkName, _ statement: StatedSizes.Statement) -> Bool {
    guard !statement.isSymbol, name.range.upperBound <= statement.range.lowerBound,
      Calculation.making.isIn(name.range.upperBound..<statement.range.lowerBound, of: working.bytes)
    else { return false }
    func digits(_ value: Rational) -> [Character] { value.integer.map { String($0).sorted() } ?? [] }
    let right = forms?.sizes?.facts(statement.field) ?? []
    return !right.contains { $0 >= 1_000 && digits(Rational($0)) == digits(statement.value.value) }
  }

  /// "Stage 2 has 8 layers", "exit after 8 layers", "16 layers' worth of KV".
  private static let someLayers: PhraseSet = [
    "stage", "exit", "layerskip", "pipeline", "worth", "cross-layer", "offload", "阶段", "提前", "退出", "流水线",
    "跨层",
  ]
  /// "Medusa needs 4 heads", which predict further tokens.
  private static let otherHeads: PhraseSet = [
    "medusa", "hydra", "eagle", "draft", "speculat", "predict", "mtp", "classif", "预测", "投机", "草稿", "分类",
  ]

  private static let making: PhraseSet = [
    " with ", "extended", "cut to", "reduced to", "grown to", "取前", "扩充", "扩展", "裁到", "缩到", "改用",
  ]

  /// Whether a sentence gives a network that it names other sizes than its own: "A ViT-B/16 with 6 layers has 44.0 M".
  func givesOtherSizes(_ sentence: Range<Int>, on line: TextLine) -> Bool {
    guard let own = forms?.sizes, Calculation.making.isIn(sentence, of: working.bytes) else { return false }
    return StatedSizes(working: working).statements(on: line).contains {
      sentence.contains($0.range.lowerBound) && isWrong($0, own)
    }
  }

  /// Whether a line that names a network, such as a heading, gives it other sizes: "A small GPT-2: 8 layers, d = 512".
  func givesSizesOfOwn(_ line: TextLine) -> Bool {
    guard let own = forms?.sizes else { return false }
    return StatedSizes(working: working).statements(on: line).contains { isWrong($0, own) }
  }

  /// "In GPT-2 each MLP has 2 layers": the layers of a part.
  private func isOfPart(_ stretch: Range<Int>, _ line: TextLine) -> Bool {
    line.mentions.contains { mention in
      guard stretch.contains(mention.range.lowerBound) else { return false }
      switch mention.noun {
      case .each, .block, .model(.feedForward), .model(.attention), .model(.head), .model(.embedding),
        .model(.perLayer), .convolution:
        return true
      default: return false
      }
    }
  }

  /// Whether a sentence changes the network, or takes a piece of it.
  private func isChanged(_ text: String) -> Bool {
    let words = [
      " add", "append", "on top", "stack", "insert", "remov", "drop", "replac", "per gpu", "per stage",
      "per device",
      "instead", "toy", "tiny version", "if ", "suppose", "增加", "去掉", "堆叠", "替换", "每张", "每个阶段", "如果", "假设",
      "最大的", "最小的", "系列",
    ]
    return words.contains { text.contains(substring: $0) }
  }

  /// Words of a sentence that makes another network from one. They may belong to its name.
  private static let resizing: [StaticString] = [
    "halving", "halved", "half the", "shrink", "truncat", "distill", "upscal", "deepen", "cutting", "cut to",
    "减半", "缩小",
    "蒸馏", "裁剪",
  ]

  /// "12 layer norms", "3 linear layers": what is counted is no layer of the network.
  private func behindIsPart(_ statement: StatedSizes.Statement, _ line: TextLine) -> Bool {
    let end = statement.range.upperBound
    let behind = working.text(from: end, to: min(line.range.upperBound, end + 14)).lowercased()
    return behind.contains(substring: "norm") || behind.contains(substring: "linear")
      || behind.contains(substring: "层归一")
  }

  private func isWrong(_ statement: StatedSizes.Statement, _ own: ModelSizes) -> Bool {
    let right = own.facts(statement.field)
    guard !right.isEmpty else { return false }
    let value = statement.value.value
    guard value > .one else { return false }
    switch statement.field {
    case .vocabulary:
      // A rounded number, or one padded to a multiple of 64.
      return !right.contains { number in
        let room = Rational(max(1, number / 20))
        return LinkChecker.isWithin(room, value, Rational(number))
      }
    case .context: return right.allSatisfy { value > Rational($0) && value > 16 }
    case .heads, .keyHeads:
      return !right.contains { Rational($0) == value }
    default: return !right.contains { Rational($0) == value }
    }
  }
}

extension ModelSizes {
  /// The sizes of the other networks whose names begin with the same letters.
  static func relatives(of name: String) -> [ModelSizes] {
    RelativeSizes.sizes(of: name)
  }

  /// The true number for a field, the likeliest first.
  func fact(_ field: Field) -> Int? { facts(field).first }

  /// The numbers that are right for a field.
  func facts(_ field: Field) -> [Int] {
    switch field {
    case .layers: return layerCounts
    case .heads, .keyHeads:
      guard let heads = self[.heads] else { return [] }
      // "8 heads" may be said of either where they differ.
      let all = (field == .heads ? [heads, self[.keyHeads]] : [self[.keyHeads], heads]).compactMap { $0 }
      // "144 heads in all layers"
      return all + layerCounts.compactMap { Shape.product([$0, heads]) }
    case .width: return [self[.width], self[.innerWidth], queryWidth].compactMap { $0 }
    case .experts: return expertCounts
    case .context: return self[.context].map { [$0] } ?? []
    default: return self[field].map { [$0] } ?? []
    }
  }
}
