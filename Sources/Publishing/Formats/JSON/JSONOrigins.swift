public import Checking
import Derivations
public import Explaining
import Networks
import Symbolics

extension Origins {
  /// What gives the number as JSON, in UTF-8, best first; where nothing does, `nearest` has the nearest counts and what
  /// the number is more than each of them.
  public func json(wording: Wording) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.member("claimed", claim.text)
      $0.member("read", exact: claim.numeral.value)
      if let guessed = claim.guessed { $0.member("guessedUnit", guessed.letter) }
      $0.member("network", derivation.network.name)
      $0.member("input") { $0.value(derivation.input) }
      $0.member("explanations") { json in
        json.array { json in for origin in explanations { json.value(origin, of: claim, wording) } }
      }
      $0.member("nearest") { json in
        json.array { json in for origin in nearest { json.value(origin, of: claim, wording) } }
      }
    }
    return json.finished()
  }
}

extension JSONWriter {
  fileprivate mutating func value(_ origin: Origin, of claim: ClaimedNumber, _ wording: Wording) {
    object {
      $0.member("kind", origin.kind.rawValue)
      $0.member("name", origin.name)
      $0.member("value", exact: origin.value)
      if let fit = origin.fit {
        $0.member("exact") { $0.value(fit == .exact) }
        $0.member("agreement", fit.name)
      } else if let gap = try? claim.numeral.value.subtracting(origin.value) {
        $0.member("gap", exact: gap)
      }
      $0.member("quantity", origin.quantity.name)
      if let unit = origin.unit { $0.member("unit", unit.name) }
      if let part = origin.part { $0.member("part", part) }
      if let correct = origin.correct { $0.member("correct", exact: correct) }
      $0.member(
        "reason",
        plainText(OriginText.reason(origin, of: claim, wording: wording), in: wording.language))
      $0.member("working", origin.working.plainText)
    }
  }
}

extension Scale {
  /// The letter of a scale that may be guessed.
  fileprivate var letter: String {
    switch self {
    case .kilo: "K"
    case .mega: "M"
    case .giga: "G"
    case .tera: "T"
    default: ""
    }
  }
}
