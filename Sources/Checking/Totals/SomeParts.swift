import Symbolics

/// Sums over some parts of a network, as the words before them or the heading above say: 前两个 stage 合计, 五个卷积层合计,
/// "the first three stages together". They are no totals of the network.
extension Calculation {
  /// Whether the words say that a sum is one of some parts only.
  func isOfSomeParts(_ entry: Entry, _ facts: NetworkFacts) -> Bool {
    guard let line = line(at: entry.chain.range.lowerBound) else { return false }
    let label = line.stretch(before: entry.chain.range.lowerBound, atMost: 160)
    if saysParts(label) || countsItsAddends(entry, in: label, on: line, facts) || joinsParts(label, facts) {
      return true
    }
    if Calculation.wholes.isIn(label, of: working.bytes) { return false }
    guard let heading = heading(above: entry.home) else { return false }
    let title = heading.range.lowerBound..<min(heading.range.upperBound, heading.range.lowerBound + 256)
    return saysParts(title) || namesParts(heading, facts)
  }

  /// The nearest line above that names the network or is a heading.
  private func heading(above place: Int) -> TextLine? {
    for back in 1...24 where place >= back {
      let line = lines[place - back]
      // `#3×3 reduce：192×96=18432` is none.
      if line.chains.isEmpty, line.isHeading || !line.networks.isEmpty { return line }
    }
    return nil
  }

  private func saysParts(_ range: Range<Int>) -> Bool {
    Calculation.someParts.isIn(range, of: working.bytes)
  }

  /// `# ResNet-50 stem + layer1`, `# GoogLeNet 3a`
  private func namesParts(_ heading: TextLine, _ facts: NetworkFacts) -> Bool {
    let bytes = working.bytes
    guard let name = heading.networks.last else { return false }
    let start = name.range.upperBound
    let rest = start..<max(start, min(heading.range.upperBound, start + 160))
    guard !rest.isEmpty, !Calculation.wholes.isIn(rest, of: bytes) else { return false }
    for word in PathWords.words(in: bytes, rest) {
      if let target = facts.targets[working.text(word)], target != .network { return true }
    }
    return rest.contains { at in
      // The digit and the letter of an Inception module.
      bytes[at].isASCIIDigit && at + 1 < rest.upperBound
        && (UInt8(ascii: "a")...UInt8(ascii: "h")).contains(bytes[at + 1])
        && !bytes[at - 1].isASCIIWordByte && (at + 2 >= bytes.count || !bytes[at + 2].isASCIIWordByte)
    }
  }

  /// "conv1 and conv2_x: …", conv1加conv2_x: two parts by their names, which are not all stages of the network.
  private func joinsParts(_ label: Range<Int>, _ facts: NetworkFacts) -> Bool {
    let bytes = working.bytes
    guard Calculation.joiningParts.isIn(label, of: bytes), !Calculation.throughParts.isIn(label, of: bytes)
    else { return false }
    var named: Set<Subject.Target> = []
    for word in PathWords.words(in: bytes, label) {
      let name = PathWords.name(word, in: working)
      guard let target = facts.targets[name] ?? stageOfTable(name, facts) else { continue }
      if target == .network { return false }
      named.insert(target)
    }
    let stages = named.count { if case .stage = $0 { true } else { false } }
    return named.count == 2 && stages < facts.stages.count
  }

  /// `conv2_x` of the paper's table is the first stage.
  private func stageOfTable(_ name: String, _ facts: NetworkFacts) -> Subject.Target? {
    let bytes = Array(name.utf8)
    guard bytes.count == 7, name.hasPrefix("conv"), name.hasSuffix("_x"), bytes[4].isASCIIDigit,
      case let stage = Int(bytes[4]) - Int(UInt8(ascii: "2")), facts.stages.indices.contains(stage)
    else { return nil }
    return .stage(stage)
  }

  private static let joiningParts: PhraseSet = ["+", "and", "plus", "&", "加", "和", "与", "、"]
  /// "conv1 to fc" names all that is between, and a total is of more than what is named.
  private static let throughParts: PhraseSet = [
    "to", "through", "-", "–", "~", "…", "...", "total", "到", "至", "总", "全",
  ]

  /// 五个卷积层: as many layers of one kind as the sum has addends, where the network has other kinds too.
  private func countsItsAddends(
    _ entry: Entry, in label: Range<Int>, on line: TextLine, _ facts: NetworkFacts
  ) -> Bool {
    guard case .sum(let terms)? = entry.workingSide?.located.expression else { return false }
    let kinds = line.mentions.filter {
      label.contains($0.range.lowerBound) && ($0.noun == .convolution || $0.noun == .linear)
    }
    guard let kind = kinds.first, kinds.allSatisfy({ $0.noun == kind.noun }),
      facts.layers.contains(where: { $0.noun != kind.noun && !$0.macs.isZero })
    else { return false }
    return CountReader.count(before: kind, on: line, in: working)?.value == terms.count
  }

  private static let someParts: PhraseSet = [
    "前两", "前二", "前三", "前四", "前五", "前几", "前2", "前3", "前4", "前5", "前 2", "前 3", "前 4", "前 5", "前半",
    "后两", "后三", "后四", "后2", "后3", "后4", "后 2", "后 3", "后 4", "后半", "通道层", "通道的层", "通道的卷积", "通道卷积",
    "小计", "first two", "first three", "first four", "first five", "first 2", "first 3", "first 4", "last two",
    "last three", "last four", "last 2", "last 3", "first half", "second half", "channel layers",
    "channel convs",
    "subtotal",
  ]
  private static let wholes: PhraseSet = [
    "全网", "整网", "整个网络", "整个模型", "网络总", "模型总", "whole network", "whole model", "entire network",
  ]
}
