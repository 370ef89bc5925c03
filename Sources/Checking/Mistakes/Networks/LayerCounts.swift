import Derivations
import Networks
import Symbolics

/// Counts in prose are claims about the network like any number: "54 residual blocks", 每块1个批归一化层.
extension Calculation {
  mutating func checkCounts() {
    guard let facts else { return }
    for (place, line) in lines.enumerated() where line.topics.contains(.countable) {
      for (index, mention) in line.mentions.enumerated() where mention.noun.isCountable {
        guard
          let (value, range) = CountReader.count(before: mention, on: line, in: working)
            ?? statedCount(of: mention, on: line) ?? summedCount(before: mention, on: line)
        else { continue }
        // `| block | | 7,087,872 |`: so many are the parameters of one.
        guard value <= Calculation.mostLayers else { continue }
        let nouns = joined(to: index, on: line)
        check(Count(value: value, range: range, mention: mention, nouns: nouns), line, place, facts)
      }
    }
  }

  /// More layers than any network has.
  private static let mostLayers = 4_096

  /// A number with the nouns that it counts.
  private struct Count {
    var value: Int
    var range: Range<Int>
    var mention: Mention
    /// More than one for "101 convolutional and fully connected layers".
    var nouns: [Noun]
  }

  /// "number of residual blocks: 54", 卷积层数为50, or the cell beside the noun in a table of counts.
  private func statedCount(of mention: Mention, on line: TextLine) -> (Int, Range<Int>)? {
    if let cell = line.row?.count, cell.located.range.lowerBound > mention.range.upperBound {
      return cell.located.expression.count.map { ($0, cell.located.range) }
    }
    guard isStated(mention, on: line) else { return nil }
    let numbers = line.lone + line.chains.flatMap { $0.sides.suffix(1) }
    for side in numbers
    where side.located.range.lowerBound >= mention.range.upperBound
      && side.located.range.lowerBound - mention.range.upperBound <= 24
    {
      return side.located.expression.count.map { ($0, side.located.range) }
    }
    return nil
  }

  /// `3 + 4 + 24 + 3 = 34 blocks`: the result of a sum that the noun follows.
  private func summedCount(before mention: Mention, on line: TextLine) -> (Int, Range<Int>)? {
    for chain in line.chains where chain.hasEquality {
      guard let last = chain.sides.last, case .sum = chain.sides[0].located.expression,
        chain.sides.count == 2, !chain.traits.contains(.scaled)
      else { continue }
      let range = last.located.range
      if chain.traits.contains(.symbolic) {
        // `3+4+6+4 = 17 个block` reads like a product.
        guard !chain.sides[0].isSymbolic, range.contains(mention.range.lowerBound),
          let (count, place) = plainCount(mention, on: line), place.lowerBound == range.lowerBound
        else { continue }
        return (count, place)
      }
      guard last.unit == .none || last.unit == .other, counts(range.upperBound, mention) else { continue }
      return last.located.expression.count.map { ($0, range) }
    }
    return nil
  }

  /// Whether a noun stands right behind a number, no comma between them.
  private func counts(_ end: Int, _ mention: Mention) -> Bool {
    mention.range.lowerBound == end
      || mention.range.lowerBound == end + 1 && working.bytes[end] == .space
  }

  private func isStated(_ mention: Mention, on line: TextLine) -> Bool {
    let behind = line.stretch(behind: mention.range.upperBound, atMost: 12)
    let counters: [StaticString] = ["数", "的数量", "的个数", "个数", "总数", "的总数"]
    for word in counters where working.begins(behind, with: word) { return true }
    if mention.noun == .block, isCountedBehind(mention, on: line) { return true }
    let start = max(line.range.lowerBound, mention.range.lowerBound - 12)
    return working.ends(start..<mention.range.lowerBound, with: "number of ", ignoringCase: true)
  }

