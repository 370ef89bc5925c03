/// "Did you mean": the nearest of some words, in a sentence, if one is near enough to be meant.
func suggestion(for word: String, among candidates: [String]) -> String? {
  nearest(to: word, among: candidates).map { "Did you mean \($0)?" }
}

/// The candidate with the fewest slips of the finger between it and the word: letters left out, put in, changed, or
/// two swapped. At most a third of the letters may differ. A candidate that goes on from the word is near, too.
func nearest(to word: String, among candidates: [String]) -> String? {
  let letters = Array(word.lowercased().prefix(64))
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    let isBeginning = letters.count >= 3 && other.starts(with: letters)
    let distance = isBeginning ? 1 : slips(between: letters, and: other)
    if distance <= max(1, max(letters.count, other.count) / 3), distance < best?.distance ?? .max {
      best = (candidate, distance)
    }
  }
  return best?.candidate
}

/// The Damerau–Levenshtein distance in its restricted form (optimal string alignment).
func slips(between first: [Character], and second: [Character]) -> Int {
  var twoAbove: [Int] = []
  var above = Array(0...second.count)
  for (row, letter) in first.enumerated() {
    var current = [row + 1]
    current.reserveCapacity(second.count + 1)
    for (column, other) in second.enumerated() {
      var least = min(above[column + 1] + 1, current[column] + 1, above[column] + (letter == other ? 0 : 1))
      if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
        least = min(least, twoAbove[column - 1] + 1)
      }
      current.append(least)
    }
    twoAbove = above
    above = current
  }
  return above[second.count]
}
