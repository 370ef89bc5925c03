/// What a layer computes, with all that its cost depends on. One case a kind; the options are values.
public enum Operation: Hashable, Sendable {
  /// A convolution over one, two or three axes.
  case convolution(Convolution)
  /// A transposed convolution, which enlarges the map.
  case transposedConvolution(TransposedConvolution)
  /// A fully connected layer, applied to the last axis of every row.
  case linear(Linear)
  /// A product of two tensors.
  case matrixProduct(MatrixProduct)
  /// Scores, softmax and weighted values of attention.
  case attention(Attention)
  /// A recurrent layer.
  case recurrent(Recurrent)
  /// A table of words.
  case embedding(Embedding)
  /// Learned numbers that are added, multiplied or put in front.
  case learned(Learned)
  /// A normalisation.
  case norm(Norm)
  /// A function of every value.
  case activation(Activation)
  /// Softmax over the last axis.
  case softmax
  /// The largest value of each window.
  case maxPool(Window)
  /// The mean of each window.
  case averagePool(Window)
  /// The mean over parts of the map, whatever its size, so that a map of this size is left.
  case adaptiveAveragePool(Extents)
  /// The mean over each whole map, which becomes 1×1.
  case globalAveragePool
  /// Arithmetic value by value.
  case elementwise(Elementwise)
  /// A sum, a mean or another function over axes.
  case reduction(Reduction)
  /// Tensors laid side by side along an axis.
  case concatenation(axis: Int)
  /// A map made larger or smaller.
  case resize(Resize)
  /// Values laid out anew.
  case view(View)
  /// An operation that is known by name only.
  case uncounted(Uncounted)

  /// Two tensors added value by value: the end of a residual branch.
  public static var add: Operation { .elementwise(.add) }
  /// The rectifier `max(0, x)`.
  public static var relu: Operation { .activation(Activation(.relu)) }
  /// Everything behind the batch laid out as one vector.
  public static var flatten: Operation { .view(.flatten) }
  /// Batch normalisation with scale and shift over this many channels.
  public static func batchNorm(channels: Int) -> Operation { .norm(Norm(.batch, channels)) }
}

extension Operation {
  /// The kind of an operation, without its options.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case convolution = "conv2d"
    case transposedConvolution = "transposed-conv"
    case linear
    case matrixProduct = "matrix-product"
    case attention
    case recurrent
    case embedding
    case learned
    case batchNorm = "batch-norm"
    case layerNorm = "layer-norm"
    case rmsNorm = "rms-norm"
    case groupNorm = "group-norm"
    case instanceNorm = "instance-norm"
    case localResponseNorm = "local-response-norm"
    case relu, relu6
    case leakyRelu = "leaky-relu"
    case prelu, gelu, silu, sigmoid, tanh
    case hardSwish = "hard-swish"
    case hardSigmoid = "hard-sigmoid"
    case activation
    case softmax
    case maxPool = "max-pool"
    case averagePool = "average-pool"
    case adaptiveAveragePool = "adaptive-average-pool"
    case globalAveragePool = "global-average-pool"
    case add, multiply
    case elementwise
    case mean
    case reduction
    case concatenation
    case resize
    case flatten
    case view
    case uncounted

    /// The name in rules and wording: `conv2d`.
    public var name: String { rawValue }
  }

  /// What kind of operation it is.
  public var kind: Kind {
    switch self {
    case .convolution: .convolution
    case .transposedConvolution: .transposedConvolution
    case .linear: .linear
    case .matrixProduct: .matrixProduct
    case .attention: .attention
    case .recurrent: .recurrent
    case .embedding: .embedding
    case .learned: .learned
    case .norm(let norm): norm.kind.kind
    case .activation(let activation): activation.function.kind
    case .softmax: .softmax
    case .maxPool: .maxPool
    case .averagePool: .averagePool
    case .adaptiveAveragePool: .adaptiveAveragePool
    case .globalAveragePool: .globalAveragePool
    case .elementwise(let function):
      function == .add ? .add : function == .multiply ? .multiply : .elementwise
    case .reduction(let reduction): reduction.function == .mean ? .mean : .reduction
    case .concatenation: .concatenation
    case .resize: .resize
    case .view(let view): view == .flatten ? .flatten : .view
    case .uncounted: .uncounted
    }
  }

  /// The name that JSON carries, exact to the function or the cell: `conv1d`, `gelu`, `lstm`, `multiply`.
  public var name: String {
    switch self {
    case .convolution(let layer): layer.window.axisCount == 2 ? kind.name : "conv\(layer.window.axisCount)d"
    case .recurrent(let layer): layer.cell.name
    case .activation(let activation): activation.function.rawValue
    case .elementwise(let function): function.rawValue
    case .reduction(let reduction): "reduce-" + reduction.function.rawValue
    case .uncounted(let operation): operation.name
    default: kind.name
    }
  }
}

extension Operation.Norm.Kind {
  var kind: Operation.Kind {
    switch self {
    case .batch: .batchNorm
    case .layer: .layerNorm
    case .rms: .rmsNorm
    case .group: .groupNorm
    case .instance: .instanceNorm
    case .localResponse: .localResponseNorm
    }
  }
}

extension Operation.Activation.Function {
  var kind: Operation.Kind {
    switch self {
    case .relu: .relu
    case .relu6: .relu6
    case .leakyRelu: .leakyRelu
    case .prelu: .prelu
    case .gelu: .gelu
    case .silu: .silu
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .hardSwish: .hardSwish
    case .hardSigmoid: .hardSigmoid
    case .elu, .selu, .celu, .mish, .softplus, .softsign, .hardTanh: .activation
    }
  }
}

extension Operation.Kind {
  /// The activations, but for softmax.
  public static let activations: [Operation.Kind] = [
    .relu, .relu6, .leakyRelu, .prelu, .gelu, .silu, .sigmoid, .tanh, .hardSwish, .hardSigmoid, .activation,
  ]
}

extension Operation {
  /// How code usually writes it; what a ``Module/Node`` says of itself comes before.
  public var usualCall: Module.Call {
    switch self {
    case .convolution, .transposedConvolution, .linear, .recurrent, .embedding, .norm, .activation, .softmax,
      .maxPool, .averagePool, .adaptiveAveragePool, .globalAveragePool:
      .module
    case .matrixProduct, .attention, .concatenation, .resize, .view, .uncounted: .function
    case .reduction: .method
    case .elementwise, .learned: .operator
    }
  }
}
