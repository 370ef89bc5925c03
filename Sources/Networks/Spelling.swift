/// Names as people type them: forgiving comparison, and the known name that was probably meant.
public enum Spelling {
  /// The longest name that is compared. Longer ones are like nothing, so that the work stays bounded.
  static let longest = 64

  /// The UTF-8 bytes that distinguish a name: ASCII letters in lower case, digits, and whatever is not ASCII.
  /// Spaces, punctuation and the dashes U+2010 to U+2015 and U+2212 are left out.
  ///
  /// - Parameter keepsPoints: whether a point is left wherever a digit stands apart from the digit before it, so that `1.3`
  ///   and `1_3` are alike, and neither is `13`.
  public static func folded(_ name: String, keepsPoints: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    var isApart = false
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: bytes.append(UInt8(scalar.value) + 0x20)
      case 0x61...0x7A: bytes.append(UInt8(scalar.value))
      case 0x30...0x39:
        if keepsPoints, isApart, let last = bytes.last, (0x30...0x39).contains(last) {
          bytes.append(0x2E)
        }
        bytes.append(UInt8(scalar.value))
      case 0...0x7F, 0x2010...0x2015, 0x2212, 0xA0:
        isApart = true
        continue
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
      isApart = false
      if bytes.count > longest { break }
    }
    return bytes
  }

  /// The candidate at the smallest edit distance from `name`, the first of equals; nil if every one is further away
  /// than a third of the name's length, or than `most` if that is less.
  ///
  ///     Spelling.nearest(to: "markdwon", among: ["html", "markdown"])   // "markdown"
  public static func nearest(
    to name: String, among candidates: [String], within most: Int = .max
  ) -> String? {
    let wanted = folded(name)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let distance = editDistance(wanted, folded(candidate))
      if distance <= min(most, max(1, wanted.count / 3)), distance < best?.distance ?? .max {
        best = (distance, candidate)
      }
    }
    return best?.name
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other.
  static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for i in 0..<first.count {
      var row = [i + 1]
      row.reserveCapacity(second.count + 1)
      for j in 0..<second.count {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (first[i] == second[j] ? 0 : 1))
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[second.count]
  }
}
