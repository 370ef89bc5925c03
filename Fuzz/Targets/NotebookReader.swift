import Checking
import Workings

/// Any bytes are read as a notebook: no trap, no hang, bounded memory; an error with its place, or a text whose every line
/// has its cell and every stretch its bytes of the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(WorkingProblem) {
    let working = try HandCalculation(file: bytes, format: .notebook)
    guard let origin = working.origin else { return 0 }
    var end = 0
    for span in origin.spans {
      precondition(span.text.lowerBound == end, "a gap in the text")
      precondition(span.file.lowerBound >= 0 && span.file.upperBound <= count, "a place beyond the file")
      end = span.text.upperBound
    }
    precondition(end == working.bytes.count, "text without a place")
    precondition(!origin.cells.isEmpty, "lines without a cell")
    for finding in Checker().diagnose(working).findings {
      precondition(finding.place.cell != nil && finding.place.line >= 1 && finding.place.column >= 1)
    }
  } catch {
    precondition((0...count).contains(error.offset ?? 0), "a place beyond the file")
  }
  return 0
}
