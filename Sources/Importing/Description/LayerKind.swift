import Networks

/// A kind of layer that a description may name.
struct LayerKind: Sendable {
  /// The name in the manual.
  let name: String
  /// Other names for the same.
  let aliases: [String]
  /// The option that a value right behind the kind gives: of `linear: 84` it is `out`.
  let main: String?
  /// The names of its own options.
  let options: [String]
  /// What it becomes.
  let meaning: Meaning

  /// What a kind becomes.
  enum Meaning: Sendable {
    /// One layer of the tensors that come in.
    case layer(@Sendable (Options) throws(ImportError) -> Operation)
    /// One layer of several tensors: `from` with one name means that one behind what comes in anyway.
    case join(@Sendable (Options) throws(ImportError) -> Operation)
    /// A module whose nodes the function appends.
    case module(Module.Role, @Sendable (inout Builder, Options) throws(ImportError) -> Void)
    /// Nothing that costs anything.
    case nothing
  }

  init(
    _ name: String, aliases: [String] = [], main: String? = nil, options: [String] = [], _ meaning: Meaning
  ) {
    (self.name, self.aliases, self.main, self.options, self.meaning) = (name, aliases, main, options, meaning)
  }

  /// Options that every kind has.
  static let common = ["name", "from", "repeat", "first", "training"]

  /// What generated names begin with: `conv` of `conv1`. Without hyphens, which would be minus signs in formulas.
  var prefix: String { name.filter { $0 != "-" } }

  /// All kinds, in the order of the manual.
  static let all: [LayerKind] =
    convolutions + linears + norms + activations + pools + joins + views + tokens + attentions + recurrents
    + composites

  /// The kind of a name in forgiving spelling, or nil.
  static func named(_ name: String) -> LayerKind? { byName[Spelling.folded(name)].map { all[$0] } }

  private static let byName: [[UInt8]: Int] = {
    var indices: [[UInt8]: Int] = [:]
    for (index, kind) in all.enumerated() {
      for name in [kind.name] + kind.aliases { indices[Spelling.folded(name)] = index }
    }
    return indices
  }()
}
