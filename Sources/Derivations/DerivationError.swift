public import Networks
public import Symbolics

/// Why a network cannot be derived. Each case names the part by its path, which is empty for the network itself.
public enum DerivationError: Error, Hashable, Sendable {
  /// An input or an option is impossible for a layer.
  case shape(ShapeError)
  /// The step of a part cannot be computed exactly.
  case arithmetic(ArithmeticError, path: String, step: String)
  /// A module has no nodes.
  case emptyModule(path: String)
  /// Two nodes of a module have the same name, copies included.
  case duplicateName(path: String)
  /// A node takes its input from itself, from a later node, or from one that does not exist.
  case wrongSource(path: String)
  /// A node is repeated less than once.
  case impossibleRepetition(path: String, repetitions: Int)
  /// A repeated node does not keep the shape, so that its copies cannot follow each other.
  case repetitionChangesShape(path: String, input: Shape, output: Shape)
  /// Modules are nested more than ``maximumDepth`` deep.
  case tooDeep(path: String)
  /// The copies of all layers together are more than ``mostLayers``.
  case tooManyLayers(path: String)

  /// The path of the part that it is about, if it is about one.
  public var path: String? {
    switch self {
    case .shape(let error): error.path
    case .arithmetic(_, let path, _), .emptyModule(let path), .duplicateName(let path),
      .wrongSource(let path), .impossibleRepetition(let path, _), .repetitionChangesShape(let path, _, _),
      .tooDeep(let path), .tooManyLayers(let path):
      path
    }
  }

  /// How deep modules may be nested, so that recursion stays bounded.
  public static let maximumDepth = 64
  /// How many layers a network may have, copies included: few enough that no count of layers, blocks or stages, which
  /// may be nested ``maximumDepth`` deep, leaves `Int`.
  public static let mostLayers = Int.max / maximumDepth
}
