import Networks

extension Config {
  /// How many classes a classifier tells apart: the names in `id2label`, else `num_labels`, else 2.
  func labels() throws(ImportError) -> Int {
    if let value = entry("id2label")?.value, !value.isNull {
      let names = try value.mapping.entries.count
      guard names > 0 else { throw value.wrong(.mapping) }
      return names
    }
    return try optionalSize("num_labels") ?? 2
  }

  /// The defaults of ``labels()``.
  static let labelDefaults: Defaults = ["id2label": nil, "num_labels": nil]

  /// The height and width of a key: one number for both, or a list of two.
  func extents(_ key: String) throws(ImportError) -> Extents {
    guard let value = entry(key)?.value, case .sequence = value.content else {
      return Extents(all: try size(key))
    }
    let sizes = try sizes(key)
    guard sizes.count == 2 else { throw value.wrong(.integer) }
    return Extents(sizes[0], sizes[1])
  }

  /// Refuses a flag that adds to the network what is not understood.
  func refuse(_ key: String) throws(ImportError) {
    if try flag(key) { throw error(.unsupported(key: key, "true"), at: key) }
  }

  /// A function without numbers of its own.
  func function(_ key: String) throws(ImportError) -> Operation.Activation.Function {
    try activation(key).function
  }
}

extension Config.Defaults {
  /// These and others.
  static func + (first: Self, second: Self) -> Self { first.merging(second) { _, last in last } }
}
