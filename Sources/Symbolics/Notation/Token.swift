/// A piece of a working as the lexer sees it: a number, a sign, a bracket, a word.
///
/// One stream of tokens serves plain text, Markdown and LaTeX, because people mix them in a line; what a notation
/// spells differently (`×`, `*`, `\times`) arrives as the same token. A token holds no reference, so that copying one
/// costs no counting.
public struct Token: Hashable, Sendable {
  /// What the token is.
  public enum Kind: Hashable, Sendable {
    /// A number with its scale: `118,013,952`, `7.8 G`, `1e9`, `102{,}760{,}448`, `7.8亿`.
    case number(Numeral)
    /// A run of letters that is no scale and no sign: `input_channels`, `FLOPs`, `K_h`, `\text{MACs}`. A run of Han
    /// characters is one word. The text is the bytes of ``Token/range``, without LaTeX's `\text{}` and `\mathrm{}`.
    case word
    /// `×`, `*`, `·`, `\times`, and an `x` that stands between two factors.
    case times
    /// `/`, `÷`, `:` between numbers is not one.
    case divide
    /// `√`, `\sqrt`, followed by a number, a letter or brackets.
    case root
    /// `+`.
    case plus
    /// `-`, `−`.
    case minus
    /// `^`, `**`.
    case power
    /// A superscript number: `²`, `10²³`.
    case superscript(Int)
    /// `(`, `[`, `{` and full-width forms; `\frac` opens with ``fraction``.
    case open(Bracket)
    /// `)`, `]`, `}` and full-width forms.
    case close(Bracket)
    /// `\frac`, followed by two braced groups.
    case fraction
    /// `=`, `≈`, `→` and their kin.
    case relation(Sign)
    /// `~`, `约`, `about`, `roughly`: the number that follows is rounded.
    case approximately
    /// `,` `，` `、` between things.
    case comma
    /// `.` `。` `;` `；` `!` `?`: the end of a sentence or clause.
    case stop
    /// `:` `：`.
    case colon
    /// `|`, the wall between two cells of a table.
    case cell
    /// The end of a line.
    case newline
    /// Anything else, one character.
    case other
  }

  /// A bracket's form; only equal forms match, `open` and `close` of LaTeX's `\left(` included.
  public enum Bracket: Hashable, Sendable {
    /// `(`, `（`
    case round
    /// `[`, `【`
    case square
    /// `{`, `\{`: as a bracket of the calculation.
    case curly
    /// `{` as LaTeX's own grouping.
    case group
    /// `⌊ ⌋`, `\lfloor \rfloor`
    case floor
    /// `⌈ ⌉`, `\lceil \rceil`
    case ceiling
  }

  /// A sign that relates two sides.
  public enum Sign: Hashable, Sendable {
    /// `=`, `＝`, `==`
    case equal
    /// `≈`, `\approx`, `≃`, `=~`
    case approximately
    /// `→`, `=>`, `==>`, `->`, `\to`, `\Rightarrow`
    case arrow
    /// `<`, `>`, `≤`, `≥`, `≠`
    case comparison
  }

  /// What the token is.
  public let kind: Kind
  /// Its place: offsets of UTF-8 bytes in the whole text.
  public let range: Range<Int>
  /// Whether blank space stands before it on its line.
  public let hasSpaceBefore: Bool

  /// A token with all its parts.
  public init(_ kind: Kind, at range: Range<Int>, hasSpaceBefore: Bool) {
    self.kind = kind
    self.range = range
    self.hasSpaceBefore = hasSpaceBefore
  }
}

extension Token.Kind {
  // Asked for every token of a text: comparing whole kinds would compare numerals too.
  var isWord: Bool { if case .word = self { true } else { false } }
  var isMinus: Bool { if case .minus = self { true } else { false } }
  var isNumber: Bool { if case .number = self { true } else { false } }
  var isRelation: Bool { if case .relation = self { true } else { false } }
}
