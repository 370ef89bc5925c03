import Derivations
import Importing
import Networks

/// Any bytes are read as the description of a network: no trap, no hang, bounded memory, an error with its place. What was
/// read is derived, and every part of it has a place in the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(ImportError) {
    let described = try Description.network(from: bytes, file: "fuzz", past: count % 4 == 0 ? count : 0)
    check(described.network.root, "", described)
    // Large networks take their time without showing anything new.
    guard described.places.count < 500 else { return 0 }
    if let derivation = try? derive(described.network) {
      precondition(described.place(of: derivation.root.path) != nil)
    }
  } catch {
    let (line, column) = (error.line ?? 0, error.column ?? 0)
    precondition(line >= 1 && column >= 1, "an error without a place: \(error.problem)")
    precondition(line <= count + 1 && column <= count + 1, "a place beyond the text")
  }
  return 0
}

private func check(_ module: Module, _ path: String, _ described: DescribedNetwork) {
  for node in module.nodes {
    let path = path.isEmpty ? node.name : path + "." + node.name
    precondition(described.places[path] != nil, "no place of \(path)")
    if case .module(let inner) = node.element { check(inner, path, described) }
  }
}
