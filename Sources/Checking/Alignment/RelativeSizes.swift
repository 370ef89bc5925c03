import Derivations
import Networks

/// The sizes of networks of one family, for what is left over from another one.
enum RelativeSizes {
  /// At most so many are derived for a text.
  private static let most = 8

  /// The sizes of the other networks whose names begin with the same letters.
  static func sizes(of name: String) -> [ModelSizes] {
    let family = letters(of: name)
    guard !family.isEmpty else { return [] }
    var found: [ModelSizes] = []
    for entry in Catalogue.entries where entry.name != name && letters(of: entry.name) == family {
      guard found.count < most else { break }
      guard let derivation = try? derive(entry.network()), let sizes = ModelSizes(derivation) else {
        continue
      }
      found.append(sizes)
    }
    return found
  }

  private static func letters(of name: String) -> [UInt8] { name.utf8.prefix { $0.isASCIILetter }.map { $0 } }
}
