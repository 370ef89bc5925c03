public import Checking

/// A working with what was found in it, for the writers that point into its file.
public struct CheckedWorking: Sendable {
  /// The path of the file, as it was given; nil for standard input.
  public var path: String?
  /// The working.
  public var working: HandCalculation
  /// What was found.
  public var diagnosis: Diagnosis

  /// A working with its diagnosis.
  public init(path: String?, working: HandCalculation, diagnosis: Diagnosis) {
    self.path = path
    self.working = working
    self.diagnosis = diagnosis
  }

  /// The bytes of the file itself.
  var file: [UInt8] { working.origin?.file ?? working.written }

  /// The bytes of the file that a place is about.
  func fileRange(of place: Place) -> Range<Int> {
    let range = working.origin?.fileRange(of: place.bytes) ?? place.bytes
    return range.clamped(to: 0..<file.count)
  }
}

/// A range of a file by its lines and columns, from 1; columns count code points, the end is exclusive.
struct FileRegion: Hashable {
  var line: Int
  var column: Int
  var endLine: Int
  var endColumn: Int
}

/// Finds lines and columns of a file as editors and services count them: a notebook is the text of its file, and a
/// column is a code point.
struct RegionFinder {
  private let file: [UInt8]
  private var lineStarts = [0]

  init(_ file: [UInt8]) {
    self.file = file
    for (offset, byte) in file.enumerated() where byte == 0x0A { lineStarts.append(offset + 1) }
  }

  /// The lines and columns of a range of bytes.
  func region(of range: Range<Int>) -> FileRegion {
    let (start, end) = (position(of: range.lowerBound), position(of: range.upperBound))
    return FileRegion(line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  private func position(of offset: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let before = file[lineStarts[low]..<max(lineStarts[low], min(offset, file.count))]
    return (low + 1, before.count { $0 & 0xC0 != 0x80 } + 1)
  }
}
