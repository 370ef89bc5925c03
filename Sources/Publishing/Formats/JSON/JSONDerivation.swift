public import Derivations
public import Explaining
import Networks
import Symbolics

extension Derivation {
  /// The derivation as JSON, in UTF-8: `totals`, and `layers` in the order of execution.
  ///
  /// Identical copies stand there once, under the first one's path, with the number of copies as `repeat`, so that the
  /// sum of `repeat` × value is the total. Exact numbers are strings of digits.
  ///
  /// - Parameters:
  ///   - detail: below ``Explaining/Detail/layers`` there are no layers, below ``Explaining/Detail/steps`` no steps.
  ///   - layer: the path of the only part that is written; its totals are those of one copy.
  /// - Returns: nil if there is no part of this path.
  public func json(detail: Detail = .steps, layer: String? = nil) -> [UInt8]? {
    guard let part = part(at: layer ?? "") else { return nil }
    var json = JSONWriter()
    json.object {
      $0.member("network", network.name)
      $0.member("input") { $0.value(input) }
      $0.member("convention", convention.name)
      if !part.path.isEmpty { $0.member("layer", part.path) }
      $0.member("totals") { $0.object { $0.members(totalsOf: part) } }
      $0.member("layers") {
        $0.array { json in
          guard detail >= .layers else { return }
          part.visitLayers { layer, copies in json.value(layer, copies: copies, withSteps: detail >= .steps) }
        }
      }
    }
    return json.finished()
  }
}

extension Part {
  /// Calls `body` for each distinct layer with the number of its copies within one copy of this part.
  func visitLayers(copies: Int = 1, _ body: (Part, Int) -> Void) {
    if case .layer = kind { return body(self, copies) }
    for part in parts { part.visitLayers(copies: copies &* part.repetitions, body) }
  }
}

extension JSONWriter {
  mutating func value(_ shape: Shape) {
    array(inOneLine: true) { for size in shape.dimensions { $0.value(size) } }
  }

  fileprivate mutating func members(totalsOf part: Part) {
    member("parameters", exact: part.value(.parameters))
    member("macs", exact: part.value(.macs))
    member("flops", exact: part.value(.flops))
    member("counted", exact: part.value(.counted))
  }

  fileprivate mutating func value(_ layer: Part, copies: Int, withSteps: Bool) {
    guard case .layer(let operation) = layer.kind else { return }
    object {
      $0.member("path", layer.path)
      $0.member("operation", operation.name)
      $0.member("repeat", copies)
      $0.member("output") { $0.value(layer.output) }
      $0.members(totalsOf: layer)
      guard withSteps else { return }
      $0.member("steps") { $0.array { for step in layer.steps { $0.value(step) } } }
    }
  }

  private mutating func value(_ step: Step) {
    object {
      $0.member("id", step.id)
      $0.member("quantity", step.quantity.name)
      $0.member("formula", step.formula.plainText)
      $0.member("substituted", step.substituted.plainText)
      $0.member("value", exact: step.value)
      $0.member("source", step.source.citation)
    }
  }
}
