import Networks

/// One layer of a description as it is written: what it is, and its options.
struct Item {
  /// What it is.
  let target: Target
  /// Its name in the text, for messages.
  let word: String
  /// Where it stands.
  let place: FilePlace
  /// Its options by name.
  var entries: [String: Value.Mapping.Entry] = [:]

  /// What an item is.
  enum Target {
    case kind(LayerKind)
    case definition(Definition)

    /// The option that a value right behind it gives.
    var main: String? {
      switch self {
      case .kind(let kind): kind.main
      case .definition(let definition): definition.parameters.first?.key
      }
    }

    var options: [String] {
      switch self {
      case .kind(let kind): kind.options + LayerKind.common
      case .definition(let definition): definition.parameters.map { $0.key } + LayerKind.common
      }
    }

    /// What generated names begin with.
    var prefix: String {
      switch self {
      case .kind(let kind): kind.prefix
      case .definition(let definition): definition.name
      }
    }
  }
}

extension Builder {
  /// An item of a list of layers: a word, or a mapping in which one key names a kind or a block.
  func item(_ value: Value) throws(ImportError) -> Item {
    let value = variables.resolved(value)
    switch value.content {
    case .scalar(let scalar):
      guard !value.isNull else { throw value.place.error(.noKind(nearest: nil)) }
      guard let target = target(scalar.text) else { throw unknownKind(scalar.text, at: value.place) }
      return Item(target: target, word: Value.cut(scalar.text), place: value.place)
    case .mapping(let mapping): return try item(mapping)
    case .sequence: throw value.wrong(.mapping)
    }
  }

  private func item(_ mapping: Value.Mapping) throws(ImportError) -> Item {
    var found: (entry: Value.Mapping.Entry, target: Item.Target)?
    for entry in mapping.entries {
      guard let target = target(entry.key) else { continue }
      if let found { throw entry.keyPlace.error(.severalKinds(found.entry.key, entry.key)) }
      found = (entry, target)
    }
    // A list of layers that is repeated needs no other word.
    if found == nil, let entry = mapping.entry("layers"), let block = LayerKind.named("block") {
      found = (entry, .kind(block))
    }
    guard let (entry, target) = found else { throw noKind(mapping) }
    var item = Item(target: target, word: entry.key, place: entry.keyPlace)
    try item.take(entry, beside: mapping)
    if case .kind(let kind) = target {
      for entry in defaults[kind.name]?.entries ?? [] where item.entries[entry.key] == nil {
        item.entries[entry.key] = entry
      }
    }
    return item
  }

  private func target(_ name: String) -> Item.Target? {
    if let kind = LayerKind.named(name) { return .kind(kind) }
    return definitions[name].map { .definition($0) }
  }

  private var names: [String] {
    LayerKind.all.flatMap { [$0.name] + $0.aliases } + definitions.keys.sorted()
  }

  private func unknownKind(_ name: String, at place: FilePlace) -> ImportError {
    place.error(.unknownKind(Value.cut(name), nearest: Spelling.nearest(to: name, among: names)))
  }

  /// A key whose value is a list or a mapping, or the only key, was meant as the kind; others may be options.
  private func noKind(_ mapping: Value.Mapping) -> ImportError {
    let names = self.names
    if let entry = mapping.entries.first(where: { Spelling.nearest(to: $0.key, among: names) != nil }) {
      return unknownKind(entry.key, at: entry.keyPlace)
    }
    guard mapping.entries.count == 1 else { return mapping.place.error(.noKind(nearest: nil)) }
    return unknownKind(mapping.entries[0].key, at: mapping.entries[0].keyPlace)
  }
}

extension Item {
  /// The item with the options that its first copy has instead of the others' (`first: {stride: 2}`); nil without them.
  func firstCopy() throws(ImportError) -> Item? {
    guard let entry = entries["first"] else { return nil }
    let options = try entry.value.mapping
    try options.allow(only: target.options.filter { !LayerKind.common.contains($0) })
    var copy = self
    for option in options.entries { copy.entries[option.key] = option }
    return copy
  }

  /// Takes the options behind the kind and those beside it.
  fileprivate mutating func take(
    _ kind: Value.Mapping.Entry, beside mapping: Value.Mapping
  ) throws(ImportError) {
    let known = target.options
    switch kind.value.content {
    case .mapping(let options):
      try options.allow(only: known)
      for entry in options.entries { entries[entry.key] = entry }
    default:
      if kind.value.isNull { break }
      guard let main = target.main else { throw kind.value.place.error(.takesNoValue(kind: word)) }
      entries[main] = kind
    }
    for entry in mapping.entries where entry.key != kind.key {
      guard known.contains(entry.key) else {
        let nearest = Spelling.nearest(to: entry.key, among: known)
        throw entry.keyPlace.error(.unknownKey(Value.cut(entry.key), nearest: nearest, known: known))
      }
      guard entries[entry.key] == nil else { throw entry.keyPlace.error(.givenTwice(option: entry.key)) }
      entries[entry.key] = entry
    }
  }
}
