/// What the columns of a table say of the layers in its rows: a column each for kernel, stride, channels, sizes.
struct LayerTable: Sendable {
  /// What a column holds.
  private enum Column: Sendable {
    /// An option, by the words of its heading.
    case option([LayerToken])
    /// The side of a square map that comes out: `H_out`.
    case side
    /// Parameters, operations, a calculation: what is to be checked.
    case claim(Noun?)
    /// A name, or something else.
    case other
  }

  private let columns: [Column]
  /// The columns of weights alone: what a norm has there is its scales, beside which its shifts are.
  private let weights: Set<Int>

  /// The columns by their headings; nil where fewer than two are options of layers.
  init?(header cells: [Range<Int>], bytes: [UInt8]) {
    var options = 0
    weights = Set(
      cells.indices.filter {
        LayerTable.weightHeads.isIn(cells[$0], of: bytes)
          && !LayerTable.parameterHeads.isIn(cells[$0], of: bytes)
      })
    columns = cells.map { cell in
      let quantity = Vocabulary.shared.mentions(in: bytes, cell).first { $0.noun.isQuantity }?.noun
      if quantity != nil || LayerTable.isCalculation(cell, bytes) { return .claim(quantity) }
      if LayerTable.isSideOfOutput(cell, bytes) {
        options += 1
        return .side
      }
      if let channels = LayerTable.channels(cell, bytes) {
        options += 1
        return .option([LayerToken(kind: .word(channels), range: cell)])
      }
      let words = LayerLexer.tokens(of: cell, without: [], in: bytes).filter {
        $0.word != nil && $0.word != .filler
      }
      guard let last = words.last?.word, last.isOption else { return .other }
      options += 1
      return .option(words)
    }
    // Where the first cell tells the layer, `conv2 (5×5, 6→16)`, its quantities are all that columns need to name.
    let hasClaims = columns.contains { if case .claim(_?) = $0 { true } else { false } }
    if options < 2, !hasClaims { return nil }
  }

  private static let weightHeads: PhraseSet = ["weight", "权重", "gamma", "γ"]
  private static let parameterHeads: PhraseSet = ["param", "参数"]
  private static let norms: PhraseSet = ["norm", "bn", "归一化"]

  /// The channels that a heading of two or three letters names, in a table of layers.
  private static func channels(_ cell: Range<Int>, _ bytes: [UInt8]) -> LayerWord? {
    switch String(decoding: bytes[cell], as: UTF8.self).lowercased().filter({ $0 != " " }) {
    case "in", "cin", "c_in", "输入通道", "$c_{in}$", "in_ch": .inputChannels
    case "out", "cout", "c_out", "输出通道", "$c_{out}$", "out_ch": .outputChannels
    default: nil
    }
  }

  private static func isSideOfOutput(_ cell: Range<Int>, _ bytes: [UInt8]) -> Bool {
    guard cell.count <= 16 else { return false }
    switch String(decoding: bytes[cell], as: UTF8.self).lowercased().filter({ $0 != " " && $0 != "$" }) {
    case "h_out", "hout", "h_{out}", "h_o", "outsize", "outputside": return true
    default: return false
    }
  }

  private static func isCalculation(_ cell: Range<Int>, _ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes[cell], as: UTF8.self).lowercased()
    return ["calculation", "working", "formula", "算式", "公式", "计算"].contains { text.contains(substring: $0) }
  }

  /// The pieces of a row as if it were a sentence: `kernel = 3×3, stride = 2, …`.
  func sentence(_ cells: [Range<Int>], _ bytes: [UInt8]) -> [LayerToken] {
    var tokens: [LayerToken] = []
    for (index, cell) in cells.enumerated() where columns.indices.contains(index) {
      switch columns[index] {
      case .option(let words):
        let content = LayerLexer.tokens(of: cell, without: [], in: bytes)
        guard content.contains(where: { $0.number != nil || $0.word == .same || $0.word == .valid }) else {
          continue
        }
        tokens += words.map { LayerToken(kind: $0.kind, range: cell.lowerBound..<cell.lowerBound) }
        tokens.append(LayerToken(kind: .equal, range: cell.lowerBound..<cell.lowerBound))
        tokens += content
      case .side:
        let content = LayerLexer.tokens(of: cell, without: [], in: bytes)
        guard content.count == 1, content[0].number != nil else { continue }
        let place = cell.lowerBound..<cell.lowerBound
        tokens += [LayerToken(kind: .word(.output), range: place), LayerToken(kind: .equal, range: place)]
        tokens += [content[0], LayerToken(kind: .times, range: place), content[0]]
      case .other: tokens += LayerLexer.tokens(of: cell, without: [], in: bytes)
      case .claim: continue
      }
      tokens.append(LayerToken(kind: .comma, range: cell.upperBound..<cell.upperBound))
    }
    return tokens
  }

  /// The cells of a row that claim a quantity.
  func claims(_ cells: [Range<Int>], _ bytes: [UInt8]) -> [(cell: Range<Int>, quantity: Noun)] {
    let isNorm = !weights.isEmpty && cells.first.map { LayerTable.norms.isIn($0, of: bytes) } ?? false
    return cells.indices.compactMap { index in
      guard !isNorm || !weights.contains(index), columns.indices.contains(index),
        case .claim(let quantity?) = columns[index]
      else { return nil }
      return (cells[index], quantity)
    }
  }
}

extension LayerWord {
  /// Whether a column of this name holds an option of a layer.
  fileprivate var isOption: Bool {
    switch self {
    case .kernel, .filters, .stride, .padding, .dilation, .groups, .input, .output, .inputChannels,
      .outputChannels,
      .channels, .units, .map, .image:
      true
    default: false
    }
  }
}
