import Derivations
import Networks
import Symbolics

extension Part {
  /// The path of the last copy: the copies count on from a number at its end, `layer1.1`, `layer1.2` …
  var lastCopyPath: String { path(ofCopy: repetitions - 1) }

  /// The path of a later copy; the first one is number 0. The deriver has refused numbers that leave Int.
  func path(ofCopy copy: Int) -> String {
    guard copy > 0 else { return path }
    return NumberedName(path)?.name(ofCopy: copy &* spacing) ?? path
  }

  /// The anchor of the part's heading.
  var anchor: String { Part.anchor(of: path) }

  /// The anchor of a path's heading: dots would have to be escaped in style sheets.
  static func anchor(of path: String) -> String {
    path.isEmpty ? "network" : String(path.map { $0 == "." ? "-" : $0 })
  }

  /// The path within a module: `conv2` in `layer1.0`. A mere number says nothing, so that such a path stays whole.
  func name(in module: Part) -> String {
    guard !module.path.isEmpty, path.hasPrefix(module.path + ".") else { return path }
    let name = String(path.dropFirst(module.path.count + 1))
    return Int(name) == nil ? name : path
  }

  /// Whether nothing in the part has parameters or is counted.
  var isFree: Bool {
    value(.parameters).isZero && value(.macs).isZero && value(.counted).isZero
  }

  /// The layers of a part in the order of execution.
  var leaves: [Part] { parts.isEmpty ? [self] : parts.flatMap { $0.leaves } }

  /// Whether the part derives a size, as a convolution or a pooling layer does.
  var hasSizes: Bool { steps.contains { $0.quantity.isSize } }
}

/// What makes two layers the same calculation: the operation and the sizes that go in.
struct LayerKey: Hashable {
  let operation: Operation
  let inputs: [Shape]
}
