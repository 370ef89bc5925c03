import Networks

/// A configuration: values by key, and what they are where a key is left out.
///
/// A key that is left out and a key that is `null` are not the same: the first has the default of its model type, the second is
/// nothing, which only some keys may be.
struct Config: Sendable {
  /// The values that were given.
  let keys: Value.Mapping
  /// The keys that are read, and what they are where they are left out.
  let defaults: Defaults
  private let otherSpellings: [String: String]

  typealias Defaults = [String: Default]

  /// What a key is where it is left out.
  enum Default: Hashable, Sendable {
    case integer(Int)
    case number(Double)
    case flag(Bool)
    case word(String)
    case integers([Int])
    case nothing
  }

  init(_ keys: Value.Mapping, defaults: Defaults, otherSpellings: [String: String] = [:]) {
    (self.keys, self.defaults, self.otherSpellings) = (keys, defaults, otherSpellings)
  }

  /// Sizes and counts beyond this are refused, so that the product of two stays far within 64 bits.
  static let largest = 1 << 30
  /// Layers beyond this are refused: each may differ from its neighbours and become a part of its own.
  static let mostLayers = 10_000

  // MARK: - Values

  /// A size, at least 1.
  func size(_ key: String, atMost most: Int = largest) throws(ImportError) -> Int {
    try integer(key, atLeast: 1, atMost: most)
  }

  /// A count, which may be 0.
  func count(_ key: String, atMost most: Int = largest) throws(ImportError) -> Int {
    try integer(key, atLeast: 0, atMost: most)
  }

  /// A size that may be nothing.
  func optionalSize(_ key: String) throws(ImportError) -> Int? {
    isNothing(key) ? nil : try size(key)
  }

  /// A count that may be nothing.
  func optionalCount(_ key: String) throws(ImportError) -> Int? {
    isNothing(key) ? nil : try count(key)
  }

  /// The number of layers.
  func layers(_ key: String) throws(ImportError) -> Int { try size(key, atMost: Self.mostLayers) }

  private func integer(_ key: String, atLeast least: Int, atMost most: Int) throws(ImportError) -> Int {
    if let value = entry(key)?.value { return try value.integer(atLeast: least, atMost: most) }
    guard case .integer(let value) = defaults[key] else { throw keys.place.error(.missingKey(key)) }
    return value
  }

  /// A number with or without a fraction.
  func number(_ key: String) throws(ImportError) -> Double {
    if let value = entry(key)?.value { return try value.number }
    switch defaults[key] {
    case .number(let value): return value
    case .integer(let value): return Double(value)
    default: throw keys.place.error(.missingKey(key))
    }
  }

  /// `true` or `false`.
  func flag(_ key: String) throws(ImportError) -> Bool {
    if let value = entry(key)?.value { return try value.bool }
    guard case .flag(let value) = defaults[key] else { throw keys.place.error(.missingKey(key)) }
    return value
  }

  /// A word.
  func word(_ key: String) throws(ImportError) -> String {
    if let value = entry(key)?.value { return try value.string }
    guard case .word(let value) = defaults[key] else { throw keys.place.error(.missingKey(key)) }
    return value
  }

  /// A list of sizes, each at least 1.
  func sizes(_ key: String) throws(ImportError) -> [Int] { try integers(key, atLeast: 1) }

  /// A list of counts, each at least 0; nothing is an empty list.
  func counts(_ key: String) throws(ImportError) -> [Int] {
    isNothing(key) ? [] : try integers(key, atLeast: 0)
  }

  private func integers(_ key: String, atLeast least: Int) throws(ImportError) -> [Int] {
    guard let value = entry(key)?.value else {
      guard case .integers(let values) = defaults[key] else { throw keys.place.error(.missingKey(key)) }
      return values
    }
    var integers: [Int] = []
    for element in try value.sequence {
      integers.append(try element.integer(atLeast: least, atMost: Self.largest))
    }
    return integers
  }

  /// Whether a key is `null`, or left out where that means nothing.
  func isNothing(_ key: String) -> Bool {
    if let value = entry(key)?.value { return value.isNull }
    return defaults[key] == .nothing
  }

  /// A configuration within this one, with defaults of its own. Where the key is left out, all of them hold.
  func nested(_ key: String, defaults: Defaults) throws(ImportError) -> Config {
    if isNothing(key) || entry(key) == nil { return Config(.init(at: keys.place), defaults: defaults) }
    let config = Config(try entry(key)?.value.mapping ?? keys, defaults: defaults)
    try config.refuseSlips()
    return config
  }

  // MARK: - Places and problems

  /// A key as it was given, by another spelling if it has one.
  func entry(_ key: String) -> Value.Mapping.Entry? {
    for (other, usual) in otherSpellings where usual == key {
      if let entry = keys.entry(other), !entry.value.isNull { return entry }
    }
    return keys.entry(key)
  }

  /// A problem with the value of a key.
  func error(_ problem: ConfigProblem, at key: String) -> ImportError {
    (entry(key)?.value.place ?? keys.place).error(problem)
  }

  /// Refuses a key that is a slip of the keyboard for one that is read and left out: the network would silently get the
  /// default. Other keys are passed over, for a configuration holds much that no count depends on.
  func refuseSlips() throws(ImportError) {
    let read = ["architectures"] + defaults.keys.sorted() + otherSpellings.keys.sorted()
    let absent = read.filter { keys[$0] == nil }
    for entry in keys.entries where !read.contains(entry.key) {
      guard let nearest = Spelling.nearest(to: entry.key, among: absent, within: 2) else { continue }
      throw entry.keyPlace.error(.unknownKey(Value.cut(entry.key), nearest: nearest, known: read))
    }
  }
}

extension FilePlace {
  func error(_ problem: ConfigProblem) -> ImportError { error(.config(problem)) }
}

// Defaults read like the values of a configuration.

extension Config.Default: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
  init(integerLiteral value: Int) { self = .integer(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(stringLiteral value: String) { self = .word(value) }
  init(arrayLiteral elements: Int...) { self = .integers(elements) }
  init(nilLiteral: ()) { self = .nothing }
}
