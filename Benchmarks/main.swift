#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

// LonghandBench LONGHAND [PART]: prints how fast the command and the library are, as ratios measured in one run, all of
// it or one part only. Nothing here fails for being slow: the figures are for people.

guard CommandLine.arguments.count > 1 else {
  print("usage: LonghandBench PATH-OF-LONGHAND [PART]")
  exit(2)
}
let longhand = CommandLine.arguments[1]
// What runs the command comes first, while this program is small: the memory of a child is counted with what it shares
// with its parent.
let parts: [(name: String, measure: () -> Bool)] = [
  ("startup", { measureStartup(longhand) }),
  ("publish", { measured { measurePublishing(longhand) } }),
  ("files", { measured { measureManyFiles(longhand) } }),
  ("processes", { measured { measureProcesses(longhand) } }),
  ("render", { measured(measureRendering) }),
  ("catalogue", { measured(measureCatalogue) }),
  ("compare", { measured(measureComparison) }),
  ("layers", { measured(measureDistinctLayers) }),
  ("repetitions", { measured(measureRepetitions) }),
  ("onnx", { measured(measureONNX) }),
  ("check", { measured(measureChecking) }),
]

func measured(_ measure: () -> Void) -> Bool {
  measure()
  return true
}

let wanted = CommandLine.arguments.dropFirst(2).first
guard wanted.map({ name in parts.contains { $0.name == name } }) ?? true else {
  print("no such part; there are: \(parts.map { $0.name }.joined(separator: ", "))")
  exit(2)
}
var isComplete = true
for part in parts where wanted == nil || part.name == wanted {
  if !part.measure() { isComplete = false }
}
exit(isComplete ? 0 : 1)
