// Radford, Kim, Xu, Brockman, McLeavey, Sutskever: "Robust Speech Recognition via Large-Scale Weak Supervision".
//
// Names of modules are those of transformers.

/// The settings of Whisper, and its networks: a spectrogram goes in first, the tokens of the decoder second.
///
/// A spectrogram has always 30 seconds, that is 3,000 frames; the second convolution halves them, so that the encoder works
/// on 1,500 positions whatever was said.
public struct Whisper: Hashable, Sendable {
  /// Words in the vocabulary.
  public var vocabulary: Int
  /// Bands of the spectrogram.
  public var bands: Int
  /// Features of a position and of a token.
  public var width: Int
  /// The encoder.
  public var encoder: Stack
  /// The decoder.
  public var decoder: Stack
  /// Positions of the encoder, half as many as frames.
  public var sourcePositions: Int
  /// Rows of the decoder's table of positions.
  public var targetPositions: Int
  /// The function in the feed-forward networks; behind the convolutions it is GELU always.
  public var activation: Operation.Activation.Function

  /// The layers of the encoder or the decoder.
  public struct Stack: Hashable, Sendable {
    /// How many there are.
    public var layers: Int
    /// Heads of attention in each.
    public var heads: Int
    /// Features between the two layers of the feed-forward network.
    public var inner: Int

    /// Layers with all their settings.
    public init(layers: Int, heads: Int, inner: Int) {
      self.layers = layers
      self.heads = heads
      self.inner = inner
    }
  }

  /// Settings with those of the paper as defaults.
  public init(
    vocabulary: Int = 51_865, bands: Int = 80, width: Int, encoder: Stack, decoder: Stack,
    sourcePositions: Int = 1_500, targetPositions: Int = 448,
    activation: Operation.Activation.Function = .gelu
  ) {
    self.vocabulary = vocabulary
    self.bands = bands
    self.width = width
    self.encoder = encoder
    self.decoder = decoder
    self.sourcePositions = sourcePositions
    self.targetPositions = targetPositions
    self.activation = activation
  }

  /// What goes in: the spectrogram, and as many tokens as the decoder has positions.
  public var inputs: [Network.Input] {
    let frames = Int.product(2, max(1, sourcePositions))
    return [
      Network.Input([max(1, bands), frames], layout: .signal, name: "spectrogram"),
      .tokens(max(1, targetPositions), name: "decoder"),
    ]
  }

  /// Which parts there are.
  public enum Head: Hashable, Sendable {
    /// Encoder and decoder: the states of the decoder's tokens come out.
    case none
    /// With a head for words, whose matrix is the table of words unless it is untied.
    case words(isTied: Bool)
  }

  /// The network with a head.
  public func network(_ head: Head) -> Module {
    var root = Module(.network)
    let prefix = head == .none ? "" : "model."
    let memory = root.append(partsOf: encoderModule, prefix + "encoder.", from: [.input])
    root.append(partsOf: decoderModule, prefix + "decoder.", from: [.moduleInput(1), memory])
    if case .words(let isTied) = head {
      root.append("proj_out", .linear(width, vocabulary, hasBias: false, weights: isTied ? .shared : .own))
    }
    return root
  }

  private var encoderModule: Module {
    func window(stride: Int) -> Operation.Window {
      Operation.Window(kernel: 3, stride: Extents(all: stride), padding: 1, axisCount: 1)
    }
    var module = Module(.group)
    module.append(
      "conv1", .convolution(bands, width, window: window(stride: 1), hasBias: true), from: [.input])
    module.append("gelu", .activation(.gelu), call: .function)
    module.append("conv2", .convolution(width, width, window: window(stride: 2), hasBias: true))
    module.append("gelu_1", .activation(.gelu), call: .function)
    module.append("permute", .view(.permuted([0, 2, 1], .sequence)))
    // Sinusoids that are stored as a table.
    module.append("embed_positions", .learned(.positions(rows: sourcePositions, features: width)))
    module.append("layers", .module(.list(of: layer(encoder, isDecoder: false), count: encoder.layers)))
    module.append("layer_norm", .layerNorm(width))
    return module
  }

  private var decoderModule: Module {
    var module = Module(.group)
    module.append("embed_tokens", .embedding(vocabulary, width), from: [.input])
    let states = module.append(
      "embed_positions", .learned(.positions(rows: targetPositions, features: width)))
    let layers = Module.list(
      of: layer(decoder, isDecoder: true), count: decoder.layers, seesMemory: true)
    module.append("layers", .module(layers), from: [states, .moduleInput(1)])
    module.append("layer_norm", .layerNorm(width))
    return module
  }

  /// A layer. A bias of the keys would add the same to all scores of a query, so that they have none.
  private func layer(_ stack: Stack, isDecoder: Bool) -> Module {
    let attention = MultiHeadAttention(
      width: width, heads: stack.heads, headWidth: width.divided(amongHeads: stack.heads),
      biases: .init(query: true, key: false, value: true, output: true))
    var selfAttention = attention
    selfAttention.mask = isDecoder ? .causal : .none
    return EncoderDecoderLayer(
      selfAttention: selfAttention, crossAttention: isDecoder ? attention : nil,
      feedForward: FeedForward(width: width, inner: stack.inner, activation: activation), normsFirst: true
    ).module
  }
}

extension Whisper {
  /// The paper.
  public static let publication = Publication(
    authors: "Radford, Kim, Xu, Brockman, McLeavey, Sutskever",
    title: "Robust Speech Recognition via Large-Scale Weak Supervision", year: 2022,
    identifier: "arXiv:2212.04356", place: .table("1"))

  /// The sizes of table 1 of the paper, and the two later forms of the largest: with 128 bands and one more word, and of
  /// that one with 4 layers in the decoder.
  static var entries: [Catalogue.Entry] {
    let sizes = [
      ("tiny", 384, 4, 6), ("base", 512, 6, 8), ("small", 768, 12, 12), ("medium", 1_024, 24, 16),
      ("large", 1_280, 32, 20),
    ]
    let table = sizes.map { size, width, layers, heads in
      let stack = Stack(layers: layers, heads: heads, inner: 4 * width)
      let aliases = size == "large" ? ["whisper-large-v2", "whisper-large-v1"] : []
      return entry(size, aliases, Whisper(width: width, encoder: stack, decoder: stack))
    }
    let stack = Stack(layers: 32, heads: 20, inner: 5_120)
    var third = Whisper(vocabulary: 51_866, bands: 128, width: 1_280, encoder: stack, decoder: stack)
    let large = entry("large-v3", [], third)
    third.decoder.layers = 4
    return table + [large, entry("large-v3-turbo", ["whisper-turbo"], third)]
  }

  private static func entry(_ size: String, _ aliases: [String], _ settings: Whisper) -> Catalogue.Entry {
    Catalogue.Entry(
      name: "whisper-\(size)", title: "Whisper \(size)", aliases: aliases, publication: publication,
      inputs: settings.inputs, takesPast: false
    ) { _ in settings.network(.words(isTied: true)) }
  }
}
