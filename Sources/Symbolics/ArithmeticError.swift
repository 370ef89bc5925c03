/// Why an exact computation could not be carried out. Nothing in this module traps or rounds instead.
public enum ArithmeticError: Error, Hashable, Sendable {
  /// The exact result needs more than 127 bits above or below the fraction bar.
  case overflow
  /// A quotient whose divisor is zero, or zero to a negative power.
  case divisionByZero
  /// A power whose exponent is not a whole number, or is far too large to be written out.
  case exponentOutOfRange
  /// A symbol without a value.
  case unbound(Symbol)
  /// The expression is nested deeper than ``Expression/maximumDepth``.
  case tooDeep
}
