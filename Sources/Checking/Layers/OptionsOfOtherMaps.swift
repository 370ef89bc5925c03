/// Options that have a map of their own behind the one that a layer makes: `56×56 -> 56×56; with stride 2: 28×28`,
/// 28×28 -> 28×28；若步长为 2 则为 14×14. They say nothing of the layer before.
struct OptionsOfOtherMaps {
  private let tokens: [LayerToken]

  /// The pieces without such options and their maps.
  static func removed(from tokens: [LayerToken]) -> [LayerToken] {
    guard tokens.count > 10 else { return tokens }
    let reader = OptionsOfOtherMaps(tokens: tokens)
    guard let output = reader.firstOutput() else { return tokens }
    var kept: [LayerToken] = []
    var index = output.end
    var start = 0
    while index < tokens.count {
      // What stands behind the name of another layer is said of that one.
      if tokens[index].word?.isLayer ?? false { break }
      guard reader.isOption(at: index), let map = reader.map(behindOptionAt: index), map.sizes != output.sizes
      else {
        index += 1
        continue
      }
      kept += tokens[start..<index]
      (start, index) = (map.end, map.end)
    }
    return start == 0 ? tokens : kept + tokens[start...]
  }

  private typealias Map = (sizes: [Int], end: Int)

  /// The first map that an arrow leads to.
  private func firstOutput() -> Map? {
    for index in tokens.indices.dropFirst() {
      switch tokens[index].kind {
      case .arrow, .word(.to), .word(.gives):
        if let map = map(at: index + 1) { return map }
      default: continue
      }
    }
    return nil
  }

  /// `28×28`, `28×28×64` from a piece on.
  private func map(at index: Int) -> Map? {
    guard index + 2 < tokens.count, let first = tokens[index].number, first > 3,
      tokens[index + 1].kind == .times, let second = tokens[index + 2].number
    else { return nil }
    var (sizes, at) = ([first, second], index + 3)
    while at + 1 < tokens.count, tokens[at].kind == .times, let next = tokens[at + 1].number, sizes.count < 4
    {
      sizes.append(next)
      at += 2
    }
    return (sizes, at)
  }

  /// A stride, a padding, a dilation, or "without padding".
  private func isOption(at index: Int) -> Bool {
    switch tokens[index].word {
    case .stride, .padding, .dilation: true
    case .no: index + 1 < tokens.count && tokens[index + 1].word == .padding
    default: false
    }
  }

  /// The map right behind an option: with its value, further options and words of the kind "would give" before it at most.
  private func map(behindOptionAt index: Int) -> Map? {
    var at = index + 1
    let end = min(tokens.count, index + 16)
    while at < end {
      if let map = map(at: at) {
        // `3×3×64×128` are weights.
        return map.sizes.count < 4 && !leadsOn(map.end) ? map : nil
      }
      switch tokens[at].kind {
      case .number, .equal, .colon, .open, .close, .arrow, .other: break
      case .word(.filler), .word(.other), .word(.gives), .word(.stride), .word(.padding), .word(.dilation),
        .word(.no):
        break
      case .comma, .word(.then):
        if !isInBrackets(at, from: index), !goesOn(behind: at) { return nil }
      default: return nil
      }
      at += 1
    }
    return nil
  }

  /// Whether an arrow behind a map makes it an input.
  private func leadsOn(_ index: Int) -> Bool { index < tokens.count && tokens[index].kind == .arrow }

  private func isInBrackets(_ index: Int, from start: Int) -> Bool {
    tokens[start..<index].count { $0.kind == .open } > tokens[start..<index].count { $0.kind == .close }
  }

  /// "with stride 2 and padding 0", 若步长为 2，则为: another option or a word of the sentence goes on behind a comma.
  private func goesOn(behind comma: Int) -> Bool {
    guard comma + 1 < tokens.count else { return false }
    switch tokens[comma + 1].kind {
    case .word(.stride), .word(.padding), .word(.dilation), .word(.no), .word(.other), .other: return true
    default: return false
    }
  }
}
