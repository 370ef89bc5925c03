public import Networks

/// Networks from the `config.json` of the library transformers.
///
/// A configuration says no more than the settings; the architecture is that of the model type. Counts are those of the
/// classes of version 5.23, and configurations as versions 4 and 5 write them give the same.
///
///     let llama = try HuggingFace.network(bytes, file: "config.json")
public enum HuggingFace {
  /// With or without what makes predictions of states.
  public enum Head: UInt8, Hashable, Sendable, CaseIterable {
    /// As the class in `architectures` has it; with the usual head where there is none.
    case asNamed
    /// With the head of the class in `architectures`, or with the usual one.
    case with
    /// What stands under the head.
    case without
  }

  /// The names of the model types that are understood, in alphabetical order.
  public static var modelTypes: [String] { ModelType.all.map { $0.name }.sorted() }

  /// The network of a configuration.
  ///
  /// - Parameters:
  ///   - bytes: the text of the file.
  ///   - file: its path, for errors.
  ///   - past: tokens that were read before and are cached, where the model can have such.
  ///   - head: whether there is a head.
  /// - Throws: a ``TextProblem`` where the text or a value is wrong, a ``ConfigProblem`` where its values do not make a
  ///   network that is understood; both with their place.
  public static func network(
    _ bytes: [UInt8], file: String, past: Int = 0, head: Head = .asNamed
  ) throws(ImportError) -> Network {
    try network(Value.read(bytes, file: file).mapping, past: past, head: head)
  }

  /// The network of a configuration that was read.
  static func network(
    _ keys: Value.Mapping, past: Int = 0, head: Head = .asNamed
  ) throws(ImportError) -> Network {
    let named = try keys.required("model_type")
    let name = try named.string
    guard let type = ModelType.all.first(where: { $0.name == name }) else {
      throw named.place.error(
        .unknownModelType(
          Value.cut(name), nearest: Spelling.nearest(to: name, among: modelTypes), known: modelTypes))
    }
    let config = Config(keys, defaults: type.defaults, otherSpellings: type.otherSpellings)
    try config.refuseSlips()
    let architecture = try architecture(of: type, config, head)
    guard past == 0 || type.takesPast else { throw named.place.error(.cachesNothing(name)) }
    let model = try type.build(config, head == .without ? nil : architecture, past)
    return Network(
      name: type.name, title: head == .without ? type.bare : architecture, publication: type.publication,
      inputs: model.inputs, root: model.root)
  }

  /// The class whose network is meant.
  private static func architecture(
    of type: ModelType, _ config: Config, _ head: Head
  ) throws(ImportError) -> String {
    let usual = type.architectures.first ?? type.bare
    if head == .without { return type.bare }
    guard let names = config.keys["architectures"], !names.isNull, let name = try names.sequence.first else {
      return usual
    }
    let architecture = try name.string
    let known = type.architectures + [type.bare]
    guard known.contains(architecture) else {
      // Whoever asks for the usual head need not be told that another one is not known.
      if head == .with { return usual }
      throw name.place.error(
        .unknownArchitecture(
          Value.cut(architecture), nearest: Spelling.nearest(to: architecture, among: known), known: known))
    }
    return head == .with && architecture == type.bare ? usual : architecture
  }
}
