public import Networks
public import Symbolics

/// A node of the derivation's tree: the network, a stage, a block or a layer, with its steps.
public struct Part: Sendable {
  /// What the part is.
  public enum Kind: Hashable, Sendable {
    /// A module with parts of its own.
    case module(Module.Role)
    /// A single layer.
    case layer(Operation)
  }

  /// The full path, empty for the network: `layer1.0.conv2`. Of identical copies, the first one's.
  public let path: String
  /// What the part is.
  public let kind: Kind
  /// How many identical copies there are; derived once, multiplied in the parent's sum.
  public let repetitions: Int
  /// How far apart the numbers of two copies are.
  public let spacing: Int
  /// When it runs.
  public let use: Module.Use
  /// The shapes that go in, batch first.
  public let inputs: [Shape]
  /// The shape that comes out.
  public let output: Shape
  /// The steps in the order of a careful person: sizes, parameters, multiply-adds, FLOPs, and the convention's own count.
  /// A module's steps are sums over its parts.
  public let steps: [Step]
  /// The parts in the order of execution; none for a layer.
  public let parts: [Part]
  /// Where the deriver keeps what conventions count of the layer, in a comparison.
  let countIndex: Int?

  /// By how many copies a quantity is multiplied in the parent's sum: all experts have parameters, but each token is
  /// worked on by some only.
  public func copies(for quantity: Quantity) -> Int {
    guard case .experts(let perToken) = use, quantity != .parameters else { return repetitions }
    return perToken
  }

  /// The step that computes a quantity, if the part has one.
  public func step(_ quantity: Quantity) -> Step? { steps.last { $0.quantity == quantity } }
  /// The value of a quantity for one copy, zero where the part has no step for it.
  public func value(_ quantity: Quantity) -> Rational { step(quantity)?.value ?? .zero }
}

/// A worked solution as data: what a network costs, step by step.
public struct Derivation: Sendable {
  /// The network that was counted.
  public let network: Network
  /// The input shapes, batch first, one for each input of the network.
  public let inputs: [Shape]
  /// Whose way of counting ``Quantity/counted`` follows.
  public let convention: Convention
  /// The network as a part: its steps are the totals.
  public let root: Part

  /// The first input's shape.
  public var input: Shape { inputs.first ?? Shape([]) }
}
