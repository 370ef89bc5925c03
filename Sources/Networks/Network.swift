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
    name: String, title: String, publication: Publication, usualInput: [Int], root: Module,
    variants: [String] = []
  ) {
    self.name = name
    self.title = title
    self.publication = publication
    self.usualInput = usualInput
    self.root = root
    self.variants = variants
  }
}

/// A paper or a book: authors, title, year, a place to find it, and the place in it.
public struct Publication: Hashable, Sendable {
  /// Authors in short form: `He, Zhang, Ren, Sun`.
  public var authors: String
  /// The title of the paper.
  public var title: String
  /// The year of publication.
  public var year: Int
  /// An identifier: `arXiv:1512.03385`; empty if there is none.
  public var identifier: String
  /// The place in it that is meant, if it is known.
  public var place: Place?

  /// A place in a publication, by its number; the word for it is looked up by whoever writes it.
  public enum Place: Hashable, Sendable {
    /// A section: `9.5`.
    case section(String)
    /// A table.
    case table(String)
    /// A numbered equation.
    case equation(String)
    /// A numbered algorithm.
    case algorithm(String)
    /// A numbered relationship, as some papers call their formulas.
    case relationship(String)
    /// An appendix: `A.1`.
    case appendix(String)
  }

  /// A publication with all its parts.
  public init(authors: String, title: String, year: Int, identifier: String, place: Place? = nil) {
    self.authors = authors
    self.title = title
    self.year = year
    self.identifier = identifier
    self.place = place
  }
}
