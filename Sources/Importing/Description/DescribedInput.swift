import Networks

/// What goes into a described network.
struct DescribedInput {
  let input: Network.Input
  /// The number of words that tokens are numbers of, if it is given.
  let vocabulary: Int?

  /// The inputs of a description: `input` for one, `inputs` for several, each with its name.
  static func all(of root: Value.Mapping) throws(ImportError) -> [DescribedInput] {
    guard let several = root.entry("inputs") else {
      return [try DescribedInput(root.required("input"), name: "")]
    }
    if root["input"] != nil { throw several.keyPlace.error(.bothGiven("input", "inputs")) }
    let entries = try several.value.mapping.entries
    guard !entries.isEmpty else { throw several.value.place.error(.noLayers) }
    var inputs: [DescribedInput] = []
    for entry in entries {
      let name = try Builder.checked(name: entry.key, at: entry.keyPlace)
      inputs.append(try DescribedInput(entry.value, name: name))
    }
    return inputs
  }

  /// The words for kinds of inputs, with how many sizes each has.
  static let layouts: [(word: String, layout: Shape.Layout, sizes: Int)] = [
    ("image", .map, 3), ("vector", .vector, 1), ("tokens", .tokens, 1), ("sequence", .sequence, 2),
    ("signal", .signal, 2), ("volume", .volume, 4),
  ]

  private init(_ value: Value, name: String) throws(ImportError) {
    guard case .mapping(let mapping) = value.content else {
      let sizes = try DescribedInput.sizes(value)
      switch sizes.count {
      case 1, 3, 4: self.init(input: Network.Input(sizes, name: name), vocabulary: nil)
      case 2: throw value.place.error(.ambiguousInput(try DescribedInput.text(value)))
      default: throw value.place.error(.badSizes(try DescribedInput.text(value)))
      }
      return
    }
    let words = DescribedInput.layouts.map { $0.word }
    try mapping.allow(only: words + ["vocabulary"])
    let given = DescribedInput.layouts.filter { mapping[$0.word] != nil }
    guard given.count == 1, let (word, layout, count) = given.first, let entry = mapping.entry(word) else {
      throw mapping.place.error(.inputNeedsOneOf(words))
    }
    let sizes = try DescribedInput.sizes(entry.value)
    guard sizes.count == count else {
      throw entry.value.place.error(.wrongSizeCount(needed: count, found: sizes.count))
    }
    if layout != .tokens, let stray = mapping.entry("vocabulary") {
      throw stray.keyPlace.error(.unknownKey("vocabulary", nearest: "tokens", known: words))
    }
    self.init(
      input: Network.Input(sizes, layout: layout, name: name),
      vocabulary: try mapping["vocabulary"]?.integer(atLeast: 1, atMost: Options.largest))
  }

  private init(input: Network.Input, vocabulary: Int?) {
    (self.input, self.vocabulary) = (input, vocabulary)
  }

  private static func text(_ value: Value) throws(ImportError) -> String {
    if case .sequence = value.content { return "" }
    return Value.cut(try value.word)
  }

  private static func sizes(_ value: Value) throws(ImportError) -> [Int] {
    if case .sequence(let values) = value.content {
      var sizes: [Int] = []
      for value in values { sizes.append(try value.integer(atLeast: 1, atMost: Options.largest)) }
      return sizes
    }
    let word = try value.word
    guard let sizes = Sizes.read(word) else { throw value.place.error(.badSizes(Value.cut(word))) }
    guard sizes.allSatisfy({ $0 > 0 }) else {
      throw value.place.error(.outOfRange(Value.cut(word), least: 1, most: Options.largest))
    }
    return sizes
  }
}
