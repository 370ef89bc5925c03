public import Networks

/// A network that was read from a description, with the place of each of its parts in the text.
public struct DescribedNetwork: Sendable {
  /// The network.
  public var network: Network
  /// Where each layer and module is described, by its path: `stage1.0.conv1`. Of numbered copies that are alike only the
  /// first has an entry, as in the network itself.
  public var places: [String: FilePlace]

  /// The place of a part, or of the innermost part around it that has one.
  ///
  /// Errors of a derivation name the part by its path; this is where the reader of the file has to look.
  public func place(of path: String) -> FilePlace? {
    var rest = path[...]
    while true {
      if let place = places[String(rest)] { return place }
      guard let dot = rest.lastIndex(of: ".") else { return places[""] }
      rest = rest[..<dot]
    }
  }
}
