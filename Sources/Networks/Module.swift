/// A part of a network: a named scope whose nodes form a dataflow graph.
///
/// A module takes its inputs from its surroundings and gives the output of its last node. Nodes stand in the order of
/// execution and refer to earlier nodes of the same module, so that the graph has no cycles by construction.
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
    /// Anything else that has a name of its own.
    case group
  }

  /// Where a node takes a tensor from.
  public enum Source: Hashable, Sendable {
    /// The module's own input.
    case input
    /// The output of an earlier node, by its index.
    case node(Int)
  }

  /// A layer or a module within a module.
  public struct Node: Hashable, Sendable {
    /// The name within the scope, a dotted piece of the path: `conv1`, `0`. With ``repetitions`` above 1 and a numeric
    /// name, the copies are named on from it: `1`, `2`, `3` …
    public var name: String
    /// What it is.
    public var element: Element
    /// Where its tensors come from.
    public var inputs: [Source]
    /// How many copies follow each other, each fed by the one before. Only for elements that keep the shape.
    public var repetitions: Int

    /// A node with all its options.
    public init(_ name: String, _ element: Element, inputs: [Source], repetitions: Int = 1) {
      self.name = name
      self.element = element
      self.inputs = inputs
      self.repetitions = repetitions
    }
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
    _ name: String, _ element: Element, from inputs: [Source]? = nil, repetitions: Int = 1
  ) -> Source {
    let last: Source = nodes.isEmpty ? .input : .node(nodes.count - 1)
    nodes.append(Node(name, element, inputs: inputs ?? [last], repetitions: repetitions))
    return .node(nodes.count - 1)
  }
}
