extension ONNX {
  /// What the user says about the model's inputs.
  public struct Inputs: Sendable {
    /// The first input without the batch: `[3, 224, 224]`.
    public var shape: [Int]?
    /// Whole shapes by the input's name, batch included.
    public var shapes: [String: [Int]]
    /// Sizes by the letter that stands for them in the file: `["height": 224]`.
    public var sizes: [String: Int]
    /// The batch size.
    public var batch: Int
    /// The length of a sequence in tokens.
    public var tokens: Int?
    /// The tokens in the cache of a decoder.
    public var pastTokens: Int?

    /// What is known of the inputs; everything else is taken from the file.
    ///
    ///     ONNX.Inputs(shape: [3, 224, 224])
    ///     ONNX.Inputs(tokens: 128)
    public init(
      shape: [Int]? = nil, shapes: [String: [Int]] = [:], sizes: [String: Int] = [:], batch: Int = 1,
      tokens: Int? = nil, pastTokens: Int? = nil
    ) {
      (self.shape, self.shapes, self.sizes) = (shape, shapes, sizes)
      (self.batch, self.tokens, self.pastTokens) = (batch, tokens, pastTokens)
    }
  }

  /// Gives every letter in the shapes of a model's inputs a number.
  struct InputSizes {
    private let given: Inputs
    /// What is known of each letter.
    private(set) var sizes: [String: Int]
    /// The inputs that were given another size than the file fixes.
    private(set) var resized: [String] = []

    /// Reads what the given shapes say about the letters in them.
    init(_ inputs: [ValueInfo], given: Inputs) throws(ONNXFailure) {
      self.given = given
      sizes = given.sizes
      for name in given.shapes.keys.sorted() where !inputs.contains(where: { $0.name == name }) {
        throw ONNXFailure(.noSuchInput(name, known: inputs.map { $0.name }))
      }
      for (index, input) in inputs.enumerated() {
        guard let shape = shape(of: input, isFirst: index == 0), let declared = input.shape else { continue }
        guard shape.count == declared.count else {
          throw ONNXFailure(.inputRank(input: input.name, declared: declared.count, given: shape))
        }
        for (size, dimension) in zip(shape, declared) {
          if case .symbol(let symbol) = dimension, !symbol.isEmpty, sizes[symbol] == nil {
            sizes[symbol] = size
          }
        }
      }
    }

    private func shape(of input: ValueInfo, isFirst: Bool) -> [Int]? {
      if let shape = given.shapes[input.name] { return shape }
      guard isFirst, let shape = given.shape else { return nil }
      return [given.batch] + shape
    }

    /// The shape of an input.
    ///
    /// - Throws: `unknownSize` if a letter stands for a number that nobody gives.
    mutating func shape(of input: ValueInfo, isFirst: Bool) throws(ONNXFailure) -> [Int] {
      if let shape = shape(of: input, isFirst: isFirst) {
        for case (let size, .size(let declared)) in zip(shape, input.shape ?? []) where size != declared {
          resized.append(input.name)
          break
        }
        return shape
      }
      guard let declared = input.shape else {
        throw ONNXFailure(.unknownSize(symbol: "", input: input.name, axis: 0))
      }
      var shape: [Int] = []
      for (axis, dimension) in declared.enumerated() {
        guard let size = size(of: dimension, axis: axis, input: input) else {
          throw ONNXFailure(.unknownSize(symbol: dimension.symbol ?? "", input: input.name, axis: axis))
        }
        shape.append(size)
      }
      return shape
    }

    private mutating func size(of dimension: Dimension, axis: Int, input: ValueInfo) -> Int? {
      switch dimension {
      case .size(let size): return size
      case .symbol(let symbol):
        if let size = size(ofExpression: symbol) { return size }
        let guess = usualSize(symbol, axis: axis, rank: input.shape?.count ?? 0, type: input.type)
        if !symbol.isEmpty, let guess { sizes[symbol] = guess }
        return guess
      }
    }

    /// What a letter stands for by its name and place: the first axis is the batch; words for lengths are tokens.
    private func usualSize(_ symbol: String, axis: Int, rank: Int, type: DataType) -> Int? {
      let name = symbol.lowercased()
      func has(_ part: String) -> Bool { name.utf8.contains(part.utf8) }
      if has("past") { return given.pastTokens }
      if has("batch") || axis == 0 { return given.batch }
      if has("total") || has("attention") || has("key_len"), let tokens = given.tokens {
        return tokens.addingReportingOverflow(given.pastTokens ?? 0).partialValue
      }
      if has("seq") || has("token") || has("len") { return given.tokens }
      // Token numbers are the only whole numbers with two axes.
      return rank == 2 && type.isInteger ? given.tokens : nil
    }

    /// The number of a letter or of a sum of letters and numbers: `past_sequence_length + 1`.
    func size(ofExpression text: String) -> Int? {
      if let size = sizes[text] { return size }
      let parts = text.utf8.split(separator: UInt8(ascii: "+"))
      guard parts.count > 1 else { return nil }
      var total = 0
      for part in parts {
        let words = part.split(separator: UInt8(ascii: " "))
        guard words.count == 1, let word = words.first.map({ String(decoding: $0, as: UTF8.self) }),
          let size = sizes[word] ?? Int(word)
        else { return nil }
        let (sum, overflow) = total.addingReportingOverflow(size)
        guard !overflow else { return nil }
        total = sum
      }
      return total
    }

    /// The sizes of an annotated shape, or nil if a letter in it is unknown.
    func shape(_ dimensions: [Dimension]) -> [Int]? {
      var shape: [Int] = []
      for dimension in dimensions {
        switch dimension {
        case .size(let size): shape.append(size)
        case .symbol(let symbol):
          guard let size = size(ofExpression: symbol) else { return nil }
          shape.append(size)
        }
      }
      return shape
    }
  }
}

extension ONNX.Dimension {
  /// The letter, if it is one.
  var symbol: String? {
    if case .symbol(let symbol) = self { symbol } else { nil }
  }
}

extension String.UTF8View {
  /// Whether another text stands somewhere within this one.
  func contains(_ part: String.UTF8View) -> Bool {
    var rest = self[...]
    while rest.count >= part.count {
      if rest.starts(with: part) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
