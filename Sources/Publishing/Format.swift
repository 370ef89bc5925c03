/// The formats in which a document can be published.
public enum Format: String, Sendable, CaseIterable {
  /// For the terminal.
  case text
  /// Portable Markdown with dollar mathematics and pipe tables.
  case markdown
  /// One self-contained page with MathML.
  case html
  /// A complete LaTeX document.
  case latex

  /// The format that belongs to the ending of a file's name, without the dot: `html`, `md`, `tex`, `txt` and their kin.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "html", "htm": self = .html
    case "tex", "latex": self = .latex
    default: return nil
    }
  }
}
