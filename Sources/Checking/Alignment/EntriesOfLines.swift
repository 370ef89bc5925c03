extension Calculation {
  /// The calculations on the lines above one, in their order. They are searched for and not walked over: rules ask for many lines.
  func entries(above place: Int) -> ArraySlice<Entry> {
    guard place < lines.count else { return entries[...] }
    let index = lines[place].index
    return entries[..<firstEntry { $0.line >= index }]
  }

  /// The calculations that begin on some lines which follow each other.
  func entries(on places: Range<Int>) -> ArraySlice<Entry> {
    let first = firstEntry { $0.home >= places.lowerBound }
    return entries[first..<max(first, firstEntry { $0.home >= places.upperBound })]
  }

  /// The place of the first calculation that something holds of, which holds of all behind it.
  private func firstEntry(where holds: (Entry) -> Bool) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if holds(entries[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
