public import Symbolics

/// What a quantity is for any height, width or batch size: a polynomial, and what it assumes.
///
///     MACs = 81456×N×H×W + 2048000×N, if H and W are multiples of 32     (ResNet-50)
public struct ClosedForm: Hashable, Sendable {
  /// What it gives.
  public let quantity: Quantity
  /// The polynomial, highest powers first, in the letters that were kept.
  public let expression: Expression
  /// What it takes for granted, one entry a letter; none for letters of which nothing is assumed.
  public let assumptions: [Assumption]

  /// The letters that a closed form may keep.
  public enum Letter: UInt8, Hashable, Sendable, CaseIterable {
    /// The batch size N.
    case batch
    /// The height H of the network's input.
    case height
    /// The width W of the network's input.
    case width
    /// The number T of tokens of the network's inputs.
    case tokens

    /// The word on the command line.
    public var name: String {
      switch self {
      case .batch: "batch"
      case .height: "height"
      case .width: "width"
      case .tokens: "tokens"
      }
    }

    /// The letter itself.
    public var symbol: Symbol {
      switch self {
      case .batch: Symbol("N")
      case .height: Symbol("H")
      case .width: Symbol("W")
      case .tokens: Symbol("T")
      }
    }
  }

  /// Sizes for which a closed form holds.
  public struct Assumption: Hashable, Sendable {
    /// The letter.
    public let letter: Letter
    /// It is a multiple of this, so that every floor is exact; the smallest number that does it.
    public let multiple: Int
    /// It is at least this, so that every window fits; the smallest such multiple.
    public let minimum: Int
  }
}

/// Why a quantity has no closed form.
public enum NoClosedForm: Error, Hashable, Sendable {
  /// The layer takes a fixed number of features, so that the size of the input cannot vary.
  case sizeIsFixed(path: String)
  /// The tensors that are added have the same shape for some sizes only.
  case shapesDiffer(path: String)
  /// What the operation makes of its input cannot be followed with letters.
  case notFollowed(path: String)
  /// The copies of a repeated part keep the shape for some sizes only.
  case copiesChangeShape(path: String)
  /// The window fits for small inputs only.
  case windowOutgrown(path: String)
  /// A formula divides by a letter, or raises to one.
  case notPolynomial(path: String)
  /// A coefficient cannot be computed exactly.
  case arithmetic(ArithmeticError, path: String)
  /// There is no such part, or it has no step for the quantity.
  case noSuchStep(path: String)
}
