/// The words beside a group of numbers that say what the numbers are.
extension LayerReader {
  /// The word before a group that labels it, over "size", "of", "=" and an opening bracket.
  func label(before group: Group) -> LayerWord? {
    var at = group.tokens.lowerBound - 1
    var steps = 0
    while at >= 0, steps < 4 {
      switch tokens[at].kind {
      case .equal, .colon, .open, .word(.filler): at -= 1
      case .word(let word): return compound(word, at)
      default: return nil
      }
      steps += 1
    }
    return nil
  }

  /// "input channels", "output channels": two words that are one label.
  private func compound(_ word: LayerWord, _ at: Int) -> LayerWord {
    guard word == .channels || word == .map || word == .image || word == .units, at > 0 else { return word }
    switch (tokens[at - 1].word, word) {
    case (.input, .map), (.input, .image): return .input
    case (.output, .map), (.output, .image): return .output
    case (.input, _): return .inputChannels
    case (.output, _): return .outputChannels
    default: return word
    }
  }

  /// The word right behind a group that labels it: "64 output channels", "5×5 filters", "3×3 conv".
  func label(behind group: Group) -> LayerWord? {
    var at = group.tokens.upperBound
    while at < tokens.count, tokens[at].word == .filler, isClassifier(at) { at += 1 }
    guard at < tokens.count else { return nil }
    guard let word = tokens[at].word else { return countsFilters(group, sizedAt: at) ? .filters : nil }
    guard at + 1 < tokens.count, let next = tokens[at + 1].word else { return word }
    switch (word, next) {
    case (.channels, .input), (.channels, .output):
      let before = label(before: group)
      if before == .input || before == .output { return word }
      return next == .input ? .inputChannels : .outputChannels
    case (.filler, _): return countsFilters(group, sizedAt: at) ? .filters : word
    case (.input, .channels), (.input, .units): return .inputChannels
    case (.output, .channels), (.output, .units): return .outputChannels
    case (.input, .map), (.input, .image): return .input
    case (.output, .map), (.output, .image): return .output
    case (.input, .then) where sharesChannels(at: at + 2): return .inputChannels
    case (.max, .pool), (.average, .pool): return .pool
    default: return word
    }
  }

  /// Whether "64 output channels" follows at a place: "32 input and 64 output channels".
  private func sharesChannels(at place: Int) -> Bool {
    place + 2 < tokens.count && tokens[place].number != nil && tokens[place + 1].word == .output
      && tokens[place + 2].word == .channels
  }

  /// Whether a single number counts filters whose size stands between them: "16 5×5 filters", 16 个大小为 5×5 的卷积核.
  private func countsFilters(_ group: Group, sizedAt place: Int) -> Bool {
    guard group.sizes.count == 1 else { return false }
    var at = place
    while at < tokens.count, tokens[at].word == .filler { at += 1 }
    guard let size = self.group(at: at), 2...3 ~= size.sizes.count, size.sizes[0] <= 31 else { return false }
    at = size.tokens.upperBound
    while at < tokens.count, tokens[at].word == .filler { at += 1 }
    return at < tokens.count && tokens[at].word == .filters
  }

  /// 个 and "a" may stand between a number and its noun; "size" and "is" begin something else.
  private func isClassifier(_ at: Int) -> Bool { tokens[at].range.count == 3 }

  /// Whether an equals sign or a colon stands before a group.
  func isGiven(_ group: Group) -> Bool {
    guard group.tokens.lowerBound > 0 else { return false }
    let before = tokens[group.tokens.lowerBound - 1].kind
    return before == .equal || before == .colon
  }

  /// Whether nothing that could count something else stands before a group: "32 groups", not 第 2 组.
  func standsAlone(_ group: Group) -> Bool {
    guard group.tokens.lowerBound > 0 else { return true }
    switch tokens[group.tokens.lowerBound - 1].kind {
    case .comma, .open, .colon, .equal: return true
    case .word(let word): return word != .each
    default: return false
    }
  }

  /// Whether the label of a group names inputs and outputs: 输入输出均为 64 通道, 输入和输出通道数都是 64.
  func labelsBoth(_ group: Group) -> Bool {
    var at = group.tokens.lowerBound - 1
    while at >= 0, tokens[at].kind == .equal || tokens[at].kind == .colon || tokens[at].word == .filler {
      at -= 1
    }
    guard at > 0, tokens[at].word == .output || tokens[at].word == .outputChannels else { return false }
    at -= 1
    if at > 0, tokens[at].word == .then { at -= 1 }
    return tokens[at].word == .input || tokens[at].word == .inputChannels
  }

  /// Whether a number counts the filters whose size was told before: 卷积核 3×3×64,共 128 个.
  func countsFilters(behind group: Group) -> Bool {
    let next = group.tokens.upperBound
    guard next < tokens.count, tokens[next].word == .filler, isClassifier(next),
      next + 1 == tokens.count || tokens[next + 1].kind == .comma
    else { return false }
    let words = tokens[..<group.tokens.lowerBound].compactMap { $0.word }.filter { $0 != .filler }
    return words.last == .filters
  }
}
