/// The formats in which a document can be published.
public enum Format: String, Sendable, CaseIterable {
  /// For the terminal.
  case text
  /// Markdown with mathematics and pipe tables, in one of its flavours; see ``MarkdownFlavour``.
  case markdown
  /// One self-contained page with MathML.
  case html
  /// A complete LaTeX document.
  case latex
  /// A Jupyter notebook: Markdown cells, and one that calculates everything once more.
  case notebook

  /// The format that belongs to the ending of a file's name, without the dot: `html`, `md`, `tex`, `ipynb`, `txt` and their kin.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "html", "htm": self = .html
    case "tex", "latex": self = .latex
    case "ipynb": self = .notebook
    default: return nil
    }
  }
}
