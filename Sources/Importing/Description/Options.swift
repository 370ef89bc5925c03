import Networks

/// The options of one layer, with what comes into it.
struct Options {
  /// The largest size that an option takes; products of two stay within `Int`.
  static let largest = 1_000_000_000

  /// The kind, in the description's own words.
  let kind: String
  /// Where the layer stands.
  let place: FilePlace
  /// The options by name.
  let entries: [String: Value.Mapping.Entry]
  /// What names in them stand for.
  let variables: Variables
  /// What comes in.
  let inputs: [Tensor]
  /// Tokens that were read before and are cached.
  let past: Int

  /// The first tensor that comes in.
  var input: Shape { inputs[0].shape }

  /// An option with parameters put in, or nil if it is not given.
  subscript(key: String) -> Value? { entries[key].map { variables.resolved($0.value) } }

  /// An option that must be given.
  func required(_ key: String) throws(ImportError) -> Value {
    guard let value = self[key] else { throw place.error(.missingKey(key)) }
    return value
  }

  /// A size of at least `least`; without a default the option must be given.
  func integer(_ key: String, default number: Int? = nil, atLeast least: Int = 1) throws(ImportError) -> Int {
    if let number, self[key] == nil { return number }
    return try variables.integer(try required(key), atLeast: least, atMost: Options.largest)
  }

  /// A size, or nil if it is not given.
  func optionalInteger(_ key: String, atLeast least: Int = 1) throws(ImportError) -> Int? {
    self[key] == nil ? nil : try integer(key, atLeast: least)
  }

  /// `true` or `false`.
  func bool(_ key: String, default value: Bool) throws(ImportError) -> Bool {
    guard let given = self[key] else { return value }
    return try given.bool
  }

  /// One of a few words, in forgiving spelling.
  func word<Meaning>(
    _ key: String, _ meanings: [(name: String, meaning: Meaning)], default word: String
  ) throws(ImportError) -> Meaning {
    let text = try self[key]?.word ?? word
    let folded = Spelling.folded(text)
    for (name, meaning) in meanings where Spelling.folded(name) == folded { return meaning }
    let known = meanings.map { $0.name }
    let problem = DescriptionProblem.unknownWord(
      Value.cut(text), nearest: Spelling.nearest(to: text, among: known), known: known)
    throw (self[key]?.place ?? place).error(problem)
  }

  /// Sizes: a number, `3x3`, or a list of numbers.
  func sizes(_ value: Value, atLeast least: Int) throws(ImportError) -> [Int] {
    switch value.content {
    case .sequence(let values):
      var sizes: [Int] = []
      for value in values {
        sizes.append(try variables.integer(value, atLeast: least, atMost: Options.largest))
      }
      return sizes
    case .scalar(let scalar):
      if !scalar.isQuoted, CoreSchema(scalar) == .string, let sizes = Sizes.read(scalar.text) {
        guard sizes.allSatisfy({ $0 >= least }) else {
          throw value.place.error(.outOfRange(scalar.text, least: least, most: Options.largest))
        }
        return sizes
      }
      return [try variables.integer(value, atLeast: least, atMost: Options.largest)]
    case .mapping: throw value.wrong(.integer)
    }
  }

  /// Sizes along the axes of a window: one for all axes, or one for each.
  func extents(
    _ key: String, axes: Int, default extents: Extents? = nil, atLeast least: Int = 1
  ) throws(ImportError) -> Extents {
    if let extents, self[key] == nil { return extents }
    let value = try required(key)
    let sizes = try self.sizes(value, atLeast: least)
    guard let extents = Extents(sizes, axisCount: axes) else {
      throw value.place.error(.wrongSizeCount(needed: axes, found: sizes.count))
    }
    return extents
  }

  /// Refuses a number that is given for what comes in and differs from it.
  func check(_ key: String, is comesIn: Int) throws(ImportError) {
    guard let given = try optionalInteger(key), given != comesIn else { return }
    throw (self[key]?.place ?? place).error(.contradictsInput(given: given, comesIn: comesIn))
  }

  /// The channels or features that come in.
  func channels() throws(ImportError) -> Int {
    guard let channels = input.channelCount else {
      throw wrongLayout([.vector, .sequence, .signal, .map, .volume])
    }
    return channels
  }

  /// Over how many axes a window moves. A kind that says it, `conv2d`, is held to its word.
  func windowAxes() throws(ImportError) -> Int {
    guard let axes = input.windowAxes else { throw wrongLayout([.signal, .map, .volume]) }
    let said: [(ending: String, layout: Shape.Layout)] = [("1d", .signal), ("2d", .map), ("3d", .volume)]
    for (ending, layout) in said where kind.lowercased().hasSuffix(ending) { try require([layout]) }
    return axes
  }

  /// Refuses tensors of other layouts.
  func require(_ layouts: [Shape.Layout]) throws(ImportError) {
    guard layouts.contains(input.layout) else { throw wrongLayout(layouts) }
  }

  func wrongLayout(_ takes: [Shape.Layout]) -> ImportError {
    place.error(.wrongLayout(kind: kind, takes: takes, found: input))
  }
}
