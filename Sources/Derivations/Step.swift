public import Networks
public import Symbolics

/// One step of a derivation: formula → numbers put in → result.
///
/// The value was obtained by evaluating ``substituted``; there is no other computation behind it.
/// A step carries no text: wording is looked up by ``id``.
public struct Step: Hashable, Sendable {
  /// A stable identifier, the rule and the quantity: `conv.macs`, `sum.parameters`.
  public let id: String
  /// What it computes.
  public let quantity: Quantity
  /// The symbol that it defines: plain in a layer, `MACs`; with its path as index in a module, `MACs_layer1`.
  public let symbol: Symbol
  /// The formula in symbols.
  public let formula: Expression
  /// What was put in for each symbol of the formula, in the order of first appearance.
  public let bindings: [Binding]
  /// The formula with its numbers put in.
  public let substituted: Expression
  /// Where the formula was published; of a sum, where the network was.
  public let source: Publication
  /// The value of ``substituted``, exact.
  public let value: Rational
  /// Steps that this one needed first.
  public let substeps: [Step]
}

/// A value put in for a symbol, and where it came from.
public struct Binding: Hashable, Sendable {
  /// The symbol of the formula.
  public let symbol: Symbol
  /// Its exact value.
  public let value: Rational
  /// Where the value came from.
  public let origin: Origin

  /// A value for a symbol.
  public init(_ symbol: Symbol, _ value: Rational, from origin: Origin) {
    self.symbol = symbol
    self.value = value
    self.origin = origin
  }

  /// Where a value came from.
  public enum Origin: Hashable, Sendable {
    /// An option of the layer: kernel, stride, channels …
    case option
    /// The batch size.
    case batch
    /// A size of one of the layer's inputs, by the input's place and the axis.
    case input(Int, axis: Int)
    /// A size of the layer's output.
    case output(axis: Int)
    /// Tokens that were read before and are cached.
    case past
    /// The step of the same layer that defines the quantity.
    case step(Quantity)
    /// The total of a part, by its path.
    case part(String)
    /// How often a part is repeated.
    case repetitions
    /// A constant of the rule, such as 2 operations for a multiply-add.
    case rule
    /// What the reader gave: a number format, the speed of a device, the tokens of a training run.
    case given
    /// An earlier step of the same analysis: the one that defines the symbol.
    case earlier
  }
}
