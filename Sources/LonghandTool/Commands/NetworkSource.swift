import Longhand

/// The network that a word of the command line means, and what goes into it.
struct NetworkSource {
  /// The network.
  var network: Network
  /// The shapes that go in, batch first.
  var inputs: [Shape]
  /// The file that it came from, by its path, if it is none of the catalogue.
  var file: (path: String, contents: NetworkFile)?

  init(_ word: String, _ invocation: Invocation) throws(Failure) {
    let sizes = try InputSizes(invocation)
    if let entry = Catalogue.entry(named: word) {
      guard sizes.past == nil || entry.takesPast else {
        throw Failure("--past has no meaning for \(entry.title): it caches no tokens")
      }
      network = entry.network(past: sizes.past ?? 0)
      inputs = try sizes.shapes(for: network)
    } else if let kind = NetworkFile.Kind(path: word) {
      self = try NetworkSource(file: word, kind, sizes)
    } else {
      throw Failure(
        "there is no network \(quoted(word))",
        help: [
          Catalogue.nearest(to: word).map { "Did you mean \($0)?" },
          "`longhand networks` lists what is known; files are model.onnx, config.json, network.yaml.",
        ].compactMap { $0 })
    }
  }

  private init(file: String, _ kind: NetworkFile.Kind, _ sizes: InputSizes) throws(Failure) {
    let loaded: NetworkFile
    do throws(ImportError) {
      loaded = try NetworkFile(
        file, kind: kind, input: sizes.input, tokens: sizes.tokens, batch: sizes.batch, past: sizes.past ?? 0,
        head: sizes.head)
    } catch { throw Failure(error) }
    network = loaded.network
    if let shapes = loaded.shapes { inputs = shapes } else { inputs = try sizes.shapes(for: loaded.network) }
    self.file = (file, loaded)
  }

  /// Whether it is a graph of operations, which does not tell how the code that it was exported from writes its layers.
  var isGraph: Bool { file.map { NetworkFile.Kind(path: $0.path) == .onnx } ?? false }

  /// Why the network cannot be derived, at the place in its file where that is known.
  func failure(_ error: DerivationError) -> Failure {
    var failure = Failure(error, network: network, input: inputs.first ?? Shape([]))
    if let file {
      failure.place = file.path
      if let part = error.path, let place = file.contents.place(of: part) {
        failure.place = "\(file.path):\(place.line):\(place.column)"
      }
    }
    return failure
  }
}

/// The sizes that options give: `--input`, `--tokens`, `--past`, `--batch`.
struct InputSizes {
  let input: [Int]?
  let tokens: Int?
  let past: Int?
  let batch: Int
  let head: HuggingFace.Head
  private let word: String?

  init(_ invocation: Invocation) throws(Failure) {
    word = invocation[.input]
    input = try word.map { word throws(Failure) in try NetworkArgument.sizes(word) }
    tokens = try NetworkArgument.count(invocation[.tokens], name: "--tokens")
    past = try NetworkArgument.count(invocation[.past], name: "--past", least: 0)
    batch = try NetworkArgument.count(invocation[.batch], name: "--batch") ?? 1
    head = invocation[.head].map { $0 == "with" ? .with : .without } ?? .asNamed
  }

  /// The shapes of a network's inputs: as many tokens as are asked for wherever tokens go in, and the given sizes for
  /// the first of the other inputs.
  func shapes(for network: Network) throws(Failure) -> [Shape] {
    var isInputUsed = input == nil
    var isTokensUsed = tokens == nil
    var shapes: [Shape] = []
    for expected in network.inputs {
      var sizes = expected.usual
      let takesTokens = expected.layout == .tokens
      if takesTokens, let tokens {
        sizes = [tokens]
        isTokensUsed = true
      }
      if !isInputUsed, let input, !takesTokens || network.inputs.count == 1 {
        try check(input, like: expected.usual)
        sizes = input
        isInputUsed = true
      }
      shapes.append(expected.shape(batch: batch, sizes))
    }
    guard isTokensUsed else {
      throw Failure("--tokens has no meaning for \(network.title): no tokens go in")
    }
    guard isInputUsed else {
      throw Failure("--input has no meaning for \(network.title): only tokens go in", help: ["Use --tokens."])
    }
    return shapes
  }

  private func check(_ sizes: [Int], like usual: [Int]) throws(Failure) {
    guard sizes.count == usual.count else {
      let form = usual.map { String($0) }.joined(separator: "x")
      throw Failure(
        "--input needs \(usual.count) sizes here, such as \(form), but \(quoted(word ?? "")) has \(sizes.count)",
        help: sizes.count == usual.count + 1 ? ["The batch is not part of it: use --batch."] : [])
    }
  }
}
