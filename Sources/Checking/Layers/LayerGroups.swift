import Networks

/// Numbers that belong together in a description, `3×3`, `(28, 28, 1)`, and the maps that they are.
extension LayerReader {
  func group(at index: Int) -> Group? {
    guard index < tokens.count else { return nil }
    if tokens[index].kind == .open { return tuple(at: index) }
    guard let first = tokens[index].number else { return nil }
    var sizes = [first]
    var at = index + 1
    while at + 1 < tokens.count, tokens[at].kind == .times, let next = tokens[at + 1].number {
      sizes.append(next)
      at += 2
    }
    // `3 ×` something that is no number: a part of a calculation.
    if at < tokens.count, tokens[at].kind == .times { return nil }
    return Group(sizes: sizes, tokens: index..<at)
  }

  private func tuple(at index: Int) -> Group? {
    var sizes: [Int] = []
    var at = index + 1
    while at < tokens.count, let number = tokens[at].number {
      sizes.append(number)
      at += 1
      if at < tokens.count, tokens[at].kind == .comma { at += 1 } else { break }
    }
    guard sizes.count > 1, at < tokens.count, tokens[at].kind == .close else { return nil }
    return Group(sizes: sizes, tokens: index..<at + 1)
  }

  /// The map and the channels of `28×28`, `28×28×3`, `3×28×28`, `1×3×28×28`.
  static func tensor(_ sizes: [Int]) -> (map: Extents, channels: Int?)? {
    switch sizes.count {
    case 2: return (Extents(sizes[0], sizes[1]), nil)
    case 3:
      let (first, second, third) = (sizes[0], sizes[1], sizes[2])
      if first == second { return (Extents(first, second), third) }
      if second == third { return (Extents(second, third), first) }
      if first <= 4, second > 4, third > 4 { return (Extents(second, third), first) }
      if third <= 4, first > 4, second > 4 { return (Extents(first, second), third) }
      return nil
    case 4: return sizes[0] == 1 ? tensor(Array(sizes.dropFirst())) : nil
    default: return nil
    }
  }
}
