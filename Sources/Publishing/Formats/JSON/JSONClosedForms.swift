public import Derivations
import Symbolics

extension ClosedForms {
  /// What a closed form is given for, in this order.
  package static let quantities: [Quantity] = [
    .outputHeight, .outputWidth, .parameters, .macs, .flops, .counted,
  ]

  /// The closed forms as JSON, in UTF-8: for each quantity the formula and what it assumes, or null where there is none.
  ///
  /// - Parameter layer: the path of the part; empty for the network.
  /// - Returns: nil if there is no part of this path.
  public func json(layer: String = "") -> [UInt8]? {
    guard let part = derivation.part(at: layer) else { return nil }
    var json = JSONWriter()
    json.object {
      $0.member("network", derivation.network.name)
      $0.member("input") { $0.value(derivation.input) }
      $0.member("convention", derivation.convention.name)
      if !part.path.isEmpty { $0.member("layer", part.path) }
      $0.member("letters") {
        $0.array(inOneLine: true) { for letter in letters { $0.value(letter.symbol.description) } }
      }
      $0.member("forms") { json in
        json.array { json in
          for quantity in ClosedForms.quantities { json.form(quantity, in: self, at: layer) }
        }
      }
    }
    return json.finished()
  }
}

extension JSONWriter {
  fileprivate mutating func form(_ quantity: Quantity, in forms: ClosedForms, at path: String) {
    let form: ClosedForm?
    do throws(NoClosedForm) { form = try forms.form(of: quantity, at: path) } catch {
      if case .noSuchStep = error { return }
      form = nil
    }
    object {
      $0.member("quantity", quantity.name)
      $0.member("formula", form.map { $0.expression.plainText })
      $0.member("assumptions") { json in
        json.array { json in
          for assumption in form?.assumptions ?? [] {
            json.object(inOneLine: true) {
              $0.member("letter", assumption.letter.symbol.description)
              $0.member("multiple", assumption.multiple)
              $0.member("minimum", assumption.minimum)
            }
          }
        }
      }
    }
  }
}
