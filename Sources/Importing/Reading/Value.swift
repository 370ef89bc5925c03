/// A value of a YAML or JSON text, with its place.
///
/// Scalars keep their text; what they mean is asked for by the accessors, by the core schema of YAML 1.2.2, section 10.3.
///
///     let root = try Value.read(bytes, file: "config.json").mapping
///     let width = try root.required("hidden_size").integer(atLeast: 1)
public struct Value: Sendable {
  /// What a value is made of.
  public enum Content: Sendable {
    /// A word, a number, a quoted string, or nothing.
    case scalar(Scalar)
    /// A list.
    case sequence([Value])
    /// Keys with values, in their order.
    case mapping(Mapping)
  }

  /// A scalar as it was written, quotes and escapes undone.
  public struct Scalar: Hashable, Sendable {
    /// The text.
    public let text: String
    /// Whether it stood in quotes or in a block (`|`, `>`), so that it is a string whatever it looks like.
    public let isQuoted: Bool

    /// A scalar.
    public init(_ text: String, isQuoted: Bool) {
      self.text = text
      self.isQuoted = isQuoted
    }
  }

  /// Keys with values, in the order of the text. No key is there twice.
  public struct Mapping: Sendable {
    /// A key and its value.
    public struct Entry: Sendable {
      /// The key's text.
      public let key: String
      /// Where the key stands.
      public let keyPlace: FilePlace
      /// The value.
      public let value: Value
    }

    /// The entries in their order.
    public private(set) var entries: [Entry] = []
    /// Where the mapping begins.
    public internal(set) var place: FilePlace
    private var index: [String: Int] = [:]

    init(at place: FilePlace) { self.place = place }

    /// The keys in their order.
    public var keys: [String] { entries.map { $0.key } }

    /// The value of a key; nil if the key is absent. A key whose value is `null` or empty gives a value that
    /// ``Value/isNull``.
    public subscript(key: String) -> Value? { entry(key)?.value }

    /// A key with its value, or nil.
    public func entry(_ key: String) -> Entry? { index[key].map { entries[$0] } }

    /// - Throws: ``TextProblem/duplicateKey(_:first:)``.
    mutating func append(_ key: String, at keyPlace: FilePlace, _ value: Value) throws(ImportError) {
      if let before = entry(key) { throw keyPlace.error(.duplicateKey(key, first: before.keyPlace)) }
      index[key] = entries.count
      entries.append(Entry(key: key, keyPlace: keyPlace, value: value))
    }
  }

  /// What it is.
  public let content: Content
  /// Where it begins. For an empty value, where its key or its dash stands.
  public let place: FilePlace

  init(_ content: Content, at place: FilePlace) {
    self.content = content
    self.place = place
  }
}
