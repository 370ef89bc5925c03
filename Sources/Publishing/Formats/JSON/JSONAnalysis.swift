import Derivations
import Networks
import Symbolics

extension JSONWriter {
  /// An analysis: its sections with their rows and steps. A refusal says why a section ends without a further number.
  mutating func value(_ analysis: Analysis) {
    object {
      $0.member("analysis", analysis.kind.rawValue)
      $0.member("sections") { $0.array { json in for section in analysis.sections { json.value(section) } } }
    }
  }

  private mutating func value(_ section: Analysis.Section) {
    object {
      $0.member("topic", section.topic.rawValue)
      $0.member("rows") { $0.array { json in for row in section.rows { json.value(row) } } }
      $0.member("remarks") {
        $0.array(inOneLine: true) { json in for remark in section.remarks { json.value(remark.rawValue) } }
      }
      $0.member("refusal") {
        if let refusal = section.refusal { $0.value(refusal) } else { $0.null() }
      }
    }
  }

  private mutating func value(_ row: Analysis.Row) {
    object {
      $0.member("label", row.label?.name)
      $0.member("sign", row.isSubtracted ? "-" : "+")
      $0.member("steps") {
        $0.array { json in
          for step in row.steps { json.value(step, symbol: step.symbol.description) }
        }
      }
    }
  }

  private mutating func value(_ refusal: Analysis.Refusal) {
    object(inOneLine: true) {
      $0.member("reason", refusal.name)
      guard case .differs(let fact, let first, let firstValue, let second, let secondValue) = refusal else {
        return
      }
      $0.member("fact", fact.rawValue)
      $0.member("first", first)
      $0.member("firstValue", firstValue)
      $0.member("second", second)
      $0.member("secondValue", secondValue)
    }
  }
}

extension Analysis.Label {
  /// The name in JSON: of a component or an item its identifier, of a layer its path.
  fileprivate var name: String {
    switch self {
    case .component(let component): component.rawValue
    case .kind(let kind): kind.name
    case .format(let format): format.rawValue
    case .item(let item): item.rawValue
    case .part(let path): path
    }
  }
}
