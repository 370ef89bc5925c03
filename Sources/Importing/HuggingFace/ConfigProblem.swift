/// Why the values of a configuration do not make a network that is understood.
public enum ConfigProblem: Hashable, Sendable {
  /// No network is known for the model type; the nearest that is known, if any is near, and all of them.
  case unknownModelType(String, nearest: String?, known: [String])
  /// No network is known for the class in `architectures`; the nearest of the model type's own, and all of them.
  case unknownArchitecture(String, nearest: String?, known: [String])
  /// A word that means nothing for its key: a function, a kind of layer.
  case unknownWord(key: String, String, nearest: String?, known: [String])
  /// A number that another one must divide, and does not.
  case notMultiple(key: String, Int, of: String, Int)
  /// A number that is too small beside another one: an image smaller than its patches.
  case tooSmall(key: String, Int, beside: String, Int)
  /// Cached tokens before a network of a model type that caches none.
  case cachesNothing(String)
  /// A list that has another number of values than the key that counts them says.
  case wrongLength(key: String, Int, of: String, Int)
  /// An option that changes the network in a way that is not understood, as it is written.
  case unsupported(key: String, String)
}
