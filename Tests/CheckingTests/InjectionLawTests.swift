import Checking
import Testing

/// Law 4 for what takes more than one link: a mistake that is made in a right text is found on its line under its name,
/// and the right text raises nothing.
@Suite("Every mistake between lines is found again")
struct InjectionLawTests {
  @Test("Made at random, found again", arguments: 0..<40)
  func findsAgain(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    for injection in Injections.all(&random) {
      let none = Checker().diagnose(HandCalculation(injection.right)).findings
      #expect(none.isEmpty, "\(injection.right): \(none.map(\.mistake.rawValue))")
      let found = Checker().diagnose(HandCalculation(injection.wrong)).findings
      let isNamed = found.contains {
        $0.place.line == injection.line
          && ($0.mistake == injection.mistake || $0.alternatives.contains(injection.mistake))
      }
      #expect(
        isNamed,
        "\(injection.mistake.rawValue): \(injection.wrong): \(found.map { ($0.place.line, $0.mistake) })")
    }
  }
}
