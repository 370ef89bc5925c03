import Networks

/// Reads what a sentence says of one layer: `3×3 conv, 64→128, stride 2, padding 1, input 56×56`.
///
/// Only what is labelled is taken: a number is an option because of the word beside it. Two values for one option, or a
/// pair that may be channels or sizes, make the description unclear, and then nothing is checked by it.
struct LayerReader {
  let tokens: [LayerToken]
  private var layer = LayerDescription()
  /// Pairs `a → b` of which only the rest of the description can say what they are.
  private var pairs: [(first: Int, second: Int, group: Group)] = []
  /// Square sizes that nothing labels: the first of them may be the kernel.
  private var unlabelled: [Extents] = []
  /// The channels of the picture that goes in, if the text says what picture it is.
  private var picture: Int?

  private init(_ tokens: [LayerToken]) { self.tokens = tokens }

  /// The description that a sentence's pieces make.
  static func read(_ tokens: [LayerToken], as kind: LayerDescription.Kind?) -> LayerDescription {
    var reader = LayerReader(tokens)
    reader.layer.kind = kind
    reader.layer.start = tokens.first?.range.lowerBound ?? 0
    reader.readWords()
    reader.readGroups()
    reader.settle()
    return reader.layer
  }

  // MARK: - Options in words

  private mutating func readWords() {
    for index in tokens.indices {
      guard let word = tokens[index].word else { continue }
      switch word {
      case .depthwise: layer.groups = layer.groups ?? .depthwise
      case .pointwise: note(kernel: Extents(all: 1))
      case .grouped where layer.groups == nil: layer.groups = .unknown
      case .colour: picture = picture ?? 3
      case .gray: picture = picture ?? 1
      case .same where neighbour(of: index, is: .padding) || isAlone(index): note(padding: .same)
      case .valid: note(padding: .positions(0))
      case .no where follows(index, .padding): note(padding: .positions(0))
      case .no where follows(index, .bias) || precedes(index, .bias):
        LayerDescription.note(false, in: &layer.hasBias, &layer.isUnclear)
      case .yes where follows(index, .bias) || precedes(index, .bias):
        LayerDescription.note(true, in: &layer.hasBias, &layer.isUnclear)
      case .batch where !follows(index, .norm): layer.isBatched = true
      case .unsupported, .several: layer.isUnclear = true
      default: break
      }
    }
  }

  /// Whether the next word is this one.
  private func follows(_ index: Int, _ word: LayerWord) -> Bool {
    tokens.indices.contains(index + 1) && tokens[index + 1].word == word
  }

  /// Whether the word before, over an equals sign, is this one.
  private func precedes(_ index: Int, _ word: LayerWord) -> Bool {
    var at = index - 1
    while at >= 0, tokens[at].kind == .equal || tokens[at].kind == .colon || tokens[at].word == .filler {
      at -= 1
    }
    return at >= 0 && at < index - 1 && tokens[at].word == word
  }

  private func neighbour(of index: Int, is word: LayerWord) -> Bool {
    follows(index, word) || precedes(index, word) || index > 0 && tokens[index - 1].word == word
  }

  /// `Conv 5×5, same, 32`: the word between two commas.
  private func isAlone(_ index: Int) -> Bool {
    let before = index == 0 || tokens[index - 1].kind == .comma || tokens[index - 1].number != nil
    let isBehind = index + 1 == tokens.count || tokens[index + 1].kind == .comma
    return before && isBehind
  }

  // MARK: - Groups of numbers

  /// Numbers that belong together, `3×3`, `(28, 28, 1)`, and the pieces that they take.
  struct Group {
    var sizes: [Int]
    var tokens: Range<Int>
  }

  private mutating func readGroups() {
    var index = 0
    while index < tokens.count {
      guard let group = group(at: index) else {
        index += 1
        continue
      }
      let arrow = group.tokens.upperBound
      if arrow + 1 < tokens.count, tokens[arrow].kind == .arrow || tokens[arrow].word == .to,
        let second = self.group(at: arrow + 1)
      {
        take(group, to: second)
        index = second.tokens.upperBound
      } else {
        take(group)
        index = group.tokens.upperBound
      }
    }
  }

  // MARK: - What a group is

