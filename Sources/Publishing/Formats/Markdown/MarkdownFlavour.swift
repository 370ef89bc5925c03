/// For whom Markdown is written. Every flavour says the same; they differ in what their readers do not agree on: how
/// mathematics is fenced, what stands above the text, how a heading is linked to, what can be folded away.
public enum MarkdownFlavour: String, Sendable, CaseIterable {
  /// What GitHub, pandoc, Jupyter and most others read alike: dollar mathematics, `title` and `lang` above the text,
  /// nothing folded away.
  case portable
  /// GitHub: mathematics in its own fences, which nothing in them can break, and `<details>`.
  case github
  /// Quarto and pandoc: anchors as attributes, folded call-outs; the title stands above the text only.
  case quarto
  /// MyST, of Jupyter Book and Sphinx: targets before headings, `{dropdown}`.
  case myst
  /// MkDocs with Python-Markdown's `attr_list`, `md_in_html` and `arithmatex`.
  case mkdocs
  /// Hugo: `\(…\)` for mathematics in the line, anchors as attributes; the title stands above the text only.
  case hugo
  /// Readers without mathematics: formulas as code.
  case plain

  /// How formulas are fenced.
  enum Mathematics {
    /// `$…$` and `$$`.
    case dollars
    /// `` $`…`$ `` and a fence ```` ```math ````.
    case fences
    /// `\(…\)` and `$$`.
    case brackets
    /// In plain text as code.
    case code
  }

  var mathematics: Mathematics {
    switch self {
    case .portable, .quarto, .myst, .mkdocs: .dollars
    case .github: .fences
    case .hugo: .brackets
    case .plain: .code
    }
  }

  /// How a heading gets the anchor that links lead to.
  enum Anchors {
    /// Readers make it up from the heading's words, as GitHub does.
    case fromWords
    /// `{#anchor}` behind the heading.
    case attribute
    /// `(anchor)=` on the line above.
    case target
  }

  var anchors: Anchors {
    switch self {
    case .portable, .github, .plain: .fromWords
    case .quarto, .mkdocs, .hugo: .attribute
    case .myst: .target
    }
  }

  /// What stands around blocks that are folded away.
  enum Folding {
    /// The summary as a bold line, and the blocks below it.
    case none
    /// `<details>` with an attribute that lets Markdown be read in it, or without.
    case details(StaticString)
    /// A fenced block of so many signs for each level around it: the sign, and what stands behind the fence.
    case fence(Character, StaticString)
  }

  var folding: Folding {
    switch self {
    case .portable, .hugo, .plain: .none
    case .github: .details("<details>")
    case .mkdocs: .details("<details markdown=\"1\">")
    case .quarto: .fence(":", "{.callout-note collapse=\"true\" appearance=\"minimal\"}")
    case .myst: .fence(":", "{dropdown}")
    }
  }

  /// Whether the title is a heading, too: some show what stands above the text as the page's title.
  var hasTitleHeading: Bool { self != .quarto && self != .hugo }
  /// Whether title and language stand above the text.
  var hasFrontMatter: Bool { self != .plain }
}
