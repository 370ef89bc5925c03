import Networks

/// A block that a description defines, to be used by its name.
///
///     define:
///       bottleneck:
///         parameters: {width: , stride: 1}
///         layers: [...]
struct Definition {
  let name: String
  /// The parameters in their order; an empty value means that it must be given.
  let parameters: [Value.Mapping.Entry]
  /// The list of its layers.
  let layers: Value

  /// All definitions of a description by their names.
  static func all(_ value: Value?) throws(ImportError) -> [String: Definition] {
    var definitions: [String: Definition] = [:]
    for entry in try value?.mapping.entries ?? [] {
      let isTaken = LayerKind.named(entry.key) != nil || isOption(entry.key)
      guard !isTaken else { throw entry.keyPlace.error(.reservedName(entry.key)) }
      guard isWord(entry.key) else { throw entry.keyPlace.error(.badName(Value.cut(entry.key))) }
      definitions[entry.key] = try Definition(entry)
    }
    return definitions
  }

  private init(_ entry: Value.Mapping.Entry) throws(ImportError) {
    name = entry.key
    guard case .mapping(let mapping) = entry.value.content else {
      _ = try entry.value.sequence
      (parameters, layers) = ([], entry.value)
      return
    }
    try mapping.allow(only: ["parameters", "layers"])
    parameters = try mapping["parameters"]?.mapping.entries ?? []
    layers = try mapping.required("layers")
    for parameter in parameters {
      let isTaken =
        LayerKind.named(parameter.key) != nil || Variables.reserved.contains(parameter.key)
        || LayerKind.common.contains(parameter.key)
      guard !isTaken else { throw parameter.keyPlace.error(.reservedName(parameter.key)) }
      guard Definition.isWord(parameter.key) else {
        throw parameter.keyPlace.error(.badName(Value.cut(parameter.key)))
      }
    }
  }

  /// The values of the parameters: as given with the block, else their defaults, in which those before may be used.
  func arguments(_ options: Options) throws(ImportError) -> [String: Value] {
    var variables = options.variables
    variables.parameters = [:]
    for parameter in parameters {
      let argument: Value
      if let given = options.entries[parameter.key] {
        argument = try options.variables.argument(given.value)
      } else if parameter.value.isNull {
        throw options.place.error(.missingKey(parameter.key))
      } else {
        argument = try variables.argument(parameter.value)
      }
      variables.parameters[parameter.key] = argument
    }
    return variables.parameters
  }

  /// Whether a name can stand in arithmetic.
  private static func isWord(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first), name.utf8.count <= 64 else {
      return false
    }
    return name.utf8.allSatisfy { SizeArithmetic.isWordByte($0) }
  }

  private static func isOption(_ name: String) -> Bool {
    LayerKind.common.contains(name) || LayerKind.all.contains { $0.options.contains(name) }
  }
}