  private mutating func take(_ group: Group) {
    let (before, behind) = (label(before: group), label(behind: group))
    let isAfterArrow = group.tokens.lowerBound > 0 && tokens[group.tokens.lowerBound - 1].kind == .arrow
    let isBeforeArrow =
      group.tokens.upperBound < tokens.count && tokens[group.tokens.upperBound].kind == .arrow
    switch group.sizes.count {
    case 1: take(single: group.sizes[0], group, before, behind)
    case 2...4 where isAfterArrow: note(output: group.sizes, group)
    case 2...4 where isBeforeArrow: note(input: group.sizes)
    case 2: take(square: Extents(group.sizes[0], group.sizes[1]), group, before, behind)
    case 3, 4: take(volume: group.sizes, group, before, behind)
    default: break
    }
  }

  private mutating func take(single size: Int, _ group: Group, _ before: LayerWord?, _ behind: LayerWord?) {
    switch (before, behind) {
    // An option's own word comes before what follows: "stride 2 convolution".
    case (.stride, _): note(stride: Extents(all: size), group)
    case (.padding, _): note(padding: .positions(Extents(all: size)))
    case (.dilation, _): LayerDescription.note(Extents(all: size), in: &layer.dilation, &layer.isUnclear)
    case (.groups, _), (.split, .groups): layer.note(groups: .number(size))
    case (.grouped, _) where isGiven(group): layer.note(groups: .number(size))
    case (.kernel, _): note(kernel: Extents(all: size))
    case (.input, .channels): note(inputChannels: size)
    case (.output, .channels) where labelsBoth(group), (.outputChannels, _) where labelsBoth(group):
      note(inputChannels: size)
      note(outputChannels: size)
    case (.output, .channels): note(outputChannels: size)
    case (nil, _) where countsFilters(behind: group): note(outputChannels: size)
    case (_, .outputChannels), (_, .units): note(outputChannels: size)
    case (_, .inputChannels): note(inputChannels: size)
    case (_, .filters): note(outputChannels: size)
    case (_, .groups) where standsAlone(group): layer.note(groups: .number(size))
    case (_, .convolution), (_, .pool), (_, .linear), (_, .maxPool), (_, .averagePool):
      // "3 convolutions" are several; `Conv 64 → pool` is not.
      if isAdjacent(group) { layer.isUnclear = true }
    case (.inputChannels, _): note(inputChannels: size)
    case (.outputChannels, _): note(outputChannels: size)
    case (.filters, _): note(filters: size, group)
    case (.units, _) where layer.kind == .linear: note(outputChannels: size)
    case (_, .output) where layer.kind == .linear: note(outputChannels: size)
    case (_, .input) where layer.kind == .linear: note(inputChannels: size)
    // "64 channels: 576 weights": the word has its number before it.
    case (.channels, _) where labelsEarlier(group): break
    case (.channels, _) where layer.kind == .norm, (_, .channels) where layer.kind == .norm:
      note(inputChannels: size)
    case (.channels, _) where layer.groups == .depthwise, (_, .channels) where layer.groups == .depthwise:
      note(inputChannels: size)
    case (.input, _) where layer.kind == .linear: note(inputChannels: size)
    case (.output, _) where layer.kind == .linear: note(outputChannels: size)
    // "28×28 images with 1 channel"
    case (_, .channels) where layer.isOfImage && layer.kind == nil: note(inputChannels: size)
    case (.input, nil) where size > 16 && layer.kind == .convolution: note(input: [size, size])
    case (.at, nil) where size > 4:
      LayerDescription.note(Extents(all: size), in: &layer.map, &layer.isUnclear)
    default: break
    }
  }

  /// Whether a number stands before the word that stands before a group.
  private func labelsEarlier(_ group: Group) -> Bool {
    guard let word = tokens[..<group.tokens.lowerBound].lastIndex(where: { $0.word == .channels }), word > 0
    else {
      return false
    }
    return tokens[word - 1].number != nil
  }

  private func isAdjacent(_ group: Group) -> Bool {
    let at = group.tokens.upperBound
    return at < tokens.count && tokens[at].range.lowerBound - tokens[at - 1].range.upperBound <= 1
  }

  /// `filters = 64` counts them; "filters of size 3" has their size.
  private mutating func note(filters size: Int, _ group: Group) {
    let start = group.tokens.lowerBound
    let isSize = start > 0 && tokens[start - 1].word == .filler
    if !isSize { note(outputChannels: size) } else if size > 11 { layer.isUnclear = true }
  }

