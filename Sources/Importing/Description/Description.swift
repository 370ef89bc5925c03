import Networks

/// Longhand's own description of a network: a few lines of YAML that say what follows what.
///
///     name: LeNet-5
///     input: 1x32x32
///     layers:
///       - conv: {out: 6, kernel: 5}
///       - tanh
///       - avgpool: 2
///       - flatten
///       - linear: 10
///
/// The format with all its words is told in the manual's page on networks (`Docs/Networks.md`).
public enum Description {
  /// Reads a network from the bytes of a description.
  ///
  /// Channels and features that come into a layer are worked out from the usual input, and so is every shape: what does not
  /// fit is refused here, at its line and column.
  ///
  ///     let described = try Description.network(from: bytes, file: "lenet.yaml")
  ///     let derivation = try derive(described.network)
  ///
  /// - Parameters:
  ///   - bytes: the text, YAML or JSON in UTF-8.
  ///   - file: its path, for messages, and for the network's name if the text gives none.
  ///   - past: tokens that were read before and are cached, for attention that does not look ahead.
  /// - Throws: ``ImportError`` with a ``TextProblem`` or a ``DescriptionProblem``, always with line and column.
  public static func network(
    from bytes: [UInt8], file: String, past: Int = 0
  ) throws(ImportError) -> DescribedNetwork {
    let root = try Value.read(bytes, file: file).mapping
    try root.allow(only: ["name", "source", "input", "inputs", "defaults", "define", "layers"])
    let name = try root["name"]?.word ?? stem(of: file)
    let publication = try source(root["source"], ofNetwork: name)
    let inputs = try DescribedInput.all(of: root)
    var builder = Builder(
      definitions: try Definition.all(root["define"]), defaults: try defaults(root["defaults"]), past: past)
    try builder.build(root.required("layers"), inputs: inputs, at: root.place)
    let network = Network(
      name: name, title: name, publication: publication, inputs: inputs.map { $0.input },
      root: builder.scopes[0].module)
    return DescribedNetwork(network: network, places: builder.places)
  }

  /// Where the network was published; without that the network itself is named, without authors and year.
  private static func source(_ value: Value?, ofNetwork name: String) throws(ImportError) -> Publication {
    var publication = Publication(authors: "", title: name, year: 0, identifier: "")
    guard let mapping = try value?.mapping else { return publication }
    try mapping.allow(only: ["title", "authors", "year", "identifier"])
    if let title = mapping["title"] { publication.title = try title.word }
    if let year = mapping["year"] { publication.year = try year.integer(atLeast: 1, atMost: 9999) }
    if let identifier = mapping["identifier"] { publication.identifier = try identifier.word }
    guard let authors = mapping["authors"] else { return publication }
    if case .sequence(let values) = authors.content {
      var names: [String] = []
      for value in values { names.append(try value.word) }
      publication.authors = names.joined(separator: ", ")
    } else {
      publication.authors = try authors.word
    }
    return publication
  }

  /// Options for every layer of a kind, unless the layer has others.
  private static func defaults(_ value: Value?) throws(ImportError) -> [String: Value.Mapping] {
    var defaults: [String: Value.Mapping] = [:]
    for entry in try value?.mapping.entries ?? [] {
      guard let kind = LayerKind.named(entry.key) else {
        let nearest = Spelling.nearest(to: entry.key, among: LayerKind.all.map { $0.name })
        throw entry.keyPlace.error(.unknownKind(Value.cut(entry.key), nearest: nearest))
      }
      let options = try entry.value.mapping
      try options.allow(only: kind.options)
      defaults[kind.name] = options
    }
    return defaults
  }

  /// `lenet` of `networks/lenet.yaml`.
  private static func stem(of path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    let stem = file.split(separator: ".").first ?? ""
    return stem.isEmpty ? "network" : String(stem)
  }
}

extension Builder {
  /// Builds the whole network.
  fileprivate mutating func build(
    _ layers: Value, inputs: [DescribedInput], at place: FilePlace
  ) throws(ImportError) {
    var names: [String: Tensor] = [:]
    var tensors: [Tensor] = []
    for (index, input) in inputs.enumerated() {
      let tensor = Tensor(
        source: .moduleInput(index), shape: input.input.shape(batch: 1), vocabulary: input.vocabulary)
      tensors.append(tensor)
      if !input.input.name.isEmpty { names[input.input.name] = tensor }
    }
    variables.numbers["vocabulary"] = inputs.lazy.compactMap { $0.vocabulary }.first
    scopes = [Scope(.network, path: "", inputs: tensors, names: names)]
    mark(place)
    try build(layers: layers)
    guard !scope.module.nodes.isEmpty else { throw layers.place.error(.noLayers) }
  }
}
