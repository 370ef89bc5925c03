extension Calculation {
  /// The calculations on the lines above one, in their order. They are searched for and not walked over: rules ask for many lines.
  func entries(above place: Int) -> ArraySlice<Entry> {
    guard place < lines.count else { return entries[...] }
    let index = lines[place].index
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].line < index { low = middle + 1 } else { high = middle }
    }
    return entries[..<low]
  }
}
