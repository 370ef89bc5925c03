import Networks
import Symbolics

/// Finds the layers that a text describes, line by line, and what part of the text is about each.
///
/// A layer's stretch goes on until the next layer, a heading, or a line about the whole network or a block. A line that
/// states options without naming a layer belongs to the layer above, if nothing was calculated in between, or to the next
/// one.
struct LayerLines {
  private let working: HandCalculation
  private let lines: [TextLine]
  private(set) var layers: [DescribedLayer] = []
  /// The cells of tables whose columns are quantities.
  private(set) var claims: [(cell: Range<Int>, quantity: Noun)] = []
  /// Options that were stated before their layer was named.
  private var pending: (layer: LayerDescription, line: Int)?
  /// The index of the layer that further lines may add to, and the line on which it was named.
  private var open: (index: Int, line: Int)?
  /// The table in hand with the place of its header among the lines.
  private var table: LayerTable?
  private var isInTable = false
  /// Where the line in hand calculates.
  private var calculated: [Range<Int>] = []
  /// The last line above it that calculates.
  private var lastCalculation = -1

  private init(_ working: HandCalculation, _ lines: [TextLine]) {
    self.working = working
    self.lines = lines
  }

  /// What a text says of layers.
  static func read(_ working: HandCalculation, in lines: [TextLine]) -> LayerLines {
    var reader = LayerLines(working, lines)
    for index in lines.indices { reader.read(index) }
    reader.finish()
    return reader
  }

  /// The quantity of the column that a calculation stands in.
  func column(of range: Range<Int>) -> Noun? {
    var low = 0
    var high = claims.count
    while low < high {
      let middle = (low + high) / 2
      if claims[middle].cell.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < claims.count, claims[low].cell.contains(range.lowerBound) else { return nil }
    return claims[low].quantity
  }

  private mutating func read(_ index: Int) {
    let line = lines[index]
    if line.range.isEmpty { return }
    if !calculated.isEmpty { lastCalculation = index - 1 }
    calculated = calculations(of: line)
    if line.isHeading || line.mentions.contains(where: { $0.noun.endsLayer }) || !line.networks.isEmpty
      || open != nil && beginsWithModule(line)
    {
      close(at: line.range.lowerBound)
      pending = nil
    }
    if let row = line.row {
      readRow(row, index)
      return
    }
    (table, isInTable) = (nil, false)
    let isNamed =
      line.mentions.contains { $0.noun.mayDescribe } || maySay(line)
      || LayerLines.names.isOn(line, of: working.bytes)
    guard isNamed || LayerLines.marks.isOn(line, of: working.bytes) else { return }
    let tokens = OptionsOfOtherMaps.removed(
      from: LayerLexer.tokens(of: line.range, without: calculated, in: working.bytes))
    for sentence in tokens.split(whereSeparator: { $0.kind == .stop })
    where sentence.contains(where: { $0.maySay }) {
      take(Array(sentence), index, isNamed: isNamed)
    }
  }

  /// "`features.7`: 35,831,808 MACs": a module by its place in the network, which may hold several layers.
  private func beginsWithModule(_ line: TextLine) -> Bool {
    let bytes = working.bytes
    let start = bytes.skip(from: line.range.lowerBound, to: line.range.upperBound) {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "#") || $0 == .space
    }
    let end = bytes.skip(from: start, to: min(line.range.upperBound, start + 64)) {
      $0.isASCIIWordByte || $0 == UInt8(ascii: ".")
    }
    let digits = bytes.digitsBack(from: end, to: start, atMost: 4)
    return digits < end && digits > start + 1 && bytes[digits - 1] == UInt8(ascii: ".")
      && bytes[start].isASCIILetter
  }

  private static let names: PhraseSet = [
    "卷积核", "滤波器", "过滤器", "输出", "flatten", "展平", "拉平", "image", "图像", "图片",
  ]

  /// What a line that describes a layer may have where it does not name one: `3×3, 64→128 at 28×28`.
  static let marks: PhraseSet = [
    "→", "->", "\\to", "\\rightarrow", "depthwise", "filter", "滤波器", "过滤器", "卷积核", "逐通道", "深度方向", "dw ",
    "dwconv", "h_out", "h_{out}",
  ]

  private mutating func readRow(_ row: TableRow, _ index: Int) {
    guard isInTable else {
      isInTable = true
      table = LayerTable(header: row.cells, bytes: working.bytes)
      return
    }
    guard let table else { return }
    take(table.sentence(row.cells, working.bytes), index, isNamed: true)
    claims += table.claims(row.cells, working.bytes)
  }

