/// A text in which ▸ marks a place; the mark itself is no part of the text.
struct MarkedText {
  let bytes: [UInt8]
  let line: Int
  let column: Int

  init(_ marked: String) {
    let pieces = marked.split(separator: "▸", maxSplits: 1, omittingEmptySubsequences: false)
    let before = pieces[0]
    bytes = Array(pieces.joined().utf8)
    line = before.count { $0.isNewline } + 1
    column =
      (before.lastIndex { $0.isNewline }.map { before[before.index(after: $0)...] } ?? before).count + 1
  }
}
