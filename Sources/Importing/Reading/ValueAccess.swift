import Networks

// Asking a value for what is needed. Every error says where, what was expected, and what stood there.

extension Value {
  /// Whether it is `null`, `~`, or empty.
  public var isNull: Bool {
    if case .scalar(let scalar) = content { CoreSchema(scalar) == .null } else { false }
  }

  /// The text of any scalar but null, so that a name may be a number: `16`, `yes`, `"a b"`.
  public var word: String {
    get throws(ImportError) {
      guard case .scalar(let scalar) = content, CoreSchema(scalar) != .null else { throw wrong(.word) }
      return scalar.text
    }
  }

  /// A string: quoted, or a plain word that is neither a number, nor `true`, `false` or `null`.
  public var string: String {
    get throws(ImportError) {
      guard case .scalar(let scalar) = content, CoreSchema(scalar) == .string else { throw wrong(.string) }
      return scalar.text
    }
  }

  /// `true` or `false`.
  public var bool: Bool {
    get throws(ImportError) {
      guard case .scalar(let scalar) = content, case .bool(let value) = CoreSchema(scalar) else {
        throw wrong(.bool)
      }
      return value
    }
  }

  /// A whole number, written without a point or an exponent.
  public func integer(atLeast least: Int = .min, atMost most: Int = .max) throws(ImportError) -> Int {
    guard case .scalar(let scalar) = content, case .integer(let value) = CoreSchema(scalar) else {
      throw wrong(.integer)
    }
    guard let value, value >= least, value <= most else {
      throw place.error(.outOfRange(Value.cut(scalar.text), least: least, most: most))
    }
    return value
  }

  /// A finite number, as near as a `Double` comes to it.
  public var number: Double {
    get throws(ImportError) {
      guard case .scalar(let scalar) = content else { throw wrong(.number) }
      switch CoreSchema(scalar) {
      case .integer(let value?): return Double(value)
      case .integer(nil): return Double(scalar.text) ?? .infinity
      case .number(let value) where value.isFinite: return value
      default: throw wrong(.number)
      }
    }
  }

  /// The values of a list.
  public var sequence: [Value] {
    get throws(ImportError) {
      guard case .sequence(let values) = content else { throw wrong(.sequence) }
      return values
    }
  }

  /// Keys with values.
  public var mapping: Mapping {
    get throws(ImportError) {
      guard case .mapping(let mapping) = content else { throw wrong(.mapping) }
      return mapping
    }
  }

  /// The error for a value of another kind than is needed.
  public func wrong(_ expected: TextProblem.Kind) -> ImportError {
    place.error(.wrongKind(expected: expected, found: found))
  }

  private var found: TextProblem.Found {
    switch content {
    case .scalar(let scalar): isNull ? .null : .scalar(Value.cut(scalar.text))
    case .sequence: .sequence
    case .mapping: .mapping
    }
  }

  /// A text for a message: the first 60 characters, an ellipsis for the rest.
  static func cut(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }
}

extension Value.Mapping {
  /// The value of a key that must be there.
  ///
  /// - Throws: ``TextProblem/missingKey(_:)`` at the mapping's place.
  public func required(_ key: String) throws(ImportError) -> Value {
    guard let value = self[key] else { throw place.error(.missingKey(key)) }
    return value
  }

  /// The entries whose keys are not among `known`.
  public func unknownKeys(known: [String]) -> [Entry] { entries.filter { !known.contains($0.key) } }

  /// Refuses a key that is nearly one of those which are known; other keys are for others.
  ///
  /// - Throws: ``TextProblem/unknownKey(_:nearest:known:)`` at the first such key.
  public func refuseMisspelt(_ known: [String]) throws(ImportError) {
    for stranger in unknownKeys(known: known) {
      guard let nearest = Spelling.nearest(to: stranger.key, among: known) else { continue }
      throw stranger.keyPlace.error(.unknownKey(Value.cut(stranger.key), nearest: nearest, known: known))
    }
  }

  /// Refuses keys without meaning: a misspelt option must not be passed over in silence.
  ///
  /// - Throws: ``TextProblem/unknownKey(_:nearest:known:)`` at the first such key.
  public func allow(only known: [String]) throws(ImportError) {
    guard let stranger = unknownKeys(known: known).first else { return }
    let nearest = Spelling.nearest(to: stranger.key, among: known)
    throw stranger.keyPlace.error(.unknownKey(Value.cut(stranger.key), nearest: nearest, known: known))
  }
}
