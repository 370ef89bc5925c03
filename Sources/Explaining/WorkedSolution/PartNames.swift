import Derivations
import Networks

extension Part {
  /// The paths of all copies: with a numeric name the copies count on from it, `layer1.1`, `layer1.2` …
  var copyPaths: [String] {
    guard repetitions > 1 else { return [path] }
    let name = path.split(separator: ".").last.map { String($0) } ?? ""
    guard let first = Int(name) else { return [path] }
    let scope = path.dropLast(name.count)
    return (0..<repetitions).map { scope + String(first + $0) }
  }

  /// The anchor of the part's heading.
  var anchor: String { path.isEmpty ? "network" : String(path.map { $0 == "." ? "-" : $0 }) }

  /// Whether nothing in the part has parameters or is counted.
  var isFree: Bool {
    value(.parameters).isZero && value(.macs).isZero && value(.counted).isZero
  }
}

/// What makes two layers the same calculation: the operation and the sizes that go in.
struct LayerKey: Hashable {
  let operation: Operation
  let inputs: [Shape]
}
