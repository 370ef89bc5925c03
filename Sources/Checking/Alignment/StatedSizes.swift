import Networks
import Symbolics

/// Finds the sizes that a text states: `d = 768`, `n_heads=8`, "12 layers", "hidden size of 768", 序列长度 1024.
struct StatedSizes {
  let working: HandCalculation

  /// A stated size with its place.
  struct Statement {
    var field: ModelSizes.Field
    var value: Numeral
    /// Where the number stands.
    var range: Range<Int>
    /// Whether a letter says it, not a word.
    var isSymbol = false
  }

  /// The sizes that a line states, in order.
  func statements(on line: TextLine) -> [Statement] {
    var found: [Statement] = []
    for chain in line.chains where chain.traits.contains(.symbolic) {
      guard case .symbol(let symbol) = chain.sides[0].located.expression, chain.sides.count >= 2,
        chain.signs[0] == .equal, !chain.sides[0].isCompound || chain.sides[0].isSymbolic,
        let claim = chain.sides[1].claim,
        let field = fieldOfWords(endingAt: chain.sides[0].located.range, claim, on: line)
          ?? StatedSizes.field(of: symbol, claim, isTokens: chain.sides[1].unit == .tokens)
      else { continue }
      found.append(
        Statement(field: field, value: claim, range: chain.sides[1].located.range, isSymbol: true))
    }
    guard line.topics.contains(.model) else { return found }
    for side in line.lone {
      guard let claim = side.claim, claim.value.isInteger, let field = field(beside: side, on: line) else {
        continue
      }
      found.append(Statement(field: field, value: claim, range: side.located.range))
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  // MARK: - Letters

  /// The size that words in front of a sign of equality name, of which the last one was read as a symbol: the heads of
  /// `key/value heads = 2` are not those of the queries, and the 隐藏维度 of `FFN 隐藏维度 = 6144` is not the model's.
  private func fieldOfWords(endingAt symbol: Range<Int>, _ claim: Numeral, on line: TextLine)
    -> ModelSizes.Field?
  {
    guard line.topics.contains(.model), claim.value.isInteger, claim.value >= 1, claim.value < 10_000_000,
      let mention = line.mentions.first(where: {
        $0.range.lowerBound < symbol.lowerBound && $0.range.upperBound > symbol.lowerBound
      })
    else { return nil }
    switch mention.noun {
    case .model(.keyHeads): return .keyHeads
    case .model(.innerWidth): return .innerWidth
    default: return nil
    }
  }

  /// The size that a letter usually stands for.
  private static func field(of symbol: Symbol, _ claim: Numeral, isTokens: Bool) -> ModelSizes.Field? {
    guard claim.value.isInteger, claim.value >= 1, claim.value < 10_000_000 else { return nil }
    let name = symbol.description
    if isTokens { return .tokens }
    if let field = letters[name] { return field }
    let folded = name.lowercased()
    if folded == "h" || folded == "hidden" {
      return claim.value >= 256 ? .width : folded == "h" && claim.value < 129 ? .heads : nil
    }
    return names[folded]
  }

  private static let letters: [String: ModelSizes.Field] = [
    "L": .layers, "l": .layers, "d": .width, "A": .heads, "a": .heads, "f": .innerWidth, "V": .vocabulary,
    "S": .tokens, "s": .tokens, "T": .tokens, "B": .batch, "E": .experts,
  ]

  private static let names: [String: ModelSizes.Field] = [
    "layers": .layers, "heads": .heads, "d_model": .width, "dmodel": .width, "hidden_size": .width,
    "n_embd": .width, "embed_dim": .width,
    "hidden_dim": .width, "d_hidden": .width, "n_layers": .layers, "n_layer": .layers, "num_layers": .layers,
    "num_hidden_layers": .layers, "n_heads": .heads, "n_head": .heads, "num_heads": .heads,
    "num_attention_heads": .heads, "n_kv": .keyHeads, "n_kv_heads": .keyHeads, "kv_heads": .keyHeads,
    "num_key_value_heads": .keyHeads, "n_kv_head": .keyHeads, "d_head": .headWidth, "head_dim": .headWidth,
    "d_k": .headWidth, "d_ff": .innerWidth, "dff": .innerWidth, "ffn_dim": .innerWidth, "d_ffn": .innerWidth,
    "intermediate_size": .innerWidth, "d_inner": .innerWidth, "ff_dim": .innerWidth,
    "vocab_size": .vocabulary, "n_vocab": .vocabulary, "d_vocab": .vocabulary, "seq_len": .tokens,
    "sequence_length": .tokens, "n_ctx": .tokens, "tokens": .tokens, "n_tokens": .tokens,
    "num_tokens": .tokens, "batch_size": .batch, "batch": .batch,
    "input_size": .inputWidth, "input_dim": .inputWidth, "n_experts": .experts, "num_experts": .experts,
    "timesteps": .timeSteps, "time_steps": .timeSteps,
  ]

  // MARK: - Words

  /// The size that the word beside a bare number names.
  private func field(beside side: Chain.Side, on line: TextLine) -> ModelSizes.Field? {
    let range = side.located.range
    for (place, mention) in line.mentions.enumerated() {
      guard let word = mention.noun.modelWord else {
        if isBatch(mention), touches(mention.range, range) { return .batch }
        if isRecurrent(line), isInput(mention, beside: range) { return .inputWidth }
        continue
      }
      guard var field = word.field else { continue }
      if field == .heads, isOfGroups(range, on: line) { field = .keyHeads }
      if mention.range.lowerBound >= range.upperBound, word.mayFollow,
        isGap(range.upperBound..<mention.range.lowerBound)
      {
        return field
      }
      if mention.range.upperBound <= range.lowerBound, touches(mention.range, range) {
        // "20 time steps: 1,976,320": the word has its number.
        return
          (word.mayPrecede || isNumberOf(mention.range) || isPaired(range, withMention: place, on: line)
          || isLineOfHeads(field, mention.range, range, on: line))
          && !(word.mayFollow && isDigit(before: mention.range.lowerBound)) ? field : nil
      }
    }
    return nil
  }

  /// "layers 32, heads 32, width 4096": names with their numbers behind them, one after the other.
  private func isPaired(_ number: Range<Int>, withMention place: Int, on line: TextLine) -> Bool {
    guard endsPair(number, until: line.range.upperBound) else { return false }
    let near = max(0, place - 3)..<min(line.mentions.count, place + 4)
    return near.contains { other in
      guard other != place, line.mentions[other].noun.modelWord?.field != nil else { return false }
      let at = working.bytes.skip(from: line.mentions[other].range.upperBound, to: line.range.upperBound) {
        $0 == .space || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=")
      }
      return at > line.mentions[other].range.upperBound && at < line.range.upperBound
        && working.bytes[at].isASCIIDigit
    }
  }

  /// "- key/value heads: 16": a number of heads that has a line to itself.
  private func isLineOfHeads(
    _ field: ModelSizes.Field, _ word: Range<Int>, _ number: Range<Int>, on line: TextLine
  ) -> Bool {
    guard field == .heads || field == .keyHeads else { return false }
    let bytes = working.bytes
    return bytes.skipBlanks(from: number.upperBound, to: line.range.upperBound) == line.range.upperBound
      && bytes.skipBlanks(from: line.range.lowerBound, to: word.lowerBound) == word.lowerBound
  }

  /// Whether a sign that parts it from the next name stands behind a number: not in "layers 1, 2".
  private func endsPair(_ number: Range<Int>, until end: Int) -> Bool {
    var joint = Joint(working.bytes, from: number.upperBound, to: end)
    joint.skipBlanks()
    guard joint.isAtClauseEnd() else { return false }
    guard !joint.isAtEnd, working.bytes[joint.at] == UInt8(ascii: ",") else { return true }
    joint.at += 1
    joint.skipBlanks()
    return joint.isAtEnd || !working.bytes[joint.at].isASCIIDigit
  }

  /// GQA 8 头, "GQA with 8 heads": the one number of heads of a line, right behind the word for groups of them, is that of the
  /// keys.
  private func isOfGroups(_ number: Range<Int>, on line: TextLine) -> Bool {
    let before =
      line.stretch(before: number.lowerBound, atMost: 10)
    guard StatedSizes.grouped.isIn(before, of: working.bytes) else { return false }
    return line.mentions.count { $0.noun == .model(.heads) || $0.noun == .model(.keyHeads) } == 1
  }

  private static let grouped: PhraseSet = ["gqa", "kv "]

  /// "input 100", "100 inputs", "16 features" of a recurrent layer.
  private func isInput(_ mention: Mention, beside number: Range<Int>) -> Bool {
    if mention.noun == .input, touches(mention.range, number) { return true }
    guard mention.range.lowerBound >= number.upperBound,
      isGap(number.upperBound..<mention.range.lowerBound)
    else { return false }
    return mention.noun == .input && working.bytes[mention.range].last.map { $0 | 0x20 } == UInt8(ascii: "s")
      || mention.noun == .qualifier && working.text(mention.range).lowercased().hasPrefix("feature")
  }

  /// 层数, "number of heads": the number stands behind the word.
  private func isNumberOf(_ word: Range<Int>) -> Bool {
    working.ends(word, with: "数") || Phrases.contains(["number of"], in: word, of: working.bytes)
  }

  private func isDigit(before place: Int) -> Bool {
    let at = place > 0 && working.bytes[place - 1] == .space ? place - 2 : place - 1
    return at >= 0 && working.bytes[at].isASCIIDigit
  }

  /// Whether a line speaks of a recurrent layer, whose input has features.
  private func isRecurrent(_ line: TextLine) -> Bool {
    line.mentions.contains { mention in
      mention.noun.modelWord.map { ModelWords.recurrent.contains($0) } ?? false
    }
  }

  func isBatch(_ mention: Mention) -> Bool {
    guard mention.noun == .qualifier else { return false }
    let text = working.text(mention.range).lowercased()
    return text.hasPrefix("batch") || text == "批大小"
  }

  /// Whether a number stands right behind a word: "hidden size of 768", 词表大小为 32000.
  private func touches(_ word: Range<Int>, _ number: Range<Int>) -> Bool {
    guard word.upperBound <= number.lowerBound, number.lowerBound - word.upperBound <= 14 else {
      return false
    }
    var rest = working.text(from: word.upperBound, to: number.lowerBound).lowercased()
    for piece in [" of ", " is ", " was ", "size", "大小", "为", "是", "约"] {
      if let place = rest.firstPlace(of: piece) { rest.removeSubrange(place) }
    }
    // 隐藏维度 d：256: the letter for it.
    if let letter = rest.firstIndex(where: { $0.asciiValue?.isASCIILetter ?? false }), rest[letter] != "x",
      rest[rest.index(after: letter)...].contains(where: { ":=：".contains($0) })
    {
      rest.remove(at: letter)
    }
    return rest.allSatisfy { " :=：(（".contains($0) }
  }

  /// Whether only blanks or classifiers stand between a number and the word behind it.
  private func isGap(_ range: Range<Int>) -> Bool {
    guard range.count <= 24 else { return false }
    var rest = working.text(range).lowercased()
    for piece in ["transformer", "encoder", "decoder", "query", "attention", "self", "个"] {
      if let place = rest.firstPlace(of: piece) { rest.removeSubrange(place) }
    }
    return rest.allSatisfy { $0 == " " }
  }
}

extension ModelWord {
  /// The size that a number beside the word is.
  var field: ModelSizes.Field? {
    switch self {
    case .layers: .layers
    case .heads: .heads
    case .keyHeads: .keyHeads
    case .headWidth: .headWidth
    case .width: .width
    case .innerWidth: .innerWidth
    case .vocabulary: .vocabulary
    case .context: .context
    case .tokens, .sequenceLength: .tokens
    case .experts: .experts
    case .inputWidth: .inputWidth
    case .timeSteps: .timeSteps
    default: nil
    }
  }

  /// Whether the number may stand before the word: "12 heads".
  fileprivate var mayFollow: Bool {
    switch self {
    case .layers, .heads, .keyHeads, .tokens, .experts, .timeSteps, .width: true
    default: false
    }
  }

  /// Whether the number may stand behind the word: "hidden size 768".
  fileprivate var mayPrecede: Bool {
    switch self {
    case .layers, .heads, .keyHeads, .tokens, .experts: false
    default: true
    }
  }
}

extension String {
  /// Where another string begins and ends in this one for the first time.
  fileprivate func firstPlace(of other: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) { return start..<(index(start, offsetBy: other.count)) }
      start = index(after: start)
    }
    return nil
  }
}
