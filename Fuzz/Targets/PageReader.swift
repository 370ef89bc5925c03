import Checking
import Workings

/// Any bytes are read as a web page and checked: no trap, no hang, bounded memory, every place within the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let working = try? HandCalculation(file: bytes, format: .html) else { return 0 }
  guard let origin = working.origin else { return 0 }
  var end = 0
  for span in origin.spans {
    precondition(span.text.lowerBound == end, "a gap in the text")
    precondition(span.file.lowerBound >= 0 && span.file.upperBound <= count, "a place beyond the file")
    end = span.text.upperBound
  }
  precondition(end == working.bytes.count, "text without a place")
  precondition(
    String(validating: bytes, as: UTF8.self) == nil || String(validating: working.bytes, as: UTF8.self) != nil
  )
  for finding in Checker().diagnose(working).findings {
    precondition(origin.fileRange(of: finding.place.bytes).upperBound <= count, "a finding beyond the file")
  }
  return 0
}
