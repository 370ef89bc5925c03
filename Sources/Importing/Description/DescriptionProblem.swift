public import Networks

/// What is wrong with the description of a network.
public enum DescriptionProblem: Hashable, Sendable {
  // MARK: Layers

  /// No kind of layer and no block that the file defines has this name; the nearest that there is, if any is near.
  case unknownKind(String, nearest: String?)
  /// An item of a list of layers has no key that names a kind; the kind nearest to one of its keys, if any is near.
  case noKind(nearest: String?)
  /// An item names two kinds; each layer is an item of its own.
  case severalKinds(String, String)
  /// A kind that takes no value got one.
  case takesNoValue(kind: String)
  /// An option stands beside the kind and in its braces.
  case givenTwice(option: String)
  /// A list without layers.
  case noLayers
  /// More than so many layers come of the file, each use of a block counted.
  case tooManyLayers(most: Int)
  /// Blocks within blocks beyond this depth.
  case nestedTooDeep(most: Int)

  // MARK: Names

  /// A name that is no word: it has a dot, a hyphen, a blank or another sign in it, or is too long.
  case badName(String)
  /// The name is taken in the same block, by what stands at `first`.
  case duplicateName(String, first: FilePlace)
  /// `from` names nothing that stands before it; the nearest name that does, if any is near.
  case unknownName(String, nearest: String?)
  /// A layer takes another number of tensors.
  case wrongSources(kind: String, takes: Int, found: Int)

  // MARK: Options

  /// A word that is none of those that the option takes; the nearest, if any is near, and all of them.
  case unknownWord(String, nearest: String?, known: [String])
  /// Sizes that cannot be read, such as `3x224x`.
  case badSizes(String)
  /// Another number of sizes is needed: two for a map.
  case wrongSizeCount(needed: Int, found: Int)
  /// Two sizes may be a sequence or a signal.
  case ambiguousInput(String)
  /// An input needs exactly one of these keys.
  case inputNeedsOneOf([String])
  /// Options for the first copy of a layer that is not repeated.
  case firstOfOne
  /// Two keys of which one has to go.
  case bothGiven(String, String)
  /// The number that is given is not what comes in. It may be left out.
  case contradictsInput(given: Int, comesIn: Int)
  /// An arithmetic expression that cannot be read.
  case badArithmetic(String)
  /// A name in an expression that has no value; the nearest that has one, if any is near, and all that have one.
  case unknownVariable(String, nearest: String?, known: [String])
  /// The value of an expression is no whole number, or beyond all sizes.
  case notWhole(String)

  // MARK: Shapes

  /// The kind takes tensors of these layouts only; `found` is what comes in.
  case wrongLayout(kind: String, takes: [Shape.Layout], found: Shape)
  /// The branch of a residual block does not give the shape of its input, and no shortcut puts that right.
  case residualMismatch(branch: Shape, input: Shape)
  /// The number of values is not the same before and behind.
  case wrongValueCount(found: Shape, wanted: [Int])
  /// A layer is not possible for what comes in.
  case shape(ShapeError)

  // MARK: Definitions

  /// A name that a block or a parameter cannot have: it means something already.
  case reservedName(String)
  /// A block uses itself; the names on the way.
  case recursion([String])
}