  private mutating func take(square: Extents, _ group: Group, _ before: LayerWord?, _ behind: LayerWord?) {
    let isSmall = square.height <= 31 && square.width <= 31
    switch (before, behind) {
    case (.stride, _): note(stride: square, group)
    case (.padding, _): note(padding: .positions(square))
    case (.dilation, _): LayerDescription.note(square, in: &layer.dilation, &layer.isUnclear)
    case (_, .filters) where isSmall, (_, .kernel) where isSmall, (_, .convolution) where isSmall,
      (_, .depthwise) where isSmall, (_, .pointwise) where isSmall:
      note(kernel: square)
    case (.to, nil) where layer.isPool && layer.output == nil:
      note(output: [square.height, square.width], group)
    case (_, .pool) where isSmall, (_, .maxPool) where isSmall, (_, .averagePool) where isSmall:
      note(kernel: square)
    case (.kernel, _) where isSmall, (.filters, _) where isSmall: note(kernel: square)
    case (.input, _), (_, .input): note(input: [square.height, square.width])
    case (.gives, nil) where layer.output == nil, (.gives, .map) where layer.output == nil,
      (.gives, .image) where layer.output == nil:
      note(output: [square.height, square.width], group)
    case (.output, _), (_, .output): note(output: [square.height, square.width], group)
    case (_, .image) where layer.kind == nil:
      layer.isOfImage = true
      LayerDescription.note(square, in: &layer.map, &layer.isUnclear)
    case (.at, _), (.map, _), (_, .map), (.image, _), (_, .image):
      LayerDescription.note(square, in: &layer.map, &layer.isUnclear)
    case (.convolution, _) where isSmall, (.depthwise, _) where isSmall,
      (.pool, _) where isSmall && layer.kernel == nil, (.maxPool, _) where isSmall && layer.kernel == nil,
      (.averagePool, _) where isSmall && layer.kernel == nil:
      note(kernel: square)
    default: if square.height == square.width { unlabelled.append(square) }
    }
  }

  private mutating func take(volume sizes: [Int], _ group: Group, _ before: LayerWord?, _ behind: LayerWord?)
  {
    switch (before, behind) {
    case (_, .filters), (_, .kernel), (.kernel, _), (.filters, _):
      guard sizes[0] == sizes[1], sizes[0] <= 31 else {
        layer.isUnclear = true
        return
      }
      note(kernel: Extents(sizes[0], sizes[1]))
      note(inputChannels: sizes[2])
      if sizes.count == 4 { note(outputChannels: sizes[3]) }
    case (.output, _), (_, .output): note(output: sizes, group)
    case (.gives, nil) where layer.output == nil, (.gives, .map) where layer.output == nil,
      (.gives, .image) where layer.output == nil:
      note(output: sizes, group)
    case (.input, _), (_, .input), (.at, _), (.map, _), (_, .map), (.image, _), (_, .image):
      // "max pool 2×2: 12×12×32" may be what goes in as well as what comes out.
      if layer.isPool { note(map: sizes) } else { note(input: sizes) }
    case (nil, nil) where layer.isPool && layer.kernel != nil, (.pool, nil) where layer.isPool,
      (.maxPool, nil) where layer.isPool, (.averagePool, nil) where layer.isPool:
      note(map: sizes)
    default: break
    }
  }

  /// `64 → 128`, `56×56 → 28×28`, `56×56×64 → 28×28×128`.
  private mutating func take(_ first: Group, to second: Group) {
    if layer.kind == .linear, second.sizes.count == 1, let inputs = Shape.product(first.sizes) {
      // `7×7×512 → 4096`: the map is flattened.
      note(inputChannels: inputs)
      note(outputChannels: second.sizes[0])
      return
    }
    if isWindow(first, giving: second) {
      if first.sizes.count == 1 { take(first) } else { note(kernel: Extents(all: first.sizes[0])) }
      note(output: second.sizes, second)
      return
    }
    guard first.sizes.count == second.sizes.count else {
      layer.isUnclear = true
      return
    }
    switch first.sizes.count {
    case 1: pairs.append((first.sizes[0], second.sizes[0], second))
    case 2...4:
      note(input: first.sizes)
      note(output: second.sizes, second)
    default: layer.isUnclear = true
    }
  }

