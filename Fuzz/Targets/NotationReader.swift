import Symbolics

/// Any bytes are read as a calculation and evaluated: no trap, no hang.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  _ = try? Expression.sum([.init(.number(Numeral(Int(bytes[0]))))]).evaluated()
  return 0
}
