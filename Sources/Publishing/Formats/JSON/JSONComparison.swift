public import Derivations
public import Explaining
import Networks
import Symbolics

extension Comparison {
  /// The comparison as JSON, in UTF-8: each convention's total and the terms that separate it from the paper's, which add
  /// up exactly. A total is null where the convention's rules are not known for a kind of layer, which `unknown` names.
  ///
  /// - Parameter isGraph: whether the network was read from a graph of operations; then `untold` says what that lacks.
  public func json(wording: Wording, isGraph: Bool = false) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.member("network", derivation.network.name)
      $0.member("input") { $0.value(derivation.input) }
      if isGraph {
        $0.strings(
          "untold",
          ComparisonText.untold(self, wording: wording).map { plainText($0, in: wording.language) })
      }
      $0.member("conventions") { json in
        json.array { json in for entry in entries { json.value(entry, wording) } }
      }
    }
    return json.finished()
  }
}

extension JSONWriter {
  fileprivate mutating func value(_ entry: Comparison.Entry, _ wording: Wording) {
    object {
      $0.member("name", entry.convention.name)
      $0.member("unit", entry.convention.unit.name)
      if let total = entry.total {
        $0.member("total", exact: total)
      } else {
        $0.member("total", nil as String?)
      }
      if !entry.unknown.isEmpty { $0.strings("unknown", entry.unknown.map { $0.name }) }
      $0.member("differences") { json in
        json.array { json in
          for difference in entry.differences {
            json.object {
              $0.member("term", difference.term)
              $0.member("amount", exact: difference.amount)
              $0.member(
                "reason",
                plainText(
                  ComparisonText.reason(difference, in: entry.convention, wording: wording),
                  in: wording.language))
            }
          }
        }
      }
    }
  }
}
