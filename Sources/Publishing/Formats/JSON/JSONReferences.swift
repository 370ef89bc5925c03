public import Checking
public import Derivations
public import Explaining
public import Networks
import Symbolics

// The reference lists: what the catalogue, the conventions, the formulas and the table of mistakes hold.

extension Catalogue {
  /// Every network as JSON, in UTF-8.
  public static func json() -> [UInt8] {
    var json = JSONWriter()
    json.array { json in
      for entry in entries {
        json.object {
          $0.member("name", entry.name)
          $0.member("title", entry.title)
          $0.strings("aliases", entry.aliases)
          $0.member("input") { $0.array(inOneLine: true) { for size in entry.usualInput { $0.value(size) } } }
          if entry.inputs.count > 1 {
            $0.member("inputs") { json in
              json.array { json in
                for input in entry.inputs {
                  json.object {
                    $0.member("name", input.name)
                    $0.member("shape") {
                      $0.array(inOneLine: true) { for size in input.usual { $0.value(size) } }
                    }
                  }
                }
              }
            }
          }
          $0.strings("variants", entry.variants)
          $0.member("year", entry.publication.year)
          $0.member("source", entry.publication.citation)
        }
      }
    }
    return json.finished()
  }
}

extension Convention {
  /// Every convention as JSON, in UTF-8, with the terms that it counts for each kind of operation.
  public static func json() -> [UInt8] {
    var json = JSONWriter()
    json.array { json in
      for convention in all {
        json.object {
          $0.member("name", convention.name)
          $0.member("unit", convention.unit.name)
          if let tool = convention.tool {
            $0.member("tool", tool.package)
            $0.member("version", tool.version)
            $0.member("call", tool.call)
          }
          $0.member("quirks") { json in
            json.array { json in
              for quirk in convention.quirks {
                json.object {
                  $0.member("name", quirk.name)
                  $0.member("source", quirk.place)
                }
              }
            }
          }
          $0.member("rules") { $0.array { for rule in convention.rules { $0.value(rule) } } }
        }
      }
    }
    return json.finished()
  }
}

extension Convention.Unit {
  /// The name that JSON carries.
  package var name: String { self == .mac ? "mac" : "flop" }
}

extension Formula {
  /// Every formula as JSON, in UTF-8, in plain notation.
  public static func json() -> [UInt8] {
    var json = JSONWriter()
    json.array { json in
      for formula in all {
        json.object {
          $0.member("id", formula.id)
          $0.member("quantity", formula.quantity.name)
          $0.member("condition", formula.condition.rawValue)
          $0.member("formula", formula.expression.plainText)
          $0.member("source", formula.source.citation)
        }
      }
    }
    return json.finished()
  }
}

extension Mistake {
  /// Mistakes as JSON, in UTF-8, in the words of a language.
  public static func json(of mistakes: [Mistake] = allCases, wording: Wording) -> [UInt8] {
    var series = Checker.Series(Checker())
    var json = JSONWriter()
    json.array { json in
      for mistake in mistakes {
        let words = MistakeWords(mistake, wording)
        json.object {
          $0.member("mistake", mistake.rawValue)
          $0.member("name", plainText(words.name, in: wording.language))
          $0.member("explanation", plainText(words.what, in: wording.language))
          $0.member("shows", plainText(words.shows, in: wording.language))
          $0.member("correction", plainText(words.correction, in: wording.language))
          $0.member("example", plainText(words.example, in: wording.language))
          $0.member("exampleRight", plainText(words.exampleRight, in: wording.language))
          // Found in its example, or why not; which of the two is tried, not stated.
          let isFound = mistake.isFoundInExample(wording, &series)
          $0.member("isFound") { $0.value(isFound) }
          $0.member("obstacle", isFound ? nil : mistake.obstacle?.rawValue)
        }
      }
    }
    return json.finished()
  }
}

extension JSONWriter {
  mutating func strings(_ key: StaticString, _ texts: [String]) {
    member(key) { $0.array(inOneLine: true) { for text in texts { $0.value(text) } } }
  }

  fileprivate mutating func value(_ rule: Convention.Rule) {
    object {
      $0.member("operation", rule.kind.name)
      $0.member("terms") {
        $0.array { json in
          for term in rule.terms {
            json.object(inOneLine: true) {
              $0.member("name", term.name)
              $0.member("formula", term.formula.plainText)
              $0.strings("conditions", term.conditions.map { $0.rawValue })
            }
          }
        }
      }
      $0.member("source", rule.source.citation)
    }
  }
}