  /// `2×2 → 14×14`, `stride 2 → 14×14×64`: no window makes a larger map of a smaller one, so that the first group is an option.
  private func isWindow(_ first: Group, giving second: Group) -> Bool {
    guard second.sizes.count > 1, let (map, _) = LayerReader.tensor(second.sizes) else { return false }
    switch first.sizes.count {
    case 1:
      let label = label(before: first)
      return label == .stride || label == .padding || label == .kernel
    case 2:
      return layer.kernel == nil && (layer.isPool || layer.kind == .convolution)
        && first.sizes[0] == first.sizes[1] && first.sizes[0] <= 11 && first.sizes[0] < map.height
    default: return false
    }
  }

  // MARK: - Noting

  private mutating func note(kernel: Extents) {
    LayerDescription.note(kernel, in: &layer.kernel, &layer.isUnclear)
  }

  private mutating func note(padding: LayerDescription.Padding) {
    LayerDescription.note(padding, in: &layer.padding, &layer.isUnclear)
  }

  private mutating func note(inputChannels: Int) {
    LayerDescription.note(inputChannels, in: &layer.inputChannels, &layer.isUnclear)
  }

  private mutating func note(outputChannels: Int) {
    LayerDescription.note(outputChannels, in: &layer.outputChannels, &layer.isUnclear)
  }

  private mutating func note(stride: Extents, _ group: Group) {
    LayerDescription.note(stride, in: &layer.stride, &layer.isUnclear)
    layer.strideRange = layer.strideRange ?? range(of: group)
  }

  private mutating func note(input sizes: [Int]) {
    guard let (map, channels) = LayerReader.tensor(sizes) else {
      layer.isUnclear = true
      return
    }
    LayerDescription.note(map, in: &layer.input, &layer.isUnclear)
    if let channels { note(inputChannels: channels) }
  }

  private mutating func note(map sizes: [Int]) {
    guard let (map, channels) = LayerReader.tensor(sizes) else {
      layer.isUnclear = true
      return
    }
    LayerDescription.note(map, in: &layer.map, &layer.isUnclear)
    if let channels { note(inputChannels: channels) }
  }

  private mutating func note(output sizes: [Int], _ group: Group) {
    guard let (map, channels) = LayerReader.tensor(sizes) else {
      layer.isUnclear = true
      return
    }
    LayerDescription.note(map, in: &layer.output, &layer.isUnclear)
    layer.outputRange = layer.outputRange ?? range(of: group)
    if let channels { note(outputChannels: channels) }
  }

  private func range(of group: Group) -> Range<Int> {
    tokens[group.tokens.lowerBound].range.lowerBound..<tokens[group.tokens.upperBound - 1].range.upperBound
  }

  // MARK: - What only the whole can say

  private mutating func settle() {
    if layer.kind != .linear, layer.kind != .norm { settleSquares() }
    for (first, second, group) in pairs { settle(first, second, group) }
    if layer.kind == .convolution || layer.kind == nil, layer.inputChannels == nil, !layer.isEmpty {
      layer.inputChannels = picture
    }
  }

  /// `3×3, 64→128, 28×28`: the kernel comes first, and the other one is a map.
  private mutating func settleSquares() {
    if layer.kernel == nil, let first = unlabelled.first, first.height <= 11,
      unlabelled.count == 1 || first.height < unlabelled[1].height
    {
      layer.kernel = unlabelled.removeFirst()
    }
    guard let kernel = layer.kernel, unlabelled.count == 1, unlabelled[0].height > max(kernel.height, 3),
      layer.input == nil, layer.output == nil
    else { return }
    LayerDescription.note(unlabelled[0], in: &layer.map, &layer.isUnclear)
  }

  private mutating func settle(_ first: Int, _ second: Int, _ group: Group) {
    switch layer.kind {
    case .linear:
      note(inputChannels: first)
      note(outputChannels: second)
    case .maxPool, .averagePool, .globalPool:
      note(input: [first, first])
      note(output: [second, second], group)
    default:
      // Channels grow or stay, or the map is known; a pair that shrinks may be either.
      let mayBeSize = second < first && layer.input == nil && layer.map == nil && layer.output == nil
      switch mayBeSize ? layer.shrinksMap(from: first, to: second) : false {
      case nil: layer.isUnclear = true
      case true:
        note(input: [first, first])
        note(output: [second, second], group)
      case false:
        note(inputChannels: first)
        note(outputChannels: second)
      }
    }
  }
}