  /// Where numbers are calculated, which say nothing of a layer's options.
  private func calculations(of line: TextLine) -> [Range<Int>] {
    if line.chains.isEmpty { return [] }
    return line.chains.compactMap { chain in
      let computes = chain.hasEquality && chain.sides.contains { $0.isCompound && !$0.isSymbolic }
      return computes && !states(chain) ? chain.range : nil
    }.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// `size = 5×5`: a name and a shape, with nothing that was worked out.
  private func states(_ chain: Chain) -> Bool {
    guard chain.sides.count == 2, case .symbol = chain.sides[0].located.expression,
      case .product(let factors) = chain.sides[1].located.expression
    else { return false }
    return factors.count <= 4
      && factors.allSatisfy { if case .number(let numeral) = $0 { numeral.scale == .one } else { false } }
  }

  /// `k = 3, s = 1`, `Groups: 32`: options that no other check has a word for, near a layer that waits for them.
  private func maySay(_ line: TextLine) -> Bool {
    guard open != nil || pending != nil, line.range.count <= 80 else { return false }
    return line.lone.contains { !$0.isCompound } || line.chains.contains { $0.sides[0].isSymbolic }
  }

  // MARK: - Descriptions

  private mutating func take(_ sentence: [LayerToken], _ line: Int, isNamed: Bool) {
    for layer in LayerSentence(bytes: working.bytes).descriptions(sentence) {
      if isOfAnother(layer, line) {
        close(at: layer.start)
        pending = nil
      }
      // Without a word for it only what says enough is a layer.
      if !isNamed, layer.isUnclear || layer.kind == nil && !layer.namesConvolution { continue }
      if layer.kind == nil, !layer.isUnclear, !layer.namesConvolution {
        addOptions(layer, line)
      } else {
        var layer = layer
        if layer.kind == nil, !layer.isUnclear { layer.kind = .convolution }
        add(layer, line)
      }
    }
  }

  private mutating func add(_ layer: LayerDescription, _ line: Int) {
    if let open, layer.kind == layers[open.index].description.kind, !layer.isUnclear,
      !isAnother(layer, than: open, line)
    {
      // A name without any option repeats the layer in hand; what is said behind a bare name completes it.
      if layer.isEmpty { return }
      if layers[open.index].description.isEmpty {
        layers[open.index].description.merge(layer)
        return
      }
    }
    close(at: layer.start)
    layers.append(DescribedLayer(description: layer, scope: layer.start..<layer.start))
    open = (layers.count - 1, line)
    adoptPending(line)
  }

  /// Whether a line names another layer than the one in hand: `conv2`, "the second convolution".
  private func isAnother(
    _ layer: LayerDescription, than open: (index: Int, line: Int), _ line: Int
  ) -> Bool {
    if let label = layer.label {
      guard let own = layers[open.index].description.label, working.text(own) == working.text(label) else {
        return true
      }
    }
    let ordinals = lines[line].mentions.count(where: { if case .ordinal = $0.noun { true } else { false } })
    return ordinals > (line == open.line ? 1 : 0)
  }

  private mutating func adoptPending(_ line: Int) {
    guard let (options, above) = pending, let open else { return }
    pending = nil
    guard line - above <= 6 else { return }
    var merged = layers[open.index].description
    merged.merge(options)
    // What contradicts the layer was said of something else.
    if !merged.isUnclear || layers[open.index].description.isUnclear {
      layers[open.index].description = merged
    }
  }

  private mutating func addOptions(_ layer: LayerDescription, _ line: Int) {
    guard !layer.isEmpty else { return }
    var layer = layer
    // Before any layer is named, a picture is what goes into the first one.
    if layer.isOfImage {
      if layers.isEmpty { (layer.input, layer.map) = (layer.map, nil) } else { layer.inputChannels = nil }
    }
    // "… = 117,600 MACs. With same padding: …" supposes another layer.
    if let open, line == open.line, isBehindCalculation(layer, of: layers[open.index]) {
      return
    }
    if let open, layers[open.index].description.isPool, line > open.line, layer.namesConvolution {
      close(at: layer.start)
    }
    if let open, line - open.line <= 6, lastCalculation < open.line {
      layers[open.index].description.merge(layer)
      return
    }
    if let (options, above) = pending, line - above <= 6 {
      var merged = options
      merged.merge(layer)
      pending = (merged, above)
    } else {
      pending = (layer, line)
    }
    guard let options = pending?.layer, options.namesConvolution, !options.isUnclear else { return }
    pending = nil
    var convolution = options
    convolution.kind = .convolution
    add(convolution, line)
  }

  private func isBehindCalculation(_ options: LayerDescription, of layer: DescribedLayer) -> Bool {
    calculated.contains {
      $0.lowerBound > layer.description.start && $0.upperBound <= options.start
    }
  }

  /// Whether options that follow a calculation are none of the layer in hand: "Depthwise 3×3: …" behind a dense layer,
  /// "Pointwise: …", other groups.
  private func isOfAnother(_ options: LayerDescription, _ line: Int) -> Bool {
    guard let open,
      lastCalculation >= open.line
        || line == open.line && isBehindCalculation(options, of: layers[open.index])
    else { return false }
    let own = layers[open.index].description
    if options.groups == .depthwise, own.groups != .depthwise { return true }
    // `groups = 32: 3·3·1·64` behind `groups = 8: 3·3·4·64`.
    if case .number = options.groups, own.groups != options.groups { return true }
    return options.kernel != nil && own.kernel != nil && options.kernel != own.kernel
  }

  /// Ends the layer in hand at an offset.
  private mutating func close(at offset: Int) {
    guard let open else { return }
    let start = layers[open.index].scope.lowerBound
    layers[open.index].scope = start..<max(start, offset)
    self.open = nil
  }

  private mutating func finish() {
    close(at: (lines.last?.range.upperBound ?? 0) + 1)
  }
}

extension LayerDescription {
  /// Whether it says enough to be a convolution although it does not name one: a kernel and how many there are, or a
  /// kernel that makes one map of another.
  fileprivate var namesConvolution: Bool {
    guard kernel != nil else { return false }
    return outputChannels != nil || groups == .depthwise && inputChannels != nil
      || input != nil && output != nil && (stride != nil || padding != nil)
  }
}

extension Noun {
  /// Whether a line with such a word is no longer about a single layer.
  fileprivate var endsLayer: Bool {
    switch self {
    case .block, .stage, .total, .shortcut, .addition: true
    default: false
    }
  }

  /// Whether a line with such a word may describe a layer.
  fileprivate var mayDescribe: Bool {
    switch self {
    case .convolution, .linear, .pool, .globalPool, .norm, .other, .input: true
    default: false
    }
  }
}
