public import Symbolics

/// A page as data: what is said, in which order, without any format. The writers of `Publishing` turn it into
/// Markdown, HTML, LaTeX or text.
public struct Document: Sendable {
  /// The language of its text.
  public var language: Language
  /// The title, which is also the first heading.
  public var title: [Inline]
  /// The line below the title.
  public var subtitle: [Inline]
  /// What follows.
  public var blocks: [Block]
  /// Whether every number of it stands beside the formula that gives it, which is said at its end.
  public var isDerived = false

  /// A document with all its parts.
  public init(language: Language, title: [Inline], subtitle: [Inline] = [], blocks: [Block] = []) {
    self.language = language
    self.title = title
    self.subtitle = subtitle
    self.blocks = blocks
  }
}

/// The languages that Longhand writes.
public enum Language: String, Sendable, CaseIterable {
  /// English.
  case english = "en"
  /// Chinese in simplified characters.
  case chinese = "zh-Hans"
}

/// A piece of a page that stands on its own lines.
public indirect enum Block: Sendable {
  /// A heading below the title: levels 2 to 4. The anchor is unique in the document.
  case heading(level: Int, anchor: String, [Inline])
  /// Running text.
  case paragraph([Inline])
  /// A list; each item is a run of blocks.
  case list(ordered: Bool, [[Block]])
  /// A calculation, one row a step.
  case calculation(Calculation)
  /// A table.
  case table(Table)
  /// A picture as data.
  case figure(Figure)
  /// Blocks that can be folded away behind their summary.
  case details(summary: [Inline], isOpen: Bool, [Block])
  /// A line of somebody's working with marks on it, and what is to be said about it.
  case excerpt(Excerpt)
  /// The whole of somebody's working with the corrections in place.
  case manuscript(Manuscript)
}

/// A piece of running text.
public indirect enum Inline: Sendable {
  /// Plain text; the writers escape it.
  case text(String)
  /// Stressed text.
  case strong([Inline])
  /// A name of the network or of a tool, set as code: `layer1.0.conv2`.
  case code(String)
  /// Mathematics in the line.
  case math(Math)
  /// An exact number with grouped digits.
  case number(Rational)
  /// A link to an anchor of the same document (`#conv1`) or to an address.
  case link([Inline], target: String)
  /// What somebody wrote and should not have.
  case deleted([Inline])
  /// What they should have written.
  case inserted([Inline])
  /// What is meant.
  case marked([Inline])
}

/// An expression or a relation between two.
public struct Math: Sendable {
  /// The relation in front of ``expression``, if any.
  public var relation: Relation?
  /// The left side, if there is a relation.
  public var left: Expression?
  /// The expression, or the right side.
  public var expression: Expression

  /// An expression, or `left relation expression`.
  public init(_ expression: Expression, left: Expression? = nil, relation: Relation? = nil) {
    self.expression = expression
    self.left = left
    self.relation = relation
  }
}

/// A sign between two sides.
public enum Relation: Hashable, Sendable {
  /// Exactly equal.
  case equal
  /// Equal after rounding.
  case approximately
}

/// A calculation set row by row: left side, relation, right side, a note at the margin.
public struct Calculation: Sendable {
  /// What is calculated, for readers who cannot see the page.
  public var label: String
  /// The rows in order.
  public var rows: [Row]

  /// A calculation from its rows.
  public init(label: String, rows: [Row]) {
    self.label = label
    self.rows = rows
  }

  /// One row.
  public struct Row: Sendable {
    /// The left side; empty on rows that go on from the one above.
    public var left: Expression?
    /// The sign.
    public var relation: Relation
    /// The right side.
    public var right: Expression
    /// A remark at the margin.
    public var note: [Inline]
    /// Whether the right side is a result, to be underlined.
    public var isResult: Bool

    /// A row with all its parts.
    public init(
      _ left: Expression?, _ relation: Relation = .equal, _ right: Expression, note: [Inline] = [],
      isResult: Bool = false
    ) {
      self.left = left
      self.relation = relation
      self.right = right
      self.note = note
      self.isResult = isResult
    }
  }
}

/// A table with a caption. The first column names the row.
public struct Table: Sendable {
  /// A column's heading and alignment.
  public struct Column: Sendable {
    /// The heading.
    public var heading: [Inline]
    /// Whether the column holds numbers and is set flush right.
    public var isNumeric: Bool

    /// A column.
    public init(_ heading: [Inline], isNumeric: Bool = false) {
      self.heading = heading
      self.isNumeric = isNumeric
    }
  }

  /// What the table shows.
  public var caption: [Inline]
  /// The columns.
  public var columns: [Column]
  /// The rows; each has as many cells as there are columns.
  public var rows: [[[Inline]]]
  /// The row of totals, if there is one.
  public var footer: [[Inline]]?

  /// A table with all its parts.
  public init(caption: [Inline], columns: [Column], rows: [[[Inline]]], footer: [[Inline]]? = nil) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.footer = footer
  }
}

/// A line of somebody's working, quoted with marks, and the remarks on it.
public struct Excerpt: Sendable {
  /// Where the line stands: `homework.md:8`.
  public var place: String
  /// The line in pieces; marked, deleted and inserted pieces are the corrections.
  public var line: [Inline]
  /// The remarks in the order of the marks.
  public var remarks: [Remark]

  /// A quoted line.
  public init(place: String, line: [Inline], remarks: [Remark]) {
    self.place = place
    self.line = line
    self.remarks = remarks
  }

  /// How serious a remark is.
  public enum Severity: Hashable, Sendable {
    /// Something false.
    case error
    /// Something right but misleading.
    case warning
    /// A remark.
    case note
  }

  /// What is said about a line.
  public struct Remark: Sendable {
    /// How serious it is.
    public var severity: Severity
    /// The mistake's name in the reader's language.
    public var name: [Inline]
    /// What is wrong, why, and what is right.
    public var text: [Inline]
    /// The right calculation, if there is one.
    public var correction: Calculation?

    /// A remark.
    public init(severity: Severity, name: [Inline], text: [Inline], correction: Calculation? = nil) {
      self.severity = severity
      self.name = name
      self.text = text
      self.correction = correction
    }
  }
}

/// The whole of somebody's working, line by line, with corrections in place and notes at the side.
public struct Manuscript: Sendable {
  /// What it is, for readers who cannot see the page.
  public var label: String
  /// The lines in order.
  public var lines: [Line]

  /// A working from its lines.
  public init(label: String, lines: [Line]) {
    self.label = label
    self.lines = lines
  }

  /// One line; marked, deleted and inserted pieces are the corrections.
  public struct Line: Sendable {
    /// The text in pieces.
    public var text: [Inline]
    /// What stands at its side.
    public var notes: [Note]

    /// A line with its notes.
    public init(text: [Inline], notes: [Note] = []) {
      self.text = text
      self.notes = notes
    }
  }

  /// A note at the side: the name of a mistake.
  public struct Note: Sendable {
    /// How serious it is.
    public var severity: Excerpt.Severity
    /// The note.
    public var text: [Inline]

    /// A note.
    public init(severity: Excerpt.Severity, text: [Inline]) {
      self.severity = severity
      self.text = text
    }
  }
}