  /// 残差块共51个: the number behind its noun, and nothing that it could count behind it.
  private func isCountedBehind(_ mention: Mention, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: mention.range.upperBound, to: line.range.upperBound)
    guard joint.take(Calculation.inAll) else { return false }
    joint.skipBlanks()
    let end = working.bytes.skip(from: joint.at, to: joint.end) { $0.isASCIIDigit }
    guard end > joint.at else { return false }
    joint.at = end
    guard joint.take(Calculation.ofThem) else { return false }
    joint.skipBlanks()
    return joint.isAtClauseEnd()
  }

  private static let inAll: PhraseSet = ["总共有", "一共有", "共有", "总共", "一共", "共计", "共"]
  private static let ofThem: PhraseSet = ["个"]

  /// "The 5 conv stages of VGG-16": stages of the layers.
  private func isOfStages(_ count: Count) -> Bool {
    let end = count.mention.range.upperBound
    var behind = Joint(working.bytes, from: end, to: min(working.bytes.count, end + 16))
    return behind.take(Calculation.stages)
  }

  private static let stages: PhraseSet = [
    "stages", "stage", "groups", "group", "modules", "units", "sections", "levels", "阶段", "个阶段",
    "模块",
  ]

  /// "16 conv/fc layers", 16 个卷积层加全连接层: no number stands between two kinds of layers.
  private func isOfBoth(_ count: Count, _ all: ArraySlice<Mention>) -> Bool {
    guard
      let next = all.first(where: {
        $0.noun.isCountable && $0.noun != count.mention.noun
          && $0.range.lowerBound >= count.mention.range.upperBound
      }), count.nouns.count == 1
    else { return false }
    let between = count.mention.range.upperBound..<next.range.lowerBound
    return between.count <= 12
      && !working.bytes[between].contains { $0.isASCIIDigit || $0 == UInt8(ascii: ",") }
      && !all.contains { if case .count = $0.noun { between.contains($0.range.lowerBound) } else { false } }
      && !Phrases.contains(["，", "。", "；"], in: between, of: working.bytes)
  }

  /// "13 conv layers down, 13 conv layers up, 26 conv layers in all": the sum of those counted before it.
  private func isSumOfEarlier(_ count: Count, in sentence: Range<Int>, on line: TextLine) -> Bool {
    var sum = 0
    var terms = 0
    for mention in mentions(on: line, in: sentence).prefix(16)
    where mention.noun == count.mention.noun && mention.range.upperBound <= count.range.lowerBound {
      guard let (value, _) = CountReader.count(before: mention, on: line, in: working) else { continue }
      (sum, terms) = (sum &+ value, terms + 1)
    }
    return terms > 1 && sum == count.value
  }

  /// The noun with those that "and" joins to it.
  private func joined(to index: Int, on line: TextLine) -> [Noun] {
    var nouns = [line.mentions[index].noun]
    var at = index
    while at + 2 < line.mentions.count, line.mentions[at + 1].noun == .and,
      line.mentions[at + 2].noun.isCountable,
      line.mentions[at + 1].range.lowerBound - line.mentions[at].range.upperBound <= 1,
      line.mentions[at + 2].range.lowerBound - line.mentions[at + 1].range.upperBound <= 1
    {
      nouns.append(line.mentions[at + 2].noun)
      at += 2
    }
    return nouns
  }

  private mutating func check(_ count: Count, _ line: TextLine, _ place: Int, _ facts: NetworkFacts) {
    // A table's row is one statement.
    let isRow = !(line.row?.cells.isEmpty ?? true)
    let sentence = isRow ? line.range : sentence(around: count.range.lowerBound, on: line)
    guard !isInOtherCell(count, on: line), !mayCountOtherThings(count, in: sentence, on: line),
      let right = rightCounts(for: count, in: sentence, on: line, place, facts), let first = right.first,
      !right.contains(count.value), isCountOfNetwork(count.range, sentence, line, place),
      !mayBeOfAnother(sentence, on: line, at: count.range), !isOneOfSeveral(count.range, on: line),
      count.mention.noun == .block || !namesPart(sentence, facts), !isDenseNetLayer(count, facts),
      !replacesHead(count, mentions(on: line, in: sentence), sentence, facts)
    else { return }
    let mistake: Mistake =
      switch count.mention.noun {
      case .block: .blockCountWrong
      case .norm: .normCountWrong
      default: .layerCountWrong
      }
    findings.append(
      Draft(
        mistake: mistake,
        alternatives: mistake == .layerCountWrong && right.allSatisfy { $0 < count.value }
          ? [.layerThatDoesNotExist] : [],
        range: count.range, about: nil, claimed: Rational(count.value),
        correct: Rational(first),
        arguments: [
          ("noun", .word("noun." + count.mention.noun.wordingName)),
          ("all", .number(Rational(count.mention.noun == .block || right.count < 2 ? first : right[1]))),
        ],
        fix: Expression(Rational(first))))
  }

  /// A row that is called by a layer, such as `layer4.block1` or a normalisation, has its sizes and parameters in the other
  /// cells.
  private func isInOtherCell(_ count: Count, on line: TextLine) -> Bool {
    guard let cells = line.row?.cells, let cell = cells.first(where: { $0.contains(count.range.lowerBound) })
    else { return false }
    return !cell.contains(count.mention.range.lowerBound)
      && (count.mention.noun == .norm || isInPath(count.mention))
  }

  /// Whether the words of a sentence make a number that of stages, a sum, a selection, or another network.
  private func mayCountOtherThings(_ count: Count, in sentence: Range<Int>, on line: TextLine) -> Bool {
    let before = mentions(before: count, in: sentence, on: line)
    if before.contains(where: { $0.noun == .stage }) { return true }
    // "each convolution is followed by 1 batch norm" speaks of neither a block nor the network.
    if let each = before.lastIndex(where: { $0.noun == .each }), before.indices.contains(each + 1),
      before[each + 1].noun.isCountable, before[each + 1].noun != .block
    {
      return true
    }
    let all = mentions(on: line, in: sentence)
    // "5 conv blocks", 5 个卷积块: blocks of convolutions.
    let isOfBlocks =
      count.mention.noun != .block
      && all.contains {
        $0.noun == .block && $0.range.lowerBound >= count.mention.range.upperBound
          && $0.range.lowerBound - count.mention.range.upperBound <= 1
      }
    if isOfBlocks || isOfStages(count) || isSumOfEarlier(count, in: sentence, on: line)
      || isOfBoth(count, all)
    {
      return true
    }
    // A comparison, a selection ("with 1×1 kernels") or another network: the number may count something else.
    let names = line.networks.filter { sentence.contains($0.range.lowerBound) }
    return all.contains { $0.noun.qualifies || $0.noun == .variant } || names.contains { $0.name.isEmpty }
      || Set(names.map { $0.name }).count > 1 || isRestricted(count, line)
  }

  private func mentions(before count: Count, in sentence: Range<Int>, on line: TextLine)
    -> ArraySlice<Mention>
  {
    mentions(on: line, in: sentence.lowerBound..<max(sentence.lowerBound, count.range.lowerBound))
  }

  /// The counts of which one may be meant, the likeliest first; nil where the number may count anything.
  private func rightCounts(
    for count: Count, in sentence: Range<Int>, on line: TextLine, _ place: Int, _ facts: NetworkFacts
  ) -> [Int]? {
    if count.mention.noun == .block {
      let right =
        stageCount(in: toComma(sentence, behind: count.mention.range.upperBound), facts) ?? [facts.blockCount]
        + facts.blocksPerStage
        + facts.blocks.map { $0.count } + [facts.blocksPerStage.count]
      let isOfOthers = mayCountOtherBlocks(count.range, count.mention.range, in: sentence, right)
      return count.value > 1 && facts.blockCount > 0 && !isOfOthers
        && !isOfSomeBlocks(count.value, count.nouns, in: sentence, on: line, facts) ? right : nil
    }
    let before = mentions(before: count, in: sentence, on: line)
    let isOfEach = isOfEach(count.range, count.mention.range, on: line)
    guard !isAddedToEach(count.range, on: line),
      !isOfEach || mayBeOfEachBlock(count.range, count.mention.range, before, on: line)
    else { return nil }
    let isBlock = isOfEach || isAboutBlock(before, place)
    let isNetwork = isAboutNetwork(line, sentence)
    guard isBlock || isNetwork else { return nil }
    let inBlocks = isBlock ? countsInBlocks(of: count.nouns, place, facts) : []
    if isOfEach, inBlocks.isEmpty { return nil }
    if !isOfEach, let inStage = countsInStage(of: count.nouns, in: sentence, facts) {
      return isTakenTimes(count.value, count.mention.range, inStage, on: line)
        ? nil : inStage + inBlocks + countsInNetwork(of: count.nouns, facts)
    }
    if isOfSomeBlocks(count.value, count.nouns, in: sentence, on: line, facts) { return nil }
    if !isNetwork {
      guard !isOfEach, let most = inBlocks.max() else { return inBlocks }
      // "16 blocks, 49 convolutions": more than three blocks have are the network's, which nothing names here.
      let inNetwork = countsInNetwork(of: count.nouns, facts)
      return count.value / 3 > most ? inNetwork + inBlocks : inBlocks + inNetwork
    }
    // Where both are named, either may be meant, "101 convolutions in total" the network's first.
    let inNetwork = countsInNetwork(of: count.nouns, facts)
    let isTotal = mentions(on: line, in: sentence).contains { $0.noun == .total }
    return isTotal ? inNetwork + inBlocks : inBlocks + inNetwork
  }

  /// Whether a sentence counts something of the network that this calculation is about, and says nothing of how it changes.
  func isCountOfNetwork(
    _ number: Range<Int>, _ sentence: Range<Int>, _ line: TextLine, _ place: Int
  ) -> Bool {
    if isDenied(number, on: line) { return false }
    if Calculation.changing.mayBe(on: line), Calculation.changing.isIn(sentence, of: working.bytes) {
      return false
    }
    let names = line.networks.filter { sentence.contains($0.range.lowerBound) }
    if names.contains(where: { standsForAnother($0, on: line) }) { return false }
    if let name = names.first {
      if let last = names.last(where: { $0.range.upperBound <= number.lowerBound }) {
        return !namesUnknown(last.range.upperBound..<number.lowerBound)
      }
      // "DiT-XL/2 has 28 blocks, ViT-B/16 12": what is counted first is of what was named first.
      let between = working.bytes[number.upperBound..<max(number.upperBound, name.range.lowerBound)]
      return !between.contains(UInt8(ascii: ",")) && !between.contains(0xEF)
        && !namesUnknown(sentence.lowerBound..<number.lowerBound)
    }
    // Else the network that was named last is meant; before one was named, none of those that follow on the line.
    for back in [line] + lines[..<place].reversed().prefix(64) {
      guard let name = back.networks.last(where: { $0.range.lowerBound < number.lowerBound }) else {
        continue
      }
      return !standsForAnother(name, on: back) && !(back !== line && givesSizesOfOwn(back))
    }
    return !line.networks.contains { $0.range.lowerBound > number.lowerBound }
  }

  /// Whether a stretch holds a word that looks like a name: with a digit in it, or a second capital behind a hyphen.
  private func namesUnknown(_ range: Range<Int>) -> Bool {
    let bytes = working.bytes
    return bytes.containsRun(in: range, of: { $0.isASCIIWordByte || $0 == .hyphen }) { run in
      let word: ArraySlice<UInt8> = bytes[run].drop { !$0.isASCIILetter }
      return word.first?.isASCIICapital ?? false
        && zip(word, word.dropFirst()).contains { $1.isASCIIDigit || $0 == .hyphen && $1.isASCIICapital }
    }
  }

  /// Words of a sentence that changes a network.
  private static let changing: PhraseSet = [
    "become", "turns", "turned", "turning", "converted", "instead", "replaced", "变成", "变为", "改成", "换成", "改为",
    "cut to", "shorten", "reduced to", "only the", "缩短", "裁剪", "减少到", "减到", "只取", "只用", "只留",
    "keep only", "keeps only", "kept only", "keeping only", " cut ", "cut after", " minus ",
    "without its last",
    "without the last", "without its first", "drop the last", "drops the last", "dropping the last", "remov",
    // "A ResNet-50 with 17 blocks: we add one block to stage 4"
    "we add ", "we added", "i add ", "i added", "adding a ", "adding one", "add one ", "add a ", "one more ",
    "one extra", "an extra", "added one", "insert", "加一个", "多一个", "增加一个", "加了", "多加", "额外",
    "stripped", "只保留", "保留前", "去掉", "砍掉", "删去", "删除", "截取", "截到", "减去",
  ]

  /// A "dense layer" of a DenseNet is a block of convolutions, and one of a network with experts a block without them.
  private func isDenseNetLayer(_ count: Count, _ facts: NetworkFacts) -> Bool {
    (facts.derivation.network.name.hasPrefix("densenet")
      || facts.derivation.network.inputs.contains { $0.layout == .tokens })
      && Phrases.contains(["dense"], in: count.mention.range, of: working.bytes)
  }

  /// "VGG-16 with global average pooling, then one FC layer": a head that the network does not have.
  private func replacesHead(
    _ count: Count, _ all: ArraySlice<Mention>, _ sentence: Range<Int>, _ facts: NetworkFacts
  ) -> Bool {
    let bytes = working.bytes
    return count.nouns.contains(.linear)
      && (all.contains { $0.noun == .globalPool }
        || bytes.containsRun(in: sentence, of: { $0.isASCIIWordByte }) { bytes[$0].elementsEqual("GAP".utf8) })
      && !facts.layers.contains { $0.noun == .globalPool && $0.part.output.height == 1 }
  }

  /// Whether a path in the sentence names a part of the network, `layer1`, whose layers may be meant.
  private func namesPart(_ sentence: Range<Int>, _ facts: NetworkFacts) -> Bool {
    PathWords.words(in: working.bytes, sentence).contains { word in
      let name = PathWords.name(word, in: working)
      return facts.targets[name] != nil
        && working.bytes[word].contains { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    }
  }

  /// Whether a word is a piece of a path or of code.
  private func isInPath(_ mention: Mention) -> Bool {
    let start = mention.range.lowerBound
    guard start > 0 else { return false }
    return [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "`")].contains(working.bytes[start - 1])
  }

  private func isAboutBlock(_ before: ArraySlice<Mention>, _ place: Int) -> Bool {
    before.contains { $0.noun == .block } || finder.scope(onLine: place) != nil
  }

  private func isAboutNetwork(_ line: TextLine, _ sentence: Range<Int>) -> Bool {
    line.networks.contains { sentence.contains($0.range.lowerBound) }
      || mentions(on: line, in: sentence).contains { $0.noun == .total }
  }

  /// "36 convolutions with 1×1 kernels": a part of all convolutions.
  private func isRestricted(_ count: Count, _ line: TextLine) -> Bool {
    let end = count.mention.range.upperBound
    let behind = working.text(from: end, to: min(line.range.upperBound, end + 24)).lowercased()
    return behind.contains(substring: " with ")
      || isOfFirstPart(count.range, end, on: line, ofBlocks: count.mention.noun == .block)
  }
}

extension Noun {
  /// Whether things of this kind are counted by a working.
  var isCountable: Bool {
    switch self {
    case .convolution, .linear, .norm, .block: true
    default: false
    }
  }

  /// The name under which the wording has the noun.
  var wordingName: String {
    switch self {
    case .convolution: "convolution"
    case .linear: "linear"
    case .norm: "norm"
    case .block: "block"
    default: "layer"
    }
  }
}

extension Expression {
  /// A bare whole number that may count something.
  fileprivate var count: Int? {
    if case .number(let numeral) = self, numeral.scale == .one { numeral.value.integer } else { nil }
  }
}
