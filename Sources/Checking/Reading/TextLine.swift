import Symbolics

/// A line of a working as the checker sees it.
///
/// A reference, because every check walks over all lines: a structure of this many arrays would be copied each time. Only
/// the scanner changes a line, one thing at a time, so that looking at a line need not be guarded against changes.
final class TextLine {
  /// The index of the line among the stretches of the text, from 0.
  let index: Int
  /// Its bytes, without a list marker at its beginning.
  let range: Range<Int>
  /// The names of parts and quantities on it, in order.
  let mentions: [Mention]
  /// The networks that it names.
  @exclusivity(unchecked) var networks: [NetworkName] = []
  /// The chains that begin on it.
  @exclusivity(unchecked) var chains: [Chain] = []
  /// Expressions that stand alone, with no relation beside them: shapes, counts, results in prose.
  @exclusivity(unchecked) var lone: [Chain.Side] = []
  /// What it is as a row of a table, nil for other lines.
  @exclusivity(unchecked) var row: TableRow?
  /// Whether it is a heading.
  let isHeading: Bool
  /// What its mentions speak of. Most checks pass most lines over by it.
  let topics: Noun.Topics
  /// What the expressions that stand alone may be; also of those that a next line has taken since.
  @exclusivity(unchecked) var traits: Chain.Side.Traits = []
  /// Its numbers and measures, once a check has asked for them; the next one finds them here.
  @exclusivity(unchecked) var numbers: [StatedNumber]?
  @exclusivity(unchecked) var measures: [Measure]?
  /// The words of it that programs may name a layer by, once they were asked for.
  @exclusivity(unchecked) var pathWords: [Range<Int>]?
  /// The groups of letters on it and its neighbours, of which it is the one at a place. Most phrases are not looked for on
  /// most lines.
  let letters: LineLetters
  let place: Int

  init(
    index: Int, range: Range<Int>, mentions: [Mention], isHeading: Bool, letters: LineLetters, place: Int
  ) {
    self.index = index
    self.range = range
    self.mentions = mentions
    self.isHeading = isHeading
    self.letters = letters
    self.place = place
    topics = mentions.reduce(into: []) { $0.formUnion($1.noun.topics) }
  }

  /// So many bytes of the line before a place, at most.
  func stretch(before place: Int, atMost count: Int = .max) -> Range<Int> {
    max(range.lowerBound, place - count)..<max(range.lowerBound, place)
  }

  /// So many bytes of the line behind a place, at most.
  func stretch(behind place: Int, atMost count: Int) -> Range<Int> {
    place..<max(place, min(range.upperBound, place + count))
  }
}

/// A catalogue network named in the text.
struct NetworkName: Hashable, Sendable {
  /// The catalogue's name.
  var name: String
  /// Where it stands.
  var range: Range<Int>
}

/// What a row of a table says by its columns.
final class TableRow {
  let cells: [Range<Int>]
  /// The number in the column of counts.
  let count: Chain.Side?

  init(cells: [Range<Int>], count: Chain.Side?) {
    self.cells = cells
    self.count = count
  }
}
