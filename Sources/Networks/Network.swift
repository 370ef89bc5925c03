/// A network as it is published: its names, its source, its usual input and its modules.
public struct Network: Sendable {
  /// The name in the catalogue: `resnet101`.
  public var name: String
  /// The name as it is printed: `ResNet-101`.
  public var title: String
  /// Where it was published.
  public var publication: Publication
  /// The usual input without the batch: `[3, 224, 224]`.
  public var usualInput: [Int]
  /// The root module.
  public var root: Module
  /// Names of networks that are valid readings of the same title, such as the paper's first form. A hand calculation
  /// that gives their counts is right too.
  public var variants: [String]

  /// A network with all its parts.
  public init(
    name: String, title: String, publication: Publication, usualInput: [Int], root: Module, variants: [String] = []
  ) {
    self.name = name
    self.title = title
    self.publication = publication
    self.usualInput = usualInput
    self.root = root
    self.variants = variants
  }
}

/// A paper: authors, title, year and a place to find it.
public struct Publication: Hashable, Sendable {
  /// Authors in short form: `He, Zhang, Ren, Sun`.
  public var authors: String
  /// The title of the paper.
  public var title: String
  /// The year of publication.
  public var year: Int
  /// An identifier: `arXiv:1512.03385`.
  public var identifier: String

  /// A publication with all its parts.
  public init(authors: String, title: String, year: Int, identifier: String) {
    self.authors = authors
    self.title = title
    self.year = year
    self.identifier = identifier
  }
}
