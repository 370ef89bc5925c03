#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A site of two hundred notes, each with prose, mathematics, values and a directive: built anew, and built again.
func measurePublishing(_ longhand: String) {
  let folder = "/tmp/longhand-bench-\(getpid())"
  defer { _ = run(["rm", "-rf", folder]) }
  guard makeNotes(200, in: folder + "/notes") else { return print("notes cannot be written to \(folder)") }
  let words = [longhand, "publish", folder + "/notes", "-o", folder + "/site"]
  var cold: [ProcessRun] = []
  var unchanged: [ProcessRun] = []
  for _ in 0..<3 {
    _ = run(["rm", "-rf", folder + "/site"])
    guard let first = run(words), first.status == 0, let second = run(words) else {
      return print("cannot run \(longhand) publish")
    }
    cold.append(first)
    unchanged.append(second)
  }
  let memory = cold.map { $0.peakMegabytes }.max() ?? 0
  print(
    "publish            200 notes: \(fixed(median(cold.map { $0.milliseconds }), 0)) ms (goal: below 2000), at most "
      + "\(fixed(memory, 1)) MB (goal: below 100); unchanged "
      + "\(fixed(median(unchanged.map { $0.milliseconds }), 0)) ms (goal: below 200)")
}

private func makeNotes(_ count: Int, in folder: String) -> Bool {
  _ = run(["mkdir", "-p", folder])
  let networks = ["resnet18", "resnet50", "vgg16", "gpt2", "mobilenet_v2"]
  for index in 0..<count {
    let network = networks[index % networks.count]
    let text = """
      ---
      title: "Note \(index)"
      lang: \(index % 2 == 0 ? "en" : "zh-Hans")
      ---

      ## What \(network) costs

      It takes `= \(network) macs` multiply-adds, about `= \(network) macs in G`. A layer: $(7 \\times 7 \\times 3) \\times
      64 \\times (112 \\times 112) = 118{,}013{,}952$, and 3×3×64×64×56×56 = 115,605,504.

      ```longhand
      derive \(network)\(index % 10 == 0 ? "" : " --detail stages")
      ```

      See [the first one](note0.md).

      """
    guard let file = fopen("\(folder)/note\(index).md", "w") else { return false }
    defer { fclose(file) }
    guard fputs(text, file) >= 0 else { return false }
  }
  return true
}
