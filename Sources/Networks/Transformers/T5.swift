// Raffel and others: "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", and its second
// form ("v1.1", also FLAN-T5) with the gated feed-forward network of Shazeer, arXiv:2002.05202.
//
// Names of modules are those of transformers. One table of words serves the encoder, the decoder and, in the first form,
// the head; it is counted where the encoder looks it up. The code calls it `shared`.

/// The settings of T5, and its networks: tokens of the encoder go in first, those of the decoder second.
public struct T5: Hashable, Sendable {
  /// Words in the vocabulary.
  public var vocabulary: Int
  /// Features of a token ("d_model").
  public var width: Int
  /// Layers of the encoder.
  public var encoderLayers: Int
  /// Layers of the decoder.
  public var decoderLayers: Int
  /// Heads of attention in each layer.
  public var heads: Int
  /// Features of a head ("d_kv"). The heads together need not be as wide as a token.
  public var headWidth: Int
  /// Features between the layers of the feed-forward network ("d_ff").
  public var inner: Int
  /// Whether the feed-forward network has a second matrix in parallel that the first one's result is multiplied with.
  public var isGated: Bool
  /// The function in the feed-forward network.
  public var activation: Operation.Activation.Function
  /// Buckets of distances, each of which has a bias for each head.
  public var buckets: Int
  /// Whether the states are scaled by 1/√width before the head, as the first form does.
  public var scalesOutput: Bool

  /// Settings; those of the first form where nothing else is said.
  public init(
    vocabulary: Int = 32_128, width: Int, encoderLayers: Int, decoderLayers: Int, heads: Int, headWidth: Int,
    inner: Int, isGated: Bool = false, activation: Operation.Activation.Function = .relu, buckets: Int = 32,
    scalesOutput: Bool = true
  ) {
    self.vocabulary = vocabulary
    self.width = width
    self.encoderLayers = encoderLayers
    self.decoderLayers = decoderLayers
    self.heads = heads
    self.headWidth = headWidth
    self.inner = inner
    self.isGated = isGated
    self.activation = activation
    self.buckets = buckets
    self.scalesOutput = scalesOutput
  }

  /// Which parts there are.
  public enum Form: Hashable, Sendable {
    /// The encoder alone.
    case encoder
    /// Encoder and decoder without a head.
    case withoutHead
    /// With a head for words, whose matrix is the table of words unless it is untied. The published weights of v1.1 and
    /// FLAN-T5 are untied; transformers 5 ties them whatever a file says.
    case withHead(isTied: Bool)
  }

  /// What goes in: the sequences of 512 tokens of pre-training (section 3.1.2), one for each side.
  public func inputs(_ form: Form) -> [Network.Input] {
    let encoder = Network.Input.tokens(512, name: "encoder")
    return form == .encoder ? [encoder] : [encoder, .tokens(512, name: "decoder")]
  }

  /// The network in a form.
  public func network(_ form: Form) -> Module {
    var root = Module(.network)
    let memory = root.append(partsOf: stack(isDecoder: false), "encoder.", from: [.input])
    if form == .encoder { return root }
    root.append(partsOf: stack(isDecoder: true), "decoder.", from: [.moduleInput(1), memory])
    if case .withHead(let isTied) = form {
      if scalesOutput { root.append("mul", .multiply) }
      root.append("lm_head", .linear(width, vocabulary, hasBias: false, weights: isTied ? .shared : .own))
    }
    return root
  }

  private func stack(isDecoder: Bool) -> Module {
    var stack = Module(.group)
    let words = stack.append(
      "embed_tokens", .embedding(vocabulary, width, weights: isDecoder ? .shared : .own), from: [.input])
    stack.append(
      "block", .module(blocks(isDecoder: isDecoder)),
      from: isDecoder ? [words, .moduleInput(1)] : [words])
    stack.append("final_layer_norm", .rmsNorm(width))
    return stack
  }

  /// The blocks of a stack. Only the first one holds the table of distances, which all of them use.
  private func blocks(isDecoder: Bool) -> Module {
    var blocks = Module(.stage)
    let count = isDecoder ? decoderLayers : encoderLayers
    let memory: [Module.Source] = isDecoder ? [.moduleInput(1)] : []
    blocks.append("0", .module(block(isDecoder, holdsBias: true)), from: [.input] + memory)
    if count > 1 {
      blocks.append(
        "1", .module(block(isDecoder, holdsBias: false)), from: [.node(0)] + memory, repetitions: count - 1)
    }
    return blocks
  }

  private func block(_ isDecoder: Bool, holdsBias: Bool) -> Module {
    var block = Module(.block)
    var selfAttention = attention
    selfAttention.mask = isDecoder ? .causal : .none
    if holdsBias {
      selfAttention.scoreBias = ("relative_attention_bias", .distanceBias(buckets: buckets, heads: heads))
    }
    block.append("layer.0", .module(branch("SelfAttention", selfAttention.module())))
    if isDecoder {
      block.append(
        "layer.1",
        .module(branch("EncDecAttention", attention.module(over: .moduleInput(1)), .moduleInput(1))),
        from: [.node(0), .moduleInput(1)])
    }
    block.append(isDecoder ? "layer.2" : "layer.1", .module(branch("DenseReluDense", feedForward)))
    return block
  }

  /// A norm, what it is for, and the sum with what came in.
  private func branch(_ name: String, _ inner: Module, _ memory: Module.Source? = nil) -> Module {
    var branch = Module(.group)
    let normed = branch.append("layer_norm", .rmsNorm(width))
    branch.append(name, .module(inner), from: [normed] + (memory.map { [$0] } ?? []))
    branch.append("add", .add, from: [.node(1), .input])
    return branch
  }

  private var attention: MultiHeadAttention {
    MultiHeadAttention(
      width: width, heads: heads, headWidth: headWidth,
      names: .init(query: "q", key: "k", value: "v", output: "o"), biases: .none)
  }

  private var feedForward: Module {
    var module = Module(.group)
    if isGated {
      module.append("wi_0", .linear(width, inner, hasBias: false), from: [.input])
      let gate = module.append("act", .activation(activation))
      let values = module.append("wi_1", .linear(width, inner, hasBias: false), from: [.input])
      module.append("mul", .multiply, from: [gate, values])
    } else {
      module.append("wi", .linear(width, inner, hasBias: false))
      module.append("act", .activation(activation))
    }
    module.append("wo", .linear(inner, width, hasBias: false))
    return module
  }
}
