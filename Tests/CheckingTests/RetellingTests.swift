import Checking
import Symbolics
import Testing

/// The figures of a real, badly wrong hand calculation, in four forms.
@Suite("Retellings of a wrong count")
struct RetellingTests {
  @Test("Every mistake is found on its line under its name", arguments: Retelling.all)
  func findsEveryMistake(_ retelling: Retelling) {
    let diagnosis = Checker().diagnose(HandCalculation(retelling.text))
    let lines = retelling.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (piece, mistake) in retelling.expected {
      let places = lines.indices.filter { lines[$0].contains(piece) }.map { $0 + 1 }
      #expect(!places.isEmpty, "no line has «\(piece)»")
      let isFound = diagnosis.findings.contains { finding in
        places.contains(finding.place.line)
          && (finding.mistake.rawValue == mistake || finding.alternatives.contains { $0.rawValue == mistake })
      }
      #expect(isFound, "\(mistake) at «\(piece)»")
    }
  }

  @Test("Right lines raise nothing", arguments: Retelling.all)
  func accusesNoRightLine(_ retelling: Retelling) {
    let diagnosis = Checker().diagnose(HandCalculation(retelling.text))
    let lines = retelling.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for finding in diagnosis.findings {
      let line = lines[finding.place.line - 1]
      #expect(!retelling.right.contains { line.contains($0) }, "\(finding.mistake.rawValue) on «\(line)»")
    }
  }

  @Test("Both totals are attributed to the last unit", arguments: Retelling.all)
  func explainsBothTotals(_ retelling: Retelling) throws {
    let diagnosis = Checker().diagnose(HandCalculation(retelling.text))
    #expect(diagnosis.totals.map(\.claimed) == [7_839_944_000, 1_718_719_872])
    #expect(diagnosis.totals.map(\.correct) == [7_801_405_440, 4_089_184_256])
    for total in diagnosis.totals {
      #expect(total.remainder == 0)
      #expect(total.contributions.count > 5)
      var sum = total.remainder
      for contribution in total.contributions { sum = try sum.adding(contribution.amount) }
      #expect(try sum == total.claimed.subtracting(total.correct))
    }
  }

  @Test("What follows from a wrong number is not punished again")
  func marksWhatIsCarriedForward() throws {
    let text = """
      conv: 3×3×64×64 = 38,864
      38,864×56×56 = 121,877,504
      """
    let diagnosis = Checker().diagnose(HandCalculation(text))
    #expect(diagnosis.findings.filter { $0.severity == .error }.map(\.place.line) == [1])
    #expect(diagnosis.statements.map(\.status) == [.wrong, .carriedForward])
    let note = try #require(diagnosis.findings.first { $0.place.line == 2 })
    #expect(note.mistake == .errorCarriedForward && note.correct == 115_605_504)
  }
}
