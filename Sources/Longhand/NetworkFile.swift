public import Importing
public import Networks

/// A network read from a file: an ONNX model, a configuration of Hugging Face, or a description in YAML.
///
///     let file = try NetworkFile("model.onnx")
///     let derivation = try derive(file.network, inputs: file.shapes ?? [])
public struct NetworkFile: Sendable {
  /// The network.
  public var network: Network
  /// The shapes of its inputs, where the file fixes them.
  public var shapes: [Shape]?
  private var described: DescribedNetwork?

  /// Where in the file a part is described, by its path; only of descriptions.
  public func place(of path: String) -> FilePlace? { described?.place(of: path) }

  /// The formats that are known, by the ending of the name.
  public enum Kind: Hashable, Sendable {
    /// `model.onnx`
    case onnx
    /// `config.json`
    case configuration
    /// `network.yaml`
    case description

    /// The format of a path, or nil if its ending is another one.
    public init?(path: String) {
      func ends(_ ending: String) -> Bool { path.lowercased().hasSuffix(ending) }
      if ends(".onnx") {
        self = .onnx
      } else if ends(".json") {
        self = .configuration
      } else if ends(".yaml") || ends(".yml") {
        self = .description
      } else {
        return nil
      }
    }
  }
}

extension NetworkFile {
  /// Reads a network from a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - kind: its format.
  ///   - input: the first input's sizes without the batch, where the file leaves them open.
  ///   - tokens: the length of sequences, where it is open.
  ///   - batch: the batch size, where it is open.
  ///   - past: tokens that were read before and are cached.
  ///   - head: whether a configuration is read with its head.
  /// - Throws: ``ImportError``: what is wrong with the file, with its place.
  public init(
    _ path: String, kind: Kind, input: [Int]? = nil, tokens: Int? = nil, batch: Int = 1, past: Int = 0,
    head: HuggingFace.Head = .asNamed
  ) throws(ImportError) {
    switch kind {
    case .onnx:
      let sizes = ONNX.Inputs(shape: input, batch: batch, tokens: tokens, pastTokens: past)
      let imported = try ONNX.network(at: path, sizes)
      (network, shapes) = (imported.network, imported.shapes)
    case .configuration:
      network = try HuggingFace.network(TextFile.bytes(of: path), file: path, past: past, head: head)
    case .description:
      let described = try Description.network(from: TextFile.bytes(of: path), file: path, past: past)
      network = described.network
      self.described = described
    }
  }
}
