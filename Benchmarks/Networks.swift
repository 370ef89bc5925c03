import Longhand

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Every network of the catalogue, built and derived one after the other.
func measureCatalogue() {
  var parts = 0
  let time = medianMilliseconds(rounds: 5) {
    parts = 0
    for entry in Catalogue.entries {
      if let derivation = try? derive(entry.network()) { parts += derivation.layers.count }
    }
  }
  print(
    "catalogue          \(Catalogue.entries.count) networks, \(parts) distinct layers: \(fixed(time, 0)) ms "
      + "(goal: below 1000)")
}

/// Every convention's count of a network, beside deriving it once.
func measureComparison() {
  for name in ["resnet50", "vit_b_16", "densenet121"] {
    guard let network = Catalogue.network(named: name) else { continue }
    let derived = medianMilliseconds(rounds: 41) { _ = try? derive(network) }
    let compared = medianMilliseconds(rounds: 41) { _ = try? compare(network) }
    print(
      "compare            \(name): \(Convention.all.count) conventions \(fixed(compared, 2)) ms, derive "
        + "\(fixed(derived, 2)) ms: \(fixed(compared / derived, 2))× (goal: below 2×)")
  }
}

/// Networks of more and more layers, all different: the time for a layer should stay the same.
func measureDistinctLayers() {
  var times: [Double] = []
  for count in [2_000, 8_000, 32_000] {
    var root = Module(.network)
    for index in 0..<count { root.append("conv\(index)", .convolution(index + 1, index + 2, kernel: 3)) }
    let network = network(root)
    let time = medianMilliseconds(rounds: 3) { _ = try? derive(network) }
    times.append(time * 1000 / Double(count))
  }
  print(
    "distinct layers    2,000: \(fixed(times[0], 2)) µs each, 8,000: \(fixed(times[1], 2)), "
      + "32,000: \(fixed(times[2], 2)) (equal is linear)")
}

/// One block many times: neither time nor memory may grow with the copies.
func measureRepetitions() {
  var block = Module(.block)
  block.append("conv", .convolution(8, 8, kernel: 3))
  block.append("add", .add, from: [.node(0), .input])
  var results: [String] = []
  for copies in [1_000, 1_000_000] {
    var root = Module(.network)
    root.append("0", .module(block), repetitions: copies)
    let network = network(root)
    let before = peakMegabytes()
    let time = medianMilliseconds(rounds: 5) {
      guard let derivation = try? derive(network), let pages = try? Pages() else { return }
      _ = try? pages.solution(of: derivation)
    }
    results.append("\(copies) copies \(fixed(time, 2)) ms, \(fixed(peakMegabytes() - before, 1)) MB more")
  }
  print("repetitions        " + results.joined(separator: "; "))
}

private func network(_ root: Module) -> Network {
  let source = Publication(authors: "", title: "", year: 0, identifier: "")
  return Network(name: "bench", title: "bench", publication: source, usualInput: [1, 16, 16], root: root)
}

private func peakMegabytes() -> Double {
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
    return Double(usage.ru_maxrss) / 1_048_576
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  #endif
}

/// An ONNX file of ten thousand nodes, read, sized and derived.
func measureONNX() {
  let bytes = onnxChain(convolutions: 5_000)
  var layers = 0
  let time = medianMilliseconds(rounds: 5) {
    guard let imported = try? bytes.withUnsafeBytes({ try ONNX.network(reading: $0, named: "chain.onnx") }),
      let derivation = try? derive(imported.network, inputs: imported.shapes)
    else { return }
    layers = derivation.layers.count
  }
  print(
    "onnx               10,000 nodes (\(bytes.count / 1000) kB), \(layers) layers: \(fixed(time, 0)) ms "
      + "(goal: below 200)")
}

/// A model of so many pairs of a convolution and a rectifier, its weights left out, field by field as the format has it.
private func onnxChain(convolutions: Int) -> [UInt8] {
  var graph: [UInt8] = []
  for index in 0..<convolutions {
    let input = index == 0 ? "image" : "relu\(index - 1)"
    graph += field(1, node("Conv", "/c\(index)/Conv", [input, "c\(index).weight"], "conv\(index)"))
    graph += field(1, node("Relu", "/r\(index)/Relu", ["conv\(index)"], "relu\(index)"))
    var weight: [UInt8] = []
    for size in [8, 8, 1, 1] { weight += varint(1 << 3) + varint(UInt64(size)) }
    weight += varint(2 << 3) + varint(1) + field(8, [UInt8]("c\(index).weight".utf8))
    graph += field(5, weight)
  }
  graph += field(2, [UInt8]("chain".utf8))
  graph +=
    field(11, valueInfo("image", [1, 8, 16, 16])) + field(12, valueInfo("relu\(convolutions - 1)", []))
  let opset = varint(2 << 3) + varint(17)
  return varint(1 << 3) + varint(8) + field(8, opset) + field(7, graph)
}

private func node(_ kind: String, _ name: String, _ inputs: [String], _ output: String) -> [UInt8] {
  inputs.flatMap { field(1, [UInt8]($0.utf8)) } + field(2, [UInt8](output.utf8))
    + field(3, [UInt8](name.utf8)) + field(4, [UInt8](kind.utf8))
}

private func valueInfo(_ name: String, _ sizes: [Int]) -> [UInt8] {
  var tensor = varint(1 << 3) + varint(1)
  if !sizes.isEmpty {
    tensor += field(2, sizes.flatMap { field(1, varint(1 << 3) + varint(UInt64($0))) })
  }
  return field(1, [UInt8](name.utf8)) + field(2, field(1, tensor))
}

private func field(_ number: UInt64, _ bytes: [UInt8]) -> [UInt8] {
  varint(number << 3 | 2) + varint(UInt64(bytes.count)) + bytes
}

private func varint(_ value: UInt64) -> [UInt8] {
  var (rest, bytes) = (value, [UInt8]())
  while rest > 0x7F {
    bytes.append(UInt8(rest & 0x7F) | 0x80)
    rest >>= 7
  }
  return bytes + [UInt8(rest)]
}
