/// A list or a mapping whose end has not been read yet.
struct OpenCollection {
  var place: FilePlace
  let isFlow: Bool
  let anchor: String?
  var content: Content
  /// How many values it has so far, itself included.
  var count = 1
  /// How many collections lie within each other in it, itself included.
  var depth = 1

  enum Content {
    case sequence([Value])
    case mapping(Value.Mapping, key: (text: String, place: FilePlace)?)
  }

  /// Takes the next value within; in a mapping, a scalar may be a key.
  mutating func add(
    _ value: Value, count added: Int, depth inner: Int, asKey scalar: Value.Scalar?
  ) throws(ImportError) {
    count += added
    depth = max(depth, inner + 1)
    switch content {
    case .sequence(var values):
      // The array is taken out while it grows, so that it is not copied each time.
      content = .sequence([])
      values.append(value)
      content = .sequence(values)
    case .mapping(var mapping, let key?):
      content = .sequence([])
      try mapping.append(key.text, at: key.place, value)
      content = .mapping(mapping, key: nil)
    case .mapping(var mapping, nil):
      guard let scalar, !value.isNull else { throw value.place.error(.keyIsNoName) }
      content = .sequence([])
      // A pair in a list, `[key: value]`, is a mapping that the parser sees at the colon only.
      if mapping.entries.isEmpty, (value.place.line, value.place.column) < (place.line, place.column) {
        place = value.place
        mapping.place = value.place
      }
      content = .mapping(mapping, key: (scalar.text, value.place))
    }
  }
}
