import Symbolics

extension Operation {
  /// A function of every value by itself.
  public struct Activation: Hashable, Sendable {
    /// Which function.
    public var function: Function
    /// Learned slopes, of a parametric rectifier; else 0.
    public var parameters: Int

    /// The functions that stand between the layers of networks.
    public enum Function: String, Hashable, Sendable, CaseIterable {
      case relu, relu6
      case leakyRelu = "leaky-relu"
      case prelu, elu, selu, celu, gelu, silu, mish, sigmoid, tanh, softplus, softsign
      case hardSwish = "hard-swish"
      case hardSigmoid = "hard-sigmoid"
      case hardTanh = "hard-tanh"
    }

    /// A function, and how many slopes it learns.
    public init(_ function: Function, parameters: Int = 0) {
      self.function = function
      self.parameters = parameters
    }
  }

  /// Arithmetic on values one by one: of two tensors, or of one with a constant.
  public enum Elementwise: String, Hashable, Sendable, CaseIterable {
    case add, subtract, multiply, divide, power, maximum, minimum, mean, modulo
    case compare, logic, select
    case negate, absolute, squareRoot = "square-root", exponential, logarithm, reciprocal, error, round, sign
    case sine, cosine, clip, cast
    case other = "other-function"
  }

  /// A function that takes axes together: a sum or a mean over them.
  public struct Reduction: Hashable, Sendable {
    /// What is taken.
    public var function: Function
    /// The axes that vanish, or become 1.
    public var axes: [Int]
    /// Whether they stay as axes of size 1.
    public var keepsAxes: Bool

    /// What is taken of the values.
    public enum Function: String, Hashable, Sendable, CaseIterable {
      case sum, mean, maximum, minimum, product, norm, index
      case logSum = "log-sum"
    }

    /// A function over axes.
    public init(_ function: Function, axes: [Int], keepsAxes: Bool = false) {
      self.function = function
      self.axes = axes
      self.keepsAxes = keepsAxes
    }
  }

  /// A map made larger or smaller by interpolation.
  public struct Resize: Hashable, Sendable {
    /// How values between positions are found.
    public var mode: Mode
    /// How large it becomes.
    public var size: Size

    /// How values between positions are found.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
      case nearest, linear, cubic
    }

    /// How large it becomes.
    public enum Size: Hashable, Sendable {
      /// So many times.
      case times(Extents)
      /// To this size.
      case to(Extents)
      /// To the size of the second tensor that comes in.
      case likeSecond
    }

    /// A resized map.
    public init(_ mode: Mode, _ size: Size) {
      self.mode = mode
      self.size = size
    }
  }
}

extension Operation.Elementwise {
  /// Whether it may be given a second tensor. One is enough but for a sum: the other may be a constant.
  public var takesSeveral: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .mean, .modulo, .compare, .logic,
      .select, .other:
      true
    case .negate, .absolute, .squareRoot, .exponential, .logarithm, .reciprocal, .error, .round, .sign,
      .sine, .cosine, .clip, .cast:
      false
    }
  }
}

extension Operation.Reduction {
  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    for axis in axes where !input.dimensions.indices.contains(axis) {
      throw .rankMismatch(path: path, expected: axis + 1, found: input.rank)
    }
  }

  func output(for input: Shape) -> Shape {
    var sizes: [Int] = []
    for (axis, size) in input.dimensions.enumerated() {
      if !axes.contains(axis) { sizes.append(size) } else if keepsAxes { sizes.append(1) }
    }
    if keepsAxes { return Shape(sizes, input.layout) }
    // Of a map of which only channels are left, and of a sequence without its tokens, vectors remain.
    return Shape(sizes, axes.contains(0) ? .plain : nil)
  }
}

extension Operation.Resize {
  func validate(_ inputs: [Shape], at path: String) throws(ShapeError) {
    for shape in inputs where !(3...5).contains(shape.rank) {
      throw .rankMismatch(path: path, expected: 4, found: shape.rank)
    }
    switch size {
    case .times(let sizes), .to(let sizes):
      for axis in OutputSize.Axis.axes(inputs[0].rank - 2) {
        try Operation.require([(axis.size.description, sizes[axis])], at: path)
      }
    case .likeSecond:
      guard inputs[1].rank == inputs[0].rank else {
        throw .rankMismatch(path: path, expected: inputs[0].rank, found: inputs[1].rank)
      }
    }
  }

  func output(for inputs: [Shape], at path: String) throws(ShapeError) -> Shape {
    var output = inputs[0]
    for (offset, axis) in OutputSize.Axis.axes(inputs[0].rank - 2).enumerated() {
      switch size {
      case .times(let factor):
        guard let size = Shape.product([inputs[0].dimensions[offset + 2], factor[axis]]) else {
          throw .overflow(path: path)
        }
        output = output.replacing(axis: offset + 2, by: size)
      case .to(let sizes): output = output.replacing(axis: offset + 2, by: sizes[axis])
      case .likeSecond: output = output.replacing(axis: offset + 2, by: inputs[1].dimensions[offset + 2])
      }
    }
    return output
  }
}
