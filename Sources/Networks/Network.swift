/// A network as it is published: its names, its source, its usual input and its modules.
public struct Network: Sendable {
  /// The name in the catalogue: `resnet101`.
  public var name: String
  /// The name as it is printed: `ResNet-101`.
  public var title: String
  /// Where it was published.
  public var publication: Publication
  /// What goes in, one entry for each input of the root module.
  public var inputs: [Input]
  /// The root module.
  public var root: Module
  /// Names of networks that are valid readings of the same title, such as the paper's first form. A hand calculation
  /// that gives their counts is right too.
  public var variants: [String]

  /// A network with all its parts.
  public init(
    name: String, title: String, publication: Publication, inputs: [Input], root: Module,
    variants: [String] = []
  ) {
    self.name = name
    self.title = title
    self.publication = publication
    self.inputs = inputs
    self.root = root
    self.variants = variants
  }

  /// A network with one input that is an image, a vector or a sequence of features, by its number of axes.
  public init(
    name: String, title: String, publication: Publication, usualInput: [Int], root: Module,
    variants: [String] = []
  ) {
    self.init(
      name: name, title: title, publication: publication, inputs: [Input(usualInput)], root: root,
      variants: variants)
  }

  /// The usual first input without the batch: `[3, 224, 224]`.
  public var usualInput: [Int] { inputs.first?.usual ?? [] }

  /// What goes into a network.
  public struct Input: Hashable, Sendable {
    /// Its name where there are several: `image`, `text`.
    public var name: String
    /// The usual sizes without the batch: `[3, 224, 224]`; of tokens their number, `[1024]`.
    public var usual: [Int]
    /// What the axes are, batch included.
    public var layout: Shape.Layout

    /// An input by its usual sizes.
    public init(_ usual: [Int], layout: Shape.Layout? = nil, name: String = "") {
      self.name = name
      self.usual = usual
      self.layout = layout ?? .usual(forRank: usual.count + 1)
    }

    /// So many tokens, each a number of a word.
    public static func tokens(_ count: Int, name: String = "") -> Input {
      Input([count], layout: .tokens, name: name)
    }

    /// The usual tokens of a model that was made for a context of so many: as many, but no more than 2,048, so that
    /// models with long contexts can be compared.
    public static func tokens(context: Int) -> Input { .tokens(min(context, 2048)) }

    /// The shape behind a batch, of other sizes than the usual if they are given.
    public func shape(batch: Int, _ sizes: [Int]? = nil) -> Shape {
      let sizes = sizes ?? usual
      return Shape([batch] + sizes, sizes.count == usual.count ? layout : nil)
    }
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
    /// A file of a program's source, by its path.
    case file(String)
  }

  /// A publication with all its parts.
  public init(authors: String, title: String, year: Int, identifier: String, place: Place? = nil) {
    self.authors = authors
    self.title = title
    self.year = year
    self.identifier = identifier
    self.place = place
  }

  /// The same publication at another place in it.
  public func at(_ place: Place) -> Publication {
    var copy = self
    copy.place = place
    return copy
  }
}
