// A browser's view of the core: text goes in, text comes out. It proves that the core links without an operating system.
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

/// The product of the whole numbers that stand in the text.
func answer(_ text: [UInt8]) -> [UInt8] {
  var factors: [Expression] = []
  for word in text.split(separator: 0x20) {
    // Int has 32 bits here.
    if let number = Int64(String(decoding: word, as: UTF8.self)) {
      factors.append(Expression(Rational(whole: Int128(number))))
    }
  }
  do throws(ArithmeticError) {
    return [UInt8](try Expression.product(of: factors).evaluated().description.utf8)
  } catch {
    return [UInt8]("out of range".utf8)
  }
}
