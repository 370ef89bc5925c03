import Derivations
import Importing

/// Any bytes are read as an ONNX model: a network or an error, no trap, no hang. A network that was read is derived.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  let inputs = ONNX.Inputs(tokens: 16, pastTokens: 4)
  guard let imported = try? ONNX.network(reading: bytes, named: "fuzz.onnx", inputs) else { return 0 }
  guard let derivation = try? derive(imported.network, inputs: imported.shapes) else { return 0 }
  for layer in derivation.root.parts { precondition(!layer.path.isEmpty, "a layer without a path") }
  return 0
}
