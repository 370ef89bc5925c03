/// A part of a network: a named scope whose nodes form a dataflow graph.
///
/// A module takes its inputs from its surroundings, as many as its nodes refer to, and gives the output of its last node.
/// Nodes stand in the order of execution and refer to earlier nodes of the same module, so that the graph has no cycles
/// by construction.
public struct Module: Hashable, Sendable {
  /// What the module is in the network's own terms; it decides how a derivation speaks of it.
  public enum Role: Hashable, Sendable {
    /// The whole network.
    case network
    /// Blocks that work at one resolution.
    case stage
    /// A block, repeated in a stage.
    case block
    /// The projection on a residual block's shortcut.
    case shortcut
    /// Queries, keys, values, their products, and the projection of the result.
    case attention
    /// The same as `nn.MultiheadAttention` does it: one module without modules in it that run.
    case multiheadAttention
    /// Anything else that has a name of its own.
    case group
  }

  /// Where a node takes a tensor from.
  public enum Source: Hashable, Sendable {
    /// One of the module's own inputs, by its place.
    case moduleInput(Int)
    /// The output of an earlier node, by its index.
    case node(Int)

    /// The module's first input.
    public static var input: Source { .moduleInput(0) }
  }

  /// A layer or a module within a module.
  public struct Node: Hashable, Sendable {
    /// The name within the scope, a dotted piece of the path: `conv1`, `0`. With ``repetitions`` above 1 the copies are
    /// named on from the number at its end: `1`, `2`, `3` … or `encoder_layer_0`, `encoder_layer_1` …
    public var name: String
    /// What it is.
    public var element: Element
    /// Where its tensors come from.
    public var inputs: [Source]
    /// How many copies there are. They follow each other, each fed by the one before, and all by the same further
    /// inputs; so they are only for elements that keep the shape of the first. Copies of experts stand side by side.
    public var repetitions: Int
    /// How far apart the numbers of two copies are: 2 where blocks of two kinds take turns, `0`, `2`, `4` … and `1`, `3`,
    /// `5` … Then what stands between two copies keeps the shape, too.
    public var spacing: Int
    /// When it runs.
    public var use: Use
    /// How the code that is traced writes it, where that is not the usual way for the operation.
    public var call: Call?

    /// A node with all its options.
    public init(
      _ name: String, _ element: Element, inputs: [Source], repetitions: Int = 1, spacing: Int = 1,
      use: Use = .always, call: Call? = nil
    ) {
      self.name = name
      self.element = element
      self.inputs = inputs
      self.repetitions = repetitions
      self.spacing = spacing
      self.use = use
      self.call = call
    }
  }

  /// When a node runs.
  public enum Use: Hashable, Sendable {
    /// In every pass.
    case always
    /// Only while the network is trained: an auxiliary head. Its parameters are there, its work is not done.
    case training
    /// As one of ``Node/repetitions`` experts, of which each token is sent to so many. Every copy gets the same input.
    case experts(perToken: Int)
  }

  /// How a layer is written in code (usually as ``Operation/usualCall`` says). Tools that hook modules or functions count
  /// one and not the other.
  public enum Call: UInt8, Hashable, Sendable {
    /// As a module: `nn.ReLU()(x)`.
    case module
    /// As a function: `F.relu(x)`, `torch.add(a, b)`.
    case function
    /// As a method: `x.mean(…)`.
    case method
    /// As an operator: `a + b`.
    case `operator`
    /// As a sum over named axes: `torch.einsum("ij,jk->ik", a, b)`. Some tools read the names, others do not see it.
    case einsum
  }

  /// A layer or a module.
  public indirect enum Element: Hashable, Sendable {
    /// One operation.
    case layer(Operation)
    /// A module with nodes of its own.
    case module(Module)
  }

  /// What the module is.
  public var role: Role
  /// The nodes in the order of execution; the last one's output is the module's.
  public var nodes: [Node]

  /// A module from its nodes.
  public init(_ role: Role, nodes: [Node] = []) {
    self.role = role
    self.nodes = nodes
  }

  /// Adds a node behind the last one (or to the input, if it is the first), or to the given sources.
  ///
  /// - Returns: the source that later nodes use to refer to its output.
  @discardableResult
  public mutating func append(
    _ name: String, _ element: Element, from inputs: [Source]? = nil, repetitions: Int = 1,
    spacing: Int = 1, use: Use = .always, call: Call? = nil
  ) -> Source {
    let last: Source = nodes.isEmpty ? .input : .node(nodes.count - 1)
    nodes.append(
      Node(
        name, element, inputs: inputs ?? [last], repetitions: repetitions, spacing: spacing, use: use,
        call: call))
    return .node(nodes.count - 1)
  }
}
