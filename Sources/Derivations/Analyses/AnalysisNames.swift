// What analyses speak of, by name. Wording is looked up by these names.

extension Analysis {
  /// What a section is about.
  public enum Topic: String, Hashable, Sendable, CaseIterable {
    case parametersByPart = "parameters-by-part"
    case weights
    case activations
    case activationsOfBlocks = "activations-of-blocks"
    case trainingState = "training-state"
    case trainingStep = "training-step"
    case recomputation
    case sixND = "six-nd"
    case trainingRun = "training-run"
    case prefillAndDecode = "prefill-and-decode"
    case cache
    case decodeTime = "decode-time"
    case causalAttention = "causal-attention"
    case activeParameters = "active-parameters"
    case roofline
    case twoN = "two-n"
    case twoNActive = "two-n-active"
    case twoNWithoutTables = "two-n-without-tables"
    case kaplan
    case bothContexts = "both-contexts"
    case chinchilla
    case sixNDWithoutTables = "six-nd-without-tables"
    case palm
    case palmProducts = "palm-products"
    case megatron
    case megatronRecomputed = "megatron-recomputed"
    case kaplanParameters = "kaplan-parameters"
    case megatronParameters = "megatron-parameters"
  }

  /// What a part of a network is for.
  public enum Component: String, Hashable, Sendable, CaseIterable {
    /// Tables of words and positions, and tokens that are learned.
    case embedding
    /// What stands before the first block: patches, a convolution over sound.
    case stem
    /// Projections, products and biases of attention.
    case attention
    /// The layers behind attention in a block, those of shared experts included.
    case feedForward = "feed-forward"
    /// The layer that chooses experts.
    case router
    /// The experts among which it chooses.
    case experts
    /// Convolutions.
    case convolution
    /// Recurrent layers.
    case recurrent
    /// Fully connected layers of a network without attention.
    case linear
    /// Products of two tensors outside of attention.
    case products
    /// Scales and shifts of normalisations.
    case norms
    /// What stands behind the last block.
    case head
    /// Scales, slopes and layers between blocks.
    case other

    /// The index that its sums have: `Params_ffn`.
    var index: String {
      switch self {
      case .feedForward: "ffn"
      case .convolution: "conv"
      default: rawValue
      }
    }
  }

  /// A named row.
  public enum Item: String, Hashable, Sendable, CaseIterable {
    // What training holds for each parameter.
    case weights16 = "weights-16"
    case gradients16 = "gradients-16"
    case gradients32 = "gradients-32"
    case weights32 = "weights-32"
    case momentum
    case variance
    case sixteenBytes = "sixteen-bytes"
    case eighteenBytes = "eighteen-bytes"
    case zeroOne = "zero-1"
    case zeroTwo = "zero-2"
    case zeroThree = "zero-3"
    // Activations.
    case outputs
    case scores
    case largest
    // A training step.
    case dataGradient = "data-gradient"
    case backward
    case step
    case wholeBlocks = "whole-blocks"
    case lastProducts = "last-products"
    case stopsEarly = "stops-early"
    case stepWithWholeBlocks = "step-with-whole-blocks"
    case stepThatStopsEarly = "step-that-stops-early"
    // A training run.
    case run
    case runRecomputed = "run-recomputed"
    case runSixND = "run-six-nd"
    case runWithoutTables = "run-without-tables"
    case time
    case timeRecomputed = "time-recomputed"
    case stepTime = "step-time"
    // Inference.
    case perToken = "per-token"
    case context
    case weightsRead = "weights-read"
    case cacheRead = "cache-read"
    case memoryBound = "memory-bound"
    case computeBound = "compute-bound"
    case prefillTime = "prefill-time"
    // Causal attention.
    case allPairs = "all-pairs"
    case pairsSeen = "pairs-seen"
    case totalSeen = "total-seen"
    // Experts.
    case inactive
    case active
    // The roofline.
    case ridge
    case together
    // What a shortcut is made of, and the terms that lead from it to the exact count.
    case counted
    case shortcut
    case attentionProducts = "attention-products"
    case contextTerm = "context-term"
    case attentionInput = "attention-input"
    case attentionOutput = "attention-output"
    case feedForward = "feed-forward"
    case head
    case tables
    case vectors
    case otherRows = "other-rows"
    case otherProducts = "other-products"
    case embeddingProduct = "embedding-product"
    case softmax
    case rest
    case restOfBlocks = "rest-of-blocks"
    case exact
    case share
  }

  /// What must be known to read a section rightly.
  public enum Remark: String, Hashable, Sendable, CaseIterable {
    case sharedTable = "shared-table"
    case trainingOnly = "training-only"
    case scalesOfFormats = "scales-of-formats"
    case buffers
    case activationsCounted = "activations-counted"
    case scoresCounted = "scores-counted"
    case plainAdam = "plain-adam"
    case onlyProducts = "only-products"
    case lastProductSkipped = "last-product-skipped"
    case noLastProduct = "no-last-product"
    case utilisationIsOne = "utilisation-is-one"
    case windowCaps = "window-caps"
    case latentCache = "latent-cache"
    case expandedLatent = "expanded-latent"
    case tablesRead = "tables-read"
    case activeRead = "active-read"
    case movedOnce = "moved-once"
    case rowsOfTables = "rows-of-tables"
    case assumesGPT = "assumes-gpt"
    case balanced
  }

  /// Why a question does not apply to a network, or cannot be answered.
  public enum Refusal: Error, Hashable, Sendable {
    /// Nothing in the network has tokens.
    case noTokens
    /// There is no attention whose parts are known as such.
    case noAttention
    /// There is no table of words.
    case noVocabulary
    /// There are no blocks.
    case noBlocks
    /// No attention has a causal mask or a window.
    case noMask
    /// There are no experts.
    case noExperts
    /// The network cannot go on behind cached tokens.
    case noCache
    /// Layers differ in something that the formula takes for one number.
    case differs(Fact, String, Int, String, Int)
    /// The formula takes one length, but the tokens stand behind cached ones.
    case behindCached
    /// Something that only the reader can tell is missing.
    case needs(Need)
  }

  /// A size of a transformer that a formula takes to be the same in all layers.
  public enum Fact: String, Hashable, Sendable, CaseIterable {
    case heads
    case keyWidth = "key-width"
    case tokens
    case keys
    case sequences
    case modelWidth = "model-width"
    case innerWidth = "inner-width"
  }

  /// What only the reader can tell.
  public enum Need: String, Hashable, Sendable, CaseIterable {
    case trainingTokens = "training-tokens"
    case trainingExamples = "training-examples"
    case peak
    case bandwidth
  }
}

extension Analysis.Refusal {
  /// The name without its values.
  public var name: String {
    switch self {
    case .noTokens: "no-tokens"
    case .noAttention: "no-attention"
    case .noVocabulary: "no-vocabulary"
    case .noBlocks: "no-blocks"
    case .noMask: "no-mask"
    case .noExperts: "no-experts"
    case .noCache: "no-cache"
    case .differs: "differs"
    case .behindCached: "behind-cached"
    case .needs(let need): "needs-" + need.rawValue
    }
  }

  /// The names of all of them, as wording looks them up.
  public static let names =
    [
      "no-tokens", "no-attention", "no-vocabulary", "no-blocks", "no-mask", "no-experts", "no-cache",
      "differs", "behind-cached",
    ] + Analysis.Need.allCases.map { "needs-" + $0.rawValue }
}
