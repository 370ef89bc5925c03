import Importing

/// Any bytes are read as YAML or JSON and every value is asked for everything: no trap, no hang, bounded memory, places
/// from line 1 and column 1 on.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(ImportError) {
    // Aliases make a small text large; what is visited stays within the reader's own bound.
    ask(try Value.read(bytes, file: "fuzz"))
  } catch {
    precondition((error.line ?? 1) >= 1 && (error.column ?? 1) >= 1, "a place before the text")
    precondition(
      (error.line ?? 1) <= count + 1 && (error.column ?? 1) <= count + 1, "a place beyond the text")
  }
  return 0
}

private func ask(_ value: Value) {
  precondition(value.place.line >= 1 && value.place.column >= 1, "a place before the text")
  _ = value.isNull
  _ = try? value.word
  _ = try? value.string
  _ = try? value.bool
  _ = try? value.integer(atLeast: 1, atMost: 1000)
  _ = try? value.number
  switch value.content {
  case .scalar: break
  case .sequence(let values): for value in values { ask(value) }
  case .mapping(let mapping):
    _ = try? mapping.allow(only: ["name", "layers", "hidden_size"])
    for entry in mapping.entries {
      precondition(mapping[entry.key] != nil, "a key that is not found")
      ask(entry.value)
    }
  }
}
