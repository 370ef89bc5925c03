public import Derivations
public import Explaining
import Networks
import Symbolics

extension Derivation {
  /// The derivation as JSON, in UTF-8: `totals`, and `layers` in the order of execution.
  ///
  /// Identical copies stand there once, under the first one's path, with the number of copies as `repeat`, so that the
  /// sum of `repeat` × value is the total. Of experts that each token is sent to some of, `active` says of how many: then
  /// the sum of `active` × value is the total of all but the parameters. Exact numbers are strings of digits.
  ///
  /// - Parameters:
  ///   - detail: below ``Explaining/Detail/layers`` there are no layers, below ``Explaining/Detail/steps`` no steps.
  ///   - layer: the path of the only part that is written; its totals are those of one copy.
  ///   - analyses: answers to further questions; without any the member `analyses` is not there.
  /// - Returns: nil if there is no part of this path.
  public func json(
    detail: Detail = .steps, layer: String? = nil, analyses: [Analysis] = []
  ) -> [UInt8]? {
    guard let part = part(at: layer ?? "") else { return nil }
    var json = JSONWriter()
    json.object {
      $0.member("network", network.name)
      $0.member("input") { $0.value(input) }
      if inputs.count > 1 { $0.member("inputs") { $0.array { for shape in inputs { $0.value(shape) } } } }
      $0.member("convention", convention.name)
      if !part.path.isEmpty { $0.member("layer", part.path) }
      $0.member("totals") { $0.object { $0.members(totalsOf: part) } }
      $0.member("layers") {
        $0.array { json in
          guard detail >= .layers else { return }
          part.visitLayers { layer, copies in json.value(layer, copies, withSteps: detail >= .steps) }
        }
      }
      if !analyses.isEmpty {
        $0.member("analyses") { $0.array { json in for analysis in analyses { json.value(analysis) } } }
      }
    }
    return json.finished()
  }
}

extension Part {
  /// How often a layer is there, and how many of these work on one token.
  typealias Copies = (all: Int, active: Int)

  /// Calls `body` for each distinct layer with the number of its copies within one copy of this part. The deriver has
  /// refused networks with more layers than can be counted.
  func visitLayers(copies: Copies = (1, 1), _ body: (Part, Copies) -> Void) {
    if case .layer = kind { return body(self, copies) }
    for part in parts {
      let (all, active) = (part.copies(for: .parameters), part.copies(for: .macs))
      part.visitLayers(copies: (copies.all &* all, copies.active &* active), body)
    }
  }
}

extension JSONWriter {
  mutating func value(_ shape: Shape) {
    array(inOneLine: true) { for size in shape.dimensions { $0.value(size) } }
  }

  fileprivate mutating func members(totalsOf part: Part) {
    member("parameters", exact: part.value(.parameters))
    if let active = part.step(.activeParameters) { member("activeParameters", exact: active.value) }
    member("macs", exact: part.value(.macs))
    member("flops", exact: part.value(.flops))
    member("counted", exact: part.value(.counted))
  }

  fileprivate mutating func value(_ layer: Part, _ copies: Part.Copies, withSteps: Bool) {
    guard case .layer(let operation) = layer.kind else { return }
    object {
      $0.member("path", layer.path)
      $0.member("operation", operation.name)
      $0.member("repeat", copies.all)
      if copies.active != copies.all { $0.member("active", copies.active) }
      $0.member("output") { $0.value(layer.output) }
      $0.members(totalsOf: layer)
      guard withSteps else { return }
      $0.member("steps") { $0.array { for step in layer.steps { $0.value(step) } } }
    }
  }

  /// A step; in an analysis with the symbol that it defines, by which later formulas name it.
  mutating func value(_ step: Step, symbol: String? = nil) {
    object {
      $0.member("id", step.id)
      $0.member("quantity", step.quantity.name)
      if let symbol { $0.member("symbol", symbol) }
      $0.member("formula", step.formula.plainText)
      $0.member("substituted", step.substituted.plainText)
      $0.member("value", exact: step.value)
      $0.member("source", step.source.citation)
    }
  }
}
