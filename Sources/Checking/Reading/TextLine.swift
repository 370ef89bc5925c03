import Symbolics

/// A line of a working as the checker sees it.
struct TextLine: Sendable {
  /// The index of the line among the stretches of the text, from 0.
  var index: Int
  /// Its bytes, without a list marker at its beginning.
  var range: Range<Int>
  /// The names of parts and quantities on it, in order.
  var mentions: [Mention]
  /// The networks that it names.
  var networks: [NetworkName]
  /// The chains that begin on it.
  var chains: [Chain]
  /// Expressions that stand alone, with no relation beside them: shapes, counts, results in prose.
  var lone: [Chain.Side]
  /// The cells of a table row, empty for other lines.
  var cells: [Range<Int>]
  /// The number in the column of counts of a table.
  var count: Chain.Side?
  /// Whether it is a heading.
  var isHeading: Bool
}

/// A catalogue network named in the text.
struct NetworkName: Hashable, Sendable {
  /// The catalogue's name.
  var name: String
  /// Where it stands.
  var range: Range<Int>
}
