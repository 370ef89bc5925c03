// A browser's view of the core: text goes in, text comes out. It proves that the core links without an operating system.
import Checking
import Symbolics

/// Memory for `count` bytes, to be given back with ``release``.
@_expose(wasm, "allocate")
@_cdecl("allocate")
public func allocate(_ count: Int) -> UnsafeMutableRawPointer {
  .allocate(byteCount: count, alignment: 8)
}

/// Gives memory of ``allocate`` or ``run`` back.
@_expose(wasm, "release")
@_cdecl("release")
public func release(_ memory: UnsafeMutableRawPointer) { memory.deallocate() }

/// Takes UTF-8 and returns four bytes of length, little endian, followed by UTF-8. The caller gives it back.
@_expose(wasm, "run")
@_cdecl("run")
public func run(_ text: UnsafePointer<UInt8>, _ count: Int) -> UnsafeMutableRawPointer {
  let bytes = answer([UInt8](UnsafeBufferPointer(start: text, count: count)))
  let result = allocate(4 + bytes.count)
  result.storeBytes(of: UInt32(bytes.count).littleEndian, as: UInt32.self)
  (result + 4).copyMemory(from: bytes, byteCount: bytes.count)
  return result
}

/// The verdict on a working, and each mistake with its place, one a line.
func answer(_ text: [UInt8]) -> [UInt8] {
  let diagnosis = Checker().diagnose(HandCalculation(text))
  var lines = diagnosis.verdict.rawValue
  for finding in diagnosis.findings {
    lines += "\n\(finding.place.line):\(finding.place.column) \(finding.mistake.rawValue)"
    if let correct = finding.correct { lines += " \(correct)" }
  }
  return [UInt8](lines.utf8)
}
