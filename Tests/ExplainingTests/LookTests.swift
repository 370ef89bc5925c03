import Checking
import Derivations
import Explaining
import Networks
import Testing
import Foundation

@Test func look() throws {
  for language in Language.allCases {
    let wording = try WordingFile.wording(language)
    let text = [UInt8](try Data(contentsOf: URL(filePath: "/work/shared/seed/page.txt")))
    let diagnosis = Checker().diagnose(HandCalculation(text))
    let derivations = try ["resnet50", "resnet101"].map { try derive(Catalogue.network(named: $0)!) }
    let f = Feedback(diagnosis, text: text, file: "page.txt", wording: wording, derivations: derivations)
    for name in Feedback.fragmentNames { print("======", name); print(Crude.text(f.fragments[name]!)) }
    print(Crude.text(ReferenceLists.formulas(wording).blocks).prefix(2500))
    print(Crude.text(ReferenceLists.mistakes(wording).blocks).prefix(2500))
    print(Crude.text(ReferenceLists.conventions(wording).blocks).prefix(2500))
  }
}
