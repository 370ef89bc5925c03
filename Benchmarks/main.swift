#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

// LonghandBench LONGHAND [startup]: prints how fast the command and the library are, as ratios measured in one run.
// Nothing here fails for being slow: the figures are for people.

guard CommandLine.arguments.count > 1 else {
  print("usage: LonghandBench PATH-OF-LONGHAND [startup]")
  exit(2)
}
let longhand = CommandLine.arguments[1]
// First, while this program is small: the memory of a child is counted with what it shares with its parent.
let isComplete = measureStartup(longhand)
if isComplete, CommandLine.arguments.count == 2 {
  measureRendering()
  measureProcesses(longhand)
  measureCatalogue()
  measureComparison()
  measureDistinctLayers()
  measureRepetitions()
  measureONNX()
  measureChecking()
  measurePublishing(longhand)
  measureManyFiles(longhand)
}
exit(isComplete ? 0 : 1)
