import Testing

@testable import Importing

extension RandomText.Expected {
  /// What was read, in the form of what was written.
  init(_ value: Value) {
    let (line, column) = (value.place.line, value.place.column)
    switch value.content {
    case .scalar(let scalar):
      self = .scalar(scalar.text, isQuoted: scalar.isQuoted, line: line, column: column)
    case .sequence(let values): self = .sequence(values.map { Self($0) }, line: line, column: column)
    case .mapping(let mapping):
      let pairs = mapping.entries.map { entry in
        Pair(
          key: entry.key, line: entry.keyPlace.line, column: entry.keyPlace.column, value: Self(entry.value))
      }
      self = .mapping(pairs, line: mapping.place.line, column: mapping.place.column)
    }
  }
}

@Suite("Reading of values: laws")
struct ReadingLawTests {
  @Test("What was written is read, every value at its line and column", arguments: RandomText.Style.allCases)
  func roundTrip(_ style: RandomText.Style) throws {
    for seed in 0..<400 {
      let random = RandomText(seed: seed, style: style)
      do {
        let value = try Value.read(Array(random.text.utf8), file: "random")
        #expect(RandomText.Expected(value) == random.expected, "\(seed):\n\(random.text)")
      } catch {
        Issue.record("\(error) for seed \(seed):\n\(random.text)")
      }
    }
  }

  @Test("A byte order mark takes no column, and all line ends count alike")
  func lineEnds() throws {
    for seed in 0..<100 {
      let random = RandomText(seed: seed, style: .block)
      for end in ["\n", "\r\n", "\r"] {
        let text =
          "\u{FEFF}"
          + random.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
        let value = try Value.read(Array(text.utf8), file: "random")
        #expect(RandomText.Expected(value) == random.expected, "\(seed): \(text.debugDescription)")
      }
    }
  }

  @Test("An alias is a copy of its anchor's value")
  func aliases() throws {
    let text = "- &a {x: [1, &b 2], y: &c {z: q}}\n- *a\n- *b\n- &d\n- *d\n- [*c, *a]\n- {w: *b}"
    let values = try Value.read(Array(text.utf8), file: "f").sequence
    let anchored = RandomText.Expected(values[0])
    #expect(RandomText.Expected(values[1]) == anchored)
    #expect(try values[2].integer() == 2)
    #expect(values[3].isNull && values[4].isNull)
    #expect(RandomText.Expected(try values[5].sequence[1]) == anchored)
    #expect(try values[5].sequence[0].mapping["z"]?.string == "q")
    #expect(try values[6].mapping["w"]?.integer() == 2)
  }
}
