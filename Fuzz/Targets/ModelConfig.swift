import Derivations
import Importing
import Networks

/// Any bytes are read as a configuration of a model, and what can be read is derived: no trap, no hang, bounded memory,
/// and an error has a place in the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for head in HuggingFace.Head.allCases {
    do throws(ImportError) {
      let network = try HuggingFace.network(bytes, file: "fuzz", past: count % 3, head: head)
      let derivation = try? derive(network)
      _ = try? derivation?.cachedElementsPerToken()
    } catch {
      precondition(error.line != nil && error.column != nil, "an error without a place")
    }
  }
  return 0
}
